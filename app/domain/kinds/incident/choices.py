"""What an incident offers: behaviours, channels, severity, and intelligence grades of the 3x5x2 form."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from app.domain.fields.answers import NOT_KNOWN
from app.domain.fields.declare import Choice
from app.domain.kinds.parts import grading

BEHAVIOURS = (
    Choice("approach", "Approach", "Came up to, followed or confronted"),
    Choice("watching", "Watching", "Waited, loitered or looked on near home, work or elsewhere"),
    Choice("entry", "Entry", "Entered or tried to enter home, car or workplace"),
    Choice("messages", "Messages or calls", "Unwanted, in any wording and by any means"),
    Choice("online_contact", "Online contact", "Comments, tags, requests, new accounts"),
    Choice("online_watching", "Online watching", "Checked profiles, locations or contacts"),
    Choice("tracking", "Tracking or spyware", "Device, app, shared account or vehicle tracker"),
    Choice("impersonation", "Impersonation", "Posed as the victim or as somebody else"),
    Choice("publishing", "Publishing", "Posted or threatened to post private facts or images"),
    Choice("third_party", "Through others", "Sent, asked or hired somebody, knowingly or not"),
    Choice("gifts", "Gifts or objects left", "Sent, left or ordered to the door"),
    Choice("threat", "Threat", "Spoken, written or by gesture"),
    Choice("self_harm_threat", "Threat to harm self", "Used to bring about contact"),
    Choice("property", "Damage to property", "Damaged, took or moved things"),
    Choice("animal", "Harm to an animal"),
    Choice("assault", "Assault", "Any use of force"),
    Choice("sexual", "Sexual act or exposure"),
    Choice("legal", "Vexatious proceedings", "Complaints, claims or reports used to keep contact or to hurt"),
    Choice("reputation", "Attack on reputation or work", "Word spread to employer, family or public"),
    Choice("child_contact", "Use of contact with a child"),
    Choice("other", "Something else"),
    NOT_KNOWN,
)
FAMILIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        code: family
        for family, codes in (
            ("Approach, watching", ("approach", "watching", "entry")),
            ("Messages, calls, gifts", ("messages", "online_contact", "gifts")),
            ("Tracking and online", ("tracking", "online_watching", "impersonation", "publishing")),
            ("Through others", ("third_party", "child_contact")),
            (
                "Threat, force, damage",
                ("threat", "self_harm_threat", "property", "animal", "assault", "sexual"),
            ),
            ("Complaints, reputation", ("legal", "reputation")),
            ("Other behaviour", ("other", "unknown")),
        )
        for code in codes
    }
)
"""The row of a time axis that a behaviour stands in where there is no room for one of its own."""
CHANNELS = (
    Choice("in_person", "In person"),
    Choice("telephone", "Telephone"),
    Choice("messages", "Text or message app"),
    Choice("social_media", "Social media"),
    Choice("email", "E-mail"),
    Choice("post", "Post or delivery"),
    Choice("device", "Device, vehicle or account"),
    Choice("person", "Another person"),
    Choice("agency", "Court, agency or employer"),
    Choice("several", "Several"),
    NOT_KNOWN,
)
SEVERITIES = (
    Choice("intrusive", "Intrusive", "Unwanted; no threat, no loss"),
    Choice("alarming", "Alarming", "Would frighten most people, or changed how the victim lives"),
    Choice("serious", "Serious", "Threat of violence, entry, damage or tracking"),
    Choice("grave", "Grave", "Force, weapon, sexual act, or lasting harm"),
    NOT_KNOWN,
)
SERIOUS = frozenset({"serious", "grave"})
PERSON_SAYS = (
    Choice("admits", "Admits"),
    Choice("admits_part", "Admits in part"),
    Choice("denies", "Denies"),
    Choice("no_account", "Gives no account"),
    Choice("not_put", "Not put"),
)
SAID_TO = (
    Choice("police", "Police, in interview"),
    Choice("court", "Court"),
    Choice("probation", "Probation"),
    Choice("prison", "Prison"),
    Choice("health", "Us alone", "It leaves health only where an admission is released"),
    Choice("other", "Others"),
    NOT_KNOWN,
    Choice("earlier", "Us alone, until a new version says", retired=True),
)
OUTCOMES = (
    Choice("not_reported", "Not reported"),
    Choice("reported", "Reported"),
    Choice("no_action", "No further action"),
    Choice("charged", "Charged"),
    Choice("cautioned", "Cautioned"),
    Choice("convicted", "Convicted of this act"),
    Choice("convicted_course", "Part of a course of conduct convicted"),
    Choice("did_act", "Unfit to plead, did the act"),
    Choice("insanity", "Not guilty by reason of insanity"),
    Choice("acquitted", "Acquitted"),
    Choice("discontinued", "Discontinued"),
    Choice("civil_finding", "Found in a civil or family court"),
    Choice("withdrawn", "Withdrawn"),
    NOT_KNOWN,
    Choice("court_found", "Found by a court (earlier form)", retired=True),
    Choice("not_found", "Not found by a court (earlier form)", retired=True),
)
STANDINGS = (
    Choice("admitted", "Admitted by the person"),
    Choice("disputed", "Disputed by the person"),
    Choice("not_put", "Not put to the person"),
    Choice("proven", "Found by a court"),
    Choice("acquitted", "Not found by a court"),
    Choice("withdrawn", "Withdrawn"),
    Choice("doubted", "Doubted", "Reasons are in the description"),
    NOT_KNOWN,
)
"""How it stood in one answer, until what the person says and what came of it in law were told apart."""
HELD_FROM = (
    Choice("community", "Community"),
    Choice("custody", "Custody"),
    Choice("hospital", "Hospital"),
    NOT_KNOWN,
)
PUT_OK = (
    Choice("victim", "The victim agreed, through the advocate"),
    Choice("police", "Police put it"),
)
SOURCES = (
    Choice("police", "Police"),
    Choice("probation", "Probation"),
    Choice("prison", "Prison"),
    Choice("advocate", "Advocate"),
    Choice("victim", "Victim"),
    Choice("person", "The person"),
    Choice("witness", "Witness"),
    Choice("health", "Health"),
    Choice("records", "Records"),
    Choice("other", "Other"),
    NOT_KNOWN,
)
GRADES, SURENESS, HANDLING = grading.SOURCE, grading.INFORMATION, grading.HANDLING
BREACHES = (
    Choice("yes", "Proved"),
    Choice("alleged", "Alleged"),
    Choice("no", "No"),
    Choice("no_order", "No order was in force"),
    NOT_KNOWN,
)
