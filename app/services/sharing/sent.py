"""What was sent of a case, to whom and why; the bytes are kept, and can be written once more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, select

from app.domain.facts import share
from app.domain.facts.share import ShareCopy, ShareSending
from app.domain.fields.rights import Right
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate
from app.errors import AlreadyThere, NotFound, NotGenuine, SentBefore, Withheld
from app.models.base import wire_time
from app.models.tables import Disclosure, Staff
from app.reports.pdf.contents import is_pdf, texts
from app.services.cases.cases import view_of
from app.services.facts.events import known_of
from app.services.facts.stating import Saying, Subject, state
from app.services.facts.verifying import faults_of_output
from app.services.sharing import guarding
from app.services.sharing.audiences import audience_of
from app.services.sharing.kept import Kept
from app.services.sharing.letters import insist_on_plain_name
from app.services.vault.open_vault import Act, OpenVault
from app.whole_file import beside, is_there, put_in_place, write_new

_HEAD: Final = 8


@dataclass(frozen=True)
class Sent:
    """A summary that was sent: when, by whom, to whom, why, what was left out, and the SHA-256 of the file."""

    id: str
    at: datetime
    author: str
    audience: str
    recipient: str
    purpose: str
    withheld: tuple[Share, ...]
    sha256: str
    is_text: bool = False
    """Whether it left as text, unsigned, and not as a file."""
    not_beside: str = ""
    """In a sentence, what of the site's own files could not be put beside it; only where it was signed just now."""
    countersigner: str = ""
    """Who is asked to countersign it."""
    countersigned_by: str = ""
    """Who did."""


@dataclass(frozen=True)
class SentPage:
    """The newest of them, and how many there are."""

    rows: tuple[Sent, ...]
    total: int


def sent(vault: OpenVault, case_id: str, limit: int) -> SentPage:
    """What was sent about a case, newest first; looking is noted."""
    columns = (Disclosure.id, Disclosure.at, Staff.name, Disclosure.audience)
    begins = func.substr(Disclosure.content, 1, _HEAD)
    facts = (Disclosure.recipient, Disclosure.purpose, Disclosure.withheld, Disclosure.sha256, begins)
    of_case = Disclosure.case_id == case_id
    newest = select(*columns, *facts).join(Staff, Staff.id == Disclosure.staff_id).where(of_case)
    with vault.acting(Right.READ, case=case_id, durable=False) as act:
        rows = act.session.execute(newest.order_by(Disclosure.at.desc()).limit(limit)).all()
        total = act.session.execute(select(func.count(Disclosure.id)).where(of_case)).scalar_one()
        stated = {row.id: known_of(act.session, row.id).held.said.get(share.SENT.code, {}) for row in rows}
        act.note("disclosure.list", "casefile", case_id, case=case_id, shown=len(rows))
    return SentPage(tuple(_with_second([_sent(*row) for row in rows], stated)), total)


def _with_second(rows: Sequence[Sent], stated: Mapping[str, Mapping[str, Any]]) -> Iterator[Sent]:
    """The rows with who is asked to countersign each, and who did: that stands before it, as it came later."""
    did = {str(stated[each.id].get("prepared")): each.author for each in rows}
    for each in rows:
        asked = str(stated[each.id].get("countersigner") or "")
        yield replace(each, countersigner=asked, countersigned_by=did.get(each.sha256, "") if asked else "")


@dataclass(frozen=True)
class Left:
    """The exact bytes that left, of which case, by whom, for whom and when; `prepared` is what they begin with."""

    case_id: str
    staff_id: str
    audience: str
    at: datetime
    content: bytes
    prepared: str


def left(vault: OpenVault, disclosure_id: str) -> Left:
    """What left by that id. Raises NotFound, and NotGenuine when the bytes kept are not those that were sent."""
    with vault.reading(Right.COPY) as act:
        row = act.session.get(Disclosure, disclosure_id)
        if row is None:
            raise NotFound
        stated = known_of(act.session, disclosure_id).held.said.get(share.SENT.code, {})
        found = Left(
            row.case_id, row.staff_id, row.audience, row.at, row.content, str(stated.get("prepared", ""))
        )
        # Of whose case it is decides what it is looked at with: that has to be what was stated.
        faulty = any(faults_of_output(vault, act.session, disclosure_id, row.case_id))
        digest = row.sha256
    if faulty or sha256(found.content).digest() != digest:
        raise NotGenuine
    return found


def insist_on_clean(vault: OpenVault, kept: Left, content: bytes, out: Path) -> None:
    """Look at what is to leave once more, and at its name, with what is protected today.

    Raises SentBefore where it holds what is protected by now, Withheld for its name, NotAcceptable for that of a letter
    which says what none may, NeedsRelease, Unguarded.
    """
    with vault.reading(Right.COPY) as act:
        insist_on_plain_name(out.name, view_of(act.connection, kept.case_id).reference, kept.audience)
    guarding.insist_on_key(vault, Right.COPY)
    guarding.check(vault, kept.case_id, guarding.of_path(out), right=Right.COPY)
    try:
        guarding.check(vault, kept.case_id, texts(content), right=Right.COPY)
    except Withheld as stopped:
        day = ClinicalDate.of(kept.at.astimezone(vault.zone).date()).show()
        raise SentBefore(stopped.places, day) from None


def copy(vault: OpenVault, disclosure_id: str, out: Path) -> None:
    """Write exactly what was sent once more; that it was written is stated.

    It is looked at with what is protected today. Raises AlreadyThere, CannotWrite, DiskFull, and as `left` and
    `insist_on_clean`.
    """
    if is_there(out):
        raise AlreadyThere
    kept = left(vault, disclosure_id)
    insist_on_clean(vault, kept, kept.content, out)
    with beside(out) as new:
        write_new(new, kept.content)
        with vault.acting(Right.COPY, case=kept.case_id) as act:
            said = ShareCopy(copied=wire_time(act.at))
            state(vault, act, Subject(disclosure_id, kept.case_id), Saying((share.COPIED,), said), anew=True)
        put_in_place(new, out)


def sending_of(vault: OpenVault, act: Act, kept: Kept, content: bytes) -> ShareSending:
    """What is stated of bytes that leave, drawn from what was prepared: to whom, why, and what was held back."""
    return ShareSending(
        case=kept.case_id,
        staff=vault.member.id,
        sent=wire_time(act.at),
        audience=kept.audience,
        recipient=kept.recipient,
        purpose=kept.purpose,
        withheld=" ".join(kept.withheld),
        sha256=sha256(content).hexdigest(),
        prepared=kept.sha256,
        countersigner=kept.document.countersigner if is_pdf(content) else "",
    )


def remember(vault: OpenVault, act: Act, disclosure_id: str, said: ShareSending, content: bytes) -> None:
    """State what is sent in the act that signs it, and keep its bytes."""
    kept = {"content": content, **act.placed()}
    fingerprints = {"sha256": said.sha256, "prepared": said.prepared}
    act.note("summary.disclose", "disclosure", disclosure_id, case=said.case, **fingerprints)
    state(vault, act, Subject(disclosure_id, said.case), Saying((share.SENT,), said), kept=kept)


def _sent(
    disclosure_id: str,
    at: datetime,
    author: str,
    audience: str,
    recipient: str,
    purpose: str,
    withheld: str,
    digest: bytes,
    begins: bytes,
) -> Sent:
    left_out = tuple(Share(each) for each in withheld.split())
    title = audience_of(audience).title
    is_text = not is_pdf(begins)
    return Sent(disclosure_id, at, author, title, recipient, purpose, left_out, digest.hex(), is_text)
