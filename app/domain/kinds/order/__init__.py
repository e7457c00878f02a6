"""Order: a protective or sentencing order with its dates and terms."""

from app.domain.fields.spec import Target
from app.domain.kinds.order.block import block
from app.domain.kinds.order.content import Order, title
from app.domain.kinds.order.facets import facets
from app.domain.kinds.order.law import in_law
from app.domain.kinds.order.status import status
from app.domain.records.counts import Counts
from app.domain.records.kind import Kind, Layout
from app.domain.records.versions import in_turn, renamed, with_rows

__all__ = ["KIND"]

KIND = Kind(
    code="order",
    title="Order",
    version=3,
    upcasters=(
        with_rows("conditions", "requirements", "breaches"),
        # What was a yes or no is a day now: the old answer keeps its own name.
        in_turn(renamed("oic", "officer"), renamed("notified", "notified_in_time")),
    ),
    order=60,
    section="behaviour",
    content=Order,
    event_label="Date of the order, or of the application",
    title_of=title,
    note="Its status follows from its dates. Its terms are written once: a new version keeps them.",
    layout=Layout(
        beside=(
            ("officer", "supervisor"),
            ("applied_on", "refused_on"),
            ("made", "served"),
            ("ends", "ends_note"),
            ("ended_on", "ended_how"),
        )
    ),
    cited_as=Target.ORDER,
    stands=status,
    facets=facets,
    counts_as=Counts.ORDER,
    block=block,
    in_law=in_law,
    stages=frozenset({"community_order", "supervision"}),
)
