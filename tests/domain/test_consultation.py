"""The consultation: about somebody who may never be seen and may not know."""

import pytest

from app.domain.kinds.consultation import KIND
from app.domain.kinds.consultation.content import Consultation, Receiver
from tests.asked import missing


def asked(**answers: object) -> set[str]:
    """What these answers call for beyond what is always asked."""
    always = {gap.path for gap in missing(Consultation())}
    return {gap.path for gap in missing(Consultation(**answers))} - always  # type: ignore[arg-type]


def test_always_asks_what_was_not_seen() -> None:
    assert "limits" in {gap.path for gap in missing(Consultation(subject_seen="yes"))}


@pytest.mark.parametrize(
    ("seen", "more"), [("no", set()), ("earlier", {"seen_when"}), ("yes", {"seen_when"})]
)
def test_asks_when_the_person_was_seen(seen: str, more: set[str]) -> None:
    assert asked(subject_seen=seen) == more


def test_asks_a_hypothesis_for_confidence_and_grounds_unless_there_is_none() -> None:
    assert asked(motivation="resentful") == {"confidence", "speaks_for"}
    assert asked(motivation="undetermined") == set()


@pytest.mark.parametrize("judged", ["suitable", "conditional", "unsuitable"])
def test_asks_for_the_reasons_of_a_judgement_on_treatment(judged: str) -> None:
    assert asked(mhtr=judged) == {"mhtr_reasons"}
    assert asked(mhtr="not_assessed") == set()


def test_asks_for_a_date_only_if_there_is_to_be_a_review() -> None:
    assert asked(follow_up="review") == {"review_on"}
    assert asked(follow_up="none") == set()


def test_asks_of_each_receiver_who_from_where_and_when() -> None:
    assert asked(received=(Receiver(),)) == {"received.0.who", "received.0.agency", "received.0.sent_on"}


def test_titles_name_agency_and_purpose_and_no_question() -> None:
    consultation = Consultation(agency="police", purposes=("risk", "interview"), question="Private")
    assert KIND.title_of(consultation) == (
        "Consultation (Police): risk and what to watch for, interviewing the person"
    )
    assert KIND.title_of(Consultation()) == "Consultation"
