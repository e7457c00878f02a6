"""What the records of a kind are counted as in a return: a kind that is counted says so itself."""

from enum import StrEnum


class Counts(StrEnum):
    """What a record is one of."""

    REFERRAL = "referral"
    SCREENING = "screening"
    PANEL = "panel"
    TYPOLOGY = "typology"
    CONSULTATION = "consultation"
    SESSION = "session"
    DISCHARGE = "discharge"
    FOLLOW_UP = "follow_up"
    ORDER = "order"
    INCIDENT = "incident"
    JUDGEMENT = "judgement"
    MEASURE = "measure"
