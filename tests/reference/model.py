"""The reference model: the formal core, step by step, as naively as it can be said.

It shares no code with the engine: it reads the values of events, rows, policies and customers, and folds
them in `tests.reference.fold`. Keys are readable strings, never hashes.
"""

# ruff: noqa: D102 - a step of the pages is a step here, however long, and named as there

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from postpurchase.ledger import Ask, Pledge, Row
from tests.reference.fold import NEVER, Order
from tests.reference.knowledge import seconds, stands
from tests.reference.occurrences import Occurrences

BLAME = {"not_cancelled": "order_cancelled", "no_gate": "gate_open", "not_paused": "paused"}
BLAME |= {"no_problem": "problem_open"}
LATE = {"delay_likely", "disrupted", "delayed", "delayed_again"}
RANKS = ["must_tell", "news", "courtesy", "marketing"]
NEED_CONSENT = {"sms", "push", "chat"}


class Plan(Occurrences):
    """What is said at `now`: `messages`, `verdicts`, `actions`, the rows `said`, and when to `wake`."""

    def __init__(self, events, rows, policy, customer, now, then=True, order=None, model=None):
        events = [e for e in events if e.learned <= now]
        self.now = max(
            [now, *(t for t in (*(r.t for r in rows), *(e.learned for e in events)) if t <= now + 86_400)]
        )
        self.policy, self.customer, self.rows, self.said = policy, customer, list(rows), []
        self.model = model
        self.order, self.id = order or Order(events), events[0].order
        self.since = seconds(policy.effective_from) if policy.effective_from else -NEVER
        self.messages, self.verdicts, self.actions, self.later, self.known = [], {}, [], set(), {}
        self.candidates = list(self.all_candidates())
        for c in self.candidates:
            c.found = list(self.steps(c))
        self.together([c for c in self.candidates if not c.found])
        self.guard()
        if then:  # WAKE: min over θ > now*, as if this plan were recorded sent at now*
            rows = self.rows + self.said
            again = {"then": False, "order": self.order, "model": model}
            after = Plan(events, rows, policy, customer, now, **again) if self.said else self
            self.wake = min((t for t in after.later if self.now < t < NEVER), default=None)

    def steps(self, c):
        """The first step that applies settles; all that apply are reported: (step, verdict, reason, until)."""
        point, o, now = c.point, self.order, self.now
        # 0 pending
        if c.row:
            yield from self.pending(c, c.row)
        # 1 reached
        if now < c.due:
            settling = c.due < NEVER and now >= c.due - seconds(point.settle)
            waits = "settling" if settling else "not_yet"
            yield 1, "skip", waits if c.due < NEVER else self.why_unseen(c), c.due if c.due < NEVER else None
            return
        # 2 current: what staff ask for is never stale
        yield from () if c.forced else self.current(c)
        # 3 allowed
        for reason in self.obstacles(c):
            yield 3, "skip", reason, self.regranted_at(c) if reason == "muted" else None
        # 4 news
        yield from () if c.forced else self.no_news(c)
        # 5 sayable
        if any(self.further(o, name, c.subject, now) is None for name in point.requires):
            withheld = "window" in point.requires and self.estimate(o, c.subject, now)[1] == "withheld"
            yield 5, "skip", "not_believable" if withheld else "missing_fact", None
        # 6 ours
        yield from self.ours(c) if point.channels else ()
        # 7 through
        if point.channels and not self.through(c):
            yield 7, "skip", "no_channel", self.consented_at(c)

    def current(self, c):
        now, event = self.now, c.event
        if c.due < self.since and not c.silent:
            yield 2, "skip", "before_policy", None
        if c.heard - c.born > seconds(self.policy.max_event_age):
            yield 2, "skip", "stale_event", None
        if now >= c.ends:
            yield 2, "skip", "stale_event", None
        if any(self.supersedes(other, c) for other in self.candidates):
            yield 2, "skip", "superseded", None
        if event and event.notify == "never":
            yield 2, "skip", "muted", None

    def no_news(self, c):
        """Of an answer, whether somebody gave it; a question asked or answered falls away."""
        point = c.point
        tells = {point.id: c.tells[point.id]} if point.answers else c.tells
        sure = self.knowledge(c.role, 2, without=c.retry)
        known = all(
            self.is_known(sure, c, *fact) or (not c.must and self.perhaps(c, *fact, without=c.retry))
            for fact in tells.items()
        )
        if known and not c.silent and not (point.asks and not self.asked(c)):
            yield from (
                (4, "skip", reason, None) for reason in ("already_told", "already_known", "immaterial")
            )

    def ours(self, c):
        """Who says it, and until when the shop waits: for ever for nobody, the forbidden and the assumed."""
        owner, until = self.owner(c)
        if owner == "marketplace" and until == "forbidden":
            yield 6, "delegate", "forbidden", None
        elif owner != "shop" and not c.forced and self.now < (until or NEVER):
            yield 6, "delegate", "assigned", until
        elif owner != "shop" and not c.forced:
            c.owner = owner

    def owner(self, c):
        placed = self.order.placed and self.order.placed.details
        service, channel = placed and placed.promised.service, placed and placed.sales_channel
        regime = str(service or ("marketplace" if channel else "later"))
        profile = self.policy.profiles.couriers.get(placed and placed.promised.courier)
        bazaar = self.policy.profiles.marketplaces.get(channel)
        if bazaar and c.point.id in bazaar.forbids:
            return "marketplace", "forbidden"
        for rule in self.policy.responsibility:
            if rule.touchpoint in ("*", c.point.id) and rule.regime in ("*", regime):
                break
        says = profile.says.get(c.point.id) if profile else None
        if rule.owner == "shop" or (rule.owner == "courier" and not says):
            return "shop", None
        timeout = seconds(self.policy.courier_timeout if rule.timeout is None else rule.timeout)
        if rule.owner == "nobody" or (rule.owner == "courier" and says.basis == "assumed"):
            return str(rule.owner), None
        at = c.due
        if rule.owner == "courier":
            zone = ZoneInfo(self.destination())
            day = datetime.fromtimestamp(at, zone).date()
            at = (
                at + seconds(says.within)
                if says.by is None
                else max(at, self.wall(day, says.by, zone, late=True))
            )
        return str(rule.owner), at + timeout

    def pending(self, c, row):
        terms, mine = self.policy.channels, [r for r in self.rows if c.key in r.keys]
        lease = row.lease or row.t + seconds(terms[row.channel].lease)
        last = [
            max((r for r in mine if r.attempt == n), key=lambda r: r.rank) for n in {r.attempt for r in mine}
        ]
        if row.kind != "bounced" and any(r.kind == "sent" for r in last):  # an earlier attempt went after all
            yield 0, "skip", "used", None
        elif row.kind in ("sent", "abandoned"):
            yield 0, "skip", "used" if row.kind == "sent" else "abandoned", None
        elif row.kind == "reserved" and self.now < lease:
            yield 0, "skip", "in_flight", lease
        elif row.kind in ("reserved", "unknown") and terms[row.channel].guarantee == "at_most_once":
            yield 0, "skip", "unknown_outcome", None
        elif row.kind in ("reserved", "unknown"):
            # ever later: the next pause of the schedule, then its last, doubled each time up to 1,024-fold, and staff look
            c.retry, pauses = row, terms[row.channel].retry_after
            c.channels = [row.channel] if self.may(c, row.channel) else c.ways  # closed since: the next one
            pauses = pauses or (terms[row.channel].lease,)
            c.hopeless = row.attempt > len(pauses)
            if row.kind == "unknown":
                late = [seconds(pauses[-1]) * 2**n for n in range(1, 11)]
                c.not_before = (
                    row.t + ([*map(seconds, pauses), *late] + late[-1:] * row.attempt)[row.attempt - 1]
                )
        else:  # failed: by schedule, else the next channel; bounced: the next channel
            fails = [r.channel for r in mine if r.kind == "failed"]
            spent = {r.channel for r in mine if r.kind == "bounced"}
            spent |= {x for x in fails if fails.count(x) > len(terms[x].retry_after)}
            c.spent = spent
            c.channels = [x for x in c.ways if x not in spent]
            if row.kind == "failed" and row.channel not in spent:
                c.not_before = row.t + seconds(terms[row.channel].retry_after[fails.count(row.channel) - 1])

    def supersedes(self, other, c):
        only = c.subject == "order" and len(self.order.parcels) == 1
        about = only or other.subject in (c.subject, "order")
        named = c.point.id in other.point.supersedes and other.role == c.role
        again = (
            c.n > 1 and c.event and other.due < c.event.t
        )  # what recurred since is new, as the engine has it
        return named and about and other.due <= self.now and not again and not self.obstacles(other)

    def obstacles(self, c):
        o, p, who, now = self.order, self.order.parcels.get(c.subject), self.person(c.role), self.now
        given = [reach.consent for reach in who.channels.values()]
        words = [who.channels["sms"].consent] if "sms" in who.channels else []
        said = [at for x in words for at in (x.transactional, x.revoked.transactional) if at]
        sms = any(seconds(at) <= now for at in said)
        ended, open_gate = p.outcome if p else None, self.gated()
        truth = {"cancelled": o.cancelled, "not_cancelled": not o.cancelled, "open": o.open}
        truth |= {
            "no_gate": not open_gate,
            "gate_open": open_gate,
            "gate_unanswered": self.answered() is None,
        }
        truth |= {"slot_known": bool(self.slot(o)), "no_slot": not self.slot(o)}
        truth |= {"no_problem": not o.problem, "not_paused": not o.paused, "not_refunded": not o.refunded}
        truth |= {"one_parcel": len(o.parcels) <= 1, "several_parcels": len(o.parcels) > 1}
        truth["comes_last"] = self.comes_last(c)
        travels = ended == "open" and not p.back
        travels |= not p and "order" in self.speakers()
        truth |= {"parcel_travels": travels, "parcel_lost": ended == "lost"}
        told = self.newest(self.knowledge(c.role, 2), c.subject, "lost_remedy")[0]
        found = [m.at for m in o.reached if (m.kind, m.subject) == ("found", c.subject) and m.n < c.n]
        truth["loss_told"] = told > 0 and told >= max(found, default=0)
        truth["handed_before"] = any(
            key.startswith("hand_over|") and r.t < c.heard for r in self.rows for key in r.keys
        )
        truth |= {"not_contested": ended == "delivered" and "contested" not in p.problems}
        truth |= {"with_courier": bool(p) and p.position == "out_for_delivery"}
        truth |= {"address_open": bool(p) and "address" in p.problems}
        waits = bool(p) and p.position == "ready_for_pickup"
        truth |= {"not_at_pickup_point": not waits, "at_pickup_point": waits}
        since = c.event.t if c.event else c.due
        kinds = {"attempt_failed", "address_problem"}
        failed = [m.at for m in o.reached if m.kind in kinds and m.subject == c.subject]
        truth |= {"not_tried_since": not failed or max(failed) < since}
        truth |= {"still_to_leave": self.still_to_leave(), "no_sms_consent": not sms}
        truth |= {"asked_again": self.asked_again(c), "with_a_person": self.with_a_person(c)}
        truth["not_with_a_person"] = not truth["with_a_person"]
        truth |= {"no_return": not o.coming_back, "still_unavailable": not o.lines or bool(o.lacking)}
        false = [BLAME.get(x, "condition_false") for x in c.point.while_ if not truth[x]]
        spared = c.must or c.point.answers or not c.point.channels  # what only acts is no word
        less = (o.level or self.customer.level) == "less" and not spared
        revoked = any(stands(x.revoked.marketing, x.marketing, self.now) for x in given)
        courtesy, stranger = RANKS.index(c.point.importance) > 1, c.role not in self.audience(c.point)
        return (
            false
            + ["not_addressee"] * stranger
            + ["problem_open"] * (courtesy and o.problem)
            + ["muted"] * (less or (courtesy and revoked))
        )

    def comes_last(self, c):
        """No other parcel was to come when this one came, and they did not all come."""
        o, ends = self.order, ("delivered", "returned", "lost")
        others = [p for p in o.parcels.values() if p.name != c.subject]
        over = [m.at for m in o.reached if m.kind in ends and m.subject != c.subject]
        all_came = any(m.kind == "all_delivered" for m in o.reached)
        if not others or not c.event or all_came or any(p.outcome == "open" for p in others):
            return not others
        return all(at <= c.event.t for at in over)

    def asked_again(self, c):
        """Answered before they asked, and by no person since; or the last word was this one."""
        mine = [r for r in self.rows if r.order == self.id and r.to == c.role and r.by != "customer"]
        heard = [r for r in mine if self.weight(r) == 2 and c.event and r.t < c.event.t]
        last = max((r.t for r in heard), default=None)
        answered = max((r.t for r in heard if r.touchpoint in c.point.supersedes), default=None)
        calling = {x.id for x in self.policy.touchpoints if x.channels and "needs_attention" in x.acts}
        by_people = [r for r in heard if r.by == "staff" or r.touchpoint in calling]
        kept = answered is not None and all(
            r.t <= answered for r in by_people if r.touchpoint not in c.point.supersedes
        )
        answers = {c.point.id, *c.point.supersedes}
        return not c.event or kept or any(r.touchpoint in answers for r in heard if r.t == last)

    def with_a_person(self, c):
        """The last word before the customer asked called staff, and said so."""
        mine = [r for r in self.rows if r.order == self.id and r.to == c.role and r.by != "customer"]
        heard = [r for r in mine if self.weight(r) == 2 and c.event and r.t < c.event.t]
        calling = {x.id for x in self.policy.touchpoints if x.channels and "needs_attention" in x.acts}
        last = max((r.t for r in heard), default=None)
        return any(r.touchpoint in calling for r in heard if r.t == last)

    def gated(self):  # as the engine has it: what is answered in the second of the order never waits
        return bool(self.order.gates) and self.answered() != self.order.placed.t

    def still_to_leave(self):
        return not self.order.of_all(self.order.gone)

    def asked(self, c):
        rows = [r for r in self.rows if r.order == self.id and r.to == c.role and self.weight(r)]
        asked = {ask.question for r in rows if r is not c.retry for ask in r.asks}
        return c.point.asks.question in asked | set(self.order.answers) | (
            {"slot"} if self.order.slots else set()
        )

    def may(self, c, channel):
        reach = self.person(c.role).channels.get(channel)
        content = "marketing" if c.point.importance == "marketing" else "transactional"
        if not reach or not reach.reachable or reach.suppressed:
            return False
        given, revoked = getattr(reach.consent, content), getattr(reach.consent.revoked, content)
        free = content == "transactional" and channel not in NEED_CONSENT
        return free or stands(given, revoked, self.now)

    def regranted_at(self, c):
        """When consents to marketing dated ahead have taken back every withdrawal."""
        consents = [x.consent for x in self.person(c.role).channels.values()]
        back = [x for x in consents if stands(x.revoked.marketing, x.marketing, self.now)]
        given = [seconds(x.marketing) if x.marketing else -NEVER for x in back]
        less = (self.order.level or self.customer.level) == "less" and not c.point.answers
        asked = RANKS.index(c.point.importance) > 1 and not less and c.role in self.audience(c.point)
        return max(given) if asked and given and min(given) > self.now else None

    def consented_at(self, c):
        """The first consent dated ahead on one of its channels."""
        reaches = self.person(c.role).channels
        content = "marketing" if c.point.importance == "marketing" else "transactional"
        given = [getattr(reaches[x].consent, content) for x in c.channels if x in reaches]
        return min((seconds(at) for at in given if at and seconds(at) > self.now), default=None)

    def through(self, c):
        """The first channel with room; if only a cap is in the way, the first there is."""
        able = [x for x in c.channels if self.may(c, x)]
        caps = [cap for cap in self.policy.caps if cap.channel]
        full = {cap.channel for cap in caps if self.room(c, cap) > self.now}
        c.channel = [*(x for x in able if x not in full), *able, None][0]
        return c.channel

    def contacts(self, c):
        """What its recipient got or may have got of any order, this plan's messages too, its own left out."""
        again = {c.key, *(key for r in self.said for key in r.keys)}  # what goes again counts as it goes now
        rows = [r for r in self.rows if r.t <= self.now and self.weight(r) and not again & set(r.keys)]
        mine = [r for r in rows + self.said if r.to == c.role and r.by != "customer" and c.key not in r.keys]
        return sorted(mine, key=lambda r: r.t)

    def room(self, c, cap):
        scope = {"order": lambda r: r.order == self.id, "channel": lambda r: r.channel == cap.channel}
        fits = scope.get(cap.scope, lambda r: True)
        counted = [r.t for r in self.contacts(c) if r.by in cap.senders and fits(r)]
        if cap.span:
            return counted[-cap.limit] + seconds(cap.span) if len(counted) >= cap.limit else 0
        zone, days = ZoneInfo(self.home(c.role)), 1
        first = datetime.fromtimestamp(self.now, zone).date()
        if cap.calendar == "week":
            first, days = first - timedelta(days=first.weekday()), 7
        since, until = (
            self.wall(day, datetime.min.time(), zone, late=False)
            for day in (first, first + timedelta(days=days))
        )
        return until if len([t for t in counted if t >= since]) >= cap.limit else 0

    # 8 open: the least t ≥ now* at which nothing holds it, and what holds it
    def opening(self, c):
        if not c.point.channels:
            return self.now, []
        self.through(c)
        waits, caps = (
            [("retry", c.not_before)],
            [x for x in self.policy.caps if x.channel in (None, c.channel)],
        )
        if not (c.point.urgent or c.answer):  # a first word holds what would come before it
            first = [x for x in self.candidates if x.point.first and x.role == c.role and not x.row]
            first = [x.due for x in first if self.now < x.due < NEVER and not self.obstacles(x)]
            waits += [("waiting_to_merge", due) for due in first]
        if not (c.point.urgent or c.must or c.silent or c.answer):
            last = [r.t for r in self.contacts(c)][-1:] if self.policy.cadence.shortest_gap else []
            waits += [("shortest_gap", t + seconds(self.policy.cadence.shortest_gap)) for t in last]
            waits += [("waiting_to_merge", c.due + seconds(c.point.wait))] if self.still_to_leave() else []
            waits += [("cap", self.room(c, cap)) for cap in caps]
        held = [reason for reason, until in waits if until > self.now]
        t = max([self.now, *(until for _, until in waits)])
        if c.point.urgent or c.answer:
            return t, held
        shut = self.closing(t, c.role, c.channel)
        if shut[1] > t:
            quiet = self.closing(t, c.role)
            held.append("quiet_hours" if quiet[1] > t else "send_window")
            held += ["zone_unknown"] if self.person(c.role).zone is None else []
            t = shut[1]
        ready = self.closing(max(c.due, c.heard), c.role, c.channel)
        if c.point.when_closed == "drop" and not c.forced and ready[0] < ready[1]:
            return NEVER, held
        return t, held

    # 9 together
    def together(self, alive):
        alive.sort(
            key=lambda c: (
                not c.point.urgent,
                not c.point.first,
                RANKS.index(c.point.importance),
                c.due,
                c.point.id,
                c.where,
            )
        )
        while ready := [c for c in alive if self.opening(c)[0] <= self.now and c.point.rides != "only"]:
            lead = ready[0]
            channel = lead.channel
            riders = [c for c in alive if c is not lead and self.rides(c, lead, channel)]
            alive = [c for c in alive if c is not lead and c not in riders]
            self.send(lead, channel, riders)
        for c in alive:
            t, held = self.opening(c)
            late = (self.now < t >= c.ends and not c.forced) or t == NEVER
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
            why = "timeout_passed" if c.owner else "silence" if c.silent else "answer" if c.answer else "due"
            why = self.why_late(c) if why == "due" and c.point.when[0].on in LATE else why
            why = "merged" if c is not lead else "forced" if c.forced else "retry" if c.row else why
            c.found = [(9, "send", why, None)]
            for kind in c.point.acts:
                self.act(kind, c)
        also = [x for x in lead.point.also if x != channel and x not in lead.spent and self.may(lead, x)]
        tells = {f"{k}@{c.subject}": value for c in parts for k, value in c.tells.items()}
        asks = tuple(Ask(question=c.point.asks.question) for c in parts if c.point.asks and not self.asked(c))
        terms = [(x.kind, t) for c in parts for x in c.point.promises if (t := self.term(c, x))]
        soonest = {
            kind: min(t for k, t in terms if k == kind) for kind, _ in terms
        }  # one word keeps them all
        promises = tuple(Pledge(kind=kind, due=datetime.fromtimestamp(t, UTC)) for kind, t in soonest.items())
        keys, attempt = tuple(c.key for c in parts), max(c.row.attempt + 1 if c.row else 1 for c in parts)
        told = {"touchpoint": lead.point.id, "tells": tells, "asks": asks, "promises": promises}
        whom = {"order": self.id, "to": lead.role, "channel": channel, "subject": lead.subject}
        row = Row(kind="sent", at=at, keys=keys, attempt=attempt, **whom, **told)
        if (
            lead.retry
        ):  # same keys, its facts as they are now; what it promised and is due by now it promises anew
            stand = tuple(p for p in lead.retry.promises if seconds(p.due) > self.now)
            lapsed = {p.kind for p in lead.retry.promises} - {p.kind for p in stand}
            anew = stand + tuple(p for p in promises if p.kind in lapsed)
            again = {"promises": anew, "tells": self.told_again(lead.retry, parts), "lease_until": None}
            row = replace(lead.retry, kind="sent", at=at, attempt=lead.retry.attempt + 1, **again)
        if channel:
            self.messages.append((lead.name, [c.name for c in riders], lead.role, channel, also))
            self.said.append(row)

    def told_again(self, row, parts):
        """Of what a row told, what belongs to those parts: a rider that nobody would say now is left out."""
        ours = {f"{kind}@{c.where}" for c in parts for kind in (c.point.id, *c.point.tells)}
        named = {name: name.removesuffix(f"@{self.order.first}") for name in row.tells}
        return {k: v for k, v in row.tells.items() if {k, f"{named[k]}@1"} & ours}

    def term(self, c, promise):
        """A while after it came due; else by the longest silence, counted from now."""
        within, longest = promise.within, self.order.placed and self.longest()
        if promise.kind == "next_word" and (self.gated() or not self.order.open):
            return None  # silence keeps it, and there it is no reason to speak
        if within and (longest or promise.kind != "next_word"):
            # counted from now if late; what the night would swallow comes due when it ends
            due = c.due + seconds(within)
            due = due if due > self.now else self.now + seconds(within)
            return due if self.latest_open(due, c.role) > self.now else self.closing(due, c.role)[1]
        if not longest or not self.order.placed:
            return None
        heard = max([self.order.placed.t, self.since, *(r.t for r in self.heard(c.role))])
        # an answer puts off no word that was promised sooner than silence would have ended
        sooner = self.open_by(heard + longest, c.role, heard)
        words = [t for t in self.next_words(c.role) if c.point.answers and self.now < t < sooner]
        since = max(self.now, self.since)
        return min([*words, self.open_by(since + longest, c.role, since)])

    def act(self, kind, c):
        """Once: an action has a key of its own, and a row."""
        key = f"{kind}|{c.key}"
        given = self.order.placed and self.order.placed.details.checkout
        key = f"{kind}|{self.id}" if kind == "grant_offer" else key
        nothing = kind == "hand_over" and not (
            self.slot(self.order) or (given and (given.phone or given.address_ok))
        )
        nothing = nothing or (kind == "grant_offer" and not self.granted(c.role))
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
            late = c.must and held and self.now >= c.deadline
            if c.hopeless or (verdict != "send" and (late or reason == "unknown_outcome")):
                self.act("needs_attention", c)
            self.later.add(until or NEVER)
