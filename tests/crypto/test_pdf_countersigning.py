"""A second signature in the place prepared for it: it verifies with the author's, and nothing else may be added."""

from datetime import timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from subprocess import run
from typing import Any

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from app.crypto import pki
from app.crypto.pdf import signing
from app.crypto.pdf.structure import SECOND
from app.crypto.pdf.verdict import State, Verdict
from app.crypto.pdf.withdrawals import considered
from app.crypto.status import Status, Why, Withdrawn
from app.errors import NotAcceptable
from tests.crypto.judging import LATER, SITE, appended, flipped, judged
from tests.crypto.other_programs import signed_elsewhere
from tests.crypto.signed_pdfs import WHEN, Site, new_site, stamp, unsigned
from tests.outside import tool

AWAITS = "It has a place for a colleague's countersignature, and nobody has countersigned it yet."
COLLEAGUE = pki.Subject("Dr Rowan Ashdown", "Consultant", "GMC 0000001")


@cache
def prepared() -> bytes:
    """A PDF with a place for its author and one for a second signature."""
    saved = BytesIO()
    with pikepdf.open(BytesIO(unsigned(1))) as pdf:
        page = pdf.pages[-1].obj
        place = {"Type": pikepdf.Name.Annot, "Subtype": pikepdf.Name.Widget, "FT": pikepdf.Name.Sig, "F": 132}
        field = pdf.make_indirect(pikepdf.Dictionary(**place, T=SECOND, Rect=[320, 60, 560, 120], P=page))
        page.Annots.append(field)
        pdf.Root.AcroForm.Fields.append(field)
        pdf.save(saved, deterministic_id=True)
    return saved.getvalue()


@cache
def once() -> bytes:
    return SITE.sign(prepared(), stamp=stamp())


@cache
def colleague(site: Site = SITE) -> tuple[ec.EllipticCurvePrivateKey, bytes]:
    key = ec.generate_private_key(ec.SECP256R1())
    return key, pki.issue(site.authority, pki.Purpose.DOCUMENTS, key.public_key(), COLLEAGUE, WHEN)


def countersigned(pdf: bytes, site: Site = SITE, when: timedelta = timedelta(minutes=30)) -> bytes:
    return signing.countersign(
        pdf, *colleague(site), [site.root], when=WHEN + when, stamp=stamp("Dr Ashdown"), reason="Read"
    )


@cache
def twice() -> bytes:
    return countersigned(once())


def test_who_signed_alone_is_genuine_and_the_second_is_said_to_be_awaited() -> None:
    verdict = judged(once())
    assert (verdict.state, verdict.certified, verdict.awaits_second) == (State.GENUINE, True, True)
    assert verdict.reasons[1:] == (AWAITS,)
    assert verdict.second is None


def test_both_signatures_verify_and_both_signers_are_named(tmp_path: Path) -> None:
    verdict = judged(twice())
    assert (verdict.state, verdict.signer, verdict.awaits_second) == (State.GENUINE, "Dr Siân Llŷr", False)
    assert verdict.second is not None
    assert (verdict.second.name, verdict.second.signed_at) == (COLLEAGUE.name, WHEN + timedelta(minutes=30))
    said = (
        "Countersigned by Dr Rowan Ashdown, Consultant, GMC 0000001 on 14-Aug-2026 10:00 UTC by their clock"
    )
    assert verdict.reasons[1:] == (f"{said}; both signatures hold.",)
    assert twice().startswith(once())
    assert countersigned(once()) == twice()
    (tmp_path / "twice.pdf").write_bytes(twice())
    seen = run(
        [tool("pdfsig"), "-nocert", tmp_path / "twice.pdf"], check=True, capture_output=True, text=True
    ).stdout
    first, second = seen.split("Signature #2")
    assert first.count("Signature is Valid") == second.count("Signature is Valid") == 1
    assert "Total document signed" in second


