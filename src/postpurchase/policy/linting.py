"""What is legal in a policy but foolish, and how many messages an order can lead to at worst."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Final

from postpurchase.classes import dataclass
from postpurchase.eta.estimates import MAX_DATES
from postpurchase.kinds import must_be
from postpurchase.policy.responsibility import Regime
from postpurchase.policy.touchpoints import Touchpoint
from postpurchase.policy.whole import Policy
from postpurchase.vocabulary import TOUCHPOINTS, ActionKind, Channel, Importance, Level, Party, Rides, Word
from postpurchase.windows import Closings

NEEDS_CONSENT: Final = frozenset({Channel.SMS, Channel.PUSH, Channel.CHAT})
OFFERS: Final = "sms_offer"
WEEK: Final = timedelta(days=7)
WEEK_SECONDS: Final = 604_800


class Smell(Word):
    """A kind of foolishness."""

    NOBODY_SPEAKS = "nobody_speaks"
    NEVER_RIDES = "never_rides"
    TIMEOUT_AFTER_USE = "timeout_after_use"
    SILENCE_UNDER_CLOSING = "silence_under_closing"
    SILENCE_UNKEPT = "silence_unkept"
    GAP_STARVES = "gap_starves"
    CAP_STARVES = "cap_starves"
    NO_CONSENT_PATH = "no_consent_path"
    QUESTION_UNUSED = "question_unused"
    ONE_WAY_ONLY = "one_way_only"
    RULE_UNREACHED = "rule_unreached"
    UNKNOWN_TOUCHPOINT = "unknown_touchpoint"
    WINDOW_TOO_WIDE = "window_too_wide"


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """One thing a linter would rather see otherwise."""

    path: str
    smell: Smell
    advice: str

    def __str__(self) -> str:
        return f"{self.path}: {self.smell}; {self.advice}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lint:
    """What the linter found, and the worst case in messages per order and person."""

    remarks: tuple[Remark, ...]
    worst_case: int

    def __str__(self) -> str:
        lines = [*map(str, self.remarks), f"at worst {self.worst_case} messages per order, counted once each"]
        return "\n".join(lines)


def lint(policy: Policy) -> Lint:
    """Return what is legal but foolish in a policy.

    The worst case counts every touchpoint that may lead a message once, and the reassurances of the
    thirty days in which nothing happens; it is a bound for one parcel, not a forecast.
    """
    must_be("policy", policy, Policy, "give a Policy, as presets make them")
    remarks = sorted(remark for check in CHECKS for remark in check(policy))
    return Lint(remarks=tuple(remarks), worst_case=_worst_case(policy))


def _spoken(policy: Policy) -> Iterator[Touchpoint]:
    yield from (point for point in policy.touchpoints if point.channels)


def _nobody_speaks(policy: Policy) -> Iterator[Remark]:
    for point in _spoken(policy):
        owners = {
            policy.speaker(point.id, channel, regime).owner for channel in point.channels for regime in Regime
        }
        if owners == {Party.NOBODY}:
            yield Remark(
                f"touchpoints.{point.id}", Smell.NOBODY_SPEAKS, "name a speaker in some regime, or drop it"
            )


def _never_rides(policy: Policy) -> Iterator[Remark]:
    for point in _spoken(policy):
        if point.rides is Rides.ONLY and not any(_could_carry(lead, point) for lead in _spoken(policy)):
            yield Remark(
                f"touchpoints.{point.id}", Smell.NEVER_RIDES, "give it a channel that some lead uses"
            )


def _could_carry(lead: Touchpoint, rider: Touchpoint) -> bool:
    shared = set(lead.channels) & set(rider.channels) and set(lead.audience) & set(rider.audience)
    return bool(shared) and lead.rides is not Rides.ONLY


def _timeout_after_use(policy: Policy) -> Iterator[Remark]:
    for i, rule in enumerate(policy.responsibility):
        point = policy.touchpoint(rule.touchpoint)
        wait = policy.courier_timeout if rule.timeout is None else rule.timeout
        if (
            rule.owner is Party.COURIER
            and point
            and point.useful_for is not None
            and wait >= point.useful_for
        ):
            advice = f"the shop steps in when {point.id} is no longer useful; shorten the timeout"
            yield Remark(f"responsibility.{i}.timeout", Smell.TIMEOUT_AFTER_USE, advice)


def _silence_under_closing(policy: Policy) -> Iterator[Remark]:
    longest = longest_closing(policy)
    for level, limit in policy.cadence.longest_silence.items():
        if limit is not None and limit < longest:
            advice = f"shorter than the longest closing of {longest}; lengthen it"
            yield Remark(f"cadence.longest_silence.{level}", Smell.SILENCE_UNDER_CLOSING, advice)


def longest_closing(policy: Policy) -> timedelta:
    """Return the longest time of a week in which nothing ordinary may be said."""
    week = Closings(rules=policy.quiet_hours).week()
    longest, since, reach = 0, 0, 0
    for start, end in sorted(week + tuple((start + WEEK_SECONDS, end + WEEK_SECONDS) for start, end in week)):
        since = start if start > reach else since
        reach = max(reach, end)
        longest = max(longest, reach - since)
    return timedelta(seconds=longest)


def _silence_unkept(policy: Policy) -> Iterator[Remark]:
    promised = any(limit is not None for limit in policy.cadence.longest_silence.values())
    if promised and not any(point.is_silence for point in policy.touchpoints):
        yield Remark(
            "cadence.longest_silence", Smell.SILENCE_UNKEPT, "keep a touchpoint that silence makes due"
        )


def _gap_starves(policy: Policy) -> Iterator[Remark]:
    gap = policy.cadence.shortest_gap
    for level, limit in policy.cadence.longest_silence.items():
        if limit is not None and gap >= limit:
            advice = "ordinary news would wait behind every word that ends the silence; shorten it"
            yield Remark(
                "cadence.shortest_gap",
                Smell.GAP_STARVES,
                f"not below the longest silence of {level}; {advice}",
            )


def _cap_starves(policy: Policy) -> Iterator[Remark]:
    limit = policy.cadence.longest_silence.get(Level.STANDARD)
    for i, cap in enumerate(policy.caps):
        span = cap.span or (WEEK if cap.calendar == "week" else timedelta(days=1))
        if limit is not None and span > limit and cap.limit < 2:
            yield Remark(
                f"caps.{i}",
                Smell.CAP_STARVES,
                "one message fills it for longer than the longest silence; widen it",
            )


def _no_consent_path(policy: Policy) -> Iterator[Remark]:
    for point in _spoken(policy):
        if NEEDS_CONSENT.isdisjoint(point.channels) or policy.touchpoint(OFFERS) is not None:
            continue
        if NEEDS_CONSENT.issuperset(point.channels):
            advice = (
                f"only channels that need consent, and nothing offers it; add {OFFERS} or another channel"
            )
            yield Remark(f"touchpoints.{point.id}.channels", Smell.NO_CONSENT_PATH, advice)


def _question_unused(policy: Policy) -> Iterator[Remark]:
    used = {kind for point in policy.touchpoints for kind in point.tells}
    handed = any(ActionKind.HAND_OVER in point.acts for point in policy.touchpoints)
    for point in policy.touchpoints:
        if point.asks is not None and not handed and point.asks.question not in used:
            yield Remark(
                f"touchpoints.{point.id}.asks",
                Smell.QUESTION_UNUSED,
                "tell or hand over the answer, or do not ask",
            )


def _one_way_only(policy: Policy) -> Iterator[Remark]:
    for point in _spoken(policy):
        if point.importance is Importance.MUST_TELL and NEEDS_CONSENT.issuperset(point.channels):
            yield Remark(
                f"touchpoints.{point.id}.channels",
                Smell.ONE_WAY_ONLY,
                "a must-tell needs a channel without consent",
            )


def _rule_unreached(policy: Policy) -> Iterator[Remark]:
    for i, rule in enumerate(policy.responsibility):
        earlier = policy.responsibility[:i]
        if any(other.fits(rule.touchpoint, rule.channel, rule.regime) for other in earlier):
            yield Remark(
                f"responsibility.{i}",
                Smell.RULE_UNREACHED,
                "an earlier rule fits everything it fits; move or drop it",
            )


def _unknown_touchpoint(policy: Policy) -> Iterator[Remark]:
    for point in _spoken(policy):
        if point.id not in TOUCHPOINTS:
            advice = f"we have no words for it; {_meant(point.id)}words of your own"
            yield Remark(f"touchpoints.{point.id}", Smell.UNKNOWN_TOUCHPOINT, advice)


def _window_too_wide(policy: Policy) -> Iterator[Remark]:
    lead = policy.ranges.lead_days
    if lead is not None and lead[1] - lead[0] >= MAX_DATES:
        advice = f"a window of more than {MAX_DATES} dates is told to nobody; give days nearer to each other"
        yield Remark("ranges.lead_days", Smell.WINDOW_TOO_WIDE, advice)


def _meant(name: str) -> str:
    """Return what was perhaps meant, as the beginning of an advice."""
    from difflib import get_close_matches

    near = get_close_matches(name, TOUCHPOINTS, n=1)
    return f"write {near[0]}, or give it " if near else "give it "


CHECKS: Final[tuple[Callable[[Policy], Iterator[Remark]], ...]] = (
    _nobody_speaks,
    _never_rides,
    _timeout_after_use,
    _silence_under_closing,
    _silence_unkept,
    _gap_starves,
    _cap_starves,
    _no_consent_path,
    _question_unused,
    _one_way_only,
    _rule_unreached,
    _unknown_touchpoint,
    _window_too_wide,
)


def _worst_case(policy: Policy) -> int:
    leads = [point for point in _spoken(policy) if point.rides is not Rides.ONLY and not point.is_silence]
    limits = [limit for limit in policy.cadence.longest_silence.values() if limit is not None]
    return len(leads) + (timedelta(days=30) // min(limits) if limits else 0)
