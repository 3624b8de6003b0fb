"""Who says what: the first rule that fits touchpoint, channel and regime decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType

from postpurchase.classes import dataclass
from postpurchase.errors import Fault
from postpurchase.vocabulary import Channel, Party, Service, Word

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

ANYTHING: Final = "*"


class Regime(Word):
    """The way of delivering on which responsibility depends."""

    NEXT_DAY = "next_day"
    LATER = "later"
    PICKUP = "pickup"
    MARKETPLACE = "marketplace"


REGIME_OF: Final[Mapping[Service, Regime]] = MappingProxyType(
    {service: Regime(service) for service in Service}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Who says what: the first rule that fits touchpoint, channel and regime decides.

    `"*"` fits anything. `timeout` is how long past the owner's own time the shop keeps waiting.
    """

    owner: Party
    touchpoint: str = ANYTHING
    channel: str = ANYTHING
    regime: str = ANYTHING
    timeout: timedelta | None = None

    def fits(self, touchpoint: str, channel: str, regime: str) -> bool:
        """Return whether this rule speaks of that touchpoint, channel and regime."""
        return (
            (self.touchpoint == ANYTHING or self.touchpoint == touchpoint)  # noqa: PLR1714 - twice as fast
            and (self.channel == ANYTHING or self.channel == channel)  # noqa: PLR1714
            and (self.regime == ANYTHING or self.regime == regime)  # noqa: PLR1714
        )

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with this rule by itself."""
        for name, words in _WORDS.items():
            if getattr(self, name) not in (ANYTHING, *words):
                yield Fault(name, f"no known {name}", f"give one of {', '.join(words)}, or {ANYTHING!r}")


_WORDS: Final[Mapping[str, type[Word]]] = {"channel": Channel, "regime": Regime}

SHOP_SPEAKS: Final = Rule(owner=Party.SHOP)
