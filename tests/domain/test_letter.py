"""A letter: its title tells no name, each sort has a text, each reader a policy."""

from app.domain.fields.sharing import Share
from app.domain.fields.spec import specs
from app.domain.fields.templates import PLACE, templates_from_toml
from app.domain.kinds.letter import KIND
from app.domain.kinds.letter.content import AUDIENCES, TEMPLATES, Letter
from app.paths import resource
from tests.planted import AUDIENCES as POLICIES

LETTER = Letter(
    template="did_not_attend", audience="person", to="Mr Fairweather", body="Dear ...", administrative="yes"
)


def test_a_list_tells_what_it_is_about_and_who_reads_it_and_no_name() -> None:
    assert KIND.title_of(LETTER) == "Letter: appointment missed, the person"
    assert KIND.title_of(Letter(template="other", audience="mappa")) == "Letter: another letter, MAPPA"
    assert KIND.title_of(Letter()) == "Letter"


def test_every_sort_but_another_has_a_text_to_begin_with() -> None:
    offered = templates_from_toml(resource("templates/letter.toml").read_text("utf-8"))["body"]
    assert [each.title for each in offered] == [each.label for each in TEMPLATES if each.code != "other"]
    assert all(PLACE.search(each.text) for each in offered)
    assert not [each.title for each in offered if "stalk" in each.text.lower()]


def test_every_reader_but_somebody_else_has_a_policy() -> None:
    assert {each.code for each in AUDIENCES} - {"other"} <= POLICIES.keys()


def test_it_is_context_and_an_administrator_s_where_its_author_says_so() -> None:
    assert {spec.share for spec in specs(Letter)} == {Share.CONTEXT}
    assert KIND.may_be_administrative
    assert KIND.is_administrative(LETTER)
    for answer in ("no", ""):
        assert not KIND.is_administrative(Letter(administrative=answer))
