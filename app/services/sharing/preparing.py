"""Prepares what is to be shared: its id, time and bytes are fixed once, and what is signed later is what was seen."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.crypto import canonical
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Extent, Right, extent
from app.domain.fields.sharing import Audience, Share
from app.domain.reports.basis import Basis
from app.domain.reports.document import Document
from app.domain.reports.registry import report_for
from app.domain.values.ids import new_id
from app.errors import AlreadyThere, Changed, Withheld
from app.models.tables import PreparedRow
from app.services.cases.cases import view_of
from app.services.cases.guards import may_check
from app.services.records.death import insist_on_living
from app.services.sharing import guarding, letters
from app.services.sharing.audiences import AUDIENCES, PERSON, audience_of
from app.services.sharing.kept import LASTS, WAITS, Kept, forget, keep, opened
from app.services.sharing.looked import Looked, looked_for_in
from app.services.sharing.output_check import insist_on_output
from app.services.sharing.releasing import (
    Waiting,
    found_in,
    handed_in,
    release_of,
    sealed_for_release,
    waiting_rows,
)
from app.services.sharing.resting import basis_of, insist_on_facts
from app.services.sharing.summarising import (
    Request,
    answer_left_out,
    compose,
    not_available,
    not_countersigned,
    request_of,
    unavailable,
    under_conditions,
)
from app.services.vault.confirmation import digest_of
from app.services.vault.open_vault import OpenVault
from app.whole_file import beside, is_there, put_in_place, write_new

if TYPE_CHECKING:
    from app.reports.pdf.draw import Built


@dataclass(frozen=True)
class Prepared:
    """An output as it would be signed. `places`: where a victim's detail stands; then it is not signed.

    `document` is what its attachment says. `needs_release`: a colleague has to look at it first; `released_by` did.
    """

    id: str
    case_id: str
    reference: str
    recipient: str
    document: Document
    pdf: bytes
    sha256: str
    places: tuple[str, ...]
    withheld: tuple[Share, ...]
    until: datetime
    needs_release: bool
    released_by: str = ""
    looked: Looked | None = None
    """What was looked for; None where the member's program could not look."""
    notes: tuple[str, ...] = ()
    """What to know before signing, a sentence each: what runs over, what the author may not read."""

    @property
    def can_be_signed(self) -> bool:
        """Whether it could be signed as things stand."""
        return bool(self.released_by) or not (self.places or self.needs_release)

    @property
    def digest(self) -> bytes:
        """What is confirmed when it is signed."""
        return signing_of(self.id, self.sha256)


def signing_of(prepared_id: str, fingerprint: str) -> bytes:
    """What is confirmed when exactly these bytes are signed."""
    return digest_of("share.sign", prepared=prepared_id, sha256=fingerprint)


@dataclass(frozen=True)
class Offer:
    """What sharing of a case begins with: who it can be for, what waits of it, and what waits for the member."""

    reference: str
    audiences: tuple[Audience, ...]
    mine: tuple[Waiting, ...]
    to_release: tuple[Waiting, ...]


def offer(vault: OpenVault, case_id: str) -> Offer:
    """Everything that the first step shows; looking is noted. Raises NotFound, NotPermitted."""
    with vault.acting(Right.BANNER, case=case_id, durable=False) as act:
        reference = view_of(act.connection, case_id).reference
        member = PreparedRow.staff_id == vault.member.id
        mine = waiting_rows(act.session, act.at, member, PreparedRow.case_id == case_id)
        holds = may_check(vault, act.session) and extent(Right.RELEASE, vault.member.grade) is not Extent.NONE
        others = waiting_rows(act.session, act.at, ~member) if holds else ()
        act.note("case.open", "casefile", case_id, case=case_id)
    to_release = tuple(each for each in others if not each.is_released)
    return Offer(reference, tuple(map(audience_of, AUDIENCES)), mine, to_release)


def prepare(vault: OpenVault, case_id: str, request: Request) -> Prepared:
    """Make it in memory as it would be signed, look at it, and keep it for its author; that it was made is noted.

    For who does not hold the victim check it waits for a colleague. Raises NotFound, NotAcceptable for a
    person who has died or as `Request.checked`, StillMissing or TextTooLong for the request, NotGenuine or
    Unguarded for a case with something altered in it, NeedsRelease where nobody could be handed it, Changed.
    """
    _insist_on_living(vault, case_id, request.audience)
    request = request.checked()
    audience, report = audience_of(request.audience), report_for(request.audience, request.report)
    with vault.reading(Right.PREPARE) as act:
        reference = view_of(act.connection, case_id).reference
        insist_on_facts(vault, act.session, case_id)
        basis = basis_of(vault, act.session, case_id, audience.code)
        needs_release = not may_check(vault, act.session)
        lead = view_of(act.connection, case_id).lead
        awaited = not_countersigned(act.connection, case_id, audience)
    drawing = _Drawing(basis, report.pages)
    compose(vault, case_id, request, audience, new_id(vault.clock()), drawing.fits)
    letters.insist_on_plain_file(drawing.document, drawing.built.pdf)
    at = vault.clock()
    kept = Kept(
        **drawing.facts(),
        notes=tuple(
            _notes(
                drawing.built,
                report.pages,
                not_available(unavailable(vault, case_id, audience), lead),
                awaited,
                under_conditions(drawing.document),
                answer_left_out(drawing.document),
            )
        ),
        case_id=case_id,
        reference=reference,
        at=at,
        until=at + (WAITS if needs_release else LASTS),
        audience=audience.code,
        recipient=request.recipient,
        purpose=request.purpose,
        withheld=tuple(each for each in Share if not audience.admits(each, request.asked)),
        places=(),
        needs_release=needs_release,
        request=request.plain(),
    )
    if not needs_release:
        kept = replace(kept, places=found_in(vault, kept))
    if not vault.read_only:
        _keep(vault, kept)
    return _prepared(vault, kept)


