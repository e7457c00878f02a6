"""The facts of a question to a colleague: it is asked, answered, and cleared with a reason."""

from typing import Final

from app.domain.cases.question import Answer, Asked, Clearing, OnlyWords, Question
from app.domain.facts.fact import Fact
from app.domain.facts.held import Held, Stated
from app.domain.fields.rights import Right

SUBJECT: Final = "question"

ASK: Final = Fact(
    code="question.ask",
    title="Question to a colleague",
    subject=SUBJECT,
    values=Question,
    right=Right.ASK,
    words=Asked,
)
ANSWER: Final = Fact(
    code="question.answer",
    title="Answer to a question",
    subject=SUBJECT,
    values=OnlyWords,
    right=Right.ASK,
    words=Answer,
)
CLEARED: Final = Fact(
    code="question.cleared",
    title="Clearing of a question",
    subject=SUBJECT,
    values=OnlyWords,
    right=Right.ASK,
    words=Clearing,
)


def asked_by(held: Held) -> str:
    """The id of who asked; empty where nobody did."""
    asked = held.by.get(ASK.code)
    return asked.event.author.id if asked else ""


def answered(held: Held) -> Stated | None:
    """The answer of who was asked. Somebody else's is none: the check names it."""
    answer = held.by.get(ANSWER.code)
    asked_of = held.said.get(ASK.code, {}).get("colleague")
    return answer if answer is not None and answer.event.author.id == asked_of else None
