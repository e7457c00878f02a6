"""Answers that several record kinds offer in the same words."""

from app.domain.fields.declare import Choice

NOT_KNOWN = Choice("unknown", "Not known")
NOT_ASSESSED = Choice("not_assessed", "Not assessed")
YES_NO = (Choice("yes", "Yes"), Choice("no", "No"))
YES_NO_UNKNOWN = (*YES_NO, NOT_KNOWN)
NOT_ASKED = Choice("not_asked", "Not asked")
ASKED = (*YES_NO_UNKNOWN, NOT_ASKED)
"""Three silences are answers: there is none, nobody could say, and it was not asked. An empty field is none of them."""
LEVELS = (Choice("low", "Low"), Choice("moderate", "Moderate"), Choice("high", "High"))
"""Of concern and case priority: how much work it needs, not how likely anything is."""
HOW = (
    Choice("email", "E-mail"),
    Choice("meeting", "Meeting"),
    Choice("telephone", "Telephone"),
    Choice("paper", "Paper"),
    Choice("in_person", "In person"),
    Choice("video", "Video"),
    Choice("secure_portal", "Secure portal"),
    Choice("other", "Another way"),
)

HOME = "home"
SETTINGS = (
    Choice("clinic", "Clinic"),
    Choice("court", "Court"),
    Choice(HOME, "The person's home"),
    Choice("hospital", "Hospital"),
    Choice("police", "Police premises"),
    Choice("prison", "Prison"),
    Choice("probation", "Probation office"),
    Choice("remote", "Remote"),
    Choice("other", "Elsewhere"),
)
"""Where an appointment is kept."""

AWARENESS = (
    Choice("unaware", "Does not know", "Do not disclose that health has been asked"),
    Choice("aware", "Knows of the case"),
    Choice("engaged", "Knows and works with the team"),
    NOT_KNOWN,
)

AGENCIES = (
    Choice("advocate", "Advocacy service"),
    Choice("cps", "Crown Prosecution Service"),
    Choice("court", "Court"),
    Choice("gp", "General practice"),
    Choice("health", "Health team"),
    Choice("local_authority", "Local authority"),
    Choice("mental_health", "Mental health service"),
    Choice("police", "Police"),
    Choice("prison", "Prison"),
    Choice("probation", "Probation"),
    Choice("victim_contact", "Victim contact unit"),
    Choice("liaison_diversion", "Liaison and diversion"),
    Choice("social_care", "Social care"),
    Choice("employer", "Employer"),
    Choice("family", "Family or friend"),
    Choice("provider", "Another provider"),
    Choice("other", "Another agency"),
    NOT_KNOWN,
)

# What the pursuit gets the person (after the functional analysis of stalking, Westrup and Fremouw 1998).
FUNCTIONS = (
    Choice("restore", "Restores contact or a bond"),
    Choice("monitor", "Watches in order to feel sure"),
    Choice("punish", "Punishes or gets even"),
    Choice("vindicate", "Proves that they are right"),
    Choice("esteem", "Repairs self-respect"),
    Choice("loneliness", "Keeps loneliness away"),
    Choice("sexual", "Arouses or gratifies"),
    Choice("control", "Gives a sense of control"),
    Choice("purpose", "Gives structure or purpose"),
    Choice("other", "Something else"),
    NOT_KNOWN,
)
