"""What each courier and marketplace says by itself, allows and offers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta, tzinfo

from postpurchase.calendars import SlotOffer
from postpurchase.classes import dataclass, field
from postpurchase.errors import invalid
from postpurchase.vocabulary import Basis, Channel
from postpurchase.windows import Instant, local_date, local_instant

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """One thing a courier says by itself: `by` a local time of its day, or `within` a while of it."""

    by: time | None = None
    within: timedelta | None = None
    channel: Channel | None = None
    basis: Basis = Basis.OBSERVED

    def __post_init__(self) -> None:
        if (self.by is None) == (self.within is None):
            raise invalid("", "a courier's word needs one term", 'give either by "10:00" or within "PT24H"')

    @property
    def is_observed(self) -> bool:
        """Whether the shop sees this word when it is said, and so can tell when it is missing."""
        return self.basis is Basis.OBSERVED

    def term(self, due: Instant, local: tzinfo) -> Instant:
        """Return by when the courier says it, of something due at `due`."""
        if self.by is not None:
            return max(due, local_instant(local_date(due, local), self.by, local, later=True))
        return due + int((self.within or timedelta(0)).total_seconds())


@dataclass(frozen=True, slots=True, kw_only=True)
class CourierProfile:
    """A courier: what it says by itself, by touchpoint, and the intervals it really offers.

    `name` is what customers know it by, `names` by language where that differs. A courier without
    one is "the courier" in all words: the key it goes by is the shop's own affair.
    """

    name: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    says: Mapping[str, Says] = field(default_factory=dict)
    offers: tuple[SlotOffer, ...] = ()
    codes: Mapping[str, tuple[time, time]] = field(default_factory=dict)

    def called(self, locale: str) -> str | None:
        """Return what readers of a language know the courier by; None where it has no name.

        >>> kuroneko = CourierProfile(name="Yamato", names={"ja": "ヤマト運輸"})
        >>> kuroneko.called("ja-JP"), kuroneko.called("ru"), CourierProfile().called("ja")
        ('ヤマト運輸', 'Yamato', None)
        """
        tag = locale.replace("_", "-").lower()
        known = {name.replace("_", "-").lower(): value for name, value in self.names.items()}
        while tag and tag not in known:
            tag = tag.rpartition("-")[0]
        return known.get(tag) or self.name or None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketplaceProfile:
    """A marketplace: the touchpoints it forbids its sellers, and the limits of its message form."""

    forbids: tuple[str, ...] = ()
    max_length: int | None = None
    links: bool = False


SAYS_NOTHING: Final = CourierProfile()
FORBIDS_NOTHING: Final = MarketplaceProfile()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiles:
    """All profiles a shop knows, by name; an unknown name has an empty profile."""

    couriers: Mapping[str, CourierProfile] = field(default_factory=dict)
    marketplaces: Mapping[str, MarketplaceProfile] = field(default_factory=dict)

    def courier(self, name: str | None) -> CourierProfile:
        """Return that courier's profile; one that says nothing where there is none."""
        return self.couriers.get(name or "", SAYS_NOTHING)

    def marketplace(self, name: str | None) -> MarketplaceProfile:
        """Return that marketplace's profile; one that forbids nothing where there is none."""
        return self.marketplaces.get(name or "", FORBIDS_NOTHING)
