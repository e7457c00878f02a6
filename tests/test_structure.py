"""Promises about the code itself: each piece says what it is, and nothing of one machine stands in any file."""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from app.services.facts.projecting import PROJECTIONS

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "app").rglob("*.py"))

FORBIDDEN = {
    # In pieces, so that this file may be looked at as well.
    "the host of a package index": re.compile("py" + r"pi\.org|python" + r"hosted|npm" + r"js\.(org|com)"),
    "a path of one machine": re.compile(r"(?<![\w.~])/(?:ro" + r"ot|wo" + r"rk|ho" + r"me/\w+)/"),
    "something left undone": re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"),
}

_WAITS = re.compile(r"\b_?qt" + r"bot\.wait\(|\bq" + r"Wait\(")


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def _tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


@pytest.fixture(scope="module", autouse=True)
def _trees() -> Iterator[None]:
    """The trees of all modules are many: they are kept for these tests alone."""
    yield
    _tree.cache_clear()


def _files(folder: Path, ignored: list[str]) -> Iterator[Path]:
    for each in sorted(folder.iterdir()):
        place = f"/{_place(each)}"
        if each.name == ".git" or any(fnmatch(place, rule) or fnmatch(each.name, rule) for rule in ignored):
            continue
        if each.is_dir() and not each.is_symlink():
            yield from _files(each, ignored)
        elif each.is_file():
            yield each


def _kept_files() -> list[Path]:
    """Every file of the project, whether or not git is here to list them."""
    ignored = [rule.rstrip("/") for rule in (ROOT / ".gitignore").read_text().split()]
    return list(_files(ROOT, ignored))


def test_there_is_something_to_look_at() -> None:
    assert ROOT / "app" / "errors.py" in MODULES
    kept = _kept_files()
    assert {ROOT / "Makefile", ROOT / ".ci" / "run", ROOT / "app" / "errors.py", Path(__file__)} <= set(kept)
    assert not any(part in {".git", ".venv", "__pycache__"} for each in kept for part in each.parts)


def test_a_module_says_what_it_is_for() -> None:
    assert [_place(each) for each in MODULES if not (ast.get_docstring(_tree(each)) or "").strip()] == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    found = []
    for file in _kept_files():
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        lines = enumerate(text.splitlines(), start=1)
        found += [f"{_place(file)}:{number}" for number, line in lines if FORBIDDEN[what].search(line)]
    assert found == []


DOORS = ("services/vault/open_vault.py", "services/checks/", "services/entry/", "models/")
"""Who may open a transaction without asking for a right: the one door, what checks or migrates, and what is below."""
_OPENED = {"read", "write", "connection"}


def test_a_store_is_read_and_written_by_a_right() -> None:
    found = [
        f"{_place(module)}:{node.lineno}"
        for module in MODULES
        if not _place(module).removeprefix("app/").startswith(DOORS)
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _OPENED
        if "database" in ast.unparse(node.func.value)
    ]
    assert found == []


SHOWN: Final = frozenset(each.table.__name__ for each in PROJECTIONS.values())
_STIRRED: Final = ("app/services/records/records.py", "Case")
"""When a case was last active follows from its records too."""


def test_what_shows_facts_is_written_by_one_module() -> None:
    written = {
        (_place(module), node.args[0].id)
        for module in MODULES
        if not _place(module).startswith(("app/services/facts/projecting.py", "app/models/"))
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Name)
        if node.args[0].id in SHOWN
        and ast.unparse(node.func).rpartition(".")[2] in {"insert", "update", "delete", "upsert"}
    }
    assert written == {_STIRRED}


def test_only_who_reads_the_passphrase_for_one_act_confirms_by_unlocking() -> None:
    users = [_place(each) for each in MODULES if "confirmed_at_unlocking" in each.read_text(encoding="utf-8")]
    allowed = (
        "app/cli",
        "app/services/demo/",
        "app/services/vault/confirming.py",
        "app/services/team/renewing.py",
        "app/services/team/check_key.py",
        "app/services/entry/adopting_staff.py",
        "app/services/team/revocations.py",
    )
    assert [each for each in users if not each.startswith(allowed)] == []


def test_a_passphrase_is_typed_in_one_box_alone() -> None:
    """What is said of Caps Lock, and what hides the letters, is there and nowhere else."""
    users = {_place(each) for each in MODULES if "EchoMode.Password" in each.read_text(encoding="utf-8")}
    # The list of cases hides the name that is looked for.
    assert users == {"app/views/widgets/secret_box.py", "app/views/cases/case_filter.py"}


def test_no_test_waits_for_a_time() -> None:
    """A window is waited for by its state: `tests.views.settling`. Only a kill comes at any moment."""
    found = [
        f"{_place(file)}:{number}"
        for file in sorted((ROOT / "tests").rglob("*.py"))
        if file.name != "test_kill.py"
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if _WAITS.search(line)
    ]
    assert found == []


