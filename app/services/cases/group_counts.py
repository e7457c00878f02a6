"""Counts who came to a session of a group, as the notes of its members are signed: how many, and never who."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from app.domain.facts import group
from app.domain.kinds.registry import GROUPED
from app.services.facts.groups import session_of
from app.services.facts.stating import Saying, Subject, state
from app.services.records.drafts import DraftView
from app.services.vault.open_vault import Act, OpenVault


def count_parts(vault: OpenVault, act: Act, signed: Iterable[DraftView]) -> None:
    """State the counts anew of every session of which notes were signed in this act; a new version counts no more."""
    parts = sorted(
        (session_id, bool(GROUPED.came(each.sheet.content)))
        for each in signed
        if each.replaces_id is None and (session_id := getattr(each.sheet.content, GROUPED.session, ""))
    )
    for session_id, of_it in groupby(parts, key=itemgetter(0)):
        came = [kept for _, kept in of_it]
        said = session_of(act.session, session_id).session
        counted = replace(
            said,
            attended=(said.attended or 0) + sum(came),
            missed=(said.missed or 0) + len(came) - sum(came),
        )
        state(vault, act, Subject(session_id), Saying((group.SESSION,), counted))
