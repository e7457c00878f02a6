"""The remarks with which a record was returned, over the form of the version that answers them."""

from app.domain.kinds.registry import COUNTERSIGNING
from app.domain.values.markup import one_line
from app.services.desk import Desk
from app.services.records.editing import OpenedDraft


def remarks(opened: OpenedDraft, desk: Desk) -> str:
    """Who returned the version that the draft replaces, when, and why; empty where nobody did."""
    if opened.draft.replaces_id is None or opened.earlier is None:
        return ""
    said = [each for each in opened.earlier.record.said if each.kind in COUNTERSIGNING and not each.fault]
    # Whoever agreed has nothing to be answered; the decision itself stands first, before the remarks.
    return "\n".join(f"{each.author}, {desk.shown(each.signed_at)}: {one_line(each.text)}" for each in said)
