"""Gives a partner a signed summary: composed of signed records, scanned for victims, certified, and remembered."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.crypto import canonical, certificates, pki
from app.crypto.pdf import signing as pdf_signing
from app.crypto.pdf import verifying as pdf_verifying
from app.domain.fields.rights import Right
from app.domain.fields.sharing import Audience, Share, audience_from_toml
from app.domain.reports.document import Document
from app.domain.values.dates import ClinicalDate
from app.domain.values.ids import new_id
from app.errors import AlreadyThere, NotAcceptable, NotFound, NotGenuine, SentBefore, Withheld
from app.models.tables import Disclosure, MemberKey, Staff
from app.paths import resource
from app.reports.pdf.contents import texts
from app.services.cases.cases import Cases
from app.services.sharing import guarding
from app.services.sharing.summarising import Request, compose
from app.services.vault import keys
from app.services.vault.confirmation import Confirmation
from app.services.vault.open_vault import Act, OpenVault
from app.whole_file import beside, is_there, put_in_place, replace_file, write_new

if TYPE_CHECKING:
    from app.reports.pdf.draw import Built

AUTHORITY_FILE = "site-ca.pem"
PANEL = "panel"


@dataclass(frozen=True)
class Signed:
    """A signed summary, in memory."""

    summary: Document
    pdf: bytes
    withheld: tuple[Share, ...]


@dataclass(frozen=True)
class Sent:
    """A summary that was sent: when, by whom, to whom, why, and what was left out."""

    id: str
    at: datetime
    author: str
    audience: str
    recipient: str
    purpose: str
    withheld: tuple[Share, ...]


@dataclass(frozen=True)
class SentPage:
    """The newest of them, and how many there are."""

    rows: tuple[Sent, ...]
    total: int


@dataclass(frozen=True)
class Disclosing:
    """What can be done to tell a partner, and what they were told."""

    vault: OpenVault

    def preview(self, reference: str, request: Request) -> bytes:
        """The unsigned PDF as it would look. Raises as `export`."""
        summary, _ = self._composed(reference, request.checked(), new_id(self.vault.clock()))
        return self._built(Cases(self.vault).find(reference), summary).pdf

    def export(self, reference: str, request: Request, out: Path, confirmed: Confirmation) -> Signed:
        """Write the signed summary, remember exactly what was sent, and put the site's certificate beside it.

        Raises MustConfirm without the author's word for exactly this request (`Request.digest`), NotFound,
        AlreadyThere, StillMissing or TextTooLong for the request, Withheld with the places where a protected term
        stands, NeedsRelease for a member whose program cannot look for one, Unguarded where what is looked for is
        missing or was altered, NotGenuine when a record it would rest on does not verify, CannotWrite, DiskFull, and
        ReadOnly where it could not be remembered.
        """
        self.vault.insist_on_writing()
        if is_there(out):
            raise AlreadyThere
        guarding.insist_on_key(self.vault, Right.SHARE)
        request = request.checked()
        document_id = new_id(self.vault.clock())
        summary, audience = self._composed(reference, request, document_id)
        case_id = Cases(self.vault).find(reference)
        guarding.look(self.vault, case_id, guarding.of_path(out))
        built = self._built(case_id, summary)
        with beside(out) as new:
            # The right, the certificate and the word of who signs are looked at before anything is signed.
            with self.vault.acting(Right.SHARE, case=case_id, confirmed=confirmed) as act:
                act.covers(request.digest(reference))
                signed = self._sign(act, built, summary, audience, request)
                write_new(new, signed.pdf)
                self._remember(act, case_id, request, signed)
            put_in_place(new, out)
        self.vault.anchor(in_header=True)
        self._publish_authority(out.parent / AUTHORITY_FILE)
        return signed

    def sent(self, case_id: str, limit: int) -> SentPage:
        """What was sent about a case, newest first; looking is noted."""
        columns = (Disclosure.id, Disclosure.at, Staff.name, Disclosure.audience)
        texts = (Disclosure.recipient, Disclosure.purpose, Disclosure.withheld)
        of_case = Disclosure.case_id == case_id
        newest = select(*columns, *texts).join(Staff, Staff.id == Disclosure.staff_id).where(of_case)
        with self.vault.acting(Right.READ, case=case_id, durable=False) as act:
            rows = act.session.execute(newest.order_by(Disclosure.at.desc()).limit(limit)).all()
            total = act.session.execute(select(func.count(Disclosure.id)).where(of_case)).scalar_one()
            act.note("disclosure.list", "casefile", case_id, case=case_id, shown=len(rows))
        return SentPage(tuple(_sent(*row) for row in rows), total)

    def copy(self, disclosure_id: str, out: Path) -> None:
        """Write exactly what was sent once more; that it was written is noted.

        It is looked at with what is protected today. Raises NotFound, AlreadyThere, NotGenuine when the bytes kept are
        not those that were sent, SentBefore where they hold what is protected by now, NeedsRelease, Unguarded,
        CannotWrite, DiskFull.
        """
        if is_there(out):
            raise AlreadyThere
        with self.vault.reading(Right.COPY) as act:
            row = act.session.get(Disclosure, disclosure_id)
            if row is None:
                raise NotFound
            case_id, content, digest, sent_at = row.case_id, row.content, row.sha256, row.at
        if sha256(content).digest() != digest:
            raise NotGenuine
        guarding.insist_on_key(self.vault, Right.COPY)
        guarding.look(self.vault, case_id, guarding.of_path(out), right=Right.COPY)
        try:
            guarding.look(self.vault, case_id, texts(content), right=Right.COPY)
        except Withheld as stopped:
            day = ClinicalDate.of(sent_at.astimezone(self.vault.zone).date()).show()
            raise SentBefore(stopped.places, day) from None
        with beside(out) as new:
            write_new(new, content)
            with self.vault.acting(Right.COPY, case=case_id) as act:
                act.note("disclosure.copy", "disclosure", disclosure_id, case=case_id)
            put_in_place(new, out)

    def _composed(self, reference: str, request: Request, document_id: str) -> tuple[Document, Audience]:
        audience = audience_of(request.audience)
        if audience.code != PANEL:
            raise NotAcceptable("Only the panel's summary can be written so far: use --for panel.")
        case_id = Cases(self.vault).find(reference)
        summary = compose(self.vault, case_id, request, audience, document_id)
        guarding.look(self.vault, case_id, *guarding.readings_of(summary))
        return summary, audience

    def _built(self, case_id: str, summary: Document) -> "Built":
        """The finished file but for its signature, which is appended and says no more; looked at as a whole."""
        from app.reports.pdf.draw import draw_pdf  # noqa: PLC0415 - ReportLab is slow to load

        built = draw_pdf(summary, _attached(summary))
        guarding.look(self.vault, case_id, texts(built.pdf))
        return built

    def _sign(
        self, act: Act, built: "Built", summary: Document, audience: Audience, request: Request
    ) -> Signed:
        from app.reports.pdf.stamp import stamp  # noqa: PLC0415

        content = _attached(summary)
        certificate, chain = self._certificates(act.session)
        pdf = pdf_signing.sign(
            built.pdf,
            self.vault.keys.documents,
            certificate,
            chain,
            field=built.signature_field,
            when=summary.prepared_at,
            stamp=stamp(summary.author, summary.prepared_at),
            reason=f"{audience.title}: {summary.reference}",
        )
        verdict = pdf_verifying.verify(pdf, chain, now=summary.prepared_at)
        if verdict.state is not pdf_verifying.State.GENUINE or verdict.attachment != content:
            raise RuntimeError("a summary just signed does not verify")
        withheld = tuple(share for share in Share if not audience.admits(share, request.asked))
        return Signed(summary, pdf, withheld)

    def _certificates(self, session: Session) -> tuple[bytes, tuple[bytes, ...]]:
        """The member's newest certificate for documents, and the authority that issued it."""
        key = session.get_one(MemberKey, self.vault.key_ids["documents"])
        mine = keys.certificates_of(session, key)[-1]
        issuers = (each for each in keys.trusted(session, self.vault.header) if _is_issuer(mine, each))
        return mine, (next(issuers),)

    def _remember(self, act: Act, case_id: str, request: Request, signed: Signed) -> None:
        digest, document_id = sha256(signed.pdf), signed.summary.id
        act.insert(
            Disclosure,
            id=document_id,
            case_id=case_id,
            at=act.at,
            staff_id=self.vault.member.id,
            audience=request.audience,
            recipient=request.recipient,
            purpose=request.purpose,
            withheld=" ".join(signed.withheld),
            sha256=digest.digest(),
            content=signed.pdf,
            **act.placed(),
        )
        act.note("summary.disclose", "disclosure", document_id, case=case_id, sha256=digest.hexdigest())

    def _publish_authority(self, path: Path) -> None:
        """Put the site's certificate beside the first summary in a folder; a partner needs it once."""
        if not is_there(path):
            with self.vault.reading(Right.PREPARE) as act:
                _, chain = self._certificates(act.session)
            replace_file(path, certificates.to_pem(chain))


def _attached(summary: Document) -> bytes:
    return canonical.dumps(summary.plain())


def _is_issuer(certificate: bytes, authority: bytes) -> bool:
    try:
        pki.check_issuer(certificate, authority, pki.Purpose.DOCUMENTS)
    except NotGenuine:
        return False
    return True


def _sent(
    disclosure_id: str,
    at: datetime,
    author: str,
    audience: str,
    recipient: str,
    purpose: str,
    withheld: str,
) -> Sent:
    left_out = tuple(Share(each) for each in withheld.split())
    title = audience_of(audience).title
    return Sent(disclosure_id, at, author, title, recipient, purpose, left_out)


def audience_of(code: str) -> Audience:
    """The sharing policy of an audience; raises NotFound."""
    path = resource("audiences") / f"{code}.toml"
    if not code.isidentifier() or not path.is_file():
        raise NotFound("There is no audience by that name: try panel.")
    return audience_from_toml(path.read_text("utf-8"))
