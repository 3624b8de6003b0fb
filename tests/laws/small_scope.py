"""Every short life there is: all sequences of a few events, times every way for the host to die once.

Lives that begin alike are lived together until they part. A host that died before or after its
provider took a message leaves the same ledger, so both are one life, judged twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import product
from typing import Final
from zoneinfo import ZoneInfo

import postpurchase as pp
from postpurchase.events import SHAPE_OF, Carriage, Placed, Promised, Tracking
from postpurchase.people import Consent
from postpurchase.policy import Cap
from postpurchase.profiles import CourierProfile, Profiles, Says
from postpurchase.vocabulary import Channel, EventKind, Party, Role, RowKind, Service
from postpurchase.windows import Instant, Slot, instant, moment

from .histories import PARCEL_KINDS
from .hosts import Crash, Host, Look, Stage
from .witness import all_faults, watch

K: Final = EventKind
KINDS: Final = (
    K.HANDED_OVER,
    K.ARRIVED_IN_CITY,
    K.OUT_FOR_DELIVERY,
    K.ATTEMPT_FAILED,
    K.DELIVERED,
    K.RETURN_STARTED,
    K.ORDER_CANCELLED,
    K.INQUIRY_RECEIVED,
)
BERLIN: Final = ZoneInfo("Europe/Berlin")
STARTS: Final = (
    (datetime(2026, 3, 28, 19, 50, tzinfo=BERLIN), 25 * 60, None),
    (datetime(2026, 3, 10, 12, 0, tzinfo=BERLIN), 5 * 60, (time(12, 3), time(12, 8))),
)
"""When the order is placed, how many seconds lie between events, and the slot promised: into the night
in which the clocks go forward, the first event told before it, past each lease and wait; or by day, within
them, and past a slot."""

DOWN: Final = 10 * 60
"""How long a host that died stays down: exactly as long as its lease."""

REST: Final = 12 * 86_400
"""How long a life goes on after its last event: past the longest silence and the request for feedback."""

NIGHTFALL: Final = time(21)
"""When the shop's night begins: what is said of a day alone is not kept for the morning after."""

MOST: Final = 3
"""How many messages a day the cap allows."""

SAID_BY_COURIER: Final = {K.OUT_FOR_DELIVERY: "arriving_today", K.DELIVERED: "delivered"}


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a sequence is lived in: whether SMS are consented to, whether the courier speaks, and when.

    A courier that does not speak is expected to by night; by day its profile lists nothing.
    """

    sms: bool
    speaks: bool
    start: datetime
    pace: int
    hours: tuple[time, time] | None

    def __str__(self) -> str:
        words = ("sms" if self.sms else "mail", "courier" if self.speaks else "shop", f"{self.start:%b-%d}")
        return "-".join(words)

    @property
    def policy(self) -> pp.Policy:
        """A shop that shares the talking, three messages a day from both together at most."""
        says = {
            "arriving_today": Says(by=time(10), channel=Channel.SMS),
            "delivered": Says(within=timedelta(hours=1), channel=Channel.SMS),
        }
        shop = pp.Shop(name="Probe", zone="Europe/Berlin", locale="en")
        cap = Cap(limit=MOST, span=timedelta(days=1), senders=(Party.SHOP, Party.COURIER))
        posta = CourierProfile(says=says if self.speaks or not self.hours else {})
        profiles = Profiles(couriers={"posta": posta})
        # lateness goes by days, and these lives last hours: the other laws see it
        return replace(pp.presets.shared_with_courier(shop, delays=False), caps=(cap,), profiles=profiles)

    @property
    def customer(self) -> pp.Customer:
        """Somebody in Berlin."""
        consent = Consent(transactional=datetime(2026, 1, 1, tzinfo=BERLIN) if self.sms else None)
        channels = dict.fromkeys((Channel.EMAIL, Channel.SMS), pp.Reach(consent=consent))
        return pp.Customer(id="c1", buyer=pp.Recipient(locale="en", zone="Europe/Berlin", channels=channels))

    @property
    def promised(self) -> Promised:
        """Later, or in a slot of the same day."""
        if self.hours is None:
            return Promised(service=Service.LATER, courier="posta")
        slot = Slot(date=self.start.date(), start=self.hours[0], end=self.hours[1])
        return Promised(service=Service.NEXT_DAY, courier="posta", slot=slot)


WORLDS: Final = tuple(
    World(sms=sms, speaks=speaks, start=start, pace=pace, hours=hours)
    for sms, speaks, (start, pace, hours) in product((True, False), (True, False), STARTS)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A host come to rest, where it died, if it did, and what is held against it."""

    host: Host
    died: Stage | None
    faults: tuple[str, ...]


