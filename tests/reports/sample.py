"""A full fictional panel health summary; every name and number is invented or from a reserved test range."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from app.domain.summary import (
    OFFICIAL_SENSITIVE,
    Action,
    Advice,
    Author,
    Aware,
    Confidence,
    Contact,
    Dimension,
    Engagement,
    Fixation,
    Identifier,
    Incident,
    LedgerHead,
    PanelSummary,
    Person,
    Rating,
    Recipient,
    Scenario,
    Session,
    Spell,
    TimeAxis,
    Treatment,
    Typology,
    When,
)

ASSESSED = (date(2026, 3, 12), date(2026, 5, 28), date(2026, 8, 13), date(2026, 11, 5))
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def when(year: int, month: int, day: int | None = None, *, uncertain: bool = False) -> When:
    """Return a whole or month-only date."""
    if day is not None:
        exact = date(year, month, day)
        return When(f"{day:02}-{MONTHS[month - 1]}-{year}", exact, exact, uncertain)
    following = date(year + month // 12, month % 12 + 1, 1)
    return When(f"{MONTHS[month - 1]} {year}", date(year, month, 1), following - timedelta(days=1), uncertain)


def rated(  # noqa: PLR0917 - one table row a call
    name: str,
    values: tuple[int | None, int | None, int | None, int | None],
    words: str,
    source: str,
    confidence: Confidence | None,
    shown: bool = False,  # noqa: FBT001, FBT002
) -> Dimension:
    """Return one row of the profile."""
    history = tuple(Rating(day, value) for day, value in zip(ASSESSED, values, strict=True))
    return Dimension(name, values[-1], words, source, confidence, history, shown)


LOW, MODERATE, HIGH = Confidence.LOW, Confidence.MODERATE, Confidence.HIGH
DIMENSIONS = (
    rated(
        "Time and preoccupation",
        (4, 3, 3, 2),
        "Two to three hours most evenings; none at work",
        "Interview, diary",
        MODERATE,
        shown=True,
    ),
    rated(
        "Intrusiveness and control",
        (4, 4, 3, 2),
        "Can put the thoughts off for an hour",
        "Interview",
        MODERATE,
    ),
    rated(
        "Conviction",
        (4, 4, 4, 3),
        "Holds that V1 “will come round”; can name one doubt",
        "Interview",
        HIGH,
        shown=True,
    ),
    rated("Insight", (4, 3, 3, 3), "Sees harm to himself, not to V1", "Interview", HIGH),
    rated("Emotional charge", (4, 3, 2, 2), "Humiliation more than longing", "Interview", MODERATE),
    rated(
        "Distress when thwarted",
        (3, 3, 3, 2),
        "Settles within a day; rings his brother",
        "Interview, brother",
        MODERATE,
    ),
    rated(
        "Rumination and rehearsing",
        (4, 4, 3, 3),
        "Rereads messages nightly; keeps a file",
        "Interview, police",
        HIGH,
    ),
    rated("Goal-linking", (4, 4, 4, 3), "“Nothing to work for” without V1", "Interview", MODERATE),
    rated(
        "Grievance and entitlement",
        (2, 3, 3, 3),
        "Now aimed at the court as well",
        "Letters, probation",
        HIGH,
        shown=True,
    ),
    rated("Rationalisation", (3, 3, 3, 3), "Calls the contact “checking she is safe”", "Interview", HIGH),
    rated(
        "Urge to contact or monitor",
        (4, 3, 2, 1),
        "Peak 3 out of 10 this week; not acted on",
        "Diary, police",
        MODERATE,
        shown=True,
    ),
    rated(
        "Digital pursuit", (3, 3, None, 2), "Look-ups through a second account in September", "Police", HIGH
    ),
    rated(
        "Functional narrowing", (3, 3, 2, 1), "Back at work three days a week", "Employer, interview", HIGH
    ),
    rated("Finality", (2, 1, 0, None), "", "", None),
)

INCIDENTS = (
    Incident(
        when(2025, 11), "Gifts left", "Gifts left at V1’s workplace on several days", "Advocate, via police"
    ),
    Incident(
        when(2025, 12, 24), "Doorstep", "Waited outside V1’s home for two hours", "Police", serious=True
    ),
    Incident(when(2026, 1, 9), "Letters ×3", "Three letters, the last one abusive", "Police"),
    Incident(when(2026, 2, 14), "Flowers", "Flowers with a card sent by a florist", "Police", breach=True),
    Incident(
        when(2026, 2, 27),
        "Followed on foot",
        "Followed V1 from the station",
        "Police",
        serious=True,
        breach=True,
    ),
    Incident(
        when(2026, 5, 20), "Workplace calls", "Eleven silent calls to V1’s workplace", "Police", breach=True
    ),
    Incident(
        when(2026, 6, 2, uncertain=True), "Drive-past", "Car seen near V1’s home", "Neighbour, unconfirmed"
    ),
    Incident(
        when(2026, 7, 18),
        "Message via friend",
        "Message passed through a mutual friend",
        "Police",
        breach=True,
    ),
    Incident(
        when(2026, 9), "Profile look-ups", "Second account used to view V1’s profile", "Police download"
    ),
)
SPELLS = (
    Spell("Interim stalking protection order", when(2026, 2, 3), when(2026, 6, 30)),
    Spell("Remand", when(2026, 2, 28), when(2026, 4, 2), custody=True),
    Spell("Full stalking protection order", when(2026, 7, 1)),
    Spell("Community order, mental health treatment requirement", when(2026, 7, 1)),
)
SESSIONS = tuple(
    Session(date(2026, 4, 16) + timedelta(days=14 * index), attended=index not in {4, 9})
    for index in range(16)
)


def sample() -> PanelSummary:
    """Return the summary of somebody in treatment, with every section filled."""
    return PanelSummary(
        document_id="019ab3f2-7c41-7d0e-9a55-3f0c2b7e61d4",
        created=datetime(2026, 11, 20, 15, 42, tzinfo=UTC),
        marking=OFFICIAL_SENSITIVE,
        reference="MC-2026-014",
        person=Person(
            "MARLOWE, Dean (Mr)",
            "14-Aug-1984 (age 42)",
            (Identifier("NHS number", "999 000 0018"), Identifier("PNC", "2001/0000001Q")),
        ),
        recipient=Recipient(
            "Northmere Stalking Panel",
            "To inform the panel’s risk management plan under its information-sharing agreement",
            "Panel of 26-Nov-2026",
        ),
        question=QUESTION,
        red_flags=RED_FLAGS,
        imminence=IMMINENCE,
        contact=Contact("Seen: 14 sessions, last on 12-Nov-2026", Aware.YES),
        sources=SOURCES,
        limits=LIMITS,
        health=HEALTH,
        typology=Typology("Rejected", "Former partner (V1), eleven months", HIGH, TYPOLOGY_NOTE),
        fixation=Fixation("05-Nov-2026", "Attachment loss with grievance", "V1", FUNCTION, TREND, DIMENSIONS),
        formulation=FORMULATION,
        scenarios=SCENARIOS,
        engagement=Engagement(HELPS, HINDERS, INTERVIEW),
        management=MANAGEMENT,
        treatment=Treatment(OFFER, READINESS),
        actions=ACTIONS,
        restrictions=RESTRICTIONS,
        author=Author("Dr Imogen Hartley", "Consultant forensic psychologist", "HCPC PYL00000"),
        status="Final, signed",
        review="14-Jan-2027, or at once on any red flag",
        time_axis=TimeAxis(date(2025, 11, 1), date(2026, 11, 20), INCIDENTS, SPELLS, SESSIONS),
        ledger=LedgerHead("9f3c2e81a07b44d5c6f0e2198b7a6d3354c1f0a9e8d7c6b5a4938271605f4e3d", 1204),
    )


QUESTION = (
    "Is Mr Marlowe likely to approach V1 again before the hearing on 18-Dec-2026, and can the "
    "current plan hold him "
    "in the community until then?"
)
RED_FLAGS = (
    "- **Hearing on 18-Dec-2026:** a final parting with V1 in his eyes. Both earlier hearings were "
    "followed within "
    "ten days by a breach.\n"
    "- **Online look-ups resumed in September** while he reported none: self-report alone is not enough.\n"
    "- **Finality was not assessed on 05-Nov-2026** (session cut short). It was 0 in August."
)
IMMINENCE = (
    "The coming four weeks carry more concern than the last three months, because of the hearing. "
    "No plan, weapon or "
    "last-resort thinking is known. This is a clinical opinion and not a prediction."
)
SOURCES = (
    "- Fourteen sessions with Mr Marlowe, 16-Apr-2026 to 12-Nov-2026; weekly diary\n"
    "- Police chronology to 10-Nov-2026; probation officer, 11-Nov-2026; his brother, by telephone, "
    "with consent\n"
    "- General practice record summary, 02-Apr-2026"
)
LIMITS = (
    "No device examination since July. The victim’s account is known only through the advocate’s "
    "report to the panel. "
    "Structured tools were completed by a trained rater and are reported as judgements, without totals."
)
HEALTH = (
    "Recurrent depressive disorder, now in partial remission on sertraline; taken as prescribed. No "
    "psychosis at any "
    "assessment: the belief that V1 will return is held with conviction but has yielded to evidence "
    "twice. Alcohol "
    "fell from daily to weekends after April.\n\n"
    "Relevant to risk: **each breach followed two or three days of poor sleep and drinking alone.** "
    "He sleeps five to "
    "six hours at present."
)
TYPOLOGY_NOTE = "Some resentful features since the court case; reviewed 05-Nov-2026."
FUNCTION = "Keeps the relationship alive; spares him the shame of having been left"
TREND = "Fading since May in time, urge and functioning; grievance has not moved"
FORMULATION = (
    "Mr Marlowe grew up with a parent who came and went without notice, and learned that watching "
    "and waiting "
    "sometimes brought people back. When V1 ended the relationship in October 2025, in the month he "
    "lost his job, "
    "being left met being worthless, and following her movements gave him back some feeling of control.\n\n"
    "Shame is what keeps the pursuit going: contact eases it for some hours, refusal deepens it, "
    "and drink removes the "
    "pause in between. Work, his brother and the treatment requirement now hold him. The hearing "
    "threatens all three "
    "at once, as it will be public and final."
)
SCENARIOS = (
    Scenario(
        "Repeat",
        "A letter or a message through a friend in the days after the hearing.",
        "Missed session; file of messages reopened; two nights under four hours’ sleep.",
        "Health rings within 24 hours; probation brings the appointment forward.",
    ),
    Scenario(
        "Escalate",
        "Goes to V1’s workplace after drinking, to be heard; threat or assault if turned away.",
        "Drinking on weekdays; talk of “one last conversation”; car used at night.",
        "Call police at once; safety plan for V1 through the advocate.",
    ),
    Scenario(
        "Turn",
        "Grievance moves to the court or to staff; complaint campaign.",
        "Letters to the court; questions about named officers.",
        "One named contact for all agencies; replies agreed at the panel.",
    ),
    Scenario(
        "Improve",
        "Keeps to the order through the hearing and begins to speak of life after it.",
        "Brings diary unasked; deletes the file; plans the New Year with his brother.",
        "Keep the weekly rhythm; do not withdraw support early.",
    ),
)
HELPS = "- Plain notice of what will happen and when\n- Time to answer; recognising what he has kept to"
HINDERS = "- Being told what V1 feels\n- Surprise visits without cause; several officers at once"
INTERVIEW = (
    "Morning, not alone and not the day after a hearing. Start from work and sleep, move to the "
    "pursuit after that. "
    "Ask what he did, in order; avoid why. Challenge once, then leave a silence."
)
MANAGEMENT = (
    Advice(
        "Police",
        "Visit on 17-Dec and 19-Dec-2026, announced. Ask for the second account at the next device check. "
        "Flag the address of work and the station for the fortnight after the hearing.",
    ),
    Advice(
        "Probation",
        "Weekly appointments until 15-Jan-2027; alcohol test on Mondays. Tell health the same day of a "
        "missed one.",
    ),
    Advice(
        "Health",
        "Weekly sessions through the hearing; finality assessed at each. Review of sertraline with the GP by "
        "04-Dec-2026.",
    ),
    Advice(
        "Advocate",
        "V1’s safety plan reviewed before 16-Dec-2026 by the advocate, on the panel’s decision. Health "
        "has no contact "
        "with V1.",
    ),
)
OFFER = (
    "Cognitive-behavioural treatment for fixation with emotion regulation, session 14 of about 24; "
    "relapse plan to be written before the hearing."
)
READINESS = (
    "Attends and does the tasks; wants “to be done with it”. Ambivalent about giving up the file of messages."
)
ACTIONS = (
    Action("Alcohol testing arranged with the laboratory", "S. Lindqvist, probation", "01-Dec-2026"),
    Action("Assess finality and write the relapse plan", "Dr I. Hartley, health", "03-Dec-2026"),
    Action("Device check including the second account", "DC P. Okafor, police", "10-Dec-2026"),
    Action("Safety plan for V1 reviewed", "Advocate", "16-Dec-2026"),
)
RESTRICTIONS = (
    "For members of the panel only. Not to be copied, shared on or placed in a record that Mr "
    "Marlowe can see without "
    "the author’s agreement. Contains no victim’s name or whereabouts; none may be added by hand."
)


def sparse() -> PanelSummary:
    """Return a consultation about somebody unseen and unaware: most sections have nothing in them."""
    full = sample()
    return replace(
        full,
        contact=Contact("Not seen: consultation to the panel on papers", Aware.NO),
        red_flags="",
        imminence="",
        health="",
        typology=None,
        fixation=None,
        formulation="",
        scenarios=(),
        engagement=Engagement(),
        treatment=Treatment(),
        actions=(),
        time_axis=None,
    )
