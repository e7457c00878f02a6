"""Who may be told what: the sharing class of every field, and what an audience gets of each class."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Share(StrEnum):
    """Sharing class of a field: what kind of thing it tells."""

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
    INTELLIGENCE = "intelligence"
    INTERNAL = "internal"


class Rule(StrEnum):
    """What an audience gets of a sharing class."""

    INCLUDE = "include"
    ASK = "ask"
    WITHHOLD = "withhold"
    NEVER = "never"


@dataclass(frozen=True, kw_only=True)
class Audience:
    """One recipient's policy. `rules` names every sharing class: silence would be a leak or a gap."""

    code: str
    title: str
    marking: str
    handling: str
    rules: Mapping[Share, Rule]

    def admits(self, share: Share, asked: frozenset[Share] = frozenset()) -> bool:
        """Whether a field of this class goes in, given the classes the clinician said yes to.

        `never` cannot be overridden; `ask` and `withhold` go in only when asked for.
        """
        rule = self.rules[share]
        return rule is Rule.INCLUDE or (rule in {Rule.ASK, Rule.WITHHOLD} and share in asked)


def audience_from_toml(text: str) -> Audience:
    """Read a policy file; raises ValueError unless it rules on every sharing class."""
    data = tomllib.loads(text)
    rules = {Share(name): Rule(rule) for name, rule in data["rules"].items()}
    unruled = set(Share) - set(rules)
    if unruled:
        raise ValueError(f"no rule for {', '.join(sorted(unruled))}")
    return Audience(
        code=data["code"],
        title=data["title"],
        marking=data["marking"],
        handling=data["handling"],
        rules=rules,
    )
