"""A policy's own public text: contact rule, cadence and delivery questions, for product pages and terms.

Every sentence is drawn from what the policy will later decide by, so the page cannot promise anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple, TypeAlias

from postpurchase.classes import dataclass
from postpurchase.errors import checked
from postpurchase.people import NEEDS_NO_CONSENT
from postpurchase.policy import (
    REGIME_OF,
    Anchor,
    Cap,
    Condition,
    Policy,
    Regime,
    Touchpoint,
    TriggerOn,
    outline,
)
from postpurchase.situation import NEXT_WORD
from postpurchase.text.asked import catalog_of, if_given, policy_of, tag_of
from postpurchase.text.catalog import Catalog
from postpurchase.text.sentences import Sentences, words_with
from postpurchase.vocabulary import Channel, Level, Mode, Party, Service

Values: TypeAlias = dict[str, object]
"""What the words of an answer mention."""

SECTIONS: Final = ("public", "channels", "topics")
"""The sections of words a public text is written in."""

_ANY_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Public text is of no particular day."""


class Answered(NamedTuple):
    """A question a customer may have before buying, and the lines that answer it."""

    question: str
    answer: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicText:
    """What a shop may publish of its policy, in one language; `str()` of it is plain text.

    `contact_rule` is empty where no order waits for its customer. Lines that begin with a dash or a
    dot are elements of the list above them.
    """

    locale: str
    direction: str
    headings: Mapping[str, str]
    contact_rule: tuple[str, ...]
    cadence: tuple[str, ...]
    faq: tuple[Answered, ...]

    def __str__(self) -> str:
        questions = (f"{one.question}\n{_joined(one.answer)}" for one in self.faq)
        sections = {
            "contact_rule": _joined(self.contact_rule),
            "cadence": _joined(self.cadence),
            "faq": "\n\n".join(questions),
        }
        return (
            "\n\n".join(f"{self.headings[name]}\n\n{body}" for name, body in sections.items() if body) + "\n"
        )


def _joined(lines: tuple[str, ...]) -> str:
    return "\n".join(lines)


def public_text(
    policy: Policy,
    catalog: Catalog,
    locale: str | None = None,
    *,
    mode: Mode = Mode.STOCK,
    service: Service | None = None,
) -> PublicText:
    """Return what the policy says of itself to whoever buys: in the shop's language, or another.

    `mode` is how the goods are come by, which decides the steps that are announced; `service` the way
    of delivering, which decides what is left to the courier (None: whatever is left to it under any).
    """
    asked = if_given(tag_of, locale) or policy_of(policy).shop.locale
    say = Sentences(words_with(catalog_of(catalog), asked, *SECTIONS), asked, UTC, _ANY_DAY)
    under = None if service is None else checked("service", Service, service)
    page = _Page(policy_of(policy), say, checked("mode", Mode, mode), under)
    return PublicText(
        locale=say.tag,
        direction=say.direction,
        headings={name: say.line("public", name) for name in ("contact_rule", "cadence", "faq")},
        contact_rule=tuple(page.contact_rule()),
        cadence=tuple(page.cadence()),
        faq=tuple(page.faq()),
    )


