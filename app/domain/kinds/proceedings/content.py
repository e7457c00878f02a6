"""Proceedings: one offence, from report to sentence."""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.answers import YES_NO
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, Target, choice, date, line, references, rows, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate

OFFENCES = (
    Choice("s2", "Harassment, PHA 1997 s2", "Protection from Harassment Act 1997, section 2"),
    Choice("s2a", "Stalking, PHA 1997 s2A", "Protection from Harassment Act 1997, section 2A"),
    Choice("s4", "Fear of violence, PHA 1997 s4", "Protection from Harassment Act 1997, section 4"),
    Choice("s4a_fear", "Stalking, fear of violence, s4A(1)(b)(i)", "Protection from Harassment Act 1997"),
    Choice(
        "s4a_alarm",
        "Stalking, serious alarm or distress, s4A(1)(b)(ii)",
        "Protection from Harassment Act 1997",
    ),
    Choice(
        "breach_spo", "Breach of a stalking protection order, SPA 2019 s8", "Stalking Protection Act 2019"
    ),
    Choice("notify_spo", "Failure to notify, SPA 2019 s11", "Stalking Protection Act 2019"),
    Choice("breach_ro", "Breach of a restraining order"),
    Choice("breach_nmo", "Breach of a non-molestation order"),
    Choice("breach_dapo", "Breach of a domestic abuse protection order"),
    Choice("coercive", "Controlling or coercive behaviour"),
    Choice("malicious", "Malicious communications"),
    Choice("comms", "Improper use of communications, CA 2003 s127", "Communications Act 2003"),
    Choice("osa", "Sending a threatening or false communication", "Online Safety Act 2023"),
    Choice("computer", "Computer misuse"),
    Choice("threats_kill", "Threats to kill"),
    Choice("images", "Intimate images"),
    Choice("witness", "Witness intimidation"),
    Choice("burglary", "Burglary"),
    Choice("damage", "Criminal damage"),
    Choice("assault", "Assault"),
    Choice("weapon", "Weapon"),
    Choice("sexual", "Sexual offence"),
    Choice("other", "Another offence"),
)
STEPS = (
    Choice("reported", "Reported"),
    Choice("interviewed", "Interviewed voluntarily"),
    Choice("arrested", "Arrested"),
    Choice("charged", "Charged"),
    Choice("plea_guilty", "Pleaded guilty"),
    Choice("plea_not_guilty", "Pleaded not guilty"),
    Choice("unfit", "Found unfit to plead"),
    Choice("did_act", "Found to have done the act"),
    Choice("insanity", "Not guilty by reason of insanity"),
    Choice("convicted", "Convicted"),
    Choice("acquitted", "Acquitted"),
    Choice("jury_discharged", "Jury discharged"),
    Choice("discontinued", "Discontinued"),
    Choice("no_action", "No further action"),
    Choice("caution", "Cautioned"),
    Choice("conditional_caution", "Conditional caution"),
    Choice("sentenced", "Sentenced"),
    Choice("appealed", "Appealed"),
    Choice("appeal_result", "Result of the appeal"),
)
MILESTONES = frozenset({"charged", "convicted", "sentenced"})


@dataclass(frozen=True, kw_only=True)
class Step(Row):
    """One step of the proceedings."""

    step: str = choice("Step", STEPS, share=Share.CONTEXT, needed=True)
    on: ClinicalDate | None = date("On", Direction.PAST, share=Share.CONTEXT, needed=True)
    court: str = line("Court", share=Share.CONTEXT)
    note: str = text("Note", share=Share.CONTEXT)


def _sentenced(proceedings: Any) -> bool:
    return any(step.step == "sentenced" for step in proceedings.steps)


@dataclass(frozen=True, kw_only=True)
class Proceedings:
    """One offence as it stands."""

    offence: str = choice(
        "Offence", OFFENCES, share=Share.CONTEXT, needed=True, searched=True, section="Offence"
    )
    index: str = choice("Index offence", YES_NO, share=Share.CONTEXT, needed=True)
    steps: tuple[Step, ...] = rows("What happened", Step, share=Share.CONTEXT, needed=True)
    sentence: str = text("Sentence, as passed", share=Share.CONTEXT, needed=_sentenced, applies=_sentenced)
    next_hearing: ClinicalDate | None = date(
        "Next hearing", Direction.COMING, share=Share.CONTEXT, due="Hearing", ahead=30
    )
    victims: tuple[str, ...] = references("Against", Target.VICTIM, share=Share.RISK, hint="Codes")
    incidents: tuple[str, ...] = references("Made up of", Target.RECORD, share=Share.RISK)
    officer: str = line("Officer in the case", share=Share.CONTEXT)


def last_step(proceedings: Proceedings) -> Step | None:
    """The newest step; of several on one day the one that stands last."""
    dated = [step for step in proceedings.steps if step.on is not None and step.on.is_known]
    # Sorting keeps those of one day as they stand: a plea and its sentence are often of one.
    in_turn = sorted(dated, key=lambda step: step.on.sort_key() if step.on else "")
    return in_turn[-1] if in_turn else None


def title(proceedings: Proceedings) -> str:
    """The offence and how it stands: "Stalking: charged, 14-Nov-2026"."""
    offence = said(proceedings, "offence") or "Proceedings"
    last = last_step(proceedings)
    return f"{offence}: {said(last, 'step').lower()}, {last.on.show()}" if last and last.on else offence
