"""What fields are called in lists of other services, besides by their own names."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

OTHER_NAMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "family_name": ("surname", "last name", "family", "subject surname"),
        "given_names": (
            "forename",
            "forenames",
            "first name",
            "first names",
            "given name",
            "subject forename",
        ),
        "other_names": ("alias", "aliases", "known as", "also known as", "aka"),
        "born": ("dob", "birth date", "born"),
        "sex": ("gender", "m/f"),
        "nhs_number": ("nhs no", "nhs", "nhs num"),
        "pnc": ("pnc", "pncid", "pnc number", "pnc no"),
        "cro": ("cro", "cro no"),
        "crn": ("crn", "probation number"),
        "prison_number": ("noms", "noms number", "nomis", "prison no"),
        "awareness": ("subject aware", "aware", "person aware"),
        "gp": ("gp", "gp practice", "practice"),
        "reference": ("reference", "ref", "case ref", "case number", "case no", "our ref", "our reference"),
        "pathway": ("path", "service requested"),
        "holder": ("holder", "coordinating service"),
        "justice_stage": ("criminal justice", "cj stage", "court stage"),
        "opened": ("opened", "opened on", "case opened"),
        "event": (
            "received",
            "received on",
            "ref date",
            "referral date",
            "date of referral",
            "referred on",
            "date",
        ),
        "agency": ("agency", "referring agency", "referred by agency", "organisation", "source"),
        "referrer": ("referrer", "referred by", "referrer name", "referring officer", "officer"),
        "question": ("question", "reason", "reason for referral", "referral question", "asked"),
        "urgency": ("urgency", "priority", "needed by"),
        "why_now": ("trigger", "background", "summary", "what happened"),
        "person_knows": ("person knows", "knows of referral", "told of referral"),
        "advocate": ("advocate", "idva", "isac", "advocacy"),
        "screen_tool": ("screen", "screening tool", "risk tool"),
        "screen_result": ("screen result", "screening result", "risk result", "score"),
    }
)
