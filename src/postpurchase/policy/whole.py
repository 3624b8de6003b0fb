"""The policy itself: one frozen value without callables, checked whole when it is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from postpurchase.classes import dataclass, field, replace
from postpurchase.digests import canonical, digest
from postpurchase.errors import Fault, InvalidInput, InvalidPolicy, checked
from postpurchase.eta import Disruption, Ranges
from postpurchase.kinds import must_be, settled
from postpurchase.people import Shop
from postpurchase.policy.delays import Delays
from postpurchase.policy.gates import Gates
from postpurchase.policy.limits import DEFAULT_CHANNELS, QUIET_NIGHT, Cadence, Cap, ChannelPolicy
from postpurchase.policy.listening import Listener, Listeners, foreseen_by, listeners_of
from postpurchase.policy.responsibility import ANYTHING, SHOP_SPEAKS, Rule
from postpurchase.policy.touchpoints import ZERO, Condition, Touchpoint
from postpurchase.profiles import Profiles
from postpurchase.vocabulary import FACTS, TOUCHPOINTS, Channel, Party
from postpurchase.windows import ClosedHours, Closings, OpenHours, instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A shop's manners, as data.

    Validated wholly when made: all faults at once, each with its path. A valid policy cannot
    fail later. Change one with `dataclasses.replace`; two are equal when they say the same.
    """

    id: str
    shop: Shop
    touchpoints: tuple[Touchpoint, ...]
    cadence: Cadence = Cadence()
    caps: tuple[Cap, ...] = ()
    quiet_hours: tuple[ClosedHours, ...] = QUIET_NIGHT
    responsibility: tuple[Rule, ...] = (SHOP_SPEAKS,)
    profiles: Profiles = Profiles()
    channels: Mapping[Channel, ChannelPolicy] = field(default_factory=lambda: dict(DEFAULT_CHANNELS))
    gates: Gates = Gates()
    delays: Delays = Delays()
    disruptions: tuple[Disruption, ...] = ()
    ranges: Ranges = Ranges()
    courier_timeout: timedelta = timedelta(minutes=30)
    must_tell_deadline: timedelta = timedelta(hours=12)
    answer_grace: timedelta = timedelta(hours=1)
    max_event_age: timedelta = timedelta(hours=72)
    effective_from: datetime | None = None
    listeners: Listeners = field(init=False, compare=False, repr=False, default_factory=dict)
    foreseen: tuple[Listener, ...] = field(init=False, compare=False, repr=False, default=())
    places: Mapping[str, int] = field(init=False, compare=False, repr=False, default_factory=dict)
    planned: tuple[Touchpoint, ...] = field(init=False, compare=False, repr=False, default=())
    superseders: Mapping[str, tuple[str, ...]] = field(
        init=False, compare=False, repr=False, default_factory=dict
    )
    speakers: Mapping[str, tuple[Rule, ...]] = field(
        init=False, compare=False, repr=False, default_factory=dict
    )
    constant: Mapping[str, Rule] = field(init=False, compare=False, repr=False, default_factory=dict)
    conditions: frozenset[Condition] = field(init=False, compare=False, repr=False, default=frozenset())
    manners: Mapping[str, int] = field(init=False, compare=False, repr=False, default_factory=dict)
    shared: frozenset[str] = field(init=False, compare=False, repr=False, default=frozenset())

    def __post_init__(self) -> None:
        faults = settled(self) or sorted(self._faults())
        if faults:
            raise InvalidPolicy(faults)
        put = object.__setattr__
        put(self, "listeners", listeners_of(self.touchpoints))
        put(self, "foreseen", foreseen_by(self.touchpoints))
        put(self, "places", {point.id: place for place, point in enumerate(self.touchpoints)})
        put(self, "planned", tuple(point for point in self.touchpoints if point.is_planned))
        put(self, "superseders", _superseders(self.touchpoints))
        put(self, "speakers", _speakers(self.touchpoints, self.responsibility))
        put(self, "constant", _constant(self.speakers))
        put(self, "conditions", frozenset(name for point in self.touchpoints for name in point.while_))
        put(self, "manners", _manners(self.touchpoints))
        put(self, "shared", frozenset(_shared(self.touchpoints, self.constant)))

    def touchpoint(self, id: str) -> Touchpoint | None:
        """Return the touchpoint of that id, if the policy keeps it."""
        place = self.places.get(must_be("id", id, str, "give a touchpoint's id"))
        return None if place is None else self.touchpoints[place]

    def place_of(self, name: str) -> int | None:
        """Return where the touchpoint of that name stands, today's name or the one it had."""
        if name in self.places:
            return self.places[name]
        had = (place for place, point in enumerate(self.touchpoints) if point.formerly == name)
        return next(had, None) if name else None

    def speaker(self, touchpoint: str, channel: str, regime: str) -> Rule:
        """Return the rule that says who speaks there; the shop where none fits."""
        must_be("touchpoint", touchpoint, str, "give a touchpoint's id")
        if touchpoint in self.constant:
            return self.constant[touchpoint]
        for rule in self.speakers.get(touchpoint, self.responsibility):
            if rule.fits(touchpoint, channel, regime):
                return rule
        return SHOP_SPEAKS

    @property
    def digest(self) -> str:
        """The hash of everything this policy says."""
        return digest("policy", canonical(self).hex())

    def __repr__(self) -> str:
        return f"<Policy {self.id} {len(self.touchpoints)} touchpoints, {len(self.responsibility)} rules>"

    def _faults(self) -> Iterator[Fault]:
        parts: list[tuple[str, Iterator[Fault]]] = [
            ("cadence", self.cadence.faults()),
            ("gates", self.gates.faults()),
            ("delays", self.delays.faults()),
        ]
        parts += [(f"caps.{i}", cap.faults()) for i, cap in enumerate(self.caps)]
        parts += [(f"touchpoints.{point.id}", point.faults()) for point in self.touchpoints]
        parts += [(f"responsibility.{i}", rule.faults()) for i, rule in enumerate(self.responsibility)]
        parts += [(f"channels.{name}", channel.faults()) for name, channel in self.channels.items()]
        for path, faults in parts:
            yield from (fault.under(path) for fault in faults)
        yield from self._closings()
        yield from self._durations()
        yield from self._names()
        yield from self._formerly()

    def _closings(self) -> Iterator[Fault]:
        """Yield what would leave nobody reachable: quiet hours alone, or with a channel's send window."""
        night = self.quiet_hours
        if not _leaves_an_opening(night):
            yield Fault("quiet_hours", "nothing stays open", "leave an opening in every week")
            return
        for name, channel in self.channels.items():
            if not _leaves_an_opening((*night, *channel.open_hours)):
                yield Fault(
                    f"channels.{name}.open_hours",
                    "nothing stays open beside the quiet hours",
                    "leave an opening in every week",
                )

    def _durations(self) -> Iterator[Fault]:
        for name in ("courier_timeout", "must_tell_deadline", "answer_grace", "max_event_age"):
            if getattr(self, name) < ZERO:
                yield Fault(name, "negative", "give a duration of 0 or more")
        if self.effective_from is not None:
            try:
                checked("effective_from", instant, self.effective_from)
            except InvalidInput as error:
                yield from error.faults

    def _names(self) -> Iterator[Fault]:
        names = [point.id for point in self.touchpoints]
        known = {*names, ANYTHING}
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Fault(f"touchpoints.{name}", "named twice", "give each touchpoint once")
        for point in self.touchpoints:
            for weaker in sorted(set(point.supersedes) - known):
                yield Fault(
                    f"touchpoints.{point.id}.supersedes",
                    f"no touchpoint {weaker!r}",
                    "name one of this policy",
                )
        yield from self._strangers()
        for i, rule in enumerate(self.responsibility):
            if rule.touchpoint not in known:
                yield Fault(
                    f"responsibility.{i}", f"no touchpoint {rule.touchpoint!r}", "name one of this policy"
                )

    def _strangers(self) -> Iterator[Fault]:
        """Yield the words that nothing answers to: facts nobody can know, touchpoints nobody has."""
        names = {point.id for point in self.touchpoints}.union(TOUCHPOINTS)
        facts = names.union(FACTS)
        for point in self.touchpoints:
            for part in ("tells", "requires"):
                for fact in sorted(set(getattr(point, part)) - facts):
                    right = f"give {', '.join(FACTS)} or a touchpoint"
                    yield Fault(f"touchpoints.{point.id}.{part}", f"no fact {fact!r}", right)
        said: list[tuple[str, Iterable[str]]] = [
            (f"couriers.{name}.says", one.says) for name, one in self.profiles.couriers.items()
        ]
        said += [(f"marketplaces.{m}.forbids", one.forbids) for m, one in self.profiles.marketplaces.items()]
        for path, words in said:
            for word in sorted(set(words) - names):
                yield Fault(f"profiles.{path}", f"no touchpoint {word!r}", "name one that there is")

    def _formerly(self) -> Iterator[Fault]:
        names = [point.key_name for point in self.touchpoints]
        for point in self.touchpoints:
            if point.formerly is not None and names.count(point.formerly) > 1:
                yield Fault(
                    f"touchpoints.{point.id}.formerly",
                    "another touchpoint makes its keys with that name",
                    "give the name that this one had",
                )


