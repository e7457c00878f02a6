"""`casework score`: one administration of a measure, many from a file, or a measure's file held against its rules."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from app.cli.parts import PATH, argument, command, opened, unlocking
from app.cli.terminal import say, usage
from app.errors import CannotRead, Exit, NoSuchMeasure, NotAcceptable

if TYPE_CHECKING:
    from app.domain.measures.catalogue import Catalogue
    from app.domain.measures.declare import Measure
    from app.domain.measures.faults import Fault
    from app.domain.measures.scoring import Scored

_BLANK: Final = "-"
_ENDING: Final = ".toml"
_WHOLE: Final = re.compile(r"-?[0-9]{1,9}", re.ASCII)
_NUMBER: Final = re.compile(r"-?[0-9]{1,9}\.[0-9]{1,9}", re.ASCII)
_MOST_READ: Final = 20_000_000
_NO_ANSWERS: Final = "That file holds no answers: it is an array of objects with “measure” and “answers”."


@command("score core-10 0 4 4 0 0 1 0 0 - 0", ignore_unknown_options=True)
@argument(
    "words",
    "[MEASURE ANSWERS | FILE]...",
    "A measure (phq-9, phq-9@1, or a file), then its answers by position from 0, - for a blank; after --check, files.",
    needed=False,
    nargs=-1,
    type=click.UNPROCESSED,
)
@click.option(
    "--earlier", multiple=True, metavar="ANSWERS", help="An earlier one, in quotes; repeated, oldest first."
)
@click.option("--answers", metavar="FILE", type=PATH, help="Score every object of a JSON file.")
@click.option(
    "--form", metavar="FILE", type=PATH, help="Write its blank form as a PDF, where its wording ships."
)
@click.option("--vault", metavar="VAULT", type=PATH, help="Take the measures of that vault, too.")
@click.option("--list", "lists", is_flag=True, help="Name the measures that are there.")
@click.option("--check", is_flag=True, help="Hold measure files against the rules.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@unlocking
def score(
    *,
    words: tuple[str, ...],
    earlier: tuple[str, ...],
    answers: Path | None,
    form: Path | None,
    lists: bool,
    check: bool,
    as_json: bool,
    vault: Path | None,
    login: str | None,
    passphrase_stdin: bool,
) -> int:
    """Score a measure from the positions of its answers. Needs no vault, and keeps nothing."""
    stray = [word for word in words if word.startswith("--")]
    if stray or sum((lists, check, answers is not None, form is not None)) > 1:
        raise usage("That is not an option of score, or not beside the others")
    if vault is None and (login is not None or passphrase_stdin):
        raise usage("Say of which vault with --vault")
    if check:
        return _check([Path(word) for word in words])
    if not (words or lists or answers is not None):
        raise usage("Say which measure, and its answers")
    here = _catalogue(vault, login, stdin=passphrase_stdin)
    if lists:
        return _list(here, as_json=as_json)
    if answers is not None:
        return _file(here, answers, as_json=as_json)
    measure = _measure(here, words[0])
    if form is not None:
        return _form(measure, words, form)
    return _one(measure, words, earlier, as_json=as_json)


def _catalogue(vault: Path | None, login: str | None, *, stdin: bool) -> "Catalogue":
    """What is shipped, and what a vault has besides where one is named."""
    if vault is None:
        from app.services.measures.shipped import shipped

        return shipped()
    from app.services.measures.own import SiteMeasures

    with opened(vault, login, stdin=stdin) as open_vault:
        return SiteMeasures(open_vault).catalogue()


def _measure(here: "Catalogue", named: str) -> "Measure":
    """The measure of a name, or of a file. Raises NoSuchMeasure, CannotRead, and NotAcceptable for faults."""
    from app.services.measures.shipped import checked

    if not named.endswith(_ENDING):
        return here.find(named)
    read = checked(Path(named), tuple(here.by_name.values()))
    if read.measure is None:
        told, more = next(faults(Path(named).name, read.faults)), len(read.faults) - 1
        raise NotAcceptable(f"{told} And {more} more: `casework score --check` says all." if more else told)
    return read.measure


def _form(measure: "Measure", words: Sequence[str], out: Path) -> int:
    from app.services.measures import blank_form

    if len(words) > 1:
        raise usage("A blank form has no answers: say which measure alone")
    blank_form.write(measure, out)
    say(f"The blank form is {out.name}.")
    return Exit.DONE


def _one(measure: "Measure", words: Sequence[str], earlier: Sequence[str], *, as_json: bool) -> int:
    from app.domain.measures.said import to_json, wrong_to_json
    from app.domain.measures.scoring import WrongAnswers
    from app.domain.measures.words import lines

    given = [_answer(part) for word in words[1:] for part in word.split()]
    try:
        before = [_scored(measure, [_answer(part) for part in each.split()]) for each in earlier]
        scored = _scored(measure, given)
    except WrongAnswers as wrong:
        if not as_json:
            raise
        say(_json(wrong_to_json(wrong)))
        return Exit.NOT_ACCEPTABLE
    if as_json:
        say(_json(to_json(scored, before)))
    else:
        say("\n".join((f"{measure.title}, version {measure.version}", *lines(scored, before))))
    return Exit.DONE


def _scored(measure: "Measure", answers: Sequence[Any]) -> "Scored":
    from app.domain.measures import scoring

    return scoring.score(measure, answers)


def _file(here: "Catalogue", path: Path, *, as_json: bool) -> int:
    """Every administration of a file, in order; one that cannot be says so in its place."""
    told, code = [], Exit.DONE
    for vector in _vectors(path):
        one, ended = _vector(here, vector)
        told.append(one)
        code = code if ended is Exit.DONE or code is not Exit.DONE else ended
    say(_json(told) if as_json else "\n".join(_in_short(one) for one in told))
    return code


def _vector(here: "Catalogue", vector: Any) -> tuple[dict[str, Any], Exit]:
    from app.domain.measures.said import to_json, wrong_to_json
    from app.domain.measures.scoring import WrongAnswers

    name, given, earlier = _parts(vector)
    try:
        measure = here.find(name)
        return to_json(_scored(measure, given), [_scored(measure, each) for each in earlier]), Exit.DONE
    except WrongAnswers as wrong:
        return wrong_to_json(wrong), Exit.NOT_ACCEPTABLE
    except NoSuchMeasure as missing:
        return {"error": "measure", "sentence": str(missing)}, missing.exit_code


def _parts(vector: Any) -> tuple[str, list[Any], list[list[Any]]]:
    """Which measure, what was answered, and what was earlier. Raises NotAcceptable."""
    try:
        name, version = vector["measure"], vector.get("version")
        given, earlier = vector["answers"], vector.get("earlier", [])
    except (TypeError, KeyError, AttributeError):
        raise NotAcceptable(_NO_ANSWERS) from None
    if not isinstance(name, str) or not all(isinstance(each, list) for each in (given, earlier, *earlier)):
        raise NotAcceptable(_NO_ANSWERS)
    return (name if version is None else f"{name}@{version}"), given, earlier


def _vectors(path: Path) -> Iterator[Any]:
    from app.regular_file import open_regular

    try:
        with open_regular(path) as file:
            plain = json.loads(file.read(_MOST_READ))
    except OSError:
        raise CannotRead from None
    except (ValueError, RecursionError):
        raise NotAcceptable(_NO_ANSWERS) from None
    listed = plain.get("vectors") if isinstance(plain, dict) else plain
    if not isinstance(listed, list):
        raise NotAcceptable(_NO_ANSWERS)
    return iter(listed)


def _list(here: "Catalogue", *, as_json: bool) -> int:
    measures = tuple(here.by_name.values())
    if as_json:
        facts = ("id", "version", "title", "hash")
        say(_json([{name: getattr(each, name) for name in facts} for each in measures]))
    else:
        say("\n".join(f"{each.name:18}{each.title}. {each.licence.terms}" for each in measures))
    return Exit.DONE


def _check(files: Sequence[Path]) -> int:
    from app.services.measures.shipped import checked

    if not files:
        raise usage("Say which files to check")
    found: list[Measure] = []
    code = Exit.DONE
    for file in files:
        read = checked(file, tuple(found))
        if read.measure is not None:
            found.append(read.measure)
            say(f"{file.name}: no fault.")
        else:
            code = Exit.NOT_ACCEPTABLE
            say("\n".join(faults(file.name, read.faults)))
    return code


def faults(name: str, found: "Iterable[Fault]") -> Iterator[str]:
    """What is wrong with a file of that name, a line each."""
    return (f"{name}, line {fault.line}: {fault.sentence}" for fault in found)


def _answer(typed: str) -> Any:
    """A position; None for a blank. What is no whole number stays what it is, for the engine to refuse."""
    if typed == _BLANK:
        return None
    if _WHOLE.fullmatch(typed):
        return int(typed)
    return float(typed) if _NUMBER.fullmatch(typed) else typed


def _in_short(one: dict[str, Any]) -> str:
    if "error" in one:
        return str(one["sentence"])
    scores = ", ".join(
        f"{name} {'not scored' if value is None else value}" for name, value in one["scores"].items()
    )
    return f"{one['measure']}@{one['version']}: {scores}"


def _json(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, indent=2)