def lives(world: World, longest: int, kind: type[Host] = Host) -> Iterator[Life]:
    """Yield every life of up to so many events after the order in that world."""
    host = kind(policy=world.policy, customer=world.customer, watch=watch_all)
    return after(world, host, K.ORDER_PLACED, instant(world.start), longest)


def after(
    world: World, before: Host, kind: EventKind, now: Instant, left: int, died: Stage | None = None
) -> Iterator[Life]:
    """Yield all lives that go on with an event from here, and with up to so many more."""
    heard = before.fork()
    hear(world, heard, kind, now)
    heard.order = pp.replay(heard.events)
    for dies in (None,) if died else (None, Stage.DECIDED, Stage.SENT, Stage.CONFIRMED):
        host = heard.fork()
        struck = lived(host, now + world.pace - 1, dies) or dies is None
        ended = host.fork()
        if lived(ended, now + REST, None if struck else dies) or struck:
            yield judged(ended, died or dies)
        for following in KINDS if left and struck else ():
            yield from after(world, host, following, now + world.pace, left - 1, died or dies)


def hear(world: World, host: Host, kind: EventKind, now: Instant) -> None:
    """Let something happen, of which the courier may have written to the customer just before."""
    word = SAID_BY_COURIER.get(kind)
    if world.speaks and word is not None:
        host.note(
            pp.Row(
                kind=RowKind.SENT,
                at=moment(now),
                order="o1",
                by=Party.COURIER,
                to=Role.BUYER,
                channel=Channel.SMS,
                subject="P1",
                touchpoint=word,
            )
        )
    host.hear(event(world, kind, now, len(host.events)))


def event(world: World, kind: EventKind, now: Instant, number: int) -> pp.Event:
    """Return an event that is heard as it happens."""
    details = {
        K.ORDER_PLACED: Placed(promised=world.promised),
        K.HANDED_OVER: Carriage(tracking=Tracking(number="N1")),
    }
    return pp.Event(
        kind=kind,
        order="o1",
        at=moment(now),
        id=str(number),
        shipment="P1" if kind in PARCEL_KINDS or kind is K.ARRIVED_IN_CITY else None,
        details=details.get(kind) or SHAPE_OF[kind](),
    )


def lived(host: Host, until: Instant, dies: Stage | None = None) -> bool:
    """Live on until an instant, dying once if that is to be; say whether death struck."""
    struck = False
    while host.due is not None and host.due <= until:
        now = host.due
        try:
            for _ in host.work(now, dies=None if struck else dies):
                pass
        except Crash:
            host.due, struck = now + DOWN, True
    return struck


def judged(host: Host, died: Stage | None) -> Life:
    """Return a life with its faults: those of its twin too, in which the provider took nothing."""
    end = host.events[-1].learned + REST
    faults = [*all_faults(host, end), *owed(host)]
    if died is Stage.SENT:
        twin = replace(host, letters=[letter for letter in host.letters if letter.noted is not None])
        faults += all_faults(twin, end)
    return Life(host=host, died=died, faults=tuple(faults))


# -- what is true, and what is owed, read off the kinds of what happened --------------------------

FORWARD: Final = frozenset({"dispatched", "arrived_in_city", "arriving_today", "attempt_failed"})
OVER: Final = frozenset({K.DELIVERED, K.RETURN_STARTED, K.ORDER_CANCELLED})
OF_NO_PARCEL: Final = frozenset({K.ORDER_PLACED, K.ORDER_CANCELLED, K.INQUIRY_RECEIVED})


