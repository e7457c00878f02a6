"""A file from elsewhere is opened at once, or not at all."""

import errno
import os
import socket
from pathlib import Path

import pytest

from app.regular_file import open_regular


def test_a_file_is_opened(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"words")
    (tmp_path / "link").symlink_to("file")
    for name in ("file", "link"):
        with open_regular(tmp_path / name) as file:
            assert file.read() == b"words"


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("pipe", errno.ENXIO),
        ("link to a pipe", errno.ENXIO),
        ("socket", errno.ENXIO),
        ("device", errno.ENXIO),
        ("folder", errno.EISDIR),
        ("nothing", errno.ENOENT),
        ("link to nothing", errno.ENOENT),
        ("circle", errno.ELOOP),
    ],
)
def test_whatever_else_stands_there_is_refused_without_waiting(
    tmp_path: Path, name: str, number: int
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link to a pipe").symlink_to("pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link to nothing").symlink_to("nothing")
    (tmp_path / "circle").symlink_to("circle")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(tmp_path / "socket"))
        with pytest.raises(OSError) as refused:  # noqa: PT011 - the number is what tells one from another
            open_regular(tmp_path / name)
    assert refused.value.errno == number