def test_any_flip_in_fifty_places_is_refused() -> None:
    for at in range(0, len(twice()), len(twice()) // 50):
        assert judged(flipped(twice(), at, at % 8)).state is not State.GENUINE, at


def test_whatever_else_is_added_afterwards_is_refused_and_named() -> None:
    for data, who in ((once(), "Dr Siân Llŷr"), (twice(), "Dr Siân Llŷr and Dr Rowan Ashdown")):
        for what, altered in appended(data):
            verdict = judged(altered)
            assert (verdict.state, verdict.attachment) == (State.NOT_GENUINE, None), what
            assert verdict.reasons[0].startswith(
                "It is not the whole of what was signed: something was added"
            )
            assert f"What {who} signed stands in it still, and this was added" in verdict.reasons[1]
        third = judged(signed_elsewhere(data, field="B"))
        assert third.state is State.NOT_GENUINE
        assert "another signature" in third.reasons[-1]


def test_what_was_changed_before_it_was_countersigned_is_refused() -> None:
    """Neither by somebody in between, nor by who countersigns: the author's signature permits the place alone."""
    for what, altered in appended(once()):
        with pikepdf.open(BytesIO(altered)) as pdf, pikepdf.open(BytesIO(once())) as before:
            same = pdf.pages[0].Contents.read_bytes() == before.pages[0].Contents.read_bytes()
        assert same is (what != "page")
        assert judged(countersigned(altered)).state is State.NOT_GENUINE, what
    # Nor is what was written once more as it was.
    same_again: Any = signing._writer(once(), WHEN, None)
    same_again.update_container(same_again.root["/Pages"]["/Kids"][0].get_object()["/Contents"].get_object())
    rewritten = BytesIO()
    same_again.write(rewritten)
    assert judged(countersigned(rewritten.getvalue())).state is State.NOT_GENUINE
    writer: Any = signing._writer(once(), WHEN, None)
    content = writer.root["/Pages"]["/Kids"][0].get_object()["/Contents"].get_object()
    content._data, content._encoded_data = b"BT ET", None
    writer.update_container(content)
    facts = signing._Facts(SECOND, WHEN, "", second=True, stamp=stamp(), certifies=False)
    hand = signing._Hand(*colleague(), (SITE.root,))
    verdict = judged(signing._signed(writer, signing._fields(writer), facts, hand))
    assert (verdict.state, verdict.reasons) == (
        State.NOT_GENUINE,
        ("A second check of its signature, by other software, failed.",),
    )


def test_only_a_colleague_of_the_service_countersigns() -> None:
    stranger = judged(countersigned(once(), new_site()))
    assert (stranger.state, stranger.reasons) == (
        State.NOT_GENUINE,
        ("Somebody who is not of this service signed it a second time: do not rely on it.",),
    )
    own = signing.countersign(once(), SITE.key, SITE.certificate, [SITE.root], when=WHEN, stamp=stamp())
    other = "It was countersigned by another than the colleague whom it names: do not rely on it."
    assert judged(own).reasons == (other,)
    assert judged(countersigned(once(), when=timedelta(days=-400))).state is State.NOT_GENUINE


def test_there_is_one_place_for_it_and_no_other() -> None:
    for pdf in (SITE.sign(unsigned(1)), twice(), unsigned(1), prepared()):
        with pytest.raises(NotAcceptable):
            countersigned(pdf)
    with pytest.raises(NotAcceptable):
        SITE.sign(once())


def test_a_certificate_of_either_that_was_withdrawn_is_said() -> None:
    verdict = judged(twice())
    assert verdict.second is not None
    authority = verdict.ca_fingerprint.replace(" ", "").lower()

    def status(certificate: str, *documents: str) -> Verdict:
        gone = Withdrawn(certificate, "1", WHEN, Why.LEFT, documents)
        facts = "v", "Example Forensic Service", 1, LATER, (authority,), (gone,)
        about = Status(*facts, signed_by=frozenset({authority}))
        return considered(verdict, about)

    first, second = verdict.certificate, verdict.second.certificate
    assert status("00").withdrawn is False
    assert status(first).state is State.NOT_GENUINE
    assert status(second).state is State.NOT_GENUINE
    assert "Dr Rowan Ashdown left the service" in status(second).reasons[0]
    assert status(first, verdict.signed_sha256).state is State.GENUINE
    assert status(second, verdict.signed_sha256).state is State.NOT_GENUINE
    assert status(second, verdict.sha256).state is State.GENUINE