_PLACES = ("order", "bail", "licence", "custody", "public_protection", "typology")
# Where a word that is also a kind's code says something else.
NOT_A_KIND = {
    ("app/charts/key.py", "order"): "the words beside a bar",
    ("app/charts/key.py", "custody"): "the same",
    **{("app/domain/reports/answered.py", code): "a place of a report, by its name" for code in _PLACES},
    **{
        ("app/domain/reports/health.py", code): "the same" for code in ("diagnosis", "measure", "safety_plan")
    },
    **{
        ("app/domain/reports/mappa.py", code): "the same"
        for code in ("custody", "medication", "public_protection")
    },
    ("app/domain/reports/consultation.py", "typology"): "the same",
    ("app/domain/records/facets.py", "red_flag"): "the facet of that name",
    **{
        ("app/domain/records/kind.py", name): "a section of a case"
        for name in ("referral", "formulation", "plan")
    },
    ("app/views/case/referral.py", "referral"): "a section of a case",
    ("app/views/case/circle_page.py", "referral"): "the same",
    ("app/services/cases/cautions.py", "bail"): "where the proceedings stand",
    ("app/services/cases/cautions.py", "licence"): "the same",
    **{
        ("app/services/demo/year_acts.py", code): "what a story tells of is written in it, as in its tables"
        for code in ("screening", "consultation", "typology")
    },
    ("app/cli/measures.py", "measure"): "a key of what is read and printed",
    ("app/domain/measures/said.py", "measure"): "the same",
    ("app/domain/measures/reading.py", "licence"): "a table of a measure's file",
    ("app/domain/measures/checking.py", "licence"): "the same",
    ("app/views/forms/answers_editor.py", "measure"): "the field that names which one the answers are of",
    ("app/views/case/parts.py", "formulation"): "a part of a case's page",
    ("app/views/case/formulating.py", "formulation"): "its help",
    ("app/views/help/pages.py", "formulation"): "the same",
    ("app/views/forms/reference_editors.py", "order"): "the noun for what a reference points at",
    ("app/services/sharing/kept.py", "document"): "what a report is, as one value",
    ("app/services/sharing/preparing.py", "document"): "the same",
    ("app/reports/pdf/naming.py", "letter"): "what words are made of",
    ("app/domain/fields/rows.py", "letter"): "the one that rows are counted by",
    ("app/services/checks/rebuilding.py", "letter"): "the same",
    ("app/services/records/row_codes.py", "letter"): "the same",
    ("app/cli/sharing.py", "panel"): "the audience, the stage or the report of that name",
    ("app/domain/reports/panel.py", "panel"): "the audience, the stage or the report of that name",
    ("app/domain/reports/assessment.py", "panel"): "the audience of that name",
    ("app/domain/reports/assessment.py", "formulation"): "the part of the report of that name",
    ("app/domain/reports/assessment.py", "plan"): "the same",
    ("app/domain/reports/assessment.py", "spj"): "the same, and what a kind gives by that name",
    ("app/domain/reports/assessment.py", "typology"): "the same",
    ("app/domain/reports/assessment.py", "referral"): "what a kind gives by that name",
    ("app/domain/reports/discharge.py", "discharge"): "the report of that name, and what a kind gives by it",
    ("app/domain/reports/discharge.py", "follow_up"): "what a kind gives by that name",
    ("app/domain/reports/discharge.py", "panel"): "the audience of that name",
    ("app/domain/reports/treatment.py", "panel"): "the same",
    ("app/services/sharing/dosing.py", "panel"): "the same",
    ("app/domain/reports/consultation.py", "panel"): "the audience of that name",
    ("app/domain/reports/offered.py", "panel"): "the audience of that name",
    ("app/domain/reports/offered.py", "discharge"): "the report of that name",
    ("app/services/cases/casefile.py", "panel"): "the audience, the stage or the report of that name",
    ("app/services/sharing/audiences.py", "panel"): "the audience, the stage or the report of that name",
    ("app/services/sharing/diverging.py", "panel"): "the audience of that name",
    ("app/services/sharing/summarising.py", "panel"): "the same",
    ("app/views/case/parts.py", "referral"): "a part of a case's page",
    ("app/views/case/parts.py", "plan"): "the same",
    ("app/views/case/planning.py", "plan"): "its help",
    ("app/views/help/pages.py", "plan"): "the same",
    ("app/domain/reports/in_time.py", "review"): "the part of that name that a kind gives",
    ("app/domain/reports/own_words.py", "diagnosis"): "a heading of a letter",
    ("app/domain/reports/own_words.py", "medication"): "the same",
    ("app/domain/reports/own_words.py", "plan"): "the same",
    (
        "app/domain/reports/practice.py",
        "diagnosis",
    ): "a heading of a letter, and the part of that name that a kind gives",
    ("app/domain/reports/practice.py", "medication"): "the same",
    ("app/domain/reports/practice.py", "measure"): "the part of that name that a kind gives",
    ("app/domain/reports/practice.py", "safety_plan"): "the same",
    ("app/domain/reports/to_person.py", "diagnosis"): "the same",
    ("app/domain/reports/to_person.py", "measure"): "the same",
    ("app/domain/reports/to_person.py", "plan"): "a heading of a letter",
    ("app/reports/pdf/letter.py", "letter"): "the name of a style",
    ("app/views/today/today_page.py", "plan"): "a part of a case's page",
    ("app/views/today/today_page.py", "referral"): "the same",
    ("app/views/cases/stating.py", "referral"): "a part of a case's page",
    ("app/views/diary/appointment_form.py", "referral"): "the same",
    ("app/views/diary/appointment_page.py", "referral"): "the same",
}
_OWN_WORDS = {"StrEnum", "Enum"}