def watch_all(host: Host, look: Look, message: pp.Message) -> Iterator[str]:
    """Yield what is wrong with a message about to leave: manners, then truth."""
    yield from watch(host, look, message)
    kinds = [event.kind for event in host.events]
    end = None if attempt_ended(host) else slot_end(host)
    said = {message.lead.touchpoint, *(block.touchpoint for block in message.riders)}
    false = {
        "on its way, but it is over": bool(said & FORWARD) and last_of_parcel(kinds) in OVER,
        "on its way, but cancelled": bool(said & FORWARD) and K.ORDER_CANCELLED in kinds,
        "comes today, but it is past": "arriving_today" in said and end is not None and look.now >= end,
        "delivered, but never was": "delivered" in said and K.DELIVERED not in kinds,
        "delivered, but it went back": "delivered" in said and went_back(kinds),
    }
    yield from (f"{fault}: {message} after {kinds}" for fault, holds in false.items() if holds)


def slot_end(host: Host) -> Instant | None:
    """Return when the slot promised at checkout ends."""
    slot = host.events[0].details.promised.slot
    return None if slot is None else instant(datetime.combine(slot.date, slot.end, tzinfo=BERLIN))


def last_of_parcel(kinds: list[EventKind]) -> EventKind | None:
    """Return the last thing that happened to the parcel."""
    return next((kind for kind in reversed(kinds) if kind not in OF_NO_PARCEL), None)


def went_back(kinds: list[EventKind]) -> bool:
    """Say whether the last delivery was one to the shop."""
    return K.RETURN_STARTED in kinds and K.DELIVERED in kinds[kinds.index(K.RETURN_STARTED) :]


def owed(host: Host) -> Iterator[str]:
    """Yield what somebody should have been told in the end, and was not."""
    kinds = [event.kind for event in host.events]
    told = {kind.partition("@")[0] for letter in host.mailbox for kind in letter.row.tells}
    told |= {row.touchpoint or "" for row in host.rows if row.by is Party.COURIER}
    going, slot = not OVER & set(kinds), slot_end(host)
    owing = {
        "order_confirmed": K.ORDER_CANCELLED not in kinds,
        "inquiry_answered": K.INQUIRY_RECEIVED in kinds,
        "order_cancelled": K.ORDER_CANCELLED in kinds and last_of_parcel(kinds) is None,
        "attempt_failed": going and kinds[-1] is K.ATTEMPT_FAILED,
        "arriving_today": going and kinds[-1] is K.OUT_FOR_DELIVERY and slot is None and fits_today(host),
        "interval_missed": going and slot is not None and not attempt_ended(host),
        "delivered": kinds[-1] is K.DELIVERED and not {K.ORDER_CANCELLED, K.RETURN_STARTED} & set(kinds),
    }
    yield from (
        f"never told {word} after {kinds}" for word, holds in owing.items() if holds and word not in told
    )
    yield from promises_broken(host) if going else ()


def attempt_ended(host: Host) -> bool:
    """Say whether an attempt within the slot, or after it, ended it."""
    slot = host.events[0].details.promised.slot
    start = datetime.combine(slot.date, slot.start, tzinfo=BERLIN) if slot else None
    return start is not None and any(
        event.kind is K.ATTEMPT_FAILED and event.at >= start for event in host.events
    )


def fits_today(host: Host) -> bool:
    """Say whether today's delivery can be told today, the courier waited for: before the night, within the cap."""
    waited = datetime.fromtimestamp(host.events[-1].learned, BERLIN) + host.policy.courier_timeout
    return waited.time() < NIGHTFALL and has_room(host)


def has_room(host: Host) -> bool:
    """Say whether the cap still lets a word through when the last thing happens."""
    now = host.events[-1].learned
    return sum(now - 86_400 < letter.at <= now for letter in host.mailbox) < MOST


def promises_broken(host: Host) -> Iterator[str]:
    """Yield the promises of a next word that nobody kept, of an order still open.

    A host that was down when a word was due says it when it is back.
    """
    heard = [letter.at for letter in host.mailbox] + [row.t for row in host.rows if row.by is Party.COURIER]
    for letter in host.mailbox:
        for pledge in letter.row.promises if letter.noted is RowKind.SENT else ():
            due = instant(pledge.due)
            if due + DOWN <= host.events[-1].learned + REST and not any(
                letter.at < t <= due + DOWN for t in heard
            ):
                yield f"promise broken: {letter.row} had to be followed by {pledge.due}"
