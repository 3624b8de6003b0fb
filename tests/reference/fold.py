"""STATE: fold(E), the reference model's own reading of a history, as naively as it can be said.

It knows the kinds of events that `tests.laws.histories` and `tests.reference.stories` make.
"""

# ruff: noqa: C901, D102, PLR0912 - a step of the pages is a step here, however long, and named as there

from types import SimpleNamespace as Record

NEVER, HALF_A_DAY = 10**11, 43_200
SUPPLY = {"item_secured": "secured", "arrived_in_country": "in_country", "inspection_passed": "inspected"}
SAID = {"inquiry_received": "inquired", "level_changed": "level_changed", "refunded": "refunded"}
SCANS = {"accepted", "out_for_delivery", "attempt_failed", "ready_for_pickup"}
SIGNS = SCANS | {"handed_over", "delivered", "return_started", "returned", "lost"}
ACTS = {"order_placed", "contact_received", "inquiry_received", "question_answered", "level_changed"}
FORWARD = {"dispatched", "last_part_dispatched", "tracking_changed"} | SCANS
RETURNS = {"return_requested", "return_approved", "return_declined", "return_received"}
RECUR = {"inquired", "level_changed", "refunded", "lines_cancelled", "delayed", "address_problem"}
RECUR |= SCANS | {"tracking_changed", "found", "redirected"}


