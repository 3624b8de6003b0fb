"""The shop, the customer, and the two people an order may have.

Names, addresses and numbers are personal data: they are carried, never shown in a repr.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from postpurchase.classes import dataclass, field
from postpurchase.errors import checked, invalid
from postpurchase.kinds import check_kinds, check_name
from postpurchase.vocabulary import Channel, ContentClass, Level, Role
from postpurchase.windows import ClosedHours, Instant, instant, zone

NEEDS_NO_CONSENT = frozenset({Channel.EMAIL, Channel.MARKETPLACE_MESSAGE, Channel.CALL})
"""The channels on which transactional content needs no consent of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopContact:
    """Where customers reach the shop; public, so it may be shown."""

    email: str | None = None
    phone: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """Who sells and speaks: its name, home zone (IANA) and language (BCP 47)."""

    name: str
    zone: str = "UTC"
    locale: str = "en"
    contact: ShopContact = ShopContact()
    signature: str | None = None

    def __post_init__(self) -> None:
        check_kinds(self)
        if not self.name.strip():
            raise invalid("name", "empty", "give the shop's name as customers know it")
        zone(self.zone)


def _check_times(given: Consent | Revocation) -> None:
    for content in ContentClass:
        at: datetime | None = getattr(given, content)
        if at is not None:
            checked(content.value, instant, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """When consent was withdrawn, per class of content."""

    transactional: datetime | None = None
    marketing: datetime | None = None

    def __post_init__(self) -> None:
        _check_times(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """When consent was given and withdrawn; the later of the two counts."""

    transactional: datetime | None = None
    marketing: datetime | None = None
    revoked: Revocation = Revocation()

    def __post_init__(self) -> None:
        _check_times(self)

    def given(self, content: ContentClass, now: Instant) -> bool:
        """Return whether consent for that class of content stands at `now`."""
        at = _past(getattr(self, content), now)
        return at is not None and not self.withdrawn(content, now)

    def begins(self, content: ContentClass, now: Instant) -> Instant | None:
        """Return when consent for that class of content is to begin, if it is dated after `now`."""
        given: datetime | None = getattr(self, content)
        at = None if given is None else instant(given)
        return at if at is not None and at > now else None

    def withdrawn(self, content: ContentClass, now: Instant) -> bool:
        """Return whether consent was withdrawn by `now`, and not given again since."""
        revoked, at = _past(getattr(self.revoked, content), now), _past(getattr(self, content), now)
        return revoked is not None and (at is None or at <= revoked)


def _past(value: datetime | None, now: Instant) -> Instant | None:
    at = None if value is None else instant(value)
    return at if at is not None and at <= now else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Whether and with what consent a person can be reached on one channel.

    `suppressed` marks an address that must not be written to at all.
    """

    reachable: bool = True
    suppressed: bool = False
    consent: Consent = Consent()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One person: language, zone (None where unknown), channels, own quiet hours."""

    name: str | None = field(default=None, repr=False)
    locale: str | None = None
    zone: str | None = None
    country: str | None = None
    channels: Mapping[Channel, Reach] = field(default_factory=dict)
    quiet_hours: ClosedHours | None = None

    def __post_init__(self) -> None:
        check_kinds(self)
        if self.zone is not None:
            zone(self.zone)
        reaches = {Channel(name): reach for name, reach in self.channels.items()}
        object.__setattr__(self, "channels", reaches)


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """Who bought, who receives when that is somebody else, and how often they want to hear."""

    id: str = field(repr=False)
    level: Level = Level.STANDARD
    buyer: Recipient = Recipient()
    receiver: Recipient | None = None
    first_purchase_at: datetime | None = None

    def __post_init__(self) -> None:
        check_kinds(self)
        check_name("id", self.id)
        object.__setattr__(self, "level", Level(self.level))
        if self.first_purchase_at is not None:
            checked("first_purchase_at", instant, self.first_purchase_at)

    def recipient(self, role: Role) -> Recipient:
        """Return the person in that role; without a receiver the buyer is both."""
        return self.receiver if role is Role.RECEIVER and self.receiver is not None else self.buyer

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles held by different people: one, or two on a gift."""
        return (Role.BUYER,) if self.receiver is None else (Role.BUYER, Role.RECEIVER)
