"""Who is told what: every audience's policy, and a planted word in every field of every record."""

import json
from collections.abc import Iterator
from dataclasses import make_dataclass

import pytest

from app.domain.fields import forms
from app.domain.fields.content import is_empty, shared, specs, to_plain
from app.domain.fields.declare import line
from app.domain.fields.sharing import Audience, Rule, Share, audience_from_toml
from app.domain.kinds.registry import KINDS
from app.domain.records.kind import Kind
from tests.planted import AUDIENCES, filled

EVERYTHING = frozenset(Share)
every_audience = pytest.mark.parametrize("audience", AUDIENCES.values(), ids=AUDIENCES)
every_kind = pytest.mark.parametrize("made", KINDS.values(), ids=KINDS)
CODED = {
    forms.OneOf,
    forms.SomeOf,
    forms.Judged,
    forms.Count,
    forms.Minutes,
    forms.Number,
    forms.Answers,
    forms.TimeOfDay,
    forms.Day,
    forms.Rows,
}
Planted = make_dataclass(
    "Planted",
    [(share.value, str, line(share.value.title(), share=share)) for share in Share],
    frozen=True,
    kw_only=True,
)


def verdicts(
    cls: type, told: frozenset[Share], audience: Audience, path: str = "planted"
) -> Iterator[tuple[str, bool]]:
    """For every planted word whether this audience may read it, worked out from the rules alone."""
    for spec in specs(cls):
        here, free = f"{path}/{spec.name}", spec.share in told
        free = free and (not spec.only_to or audience.code in spec.only_to)
        if spec.row is not None:
            inner = told if free else frozenset[Share]()
            yield from verdicts(spec.row, inner, audience, here)
        elif isinstance(spec.form, forms.Line | forms.Text | forms.Judged):
            yield here, free and not audience.coded and not spec.withdrawn


def ruled(audience: Audience, *rules: Rule) -> frozenset[Share]:
    """The classes that an audience has under these rules."""
    return frozenset(share for share, rule in audience.rules.items() if rule in rules)


def test_has_a_policy_for_each_of_the_nine_audiences() -> None:
    assert set(AUDIENCES) == {
        "panel",
        "mappa",
        "police",
        "probation",
        "advocate",
        "gp",
        "court",
        "person",
        "evaluator",
    }
    assert all(name == audience.code for name, audience in AUDIENCES.items())


@every_audience
def test_rules_on_every_sharing_class(audience: Audience) -> None:
    assert set(audience.rules) == EVERYTHING
    assert audience.title
    assert audience.marking == audience.marking.upper()
    assert audience.handling.endswith(".")
    assert "\n" not in audience.handling


@every_audience
@pytest.mark.parametrize("share", [Share.VICTIM, Share.INTELLIGENCE, Share.INTERNAL])
def test_never_admits_victims_intelligence_or_the_teams_own_notes(audience: Audience, share: Share) -> None:
    assert audience.rules[share] is Rule.NEVER
    assert not audience.admits(share)
    assert not audience.admits(share, EVERYTHING)


@every_audience
@pytest.mark.parametrize("asked", [frozenset[Share](), EVERYTHING], ids=["by default", "all asked for"])
@every_kind
def test_keeps_every_planted_word_from_those_who_must_not_have_it(
    audience: Audience, made: Kind, asked: frozenset[Share]
) -> None:
    told = ruled(audience, *((Rule.INCLUDE, Rule.ASK, Rule.WITHHOLD) if asked else (Rule.INCLUDE,)))
    written = json.dumps(to_plain(shared(filled(made.content), audience, asked)))
    for word, may_be_read in verdicts(made.content, told, audience):
        assert (f'"{word}"' in written) == may_be_read, word


@every_audience
def test_keeps_a_word_of_every_class_from_those_who_must_not_have_it(audience: Audience) -> None:
    for asked in (frozenset[Share](), EVERYTHING, frozenset({Share.VICTIM, Share.ADMISSION})):
        told = shared(filled(Planted), audience, asked)
        for share in Share:
            may = audience.rules[share] is Rule.INCLUDE or (
                share in asked and audience.rules[share] in {Rule.ASK, Rule.WITHHOLD}
            )
            assert bool(getattr(told, share.value)) == (may and not audience.coded), share


@every_kind
def test_gives_the_evaluator_coded_answers_and_nothing_to_read(made: Kind) -> None:
    told = shared(filled(made.content), AUDIENCES["evaluator"], EVERYTHING)
    assert "planted" not in json.dumps(to_plain(told))
    assert "V7" not in json.dumps(to_plain(told))
    for spec in specs(made.content):
        may = AUDIENCES["evaluator"].admits(spec.share, EVERYTHING) and type(spec.form) in CODED
        may = may and not spec.only_to and not spec.withdrawn
        if spec.row is None:
            assert is_empty(spec, getattr(told, spec.name)) != may


@pytest.mark.parametrize("code", ["panel", "police", "probation", "advocate", "court", "evaluator"])
def test_withholds_therapy_from_everybody_outside_health(code: str) -> None:
    assert AUDIENCES[code].rules[Share.THERAPY] in {Rule.WITHHOLD, Rule.NEVER}


def test_asks_before_an_admission_goes_to_panel_police_or_court() -> None:
    assert {AUDIENCES[code].rules[Share.ADMISSION] for code in ("panel", "police", "court")} == {Rule.ASK}


def test_gives_the_person_no_risk_view_and_no_advice_to_agencies_by_default() -> None:
    person = AUDIENCES["person"]
    assert not any(person.admits(share) for share in (Share.RISK, Share.MANAGEMENT, Share.FORMULATION))
    assert person.admits(Share.PERSON)


def _policy(**changes: str) -> str:
    words = {"code": '"x"', "title": '"X"', "marking": '"M"', "handling": '"H."'} | changes
    return "".join(f"{name} = {value}\n" for name, value in words.items() if value) + "[rules]\n"


def _rules(*, without: str = "", rule: str = "ask") -> str:
    return "".join(f'{share.value} = "{rule}"\n' for share in Share if share.value != without)


def test_reads_a_whole_policy() -> None:
    audience = audience_from_toml(_policy(coded="true") + _rules())
    assert (audience.code, audience.coded) == ("x", True)
    assert not audience_from_toml(_policy() + _rules()).coded


@pytest.mark.parametrize(
    "broken",
    [
        _policy() + _rules(without="victim"),
        _policy() + _rules(rule="maybe"),
        _policy() + _rules() + 'gossip = "ask"\n',
        _policy(marking="") + _rules(),
        _policy(marking='""') + _rules(),
        _policy(handling="3") + _rules(),
        _policy(coded='"yes"') + _rules(),
        _policy(colour='"red"') + _rules(),
        'code = "x"\n',
        "code = \n",
    ],
)
def test_refuses_a_policy_with_a_gap(broken: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        audience_from_toml(broken)