def _used_as_kinds(tree: ast.Module, codes: set[str]) -> Iterator[str]:
    """The codes among a module's strings, but for those of enums and of choices, whose spelling is their own."""
    own: set[ast.AST] = set()
    for node in ast.walk(tree):
        is_enum = (
            isinstance(node, ast.ClassDef) and {getattr(base, "id", "") for base in node.bases} & _OWN_WORDS
        )
        is_choice = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Choice"
        if is_enum or is_choice:
            own |= set(ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node not in own and node.value in codes:
            yield node.value


def test_no_kind_is_named_outside_its_folder_and_its_form() -> None:
    kinds = ROOT / "app" / "domain" / "kinds"
    codes = {each.name for each in kinds.iterdir() if (each / "content.py").is_file()}
    assert "session_note" in codes
    elsewhere = [
        module
        for module in MODULES
        if not module.is_relative_to(kinds)
        and not module.is_relative_to(ROOT / "app" / "views" / "kinds")
        and "migrations" not in module.parts
    ]
    found = {(_place(module), code) for module in elsewhere for code in _used_as_kinds(_tree(module), codes)}
    assert found - set(NOT_A_KIND) == set()
    assert set(NOT_A_KIND) - found == set()


def test_no_service_knows_a_kind() -> None:
    found = [
        f"{_place(module)}: {node.module}"
        for module in MODULES
        if module.is_relative_to(ROOT / "app" / "services") or module.is_relative_to(ROOT / "app" / "charts")
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.ImportFrom)
        and re.match(r"app\.domain\.kinds\.(?!registry|parts)", node.module or "")
    ]
    assert found == []


TASKS = {"run", "_run", "run_steps", "save", "ask"}
"""What hands work to the vault's thread; the work comes first."""
NO_LOOK = {"confirm"}
"""What proves who is at the desk, before the one thing that is asked for, and touches no store."""


def _asked_of_services(node: ast.AST, services: set[str]) -> int:
    """How many calls of services stand in a piece of code, each chain of calls counted once."""
    found, inner = 0, set[ast.AST]()
    for call in ast.walk(node):
        if not isinstance(call, ast.Call) or call in inner:
            continue
        chain: ast.AST = call.func
        while isinstance(chain, ast.Attribute | ast.Call):
            if isinstance(chain, ast.Call):
                inner.add(chain)
            chain = chain.func if isinstance(chain, ast.Call) else chain.value
        *before, last = re.findall(r"\w+", ast.unparse(call.func))
        is_known = bool({"desk", "_desk"} & set(before)) or getattr(chain, "id", "") in services
        # What begins with a capital letter makes a value.
        found += is_known and last not in NO_LOOK and not last[0].isupper()
    return found


def _service_names(tree: ast.Module) -> set[str]:
    """What a module takes from services."""
    return {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("app.services")
        for name in node.names
    }


def _tasks_of_views() -> Iterator[tuple[str, int]]:
    """Each function or lambda of the views that runs on the vault's thread, and how many calls of services are in it.

    On the way in there is no vault yet whose transactions could be counted.
    """
    folder = ROOT / "app" / "views"
    trees = {
        each: _tree(each) for each in MODULES if each.is_relative_to(folder) and "start" not in each.parts
    }
    given = {
        module: [
            call.args[0]
            for call in ast.walk(tree)
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr in TASKS
            and call.args
        ]
        for module, tree in trees.items()
    }
    anywhere = {each.id for works in given.values() for each in works if isinstance(each, ast.Name)}
    for module, tree in trees.items():
        own = {each.attr for each in given[module] if isinstance(each, ast.Attribute)}
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        tasks: list[ast.AST] = [node for node in functions if node.name in own | anywhere]
        for task in tasks + [each for each in given[module] if isinstance(each, ast.Lambda)]:
            yield f"{_place(module)}:{task.lineno}", _asked_of_services(task, _service_names(tree))


def test_a_task_of_a_view_asks_for_one_thing() -> None:
    """What a screen shows comes from one method: one transaction, one row of the ledger."""
    found = dict(_tasks_of_views())
    assert len(found) > 10
    assert {place: calls for place, calls in found.items() if calls > 1} == {}


def test_who_asks_twice_is_found() -> None:
    twice = ast.parse(
        "def look(self): return self.desk.cases.open(x), Records(self.desk.vault).read(y).sheet"
    )
    once = ast.parse("def look(desk): return Offer(desk.cases.open(x, confirm(desk.vault)), Place(z))")
    assert [_asked_of_services(each, {"Records", "confirm", "Offer"}) for each in (twice, once)] == [2, 1]
