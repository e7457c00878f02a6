"""The divergence of a case as a report gives it: its class and its compartment are those of its source."""

from datetime import date
from typing import Final

from sqlalchemy import Connection

from app.domain.fields.compartments import Compartment
from app.domain.fields.sharing import Audience, Share
from app.domain.records.blocks import Paragraph, Part, Placed
from app.domain.reports.composer import Given
from app.services.records.diverging import diverging
from app.services.records.facets import Found
from app.services.records.standing import awaiting
from app.services.vault.open_vault import OpenVault

_TOLD: Final = frozenset({"panel", "mappa", "police", "probation"})
"""Nothing of it is in what the person gets, or may come to read: a letter to a practice, a paper for a court. An
advocate's report is for one victim, and of whom a source tells it does not say."""


def draws(audience: Audience, asked: frozenset[Share]) -> tuple[Compartment, ...]:
    """The compartments that sources may stand in: third parties' where the audience hears a victim's voice."""
    third = (Compartment.THIRD_PARTY,) if audience.admits(Share.VOICE, asked) else ()
    mappa = (Compartment.MAPPA,) if audience.code == "mappa" else ()
    return (Compartment.CLINICAL, *third, *mappa)


def divergence_given(
    vault: OpenVault,
    connection: Connection,
    case_id: str,
    audience: Audience,
    asked: frozenset[Share],
    on: date,
) -> tuple[Given, ...]:
    """The sentence, at its place among what health sees; nothing where none is up that the audience may hear of."""
    if audience.code not in _TOLD:
        return ()
    within = draws(audience, asked)

    def may(each: Found) -> bool:
        """Whether the audience may hear of a source: of a sealed one only where it is named."""
        is_named = not each.compartment.is_sealed or audience.code in each.facet.told_to
        return each.compartment in within and is_named and audience.admits(each.facet.share, asked)

    found = diverging(vault, connection, case_id, on, may, awaiting(connection, case_id))
    if found is None:
        return ()
    up, kind = found
    if not all(audience.admits(share, asked) for share in up.share):
        return ()
    is_told_all = audience.admits(Share.ADMISSION, asked)
    share = (*up.share, Share.ADMISSION) if is_told_all and up.sentence != up.guarded else up.share
    text = up.sentence if is_told_all else up.guarded
    block = Paragraph(text=text, plain=True, share=tuple(sorted(share)))
    return (Given(kind, up.record_id, Placed(part=Part.HEALTH, name="divergence", block=block, every=True)),)
