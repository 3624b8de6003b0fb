"""TIME and KNOWLEDGE of the reference model: closed hours, facts, and who knows what."""

# ruff: noqa: D102, D103 - a step of the pages is a step here, however long, and named as there

from datetime import UTC, datetime, time, timedelta
from functools import cache
from types import SimpleNamespace as Record
from zoneinfo import ZoneInfo

from postpurchase.windows import ClosedHours, DateWindow, candidate_zones
from tests.reference.fold import NEVER, Order

HOUR = 3_600
KINDS = ["requested", "reserved", "unknown", "failed", "sent", "bounced", "abandoned"]
FURTHER = ("window", "slot", "tracking")
WIDE = {"anniversary", "sms_offer"}  # about the customer, under whichever order
DATED = ["arriving_soon", "arriving_today", "arriving_tomorrow"]
IMPLIES = """production_finished>production_started,item_secured last_part_dispatched>dispatched
dispatched>production_finished,item_secured,delivery_planned entered_country>dispatched
arrived_in_city>entered_country arriving_tomorrow>dispatched arriving_today>arriving_tomorrow
arriving_soon>arriving_today ready_for_pickup>arrived_in_city pickup_expiring>ready_for_pickup
attempt_failed>arrived_in_city delivered>arrived_in_city,ready_for_pickup
all_delivered>delivered,last_part_dispatched returned>return_started delayed>delay_likely
delayed_again>delayed"""
IMPLIES = {strong: weak.split(",") for strong, weak in (each.split(">") for each in IMPLIES.split())}


def seconds(value):
    return int(value.total_seconds() if isinstance(value, timedelta) else value.timestamp())


# TIME: closed times [from, to); a start has its earlier meaning, an end its later one.
@cache
def closed_on(day, start, end, weekdays, zone):
    last = day + timedelta(days=end <= start)
    starts = [datetime.combine(day, start, ZoneInfo(zone)).replace(fold=fold) for fold in (0, 1)]
    ends = [datetime.combine(last, end, ZoneInfo(zone)).replace(fold=fold) for fold in (0, 1)]
    return (min(map(seconds, starts)), max(map(seconds, ends))) if day.weekday() in weekdays else (0, 0)


@cache
def spans_around(today, hours, zones):
    days = [today + timedelta(days=n) for n in range(-3, 4)]
    return [closed_on(day, h.start, h.end, h.weekdays, zone) for zone in zones for h in hours for day in days]


def closing(t, hours, zones):
    """The closing [from, to) that holds t, spans that touch being one; (t, t) when it is open."""
    spans = spans_around(datetime.fromtimestamp(t, UTC).date(), tuple(hours), tuple(zones))
    first, last = min((s for s in spans if s[0] <= t < s[1]), default=(t, t))
    for _ in spans if first < last else ():
        first = min(s[0] for s in spans if s[0] <= last and first <= s[1])
        last = max(s[1] for s in spans if s[0] <= last and first <= s[1])
    return first, last


def stands(given, revoked, now):
    """Whether a word given stands: the later of giving and taking back counts."""
    times = [seconds(x) if x and seconds(x) <= now else -NEVER for x in (given, revoked)]
    return times[0] > times[1]


def gone(parcel):
    return parcel.outcome != "open" or parcel.back


class Plain(int):
    """Somebody else's plain "it happened": about the last time that it did, and about every time before."""

    def __eq__(self, other):
        return other is True or int(other) == int(self)

    __hash__ = int.__hash__


