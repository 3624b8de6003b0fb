"""OCCURRENCE and CANDIDATE of the reference model: what comes due, when, and under which key."""

# ruff: noqa: C901, D102, PLR0912 - a step of the pages is a step here, however long, and named as there

from datetime import datetime, timedelta
from types import SimpleNamespace as Record
from zoneinfo import ZoneInfo

from tests.reference.fold import NEVER
from tests.reference.knowledge import DATED, seconds
from tests.reference.lateness import ONE, STAGES, Lateness


class Occurrences(Lateness):
    """The part of a plan that says what there is to judge."""

    # OCCURRENCE of a trigger: (due, number, identity, event)
    def triggers(self, point, subject, role):
        o, reminders = self.order, sorted(x.offset for x in point.when if x.on == "gate")
        gate = o.placed and o.placed.details.gates
        asked = sorted(self.requests(point, subject, role), key=lambda row: row.id, reverse=True)
        for row in asked:  # forced → id of the staff's Requested row; of one second, the last by it
            yield row.t, 0, f"forced {row.id}", None
        once = (lambda n: 1) if point.once else (lambda n: n)
        for x in point.when if role in self.audience(point) else ():
            plus = seconds(x.offset + point.settle)
            for m in o.reached if x.milestone else ():
                if m.kind == x.milestone and subject in ("order", m.subject):
                    n = once(m.n)
                    name = m.event.id if m.kind == "inquired" and not point.once else n
                    name = self.day_name(point, m.at + seconds(x.offset)) or name
                    yield m.at + plus, n, name, m.event
            if x.on == "silence" and o.placed and o.open and not self.gated():
                yield from self.silence(role)
            elif x.on in STAGES:
                offset = seconds(x.offset)
                yield from (
                    (due, 1, name, None) for due, name in self.stage(x.on, point, offset, subject, role)
                )
            elif x.on == "late":
                for name in self.speakers():
                    yield from ((due, 1, "offer", None) for due in self.tiers(point, name, role))
            elif x.on == "overdue":
                yield from ((due + plus, 1, "overdue", None) for due in self.never_left(role))
            elif x.on == "anchor":
                of_slot = x.anchor in ("slot_start", "slot_end")
                n = max(1, len(o.slots)) if of_slot else 1
                given = [e for e in o.events if getattr(e.details, "slot", None)] if of_slot else []
                p = o.parcels.get(subject)
                if of_slot and self.put_off_of(o, p):
                    continue  # its courier said that it comes on a later day
                if (
                    of_slot
                    and p
                    and subject != o.first
                    and self.slot(o)
                    and p.since >= self.anchor("slot_end")
                ):
                    continue  # a further parcel that nobody had heard of was not to come in the slot
                by = [*given[-1:], o.placed][0]  # stale if it had long passed when this was heard of
                heard = by and o.learned[by.source, by.id]
                settle = seconds(point.settle)
                yield from (
                    (at, n, self.day_name(point, at - settle) or n, None, heard)
                    for at in self.around(x, point)
                )
            elif x.on == "gate" and gate:
                n = 1 + reminders.index(x.offset)
                yield o.placed.t + plus, n, n, o.placed
            elif x.on == "gate_expiry" and gate:
                expires, answered = (
                    o.placed.t + seconds(x.offset) + seconds(self.policy.gates.expires_after),
                    self.answered(),
                )
                if answered is None or answered > expires:  # an answer in the same second counts
                    yield expires + seconds(point.settle), 1, 1, None
            elif x.on in ("gate_answered", "staff_deadline") and gate and self.answered() is not None:
                plus += seconds(self.policy.gates.staff_deadline) if x.on == "staff_deadline" else 0
                yield self.answered() + plus, 1, 1, None

    def day_name(self, point, at):
        """What is said of one day is named by it, anew for each slot agreed for that day."""
        if point.id in DATED:
            day = self.date(at) + timedelta(days=point.id == "arriving_tomorrow")
            return day, max(1, sum(slot.date == day for slot in self.order.slots))
        return None

    def audience(self, point):
        return point.audience if self.customer.receiver else ("buyer",)

    def requests(self, point, subject, role):
        for row in self.rows:
            about = self.order.first if row.subject == "1" else row.subject
            if row.kind == "requested" and row.order == self.id and row.touchpoint == point.id:
                whom = row.to if row.to == "receiver" and self.customer.receiver else "buyer"
                if whom == role and about in (subject, "order"):  # asked of the order: of each parcel
                    yield row

    def anchor(self, name):
        """The instant of an anchor, if there is one: a slot's ends in the buyer's zone, dates by midnight."""
        slot, placed = self.slot(self.order), self.order.placed
        window, zone = placed and placed.details.promised.window, ZoneInfo(self.destination())
        if slot and name in ("slot_start", "slot_end"):
            at = slot.start if name == "slot_start" else slot.end
            return self.wall(slot.date, at, zone, late=name == "slot_end")
        if window and name == "promised_start":
            return self.wall(window.earliest, datetime.min.time(), zone, late=False)
        if window and name == "promised_end":
            return self.wall(window.latest + timedelta(days=1), datetime.min.time(), zone, late=False)
        return None

    def around(self, x, point):
        at = self.anchor(x.anchor)
        if at is None:
            return
        at += seconds(x.offset)
        if x.at is not None:
            zone = ZoneInfo(self.destination())
            at = self.wall(datetime.fromtimestamp(at, zone).date(), x.at, zone, late=True)
        yield at + seconds(point.settle)

    # CANDIDATE touchpoint × subject × role, at its latest occurrence: the latest reached, else the next due
    def all_candidates(self):
        for point in self.policy.touchpoints:
            subjects = ["order"] if point.about == "order" else self.order.parcels
            if point.about != "order" and any(x.on in {*STAGES, "late", "overdue"} for x in point.when):
                subjects = self.speakers()
            for role in ("buyer", "receiver"):
                for subject in subjects:
                    found = sorted(self.triggers(point, subject, role), key=lambda x: x[:2])
                    reached = [x for x in found if x[0] <= self.now]
                    self.later |= {x[0] for x in found}
                    latest = [x for x in reached if x[:2] == reached[-1][:2]]
                    if (
                        latest and latest[0][3] and latest[0][3].notify == "never"
                    ):  # mutes no other of its name
                        same = [x for x in reached if x[2] == latest[0][2]]
                        latest = [x for x in same if not (x[3] and x[3].notify == "never")][-1:] or latest
                    if found or role in self.audience(point):
                        yield self.candidate(point, subject, role, *[*latest, *found, (NEVER, 1, 0, None)][0])

    def candidate(self, point, subject, role, due, n, identity, event, heard=None):
        c = Record(
            point=point, subject=subject, role=role, due=due, event=event, name=f"{point.id}@{subject}"
        )
        c.where = "1" if subject == self.order.first else subject
        c.key = f"{self.id}|{role}|{c.where}|{point.formerly or point.id}|{identity}"
        c.must, c.silent = point.importance == "must_tell", point.is_silence
        c.answer = point.answers and self.now < self.order.act + seconds(self.policy.answer_grace)
        c.forced = str(identity).startswith("forced")
        c.ends = due + seconds(point.useful_for) if point.useful_for is not None else NEVER
        until = point.useful_to and self.anchor(point.useful_to)
        c.ends = min(c.ends, NEVER if until is None else until)
        if point.id in DATED and due < NEVER:  # today and tomorrow are said of no other day
            c.ends = min(c.ends, self.midnight(self.date(due) + ONE))
        term = self.policy.must_tell_deadline if point.deadline is None else point.deadline
        c.deadline = min(c.ends, due + seconds(term))
        c.tells = self.facts(point, subject, due, n, self.now, self.order) if due < NEVER else {}
        if self.gated():  # an order that waits promises nothing
            c.tells = {kind: value for kind, value in c.tells.items() if kind == point.id}
        if "slot" in c.tells and self.anchor("slot_end") <= self.now:  # what has passed is no news
            del c.tells["slot"]
        if point.answers or point.is_silence:  # how the order stands: no day where none is to come
            c.tells = {kind: value for kind, value in c.tells.items() if kind not in self.unsaid()}
        wrote = getattr(event.details, "channel", None) if event and point.answers else None
        c.ways = [wrote] * (wrote in {"email", "sms", "push", "chat", "marketplace_message"}) + [
            *point.channels
        ]
        c.row, c.retry, c.channels, c.not_before = self.state(c.key), None, c.ways, 0
        c.owner, c.channel, c.spent, c.n, c.hopeless = None, None, (), n, False
        c.heard = self.order.learned[event.source, event.id] if event else heard or 0
        c.born = event.t if event else due
        return c
