"""What a message may mention beside the facts it tells: values for its words, of the shop, the order and its parcels."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from postpurchase.decisions import Candidate, Judge
from postpurchase.decisions.delays import granted
from postpurchase.decisions.occurrences import needed_answers
from postpurchase.eta.estimates import dates_of
from postpurchase.events import Change, Funds, LineQuantity, Money
from postpurchase.ledger import FactValue
from postpurchase.order import GONE, Order, Shipment
from postpurchase.policy import Policy, Touchpoint, TriggerOn, couriers_outline, outline
from postpurchase.situation import (
    ORDER,
    Situation,
    concerned,
    contents,
    home_zone,
    is_late,
    is_of_several,
    names_no_day,
    standing,
    to_follow,
    waiting,
    windows,
)
from postpurchase.vocabulary import (
    ActionKind,
    Cancellation,
    Direction,
    EventKind,
    Milestone,
    Mode,
    Outcome,
    Party,
    Position,
    Progress,
    Role,
    ShipmentRole,
    SubjectKind,
)
from postpurchase.windows import DateWindow, Slot, TimeWindow, instant, moment

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final


def of_message(situation: Situation, policy: Policy, role: Role, locale: str) -> Mapping[str, object]:
    """Collect what every message may mention, whoever wrote its words."""
    shop, placed = situation.shop, situation.order.placed
    local = home_zone(situation.people[role].recipient, shop)
    longest = policy.cadence.longest_silence.get(situation.level) if situation.order.is_open else None
    marketplace = policy.profiles.marketplace(placed.sales_channel if placed else None)
    wanted = tuple(_wanted(situation.order))
    return {
        "name": situation.people[role].recipient.name,
        "shop": shop.name,
        "signature": shop.signature or shop.name,
        "order": situation.order.id,
        "items": tuple(title for title, _ in wanted),
        "lines": wanted,
        "courier": policy.profiles.courier(situation.courier).called(locale),
        "email": shop.contact.email,
        "phone": shop.contact.phone,
        "url": shop.contact.url,
        "gift": bool(placed and placed.gift),
        "mode": placed.mode if placed else Mode.STOCK,
        "steps": _steps(policy, situation),
        **_couriers_steps(policy, situation),
        "limit_days": None if longest is None else -(-longest // timedelta(days=1)),
        "zone": local,
        "today": moment(situation.now, local).date(),
        "service": placed.promised.service if placed else None,
        "total": placed.total if placed else None,
        "max_length": marketplace.max_length,
        "links": marketplace.links,
    }


def _wanted(order: Order) -> Iterator[tuple[str, int]]:
    """Yield the titles of what is ordered and how many of each, without what was cancelled unless that is everything."""
    gone = not any(line.live for line in order.lines)
    for line in order.lines:
        units = line.ordered if gone else line.live
        if line.title and units:
            yield line.title, units


def _steps(policy: Policy, situation: Situation) -> tuple[str, ...]:
    """List what the shop will still write about, as the cadence is told up front: what comes after what has happened."""
    order, placed = situation.order, situation.order.placed
    gone = any(one.direction is Direction.BACK or one.outcome in GONE for one in situation.parcels)
    if gone or not order.is_open:
        return ()
    mode, service = (placed.mode, placed.promised.service) if placed else (Mode.STOCK, None)
    told = outline(policy, mode, service, situation.level)
    reached = {one.milestone for one in order.milestones}
    past = {point.id for point in policy.planned if point.when[0].milestone in reached}
    done = [number for number, name in enumerate(told, 1) if name in past]
    return told[max(done, default=0) :] if order.progress in _AT_THE_SHOP else ()


def _couriers_steps(policy: Policy, situation: Situation) -> Mapping[str, object]:
    """List how the courier will be in touch, while nothing has left; with the receiver of a gift, not the buyer."""
    order, placed = situation.order, situation.order.placed
    if placed is None or situation.customer.receiver is not None or order.progress not in _AT_THE_SHOP:
        return {}
    sure, believed = couriers_outline(policy, situation.courier, placed.promised.service)
    return {"courier_steps": sure, "courier_usual": believed}


_AT_THE_SHOP: Final = frozenset({Progress.PLACED, Progress.CONFIRMED, Progress.PREPARING})


def of_order(judge: Judge) -> Mapping[str, object]:
    """Collect what every block may mention of its order."""
    situation, state = judge.situation, _state(judge)
    needed = needed_answers(situation, judge.policy)
    return {
        "slot_lost": situation.slot_lost,
        "parcels": _counted(situation),
        "gate_expires": _gate_expires(judge),
        "questions": tuple(asked for asked in needed if asked not in situation.answers),
        "by": _author(situation),
        "state": state,
        "several": is_of_several(situation, state) or None,
        "settled": names_no_day(situation, state) or judge.gate_waits or None,
        "inspected": situation.order.first(Milestone.INSPECTED) is not None or None,
        "to_follow": to_follow(situation),
    }


def of_block(judge: Judge, c: Candidate, locale: str, whole: Mapping[str, object]) -> Mapping[str, object]:
    """Collect what one block may mention of its subject, beside what all blocks of its order may."""
    situation, knows = judge.situation, judge.knowledge(c.role)
    parcel = _parcel(situation, c.subject)
    refs = [ref for ref in parcel.refs if ref.until is None] if parcel else []
    return {
        **whole,
        **situation.facts(c.subject),
        "courier": judge.policy.profiles.courier(situation.courier_of(c.subject)).called(locale),
        "needed_by": _needed_by(situation, c.subject),
        "slot_asked": "slot" in knows.asked or None,
        "of_rest": (c.subject == ORDER and c.point.about is SubjectKind.SHIPMENT) or None,
        "put_off": _is_put_off(judge, c) or None,
        "warned": (_is_of_delay(c.point) and knows.latest_told(c.subject, c.point.id) is not None) or None,
        "late": (whole["state"] != "partly" and is_late(situation, knows, judge.codes)) or None,
        "remedy": _remedy(situation, parcel),
        "instead_of": _instead_of(situation, parcel),
        "partial": (parcel is not None and parcel.partial) or None,
        "out": (parcel is not None and parcel.position is Position.WITH_COURIER) or None,
        "compensation": _offered(judge, c),
        "tracking_url": refs[-1].url if refs else None,
        "amount": _amount(situation, c),
        "point": parcel.pickup.point if parcel and parcel.pickup else None,
        "keep_until": parcel.pickup.keep_until if parcel and parcel.pickup else None,
        "windows": windows(situation, c.subject),
        "contents": contents(situation, c.subject),
        **concerned(situation, {trigger.milestone for trigger in c.point.when}),
    }


def _remedy(situation: Situation, parcel: Shipment | None) -> str | None:
    """Say what was done already about a parcel that was lost or came back: its goods sent anew, or paid back."""
    if parcel is None or parcel.outcome not in _NOT_COMING:
        return None
    held = {one.id for one in parcel.contents}
    sent = [one for one in situation.parcels if not one.is_promised and one.outcome in _SPOKEN_OF]
    if any(_is_about(held, one.contents) for one in sent):
        return "anew"
    paid = [one.lines for one in situation.order.events if one.kind is EventKind.REFUNDED and one.lines]
    return "refunded" if any(_is_about(held, lines) for lines in paid) else None


def _instead_of(situation: Situation, parcel: Shipment | None) -> str | None:
    """Say what became of the parcel in whose place one is sent: it was lost, came back, or was delivered."""
    if parcel is None or parcel.is_promised:
        return None
    held = {one.id for one in parcel.contents}
    ends = [one.outcome for one in situation.parcels if one is not parcel and _is_about(held, one.contents)]
    is_exchange = parcel.role is ShipmentRole.REPLACEMENT
    said = [_ENDED[end] for end in ends if end in _NOT_COMING or (is_exchange and end is Outcome.DELIVERED)]
    return said[-1] if said else None


_ENDED: Final = {
    **dict.fromkeys(GONE, "lost"),
    Outcome.RETURNED: "returned",
    Outcome.DELIVERED: "delivered",
}


def _is_about(held: Collection[str], named: Iterable[LineQuantity]) -> bool:
    """Say whether lines are those that a parcel held, as far as either is known."""
    names = {one.id for one in named}
    return not held or not names or not names.isdisjoint(held)


_NOT_COMING: Final = GONE | {Outcome.RETURNED}


def _is_of_delay(point: Touchpoint) -> bool:
    """Say whether a touchpoint tells of a delay for the first time, so that its second time is to be told as such."""
    return point.foresees_delay or any(trigger.on is TriggerOn.DELAYED for trigger in point.when)


def _is_put_off(judge: Judge, c: Candidate) -> bool:
    """Say whether a word about a parcel tells a window that ends materially later than its reader was told."""
    if c.point.about is SubjectKind.ORDER or "window" not in c.point.tells:
        return False
    found = judge.measured.lateness(c.subject, c.role)
    return found is not None and found.is_later(found.estimate)


def _state(judge: Judge) -> str | None:
    """Return how the order stands in one word; one that waits at its gate stands there, for its customer or for staff."""
    if judge.gate_waits and judge.order.cancellation is not Cancellation.FULL:
        return "gate" if judge.gate_answered_at is None else "checking"
    return standing(judge.situation, judge.codes)


def _counted(situation: Situation) -> int:
    """Return how many parcels there are to speak of: neither called off, nor gone, nor come back."""
    return sum(one.outcome in _SPOKEN_OF for one in situation.parcels)


_SPOKEN_OF: Final = frozenset({Outcome.OPEN, Outcome.DELIVERED})


def _needed_by(situation: Situation, subject: str) -> date | None:
    """Return the day by which the customer needs it, where what is told of the delivery may come later."""
    wanted = situation.order.placed.needed_by if situation.order.placed else None
    facts = situation.facts(subject)
    slot, window = facts.get("slot"), facts.get("window")
    if isinstance(slot, Slot):
        last = slot.date
    elif isinstance(window, (DateWindow, TimeWindow)):
        last = dates_of(window, situation.local)[1]
    else:
        return None
    return wanted if wanted is not None and wanted < last else None


def _gate_expires(judge: Judge) -> datetime | None:
    """Return until when the answers count for which an order waits; None where nothing follows from silence."""
    placed_at = judge.order.placed_at
    expires = any(
        trigger.on is TriggerOn.GATE_EXPIRY for point in judge.policy.touchpoints for trigger in point.when
    )
    if not expires or placed_at is None or _state(judge) != "gate":
        return None
    until = moment(placed_at) + judge.policy.gates.expires_after
    return until if instant(until) > judge.now else None


def _parcel(situation: Situation, subject: str) -> Shipment | None:
    """Return the parcel a block is about: of the whole order its only one, or the one to be collected."""
    if subject != ORDER:
        return situation.order.shipment(subject)
    return situation.order.only_parcel or waiting(situation)


def _offered(judge: Judge, c: Candidate) -> FactValue:
    """Return what an order is given for its delay, by the shop's own name for it."""
    if ActionKind.GRANT_OFFER not in c.point.acts:
        return None
    return granted(situation=judge.situation, terms=judge.policy.delays, role=c.role).get("offer")


def _amount(situation: Situation, c: Candidate) -> Money | None:
    """Return the amount of the refund that a candidate tells of, where the shop's own system said it."""
    if not any(trigger.milestone is Milestone.REFUNDED for trigger in c.point.when) or c.occurrence is None:
        return None
    found = [
        event.details.amount
        for event in situation.order.events
        if event.kind is EventKind.REFUNDED
        and event.t == c.occurrence.born
        and isinstance(event.details, Funds)
    ]
    return found[-1] if found else None


def _author(situation: Situation) -> Party | None:
    """Return who changed the order last, where that was said."""
    changes = [event.details.by for event in situation.order.events if isinstance(event.details, Change)]
    return changes[-1] if changes else None
