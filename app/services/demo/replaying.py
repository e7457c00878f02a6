"""Plays the demonstration's story into a vault, act by act at the times it tells, through the services of every day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from app.services.demo.acts import Play, Playing, ReplayClock, StoryAct, StoryCase
from app.services.demo.case_acts import CASE_ACTS, SIGNED, begins
from app.services.demo.service_acts import SERVICE_ACTS
from app.services.demo.story import Story
from app.services.demo.year_acts import YEAR_ACTS
from app.services.entry.unlocking import unlock
from app.services.vault.machine import Machine

_ACTS: Final[Mapping[str, Play]] = {**CASE_ACTS, **SERVICE_ACTS, **YEAR_ACTS}
"""By the table of the story."""


@dataclass(frozen=True)
class Replay:
    """Plays a story into a founded vault; `passphrases` by login."""

    folder: Path
    story: Story
    clock: ReplayClock
    passphrases: dict[str, str]
    cases: dict[str, StoryCase] = field(default_factory=dict)
    service: dict[str, str] = field(default_factory=dict)

    def play(self) -> Iterator[str]:
        """Play every act in the order of time; says of each stretch who signed how many records."""
        machine = Machine(clock=self.clock)
        acts = sorted(self._acts(), key=lambda act: act.at)
        for author, shift in groupby(acts, key=lambda act: act.author):
            stretch = list(shift)
            self.clock.wind(stretch[0].at - begins(stretch[0].what))
            vault = unlock(self.folder, author, self.passphrases[author], machine=machine)
            try:
                playing = Playing(vault, self.story, self.clock, self.cases, self.service)
                for act in stretch:
                    self.clock.wind(act.at - begins(act.what))
                    _ACTS[act.what](playing, act)
                name = vault.member.name
            finally:
                vault.lock()
            signed = sum(act.what in SIGNED for act in stretch)
            span = f"{stretch[0].at:%d %b %Y} to {stretch[-1].at:%d %b %Y}"
            yield f"{name}, {span}: {signed} signed" if signed else f"{name}, {span}"

    def _acts(self) -> Iterator[StoryAct]:
        for stated in self.story.cases():
            case = self.cases[stated["reference"]] = StoryCase(stated["reference"])
            yield self._act(case, "case", stated, stated["added"])
            yield from self._told(case, stated)
        yield from self._told(StoryCase(), self.story.service())

    def _told(self, case: StoryCase, stated: dict[str, Any]) -> Iterator[StoryAct]:
        """Every act of the tables; in the order in which acts of one moment are played."""
        for what in ("meeting", *(each for each in _ACTS if each not in {"case", "meeting"})):
            tables = stated.get(what, ())
            yield from (self._act(case, what, one, one["signed"]) for one in tables)

    def _act(self, case: StoryCase, what: str, stated: dict[str, Any], at: str) -> StoryAct:
        return StoryAct(self.story.calendar.instant(at), stated["author"], case, what, stated)
