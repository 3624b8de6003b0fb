"""A plan as prose for the people who run the shop: what is said, what waits, and why the rest stays unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Final, Protocol

from postpurchase.order import ORDER
from postpurchase.text.asked import plan_of, tag_of
from postpurchase.text.catalog import LocaleWords, tag_for
from postpurchase.text.prose import prose
from postpurchase.text.scope import Scope
from postpurchase.text.templates import lines_of
from postpurchase.text.values import Values
from postpurchase.vocabulary import VerdictKind
from postpurchase.windows import moment

if TYPE_CHECKING:
    from postpurchase.decisions import Because, Decision, Verdict, Wake
    from postpurchase.eta import Estimate
    from postpurchase.messages import Action, Message

INDENT: Final = "  "


class Explicable(Protocol):
    """What of a plan is explained."""

    @property
    def order(self) -> str:
        """The order's id."""
        ...

    @property
    def now(self) -> datetime:
        """When it was made."""
        ...

    @property
    def messages(self) -> tuple[Message, ...]:
        """What is said now."""
        ...

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What became of every candidate."""
        ...

    @property
    def actions(self) -> tuple[Action, ...]:
        """What is to be done."""
        ...

    @property
    def estimates(self) -> Mapping[str, Estimate]:
        """What was believed of the arrival, by subject."""
        ...

    @property
    def wake(self) -> Wake | None:
        """When to ask again."""
        ...

    @property
    def decision(self) -> Decision:
        """Where it comes from."""
        ...


def explain(plan: Explicable, locale: str = "en") -> str:
    """Return a plan in sentences: what is said now and why, what waits until when, and why not the rest.

    What was believed of the arrival stands there too: the dates, how sure they are and on what they rest. Times are those of the recipient. English where there are no sentences in the locale's language.
    """
    situation = plan_of(plan).decision.situation
    speaker = Speaker(prose(tag_of(locale)), locale, situation.local, plan.now)
    title = speaker.label("title", order=plan.order, now=plan.now, zone_name=str(speaker.zone))
    sections = {
        "said": list(_said(plan, speaker)),
        "waiting": _waiting(plan.verdicts, speaker),
        "others": _grouped((v for v in plan.verdicts if v.kind is VerdictKind.DELEGATE), speaker),
        "unsaid": _grouped((v for v in plan.verdicts if _stays_unsaid(v)), speaker),
        "actions": [
            speaker.label("action", action=a.kind, touchpoint=speaker.name(a.about)) for a in plan.actions
        ],
        "estimates": _estimates(plan.estimates, speaker),
    }
    shown = (_section(speaker, name, lines) for name, lines in sections.items() if lines or name == "said")
    return "\n\n".join([title, *shown, _wake(plan.wake, speaker)]) + "\n"


# -- sections -------------------------------------------------------------------------------------


def _section(speaker: Speaker, name: str, lines: Iterable[str]) -> str:
    body = [f"- {line}" if not line.startswith(INDENT) else line for line in lines]
    return "\n".join([speaker.label(name), *(body or [speaker.label("nothing")])])


def _said(plan: Explicable, speaker: Speaker) -> Iterator[str]:
    why = {(v.name, v.candidate.role): v for v in plan.verdicts if v.kind is VerdictKind.SEND}
    for message in plan.messages:
        called = speaker.name(message.lead.name)
        head = speaker.label("to", touchpoint=called, role=message.to, channel=message.channel)
        for name in (message.lead.name, *message.rides):
            verdict = why[name, message.to]
            line = f"{head}: " if name == message.lead.name else f"{INDENT}+ {speaker.name(name)}: "
            yield line + speaker.reasons(verdict.settled_by)


def _waiting(verdicts: Iterable[Verdict], speaker: Speaker) -> list[str]:
    deferred = [v for v in verdicts if v.kind is VerdictKind.DEFER and v.until is not None]
    waiting = sorted(deferred, key=lambda v: v.until or 0)
    return [
        f"{speaker.label('until', touchpoint=speaker.name(v.name), until=v.until)}: {speaker.reasons(v.settled_by)}"
        for v in waiting
    ]


def _stays_unsaid(verdict: Verdict) -> bool:
    """Say whether nothing but something new will change it: skipped, or waiting for a message to ride in."""
    return verdict.kind is VerdictKind.SKIP or (verdict.kind is VerdictKind.DEFER and verdict.until is None)


def _grouped(verdicts: Iterable[Verdict], speaker: Speaker) -> list[str]:
    """Return one line for all touchpoints that have the same reasons, in the policy's order."""
    groups: dict[str, list[str]] = {}
    for verdict in verdicts:
        names = groups.setdefault(speaker.reasons(verdict.settled_by), [])
        names.append(speaker.name(verdict.name))
    return [f"{speaker.list(names)}: {why}" for why, names in groups.items()]


