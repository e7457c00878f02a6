"""A full fictional panel health summary; every name and number is invented or from a reserved test range."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from app.domain.fields.compartments import Compartment
from app.domain.fields.sharing import Audience, Rule, Share
from app.domain.records.blocks import Event, Facts, Judgement, Paragraph, Part, Placed, Profile
from app.domain.records.facets import Mark, Standing
from app.domain.reports.composer import STATUS, CaseFacts, Given, Relied, Request
from app.domain.reports.document import Author, Document, Identifier, LedgerHead, Person, Recipient
from app.domain.reports.panel import PanelSummary
from app.domain.values.dates import ClinicalDate
from tests.reports.sample_words import (
    ANSWER,
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
    PROTECTIVE,
    QUESTION,
    READINESS,
    RED_FLAGS,
    RESTRICTIONS,
    SCENARIOS,
    SOURCES,
    TREND,
)

Rows = tuple[tuple[str, ...], ...]
Rated = tuple[str, tuple[int | None, ...], str, str, str]
PREPARED_AT = datetime(2026, 11, 20, 15, 42, tzinfo=UTC)
ASSESSED = tuple(ClinicalDate(2026, *day) for day in ((3, 12), (5, 28), (8, 13), (11, 5)))


def happened(start: ClinicalDate, label: str, words: str, source: str, **graded: bool) -> Event:
    """An incident; `serious` and `breach` are its grades."""
    return Event(
        mark=Mark.INCIDENT,
        start=start,
        label=label,
        words=words,
        stands=_STANDS.get(source, ("alleged", Standing.ALLEGED))[0],
        source=source,
        standing=_STANDS.get(source, ("alleged", Standing.ALLEGED))[1],
        serious=graded.get("serious", False),
        breached=graded.get("breach", False),
    )


_STANDS = {
    "Police": ("convicted", Standing.FOUND),
    "Police download": ("admitted to police", Standing.ADMITTED),
    "Advocate, via police": ("denied to police", Standing.DENIED),
}


def ran(label: str, start: ClinicalDate, end: ClinicalDate | None = None, *, custody: bool = False) -> Event:
    """An order or a spell of custody."""
    mark = Mark.HELD if custody else Mark.ORDER_RUNS
    ending = f"to {end.show()}" if end else "until further order"
    return Event(mark=mark, start=start, end=end, label=label, ending=ending)


DIMENSIONS: tuple[Rated, ...] = (
    (
        "Time and preoccupation",
        (4, 3, 3, 2),
        "Two to three hours most evenings; none at work",
        "Interview, diary",
        "moderate",
    ),
    (
        "Intrusiveness and control",
        (4, 4, 3, 2),
        "Can put the thoughts off for an hour",
        "Interview",
        "moderate",
    ),
    (
        "Conviction",
        (4, 4, 4, 3),
        "Holds that V1 “will come round”; can name one doubt",
        "Interview",
        "high",
    ),
    ("Insight", (4, 3, 3, 3), "Sees harm to himself, not to V1", "Interview", "high"),
    ("Emotional charge", (0, 0, 0, 0), "Humiliation more than longing", "Interview", "moderate"),
    (
        "Distress when thwarted",
        (1, 1, 1, 1),
        "Settles within a day; rings his brother",
        "Interview, brother",
        "moderate",
    ),
    (
        "Rumination and rehearsing",
        (4, 4, 3, 3),
        "Rereads messages nightly; keeps a file",
        "Interview, police",
        "high",
    ),
    ("Goal-linking", (1, 1, 1, 1), "“Nothing to work for” without V1", "Interview", "moderate"),
    (
        "Grievance and entitlement",
        (2, 3, 3, 3),
        "Now aimed at the court as well",
        "Letters, probation",
        "high",
    ),
    ("Rationalisation", (1, 1, 1, 1), "Calls the contact “checking she is safe”", "Interview", "high"),
    (
        "Urge to contact or monitor",
        (4, 3, 2, 1),
        "Peak 3 out of 10 this week; not acted on",
        "Diary, police",
        "moderate",
    ),
    ("Digital pursuit", (3, 3, None, 2), "Look-ups through a second account in September", "Police", "high"),
    ("Functional narrowing", (3, 3, 2, 1), "Back at work three days a week", "Employer, interview", "high"),
    ("Sleep lost to it", (2, 1, 0, None), "Not rated: not asked", "", ""),
)

ON_AXIS = {name for name, *_ in DIMENSIONS[:5]}

INCIDENTS = (
    happened(
        ClinicalDate(2025, 11),
        "Gifts left",
        "Gifts left at V1’s workplace on several days",
        "Advocate, via police",
    ),
    happened(
        ClinicalDate(2025, 12, 24),
        "Doorstep",
        "Waited outside V1’s home for two hours",
        "Police",
        serious=True,
    ),
    happened(ClinicalDate(2026, 1, 9), "Letters ×3", "Three letters, the last one abusive", "Police"),
    happened(
        ClinicalDate(2026, 2, 14), "Flowers", "Flowers with a card sent by a florist", "Police", breach=True
    ),
    happened(
        ClinicalDate(2026, 2, 27),
        "Followed on foot",
        "Followed V1 from the station",
        "Police",
        serious=True,
        breach=True,
    ),
    happened(
        ClinicalDate(2026, 5, 20),
        "Workplace calls",
        "Eleven silent calls to V1’s workplace",
        "Police",
        breach=True,
    ),
    happened(ClinicalDate(2026, 6, 2), "Drive-past", "Car seen near V1’s home", "Neighbour, unconfirmed"),
    happened(
        ClinicalDate(2026, 7, 18),
        "Message via friend",
        "Message passed through a mutual friend",
        "Police",
        breach=True,
    ),
    happened(
        ClinicalDate(2026, 9),
        "Profile look-ups",
        "Second account used to view V1’s profile",
        "Police download",
    ),
)
SPELLS = (
    ran("Interim stalking protection order", ClinicalDate(2026, 2, 3), ClinicalDate(2026, 6, 30)),
    ran("Remand", ClinicalDate(2026, 2, 28), ClinicalDate(2026, 4, 2), custody=True),
    ran("Full stalking protection order", ClinicalDate(2026, 7, 1)),
    ran("Community order, mental health treatment requirement", ClinicalDate(2026, 7, 1)),
)
SESSIONS = tuple(
    Event(
        mark=Mark.MISSED if index in {4, 9} else Mark.KEPT,
        start=ClinicalDate.of(date(2026, 4, 16) + timedelta(days=14 * index)),
    )
    for index in range(16)
)


PERSON = Person(
    "MARLOWE, Dean (Mr)",
    "14-Aug-1984 (age 42)",
    (Identifier("NHS number", "999 000 0018"), Identifier("PNC", "2001/0000001Q")),
)
RECIPIENT = Recipient(
    "Northmere Stalking Panel",
    "To inform the panel’s risk management plan under its information-sharing agreement",
    "Panel of 26-Nov-2026",
)
AUTHOR = Author("Dr Imogen Hartley", "Consultant forensic psychologist", "HCPC PYL00000")


@dataclass(frozen=True, kw_only=True)
class Sample:
    """What a summary is composed of; the values are those of somebody in treatment, with every section filled."""

    person: Person = PERSON
    recipient: Recipient = RECIPIENT
    author: Author = AUTHOR
    reference: str = "MC-2026-014"
    awareness: str = "engaged"
    question: str = QUESTION
    answer: str = ANSWER
    scenario: str = "S1 Repeat"
    withheld: frozenset[Share] = frozenset()
    red_flags: str = RED_FLAGS
    imminence: str = IMMINENCE
    sources: str = SOURCES
    limits: str = LIMITS
    health: str = HEALTH
    typology: tuple[str, ...] = ("Rejected", "former partner (V1), eleven months", "high")
    formulation: str = FORMULATION
    scenarios: Rows = SCENARIOS
    helps: str = HELPS
    hinders: str = HINDERS
    interview: str = INTERVIEW
    management: Rows = MANAGEMENT
    offer: str = OFFER
    readiness: str = READINESS
    protective: str = PROTECTIVE
    orders: tuple[str, ...] = ("in force to 30-Jun-2028: no contact; no posting, searching or accounts.",)
    short: int = 0
    restrictions: str = RESTRICTIONS
    review: str = "14-Jan-2027, or at once on any red flag"
    dimensions: tuple[Rated, ...] = DIMENSIONS
    incidents: tuple[Event, ...] = INCIDENTS
    spells: tuple[Event, ...] = SPELLS
    sessions: tuple[Event, ...] = SESSIONS

    def document(self) -> Document:
        """The summary, composed as from records."""
        given = tuple(Given("record", "r1", placed) for placed in self._placed())
        audience = Audience(
            code="panel",
            title="Panel",
            marking="",
            handling=self.restrictions,
            rules=self._rules(),
            compartments=(Compartment.CLINICAL, Compartment.THIRD_PARTY, Compartment.MAPPA),
        )
        blocks = PanelSummary().compose(
            CaseFacts(self.awareness),
            Relied(given, {"record": "r1"}),
            Request(
                on=PREPARED_AT.date(),
                question=self.question,
                answer=self.answer,
                scenario=self.scenario,
                short=self.short,
            ),
            audience,
        )
        return Document(
            id="019ab3f2-7c41-7d0e-9a55-3f0c2b7e61d4",
            report=PanelSummary.code,
            title=PanelSummary.title,
            marking="OFFICIAL-SENSITIVE",
            audience=audience.code,
            reference=self.reference,
            person=self.person,
            recipient=self.recipient,
            author=self.author,
            prepared_at=PREPARED_AT,
            status=STATUS,
            blocks=blocks,
            records_to="12-Nov-2026",
            ledger=LedgerHead("9f3c2e81a07b44d5c6f0e2198b7a6d3354c1f0a9e8d7c6b5a4938271605f4e3d", 1204),
        )

    def _rules(self) -> dict[Share, Rule]:
        return {share: Rule.WITHHOLD if share in self.withheld else Rule.INCLUDE for share in Share}

    def _placed(self) -> Iterator[Placed]:
        texts = (
            (Part.SCENARIOS, "imminence", self.imminence),
            (Part.SOURCES, "information", self.sources),
            (Part.SOURCES, "limits", self.limits),
            (Part.HEALTH, "diagnosis", self.health),
            (Part.HEALTH, "protective", self.protective),
            (Part.ANSWER, "account", self.formulation),
            (Part.INTERVIEW, "helps", self.helps),
            (Part.INTERVIEW, "hinders", self.hinders),
            (Part.INTERVIEW, "interview", self.interview),
            (Part.TREATMENT, "offer", self.offer),
            (Part.TREATMENT, "readiness", self.readiness),
            (Part.BODY, "review", self.review),
        )
        for part, name, text in texts:
            if text:
                yield Placed(part=part, name=name, block=Paragraph(text=text))
        if self.red_flags:
            yield Placed(
                part=Part.FLAGS, name="flag", block=Paragraph(text=self.red_flags, flag=True), every=True
            )
        if self.typology:
            motivation, relationship, confidence = self.typology
            sure = f"confidence {confidence or 'not given'}"
            held = Paragraph(label=f"{motivation};", text=f"{relationship} ({sure})", plain=True)
            yield Placed(part=Part.HEALTH, name="typology", block=held)
        for order in self.orders:
            yield Placed(part=Part.LAW, name="order", block=Paragraph(text=order, plain=True), every=True)
        answers = (
            (Part.SCENARIOS, "scenario", _SCENARIO, self.scenarios),
            (Part.ASKS, "advice", ("Agency", "What", "By"), self.management),
        )
        for part, name, labels, rows in answers:
            for row in rows:
                facts = Facts(answers=tuple(zip(labels, (*row, ""), strict=False)))
                yield Placed(part=part, name=name, block=facts)
        yield from self._dated()

    def _dated(self) -> Iterator[Placed]:
        for profile in self._profiles():
            yield Placed(part=Part.BODY, name="fixation", block=profile)
        for session in self.sessions[::-1]:
            kept = "yes" if session.mark is Mark.KEPT else "no"
            seen = Facts(answers=(("Kept", kept), ("With the person", kept)))
            yield Placed(part=Part.TREATMENT, name="sessions", block=seen, every=True, day=session.start)
        for name, events in (
            ("behaviour", self.incidents),
            ("runs", self.spells),
            ("session", self.sessions),
        ):
            for event in events:
                yield Placed(part=Part.AXIS, name=name, block=event, every=True)

    def _profiles(self) -> Iterator[Profile]:
        """The newest first."""
        for n in reversed(range(len(ASSESSED) if self.dimensions else 0)):
            yield Profile(
                on=ASSESSED[n],
                assessed=ASSESSED[n].show(),
                driver="Attachment loss with grievance",
                target="V1",
                course="v1",
                function=FUNCTION,
                trend=TREND,
                judgements=tuple(
                    Judgement(name, values[n], words, source, confidence, on_axis=name in ON_AXIS)
                    for name, values, words, source, confidence in self.dimensions
                ),
            )


_SCENARIO = ("Scenario", "What might happen", "Likelihood", "Warning signs", "Who then does what")


def sparse() -> Sample:
    """A consultation about somebody unseen and unaware: most sections have nothing in them."""
    return replace(
        Sample(),
        awareness="unaware",
        red_flags="",
        imminence="",
        health="",
        typology=(),
        formulation="",
        scenarios=(),
        scenario="",
        helps="",
        hinders="",
        interview="",
        offer="",
        readiness="",
        protective="",
        orders=(),
        dimensions=(),
        incidents=(),
        spells=(),
        sessions=(),
    )
