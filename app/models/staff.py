"""The site, its staff, their certified keys, the site's authority and the grants of compartment keys."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, MaybeStaffRef, StaffRef, Uid


class Site(Base):
    """The one service this vault belongs to."""

    __tablename__ = "site"
    __table_args__ = (CheckConstraint("id = 1", name="one_site"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    zone: Mapped[str]
    created_at: Mapped[datetime]


class Staff(Base):
    """A member of staff. Never deleted: their records outlive their post.

    `sealed_trust` is the list of authorities they trust, which only they can open and write.
    """

    __tablename__ = "staff"
    __table_args__ = (Index(None, "login"),)

    id: Mapped[Uid]
    login: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    registration_body: Mapped[str]
    registration_number: Mapped[str]
    is_lead: Mapped[bool]
    slot: Mapped[str]
    sealed_trust: Mapped[bytes]
    created_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


class MemberKey(Base):
    """One certified key of a member; the private half opens only with the member's own secret."""

    __tablename__ = "member_key"
    __table_args__ = (
        CheckConstraint("purpose IN ('records', 'documents', 'compartments')", name="purpose"),
        Index(None, "staff_id", "purpose"),
    )

    id: Mapped[Uid]
    staff_id: Mapped[StaffRef]
    purpose: Mapped[str]
    certificate: Mapped[bytes]
    sealed_private: Mapped[bytes]
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class SlotPublic(Base):
    """To which public key the store's secret of a new epoch is wrapped for a slot, as its member signed it.

    For the recovery slot, as a lead found it in the header.
    """

    __tablename__ = "slot_public"

    slot: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[StaffRef]
    public: Mapped[bytes]
    key_id: Mapped[str] = mapped_column(String(36), ForeignKey("member_key.id"))
    signature: Mapped[bytes]


class MemberCertificate(Base):
    """A later certificate of a key: renewed before the one before runs out, or with another role."""

    __tablename__ = "member_certificate"
    __table_args__ = (Index(None, "key_id"),)

    id: Mapped[Uid]
    key_id: Mapped[str] = mapped_column(String(36), ForeignKey("member_key.id"))
    certificate: Mapped[bytes]
    issued_at: Mapped[datetime]


class Authority(Base):
    """A site certificate authority; old ones stay so that old signatures verify.

    `voucher` is the signature of the authority before it, for who trusts that one.
    """

    __tablename__ = "authority"

    id: Mapped[Uid]
    certificate: Mapped[bytes]
    holder_id: Mapped[StaffRef]
    sealed_private: Mapped[bytes]
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    voucher: Mapped[bytes | None]


class SiteStatus(Base):
    """A status file and the revocation list made with it, as the authority signed them; the highest number counts."""

    __tablename__ = "site_status"

    id: Mapped[Uid]
    number: Mapped[int]
    made_at: Mapped[datetime]
    status: Mapped[bytes]
    crl: Mapped[bytes]
    device: Mapped[str | None] = mapped_column(String(36))
    seq: Mapped[int | None]


class MemberWriting(Base):
    """A member's own words and abbreviations, sealed with their own secret: a word may be somebody's name."""

    __tablename__ = "member_writing"

    staff_id: Mapped[StaffRef] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
    changed_at: Mapped[datetime]


class UnfinishedRow(Base):
    """What a member typed into a form and did not save, sealed with their own secret."""

    __tablename__ = "unfinished"

    staff_id: Mapped[StaffRef] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(String(60), primary_key=True)
    sealed: Mapped[bytes]
    kept_at: Mapped[datetime]


class CompartmentKey(Base):
    """The authority's word that a compartment's key is the service's own and not one that somebody planted.

    A generation is a set: two leads may have made one each, without knowing of each other.
    """

    __tablename__ = "compartment_key"
    __table_args__ = (Index(None, "compartment", "generation"),)

    id: Mapped[Uid]
    compartment: Mapped[str]
    generation: Mapped[int]
    voucher: Mapped[bytes]


class CompartmentGrant(Base):
    """A compartment key wrapped to one holder: a member's key, or the recovery slot."""

    __tablename__ = "compartment_grant"
    __table_args__ = (Index(None, "compartment", "generation", "holder"),)

    id: Mapped[Uid]
    compartment: Mapped[str]
    generation: Mapped[int]
    holder: Mapped[str]
    staff_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("staff.id"))
    wrapped: Mapped[bytes]
    granted_by: Mapped[MaybeStaffRef]
    granted_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class CaptureRow(Base):
    """A line that a member jotted down before its case is known, until it is filed or shredded.

    `keys` has the line's key, wrapped to its author, and where somebody may be in danger to whoever leads the service.
    """

    __tablename__ = "capture"

    id: Mapped[Uid]
    author_id: Mapped[StaffRef]
    kept_at: Mapped[datetime]
    is_danger: Mapped[bool]
    keys: Mapped[bytes]
    sealed: Mapped[bytes]
