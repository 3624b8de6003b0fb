"""Lateness of the reference model: docs/explanation/lateness.md, line by line.

It believes what couriers, checkouts, lead times and a route of two legs say, and knows no other model.
"""

# ruff: noqa: D102, PLW2901 - a step of the pages is a step here, however long, and named as there

from datetime import datetime, time, timedelta
from types import SimpleNamespace as Record
from zoneinfo import ZoneInfo

from postpurchase.windows import DateWindow
from tests.reference.fold import NEVER
from tests.reference.knowledge import Knowledge, seconds

DAY = 86_400
ONE = timedelta(days=1)
STAGES = {"delay_likely", "disrupted", "delayed", "delayed_again", "back_on_time"}
SURE = ("delayed", "delayed_again")
DATES = 21


class Lateness(Knowledge):
    """The part of a plan that says what is believed, what was promised, and how the two stand."""

    # BELIEF: (window, basis, whether a disruption made it later); no window where nobody believes one
    def estimate(self, order, subject, at):
        whole = (
            subject not in order.parcels
        )  # a parcel that nothing is known of yet is promised what the order is
        coming = [p for p in order.parcels.values() if p.outcome == "open" and not p.back]
        last = coming if len(coming) == 1 and not self.more_to_leave(order) else [None]
        sole = order.parcels[order.first] if len(order.parcels) == 1 else last[0]
        parcel = order.parcels.get(subject, sole)
        if whole and not order.open:
            return None, "none", False
        alone = parcel and (parcel.outcome == "delivered" or self.rest_waits(order))
        parcel = None if whole and alone else parcel
        if parcel and (parcel.outcome == "lost" or (parcel.outcome == "open" and parcel.back)):
            return None, "withheld", False
        if parcel and parcel.outcome != "open":
            return None, "none", False
        for window, basis, disrupted in self.sources(order, parcel, at):
            if window and not parcel:  # of several parcels the last to come, by the courier's date
                others = [
                    p.eta for p in order.parcels.values() if p.eta and p.outcome == "open" and not p.back
                ]
                latest = max([window, *others], key=lambda x: x.latest)
                window, basis, disrupted = (
                    (window, basis, disrupted) if latest is window else (latest, "courier", False)
                )
            gone = window and self.date(at) > window.latest
            vague = window and basis != "promised" and (window.latest - window.earliest).days >= DATES
            return (None, "withheld", False) if gone or vague else (window, basis, disrupted)
        return None, "none", False

    def sources(self, order, parcel, at):
        """The courier's date before a slot, a slot before what is foreseen, that before the checkout's window and lead times."""
        placed, days = order.placed, self.policy.ranges.lead_days
        coming = [p for p in order.parcels.values() if p.outcome == "open" and not p.back]
        more = not order.of_all(order.gone) or any(not p.further for p in coming) or not coming
        if parcel.further if parcel else len(order.parcels) > 1 and not more:  # no promise is about it
            days, promised = None, None
        else:
            promised = placed and placed.details.promised
        if parcel and parcel.eta:
            yield parcel.eta, "courier", False
        if promised and promised.slot and (self.model or not promised.window):
            yield DateWindow(earliest=promised.slot.date, latest=promised.slot.date), "promised", False
        if self.model and placed:
            yield from (self.disturbed(order, parcel, *x) for x in self.foreseen(order, parcel, at))
        if promised and promised.window:
            yield self.disturbed(order, parcel, promised.window, "promised")
        if days and placed:
            first, last = [self.date(placed.t) + timedelta(n) for n in days]
            yield self.disturbed(order, parcel, DateWindow(earliest=first, latest=last), "ranges")

    def foreseen(self, order, parcel, at):
        """By the legs that are left, counted anew after `scan_days` without a sign; withheld after three times the longest."""
        route = self.model.route
        known = parcel or order.parcels.get("none")
        if known and any(m.kind == "delivered" and m.subject == known.name for m in order.reached):
            return
        left = [m.at for m in order.reached if known and (m.kind, m.subject) == ("dispatched", known.name)]
        legs = route.legs[1:] if left else route.legs
        since, signs = min(left, default=order.placed.t), known.signs if known else []
        silent = max(0, at - max(signs)) if signs else 0
        if signs and silent >= 3 * max(1, legs[0].days[1]) * DAY:
            yield None, "withheld"
            return
        again = silent // (route.scan_days * DAY) if route.scan_days else 0
        start = max(signs) + again * route.scan_days * DAY if again else since
        day = datetime.fromtimestamp(start, route.zone).date()
        first, last = (day + timedelta(sum(leg.days[end] for leg in legs)) for end in (0, 1))
        yield DateWindow(earliest=first, latest=last), "no_scan" if again else "ranges"

    def disturbed(self, order, parcel, window, basis):
        """Later by the days of every declared disruption that it meets, in its courier's care, before the last round."""
        disrupted = False
        for x in self.policy.disruptions if window else ():
            placed = order.placed.details
            there = x.country in (None, placed.destination.country) and x.region in (
                None,
                placed.destination.region,
            )
            carried = x.courier in (None, (parcel and parcel.courier) or placed.promised.courier)
            past = parcel and parcel.position in ("out_for_delivery", "ready_for_pickup")
            if there and carried and not past and window.earliest <= x.end and x.start <= window.latest:
                fewest, most = (timedelta(days) for days in x.days)
                window = DateWindow(earliest=window.earliest + fewest, latest=window.latest + most)
                basis, disrupted = "ranges" if basis == "promised" else basis, True
        return window, basis, disrupted

    # PROMISE of a parcel to a person: what binds, and the first of them all
    def promises(self, subject, role):
        o, placed = self.order, self.order.placed
        further = subject in o.parcels and o.parcels[subject].further
        window = placed and not further and placed.details.promised.window
        told = [Record(at=placed.t, name=f"placed {placed.id}", window=window)] if window else []
        perhaps = []
        for row in self.rows:
            if row.order == self.id and row.to == role and row.touchpoint and self.weight(row):
                for name, value in self.told_by(row).items():
                    kind, _, about = name.partition("@")
                    about = o.first if (about or row.subject) == "1" else about or row.subject
                    knew = further and row.t >= o.parcels[subject].since  # the order's day was its day too
                    ours = (subject,) if further and not knew else (subject, "order")
                    ours += (
                        tuple(o.parcels) if subject == "order" and window and self.weight(row) == 2 else ()
                    )
                    alone = len(o.parcels) <= 1 and subject != "order"
                    mine = subject != "order" or self.of_all_goods(about, row.t)
                    if kind == "window" and mine and (about in ours or alone):
                        one = Record(at=row.t, name=str((row.t, row.kind, row.touchpoint)), window=value)
                        (told if self.weight(row) == 2 else perhaps).append(one)
        if (
            subject != "order" and not further and self.put_off_of(o, o.parcels.get(subject))
        ):  # the slot was promised
            since, slot = o.agreed[0]
            day = DateWindow(earliest=slot.date, latest=slot.date)
            told.append(Record(at=since, name=f"slot {slot.date}", window=day))
        if subject == "order" and window:  # the rest comes no sooner than was promised of the whole
            told = [x for x in told if x.window.latest >= window.latest]
        told = told[: bool(window)] + sorted(
            told[bool(window) :], key=lambda x: (x.at, -x.window.latest.toordinal())
        )
        tried = [m.at for m in o.reached if (m.kind, m.subject) == ("attempt_failed", subject)]
        if tried and not self.slot_agreed(o):  # whoever came in vain kept what was promised before
            told = [x for x in told if x.at > max(tried)]
        newer = [x for x in perhaps if told and x.at >= told[-1].at]
        newer = [x for x in newer if x.window.latest < told[-1].window.latest]
        return told, min(newer, key=lambda x: (x.window.latest, -x.at), default=None)

    def midnight(self, day):
        return self.wall(day, time(0), ZoneInfo(self.destination()), late=False)

    def lateness(self, subject, role, names=None):
        """How a parcel, or the rest of the order under the order's name, stands to what its person was told, or None."""
        p, (promises, maybe) = self.order.parcels.get(subject), self.promises(subject, role)
        gone = p and (p.outcome != "open" or p.waited)
        if gone or not promises or subject not in (names or self.speakers()):
            return None
        known = self.knowledge(role, 2)
        told, names = {}, [subject] if p and p.further else [subject, "order"] if p else self.speakers()
        for kind in ("delay_likely", *SURE):
            heard = [(name, self.newest(known, name, kind)[0]) for name in names]
            at = max([t for name, t in heard if subject != "order" or self.of_all_goods(name, t)], default=0)
            told |= {kind: at} if at else {}
        at = Record(
            parcel=p, first=promises[0], surely=promises[-1], promise=maybe or promises[-1], told=told
        )
        at.sure = max([told[kind] for kind in SURE if kind in told], default=None)
        at.window, at.basis, at.disrupted = self.estimate(self.order, subject, self.now)
        at.end = self.midnight(at.promise.window.latest + ONE)
        at.material = self.policy.delays.material
        at.by = self.by(at, at.window)
        at.later = at.by >= at.material
        return at

    def speakers(self):
        """What can be late: each parcel, and the rest while nothing that was sent is under way."""
        return [*self.order.parcels, *(["order"] if self.rest_waits(self.order) else [])]

    @staticmethod
    def rest_waits(o):
        """Whether more is waited for than all parcels there are, of which none is under way."""
        tried = {m.subject for m in o.reached if m.kind == "attempt_failed"}
        over = [p.outcome != "open" or p.back or p.waited or p.name in tried for p in o.parcels.values()]
        return all(over) and Lateness.more_to_leave(o)

    @staticmethod
    def more_to_leave(o):
        """Whether more is waited for than all parcels there are."""
        return o.parcels and o.open and not o.of_all(lambda p: o.gone(p) or p.outcome != "open")

    def of_all_goods(self, name, at):
        """Whether a word was about all that was lacking: of the order, or of a parcel that had not left."""
        p = self.order.parcels.get(name)
        return not p or p.left is None or at < p.left

    @staticmethod
    def by(at, window):
        return (window.latest - at.promise.window.latest).days if window else -NEVER

    # SINCE what holds of the belief has held
    def held_since(self, at, subject, holds):
        if at.basis == "courier" and at.parcel:
            return max(at.parcel.eta_since, at.promise.at)
        news = max(at.promise.at, *(e.learned for e in self.order.events))
        nights = [self.midnight(self.date(self.now) - back * ONE) for back in range(14)]
        held, since, before = lambda t: holds(self.estimate(self.order, subject, t)[0]), None, news
        for night in nights:
            if night <= news or not held(night):
                before = max(night, news)
                break
            since = night
        else:
            return since
        if since and before == news:
            return since
        if since is None and before == news and held(news):
            return news
        turns = [t for t in self.turns(at.parcel) if before < t <= (since or self.now) and held(t)]
        return min(turns, default=since or before)

    def turns(self, parcel):
        """When silence about a parcel is counted anew."""
        step = (self.model.route.scan_days or 0) * DAY if self.model else 0
        last = max(parcel.signs) if parcel and parcel.signs else 0
        return [last + n * step for n in range(1, 400)] if step and last else []

    # STAGES
    def stage(self, on, point, offset, subject, role):
        at, slot = self.lateness(subject, role), self.slot(self.order)
        if not at or (slot and on not in SURE):
            return
        off = self.put_off_of(self.order, self.order.parcels.get(subject))
        day_over = self.midnight(slot.date + ONE) if slot and not off else -NEVER
        settle, late = seconds(point.settle), lambda window: self.by(at, window) >= at.material
        ours, end = (
            at.basis not in ("courier", "promised"),
            at.end + offset + seconds(self.policy.delays.grace),
        )
        if on in ("delay_likely", "disrupted"):
            if ours and at.later and at.sure is None and self.now < at.end:
                since, lead = self.held_since(at, subject, late), self.midnight(self.lead(at))
                if on == "delay_likely":
                    yield max(since, min(since + settle, lead)), at.promise.name
                elif at.disrupted:
                    yield since + settle, at.promise.name
        elif on in SURE:
            for since, name in self.sure(on, at, subject, late, end):
                yield max(day_over, since + settle), name
        elif on == "back_on_time" and at.told and at.window and at.parcel:
            first, at.promise = at.first.window.latest, at.surely  # only what was told counts
            if at.promise.window.latest > first >= at.window.latest:
                yield (
                    self.held_since(at, subject, lambda window: window and window.latest <= first) + settle,
                    at.promise.name,
                )

    def sure(self, on, at, subject, late, end):
        """Late for the first time; with a date, where that was told without one; or later still."""
        if on == "delayed" and at.sure is None:
            said = [self.held_since(at, subject, late)] if at.later and at.basis == "courier" else []
            yield min([end, *said]), at.promise.name
        elif on == "delayed" and at.promise.at < at.sure and at.later:
            yield max(self.held_since(at, subject, late), at.sure), f"{at.promise.name} dated after {at.sure}"
        elif on == "delayed_again" and at.sure is not None and at.promise.at >= at.sure:
            said = [self.held_since(at, subject, late)] if at.later else []
            yield min([end, *said]), at.promise.name

    def lead(self, at):
        day, left = at.promise.window.latest, self.policy.delays.lead
        while left:
            day -= ONE
            left -= day.weekday() < 5
        return day

    def granted(self, role):
        """Whether any tier is reached: what is asked for before has nothing to grant."""
        return any(due <= self.now for name in self.speakers() for due in self.tiers(None, name, role))

    # OVERDUE: what was promised first is over, with the grace, and it has not left; once per order
    def never_left(self, role):
        names = self.speakers()  # and what has not left, though something else is under way
        names += ["order"] if "order" not in names and self.more_to_leave(self.order) else []
        for name in names:
            at = self.lateness(name, role, names)
            if at and not (at.parcel and at.parcel.left is not None):
                agreed = [slot.date] if (slot := self.slot(self.order)) else []
                last = max([at.first.window.latest, *agreed])
                yield self.midnight(last + ONE) + seconds(self.policy.delays.grace)

    # OFFER: the largest tier that is due, else the next; once per order
    def tiers(self, point, subject, role):
        at = self.lateness(subject, role)
        for tier in self.policy.delays.compensation if at else ():
            if self.fault(at) in tier.fault:
                day = at.first.window.latest + timedelta(tier.days_late)
                said = []
                if at.basis == "courier" and at.parcel and at.window.latest >= day:
                    said = [max(at.parcel.eta_since, at.first.at)]
                yield min([self.midnight(day), *said]) + (seconds(point.settle) if point else 0)

    def fault(self, at):
        if at.parcel and "address" in at.parcel.problems:
            return "customer"
        if at.disrupted:
            return "nobody"
        return "courier" if at.parcel and at.parcel.left is not None else "shop"

    # WHY: of what is sent, and of what is not in sight
    def why_late(self, c):
        at = self.lateness(c.subject, c.role)
        return "promise_broken" if at and self.now >= at.end else "promise_at_risk"

    def why_unseen(self, c):
        asked = any(x.on == "delay_likely" for x in c.point.when) and not self.slot(self.order)
        at = self.lateness(c.subject, c.role) if asked else None
        if at and at.sure is None and self.now < at.end:
            if at.basis == "withheld":
                return "not_believable"
            if 0 < at.by < at.material:
                return "immaterial"
        return "not_yet"
