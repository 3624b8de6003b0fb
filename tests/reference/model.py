"""The reference model: the formal core, step by step, as naively as it can be said.

It shares no code with the engine: it reads the values of events, rows, policies and customers, and folds
them in `tests.reference.fold`. Keys are readable strings, never hashes.
"""

# ruff: noqa: C901, D102 - a step of the pages is a step here, however long, and named as there

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Record

from postpurchase.ledger import Ask, Pledge, Row
from tests.reference.fold import NEVER, Order
from tests.reference.knowledge import Knowledge, seconds, stands

BLAME = {"not_cancelled": "order_cancelled", "no_gate": "gate_open", "not_paused": "paused"}
BLAME |= {"no_problem": "problem_open"}
RANKS = ["must_tell", "news", "courtesy", "marketing"]
NEED_CONSENT = {"sms", "push", "chat"}


class Plan(Knowledge):
    """What is said at `now`: `messages`, `verdicts`, `actions`, the rows `said`, and when to `wake`."""

    def __init__(self, events, rows, policy, customer, now, then=True):
        events = [e for e in events if e.learned <= now]
        self.now = max([now, *(r.t for r in rows), *(e.learned for e in events)])
        self.policy, self.customer, self.rows, self.said = policy, customer, list(rows), []
        self.order, self.id = Order(events), events[0].order
        self.since = seconds(policy.effective_from) if policy.effective_from else -NEVER
        self.messages, self.verdicts, self.actions, self.later, self.known = [], {}, [], set(), {}
        self.candidates = list(self.all_candidates())
        for c in self.candidates:
            c.found = list(self.steps(c))
        self.together([c for c in self.candidates if not c.found])
        self.guard()
        if then:  # WAKE: min over θ > now*, as if this plan were recorded sent at now*
            after = Plan(events, self.rows + self.said, policy, customer, now, then=False)
            self.wake = min((t for t in after.later if self.now < t < NEVER), default=None)

    # OCCURRENCE of a trigger: (due, number, identity, event)
    def triggers(self, point, subject, role):
        o, reminders = self.order, sorted(x.offset for x in point.when if x.on == "gate")
        gate = o.placed and o.placed.details.gates
        answered = self.answered()
        for x in point.when:
            plus = seconds(x.offset + point.settle)
            for m in o.reached:
                if m.kind == x.milestone and subject in ("order", m.subject):
                    yield m.at + plus, m.n, m.event.id if m.kind == "inquired" else m.n, m.event
            if x.on == "silence" and o.placed and o.open and not o.gates:
                yield from self.silence(role)
            elif x.on == "gate" and gate:
                n = 1 + reminders.index(x.offset)
                yield o.placed.t + plus, n, n, o.placed
            elif x.on == "gate_expiry" and gate:
                expires = o.placed.t + plus + seconds(self.policy.gates.expires_after)
                if answered is None or answered > expires:  # an answer in the same second counts
                    yield expires, 1, 1, None
            elif x.on in ("gate_answered", "staff_deadline") and gate and answered is not None:
                plus += seconds(self.policy.gates.staff_deadline) if x.on == "staff_deadline" else 0
                yield answered + plus, 1, 1, None

    # CANDIDATE touchpoint × subject × role, at its latest occurrence: the latest reached, else the next due
    def all_candidates(self):
        for point in self.policy.touchpoints:
            for role in point.audience if self.customer.receiver else {"buyer"} & set(point.audience):
                for subject in ["order"] if point.about == "order" else self.order.parcels:
                    found = sorted(self.triggers(point, subject, role), key=lambda x: x[:2])
                    found = [(due, 1, 1, event) for due, _, _, event in found] if point.once else found
                    reached = [x for x in found if x[0] <= self.now]
                    self.later |= {x[0] for x in found}
                    latest = [x for x in reached if x[:2] == reached[-1][:2]]
                    chosen = [*latest, *found, (NEVER, 1, 0, None)][0]
                    yield self.candidate(point, subject, role, *chosen)

    def candidate(self, point, subject, role, due, n, identity, event):
        c = Record(
            point=point, subject=subject, role=role, due=due, event=event, name=f"{point.id}@{subject}"
        )
        c.where = "1" if subject == self.order.first else subject
        c.key = f"{self.id}|{role}|{c.where}|{point.formerly or point.id}|{identity}"
        c.must, c.silent = point.importance == "must_tell", point.is_silence
        c.answer = point.answers and self.now < self.order.act + seconds(self.policy.answer_grace)
        c.ends = due + seconds(point.useful_for) if point.useful_for is not None else NEVER
        c.deadline = min(c.ends, due + seconds(point.deadline or self.policy.must_tell_deadline))
        c.tells = self.facts(point, subject, role, due, n, self.now, self.order)
        c.row, c.retry, c.channels, c.not_before = self.state(c.key), None, point.channels, 0
        c.hopeless = False
        return c

    def steps(self, c):
        """The first step that applies settles; all that apply are reported: (step, verdict, reason, until)."""
        point, o, now, event = c.point, self.order, self.now, c.event
        # 0 pending
        if c.row:
            yield from self.pending(c, c.row)
        # 1 reached
        if now < c.due:
            yield 1, "skip", "not_yet", c.due if c.due < NEVER else None
            return
        # 2 current
        if c.due < self.since and not c.silent:
            yield 2, "skip", "before_policy", None
        if event and o.learned[event.source, event.id] - event.t > seconds(self.policy.max_event_age):
            yield 2, "skip", "stale_event", None
        if now >= c.ends:
            yield 2, "skip", "stale_event", None
        if any(self.supersedes(other, c) for other in self.candidates):
            yield 2, "skip", "superseded", None
        if event and event.notify == "never":
            yield 2, "skip", "muted", None
        # 3 allowed
        for reason in self.obstacles(c):
            yield 3, "skip", reason, None
        # 4 news: of an answer, whether somebody gave it; a question asked or answered falls away
        tells = {point.id: c.tells[point.id]} if point.answers else c.tells
        sure, maybe = (self.knowledge(c.role, least, without=c.retry) for least in (2, 2 if c.must else 1))
        known = all(self.is_known(sure, c, *fact) or self.is_known(maybe, c, *fact) for fact in tells.items())
        if known and not c.silent and not (point.asks and not self.asked(c)):
            yield from ((4, "skip", reason, None) for reason in ("already_told", "already_known"))
        # 5 sayable
        if any(name not in c.tells for name in point.requires):
            yield 5, "skip", "missing_fact", None
        # 6 ours: no policy of `tests.laws.histories` gives anything away
        # 7 through
        if point.channels and not any(self.may(c, channel) for channel in c.channels):
            yield 7, "skip", "no_channel", None

    def pending(self, c, row):
        terms, mine = self.policy.channels, [r for r in self.rows if c.key in r.keys]
        lease = row.lease or row.t + seconds(terms[row.channel].lease)
        if row.kind in ("sent", "abandoned"):
            yield 0, "skip", "used" if row.kind == "sent" else "abandoned", None
        elif row.kind == "reserved" and self.now < lease:
            yield 0, "skip", "in_flight", lease
        elif row.kind in ("reserved", "unknown") and terms[row.channel].guarantee == "at_most_once":
            yield 0, "skip", "unknown_outcome", None
        elif row.kind in ("reserved", "unknown"):
            # ever later: the next pause of the schedule, then its last again and again, and staff look
            c.retry, c.channels, pauses = row, [row.channel], terms[row.channel].retry_after
            c.hopeless = row.attempt > len(pauses)
            if row.kind == "unknown":
                c.not_before = row.t + seconds([*pauses, *pauses[-1:] * row.attempt][row.attempt - 1])
        else:  # failed: by schedule, else the next channel; bounced: the next channel
            fails = [r.channel for r in mine if r.kind == "failed"]
            spent = {r.channel for r in mine if r.kind == "bounced"}
            spent |= {x for x in fails if fails.count(x) > len(terms[x].retry_after)}
            c.channels = [x for x in c.point.channels if x not in spent]
            if row.kind == "failed" and row.channel not in spent:
                c.not_before = row.t + seconds(terms[row.channel].retry_after[fails.count(row.channel) - 1])

    def supersedes(self, other, c):
        only = c.subject == "order" and len(self.order.parcels) == 1
        about = only or other.subject in (c.subject, "order")
        named = c.point.id in other.point.supersedes and other.role == c.role
        return named and about and other.due <= self.now and not self.obstacles(other)

    def obstacles(self, c):
        o, p, who = self.order, self.order.parcels.get(c.subject), self.person(c.role)
        given = [reach.consent for reach in who.channels.values()]
        sms = "sms" in who.channels and who.channels["sms"].consent.transactional
        ended, open_gate = p.outcome if p else None, bool(o.gates)
        truth = {"cancelled": o.cancelled, "not_cancelled": not o.cancelled, "open": o.open}
        truth |= {
            "no_gate": not open_gate,
            "gate_open": open_gate,
            "gate_unanswered": self.answered() is None,
        }
        slot = o.slot and self.slot(o, c.role)
        truth |= {"slot_known": bool(slot), "no_slot": not slot}
        truth |= {"no_problem": not o.problem, "not_paused": not o.paused, "not_refunded": not o.refunded}
        truth |= {"one_parcel": len(o.parcels) <= 1, "several_parcels": len(o.parcels) > 1}
        truth |= {"parcel_travels": ended == "open" and not p.back, "parcel_lost": ended == "lost"}
        truth |= {"not_contested": ended == "delivered" and "contested" not in p.problems}
        truth |= {"still_to_leave": self.still_to_leave(), "no_sms_consent": not sms}
        false = [BLAME.get(x, "condition_false") for x in c.point.while_ if not truth[x]]
        less = (o.level or self.customer.level) == "less" and not (c.must or c.point.answers)
        revoked = any(stands(x.revoked.marketing, x.marketing, self.now) for x in given)
        courtesy = RANKS.index(c.point.importance) > 1
        return (
            false + ["problem_open"] * (courtesy and o.problem) + ["muted"] * (less or (courtesy and revoked))
        )

    def still_to_leave(self):
        return not self.order.of_all(lambda parcel: parcel.left)

    def asked(self, c):
        rows = [r for r in self.rows if r.order == self.id and r.to == c.role and self.weight(r)]
        asked = {ask.question for r in rows if r is not c.retry for ask in r.asks}
        return c.point.asks.question in asked | set(self.order.answers)

    def may(self, c, channel):
        reach = self.person(c.role).channels.get(channel)
        content = "marketing" if c.point.importance == "marketing" else "transactional"
        if not reach or not reach.reachable or reach.suppressed:
            return False
        given, revoked = getattr(reach.consent, content), getattr(reach.consent.revoked, content)
        free = content == "transactional" and channel not in NEED_CONSENT
        return free or stands(given, revoked, self.now)

    # 8 open: the least t ≥ now* at which nothing holds it, and what holds it
    def opening(self, c):
        if not c.point.channels:
            return self.now, []
        rows = [r for r in self.rows if self.weight(r) and r is not c.retry] + self.said
        rows = sorted((r for r in rows if r.to and r.by != "customer"), key=lambda r: r.t)
        mine = [r.t for r in rows if r.to == c.role]
        waits = {"retry": c.not_before}
        if not (c.point.urgent or c.must or c.silent or c.answer):
            waits["shortest_gap"] = mine[-1] + seconds(self.policy.cadence.shortest_gap) if mine else 0
            waits["waiting_to_merge"] = c.due + seconds(c.point.wait) if self.still_to_leave() else 0
            for cap in self.policy.caps:
                theirs = [r for r in rows if r.by in cap.senders]
                counted = [r for r in theirs if cap.scope != "order" or r.order == self.id]
                full = len(counted) >= cap.limit
                waits["cap"] = counted[-cap.limit].t + seconds(cap.span) if full else 0
        t = max([self.now, *waits.values()])
        shut = self.closing(t, c.role) if not (c.point.urgent or c.answer) else (t, t)
        held = [reason for reason, until in waits.items() if until > self.now]
        return max(t, shut[1]), held + ["quiet_hours"] * (shut[1] > t)

    # 9 together
    def together(self, alive):
        alive.sort(
            key=lambda c: (not c.point.urgent, RANKS.index(c.point.importance), c.due, c.point.id, c.where)
        )
        while ready := [c for c in alive if self.opening(c)[0] <= self.now and c.point.rides != "only"]:
            lead = ready[0]
            channel = next((x for x in lead.channels if self.may(lead, x)), None)
            riders = [c for c in alive if c is not lead and self.rides(c, lead, channel)]
            alive = [c for c in alive if c is not lead and c not in riders]
            self.send(lead, channel, riders)
        for c in alive:
            t, held = self.opening(c)
            late = t >= c.ends
            c.found = [(9, "defer", reason, t) for reason in held]
            c.found = [(8, "skip", "expires_first", None)] if late else c.found
            c.found = c.found or [(9, "defer", "waiting_to_merge", None)]  # rides only, and nobody leads

    def rides(self, c, lead, channel):
        """Deferred ones too; a retry takes along only what it had, and goes along with nothing else."""
        if c.retry or lead.retry or c.role != lead.role:
            return c.retry is lead.retry and c.role == lead.role
        wanted = not c.point.rides_with or lead.point.id in c.point.rides_with
        return c.point.rides != "no" and wanted and channel in c.channels and self.may(c, channel)

    def send(self, lead, channel, riders):
        at, parts = datetime.fromtimestamp(self.now, UTC), [lead, *riders]
        for c in parts:
            why = "silence" if c.silent else "answer" if c.answer else "due"
            why = "merged" if c is not lead else "retry" if c.row else why
            c.found = [(9, "send", why, None)]
            for kind in c.point.acts:
                self.act(kind, c)
        also = [x for x in lead.point.also if x != channel and self.may(lead, x)]
        tells = {f"{k}@{c.subject}": value for c in parts for k, value in c.tells.items()}
        asks = tuple(Ask(question=c.point.asks.question) for c in parts if c.point.asks and not self.asked(c))
        spans = [
            (x.kind, seconds(x.within) if x.within else self.longest())
            for c in parts
            for x in c.point.promises
        ]
        promises = tuple(Pledge(kind=kind, due=at + timedelta(seconds=span)) for kind, span in spans if span)
        keys, attempt = tuple(c.key for c in parts), max(c.row.attempt + 1 if c.row else 1 for c in parts)
        told = {"touchpoint": lead.point.id, "tells": tells, "asks": asks, "promises": promises}
        whom = {"order": self.id, "to": lead.role, "channel": channel, "subject": lead.subject}
        row = Row(kind="sent", at=at, keys=keys, attempt=attempt, **whom, **told)
        if lead.retry:  # same keys, same content
            row = replace(lead.retry, kind="sent", at=at, attempt=lead.retry.attempt + 1, lease_until=None)
        if channel:
            self.messages.append((lead.name, [c.name for c in riders], lead.role, channel, also))
            self.said.append(row)

    def act(self, kind, c):
        """Once: an action has a key of its own, and a row."""
        key = f"{kind}|{c.key}"
        given = self.order.placed and self.order.placed.details.checkout
        nothing = kind == "hand_over" and not (
            self.order.slot or (given and (given.phone or given.address_ok))
        )
        if self.state(key) is None and not nothing:
            self.actions.append((kind, c.name))
            at = datetime.fromtimestamp(self.now, UTC)
            self.said.append(Row(kind="sent", at=at, order=self.id, keys=(key,)))

    # 10 guard: a must-tell held by 0 or 5–9, or merely stale and still unsaid, at its deadline
    def guard(self):
        for c in self.candidates:
            step, verdict, reason, until = c.found[0]
            self.verdicts[c.name, c.role] = verdict, {x[2] for x in c.found if x[0] == step}, until
            stale = step == 2 and {found[2] for found in c.found if found[0] <= 4} == {"stale_event"}
            held = (
                verdict == "defer"
                or stale
                or (step in (0, 5, 6, 7, 8) and reason not in ("used", "abandoned"))
            )
            if c.must and held and verdict != "send":
                self.later.add(c.deadline)
                if self.now >= c.deadline or reason == "unknown_outcome":
                    self.act("needs_attention", c)
            if c.hopeless:
                self.act("needs_attention", c)
            self.later.add(until or NEVER)
