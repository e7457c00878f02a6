"""The remarks with which a record was returned, over the form of the version that answers them."""

from app.domain.values.markup import one_line
from app.services.desk import Desk
from app.services.records.editing import OpenedDraft


def remarks(opened: OpenedDraft, desk: Desk) -> str:
    """Who returned the version that the draft replaces, when, and each remark in a line; empty where nobody did."""
    if opened.draft.replaces_id is None or opened.earlier is None:
        return ""
    lines = []
    for each in opened.earlier.record.said:
        if each.returns and not each.fault:
            # What was decided stands before the remarks.
            _, *rest = each.text.split("\n\n")
            lines += [f"Returned by {each.author}, {desk.shown(each.signed_at)}:", *map(_in_a_line, rest)]
    return "\n".join(lines)


def _in_a_line(remark: str) -> str:
    """The sentence and what is remarked on it."""
    return one_line(remark.replace("\n**", ". **"))
