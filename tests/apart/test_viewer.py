"""A document is looked at by a process of its own: pages come back, and what is hostile is kept and not drawn."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.apart.drawn import MOST_PIXELS
from app.apart.viewer import SENTENCES, Viewer
from app.errors import CannotTell, Damaged
from tests.hostile_files import bomb, large_picture, laughs, pdf_of, picture_of

ROOT = Path(__file__).parents[2]
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
(TOO_LARGE,) = SENTENCES.values()
NO_RESOURCE = sys.platform == "win32"


def handed(media: str, document: bytes, **seconds: float) -> Viewer:
    """A viewer that has a document."""
    viewer = Viewer(media, len(document), **seconds)
    viewer.hand(document[start : start + 100_000] for start in range(0, len(document), 100_000))
    return viewer


def is_there(process: int) -> bool:
    """Whether a process is there."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_pages_come_back_with_their_words_as_wide_as_they_were_asked_for() -> None:
    with closing(handed(PDF, pdf_of(3))) as viewer:
        assert len(viewer.shapes()) == 3
        page = viewer.page(2, 400)
        assert (page.number, page.count, page.width) == (2, 3, 400)
        assert page.height == pytest.approx(400 * viewer.shapes()[1], abs=1)
        assert page.text.strip() == "Page 2"
        assert len(page.pixels) == page.stride * page.height
        assert set(page.pixels) > {255}


def test_no_page_is_larger_than_a_picture_may_be() -> None:
    with closing(handed(PDF, pdf_of(1))) as viewer:
        page = viewer.page(1, 100_000)
        assert page.width * page.height <= MOST_PIXELS * 1.01


@pytest.mark.parametrize(("media", "kind"), [(PNG, "PNG"), (JPEG, "JPEG")])
def test_a_picture_is_one_page(media: str, kind: str) -> None:
    with closing(handed(media, picture_of(kind, 400, 100))) as viewer:
        assert viewer.shapes() == (0.25,)
        page = viewer.page(1, 200)
        assert (page.width, page.height, page.stride) == (200, 50, 600)
        red, green, blue = page.pixels[:3]
        assert red > 250
        assert max(green, blue) < 5


@pytest.mark.parametrize(
    ("media", "document"),
    [
        (PDF, lambda: bomb(300, 1)),
        (PDF, lambda: bomb(2000, 3)),
        (PDF, lambda: pdf_of(5_001)),
        (PDF, lambda: large_picture(40_000, 40_000)),
        (PNG, lambda: picture_of("PNG", 12_000, 12_000)),
    ],
    ids=["300 MB", "2 GB in 800 bytes", "5,001 pages", "1.6 gigapixels in a PDF", "144 megapixels"],
)
def test_what_unpacks_to_too_much_is_not_drawn_and_one_sentence_says_so(media: str, document: object) -> None:
    viewer = handed(media, document())  # type: ignore[operator]
    with closing(viewer), pytest.raises(CannotTell) as refused:
        viewer.shapes()
    assert str(refused.value) == TOO_LARGE
    assert viewer.process_id is None


def test_5_000_pages_are_drawn_and_a_hundred_megabytes_are_unpacked() -> None:
    for document, pages in ((pdf_of(5_000), 5_000), (bomb(100, 1), 1)):
        with closing(handed(PDF, document)) as viewer:
            assert len(viewer.shapes()) == pages


@pytest.mark.parametrize(
    ("media", "document"),
    [
        (PDF, b"%PDF-1.7 and no more"),
        (PDF, b"\0" * 1000),
        (PDF, pdf_of(2)[:-400]),
        (PNG, picture_of("PNG", 40, 40)[:30]),
        (PNG, b"GIF89a" + b"\0" * 100),
        (JPEG, b"\xff\xd8\xff\xe0" + b"\0" * 100),
    ],
)
def test_what_is_broken_is_told_in_a_sentence_and_stops_nobody(media: str, document: bytes) -> None:
    with closing(handed(media, document)) as viewer:
        with pytest.raises(CannotTell, match="This document cannot be shown"):
            viewer.page(1, 200)
        assert viewer.process_id is None


def test_a_page_that_takes_too_long_ends_the_process_and_no_other_is_asked_for() -> None:
    viewer = handed(PDF, laughs(9, 12), a_page=1.5)
    with closing(viewer):
        assert len(viewer.shapes()) == 1
        process = viewer.process_id
        assert process is not None
        for _ in range(2):
            with pytest.raises(CannotTell) as refused:
                viewer.page(1, 800)
            assert str(refused.value).startswith("This document takes too long")
        assert not is_there(process)


def test_a_process_that_was_killed_is_told_of_in_a_sentence() -> None:
    with closing(handed(PDF, pdf_of(1))) as viewer:
        viewer.shapes()
        assert viewer.process_id is not None
        os.kill(viewer.process_id, 9)
        with pytest.raises(CannotTell):
            viewer.page(1, 100)


def test_closing_ends_the_process_and_twice_does_no_harm() -> None:
    viewer = handed(PDF, pdf_of(1))
    process = viewer.process_id
    assert process is not None
    assert is_there(process)
    viewer.close()
    viewer.close()
    assert not is_there(process)


def test_a_document_that_breaks_off_ends_the_process() -> None:
    def broken() -> Iterator[bytes]:
        yield b"%PDF-1.7"
        raise Damaged

    viewer = Viewer(PDF, 100_000)
    with pytest.raises(Damaged):
        viewer.hand(broken())
    assert viewer.process_id is None


def test_when_the_program_ends_so_does_what_it_started() -> None:
    program = (
        "import os, sys; sys.path.insert(0, sys.argv[1])\n"
        "from app.apart.viewer import Viewer\n"
        "from tests.hostile_files import pdf_of\n"
        "viewer = Viewer('application/pdf', len(pdf_of(1)))\n"
        "viewer.hand([pdf_of(1)])\n"
        "viewer.shapes()\n"
        "print(viewer.process_id, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, ROOT], cwd=ROOT, capture_output=True, text=True, check=False
    )
    process = int(ended.stdout)
    # Its parent is gone, and nobody waits for it: it reads the end of its pipe.
    while is_there(process) and ") Z " not in Path(f"/proc/{process}/stat").read_text("ascii"):
        pass


@pytest.mark.skipif(NO_RESOURCE, reason="Windows has no such bounds")
def test_it_may_write_no_file_and_take_only_so_much_memory(tmp_path: Path) -> None:
    program = (
        "import signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from app.apart import worker\n"
        "worker._bound()\n"
        "try:\n"
        "    with open(sys.argv[1], 'wb', buffering=0) as file: print(file.write(b'clear'))\n"
        "except OSError as refused: print(type(refused).__name__)\n"
        "try: print(len(bytes(2_000_000_000)))\n"
        "except MemoryError as refused: print(type(refused).__name__)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "out"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout.split() == ["OSError", "MemoryError"], ended.stderr
    assert (tmp_path / "out").read_bytes() == b""


def test_nothing_of_a_document_becomes_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMPDIR", "TMP", "TEMP", "HOME", "CASEWORK_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    with closing(handed(PDF, pdf_of(2, "Marmalade-Lighthouse"))) as viewer:
        viewer.shapes()
        assert "Marmalade-Lighthouse 2" in viewer.page(2, 300).text
        assert list(tmp_path.iterdir()) == []
    assert list(tmp_path.iterdir()) == []