class Order:
    """Where an order stands: milestones `reached`, `parcels`, and the axes that conditions ask about."""

    def __init__(self, events):
        # E a set by (source, id); of copies the latest learned. Order: (occurred_at, source, sequence, id).
        heard = sorted(events, key=lambda e: e.learned)
        copies = {(e.source, e.id): e for e in heard}
        self.events = sorted(copies.values(), key=lambda e: (e.t, e.source, e.sequence, e.id))
        self.learned = {(e.source, e.id): e.learned for e in reversed(heard)}
        named = list(dict.fromkeys(e.shipment for e in self.events if e.shipment)) or ["1"]
        heard_of = {
            e.shipment: self.learned[e.source, e.id] for e in sorted(self.events, key=lambda e: -e.learned)
        }
        told_of = {  # of one instant, the first to be told of by the events that were heard in it
            name: min(
                (self.learned[e.source, e.id], n) for n, e in enumerate(self.events) if e.shipment == name
            )
            for name in heard_of
            if name
        }
        self.first = min(named, key=lambda name: told_of.get(name, (0, 0)))
        self.placed, self.cancelled, self.complete, self.so_far = None, False, False, []
        self.reached, self.lines, self.cut, self.parcels = [], set(), set(), {}
        for name in named:
            p = Record(name=name, back=False, outcome="open", delivered=None, turned=None, own=None)
            p.numbers, p.problems, p.position, p.moves, p.tried, p.announced = {}, set(), "", 0, -NEVER, False
            p.how, p.seen_leaving, p.went_out, p.fresh = None, False, -NEVER, True
            p.held, p.eta, p.eta_since, p.waited, p.courier = set(), None, None, False, None
            p.signs = [e.t for e in self.events if (e.shipment or self.first) == name and e.kind in SIGNS]
            p.made_up, p.left, p.further, p.since = False, None, False, heard_of.get(name, -NEVER)
            self.parcels[name] = p
        for e in self.events:
            p = self.parcels[e.shipment or self.first]
            if all(p is not each for each in self.so_far):  # sent when all was there, by its contents
                p.further = self.beyond(e) or self.sent_anew(e)
                self.make_up(e) if self.sent_anew(e) else None
            self.so_far += [p] if all(p is not each for each in self.so_far) else []
            self.change_order(e, e.kind.value)
            self.change_parcel(p, e, e.kind.value)
            if self.of_all(lambda p: p.outcome == "delivered"):
                self.reach(e, "all_delivered")
            else:
                self.withdraw("all_delivered")
        self.complete, self.past = self.of_all(lambda p: p.outcome == "delivered"), {}
        self.reached = [m for m in self.reached if m.stands]
        latest = {e.kind.value: i for i, e in enumerate(self.events)}
        self.gates = self.placed.details.gates if self.placed and "order_confirmed" not in latest else ()
        self.paused = latest.get("paused", -1) > latest.get("resumed", -1)
        self.refunded = any(m.kind == "refunded" for m in self.reached)
        self.agreed = [(e.t, e.details.slot) for e in self.events[::-1] if getattr(e.details, "slot", None)]
        given = self.placed and (self.placed.details.checkout.slot or self.placed.details.promised.slot)
        self.agreed += [(self.placed.t, given)] if given else []
        self.slots = [slot for _, slot in self.agreed]
        self.slot = self.slots[0] if self.slots else None
        self.open = not self.cancelled and not self.complete and not self.refunded
        self.coming_back, self.lacking = self.returns(), self.unavailable()
        claimed = latest.get("claim_opened", -1) > latest.get("claim_closed", -1)
        parcels = self.parcels.values()
        self.problem = claimed or any(p.problems or (p.outcome == "lost" and self.open) for p in parcels)
        self.level = next((e.details.level for e in self.events[::-1] if e.kind == "level_changed"), None)
        self.act = max((e.t for e in self.events if e.kind in ACTS), default=-NEVER)
        self.answers = {q: e.t for e in self.events[::-1] for q in getattr(e.details, "answers", ())}
        if named == ["1"] and not any(
            e.kind in ("order_placed", "problem_raised", "problem_resolved") for e in events
        ):
            self.parcels = {}  # parcel 1 exists from order_placed

    def beyond(self, e):
        """Whether all was there before, by what the parcels held, or goods had come back."""
        there = [each for each in self.so_far if each.outcome == "delivered"]
        known = self.came_back(e) or (bool(self.lines) and all(x.held for x in there))
        return known and self.of_all(lambda p: p.outcome == "delivered")

    def sent_anew(self, e):
        """Whether it brings what was lost or came back undelivered: all had left, or its lines were in those."""
        missed = [x for x in self.so_far if x.outcome in ("lost", "returned")]
        held = {x.id for x in getattr(e.details, "contents", ())}
        return bool(missed) and (
            self.of_all(self.gone) or (bool(held) and held <= set().union(*(x.held for x in missed)))
        )

    def make_up(self, e):
        """What was lost in another's place, and goes once more, is waited for no more."""
        held = {x.id for x in getattr(e.details, "contents", ())}
        for x in self.so_far:
            if x.outcome in ("lost", "returned") and (not held or not x.held or held & x.held):
                x.made_up = True

    def came_back(self, e):
        """Whether goods had come back to the shop before."""
        return "return_received" in [old.kind for old in self.events if old.t <= e.t]

    def returns(self):
        """Whether the latest word on a return is not that it was declined."""
        said = [e.kind.value for e in self.events if e.kind.value in RETURNS]
        return bool(said) and said[-1] != "return_declined"

    def unavailable(self):
        """The lines that could not be got, were not got later, and are still wanted."""
        lacking = set()
        for e in self.events:
            those = {line.id for line in e.lines} or self.lines
            lacking |= those if e.kind == "item_unavailable" else set()
            lacking -= those if e.kind == "item_secured" else set()
        return lacking - self.cut

    def reach(self, e, kind, subject="order"):
        same = [m for m in self.reached if (m.kind, m.subject) == (kind, subject)]
        back = subject != "order" and self.parcels[subject].back and kind in FORWARD
        if not back and (kind in RECUR or not any(m.stands for m in same)):
            m = Record(kind=kind, subject=subject, n=1 + len(same), event=e, at=e.t, stands=True)
            self.reached.append(m)

    def withdraw(self, kind, subject="order"):
        for m in self.reached:
            m.stands = m.stands and (m.kind, m.subject) != (kind, subject)

    def of_all(self, is_so):
        """Whether it is so of all that is ordered: by contents where those in question name them, else of all parcels named so far."""
        those = [p for p in self.so_far if is_so(p)]
        if any(p.further and not p.made_up for p in self.so_far if p not in those):
            return False
        if those and self.lines and all(p.held for p in those):
            return self.lines - self.cut <= set().union(*(p.held for p in those))
        return 0 < len([p for p in self.so_far if not p.further]) <= len(those)

    @staticmethod
    def gone(p):
        """Whether a parcel left: seen leaving, or only arriving or coming back."""
        return p.seen_leaving or p.outcome == "delivered" or p.back

    def change_order(self, e, kind):
        if kind == "order_placed" and not self.placed:
            self.placed, self.lines = e, {line.id for line in e.details.lines}
            self.reach(e, "placed")
        if kind in SUPPLY or kind in SAID:
            self.reach(e, SUPPLY.get(kind) or SAID[kind])
        chosen = {"slot"} & set(getattr(e.details, "answers", ())) and kind == "question_answered"
        if chosen or kind in ("address_changed", "delivery_requested"):
            self.reach(e, "redirected")
        if kind == "order_confirmed":
            self.reach(e, "confirmed")
        newly = {line.id for line in e.lines} - self.cut if kind == "lines_cancelled" else set()
        newly &= self.lines or newly
        self.cut |= newly
        if kind in ("order_cancelled", "order_expired") or (newly and self.cut == self.lines):
            self.reach(
                e, "expired" if kind == "order_expired" else "cancelled"
            ) if not self.cancelled else None
            self.cancelled = True
        elif newly:
            self.reach(e, "lines_cancelled")

    def change_parcel(self, p, e, kind):
        tracking, problem = getattr(e.details, "tracking", None), getattr(e.details, "problem", None)
        number = tracking.number if tracking else None
        if kind == "tracking_changed":
            if p.numbers.get(number, e.t) is not None:
                p.numbers = {known: until or e.t for known, until in p.numbers.items()} | {number: None}
                if p.outcome == "open":
                    self.reach(e, kind, p.name)
            return
        if p.numbers.get(number) is not None and e.t > p.numbers[number]:
            return  # rule 8: facts of a closed number move nothing
        if number:
            p.numbers.setdefault(number, None)
        window = getattr(e.details, "window", None)
        if kind == "eta_changed" and window and window != p.eta:
            p.eta, p.eta_since = window, e.t
        if kind == "problem_resolved":
            p.problems.discard(problem)
        if kind == "problem_raised" and p.outcome == "open":
            if problem not in p.problems:
                self.reach(e, "address_problem" if problem == "address" else str(problem), p.name)
            p.problems.add(problem)
        doubt = kind in SCANS | {"lost"} or (kind == "problem_raised" and problem == "address")
        if (
            p.outcome == "delivered" and kind == "delivered"
        ):  # another word of the same delivery settles doubt
            p.delivered = e.t if "contested" in p.problems else p.delivered
            p.problems.discard("contested")
        if p.outcome == "delivered" and kind == "delivered" and p.how is None:
            p.how = e.details.how
            p.own = p.delivered if p.how in ("in_person", "collected") else None
        if p.outcome == "delivered" and kind != "return_started":  # rule 3
            if not doubt or e.t <= p.delivered + HALF_A_DAY:
                return
            if kind == "problem_raised" and "contested" in p.problems:
                return  # a complaint is no movement
            p.moves += "contested" in p.problems
            p.problems.add("contested")
            if p.moves < 2 and not (p.moves and kind == "out_for_delivery"):
                return
        if p.outcome == "returned" and not (kind == "out_for_delivery" and e.t > p.turned + HALF_A_DAY):
            return
        p.announced = p.announced or kind == "shipment_announced"
        if kind not in SCANS | {"handed_over", "delivered", "return_started", "lost"}:
            return
        if p.outcome == "lost" and kind == "handed_over":
            return
        self.revive(p, e, kind)
        if (
            kind != "out_for_delivery" or not p.announced or self.gone(p) or p.back
        ):  # else the courier knows only a label
            self.move(p, e, kind)

    def revive(self, p, e, kind):
        if p.outcome == "lost" != kind:
            self.reach(e, "found", p.name)
        if p.outcome not in {"open", kind}:  # rules 3, 4, 5: no outcome is a lock
            self.withdraw(p.outcome, p.name)
            p.outcome, p.own, p.how, p.moves = "open", None, None, 0
            p.problems.discard("contested")

    def move(self, p, e, kind):
        if kind == "out_for_delivery" and p.back and e.t > p.turned + HALF_A_DAY:
            p.back = False  # rule 4: the return was cancelled
            self.withdraw("return_started", p.name)
        was, p.held = self.gone(p), {x.id for x in getattr(e.details, "contents", ())} or p.held
        p.seen_leaving = p.seen_leaving or kind in SCANS | {"handed_over"}
        p.left = e.t if p.left is None and kind in SCANS | {"handed_over"} else p.left
        p.waited = p.waited or kind == "ready_for_pickup"
        if kind in SCANS | {"handed_over"} and not was:
            self.reach(e, "dispatched", p.name)
            parts = [x for x in self.so_far if not x.further]
            missed = any(x.outcome in ("lost", "returned") for x in self.so_far)
            if len(parts) > 1 and not p.further and not missed and self.of_all(self.gone):
                self.reach(e, "last_part_dispatched", p.name)
        if kind in ("out_for_delivery", "ready_for_pickup"):
            p.problems -= {"address"}
        if kind == "return_started" and not p.back:
            p.back, p.turned = True, e.t
            self.reach(e, kind, p.name)
        elif kind == "delivered":
            p.outcome, p.delivered = "returned" if p.back else "delivered", e.t
            p.problems -= {"address", "delayed"}
            p.how = None if p.back else e.details.how
            p.own = e.t if p.how in ("in_person", "collected") else None
            self.reach(e, p.outcome, p.name)
        elif kind == "lost":
            p.outcome = "lost"
            self.reach(e, kind, p.name)
        elif kind == "attempt_failed" and (p.fresh or e.t > p.tried + HALF_A_DAY):
            p.tried, p.fresh = e.t, False  # on one round, or within half a day, it is the same attempt
            self.reach(e, kind, p.name)
        elif kind == "out_for_delivery" and (p.position != kind or e.t > p.went_out + HALF_A_DAY):
            p.went_out, p.fresh = e.t, True
            self.reach(e, kind, p.name)
        elif kind == "ready_for_pickup" and p.position != kind:
            self.reach(e, kind, p.name)
        p.position = kind if kind in SCANS - {"accepted"} else p.position
