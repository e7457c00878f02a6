"""Who may be told what: the sharing class of every field, and what an audience gets of each class."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from app.domain.fields.compartments import Compartment

_WORDS = {"code", "title", "marking", "handling"}


class Share(StrEnum):
    """Sharing class of a field: what kind of thing it tells.

    `THERAPY` is what is said and done in treatment, and personal history. `ADMISSION` is a new offence or
    threat. `MANAGEMENT` is advice to agencies, which the person must not read by accident. `VICTIM` would
    identify or locate a victim; a victim's code does not. `VOICE` is what a victim said through the advocate, for whom
    they agreed to. `INTELLIGENCE` belongs to its originator. `PERSON`
    is written for the person to read. `INTERNAL` never leaves the team.
    """

    CONTEXT = "context"
    RISK = "risk"
    FORMULATION = "formulation"
    DIAGNOSIS = "diagnosis"
    THERAPY = "therapy"
    ENGAGEMENT = "engagement"
    ADMISSION = "admission"
    MANAGEMENT = "management"
    MEASURE = "measure"
    VICTIM = "victim"
    VOICE = "voice"
    INTELLIGENCE = "intelligence"
    PERSON = "person"
    INTERNAL = "internal"


class Rule(StrEnum):
    """What an audience gets of a sharing class."""

    INCLUDE = "include"
    ASK = "ask"
    WITHHOLD = "withhold"
    NEVER = "never"


_TOLD: Final = {Compartment.THIRD_PARTY: frozenset({Share.VOICE, Share.RISK, Share.CONTEXT})}
"""The classes that leave a compartment at all: what was said, what it means, and who was told of it."""


@dataclass(frozen=True)
class Closer:
    """A closer class, under which a field is told instead where its content says so.

    `never_to` names the audiences that do not get it then, whatever they are asked or get of that class elsewhere.
    """

    share: Share
    when: Callable[[Any], bool]
    never_to: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Audience:
    """One recipient's policy. `rules` names every sharing class: silence would be a leak or a gap.

    `coded` audiences get the coded answers, numbers and dates of what they are admitted to, but no free text
    and no links. To those who get ratings `in_words` what bears on the next contact is told, without a number.
    `compartments` are those whose records anything for them is made of.
    """

    code: str
    title: str
    marking: str
    handling: str
    rules: Mapping[Share, Rule]
    coded: bool = False
    in_words: bool = False
    compartments: tuple[Compartment, ...] = (Compartment.CLINICAL,)

    def within(self, compartment: Compartment) -> "Audience":
        """What it gets of records in one compartment: of third parties what was said, and what it means."""
        told = _TOLD.get(compartment)
        if told is None:
            return self
        return replace(self, rules={s: rule if s in told else Rule.NEVER for s, rule in self.rules.items()})

    def admits(self, share: Share, asked: frozenset[Share] = frozenset()) -> bool:
        """Whether a field of this class goes in, given the classes the clinician said yes to.

        `never` cannot be overridden; `ask` and `withhold` go in only when asked for.
        """
        rule = self.rules[share]
        return rule is Rule.INCLUDE or (rule in {Rule.ASK, Rule.WITHHOLD} and share in asked)


def audience_from_toml(text: str) -> Audience:
    """Read a policy file; raises ValueError unless it is whole and rules on every sharing class."""
    data = tomllib.loads(text)
    rules = {Share(name): Rule(rule) for name, rule in data.pop("rules", {}).items()}
    unruled = set(Share) - set(rules)
    if unruled:
        raise ValueError(f"no rule for {', '.join(sorted(unruled))}")
    coded, in_words = data.pop("coded", False), data.pop("in_words", False)
    compartments = tuple(map(Compartment, data.pop("compartments", (Compartment.CLINICAL,))))
    worded = set(data) == _WORDS and all(isinstance(words, str) and words for words in data.values())
    if not worded or not {coded, in_words} <= {True, False}:
        raise ValueError(
            f"a policy has {', '.join(sorted(_WORDS))}, perhaps coded, in_words and compartments, and nothing else"
        )
    return Audience(**data, rules=rules, coded=coded, in_words=in_words, compartments=compartments)
