"""What the tables of the site, its staff, their keys and admissions show of what was stated."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from app.domain.facts import access, site, staff
from app.domain.facts.held import Held
from app.domain.fields.rights import Grade
from app.models.tables import (
    Authority,
    CompartmentGrant,
    CompartmentKey,
    MemberCertificate,
    MemberKey,
    Site,
    Staff,
)
from app.services.facts.projection import Columns, Projection, Sealed, either, moment, said, time


def _site(held: Held, _: Sealed) -> Columns:
    return {
        "name": said(held, site.NAME.code).get("name", ""),
        "zone": said(held, site.ZONE.code).get("zone", ""),
        "created_at": time(held, site.NAME.code, "founded"),
    }


def _staff(held: Held, _: Sealed) -> Columns:
    enrolled, role = said(held, staff.ENROL.code), said(held, staff.ROLE.code)
    named = ("login", "name", "registration_body", "registration_number")
    return {name: enrolled.get(name, "") for name in named} | {
        "role": role.get("role", ""),
        # What the row says of the grade is for lists alone: the certificate decides.
        "is_lead": role.get("grade") == Grade.LEAD.value,
        "slot": said(held, staff.SLOT.code).get("slot", ""),
        "created_at": time(held, staff.ENROL.code, "enrolled"),
        "left_at": time(held, staff.LEAVE.code, "left"),
    }


def _member_key(held: Held, _: Sealed) -> Columns:
    made = said(held, staff.KEY.code)
    return {
        "staff_id": made.get("staff", ""),
        "purpose": made.get("purpose", ""),
        "created_at": time(held, staff.KEY.code, "made"),
        "retired_at": time(held, staff.KEY_RETIRED.code, "retired"),
    }


def _member_certificate(held: Held, _: Sealed) -> Columns:
    return {
        "key_id": said(held, staff.CERTIFICATE.code).get("key", ""),
        "issued_at": time(held, staff.CERTIFICATE.code, "issued"),
    }


def _authority(held: Held, _: Sealed) -> Columns:
    return {
        "holder_id": said(held, site.AUTHORITY.code).get("holder", ""),
        "created_at": time(held, site.AUTHORITY.code, "made"),
        "retired_at": time(held, site.AUTHORITY_RETIRED.code, "retired"),
    }


def _place_key(held: Held, _: Sealed) -> Columns:
    made = either(held, access.KEY, access.CASE_KEY)
    return {"compartment": made.get("place", ""), "generation": made.get("generation", 0)}


def _grant(held: Held, _: Sealed) -> Columns:
    given = either(held, access.ADMIT, access.CASE_ADMIT)
    return {
        "compartment": given.get("place", ""),
        "generation": given.get("generation", 0),
        "holder": given.get("holder", ""),
        "staff_id": given.get("staff") or None,
        "granted_by": given.get("granted_by") or None,
        "granted_at": moment(given.get("granted")),
        "withdrawn_at": time(held, access.WITHDRAW.code, "withdrawn"),
    }


STAFF_PROJECTIONS: Final[Mapping[str, Projection]] = MappingProxyType(
    {
        site.SUBJECT: Projection(Site, _site, key=int),
        staff.SUBJECT: Projection(Staff, _staff, digests={"sealed_trust": ((staff.SLOT,), "trust")}),
        site.AUTHORITY_SUBJECT: Projection(
            Authority,
            _authority,
            digests={
                "certificate": ((site.AUTHORITY,), "certificate"),
                "sealed_private": ((site.AUTHORITY,), "private"),
                "voucher": ((site.AUTHORITY,), "voucher"),
            },
        ),
        staff.KEY_SUBJECT: Projection(
            MemberKey,
            _member_key,
            digests={
                "certificate": ((staff.KEY,), "certificate"),
                "sealed_private": ((staff.KEY,), "private"),
            },
        ),
        staff.CERTIFICATE_SUBJECT: Projection(
            MemberCertificate,
            _member_certificate,
            digests={"certificate": ((staff.CERTIFICATE,), "certificate")},
        ),
        access.KEY_SUBJECT: Projection(
            CompartmentKey, _place_key, digests={"voucher": ((access.KEY, access.CASE_KEY), "voucher")}
        ),
        access.SUBJECT: Projection(
            CompartmentGrant, _grant, digests={"wrapped": ((access.ADMIT, access.CASE_ADMIT), "grant")}
        ),
    }
)
"""By the table's name, in the order in which rows may refer to one another."""
