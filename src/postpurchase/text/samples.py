"""Made-up messages of a touchpoint: all known, next to nothing, and values as long as they come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Final

from postpurchase.ledger import Ask, FactValue, Pledge
from postpurchase.messages import Block, Message
from postpurchase.policy import Policy, Touchpoint, outline
from postpurchase.vocabulary import Channel, Mode, Role
from postpurchase.windows import DateWindow, Slot

# At the end of a year, when every window shows the longest form of its dates.
_TODAY: Final = date(2026, 12, 28)
_NOW: Final = datetime(2026, 12, 28, 9, tzinfo=timezone(timedelta(hours=9)))
_SOON: Final = _NOW + timedelta(days=5)
_WINDOW: Final = DateWindow(earliest=_TODAY, latest=date(2027, 1, 4))

_FACTS: Final[Mapping[str, FactValue]] = MappingProxyType(
    {
        "window": _WINDOW,
        "slot": Slot(date=date(2027, 1, 2), code="morning"),
        "tracking": "JD0146000035",
    }
)
_KNOWN: Final[Mapping[str, object]] = MappingProxyType(
    {
        "name": "Hanako",
        "today": _TODAY,
        "zone": _NOW.tzinfo,
        "items": ("A", "B"),
        "concerned": ("A", ("B", 2)),
        "contents": ("A", ("B", 2)),
        "questions": (),
        "windows": (("A", _WINDOW), ("B", DateWindow(earliest=_TODAY, latest=_TODAY))),
        "courier": "Courier",
        "slot_lost": Slot(date=date(2027, 1, 2), code="morning"),
        "needed_by": date(2026, 12, 30),
        "gate_expires": _SOON,
        "email": "shop@example.com",
        "phone": "+81 3 0000 0000",
        "limit_days": 10,
        "parcels": 21,
        "state": "on_the_way",
        "out": True,
        "put_off": True,
        "of_rest": True,
        "warned": True,
        "partial": True,
        "remedy": "anew",
        "instead_of": "lost",
        "tracking_url": "https://courier.example/JD0146000035",
        "point": "Station 1",
        "keep_until": date(2027, 1, 9),
    }
)
_LONG: Final[Mapping[str, object]] = MappingProxyType(
    {
        "name": "Maximiliana " * 6,
        "order": "A" * 32,
        "items": ("A very long title of something bought " * 3,) * 30,
        "concerned": ("A very long title of something bought " * 3,) * 30,
        "contents": ("A very long title of something bought " * 3,) * 30,
        "to_follow": ("A very long title of something bought " * 3,) * 30,
        "courier": "A courier with a long name " * 2,
        "tracking_url": "https://courier.example/" + "t" * 176,
        "point": "A shop at the station, at the end of a long address, on the second floor " * 2,
        "limit_days": 365,
        "more_items": 100,
        "compensation": "A voucher that takes many words to describe " * 3,
    }
)
_LONG_FACTS: Final[Mapping[str, FactValue]] = MappingProxyType({"tracking": "J" * 35})


def samples(policy: Policy, point: Touchpoint, locale: str, channel: Channel) -> Iterator[Message]:
    """Yield messages that a touchpoint leads and rides in, to each role of its audience."""
    for mode in (Mode.STOCK, Mode.BUY_ON_DEMAND):
        always = {
            "shop": policy.shop.name,
            "signature": policy.shop.signature,
            "order": "A-1042",
            "mode": mode,
            "max_length": _narrowest(policy),
        }
        needed = {kind: _FACTS[kind] for kind in point.requires if kind in _FACTS}
        told = {kind: value for kind, value in _FACTS.items() if kind in (*point.tells, *point.requires)}
        known = {**always, **_KNOWN, "steps": outline(policy, mode), "questions": _questions(policy)}
        for role in point.audience:
            yield _message(point, locale, channel, role, always, needed)
            yield _message(point, locale, channel, role, known, told)
            long = {kind: _LONG_FACTS.get(kind, value) for kind, value in told.items()}
            yield _message(point, locale, channel, role, {**known, **_LONG}, long)


def _narrowest(policy: Policy) -> int | None:
    """Return the least room that any marketplace of the policy leaves."""
    lengths = (profile.max_length for profile in policy.profiles.marketplaces.values())
    return min((length for length in lengths if length), default=None)


def _questions(policy: Policy) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for asked in policy.gates.answers.values() for name in asked))


def _message(
    point: Touchpoint,
    locale: str,
    channel: Channel,
    role: Role,
    values: Mapping[str, object],
    told: Mapping[str, FactValue],
) -> Message:
    block = Block(touchpoint=point.id, subject="1", tells={point.id: 2, **told})
    rider = Block(touchpoint=point.id, subject="2", tells={point.id: 1, **told})
    knows_more = "today" in values
    return Message(
        order="A-1042",
        at=_NOW,
        keys=(),
        attempt=1,
        lead=block,
        riders=(rider,) if knows_more else (),
        to=role,
        channel=channel,
        also=(),
        importance=point.importance,
        urgent=point.urgent,
        asks=(Ask(question=point.asks.question, default=point.asks.default, answer_by=_SOON),)
        if point.asks and knows_more
        else (),
        promises=tuple(Pledge(kind=one.kind, due=_SOON) for one in point.promises) if knows_more else (),
        locale=locale,
        policy="",
        lease=timedelta(minutes=10),
        values=values,
    )