class Knowledge:
    """The part of a plan that says what is true, and what each person knows of it."""

    def person(self, role):
        return (
            self.customer.receiver if role == "receiver" and self.customer.receiver else self.customer.buyer
        )

    def zones(self, role):
        who = self.person(role)
        return [who.zone] if who.zone else list(candidate_zones(who.country)) or [self.policy.shop.zone]

    def closing(self, t, role, channel=None):
        own = self.person(role).quiet_hours  # a person's own hours stand in place of the policy's
        windows = self.policy.channels[channel].open_hours if channel else ()
        shut = [ClosedHours(start=window.closes, end=window.opens) for window in windows]  # at most one a day
        return closing(t, [own, *shut] if own else [*self.policy.quiet_hours, *shut], self.zones(role))

    def home(self, role):
        """The zone dates are counted in: a person's own, their country's if it has one, else the shop's."""
        zones = self.zones(role)
        return zones[0] if len(zones) == 1 else self.policy.shop.zone

    def destination(self):
        """The zone of dates and slots: that of whoever receives the goods, where it is known."""
        receiver = self.customer.receiver
        known = receiver and (receiver.zone or candidate_zones(receiver.country))
        return self.home("receiver" if known else "buyer")

    def date(self, t):
        return datetime.fromtimestamp(t, ZoneInfo(self.destination())).date()

    def slot(self, order):
        """The slot last agreed, unless all that is under way comes on later days."""
        return None if self.put_off(order) else self.slot_agreed(order)

    def slot_agreed(self, order):
        """The slot last agreed; it is over once an attempt in it, or after it, failed."""
        failed = [m.at for m in order.reached if m.kind == "attempt_failed"]
        if not order.slots or not failed:
            return order.slot
        day, start = order.slot.date, order.slot.start or time(0)
        start = self.wall(day, start, ZoneInfo(self.destination()), late=False)
        return None if any(at >= start for at in failed) else order.slot

    def put_off(self, order):
        """Whether the couriers said since that all that is under way comes on later days than the slot's."""
        coming = [p for p in order.parcels.values() if p.outcome == "open"]
        return bool(coming) and all(self.put_off_of(order, p) for p in coming)

    @staticmethod
    def put_off_of(order, p):
        """Whether its courier said since that a parcel comes on a later day than the slot's."""
        since, slot = order.agreed[0] if order.agreed else (NEVER, None)
        return bool(p and p.eta and p.eta_since > since and p.eta.earliest > slot.date)

    @staticmethod
    def wall(day, at, zone, *, late):
        """A local time: its earlier or later meaning where it has two, or none."""
        both = [seconds(datetime.combine(day, at, zone).replace(fold=fold)) for fold in (0, 1)]
        return max(both) if late else min(both)

    # FACTS: each touchpoint tells a fact of its own name, and what it `tells` where known
    def facts(self, point, subject, at, n, now, order):
        own = self.date(at) if point.id in DATED else n if n > 1 else True
        values = {name: self.further(order, name, subject, now) for name in point.tells}
        if values.get("slot") and own is not True and point.id in DATED and own != values["slot"].date:
            del values["slot"]  # a round on another day is not in the slot
        return {point.id: own} | {name: value for name, value in values.items() if value is not None}

    def further(self, order, name, subject, now):
        sole = order.parcels[order.first] if len(order.parcels) == 1 else None
        parcel = order.parcels.get(subject, sole if subject in ("order", "1") else None)
        promised = order.placed and order.placed.details.promised
        if name == "tracking":
            numbers = [x for x, until in parcel.numbers.items() if until is None] if parcel else []
            return numbers[-1] if numbers else None
        if name == "slot":
            return self.slot(order) if promised else None
        return self.estimate(order, subject, now)[0]

    def unsaid(self):
        """What an answer leaves out: the day of what is over, stuck or held, here today or tried in vain; then the number too."""
        o = self.order
        parcels, slot, window = o.parcels.values(), self.slot(o), self.estimate(o, "order", self.now)[0]
        away = [p for p in parcels if p.outcome == "open" and not p.back and p.seen_leaving]
        if o.cancelled or o.complete or (o.refunded and not away):
            return {"window", "slot", "tracking"}
        over, days = slot and self.anchor("slot_end") <= self.now, {"window", "slot"}
        here = not any(o.gone(p) for p in parcels)
        missed = over and (away or here)
        missed = missed and (not window or window.latest <= slot.date or not self.named_since(slot, away))
        anew = any(p.further for p in away)  # in the lost one's place
        stuck = any((p.outcome == "lost" and not anew) or (p.outcome == "open" and p.back) for p in parcels)
        stuck = stuck or (not away and any(p.outcome == "returned" for p in parcels))
        held = len(away) == 1 and away[0].problems & {"address", "customs_hold", "duty_due", "documents"}
        stuck = stuck or missed or held or any(p.position == "ready_for_pickup" for p in away)
        lacking = o.lacking and not away and not any(p.outcome == "delivered" for p in parcels)
        if stuck or lacking:
            return days
        if slot or len(away) != 1:
            return set()
        mine = [m for m in o.reached if m.subject == away[0].name]
        today = self.date(self.now)
        out = any(m.kind == "out_for_delivery" and self.date(m.at) == today for m in mine)
        if out and away[0].position == "out_for_delivery":
            return set() if window and window.earliest == window.latest == today else days
        tried = max((m.at for m in mine if m.kind == "attempt_failed"), default=None)
        return days if tried is not None and (away[0].eta_since or 0) <= tried else set()

    def named_since(self, slot, away):
        """Whether a later day than the slot's was named: by a courier, or to anybody once it was over."""
        said, over = [p.eta for p in away if p.eta], self.anchor("slot_end")
        for row in self.rows:
            if row.order == self.id and row.to and row.t >= over and self.weight(row) == 2:
                told = self.told_by(row).items()
                said += [value for name, value in told if name.partition("@")[0] == "window"]
        return any(window.latest > slot.date for window in said)

    # KNOWLEDGE: told 2, perhaps 1, nothing 0; a row counts while one of its keys stands at it
    def weight(self, row):
        stands_at = not row.keys or any(self.state(key) is row for key in row.keys)
        return {"sent": 1 + row.observed, "reserved": 1, "unknown": 1}.get(row.kind, 0) if stands_at else 0

    def state(self, key):
        """The row where a key stands: greatest (attempt, kind), never order of arrival."""
        rows = [row for row in self.rows if key in row.keys]
        return max(rows, key=lambda row: (row.attempt, KINDS.index(row.kind)), default=None)

    def told_by(self, row):
        """What a row tells; one that only names its touchpoint tells that one's facts, as of its time."""
        if row.tells and row.by == "shop":
            return row.tells
        point = self.policy.touchpoint(row.touchpoint)
        point = Record(
            id=row.touchpoint,
            tells=FURTHER,
            **({"when": point.when, "about": point.about} if point else {"when": (), "about": "shipment"}),
        )
        past = [e for e in self.order.events if e.t <= row.t]
        order = self.order.past.setdefault(len(past), None) or Order(past)
        self.order.past[len(past)] = order
        sole = len(order.parcels) == 1  # what is said of an order is said of its only parcel
        subject = order.first if sole and row.subject == "order" else row.subject
        heard = [m for m in order.reached if m.kind in [x.milestone for x in point.when]]
        n = max((m.n for m in heard if row.subject in ("order", m.subject)), default=1)
        told = row.tells or self.facts(point, subject, row.t, 1, row.t, order)
        plain = {point.id: Plain(n)} if n > 1 and told.get(point.id) is True else {}
        return {**told, **plain}

    def knowledge(self, role, least, without=None):
        if (role, least, without and without.keys) not in self.known:
            self.known[role, least, without and without.keys] = self.learn(role, least, without)
        return self.known[role, least, without and without.keys]

    def perhaps(self, c, kind, value, without=None):
        """Whether any word that was perhaps heard since the last sure one says it."""
        since = self.newest(self.knowledge(c.role, 2, without=without), c.subject, kind)[0] or -NEVER
        rows = [row for row in self.rows if self.weight(row) == 1 and row.t >= since and row is not without]
        return any(self.is_known(self.learn(c.role, 1, None, [row]), c, kind, value) for row in rows)

    def learn(self, role, least, without, rows=None):
        parcels = self.order.parcels.values()
        told = []
        if rows is None and (
            role == "receiver" or not self.customer.receiver
        ):  # own acts, of whoever receives
            times = {m.subject: m.n for m in self.order.reached if m.kind == "delivered"}
            took = [(p, times.get(p.name, 1)) for p in parcels if p.own]
            told += [(p.own, p.name, "delivered", n if n > 1 else True) for p, n in took]
            told += [(at, "order", "slot", slot) for at, slot in self.order.agreed[::-1]]
        for row in self.rows if rows is None else rows:
            mine = row.to == role and row.touchpoint and row is not without
            for name, value in self.told_by(row).items() if mine and self.weight(row) >= least else ():
                kind, _, subject = name.partition("@")
                if row.order != self.id and kind not in WIDE:
                    continue
                told.append((row.t, subject or row.subject, kind, value))
        known = {}
        for at, subject, kind, value in sorted(told, key=lambda x: (x[0], -self.end(x[3]))):
            where, implied = self.order.first if subject == "1" else subject, [kind]
            for each in implied:
                implied += IMPLIES.get(each, [])
                handed = value if each in DATED and kind in DATED else True  # a date is handed down
                for place in (where, "order") if len(parcels) <= 1 and each != kind else (where,):
                    if (
                        handed is not True or known.get((place, each), (at, True))[1] is True
                    ):  # the later word counts
                        known[place, each] = (at, handed)
            for place in (where, "order") if len(parcels) <= 1 and kind in FURTHER else (where,):
                known[place, kind] = (at, value)
        return known

    @staticmethod
    def end(value):
        """The last day of a window: of two told at one instant the earlier end counts."""
        return value.latest.toordinal() if isinstance(value, DateWindow) else 0

    def is_known(self, known, c, kind, value):
        """Told of the whole order counts for its parcels; what an only parcel implies, for the order as well."""
        return self.is_same(self.newest(known, c.subject, kind)[1], value)

    def newest(self, known, subject, kind):
        """What was told last of a fact: of the whole order it counts for the parcels known then; of one instant, its own."""
        found = [known[place, kind] for place in (subject, "order") if (place, kind) in known]
        late = subject not in ("order", self.order.first) and kind not in FURTHER
        since = self.order.parcels[subject].since if late and subject in self.order.parcels else -NEVER
        found = [x for x in found if x[0] >= since or x is known.get((subject, kind))]
        return max(found, key=lambda x: x[0], default=(0, None))

    def is_same(self, told, value):
        """Materially: of windows, both ends less than `material` dates apart."""
        if isinstance(told, DateWindow) and isinstance(value, DateWindow):
            ends = (told.earliest - value.earliest, told.latest - value.latest)
            return all(abs(end.days) < self.policy.delays.material for end in ends)
        return told == value

    def answered(self):
        """When the last answer that a gate wants was given, not before the order; None while one is missing."""
        placed, given, wanted = self.order.placed, self.order.answers, self.policy.gates.answers
        needed = {q for r in placed.details.gates for q in wanted.get(r, (r,))} if placed else {None}
        return max([placed.t, *(given[q] for q in needed)]) if needed <= set(given) else None

    def heard(self, role):
        rows = [r for r in self.rows if r.order == self.id and r.to == role and r.by != "customer"]
        return [r for r in rows if self.weight(r) == 2 and r.t <= self.now]

    def next_words(self, role):
        """What the row last heard promised; of one instant, every word."""
        last = max((r.t for r in self.heard(role)), default=None)
        words = [p for r in self.heard(role) if r.t == last for p in r.promises]
        dues = [seconds(p.due) for p in words if p.kind == "next_word"]
        return [t for t in dues if t > last]  # what was due by then came with it

    def silence(self, role):
        last = max(self.heard(role), key=lambda r: (r.t, r.attempt, bool(r.keys)), default=None)
        longest = self.longest()
        since = max(last.t if last else -NEVER, self.order.placed.t, self.since)
        dues = [since + longest] if longest else []
        dues += self.next_words(role) if longest else []  # of one instant, the earliest word
        if dues:
            yield (
                min(self.open_by(t, role, since) for t in dues),
                1,
                str(last and (last.t, last.touchpoint)),
                None,
            )

    def open_by(self, t, role, since):
        """The latest open time up to θ, if it lies after the last word; else the first open one after it."""
        latest = self.latest_open(t, role)
        return latest if latest > since else self.closing(t, role)[1]

    def latest_open(self, t, role):
        """θ if it is open, else the start of that closing less 1 h."""
        first, end = self.closing(t, role)
        return t if first == end else first - HOUR

    def longest(self):
        limit = self.policy.cadence.longest_silence[self.order.level or self.customer.level]
        return seconds(limit) if limit else None