def _estimates(estimates: Mapping[str, Estimate], speaker: Speaker) -> list[str]:
    """Return what is believed of the order, or of each of its parcels where it has several."""
    parcels = [subject for subject in estimates if subject != ORDER]
    shown = parcels if len(parcels) > 1 else list(estimates)[:1]
    return [speaker.estimate(subject, estimates[subject]) for subject in shown]


def _wake(wake: Wake | None, speaker: Speaker) -> str:
    if wake is None:
        return speaker.label("no_wake")
    why = speaker.sentence("wakes", wake.cause, {})
    return speaker.label("wake", until=wake.at, why=why, touchpoint=speaker.name(wake.about))


# -- sentences ------------------------------------------------------------------------------------


class Speaker:
    """Says reasons and labels in one language, for one place and moment."""

    __slots__ = ("_tag", "_words", "now", "zone")

    def __init__(self, words: LocaleWords, locale: str, zone: tzinfo, now: datetime) -> None:
        self._words = words
        self._tag = tag_for(locale, words)
        self.zone = zone
        self.now = now

    def reasons(self, found: Iterable[Because]) -> str:
        """Return the sentences of several reasons."""
        return self._words.space.join(
            self.sentence("reasons", because.code, because.data) for because in found
        )

    def label(self, name: str, **data: object) -> str:
        """Return a label with its data in it."""
        return self.sentence("labels", name, data)

    def sentence(self, section: str, name: str, data: Mapping[str, object]) -> str:
        """Return the first sentence under a name whose data are all there; the bare name if none is."""
        scope = Scope(self._values(data), self._words, self._tag)
        said = {key: self._said(scope, key) for key in data}
        for line in lines_of(self._words.named(section, name)):
            if scope.holds(line) and all(said.get(variable) is not None for variable in line.variables):
                return " ".join(scope.lines(line, said))
        return name

    def estimate(self, subject: str, found: Estimate) -> str:
        """Return what is believed of a subject's arrival: dates, how sure they are, on what they rest, until when."""
        about = self.label("whole_order") if subject == ORDER else self.label("parcel", parcel=subject)
        sure = None if found.confidence is None else str(round(100 * found.confidence))
        believed = {"window": found.window, "sure": sure, "withheld": found.withheld}
        said = [
            self.sentence("estimates", found.basis, {k: v for k, v in believed.items() if v is not None}),
            self.label("leaves", ship_by=found.ship_by) if found.ship_by else "",
            self.label("assumed", assumptions=found.assumptions) if found.assumptions else "",
            self.label("stands", until=found.changes_at) if found.window and found.changes_at else "",
        ]
        return f"{about}: {self._words.space.join(filter(None, said))}"

    def _values(self, data: Mapping[str, object]) -> Values:
        from postpurchase.decisions import INSTANTS

        here: Values = {"zone": self.zone, "today": self.now.astimezone(self.zone).date()}
        return here | {key: _instant(value) if key in INSTANTS else value for key, value in data.items()}

    def _said(self, scope: Scope, key: str) -> object:
        value = scope.get(key)
        if isinstance(value, tuple):
            return (", " if self._words.space else "、").join(self._term(str(item)) for item in value)
        return self._term(value) if isinstance(value, str) else value

    def name(self, of: str) -> str:
        """Return what people call a `touchpoint@subject`: its id where it is a shop's own, and which parcel."""
        touchpoint, _, subject = of.partition("@")
        called = self._called("names", touchpoint)
        return self.label("named", called=called, parcel=subject) if subject not in ("", ORDER) else called

    def list(self, names: Iterable[str]) -> str:
        """Return names side by side, each once; they may have commas in them."""
        return ("; " if self._words.space else "、").join(dict.fromkeys(names))

    def _term(self, word: str) -> str:
        """Return what a closed word or a touchpoint is called, or the word itself."""
        return self.name(word) if "@" in word else self._called("terms", word)

    def _called(self, section: str, word: str) -> str:
        scope = Scope({}, self._words, self._tag)
        return next(iter(scope.lines(self._words.named(section, word))), word)


def _instant(value: object) -> object:
    return moment(value) if type(value) is int else value