def prepare_to_sign(vault: OpenVault, case_id: str, request: Request, out: Path) -> Prepared:
    """Prepare what is signed at once, without anybody looking at it: on the command line.

    Raises as `prepare`, Withheld with the places where a victim's detail stands, and before anything is made ReadOnly,
    AlreadyThere, NotPermitted for who may not sign, and Withheld for the file's name and folder.
    """
    vault.insist_on_writing()
    if is_there(out):
        raise AlreadyThere
    guarding.insist_on_right(vault, Right.SHARE)
    if guarding.can_check(vault):
        guarding.check(vault, case_id, guarding.of_path(out))
    prepared = prepare(vault, case_id, request)
    if prepared.places:
        raise Withheld(prepared.places)
    return prepared


def again(vault: OpenVault, prepared_id: str) -> Prepared:
    """What the member prepared and has not signed yet, as it stands now. Raises NotPrepared, PreparedAltered."""
    with vault.reading(Right.PREPARE) as act:
        kept = opened(vault, act.session, prepared_id, act.at)
        released = release_of(vault, act.session, kept)
    return _prepared(vault, kept, released.by if released else "")


def show(vault: OpenVault, prepared_id: str, out: Path) -> None:
    """Write the unsigned pages to be looked at outside the window, for who could sign them; that they were is noted.

    Raises as `insist_on_output`, CannotWrite, DiskFull.
    """
    kept = insist_on_output(vault, prepared_id, out)
    with beside(out) as new:
        write_new(new, kept.pdf)
        with vault.acting(Right.PREPARE, case=kept.case_id) as act:
            act.note("share.show", "prepared", prepared_id, case=kept.case_id, sha256=kept.sha256)
        put_in_place(new, out)


def take_over(vault: OpenVault, prepared_id: str) -> Prepared:
    """Prepare anew, as the member's own, what a colleague prepared who may not sign it: the member is its author then.

    What waited goes. Raises as `prepare`, and as `releasing.handed_in`.
    """
    guarding.insist_on_right(vault, Right.SHARE, Compartment.VICTIM_CHECK)
    theirs = handed_in(vault, prepared_id)
    prepared = prepare(vault, theirs.case_id, request_of(theirs.request))
    with vault.acting(Right.PREPARE, case=theirs.case_id) as act:
        forget(act.session, prepared_id)
        act.note("share.take_over", "prepared", prepared_id, case=theirs.case_id, now=prepared.id)
    return prepared


def _insist_on_living(vault: OpenVault, case_id: str, audience: str) -> None:
    if audience == PERSON:
        with vault.reading(Right.PREPARE) as act:
            insist_on_living(act.connection, case_id)


class _Drawing:
    """Draws the document, here and nowhere else, until it stays on its pages: what was drawn last is what is kept."""

    document: Document
    built: "Built"

    def __init__(self, basis: Basis, pages: int) -> None:
        self._basis, self._pages = basis, pages

    def fits(self, document: Document) -> bool:
        """Draw it; one page more is for a first one that runs over."""
        from app.reports.pdf.draw import draw_pdf  # noqa: PLC0415 - ReportLab is slow to load

        self.document = replace(document, basis=self._basis)
        self.built = draw_pdf(self.document, canonical.dumps(self.document.plain()))
        return self.built.pages <= self._pages + (self.built.over > 0)

    def facts(self) -> dict[str, Any]:
        """The document and its bytes."""
        return {
            "id": self.document.id,
            "document": self.document,
            "pdf": self.built.pdf,
            "sha256": sha256(self.built.pdf).hexdigest(),
            "field": self.built.signature_field,
        }


def _notes(built: "Built", pages: int, *left_out: str) -> Iterator[str]:
    """What to know before signing. Nothing of the first page is cut to fit, so its author shortens their own words."""
    if built.over <= 0 and built.pages > pages:
        yield f"It takes {built.pages} pages where {pages} should do. It can be signed as it is."
    if built.over > 0:
        lines = "1 line" if built.over == 1 else f"{built.over} lines"
        yield f"Page 1 runs over by {lines}; its longest part is “{built.longest}”. It can be signed as it is."
    yield from filter(None, left_out)


def _keep(vault: OpenVault, kept: Kept) -> None:
    with vault.acting(Right.PREPARE, case=kept.case_id) as act:
        if basis_of(vault, act.session, kept.case_id, kept.audience) != kept.document.basis:
            raise Changed
        waits = sealed_for_release(vault, act.session, kept) if kept.needs_release else None
        keep(vault, act, kept, waits)
        act.note("share.prepare", "prepared", kept.id, case=kept.case_id, sha256=kept.sha256)


def _prepared(vault: OpenVault, kept: Kept, released_by: str = "") -> Prepared:
    looked = None if kept.needs_release else looked_for_in(vault, kept.case_id, kept.document)
    return Prepared(
        id=kept.id,
        case_id=kept.case_id,
        reference=kept.reference,
        recipient=kept.recipient,
        document=kept.document,
        pdf=kept.pdf,
        sha256=kept.sha256,
        places=kept.places,
        withheld=kept.withheld,
        until=kept.until,
        needs_release=kept.needs_release,
        released_by=released_by,
        looked=looked,
        notes=kept.notes,
    )
