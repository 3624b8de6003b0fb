"""Small situations in few words: what the tests of decisions are made of.

All of it happens in October 2026, in UTC, to one order, `o1`: `at("05 09:00")` is a Monday morning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from postpurchase.decisions import Decision, Verdict, decide
from postpurchase.events import SHAPE_OF, Event, LineQuantity, OrderLine
from postpurchase.ledger import Row
from postpurchase.order import replay
from postpurchase.people import Consent, Customer, Reach, Recipient, Revocation, Shop
from postpurchase.policy import Policy, Touchpoint, on
from postpurchase.situation import observe
from postpurchase.vocabulary import (
    Channel,
    EventKind,
    Milestone,
    Notify,
    Party,
    Role,
    VerdictKind,
)
from postpurchase.windows import Instant, instant, utc_text

SHOP = Shop(name="Kumo", zone="UTC")
EMAIL, SMS, PUSH, CALL = Channel.EMAIL, Channel.SMS, Channel.PUSH, Channel.CALL
BUYER, RECEIVER = Role.BUYER, Role.RECEIVER
CONSENTED = Consent(transactional=datetime.fromisoformat("2026-01-01T00:00:00Z"))
REVOKED = Consent(
    transactional=CONSENTED.transactional,
    revoked=Revocation(transactional=datetime.fromisoformat("2026-02-01T00:00:00Z")),
)


def at(text: str) -> datetime:
    """Return a moment of October 2026: `05 09:00`, or `05 09:00:01`."""
    return datetime.fromisoformat(f"2026-10-{text}+00:00")


def t(text: str) -> Instant:
    """Return a moment of October 2026 in UTC seconds."""
    return instant(at(text))


def clock(moment: Instant | None) -> str | None:
    """Return UTC seconds as a moment of October 2026; another month is shown whole."""
    if moment is None:
        return None
    text = utc_text(moment)
    here = text.startswith("2026-10-")
    return text[8:16].replace("T", " ") if here and text.endswith(":00Z") else text


# -- people ---------------------------------------------------------------------------------------


def person(*channels: Channel, **known: Any) -> Recipient:
    """Return somebody who may be written to on those channels, or by e-mail alone."""
    reach = Reach(consent=CONSENTED)
    known.setdefault("channels", dict.fromkeys(channels or (EMAIL,), reach))
    return Recipient(locale="en", zone=known.pop("zone", "UTC"), **known)


ANNA = Customer(id="c1", buyer=person(EMAIL, SMS))
GIFT = Customer(id="c2", buyer=person(), receiver=person(EMAIL, SMS))


# -- what happened --------------------------------------------------------------------------------


def happened(
    kind: str, when: str, *, learned: str | None = None, shipment: str | None = None, **known: Any
) -> Event:
    """Return an event of that kind, its id made of kind, parcel and time; the rest is its detail."""
    kind = EventKind(kind)
    notify, lines = Notify(known.pop("notify", "auto")), known.pop("lines", ())
    return Event(
        kind=kind,
        order="o1",
        at=at(when),
        received_at=at(learned) if learned else None,
        id=f"{kind}{shipment or ''}{when}",
        shipment=shipment,
        notify=notify,
        lines=tuple(LineQuantity(id=line) for line in lines),
        details=SHAPE_OF[kind](**known),
    )


def placed(when: str = "05 09:00", **known: Any) -> Event:
    """Return the placing of an order of two lines."""
    known.setdefault("lines", (OrderLine(id="A"), OrderLine(id="B")))
    return Event(
        kind=EventKind.ORDER_PLACED,
        order="o1",
        at=at(when),
        id="placed",
        details=SHAPE_OF[EventKind.ORDER_PLACED](**known),
    )


def secured(when: str = "06 09:00", **known: Any) -> Event:
    """Return the good news that everything is bought."""
    return happened("item_secured", when, **known)


# -- how the shop behaves -------------------------------------------------------------------------


def say(id: str = "news", *, after: Milestone = Milestone.SECURED, **known: Any) -> Touchpoint:
    """Return a touchpoint by e-mail, due when everything is bought and always allowed."""
    known.setdefault("when", (on(after),))
    known.setdefault("while_", ())
    known.setdefault("channels", (EMAIL,))
    return Touchpoint(id=id, **known)


def manners(*points: Touchpoint, **known: Any) -> Policy:
    """Return a policy of those touchpoints, without quiet hours."""
    known.setdefault("quiet_hours", ())
    return Policy(id="test", shop=SHOP, touchpoints=points or (say(),), **known)


# -- the story ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What there is to decide about; each look at it sees only what was known by then."""

    policy: Policy = manners()
    events: tuple[Event, ...] = (placed(), secured())
    rows: tuple[Row, ...] = ()
    customer: Customer = ANNA

    def and_then(self, *more: Event | Row) -> Story:
        """Return the story with more events and rows."""
        events = tuple(one for one in more if isinstance(one, Event))
        rows = tuple(one for one in more if isinstance(one, Row))
        return replace(self, events=(*self.events, *events), rows=(*self.rows, *rows))

    def at(self, now: str) -> Decision:
        """Decide at a moment."""
        return decide(
            observe(
                replay(event for event in self.events if event.learned <= t(now)),
                ranges=self.policy.ranges,
                shop=self.policy.shop,
                ledger=[row for row in self.rows if row.t <= t(now)],
                customer=self.customer,
                now=t(now),
            ),
            self.policy,
        )

    def verdict(self, name: str, now: str, role: Role = BUYER) -> Verdict:
        """Return the one verdict on `touchpoint` or `touchpoint@subject`."""
        name = name if "@" in name else f"{name}@order"
        (found,) = [one for one in self.at(now).verdicts if one.name == name and one.candidate.role is role]
        return found

    def outcome(self, name: str, now: str, role: Role = BUYER) -> str:
        """Return a verdict as text: `skip:used`, or `defer:cap until 06 10:00`."""
        found = self.verdict(name, now, role)
        until = f" until {clock(found.until)}" if found.until is not None else ""
        return f"{found.kind}:{found.reason.code}{until}"

    def reasons(self, name: str, now: str) -> list[str]:
        """Return the codes of all reasons of a verdict."""
        return [str(because.code) for because in self.verdict(name, now).reasons]

    def messages(self, now: str) -> list[str]:
        """Return what is said, as `lead@subject + rider@subject by channel`."""
        return [
            f"{' + '.join(part.name for part in bundle.parts)} by {', '.join((bundle.channel, *bundle.also))}"
            for bundle in self.at(now).bundles
        ]

    def tasks(self, now: str) -> list[str]:
        """Return what is to be done, as `act about`."""
        return [f"{task.kind} {task.about}" for task in self.at(now).tasks]

    def wake(self, now: str) -> str | None:
        """Return when to ask again, and why: `06 09:00 due news@order`."""
        found = self.at(now).wake
        return None if found is None else f"{clock(found.at)} {found.cause} {found.about}"

    def row(self, name: str, kind: str, when: str, role: Role = BUYER, **known: Any) -> Row:
        """Return the row of one step of saying something: its key is that of the moment."""
        c = self.verdict(name, when, role).candidate
        known.setdefault("channel", EMAIL)
        known.setdefault("keys", (c.key,))
        return row(c.point.id, when, kind=kind, subject=c.subject, to=role, **known)

    def after(self, name: str, kind: str, when: str, role: Role = BUYER, **known: Any) -> Story:
        """Return the story after such a step."""
        return self.and_then(self.row(name, kind, when, role, **known))


def row(touchpoint: str | None, when: str, **known: Any) -> Row:
    """Return the row of a word of anybody's to the buyer; by the shop unless said."""
    known.setdefault("kind", "sent")
    known.setdefault("to", BUYER)
    known["by"] = Party(known.pop("by", "shop"))
    return Row(at=at(when), order=known.pop("order", "o1"), touchpoint=touchpoint, **known)


def sends(decision: Decision) -> list[str]:
    """Return the names of all that is sent."""
    return [one.name for one in decision.verdicts if one.kind is VerdictKind.SEND]


def names(verdicts: Iterable[Verdict]) -> list[str]:
    """Return the names of verdicts."""
    return [one.name for one in verdicts]
