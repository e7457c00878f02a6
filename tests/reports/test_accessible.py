"""Reports are PDF/UA-1 as far as two checkers can tell."""

from dataclasses import replace
from pathlib import Path

from app.reports.pdf.draw import draw_copy, draw_pdf
from tests.accessible import faults
from tests.reports.reading import full
from tests.reports.sample import Sample, sparse


def test_two_checkers_find_no_fault(tmp_path: Path) -> None:
    document = Sample().document()
    second = replace(sparse().document(), countersigner="Dr Rowan Ashdown")
    for number, (pdf, about) in enumerate(
        (
            (full().pdf, document),
            (draw_copy(document), document),
            (draw_pdf(second, b"{}").pdf, second),
        )
    ):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(pdf)
        assert faults(path, about) == []
