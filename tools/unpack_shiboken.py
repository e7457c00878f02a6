"""Unpacks the Python part of PySide's binding beside it and compiles it, by the binding's own switch.

As its wheel brings it, the sources lie packed in a library and are compiled anew at each start of the program: a tenth
of the time to the first page. Without this step all works, and starts later. The switch is `SBK_EMBED`
(https://doc.qt.io/qtforpython-6/developer/embed.html).
"""

import compileall
import os
import sys
import sysconfig
from pathlib import Path


def main() -> None:
    """Unpack and compile; a folder that cannot be written to is left as it is."""
    os.environ["SBK_EMBED"] = "0"
    __import__("shiboken6")
    if not place().is_dir() or not compileall.compile_dir(place(), quiet=1):
        sys.stderr.write("PySide's sources could not be unpacked: the program starts somewhat later.\n")


def place() -> Path:
    """Where the binding looks for what was unpacked."""
    return Path(sysconfig.get_path("platlib")) / "shiboken6" / "files.dir"


if __name__ == "__main__":
    main()
