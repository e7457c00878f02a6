"""What the verifier says of a file the site signed, and how to alter one."""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from app.crypto.pdf import verifying as pdf_verifying
from app.crypto.pdf.verdict import Verdict
from tests.crypto.signed_pdfs import WHEN, new_site, stamp, unsigned

SITE = new_site()
LATER = WHEN + timedelta(hours=1)


@cache
def signed(pages: int = 1) -> bytes:
    return SITE.sign(unsigned(pages), stamp=stamp())


def judged(data: bytes, *roots: bytes) -> Verdict:
    return pdf_verifying.verify(data, roots or (SITE.root,), now=LATER)


def gap() -> tuple[int, int]:
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", signed())
    assert found is not None
    return int(found[1]), int(found[2])


def flipped(data: bytes, at: int, bit: int = 0) -> bytes:
    return data[:at] + bytes((data[at] ^ (1 << bit),)) + data[at + 1 :]


def _put(stream: Any, content: bytes) -> None:
    """Give a stream other content; what it was encoded as before would be written again otherwise."""
    stream._data, stream._encoded_data = content, None


def appended(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Incremental updates of the kinds a forger would try."""
    for what in ("page", "info", "attachment", "annotation", "catalog"):
        writer: Any = IncrementalPdfFileWriter(BytesIO(data))
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        if what == "page":
            _put(page["/Contents"].get_object(), b"BT ET")
            writer.update_container(page["/Contents"].get_object())
        elif what == "attachment":
            names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
            _put(names[1]["/EF"]["/F"], b"{}")
            writer.update_container(names[1]["/EF"]["/F"])
        elif what == "annotation":
            page["/Annots"].append(writer.add_object(pdf_string("a note")))
            writer.update_container(page["/Annots"])
        else:
            writer.root[pdf_name("/Forged")] = pdf_string(what)
            writer.update_root()
        output = BytesIO()
        writer.write(output)
        yield what, output.getvalue()