class _Page:
    """Reads a policy aloud."""

    def __init__(self, policy: Policy, say: Sentences, mode: Mode, service: Service | None) -> None:
        self.policy = policy
        self.say = say
        self.mode = mode
        self.service = service

    def lines(self, name: str, **values: object) -> tuple[str, ...]:
        """Return the public lines under a name."""
        return self.say.lines("public", name, **values)

    def span(self, duration: timedelta | None) -> str | None:
        """Return a duration in the largest unit that states it whole; hours up to two days."""
        if not duration:
            return None
        minutes = -(-int(duration.total_seconds()) // 60)
        if minutes % 1440 == 0 and minutes >= 2880:
            return self.say.line("public", "days", n=minutes // 1440)
        if minutes % 60 == 0:
            return self.say.line("public", "hours", n=minutes // 60)
        return self.say.line("public", "minutes", n=minutes)

    # -- the contact rule -------------------------------------------------------------------------

    def contact_rule(self) -> Iterator[str]:
        """Yield the rule for orders that wait for their customer, where there is one."""
        gates = self.policy.gates
        if self.policy.touchpoint("contact_requested") is None:
            return
        asked = dict.fromkeys(question for questions in gates.answers.values() for question in questions)
        yield from self.lines("rule", questions=tuple(asked))
        for offset in self.offsets("contact_reminder", TriggerOn.GATE):
            yield from self.lines("remind", span=self.span(offset))
        if self.policy.touchpoint("gate_expired") is not None:
            yield from self.lines("expire", span=self.span(gates.expires_after))
        yield from self.lines("staff", span=self.span(gates.staff_deadline))

    def offsets(self, touchpoint: str, kind: TriggerOn) -> Iterator[timedelta]:
        """Yield how long after its cause a touchpoint comes due."""
        point = self.policy.touchpoint(touchpoint)
        for trigger in point.when if point else ():
            if trigger.on is kind:
                yield trigger.offset

    # -- the cadence ------------------------------------------------------------------------------

    def cadence(self) -> Iterator[str]:
        """Yield how often the shop speaks, by which channels, and when it does not."""
        policy, silence = self.policy, self.policy.cadence.longest_silence
        if policy.touchpoint("order_confirmed") is not None:
            waits = max(self.offsets("order_confirmed", TriggerOn.MILESTONE), default=None)
            yield from self.lines("confirmed", span=self.span(waits))
        yield from self.lines("steps", steps=outline(policy, self.mode, self.service))
        reassured = any(point.is_silence for point in policy.touchpoints)
        yield from self.lines("silence", span=self.span(silence.get(Level.STANDARD)) if reassured else None)
        if policy.touchpoint("level_acknowledged") is not None:
            by_need = reassured and silence.get(Level.LESS) is None
            yield from self.lines("level", span=self.span(silence.get(Level.MORE)) if by_need else None)
        yield from self.channels()
        for closed in policy.quiet_hours:
            yield from self.lines("quiet", start=closed.start, end=closed.end)
        for cap in policy.caps:
            yield from self.lines("cap", **self.capped(cap))

    def channels(self) -> Iterator[str]:
        """Yield the channels that are used, those that need consent apart."""
        used = dict.fromkeys(
            channel for point in self.policy.touchpoints for channel in (*point.channels, *point.also)
        )
        free = tuple(self.channel(one) for one in used if one in NEEDS_NO_CONSENT)
        asked = tuple(self.channel(one) for one in used if one not in NEEDS_NO_CONSENT)
        yield from self.lines("channels", items=free) if free else ()
        yield from self.lines("consent", items=asked) if asked else ()

    def channel(self, channel: Channel) -> str:
        """Return what a channel is called."""
        return self.say.line("channels", channel)

    def capped(self, cap: Cap) -> Values:
        """Return what the words about a cap mention."""
        unit = self.span(cap.span) if cap.calendar is None else self.say.line("public", cap.calendar)
        return {
            "limit": cap.limit,
            "span": unit,
            "channel": self.channel(cap.channel) if cap.channel else None,
        }

    # -- questions --------------------------------------------------------------------------------

    def faq(self) -> Iterator[Answered]:
        """Yield the questions the policy has an answer to."""
        for name, answer in _ANSWERS.items():
            values = answer(self)
            if values is not None:
                yield Answered(self.say.line("public", f"q_{name}"), self.lines(f"a_{name}", **values))

    def speaks(self, touchpoint: str) -> bool:
        """Say whether anybody says it under the way of delivering."""
        point = self.policy.touchpoint(touchpoint)
        return point is not None and any(
            self.policy.speaker(point.id, point.channels[0], regime).owner is not Party.NOBODY
            for regime in self.regimes
        )

    @property
    def regimes(self) -> tuple[Regime, ...]:
        """The ways of delivering that the text is about."""
        return tuple(Regime) if self.service is None else (REGIME_OF[self.service],)

    def couriers_own(self) -> tuple[str, ...]:
        """Return what some courier says by itself under the policy, as customers read it."""
        says = {name for profile in self.policy.profiles.couriers.values() for name in profile.says}
        own = (point for point in self.policy.touchpoints if point.id in says and self.is_couriers(point))
        named = (self.say.line("topics", point.id, mode=self.mode) or point.id for point in own)
        return tuple(dict.fromkeys(named))

    def is_couriers(self, point: Touchpoint) -> bool:
        """Say whether a touchpoint is left to the courier."""
        return any(
            self.policy.speaker(point.id, point.channels[0], regime).owner is Party.COURIER
            for regime in self.regimes
            if point.channels
        )


def _when(page: _Page) -> Values | None:
    fewest, most = page.policy.ranges.lead_days or (None, None)
    return {"fewest": fewest, "most": most}


def _slot(page: _Page) -> Values | None:
    asked = [point.asks for point in page.policy.touchpoints if point.asks is not None]
    by = [one.answer_by for one in asked if (one.question, one.default) == ("slot", "none")]
    return {"answer_by": by[0]} if by else None


def _courier(page: _Page) -> Values | None:
    own = page.couriers_own()
    return {"topics": own} if own else None


def _late(page: _Page) -> Values | None:
    point = page.policy.touchpoint("interval_missed")
    offsets = [
        trigger.offset for trigger in (point.when if point else ()) if trigger.anchor is Anchor.SLOT_END
    ]
    if point is None or not offsets:
        return None
    promised = any(promise.kind == NEXT_WORD for promise in point.promises)
    return {"span": page.span(offsets[0]), "next_word": promised}


def _pickup(page: _Page) -> Values | None:
    if not page.speaks("ready_for_pickup"):
        return None
    reminded = list(page.offsets("pickup_expiring", TriggerOn.ANCHOR))
    return {"span": page.span(abs(reminded[0])) if reminded else None}


def _ask(page: _Page) -> Values | None:
    point, contact = page.policy.touchpoint("inquiry_answered"), page.policy.shop.contact
    if point is None:
        return None
    person = page.policy.touchpoint("handed_to_human") is not None
    ways = {"email": contact.email, "phone": contact.phone, "url": contact.url}
    return {**ways, "at_once": point.answers, "person": person}


def _feedback(page: _Page) -> Values | None:
    point = page.policy.touchpoint("feedback_request")
    spans = [trigger.offset for trigger in point.when if trigger.offset] if point else []
    if point is None or not spans:
        return None
    return {"span": page.span(spans[0]), "calm": Condition.NO_PROBLEM in point.while_}


def _if_said(touchpoint: str) -> Callable[[_Page], Values | None]:
    return lambda page: {} if page.speaks(touchpoint) else None


_ANSWERS: Final[Mapping[str, Callable[[_Page], Values | None]]] = {
    "when": _when,
    "track": _if_said("dispatched"),
    "slot": _slot,
    "courier": _courier,
    "late": _late,
    "home": _if_said("attempt_failed"),
    "pickup": _pickup,
    "lost": _if_said("lost_remedy"),
    "ask": _ask,
    "feedback": _feedback,
}
