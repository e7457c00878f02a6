"""All that the program tells of a case to who is at the desk, as one text to look for words in."""

from dataclasses import replace
from pathlib import Path

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.domain.kinds.incident.choices import SOURCES
from app.domain.kinds.incident.standing import WAYS
from app.domain.kinds.registry import KINDS, OFFERED
from app.domain.values.dates import ClinicalDate
from app.errors import NotAdmitted
from app.reports.draw_text import draw_text
from app.reports.pdf.contents import texts
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import CaseQuery, Cases
from app.services.cases.everywhere import SearchEverywhere
from app.services.cases.progress import Progress
from app.services.cases.today import Today
from app.services.facts.history import of_case
from app.services.records.chronology import Chronology
from app.services.records.chronology_filter import ChronologyFilter
from app.services.records.citable import citable
from app.services.records.facets import Unsealing
from app.services.records.in_case import in_case
from app.services.records.records import Records
from app.services.sharing.audiences import audience_of
from app.services.sharing.summarising import Request, compose
from app.services.vault.open_vault import OpenVault
from tests.confirmed import export

PANEL = Request(
    audience="panel",
    recipient="Panel",
    purpose="Review",
    question="What next?",
    answer="Little has changed.",
)


NARROWED = (
    ChronologyFilter(victims=("V1", "V2", "V3")),
    ChronologyFilter(sources=tuple(each.label for each in SOURCES)),
    ChronologyFilter(stands=WAYS),
    ChronologyFilter(since=ClinicalDate(1900), until=ClinicalDate(2200)),
)
"""All that the chronology can be narrowed by."""


def lists_of(vault: OpenVault, case_id: str) -> str:
    """What lists, charts, counts, facets and citations of a case hold."""
    while Unsealing(vault).more():
        pass
    found: list[object] = [
        Chronology(vault).page(case_id),
        Chronology(vault).page(case_id, superseded=True, limit=1000),
        *(Chronology(vault).page(case_id, kinds=(kind.code,)) for kind in OFFERED),
        *(Chronology(vault).page(case_id, by=each) for each in NARROWED),
        CaseFile(vault).open(case_id),
        CaseFile(vault).peek(case_id),
        CaseFile(vault).overview(case_id),
        CaseFile(vault).ratings(case_id),
        Progress(vault).thread(case_id),
        Progress(vault).dose(case_id),
        CaseFile(vault).offer(case_id),
        of_case(vault, case_id, 1000),
        *(_newest(vault, case_id, kind.code) for kind in OFFERED),
    ]
    with vault.reading(Right.READ) as act:
        found += [citable(vault, act.session, case_id), in_case(vault, act.connection, case_id)]
    return repr(found)


def lists_of_all(vault: OpenVault, *words: str) -> str:
    """What lists over all cases hold, and what a search for words finds."""
    found: list[object] = [
        Today(vault).page(),
        Cases(vault).page(CaseQuery()),
        *(replace(SearchEverywhere(vault).find(each), words="") for each in words),
        *(SearchEverywhere(vault).find(f"kind:{code}") for code in KINDS),
    ]
    return repr(found)


def told_to_panel(vault: OpenVault, case_id: str) -> str:
    """The text of a report."""
    return draw_text(compose(vault, case_id, PANEL, audience_of("panel"), "id"))


def sent_to_panel(vault: OpenVault, reference: str, out: Path) -> bytes:
    """What stands in the bytes of a signed file: itself, the text of its pages and what is attached."""
    export(vault, reference, PANEL, out)
    content = out.read_bytes()
    return content + repr(texts(content)).encode()


def _newest(vault: OpenVault, case_id: str, code: str) -> object:
    try:
        return Records(vault).newest(case_id, code, most=5)
    except NotAdmitted:
        return ()


SEALED = tuple(each for each in Compartment if each.is_sealed and each.holds_records)
"""The sealed compartments that records stand in."""
