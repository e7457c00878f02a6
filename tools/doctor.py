"""Names everything the system lacks at once, with the one line that installs it; as root on Debian it can do so itself.

Needs nothing but Python's own library, because it runs before anything is installed.
"""

import argparse
import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SYSTEM_FILE: Final = Path(__file__).with_name("system.toml")

MISSING: Final = 3
"""Exit code when something is missing; docs/exit-codes.md."""


@dataclass(frozen=True, order=True)
class Need:
    """Something the system must bring, and the Debian package that brings it."""

    kind: str
    name: str
    package: str

    def is_met(self) -> bool:
        """Whether it is here."""
        if self.kind == "tools":
            return shutil.which(self.name) is not None
        if self.kind == "files":
            return any(Path("/").glob(self.name.removeprefix("/")))
        if self.kind == "modules":
            return importlib.util.find_spec(self.name) is not None
        try:
            ctypes.CDLL(self.name)
        except OSError:
            return False
        return True


def needs(groups: Iterable[str], file: Path = SYSTEM_FILE) -> list[Need]:
    """What the groups ask for on this kind of machine; raises KeyError for a group that the file has not."""
    kinds = ("modules", "libraries", "tools", "files") if sys.platform == "linux" else ("modules", "tools")
    listed = tomllib.loads(file.read_text(encoding="utf-8"))
    return sorted(
        Need(kind, name, package)
        for group in groups
        for kind in kinds
        for name, package in listed[group].get(kind, {}).items()
    )


def unmet(wanted: Iterable[Need]) -> list[Need]:
    """What of it is missing."""
    return [need for need in wanted if not need.is_met()]


def advice(missing: Iterable[Need]) -> str:
    """Name all of it in one sentence, and below it the one line to type."""
    missing = list(missing)
    packages = " ".join(shlex.quote(each) for each in _packages(missing))
    said = f"Missing from this machine: {', '.join(need.name for need in missing)}."
    if shutil.which("apt-get") is None:
        return f"{said}\nInstall what Debian packages as: {packages}"
    sudo = "" if _is_root() else "sudo "
    return (
        f"{said}\nType: {sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {packages}"
    )


def install(missing: Iterable[Need]) -> None:
    """Have apt install it. What it could not install is found by looking again."""
    apt = shutil.which("apt-get")
    if apt is None:
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["update", "-q"],
        ["install", "-q", "-y", "--no-install-recommends", *_packages(missing)],
    ):
        subprocess.run([apt, *command], env=quiet, stdin=subprocess.DEVNULL, check=False)


def main(arguments: list[str] | None = None) -> int:
    """Look, install if asked and able to, and say what is still missing."""
    parser = argparse.ArgumentParser(prog="doctor.py", description=__doc__)
    parser.add_argument(
        "groups", nargs="*", default=["program"], help="groups of system.toml (default: program)"
    )
    parser.add_argument("--install", action="store_true", help="as root on Debian, install what is missing")
    parser.add_argument("--file", type=Path, default=SYSTEM_FILE, help="another list")
    asked = parser.parse_args(arguments)
    try:
        wanted = needs(asked.groups, asked.file)
    except KeyError as unknown:
        parser.error(f"there is no group {unknown} in {asked.file.name}")
    missing = unmet(wanted)
    if missing and asked.install and _is_root() and Path("/etc/debian_version").exists():
        print(f"Installing: {' '.join(_packages(missing))}", flush=True)
        install(missing)
        importlib.invalidate_caches()
        missing = unmet(wanted)
    if missing:
        print(advice(missing), file=sys.stderr)
        return MISSING
    return 0


def _packages(missing: Iterable[Need]) -> list[str]:
    return sorted({need.package for need in missing})


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


if __name__ == "__main__":
    sys.exit(main())
