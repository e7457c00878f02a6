"""The title of a record as a list shows it: with how what it reports stands, which an earlier form signed without."""

from app.domain.records.facets import Attribution


def titled(record: str) -> str:
    """The SQL of it, for the record table under that name; the title of a sealed record stays empty."""
    told = "'; ' || json_extract(CAST(told.body AS TEXT), '$.stands')"
    missing = f"substr({record}.title, -length({told})) <> {told}"
    return (
        f"{record}.title || coalesce((SELECT {told} FROM main.facet told "  # noqa: S608 - our own names
        f"WHERE told.record_id = {record}.id AND told.code = '{Attribution.code}' AND {missing}), '')"
    )
