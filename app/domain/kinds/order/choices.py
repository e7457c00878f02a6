"""What an order offers: the orders of England and Wales, how they run and end, and what they require."""

from app.domain.fields.answers import NOT_KNOWN
from app.domain.fields.declare import Choice

ORDERS = (
    Choice("spo", "Stalking protection order", "Stalking Protection Act 2019"),
    Choice("spo_interim", "Stalking protection order, interim"),
    Choice("restraining_conviction", "Restraining order on conviction", "Sentencing Act 2020, section 360"),
    Choice(
        "restraining_acquittal",
        "Restraining order on acquittal",
        "Protection from Harassment Act 1997, section 5A",
    ),
    Choice("restraining", "Restraining order", "On conviction or acquittal", retired=True),
    Choice("non_molestation", "Non-molestation order"),
    Choice("occupation", "Occupation order"),
    Choice("dapn", "Domestic abuse protection notice"),
    Choice("dapo", "Domestic abuse protection order"),
    Choice("dvpn", "Domestic violence protection notice"),
    Choice("dvpo", "Domestic violence protection order"),
    Choice("civil_injunction", "Civil injunction"),
    Choice("cbo", "Criminal behaviour order"),
    Choice("shpo", "Sexual harm prevention order"),
    Choice("sro", "Sexual risk order"),
    Choice("police_bail", "Police bail", retired=True),
    Choice("court_bail", "Court bail", retired=True),
    Choice("caution", "Conditional caution"),
    Choice("community", "Community order"),
    Choice("mhtr", "Mental health treatment requirement", retired=True),
    Choice("alcohol_drug", "Alcohol or drug treatment requirement", retired=True),
    Choice("suspended", "Suspended sentence order"),
    Choice("licence", "Licence", retired=True),
    Choice("mha_civil", "Mental Health Act: section 2 or 3"),
    Choice("mha_remand", "Mental Health Act: section 35, 36 or 38"),
    Choice("mha_37", "Mental Health Act: section 37", retired=True),
    Choice("mha_37_41", "Mental Health Act: sections 37 and 41", retired=True),
    Choice("mha_transfer", "Mental Health Act: section 47 or 48", "With or without section 49", retired=True),
    Choice("cto", "Community treatment order", retired=True),
    Choice("conditional_discharge", "Conditional discharge from section 41", retired=True),
    Choice("other", "Another order"),
)
"""Bail and licences are kinds of their own, and treatment requirements rows of the order that makes them."""
SPO = frozenset({"spo", "spo_interim"})
STATUSES = (
    Choice("applied", "Applied for"),
    Choice("in_force", "In force"),
    Choice("expired", "Expired"),
    Choice("varied", "Varied", "Its new terms are another record"),
    Choice("discharged", "Discharged or revoked"),
    Choice("refused", "Refused or withdrawn"),
    NOT_KNOWN,
)
"""Of the first two forms, in which the status was typed; now the dates say it (`status.py`)."""
ROUTES = (
    Choice("police_application", "Application by police"),
    Choice("on_conviction", "Conviction", "Crime and Policing Bill: check that it is in force"),
    Choice("on_acquittal", "Acquittal", "Crime and Policing Bill: check that it is in force"),
)
ENDINGS = (
    Choice("discharged", "Discharged"),
    Choice("revoked", "Revoked"),
    Choice("replaced", "Replaced"),
    Choice("quashed", "Quashed"),
    # Community and suspended sentence orders: Sentencing Act 2026, sections 38 and 39.
    Choice("completed", "Completed"),
)
DURATIONS = (
    Choice("fixed", "Until a date"),
    Choice("further_order", "Until further order"),
    Choice("event", "Until an event", "For instance the next hearing"),
    NOT_KNOWN,
)
OPEN_ENDED = {"further_order": "until further order", "event": "until an event"}
"""With one of these it runs on, until it is ended."""
REQUIREMENTS = (
    Choice("programme", "Programme"),
    Choice("mental_health_assessment", "Mental health assessment"),
    Choice("mhtr", "Mental health treatment"),
    Choice("alcohol", "Alcohol treatment or monitoring"),
    Choice("drug", "Drug treatment or testing"),
    Choice("devices", "Devices"),
    Choice("accounts", "Accounts"),
    Choice("residence", "Residence"),
    Choice("rar", "Rehabilitation activity"),
    Choice("other", "Something else"),
)
PROGRESS = (
    Choice("not_started", "Not started"),
    Choice("under_way", "Under way"),
    Choice("met", "Met"),
    Choice("not_met", "Not met"),
    NOT_KNOWN,
)
OPEN_PROGRESS = frozenset({"not_started", "under_way"})
OUTCOMES = (
    # Of breaches as they were recorded in an earlier form: what was signed keeps its words.
    Choice("none_yet", "None yet"),
    Choice("no_action", "No further action"),
    Choice("warning", "Warning"),
    Choice("charged", "Charged"),
    Choice("convicted", "Convicted"),
    Choice("recalled", "Recalled"),
    Choice("acquitted", "Not proven"),
    NOT_KNOWN,
)
