"""Where self-report and what others say part in a case, as far as the member may read either."""

from collections.abc import Callable, Container
from datetime import date

from sqlalchemy import Connection

from app.domain.records.divergence import ANSWERED, PERSON, Divergence, Told, divergence
from app.domain.records.facets import Coded, Reported, Score
from app.services.records import facets
from app.services.records.facets import Found
from app.services.vault.open_vault import OpenVault


def diverging(
    vault: OpenVault,
    connection: Connection,
    case_id: str,
    today: date,
    may: Callable[[Found], bool] = lambda _: True,
    without: Container[str] = frozenset(),
) -> tuple[Divergence, str] | None:
    """What is up in a case on that day, with the kind of the record it rests on; `may`: whether a source is heard.

    Nothing of the records `without` which it is to be told counts.

    Of what the member may not read nothing is seen, and so nothing is up by it.
    """
    every = facets.of_case(vault, connection, case_id, Reported, Score, Coded)
    found = [each for each in every if each.record_id not in without]
    told = {each.record_id: each for each in found}
    answered = [
        (day, each.record_id)
        for each in found
        if isinstance(each.facet, Coded) and each.facet.field == ANSWERED
        if (day := each.event.latest()) is not None
    ]
    answer = max(answered, default=None)
    up = divergence(
        (
            # Ids go up with time, and a series has that of its first version: to mend a record tells nothing new.
            Told(each.record_id, each.facet, answer is not None and each.series > answer[1])
            for each in found
            if isinstance(each.facet, Reported) and (each.facet.source == PERSON or may(each))
        ),
        (each.facet for each in found if isinstance(each.facet, Score)),
        today,
        answer[0] if answer else None,
    )
    return (up, told[up.record_id].kind) if up is not None else None
