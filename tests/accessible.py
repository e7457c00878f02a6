"""Two checkers of PDF/UA-1 that share no code with ours, nor with one another: `pdfua` and `outloud`."""

from pathlib import Path

import outloud
import pdfua

from app.domain.records.blocks import Table
from app.domain.reports.document import Document


def faults(pdf: Path, document: Document) -> list[str]:
    """What either of them calls an error; nothing where it is as accessible as they can tell.

    `outloud` takes the head of a table that is repeated on its next page for prose that nobody reads out. It has been
    read out once, with the table, and PDF/UA-1 asks that what is repeated for the eye be an artifact.
    """
    repeated = {" ".join(each.heads) for each in document.blocks if isinstance(each, Table)}
    heard = outloud.check(str(pdf))
    assert not heard.error, heard.error
    said = [
        f"outloud {one.rule}: {one.message}: {one.evidence}"
        for one in heard.findings
        if one.severity == "error"
        and not (one.rule == "TAG-002" and one.count == 1 and one.evidence in repeated)
    ]
    seen = pdfua.validate(str(pdf))
    errors = (one for one in seen.findings if one.severity.name == "ERROR")
    return said + [f"pdfua {one.rule_id}: {one.message}" for one in errors]
