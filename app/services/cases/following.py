"""What follows for its case from a record that is signed, stated in the transaction of the signature."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sqlalchemy import text

from app.domain.cases.case import CLOSED, PATHWAYS, STAGES, CaseConcern, CaseFacts, CaseOpening
from app.domain.facts import case
from app.domain.facts.person import DETAILS
from app.domain.fields.answers import LEVELS
from app.domain.fields.content import read
from app.domain.fields.declare import Choice
from app.domain.fields.rights import Extent, Right, extent
from app.domain.records.follows import NOTHING, Follows
from app.domain.records.heading import Heading
from app.domain.records.versions import Reading
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate
from app.models.statements import PreparedStatement
from app.models.tables import Case
from app.services.cases.people import current
from app.services.cases.still_due import STILL_DUE
from app.services.facts.events import known_of
from app.services.facts.projection import said
from app.services.facts.stating import Saying, Subject, state
from app.services.records.drafts import DraftView
from app.services.records.signed import load, parsed, signed_bytes
from app.services.vault.open_vault import Act, OpenVault

_DUE: Final = PreparedStatement(
    text(
        "SELECT EXISTS (SELECT 1 FROM key_date k JOIN casefile c ON c.id = k.case_id WHERE k.case_id = :case_id "  # noqa: S608 - our own names
        f"AND k.what IN (SELECT value FROM json_each(:names)) AND {STILL_DUE})"
    )
)


def follow(vault: OpenVault, act: Act, draft: DraftView) -> None:
    """State what a record decides that is signed in this act. Raises NotPermitted."""
    decided = followed(vault, act, draft)
    if decided == NOTHING:
        return
    if decided.died is not None:
        whose = current(act.connection, _person(act, draft.case_id))
        details = replace(whose.details, deceased_on=decided.died)
        state(vault, act, Subject(whose.id), Saying((DETAILS,), details), reason=decided.reason)
    held = known_of(act.session, draft.case_id, case.SUBJECT).held
    opening = read(CaseOpening, said(held, case.OPEN.code))
    stage = read(CaseFacts, said(held, case.STAGE.code))
    concern = read(CaseConcern, said(held, case.CONCERN.code))
    closed = ClinicalDate.of(vault.today()) if decided.stage == CLOSED else None
    state(
        vault,
        act,
        Subject(draft.case_id, draft.case_id),
        Saying((case.OPEN,), replace(opening, pathway=decided.pathway or opening.pathway)),
        Saying((case.STAGE,), CaseFacts(stage=decided.stage, closed=closed) if decided.stage else stage),
        Saying(
            (case.CONCERN,),
            CaseConcern(
                entry=decided.concern_at_entry or concern.entry, exit=decided.concern_at_exit or concern.exit
            ),
        ),
        reason=decided.reason,
    )


def followed(vault: OpenVault, act: Act, draft: DraftView) -> Follows:
    """What would be stated of the case as it stands now; of a new version what it decides otherwise than the last."""
    decided = _decided(draft)
    if decided == NOTHING:
        return NOTHING
    before = _before(vault, act, draft)
    held = known_of(act.session, draft.case_id, case.SUBJECT).held
    stands = said(held, case.STAGE.code).get("stage", "")
    moves = decided.stage not in {"", stands, before.stage}
    if decided.only_from and stands not in decided.only_from:
        moves = False
    if moves and _is_due(vault, act, draft.case_id, decided.unless_due):
        moves = False
    left = Follows(
        died=_new_death(vault, act, draft.case_id, decided.died),
        stage=decided.stage if moves else "",
        pathway=_changed(decided.pathway, before.pathway, said(held, case.OPEN.code).get("pathway", "")),
        concern_at_entry=_changed(
            decided.concern_at_entry, before.concern_at_entry, said(held, case.CONCERN.code).get("entry", "")
        ),
        concern_at_exit=_changed(
            decided.concern_at_exit, before.concern_at_exit, said(held, case.CONCERN.code).get("exit", "")
        ),
    )
    return NOTHING if left == NOTHING else replace(left, reason=decided.reason)


def in_words(decided: Follows) -> Iterator[str]:
    """What signing states besides the record, each in a sentence."""
    if decided.died is not None:
        when = f" on {decided.died.show()}" if decided.died.is_known else ", and that the day is not known"
        yield f"The details of the person say from now on that they died{when}."
    if decided.stage:
        yield f"The case moves to: {_label(STAGES, decided.stage)}."
    if decided.pathway:
        yield f"Its pathway becomes: {_label(PATHWAYS, decided.pathway)}."
    if decided.concern_at_entry:
        yield f"Its concern at entry becomes: {_label(LEVELS, decided.concern_at_entry)}."
    if decided.concern_at_exit:
        yield f"Its concern at exit becomes: {_label(LEVELS, decided.concern_at_exit)}."


def _is_due(vault: OpenVault, act: Act, case_id: str, names: frozenset[str]) -> bool:
    """Whether something still falls due in the case by one of those names."""
    values = {"case_id": case_id, "today": vault.today().isoformat(), "names": json.dumps(sorted(names))}
    return bool(names and _DUE.scalar(act.connection, values))


def _new_death(vault: OpenVault, act: Act, case_id: str, died: ClinicalDate | None) -> ClinicalDate | None:
    """The day, where nobody has said yet that the person died, and the member may say what is known of them."""
    if died is None or extent(Right.CHANGE_PERSON, vault.member.grade) is Extent.NONE:
        return None
    return None if current(act.connection, _person(act, case_id)).details.deceased_on else died


def _person(act: Act, case_id: str) -> str:
    return act.session.get_one(Case, case_id).shown_person_id


def _changed(decided: str, before: str, stands: str) -> str:
    return decided if decided not in {before, stands} else ""


def _label(choices: tuple[Choice, ...], code: str) -> str:
    return next((each.label for each in choices if each.code == code), code)


def _decided(draft: DraftView) -> Follows:
    sheet = draft.sheet
    heading = Heading(
        id=draft.id,
        series=draft.id,
        version=1,
        case=draft.case_id,
        compartment=draft.compartment,
        event=sheet.event,
        knowledge=sheet.knowledge,
        source=sheet.source,
        author="",
        signed_at="",
    )
    return draft.kind.follows(Written(heading, sheet.content))


def _before(vault: OpenVault, act: Act, draft: DraftView) -> Follows:
    """What the version decided that this one takes the place of."""
    if draft.replaces_id is None:
        return NOTHING
    reading = parsed(signed_bytes(vault, load(act.session, draft.replaces_id)))[0]
    if not isinstance(reading, Reading):
        return NOTHING
    return reading.kind.follows(Written(reading.heading, reading.content))
