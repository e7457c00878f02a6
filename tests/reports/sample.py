"""A full fictional panel health summary; every name and number is invented or from a reserved test range."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from app.domain.reports.panel import (
    OFFICIAL_SENSITIVE,
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
    Session,
    Spell,
    TimeAxis,
    Treatment,
    Typology,
    When,
)
from tests.reports.sample_words import (
    ACTIONS,
    FORMULATION,
    FUNCTION,
    HEALTH,
    HELPS,
    HINDERS,
    IMMINENCE,
    INTERVIEW,
    LIMITS,
    MANAGEMENT,
    OFFER,
    QUESTION,
    READINESS,
    RED_FLAGS,
    RESTRICTIONS,
    SCENARIOS,
    SOURCES,
    TREND,
    TYPOLOGY_NOTE,
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


def rated(
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
