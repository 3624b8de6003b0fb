"""An order's life drawn rule by rule: what happens, what the customer does, and every mishap a host can have."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import postpurchase as pp
from postpurchase.events import SHAPE_OF, OrderLine, Tracking
from postpurchase.people import Consent
from postpurchase.policy import Cap, ChannelPolicy, Guarantee
from postpurchase.vocabulary import (
    Channel,
    DeliveredHow,
    EventKind,
    Level,
    Party,
    Problem,
    Role,
    RowKind,
)
from postpurchase.windows import instant, moment

from .histories import PARCEL_KINDS
from .hosts import Crash, Host, Stage
from .witness import all_faults, faults_so_far, watch

ZONE = ZoneInfo("Europe/Berlin")
EVES = (datetime(2026, 3, 28, 20, 30, tzinfo=ZONE), datetime(2026, 10, 24, 20, 30, tzinfo=ZONE))
SHOP = pp.Shop(name="Probe", zone="Europe/Berlin", locale="en")
CONSENTED = pp.Reach(consent=Consent(transactional=datetime(2026, 1, 1, tzinfo=ZONE)))
ONE_A_DAY = Cap(limit=1, span=timedelta(days=1), senders=(Party.SHOP, Party.COURIER))
PAUSES = (1, 60, 599, 600, 601, 1_800, 3_600, 7 * 3_600, 86_399, 86_400, 3 * 86_400)
WORDS = ("dispatched", "arriving_today", "delivered")
Happening: TypeAlias = tuple[EventKind, dict[str, object]]
COURSE: tuple[Happening, ...] = (
    (EventKind.ITEM_SECURED, {}),
    (EventKind.INSPECTION_PASSED, {}),
    (EventKind.HANDED_OVER, {"courier": "posta", "tracking": Tracking(number="N1")}),
    (EventKind.ARRIVED_IN_CITY, {}),
    (EventKind.OUT_FOR_DELIVERY, {}),
    (EventKind.ATTEMPT_FAILED, {}),
    (EventKind.OUT_FOR_DELIVERY, {}),
    (EventKind.READY_FOR_PICKUP, {}),
    (EventKind.DELIVERED, {"how": DeliveredHow.LEFT}),
)
TURNS: tuple[Happening, ...] = (
    (EventKind.TRACKING_CHANGED, {"tracking": Tracking(number="N2")}),
    (EventKind.PROBLEM_RAISED, {"problem": Problem.ADDRESS}),
    (EventKind.PROBLEM_RESOLVED, {"problem": Problem.ADDRESS}),
    (EventKind.RETURN_STARTED, {}),
    (EventKind.LOST, {}),
    (EventKind.LINES_CANCELLED, {"by": Party.SHOP}),
    (EventKind.ORDER_CANCELLED, {"by": Party.CUSTOMER}),
    (EventKind.REFUNDED, {}),
    (EventKind.PAUSED, {}),
    (EventKind.RESUMED, {}),
)
ACTS: tuple[Happening, ...] = (
    (EventKind.INQUIRY_RECEIVED, {}),
    (EventKind.QUESTION_ANSWERED, {"answers": {"slot": "any"}}),
    (EventKind.LEVEL_CHANGED, {"level": Level.MORE}),
    (EventKind.LEVEL_CHANGED, {"level": Level.LESS}),
    (EventKind.CONTACT_RECEIVED, {"answers": {"phone": True}}),
)


ANSWERS = (RowKind.SENT,) * 8 + (RowKind.UNKNOWN, RowKind.FAILED)
"""What a provider answers."""

WORKING = st.tuples(*[st.sampled_from(ANSWERS)] * 3)
THEN = st.one_of(WORKING, WORKING, st.none(), st.sampled_from(Stage))
"""What the host does next: it works, with these answers, sleeps on, or dies at a stage."""


class Life(RuleBasedStateMachine):
    """One order, whose host may die at any stage while the world goes on."""

    kind: type[Host] = Host

    @initialize(
        start=st.sampled_from(EVES),
        preset=st.sampled_from(sorted(pp.presets.PRESETS)),
        channels=st.sampled_from(((Channel.EMAIL,), (Channel.EMAIL, Channel.SMS))),
        caps=st.sampled_from(((), (ONE_A_DAY,))),
        guarantee=st.sampled_from(Guarantee),
        gates=st.sampled_from(((), (), ("address",))),
    )
    def is_placed(self, start, preset, channels, caps, guarantee, gates):
        """Somebody orders, on the eve of a change of the clocks."""
        policy = replace(pp.presets.preset(preset, SHOP), caps=caps)
        self.now = instant(start)
        self.host = self.kind(
            policy=with_mail(policy, guarantee),
            customer=pp.Customer(
                id="c1",
                buyer=pp.Recipient(
                    locale="en", zone="Europe/Berlin", channels=dict.fromkeys(channels, CONSENTED)
                ),
            ),
            watch=watch,
        )
        self.punctual_since, self.ahead = self.now, list(COURSE)
        self.happens((EventKind.ORDER_PLACED, {"lines": (OrderLine(id="L1"),), "gates": gates}))

    def happens(self, what: Happening, ago: int = 0) -> None:
        """Something happened some time ago, and is heard now."""
        kind, known = what
        number = str(len(self.host.events))
        parcel = "P1" if kind in PARCEL_KINDS else None
        at, received = moment(self.now - ago), moment(self.now)
        details = SHAPE_OF[kind](**known)
        event = pp.Event(
            kind=kind, order="o1", at=at, received_at=received, id=number, shipment=parcel, details=details
        )
        self.host.hear(event)

    @precondition(lambda self: self.ahead)
    @rule(
        ago=st.sampled_from((0, 0, 0, 1, 3_600, 43_200, 259_200, 259_201)),
        skips=st.sampled_from((0, 0, 1)),
        then=THEN,
    )
    def goes_on(self, ago, skips, then):
        """The next thing happens to the order, and is heard at once or late, or not at all."""
        for what in self.ahead[skips : skips + 1]:
            self.happens(what, ago)
        self.ahead = self.ahead[skips + 1 :]
        self.react(then)

    @precondition(lambda self: len(self.ahead) < len(COURSE) - 2)
    @rule(what=st.sampled_from(TURNS), ago=st.sampled_from((0, 0, 3_600)), then=THEN)
    def takes_a_turn(self, what, ago, then):
        """Something happens that need not have."""
        self.happens(what, ago)
        self.react(then)

    @rule(what=st.sampled_from(ACTS), then=THEN)
    def customer_acts(self, what, then):
        """The customer asks, answers, or wants to hear more or less."""
        self.happens(what)
        self.react(then)

    @rule(which=st.integers(0, 40), then=THEN)
    def is_heard_twice(self, which, then):
        """A feed repeats itself."""
        events = self.host.events
        self.host.hear(replace(events[which % len(events)], received_at=moment(self.now)))
        self.react(then)

    @rule(word=st.sampled_from(WORDS), observed=st.booleans(), then=THEN)
    def courier_says(self, word, observed, then):
        """The courier writes of its own accord, or is supposed to have written."""
        self.note(RowKind.SENT, word, by=Party.COURIER, channel=Channel.SMS, observed=observed)
        self.react(then)

    @rule(word=st.sampled_from(("order_confirmed", "dispatched", "inquiry_answered")), then=THEN)
    def staff_ask(self, word, then):
        """Staff want something said again."""
        self.note(RowKind.REQUESTED, word, by=Party.STAFF, actor="anna")
        self.react(then)

    def note(self, kind: RowKind, word: str, **known: object) -> None:
        """Write down what somebody else said or wants said."""
        about = "P1" if word in WORDS else "order"
        row = pp.Row(
            kind=kind, at=moment(self.now), order="o1", to=Role.BUYER, touchpoint=word, subject=about, **known
        )
        self.host.note(row)

    @rule(pause=st.sampled_from(PAUSES), then=THEN)
    def time_passes(self, pause, then):
        """The host sleeps, whatever it had set its alarm for."""
        self.now += pause
        self.react(then)

    @precondition(lambda self: self.host.due is not None)
    @rule(off_by=st.sampled_from((-1, 0, 0, 0, 1)), then=THEN)
    def alarm_rings(self, off_by, then):
        """The next wake-up or end of a lease comes, give or take a second."""
        self.now = max(self.now, self.host.due + off_by)
        self.react(then)

    def react(self, then: Stage | tuple[RowKind, ...] | None) -> None:
        """Let the host sleep on, work, or die on its first message, if it has one."""
        if then is None:
            return
        if self.host.due is not None and self.host.due < self.now:
            self.punctual_since = self.now
        if isinstance(then, Stage):
            with suppress(Crash):
                self.looks(dies=then)
            self.punctual_since = self.now
        else:
            self.looks(answers=then)
            again = self.host.look(self.now).plan
            assert (again.messages, again.actions) == ((), ())

    def looks(self, **how: object) -> None:
        """Let the host do all that is due."""
        for _ in self.host.work(self.now, **how):
            pass

    @rule()
    def hosts_race(self):
        """Two hosts plan at once; all keys go to the one that reserves first."""
        self.punctual_since = self.now
        one, other = self.host.look(self.now), self.host.look(self.now)
        self.host.carry_out(one, None, iter(()))
        due = self.host.due
        self.host.carry_out(other, None, iter(()))
        self.host.due = due

    @precondition(lambda self: self.host.due is None or self.host.due > self.now)
    @rule(back=st.sampled_from((1, 3_600, 86_400)))
    def clock_goes_back(self, back):
        """A host that was on time, and whose clock is set back, says nothing, and says why."""
        then = max(self.now - back, self.punctual_since)
        plan = self.host.look(then).plan
        newest = max([event.learned for event in self.host.events] + [row.t for row in self.host.rows])
        assert plan.messages == ()
        assert ("clock_behind" in plan.warnings) is (newest > then)

    @precondition(lambda self: any(letter.noted is RowKind.SENT for letter in self.host.letters))
    @rule()
    def message_bounces(self):
        """What was sent last did not arrive after all."""
        sent = [letter for letter in self.host.letters if letter.noted is RowKind.SENT]
        self.host.bounce(sent[-1], self.now)

    @invariant()
    def nothing_is_held_against_the_host(self):
        """Nobody was told twice, woken, or told too much at once."""
        faults = faults_so_far(self.host)
        assert faults == [], "\n".join(faults)

    def teardown(self):
        """In the end all that was to be said was taken, or is over, or is with the staff."""
        self.now = max(self.now, self.host.due or 0)
        self.host.due = self.now
        self.host.rest(self.now + 40 * 86_400)
        faults = all_faults(self.host, self.now + 40 * 86_400)
        assert faults == [], "\n".join(faults)


def with_mail(policy: pp.Policy, guarantee: Guarantee) -> pp.Policy:
    """Return the policy with mail that may go twice, or with mail that may not."""
    return replace(policy, channels={**policy.channels, Channel.EMAIL: ChannelPolicy(guarantee=guarantee)})
