"""Training that the team gave: stated, and listed. No table shows it: it is read from its events."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.cases.training import Training
from app.domain.facts import training
from app.domain.fields.content import check, read
from app.domain.fields.rights import Right
from app.domain.values.ids import new_id
from app.errors import NotFound
from app.services.cases.opening import complete
from app.services.facts.events import known_by_subject, known_of
from app.services.facts.projection import said
from app.services.facts.stating import Saying, Subject, state
from app.services.vault.open_vault import OpenVault


@dataclass(frozen=True)
class TrainingView:
    """One session of training as it was stated last."""

    id: str
    training: Training


@dataclass(frozen=True)
class Trainings:
    """What can be done with training."""

    vault: OpenVault

    def give(self, given: Training, training_id: str = "") -> str:
        """State training, or state it anew, and give its id. Raises StillMissing, NotFound, NotPermitted."""
        given = complete(check(given), self.vault.today())
        with self.vault.acting(Right.TRAINING) as act:
            if training_id and not known_of(act.session, training_id, training.SUBJECT).events:
                raise NotFound("There is no training of that number.")
            training_id = training_id or new_id(act.at)
            if not state(self.vault, act, Subject(training_id), Saying((training.GIVEN,), given)):
                act.note("training.unchanged", training.SUBJECT, training_id)
        return training_id

    def page(self) -> tuple[TrainingView, ...]:
        """All training that was stated, the newest first."""
        with self.vault.reading(Right.BANNER) as act:
            return tuple(sorted(all_of(act.session), key=_day, reverse=True))


def all_of(session: Session) -> tuple[TrainingView, ...]:
    """All training that was stated."""
    return tuple(
        TrainingView(each, read(Training, said(known.held, training.GIVEN.code)))
        for each, known in known_by_subject(session, training.SUBJECT)
    )


def _day(view: TrainingView) -> tuple[str, str]:
    return (view.training.held_on.sort_key() if view.training.held_on else "", view.id)
