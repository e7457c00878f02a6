"""Commands about what is shared: a report is signed, and one that was received is verified."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict, Unpack

import click

from app.cli.parts import (
    PATH,
    F,
    argument,
    clock_option,
    command,
    opened,
    typed_or_in_file,
    unlocking,
    vault_argument,
)
from app.cli.terminal import say, secret, usage
from app.domain.reports.in_court import STANDINGS
from app.domain.reports.offered import AUDIENCES, TITLES
from app.errors import Exit, InTheWay

if TYPE_CHECKING:
    from app.services.sharing.other_forms import Form
    from app.services.sharing.preparing import Prepared
    from app.services.sharing.summarising import Request
    from app.services.vault.open_vault import OpenVault


_OF_THE_PANEL: Final = "The multi-agency panel", "Panel discussion of risk and management"
"""Who receives what is for the panel, and why, where nothing else is said."""


@command("verify summary.pdf --ca site-ca.pem")
@argument("files", "FILE...", "Signed PDFs.", type=PATH, nargs=-1)
@click.option("--ca", metavar="PEM", type=PATH, help="The sending service's site-ca.pem.")
@click.option(
    "--status", metavar="JSON", type=PATH, help="Its site-status.json; one beside the PDF or PEM is found."
)
@click.option("--json", "as_json", is_flag=True, help="Print facts as JSON.")
@click.option(
    "--passphrase-stdin",
    is_flag=True,
    help="Read the passphrase of a protected PDF from standard input, a line a file, instead of asking.",
)
def verify(
    *, files: tuple[Path, ...], ca: Path | None, status: Path | None, as_json: bool, passphrase_stdin: bool
) -> int:
    """Say whether signed PDFs are genuine and unaltered: 0 yes, 1 no, 2 cannot tell."""
    from app.services.sharing.verifying import verify_files

    # Where nobody can answer, a protected file cannot be told, and the others are told all the same.
    asks = passphrase_stdin or (sys.stdin is not None and sys.stdin.isatty())
    ask = partial(_of_file, stdin=passphrase_stdin) if asks else None
    text, code = verify_files(list(files), ca, status, as_json=as_json, ask=ask)
    say(text)
    return code


def _of_file(name: str, *, stdin: bool) -> str:
    return secret(f"Passphrase of {name}", stdin=stdin)


@command("site-status demo/demo.vault --out partners --as rowan")
@vault_argument
@click.option("--out", metavar="DIR", type=PATH, required=True, help="The folder they go to.")
@unlocking
def site_status(*, vault: Path, out: Path, login: str | None, passphrase_stdin: bool) -> None:
    """Write site-status.json and site-ca.crl: which certificates were withdrawn, for partners to verify with."""
    from app.services.team.revocations import hand_out

    with opened(vault, login, stdin=passphrase_stdin) as open_vault:
        published = hand_out(open_vault, out)
    if published.written:
        say(f"Saved: {', '.join(published.written)}")
    if published.current:
        say(f"There already, as new or newer: {', '.join(published.current)}")
    if published.in_the_way:
        raise InTheWay(published.in_the_way)


def _request_options(function: F) -> F:
    """The options that say which report it is, who it is for, and why."""
    options = (
        click.option(
            "--for",
            "audience",
            metavar="AUDIENCE",
            default="panel",
            show_default=True,
            help=f"Who it is for: {', '.join(AUDIENCES)}.",
        ),
        click.option(
            "--report",
            metavar="NAME",
            default="",
            help=f"Which report: {', '.join(TITLES)}. Without it, the usual one of the audience.",
        ),
        click.option(
            "--recipient", default="", help="Who receives it, by name; needed, but for the panel's own."
        ),
        click.option("--purpose", default="", help="Why it is shared; needed, but for the panel's own."),
        click.option(
            "--include",
            metavar="CLASS",
            multiple=True,
            help="A class of information that the audience's policy asks you about, and you let in.",
        ),
        click.option(
            "--part",
            metavar="NAME",
            multiple=True,
            help="A part that you let in, of a report that goes part by part; without any they are listed.",
        ),
        click.option("--meeting", default="", help="The meeting that it is for, with its day."),
        click.option(
            "--question",
            metavar="TEXT|@FILE",
            default="",
            help="What this meeting asks of health; needed for a report that answers it.",
        ),
        click.option(
            "--answer",
            metavar="TEXT|@FILE",
            default="",
            help="Your answer, in 90 words at most; needed with a question.",
        ),
        click.option(
            "--scenario",
            metavar="CODE",
            default="",
            help="The scenario of the case that you think most likely next, such as S1.",
        ),
        click.option(
            "--standing",
            metavar="CODE",
            default="",
            help=f"In which standing you write for a court: {', '.join(STANDINGS)}; needed there.",
        ),
        click.option("--instructed-by", metavar="TEXT", default="", help="Who instructed you as an expert."),
        click.option(
            "--declaration",
            metavar="TEXT|@FILE",
            default="",
            help="The service's declaration of an expert, with the statement of truth.",
        ),
        click.option(
            "--text",
            metavar="NAME=TEXT|@FILE",
            multiple=True,
            help="What you write for it under one of its headings; a letter that lacks one says which.",
        ),
        click.option(
            "--countersigner",
            metavar="STAFF",
            default="",
            help="The login name of a colleague who is to countersign it: a place is kept for them.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


class _Asked(TypedDict):
    """The options of `_request_options`, as they were typed."""

    audience: str
    report: str
    recipient: str
    purpose: str
    include: tuple[str, ...]
    part: tuple[str, ...]
    meeting: str
    question: str
    answer: str
    scenario: str
    standing: str
    instructed_by: str
    declaration: str
    text: tuple[str, ...]
    countersigner: str


def _request(asked: _Asked) -> "Request":
    """What is asked for; raises NotFound, NotAcceptable for a file that is no text, CannotRead."""
    from app.services.sharing.summarising import Request, let_in

    recipient, purpose = _OF_THE_PANEL if asked["audience"] == "panel" else ("", "")
    return Request(
        audience=asked["audience"],
        report=asked["report"],
        recipient=asked["recipient"] or recipient,
        purpose=asked["purpose"] or purpose,
        meeting=asked["meeting"],
        question=typed_or_in_file(asked["question"]),
        answer=typed_or_in_file(asked["answer"]),
        scenario=asked["scenario"],
        standing=asked["standing"],
        instructed_by=asked["instructed_by"],
        declaration=typed_or_in_file(asked["declaration"]),
        texts=tuple(map(_written, asked["text"])),
        countersigner=asked["countersigner"],
        asked=let_in(asked["audience"], asked["include"]),
        parts=asked["part"],
    )


def _written(typed: str) -> tuple[str, str]:
    name, is_said, text = typed.partition("=")
    if not is_said:
        raise usage("Give each text with the name of its heading: --text consent=@consent.txt.")
    return name.strip(), typed_or_in_file(text)


@command('prepare demo/demo.vault NM-0198 --question "What next?" --answer @answer.txt --as rowan')
@vault_argument
@argument("case", "CASE", "The case reference.")
@_request_options
@click.option("--pdf", metavar="FILE", type=PATH, help="Where the unsigned pages go, to be looked at.")
@click.option(
    "--wait", is_flag=True, help="Where something is found, let a colleague look who knows the victims."
)
@unlocking
def prepare(
    *,
    vault: Path,
    case: str,
    pdf: Path | None,
    wait: bool,
    login: str | None,
    passphrase_stdin: bool,
    **asked: Unpack[_Asked],
) -> int:
    """Make a report as it would be signed, look for victims' details in it, and keep it to be signed."""
    from app.services.cases.cases import Cases
    from app.services.sharing import preparing
    from app.services.sharing.releasing import let_wait

    request = _request(asked)
    with opened(vault, login, stdin=passphrase_stdin) as open_vault:
        prepared = preparing.prepare(open_vault, Cases(open_vault).find(case), request)
        for line in _lines(prepared):
            say(line)
        if prepared.places:
            if wait:
                let_wait(open_vault, prepared.id)
                say("It waits for a colleague to look at it.")
            return Exit.WITHHELD
        if pdf is not None:
            preparing.show(open_vault, prepared.id, pdf)
            say(f"Saved, unsigned: {pdf.name}")
    return Exit.NOT_PERMITTED if prepared.needs_release else Exit.DONE


