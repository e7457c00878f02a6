"""What an order offers: the orders of England and Wales, status, conditions, outcomes of a breach."""

from app.domain.fields.answers import NOT_KNOWN
from app.domain.fields.declare import Choice

ORDERS = (
    Choice("spo", "Stalking protection order", "Stalking Protection Act 2019"),
    Choice("spo_interim", "Stalking protection order, interim"),
    Choice("restraining", "Restraining order", "On conviction or acquittal"),
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
    Choice("police_bail", "Police bail"),
    Choice("court_bail", "Court bail"),
    Choice("caution", "Conditional caution"),
    Choice("community", "Community order"),
    Choice("mhtr", "Mental health treatment requirement"),
    Choice("alcohol_drug", "Alcohol or drug treatment requirement"),
    Choice("suspended", "Suspended sentence order"),
    Choice("licence", "Licence"),
    Choice("mha_civil", "Mental Health Act: section 2 or 3"),
    Choice("mha_remand", "Mental Health Act: section 35, 36 or 38"),
    Choice("mha_37", "Mental Health Act: section 37"),
    Choice("mha_37_41", "Mental Health Act: sections 37 and 41"),
    Choice("mha_transfer", "Mental Health Act: section 47 or 48", "With or without section 49"),
    Choice("cto", "Community treatment order"),
    Choice("conditional_discharge", "Conditional discharge from section 41"),
    Choice("other", "Another order"),
)
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
ENDED = frozenset({"expired", "varied", "discharged", "refused"})
"""With one of these its end is past or will not come: nobody has to act on it."""
NEVER_RAN = frozenset({"applied", "refused"})
DURATIONS = (
    Choice("fixed", "Until a date"),
    Choice("further_order", "Until further order"),
    Choice("event", "Until an event", "For instance the next hearing"),
    NOT_KNOWN,
)
CONDITIONS = (
    Choice("contact", "No contact, direct or indirect"),
    Choice("place", "Keep away from a place"),
    Choice("distance", "Keep a distance"),
    Choice("online", "No posting, searching or accounts"),
    Choice("devices", "Devices: limits or inspection"),
    Choice("residence", "Residence"),
    Choice("curfew", "Curfew or tag"),
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
    Choice("none_yet", "None yet"),
    Choice("no_action", "No further action"),
    Choice("warning", "Warning"),
    Choice("charged", "Charged"),
    Choice("convicted", "Convicted"),
    Choice("recalled", "Recalled"),
    Choice("acquitted", "Not proven"),
    NOT_KNOWN,
)
