"""The signature of the member at the desk, put into a PDF that waits for it, and looked at once it stands there."""

from datetime import timedelta, timezone

from app.crypto.pdf import signing as pdf_signing
from app.crypto.pdf import verifying as pdf_verifying
from app.crypto.pdf.verdict import State, Verdict
from app.domain.reports.document import Author
from app.services.vault import keys
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.signed_with import signed_with


def put(
    vault: OpenVault,
    act: Act,
    pdf: bytes,
    *,
    field: str,
    author: Author,
    reason: str,
    passphrase: str | None = None,
) -> tuple[bytes, Verdict]:
    """Sign a PDF in its empty field, with the stamp of that author; gives it with what is to be said of it.

    `passphrase` opens one that was protected first. Raises OutOfForce without a certificate in force.
    """
    from app.reports.pdf.stamp import stamp  # noqa: PLC0415 - ReportLab is slow to load

    certificate, chain = signed_with(vault, act.session, act.at)
    when = act.at.astimezone(timezone(timedelta(minutes=vault.offset_minutes(act.at))))
    signed = pdf_signing.sign(
        pdf,
        vault.keys.documents,
        certificate,
        chain,
        field=field,
        when=when,
        stamp=stamp(author, when),
        reason=reason,
        passphrase=passphrase,
    )
    verdict = pdf_verifying.verify(signed, chain, now=when, passphrase=passphrase)
    if verdict.state is not State.GENUINE:
        raise RuntimeError("a report just signed does not verify")
    if not signed.startswith(pdf):
        raise RuntimeError("what was signed is not what was seen")
    return signed, verdict


def countersigned(vault: OpenVault, act: Act, pdf: bytes, who: Author, reason: str) -> bytes:
    """Sign beside the author of a signed PDF, in the place prepared for it, with the stamp of who does; it verifies.

    Raises OutOfForce without a certificate in force, NotAcceptable where there is no such place.
    """
    from app.reports.pdf.stamp import stamp  # noqa: PLC0415 - ReportLab is slow to load

    certificate, chain = signed_with(vault, act.session, act.at)
    when = act.at.astimezone(timezone(timedelta(minutes=vault.offset_minutes(act.at))))
    drawn = stamp(who, when, title="Countersigned electronically")
    signed = pdf_signing.countersign(
        pdf, vault.keys.documents, certificate, chain, when=when, stamp=drawn, reason=reason
    )
    verdict = pdf_verifying.verify(signed, keys.trusted(act.session, vault.header), now=when)
    if verdict.state is not State.GENUINE or verdict.second is None:
        raise RuntimeError("a report just countersigned does not verify")
    if not signed.startswith(pdf):
        raise RuntimeError("what was countersigned is not what was signed")
    return signed
