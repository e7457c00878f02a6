"""What follows for its case from a record that is signed: facts that are stated in the same transaction."""

from dataclasses import dataclass, field

from app.domain.values.dates import ClinicalDate


@dataclass(frozen=True, kw_only=True)
class Follows:
    """What a record decides. What is empty is left as it stands.

    The stage is set from the stages of `only_from` alone, or from any where it names none. `reason` stands in the
    history: of codes and dates, as a title is.
    """

    stage: str = ""
    only_from: frozenset[str] = field(default_factory=frozenset)
    pathway: str = ""
    concern_at_entry: str = ""
    concern_at_exit: str = ""
    unless_due: frozenset[str] = field(default_factory=frozenset)
    """The stage is not set while something still falls due in the case by one of these names."""
    died: ClinicalDate | None = None
    """The day on which the person died: said of them where nobody has said so yet."""
    reason: str = ""


NOTHING = Follows()
