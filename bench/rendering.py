"""A whole letter, beside string.Template with the very Babel calls that the letter needs, and other engines.

Ours chooses the words of a locale, decides line by line what can be said, counts in the forms of the
language, keeps back what the reader must not see, makes typed texts harmless, and digests the result. The
others are given finished paragraphs with holes, and the dates' patterns: they call Babel for every date that
stands in the letter and fill the holes. Ours writes the dates of a first letter from its own tables, in these
three languages, and then remembers how a date is said, as it does for a shop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import import_module
from string import Template
from typing import Any, Final

from bench.goals import AtMost, Benchmark
from bench.paired import Candidate, Tell
from postpurchase.catalogs import default
from postpurchase.ledger import FactValue, Pledge
from postpurchase.messages import Block, Message
from postpurchase.text import render
from postpurchase.text.catalog import Catalog
from postpurchase.text.mf2.conventions import moments
from postpurchase.text.said import tidy
from postpurchase.vocabulary import Channel, Importance, Mode, Role
from postpurchase.windows import DateWindow, Slot, zone

OURS: Final = "render"
TEMPLATE: Final = "string.Template and Babel"
LIQUID: Final = "python-liquid and Babel"
FLUENT: Final = "fluent.runtime and Babel"
JINJA: Final = "Jinja2's sandbox and Babel"

LOCALES: Final = ("ja", "ru", "en")
NAMES: Final = {"ja": "佐藤 花子", "ru": "Анна Петрова", "en": "Ann Smith"}
AT: Final = datetime.fromisoformat("2026-10-05T22:50:00+09:00")
WINDOW: Final = DateWindow(earliest=date(2026, 10, 12), latest=date(2026, 10, 26))
SLOT: Final = Slot(date=date(2026, 10, 19), code="morning")
LETTERS: Final[tuple[tuple[str, Mapping[str, FactValue]], ...]] = (
    ("order_confirmed", {"window": WINDOW}),
    ("item_secured", {"window": WINDOW}),
    ("delivery_planned", {"window": WINDOW}),
    ("dispatched", {"slot": SLOT, "tracking": "JD0146000035"}),
    ("reassurance", {"window": WINDOW}),
    ("delayed", {"window": WINDOW, "tracking": "JD0146000035"}),
    ("ready_for_pickup", {"tracking": "JD0146000035"}),
    ("feedback_request", {}),
)


@dataclass(frozen=True, slots=True)
class BabelCall:
    """One date written by one pattern in one locale."""

    pattern: str
    value: Any
    locale: Any

    def __call__(self) -> str:
        """Make the call."""
        from babel.dates import parse_pattern

        return str(parse_pattern(self.pattern).apply(self.value, self.locale))


@dataclass(frozen=True, slots=True)
class Hollow:
    """A finished text with holes, what Babel puts into some of them, and the other values."""

    text: str
    calls: Mapping[str, BabelCall]
    values: Mapping[str, str]

    def filled(self) -> dict[str, str]:
        """Call Babel, and return what belongs into the holes."""
        return {**self.values, **{name: call() for name, call in self.calls.items()}}


def letters() -> Iterator[Message]:
    """Yield eight letters in three languages."""
    for locale in LOCALES:
        for touchpoint, told in LETTERS:
            yield letter(locale, touchpoint, told)


def letter(locale: str, touchpoint: str, told: Mapping[str, FactValue]) -> Message:
    """Return a letter as a plan makes it."""
    return Message(
        order="A-1042",
        at=AT,
        keys=("k",),
        attempt=1,
        lead=Block(
            touchpoint=touchpoint,
            subject="order",
            tells={touchpoint: True, **told},
            values={
                "parcels": 3,
                "tracking_url": "https://courier.example/t",
                "keep_until": date(2026, 10, 30),
            },
        ),
        riders=(),
        to=Role.BUYER,
        channel=Channel.EMAIL,
        also=(),
        importance=Importance.NEWS,
        urgent=False,
        asks=(),
        promises=(Pledge(kind="next_word", due=AT + timedelta(days=10)),),
        locale=locale,
        policy="bench",
        lease=timedelta(minutes=10),
        values={
            "name": NAMES[locale],
            "shop": "Atelier Kumo",
            "signature": "Atelier Kumo",
            "order": "A-1042",
            "items": ("JD-7731",),
            "mode": Mode.BUY_ON_DEMAND,
            "steps": ("item_secured", "delivery_planned", "dispatched"),
            "courier": "DHL",
            "email": "hello@kumo.example",
            "limit_days": 10,
            "zone": zone("Asia/Tokyo"),
            "today": date(2026, 10, 5),
        },
    )


def hollowed(message: Message) -> Hollow:
    """Return a letter's text with holes where its values and Babel's texts stand."""
    calls: dict[str, BabelCall] = {}
    fresh = Catalog(sources=default().sources)  # nothing is remembered yet, so that no call is missed
    text = str(watched(lambda: render(message, fresh), calls, message.locale))
    for name, call in list(calls.items()):
        hole = text.replace(tidy(call()), f"${{{name}}}", 1)
        if hole == text:
            del calls[name]  # a day that stands in no line of this letter
        text = hole
    values = {
        "who": NAMES[message.locale], "shop": "Atelier Kumo", "number": "A-1042", "thing": "JD-7731",
        "courier": "DHL", "tracking": "JD0146000035", "mail": "hello@kumo.example", "link": "https://courier.example/t",
    }  # fmt: skip
    for name, value in values.items():
        text = text.replace(value, f"${{{name}}}")
    return Hollow(text, calls, values)


def watched(work: Callable[[], object], calls: dict[str, BabelCall], locale: str) -> object:
    """Do some work, and note every date that is written in it as the call of Babel that writes the same."""
    from babel import Locale

    own, spoken = moments.written, Locale.parse(locale)

    def written(pattern: str, moment: Any, names: Any) -> str:
        calls[f"d{len(calls)}"] = BabelCall(pattern, moment, spoken)
        return own(pattern, moment, names)

    moments.written = written
    try:
        return work()
    finally:
        moments.written = own


def by_template(hollow: Hollow) -> Callable[[], str]:
    """Fill the holes with the standard library."""
    template = Template(hollow.text)
    return lambda: template.substitute(hollow.filled())


def by_liquid(hollow: Hollow) -> Callable[[], str]:
    """Fill the holes with Liquid."""
    from liquid import Environment, StrictUndefined

    template = Environment(undefined=StrictUndefined).from_string(bracketed(hollow.text, "{{{{ {} }}}}"))
    return lambda: template.render(**hollow.filled())


def by_jinja(hollow: Hollow) -> Callable[[], str]:
    """Fill the holes with Jinja2's sandbox."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    template = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True).from_string(
        bracketed(hollow.text, "{{{{ {} }}}}")
    )
    return lambda: template.render(**hollow.filled())


