"""How the work of a case hangs together and how it goes: the golden thread, and dose and response."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.domain.fields.rows import Cite
from app.domain.measures.catalogue import Catalogue
from app.domain.records.courses import Error, Errors
from app.domain.records.dose import GoalDose, of_goals
from app.domain.records.facets import AxisEvent, Score
from app.domain.records.thread import READ
from app.domain.records.thread_parts import Named, Thread, cited, thread
from app.domain.values.dates import ClinicalDate
from app.models.tables import Record
from app.services.cases.dose_axis import axis_of_goal, dose_axis
from app.services.cases.screen_axis import Axis, axis_of
from app.services.measures.of_vault import measures_of
from app.services.records import facets
from app.services.records.chronology import matching_ids
from app.services.records.chronology_filter import ALL_ENTRIES, EntriesAsked
from app.services.records.citable import titles
from app.services.records.diverging import diverging
from app.services.records.signed import is_open_to
from app.services.records.standing import current_rows
from app.services.vault.open_vault import OpenVault


@dataclass(frozen=True)
class GoalShown:
    """A goal with what was done for it, how its measure changed, and its axis; None where nothing of it has a date."""

    row: GoalDose
    axis: Axis | None


@dataclass(frozen=True)
class Dose:
    """A case on one axis, each of its goals, and the sentence that says where self-report and another source part."""

    axis: Axis | None
    goals: tuple[GoalShown, ...]
    diverges: str
    source_id: str
    """The record that the divergence rests on."""


@dataclass(frozen=True)
class Progress:
    """What can be asked of the work of a case. Each look is noted; what the member may not read is not in it."""

    vault: OpenVault

    def thread(self, case_id: str) -> Thread:
        """The golden thread, and where it is broken."""
        today = self.vault.today()
        with self.vault.acting(Right.READ, case=case_id, durable=False) as act:
            found = facets.of_case(self.vault, act.connection, case_id, *READ)
            named = named_in(self.vault, act.session, case_id, cited(found))
            errors = errors_of(found, measures_of(self.vault, act.session))
            act.note("case.thread", "casefile", case_id, case=case_id)
        return thread(found, today, named, errors)

    def axis(self, case_id: str, asked: EntriesAsked = ALL_ENTRIES) -> Axis | None:
        """What the chronology is narrowed to on the time axis; None where nothing of it has a date. A look is noted."""
        with self.vault.acting(Right.READ, case=case_id, durable=False) as act:
            shown = matching_ids(self.vault, act.connection, case_id, asked)
            found = facets.of_case(self.vault, act.connection, case_id, AxisEvent, Score)
            act.note("case.axis", "casefile", case_id, case=case_id)
        return axis_of((each for each in found if each.record_id in shown), self.vault.today())

    def dose(self, case_id: str) -> Dose:
        """Sessions beside what was measured meanwhile. It says of nothing that it caused another."""
        today = self.vault.today()
        with self.vault.acting(Right.READ, case=case_id, durable=False) as act:
            found = facets.of_case(self.vault, act.connection, case_id, *READ)
            diverges = diverging(self.vault, act.connection, case_id, today)
            errors = errors_of(found, measures_of(self.vault, act.session))
            act.note("case.dose", "casefile", case_id, case=case_id)
        rows = of_goals(found, errors)
        up = diverges[0] if diverges else None
        return Dose(
            dose_axis(found, rows, errors, today),
            tuple(GoalShown(row, axis_of_goal(found, row, errors, today)) for row in rows),
            up.sentence if up else "",
            up.record_id if up else "",
        )


def named_in(
    vault: OpenVault, session: Session, case_id: str, cites: tuple[str, ...], *, open_only: bool = False
) -> dict[str, Named]:
    """What each reference is called and what it opens: of a row its record, and the newest version of either.

    What the member may not read is not named, nor with `open_only` what is sealed, whoever asks.
    """
    cited_by = {cite: Cite.of(cite).series for cite in cites}
    standing = session.execute(current_rows(case_id, Record.series_id, Record.id))
    now = {row.series_id: row.id for row in standing}
    rows = select(Record.id, Record.series_id).where(
        Record.case_id == case_id, Record.id.in_(set(cited_by.values()))
    )
    newest = {record_id: now.get(series_id, record_id) for record_id, series_id in session.execute(rows)}
    records = {row.id: row for row in session.scalars(select(Record).where(Record.id.in_(newest.values())))}
    may = {
        cite: row
        for cite in cites
        if (row := records.get(newest.get(cited_by[cite], "")))
        and is_open_to(vault, row)
        and not (open_only and _is_sealed(row))
    }
    # A record may have come to stand otherwise since it was cited: it is called as it stands now.
    names = {cite: row.id if cite == cited_by[cite] else cite for cite, row in may.items()}
    called = titles(vault, session, case_id, list(dict.fromkeys(names.values())))
    return {
        cite: _name(cite, called[names[cite]], row.id, row.event)
        for cite, row in may.items()
        if names[cite] in called
    }


def _is_sealed(row: Record) -> bool:
    return Compartment(row.compartment).is_sealed


def _name(cite: str, words: str, record_id: str, event: str) -> Named:
    """What evidence is called; of a record its date stands by itself, of a row with the words for it."""
    when = ClinicalDate.from_wire(event).show() if event and cite == Cite.of(cite).series else ""
    return Named(words.replace(f", {when}", "", 1) if when else words, record_id, when)


def errors_of(found: tuple[facets.Found, ...], measures: Catalogue) -> Errors:
    """By how much each score has to change, where the file of its measure says so."""
    scores = {each.facet.measure for each in found if isinstance(each.facet, Score)}
    return {code: error for code in scores if (error := _error(code, measures))}


def _error(code: str, measures: Catalogue) -> Error | None:
    measure = measures.by_name.get(code.rpartition(".")[0])
    rules = [rule for rule in measure.change if rule.score == code.rpartition(".")[2]] if measure else []
    if not rules:
        return None
    return Error(
        tuple(float(rule.by) for rule in rules), "; ".join(dict.fromkeys(rule.source for rule in rules))
    )
