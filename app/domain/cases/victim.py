"""What may be kept of a victim: sealed, and only what is justified; everyone else knows a code."""

from dataclasses import dataclass

from app.domain.fields.answers import NOT_KNOWN
from app.domain.fields.declare import Choice, Target, choice, line, reference, text
from app.domain.fields.sharing import Share

RELATIONSHIPS = (
    Choice("ex_intimate", "Former intimate partner"),
    Choice("family", "Family"),
    Choice("acquaintance", "Friend or acquaintance"),
    Choice("professional", "Professional contact"),
    Choice("colleague", "Colleague"),
    Choice("neighbour", "Neighbour"),
    Choice("stranger", "Stranger"),
    Choice("public_figure", "Public figure"),
    Choice("unknown", "Not known"),
)
CONTACT_SCHEME = (
    Choice("not_eligible", "Not eligible"),
    Choice("offered", "Offered"),
    Choice("joined", "Joined"),
    Choice("declined", "Declined"),
    NOT_KNOWN,
)
MOST_VICTIMS = 99


@dataclass(frozen=True, kw_only=True)
class VictimCode:
    """By which code a victim of a case is spoken of."""

    case: str = reference("Case", Target.CASE, share=Share.CONTEXT, needed=True)
    code: str = line("Code", share=Share.CONTEXT, needed=True)


@dataclass(frozen=True, kw_only=True)
class VictimRelationship:
    """What the victim is to the person."""

    relationship: str = choice("Relationship to the person", RELATIONSHIPS, share=Share.CONTEXT)


@dataclass(frozen=True, kw_only=True)
class VictimIdentity:
    """Who a code stands for, and how they are reached. Each line of `terms` is one that no output may carry."""

    name: str = line("Name", share=Share.VICTIM, section="Identity")
    other_names: str = text("Other names", share=Share.VICTIM, hint="One a line")
    reason: str = text(
        "Why this is kept", share=Share.INTERNAL, needed=True, hint="The need that a code cannot meet"
    )
    addresses: str = text("Addresses and places", share=Share.VICTIM, hint="One a line; better none at all")
    contacts: str = text("Telephone, e-mail, vehicles", share=Share.VICTIM, hint="One a line")
    people: str = text(
        "Partner, children, workplace", share=Share.VICTIM, hint="One a line; names only if justified"
    )
    advocate: str = line("Advocate and service", share=Share.INTERNAL, section="Contact")
    contact_scheme: str = choice(
        "Victim contact scheme",
        CONTACT_SCHEME,
        share=Share.INTERNAL,
        hint="Its unit tells the victim of a release, not we",
    )
    contact_rules: str = text(
        "Rules for contact", share=Share.INTERNAL, hint="Who may contact whom, and how; what never to do"
    )

    def names(self) -> frozenset[str]:
        """The details that are people's names, whose parts name somebody too; a workplace among them is no harm."""
        return frozenset(_lines(self.name, self.other_names, self.people))

    def terms(self) -> tuple[str, ...]:
        """Each protected detail on its own."""
        return _lines(self.name, self.other_names, self.addresses, self.contacts, self.people)


def _lines(*texts: str) -> tuple[str, ...]:
    return tuple(row.strip() for text in texts for row in text.splitlines() if row.strip())