def by_fluent(hollow: Hollow) -> Callable[[], str]:
    """Fill the holes with Fluent."""
    fluent = import_module("fluent.runtime")
    indented = "\n".join(f"    {line}" for line in bracketed(hollow.text, "{{ ${} }}").split("\n"))
    bundle = fluent.FluentBundle(["en"], use_isolating=False)
    bundle.add_resource(fluent.FluentResource(f"letter =\n{indented}\n"))
    pattern: Any = bundle.get_message("letter").value
    return lambda: str(bundle.format_pattern(pattern, hollow.filled())[0])


def bracketed(text: str, hole: str) -> str:
    """Return the text with its holes written another way."""
    return Template(text).substitute(_Holes(hole))


class _Holes(dict[str, object]):
    def __init__(self, hole: str) -> None:
        super().__init__()
        self.hole = hole

    def __missing__(self, name: str) -> str:
        return self.hole.format(name)


ENGINES: Final[Mapping[str, Callable[[Hollow], Callable[[], str]]]] = {
    TEMPLATE: by_template,
    LIQUID: by_liquid,
    FLUENT: by_fluent,
    JINJA: by_jinja,
}


def prepare(tell: Tell) -> Benchmark:
    """Check that all write the same letters, and return those that are installed."""
    messages = list(letters())
    hollows = [hollowed(message) for message in messages]
    catalog = default()
    candidates: dict[str, Candidate] = {OURS: lambda: [render(message, catalog) for message in messages]}
    for name, engine in ENGINES.items():
        try:
            fillers = [engine(hollow) for hollow in hollows]
        except ImportError:
            tell(f"{name} is not installed")
            continue
        check(name, fillers, messages)
        candidates[name] = _all(fillers)
    tell(f"{len(messages)} letters, the same from all {len(candidates)}")
    return Benchmark(
        candidates=candidates,
        floor=TEMPLATE,
        goals=(AtMost(OURS, 2, TEMPLATE),),
        items=dict.fromkeys(candidates, len(messages)),
    )


def _all(fillers: list[Callable[[], str]]) -> Candidate:
    return lambda: [fill() for fill in fillers]


def check(name: str, fillers: list[Callable[[], str]], messages: list[Message]) -> None:
    """Raise where an engine writes another letter than ours."""
    for fill, message in zip(fillers, messages, strict=True):
        own, theirs = str(render(message, default())), "\n".join(map(tidy, fill().split("\n")))
        if theirs != own:
            raise AssertionError(f"{name} writes {theirs!r}, ours is {own!r}")
