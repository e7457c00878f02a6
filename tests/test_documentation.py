"""Whatever a person can meet is named in the documentation, and nothing is named there that is not."""

import re
from dataclasses import fields
from pathlib import Path
from textwrap import dedent

import pytest

from app.cli.root import COMMANDS
from app.domain.facts.catalogue import FACTS
from app.domain.measures.catalogue import check_file
from app.settings import Settings
from tools import record_page

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
DECISIONS = DOCS / "decisions"


def _read(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text("utf-8")


def test_every_command_is_in_the_readme_and_no_other() -> None:
    named = set(re.findall(r"^\| `([a-z-]+)` \|", _read("README.md"), re.MULTILINE))
    assert named == set(COMMANDS)


def test_every_kind_and_audience_is_on_the_page_of_what_is_recorded() -> None:
    assert _read("docs", "record.md") == record_page.page()


def test_every_fact_is_in_the_format_with_its_right_and_no_other() -> None:
    table = _read("docs", "format.md").partition("## 9. A fact")[2]
    row = r"^\| ((?:`[a-z._]+`(?:, )?)+) \| (\w+) \| (.*) \| ([A-Z_]+) \|$"
    named = {
        code: (subject, said.endswith("ouched"), right)
        for codes, subject, said, right in re.findall(row, table, re.MULTILINE)
        for code in re.findall(r"`([a-z._]+)`", codes)
    }
    assert named == {
        fact.code: (fact.subject, fact.by_authority or fact.own, fact.right.name) for fact in FACTS.values()
    }


def test_every_decision_is_listed_by_its_title_and_no_other() -> None:
    listed = dict(
        re.findall(r"^- \[(\d{3} .*)\]\((.*)\)$", _read("docs", "decisions", "README.md"), re.MULTILINE)
    )
    titles = {
        file.read_text("utf-8").partition("\n")[0].removeprefix("# "): file.name
        for file in DECISIONS.glob("[0-9]*.md")
    }
    assert listed == titles


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md"])
def test_what_a_page_points_at_is_there(page: str) -> None:
    text = _read(page)
    linked = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [each for each in linked if not (ROOT / page).parent.joinpath(each).exists()] == []
    named = re.findall(r"`((?:app|resources|tests|tools|benchmarks)/[\w./-]+)`", text)
    assert [each for each in named if not (ROOT / each).exists()] == []


def test_every_module_that_the_architecture_names_is_there() -> None:
    rooms = ("domain", "services", "views", "crypto", "models", "reports", "charts")
    named = re.findall(rf"`((?:{'|'.join(rooms)})/[\w/]+(?:\.py|/)?)`", _read("docs", "architecture.md"))
    missing = {each for each in named if not (ROOT / "app" / each).exists()}
    assert missing == {"domain/kinds/court_report/"}, "the one that somebody adds"


def test_every_setting_is_named_in_help_or_docs() -> None:
    told = "\n".join(
        path.read_text("utf-8")
        for folder in (DOCS, ROOT / "resources" / "help")
        for path in folder.rglob("*.md")
    )
    kept = {each.name for each in fields(Settings)} - {
        "layout",
        "unknown",
        "last_login",
        "last_folder",
        "last_look",
        "folders",
    }
    words = {
        "theme": "theme",
        "text_size": "text",
        "idle_minutes": "idle",
        "remember_login": "login",
        "spelling": "spelling",
    }
    assert kept == words.keys()
    assert [name for name, word in words.items() if word not in told.lower()] == []


def test_the_example_of_a_measure_s_file_is_one() -> None:
    page = _read("docs", "measures.md")
    example = dedent("".join(re.findall(r"^    .*\n|^\n(?=    )", page, re.MULTILINE)))
    found = check_file("site-calm@1.toml", example.encode(), frozenset({"calm.txt"}), ())
    assert found.faults == ()
    assert found.measure is not None
    assert found.measure.has_wording
    for field in fields(found.measure):
        assert field.name == "hash" or f"`{field.name}`" in page or f"[{field.name}]" in page, field.name