def _lines(prepared: "Prepared") -> Iterator[str]:
    yield f"Prepared: {prepared.id}"
    yield f"SHA-256: {prepared.sha256}"
    if prepared.needs_release:
        yield "It needs release: a colleague who holds the victim check has to look at it first."
    yield from prepared.notes
    for place in prepared.places:
        yield f"A protected victim detail stands in: {place}"
    if not prepared.places and prepared.looked is not None:
        yield prepared.looked.headline
        yield prepared.looked.words


@command('export demo/demo.vault NM-0198 --question "What next?" --answer @answer.txt --out s.pdf --as rowan')
@vault_argument
@argument("case", "[CASE]", "The case reference; not with --prepared.", needed=False)
@click.option("--out", metavar="FILE", type=PATH, required=True, help="Where the PDF goes; must not exist.")
@click.option("--prepared", metavar="ID", help="Sign exactly what `casework prepare` made.")
@click.option(
    "--archive", metavar="FILE", type=PATH, help="Where an archive copy goes too: PDF/A-1b, signed as well."
)
@click.option(
    "--protected",
    metavar="FILE",
    type=PATH,
    help="Where a copy goes too that opens with a passphrase alone; it is drawn, and printed this once.",
)
@_request_options
@unlocking
@clock_option
def export(
    *,
    vault: Path,
    case: str | None,
    out: Path,
    prepared: str | None,
    archive: Path | None,
    protected: Path | None,
    login: str | None,
    passphrase_stdin: bool,
    accept_clock: bool,
    **asked: Unpack[_Asked],
) -> None:
    """Write a signed report of a case, with the site's certificate beside it when there is none."""
    from app.services.cases.cases import Cases
    from app.services.sharing.other_forms import Form
    from app.services.sharing.preparing import again, prepare_to_sign
    from app.services.sharing.signing import sign
    from app.services.vault.confirming import confirmed_at_unlocking

    if (case is None) == (prepared is None):
        raise usage("Say which case, or what was prepared with --prepared.")
    request = _request(asked)
    with opened(vault, login, stdin=passphrase_stdin, accept_clock=accept_clock) as open_vault:
        if prepared is not None:
            made = again(open_vault, prepared)
        else:
            made = prepare_to_sign(open_vault, Cases(open_vault).find(case or ""), request, out)
        sent = sign(open_vault, made.id, confirmed_at_unlocking(open_vault, made.digest), out)
        if made.looked is not None:
            say(f"{made.looked.headline}\n{made.looked.words}")
        for note in made.notes:
            say(note)
        say(f"Signed and saved: {out.name}")
        if sent.not_beside:
            say(f"{sent.not_beside} `casework site-status` writes them.")
        for form, file in ((Form.ARCHIVE, archive), (Form.PROTECTED, protected)):
            if file is not None:
                _sign_again(open_vault, sent.id, form, file)