def _leaves_an_opening(hours: tuple[ClosedHours | OpenHours, ...]) -> bool:
    try:
        Closings(rules=hours)
    except InvalidInput:
        return False
    return True


def _superseders(touchpoints: tuple[Touchpoint, ...]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for point in touchpoints:
        for weaker in dict.fromkeys(point.supersedes):
            found[weaker] = (*found.get(weaker, ()), point.id)
    return found


def _speakers(touchpoints: tuple[Touchpoint, ...], rules: tuple[Rule, ...]) -> Mapping[str, tuple[Rule, ...]]:
    """Return the rules that may speak of each touchpoint, in order."""
    return {
        point.id: tuple(rule for rule in rules if rule.touchpoint in (ANYTHING, point.id))
        for point in touchpoints
    }


def _constant(speakers: Mapping[str, tuple[Rule, ...]]) -> Mapping[str, Rule]:
    """Return the rules of those touchpoints that one rule decides, whatever the channel and the regime."""
    first = ((name, rules[0] if rules else SHOP_SPEAKS) for name, rules in speakers.items())
    return {name: rule for name, rule in first if rule.channel == rule.regime == ANYTHING}


def _shared(touchpoints: tuple[Touchpoint, ...], constant: Mapping[str, Rule]) -> Iterator[str]:
    """Yield the touchpoints that somebody else than the shop may speak of."""
    for point in touchpoints:
        if point.id not in constant or constant[point.id].owner is not Party.SHOP:
            yield point.id


def _manners(touchpoints: tuple[Touchpoint, ...]) -> Mapping[str, int]:
    """Number the touchpoints so that what has one number leaves in the same ways, as far as policy goes."""
    numbers: dict[tuple[object, ...], int] = {}
    return {point.id: numbers.setdefault(_manner(point), len(numbers)) for point in touchpoints}


def _manner(point: Touchpoint) -> tuple[object, ...]:
    hurries = point.urgent, point.answers, point.is_silence
    return point.importance, *hurries, point.when_closed, point.channels


def without(policy: Policy, *ids: str) -> Policy:
    """Return the policy without those touchpoints, and without any mention of them."""
    gone = set(ids)
    kept = tuple(
        replace(point, supersedes=tuple(weaker for weaker in point.supersedes if weaker not in gone))
        for point in policy.touchpoints
        if point.id not in gone
    )
    rules = tuple(rule for rule in policy.responsibility if rule.touchpoint not in gone)
    return replace(policy, touchpoints=kept, responsibility=rules)
