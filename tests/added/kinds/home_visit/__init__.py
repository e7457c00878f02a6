"""Home visit: somebody of the team went to see where the person lives."""

from app.domain.kinds.home_visit.content import HomeVisit, block, facets, title

from app.domain.records.kind import Kind, Layout

__all__ = ["KIND"]

KIND = Kind(
    code="home_visit",
    title="Home visit",
    version=1,
    order=25,
    content=HomeVisit,
    event_label="Date of the visit",
    title_of=title,
    facets=facets,
    block=block,
    layout=Layout(beside=(("comfort", "next_on"),)),
    newest=4,
)