def _sign_again(vault: "OpenVault", disclosure_id: str, form: "Form", out: Path) -> None:
    """Write what was sent in another form, and say how it is opened."""
    from app.services.sharing.other_forms import sign_again, signing_as
    from app.services.vault.confirming import confirmed_at_unlocking

    confirmed = confirmed_at_unlocking(vault, signing_as(disclosure_id, form))
    written = sign_again(vault, disclosure_id, form, confirmed, out)
    say(f"Signed and saved: {out.name}")
    if written.passphrase:
        say(f"Its passphrase, shown this once and kept nowhere: {written.passphrase}")
        say("Tell it by telephone, never in the message that the file goes with.")


@command("countersign demo/demo.vault summary.pdf --out countersigned.pdf --as anwen")
@vault_argument
@argument("file", "FILE", "The report as its author signed it, with a place for your signature.", type=PATH)
@click.option("--out", metavar="FILE", type=PATH, required=True, help="Where the PDF goes; must not exist.")
@unlocking
@clock_option
def countersign(
    *, vault: Path, file: Path, out: Path, login: str | None, passphrase_stdin: bool, accept_clock: bool
) -> None:
    """Sign a colleague's report beside them, where they left a place for you."""
    from app.services.sharing import countersigning
    from app.services.sharing.verifying import read_file
    from app.services.vault.confirming import confirmed_at_unlocking

    content = read_file(file)
    with opened(vault, login, stdin=passphrase_stdin, accept_clock=accept_clock) as open_vault:
        disclosure_id = countersigning.id_of(open_vault, content)
        seen = countersigning.look(open_vault, disclosure_id)
        confirmed = confirmed_at_unlocking(open_vault, seen.digest)
        sent = countersigning.countersign(open_vault, disclosure_id, confirmed, out)
    say(f"Countersigned and saved: {out.name}")
    if sent.not_beside:
        say(f"{sent.not_beside} `casework site-status` writes them.")


@command("release demo/demo.vault --as rowan")
@vault_argument
@argument("prepared", "[ID]", "What waits; without it, all that waits is listed.", needed=False)
@click.option(
    "--may-stand", metavar="PLACE", multiple=True, help="A place where what is found is no victim's detail."
)
@click.option("--reason", default="", help="Why it may stand there.")
@click.option(
    "--as-own", is_flag=True, help="Prepare it anew as your own, for a colleague who may not sign it."
)
@unlocking
@clock_option
def release(
    *,
    vault: Path,
    prepared: str | None,
    may_stand: tuple[str, ...],
    reason: str,
    as_own: bool,
    login: str | None,
    passphrase_stdin: bool,
    accept_clock: bool,
) -> int:
    """Look at what a colleague prepared whose program cannot, and let them sign exactly that."""
    from app.services.sharing import releasing
    from app.services.sharing.preparing import take_over
    from app.services.vault.confirming import confirmed_at_unlocking

    with opened(vault, login, stdin=passphrase_stdin, accept_clock=accept_clock) as open_vault:
        if prepared is None:
            waits = releasing.waiting(open_vault)
            for each in waits:
                say(f"{each.id}  {each.reference}  until {each.until:%Y-%m-%d %H:%M} UTC")
            say(f"{len(waits)} wait for release." if waits else "Nothing waits for release.")
            return Exit.DONE
        if as_own:
            made = take_over(open_vault, prepared)
            for line in _lines(made):
                say(line)
            return Exit.WITHHELD if made.places else Exit.DONE
        seen = releasing.open_waiting(open_vault, prepared)
        confirmed = confirmed_at_unlocking(open_vault, releasing.releasing(seen, may_stand, reason))
        releasing.release(open_vault, prepared, confirmed, passing=may_stand, reason=reason)
        if seen.looked is not None and not seen.places:
            say(f"{seen.looked.headline}\n{seen.looked.words}")
        say(f"Released: {prepared}\nSHA-256: {seen.sha256}")
    return Exit.DONE
