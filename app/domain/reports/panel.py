"""The panel health summary: a few pages that a chair can read out, from red flags to who answers for it."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Final

from app.domain.fields.sharing import Audience
from app.domain.records.blocks import (
    Block,
    Cell,
    Chart,
    Course,
    Event,
    Facts,
    Heading,
    Moment,
    Notice,
    Paragraph,
    Part,
    Point,
    Profile,
    Span,
    Table,
    resting,
)
from app.domain.records.facets import Mark
from app.domain.reports.composer import STATUS, CaseFacts, Relied, Request, labelled, not_read, noticed, table
from app.domain.values.dates import ClinicalDate

_KNOWS: Final = "Knows of the case"
_UNAWARE: Final = "Does not know of the case: do not disclose"
_AWARE: Final = {"aware": _KNOWS, "engaged": _KNOWS, "unaware": _UNAWARE}
_NOT_KNOWN: Final = "Not known whether they know of the case"
_NOT_ASSESSED: Final = "Not assessed"
_ON_AXIS: Final = 4
"""So many dimensions have a lane: those that moved most."""
_NAMES: Final = {Mark.ORDER_RUNS: "Order", Mark.HELD: "Custody"}
_HOW: Final = (("What helps", "helps"), ("What hinders", "hinders"), ("Interview", "interview"))


class PanelSummary:
    """What a panel needs of a case, and nothing more; what is empty and could mislead is spelled out."""

    code: ClassVar[str] = "panel_summary"
    title: ClassVar[str] = "Panel health summary"
    audiences: ClassVar[frozenset[str]] = frozenset({"panel"})

    def compose(
        self, case: CaseFacts, relied: Relied, request: Request, audience: Audience
    ) -> tuple[Block, ...]:
        """Its blocks."""
        profiles = relied.heard(Profile, Part.BODY, "fixation")
        courses = [_course(n, profiles) for n in range(len(profiles[0].judgements))] if profiles else []
        return (
            *_opening(case, relied, request),
            *_opinion(relied),
            *_fixation(profiles, courses),
            *_time_axis(relied, _moved_most(courses), request.on),
            *_advice(relied),
            *_closing(relied, audience),
        )


def _opening(case: CaseFacts, relied: Relied, request: Request) -> Iterator[Block]:
    asked = Paragraph(text=request.question) if request.question else None
    question = asked or relied.text(Part.QUESTION, "question")
    yield from _section("Question to health", question, otherwise="Nothing recorded.")
    yield Heading(text="Contact")
    yield _contact(_AWARE.get(case.awareness, _NOT_KNOWN), relied)
    yield Heading(text="Red flags and imminence")
    flags = relied.heard(Paragraph, Part.FLAGS, "flag")
    if flags:
        yield noticed(*flags)
    else:
        yield Paragraph(text="None recorded. This does not mean that there are none.")
    soon = relied.text(Part.SCENARIOS, "imminence")
    if soon:
        yield noticed(soon, label="Imminence.")


def _contact(aware: str, relied: Relied) -> Paragraph | Notice:
    """Whether health has seen the person, and how often, and whether they know: what must not be told to somebody."""
    kept = relied.heard(Paragraph, Part.SOURCES, "contact")
    said = relied.text(Part.SOURCES, "seen")
    seen = said.text if said else "Not seen"
    if kept:
        times = "once" if len(kept) == 1 else f"{len(kept)} times"
        seen = f"Seen {times}, last on {kept[0].text}"
    rests = resting(kept or ([said] if said else []))
    shown = Paragraph if aware == _KNOWS else Notice
    return shown(text=f"{seen}. **{aware}.**", cites=rests.cites, share=rests.share)


def _opinion(relied: Relied) -> Iterator[Block]:
    silent = "Nothing recorded, or not shared for this purpose."
    health = relied.text(Part.HEALTH, "health")
    yield from _section("Health, as far as relevant to risk", health, otherwise=silent)
    held = relied.rows(Part.ANSWER, "typology")
    typology = _typology(held[0]) if held else None
    yield from _section("Typology and relationship", typology, otherwise=f"{_NOT_ASSESSED}.")
    yield from _section("Formulation", relied.text(Part.ANSWER, "account"), otherwise="Not formulated.")


def _typology(held: Facts) -> Paragraph:
    motivation, relationship, confidence, speaks_for = (text for _, text in held.answers)
    words = f"{relationship}; confidence {confidence or 'low'}. {speaks_for}".strip()
    return Paragraph(label=f"{motivation}.", text=words, plain=True, cites=held.cites, share=held.share)


def _fixation(profiles: list[Profile], courses: list[Course]) -> Iterator[Block]:
    """The newest profile with what each dimension was before; never a total."""
    if not profiles:
        yield from _section("Fixation profile", None, otherwise=f"{_NOT_ASSESSED}.")
        return
    newest, rests = profiles[0], resting(profiles)
    facts = (
        ("Driver", newest.driver),
        ("Directed at", newest.target),
        ("Function", newest.function),
        ("Trend", newest.trend),
    )
    note = (
        f"Clinician profile of {newest.assessed}, rated 0 (absent) to 4 (most); not validated; "
        "never totalled. A gap means: not assessed."
    )
    yield Heading(text="Fixation profile", across=True)
    yield Paragraph(text=note, small=True)
    answers = tuple((label, text) for label, text in facts if text)
    yield Facts(answers=answers, cites=newest.cites, share=newest.share)
    yield Table(
        heads=("Dimension", "Now", "Course", "In words", "Source", "Confidence"),
        rows=tuple(
            (each.label, _now(course), course, _in_words(each.words, course), each.source, each.confidence)
            for each, course in zip(newest.judgements, courses, strict=True)
        ),
        widths=(211, 85, 105, 287, 207, 105),
        plain=True,
        names=tuple(f"Fixation profile, {each.label}" for each in newest.judgements),
        cites=rests.cites,
        share=rests.share,
    )


def _course(n: int, profiles: list[Profile]) -> Course:
    """What a dimension was, by day."""
    rated = [(day, each.judgements[n].value) for each in reversed(profiles) if (day := each.on.earliest())]
    return Course(profiles[0].judgements[n].label, tuple(Point(*each) for each in rated))


def _moved_most(courses: list[Course]) -> tuple[Course, ...]:
    moved = sorted(courses, key=_movement, reverse=True)[:_ON_AXIS]
    return tuple(each for each in courses if each in moved)


def _movement(course: Course) -> tuple[int, int]:
    values = [point.value for point in course.points if point.value is not None]
    return (max(values) - min(values), course.points[-1].value or 0) if values else (0, 0)


def _earlier(course: Course) -> Point | None:
    """The last assessed rating before the current one."""
    return next((point for point in reversed(course.points[:-1]) if point.value is not None), None)


def _now(course: Course) -> Paragraph:
    now, before = course.points[-1].value, _earlier(course)
    was = "" if before is None or now is None else f"(was {before.value})"
    return Paragraph(label="–" if now is None else str(now), text=was, plain=True)


def _in_words(words: str, course: Course) -> str:
    """What was found, or that nothing was, and what was last known."""
    if course.points[-1].value is not None:
        return words
    before = _earlier(course)
    known = f"; {before.value} on {ClinicalDate.of(before.day).show()}" if before else ""
    return f"{_NOT_ASSESSED}{known}. {words.removeprefix(_NOT_ASSESSED)}".strip()


def _time_axis(relied: Relied, courses: tuple[Course, ...], today: date) -> Iterator[Block]:
    """Everything dated, up to today; nothing where there is none."""
    happened = [each for each in relied.heard(Event, Part.AXIS, "behaviour") if each.start.days()]
    names = ("runs", "held")
    ran = [each for name in names for each in relied.heard(Event, Part.AXIS, name) if each.start.days()]
    sessions = [each for each in relied.heard(Event, Part.AXIS, "session") if each.start.days()]
    if not (happened or ran or sessions):
        return
    moments = tuple(map(_moment, (*happened, *sessions)))
    spans = tuple(map(_span, ran))
    rests = resting((*happened, *ran, *sessions))
    yield Heading(text="Behaviour, orders, sessions and fixation on one time axis", across=True)
    yield Chart(
        start=min(*(each.first for each in moments), *(each.start for each in spans), today),
        end=today,
        moments=moments,
        spans=spans,
        courses=courses,
        words=_said_of_axis(moments, len(happened), len(spans)),
        caption="All incidents, orders and spells of custody of the period.",
        table=_events(happened, ran),
        cites=rests.cites,
        share=rests.share,
    )


def _moment(event: Event) -> Moment:
    first, last = event.start.days() or (date.min, date.min)
    serious = event.serious and event.mark is not Mark.BREACH
    mark = Mark.SERIOUS if serious else event.mark
    return Moment(mark=mark, first=first, last=last, uncertain=event.start.about, label=event.label)


def _span(event: Event) -> Span:
    first, last = event.start.days() or (date.min, date.min)
    ends = event.end.days() if event.end else None
    about = event.start.about or bool(event.end and event.end.about)
    uncertain = about or first != last or (ends is not None and ends[0] != ends[1])
    end = ends[1] if ends else None
    return Span(mark=event.mark, start=first, end=end, uncertain=uncertain, label=event.label)


def _said_of_axis(moments: tuple[Moment, ...], incidents: int, spans: int) -> str:
    marks = [each.mark for each in moments]
    return (
        f"Time axis with {incidents} incidents, {marks.count(Mark.BREACH)} of them in breach of an order, "
        f"{spans} orders or spells of custody, {marks.count(Mark.KEPT)} sessions attended and "
        f"{marks.count(Mark.MISSED)} not, and selected fixation ratings. The table that follows lists the same "
        "incidents and orders."
    )


def _events(happened: list[Event], ran: list[Event]) -> Table:
    rows = sorted(
        ((_row(each), each) for each in (*happened, *ran)),
        key=lambda row: row[1].start.earliest() or date.min,
    )
    rests = resting((*happened, *ran))
    return Table(
        heads=("Date", "What happened", "Grade", "Source"),
        rows=tuple(row for row, _ in rows),
        widths=(235, 440, 134, 191),
        plain=True,
        names=tuple(f"{_NAMES.get(each.mark, 'Incident')} of {each.start.show()}" for _, each in rows),
        cites=rests.cites,
        share=rests.share,
    )


def _row(event: Event) -> tuple[Cell, ...]:
    day = event.start.show()
    if event.mark.lasts:
        ends = event.end.show() if event.end and event.end.days() else ""
        words = f"{event.label}, to {ends}" if ends else f"{event.label}, still running"
        return day, words, _NAMES[event.mark].lower(), ""
    grades = ["serious"] * event.serious + ["order breached"] * (event.mark is Mark.BREACH)
    return day, event.words, ", ".join(grades), event.source


def _advice(relied: Relied) -> Iterator[Block]:
    """Scenarios, engagement, management, treatment and actions; what is empty is left out."""
    scenarios = relied.rows(Part.SCENARIOS, "scenario")
    if scenarios:
        yield Heading(text="Scenarios", across=True)
        names = tuple(f"Scenario {n}, {each.answers[0][1]}" for n, each in enumerate(scenarios, 1))
        yield table(scenarios, (118, 352, 265, 265), names)
    how = [(f"{label}.", relied.text(Part.INTERVIEW, name)) for label, name in _HOW]
    yield from _section("Engagement and interview", *labelled(*how))
    advice = relied.rows(Part.ASKS, "advice")
    if advice:
        yield Heading(text="Recommended management by agency", across=True)
        names = tuple(f"Recommended to {each.answers[0][1]}" for each in advice)
        yield table(advice, (235, 765), names)
    offer, progress, ready = (
        relied.text(Part.TREATMENT, name) for name in ("offer", "progress", "readiness")
    )
    treatment = (("Offer.", offer), ("" if offer else "Offer.", progress), ("Readiness.", ready))
    yield from _section("Treatment and readiness", *labelled(*treatment))
    required = relied.heard(Facts, Part.LAW, "requirement")
    if required:
        yield Heading(text="Actions", across=True)
        names = tuple(f"Action {n}" for n in range(1, len(required) + 1))
        yield table(required, (235, 441, 324), names)


def _closing(relied: Relied, audience: Audience) -> Iterator[Block]:
    """What the opinion rests on, what it leaves open, and who may see it."""
    information, limits = (relied.text(Part.SOURCES, name) for name in ("information", "limits"))
    sources, left_open = labelled(("Sources.", information)), labelled(("Limits.", limits))
    yield from _section("Sources and limits", *sources, *not_read(relied), *left_open)
    asked = relied.text(Part.SOURCES, "sharing")
    yield from _section("Sharing", Paragraph(text=audience.handling), *([asked] if asked else ()))
    review = relied.text(Part.BODY, "review")
    text = f"{STATUS}. Review: {review.text if review else ''}."
    yield from _section("Status and review", Paragraph(text=text, cites=review.cites if review else ()))


def _section(title: str, *blocks: Block | None, otherwise: str = "") -> Iterator[Block]:
    """A heading and what stands below it, or what is said where nothing does; no heading where nothing is."""
    said = [each for each in blocks if each is not None] or ([Paragraph(text=otherwise)] if otherwise else [])
    if said:
        yield Heading(text=title)
        yield from said
