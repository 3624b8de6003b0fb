"""Draw the reference pages from the live objects: `python tools/draw.py [--check]`.

A page is one function and one line of PAGES. `--check` writes nothing and fails when a page on disk
is not what its objects say today.
"""

from __future__ import annotations

import ast
import inspect
import json
import pkgutil
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import postpurchase
from postpurchase import errors, events, presets, schema, vocabulary, windows
from postpurchase.eta import legs
from postpurchase.order import tables
from postpurchase.people import Shop
from postpurchase.policy import Policy, Regime, Touchpoint, Trigger
from postpurchase.text.acts import Heard
from postpurchase.text.meanings import ELEMENTS, MEANINGS
from postpurchase.text.path import FOR_THE_BUYER, STRAND
from postpurchase.text.values import ALWAYS
from postpurchase.vocabulary import Party

sys.path.insert(0, str(Path(__file__).parents[1]))
from tools.pictures import outvoted

ROOT: Final = Path(__file__).parents[1]
REFERENCE: Final = ROOT / "docs" / "reference"
EXPLANATION: Final = ROOT / "docs" / "explanation"
NOTICE: Final = "<!-- Drawn by tools/draw.py from the live objects; change those, then `make format`. -->\n\n"


def first_line(thing: object) -> str:
    """Return the first line of a docstring."""
    return (inspect.getdoc(thing) or "").partition("\n")[0]


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    lines = [tuple(head)]
    lines.append(("---",) * len(lines[0]))
    lines.extend(tuple(cell.replace("|", "\\|") for cell in row) for row in rows)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def classes(module: ModuleType) -> Iterator[type]:
    """Yield the classes a module itself defines, in the order of the source."""
    yield from (
        thing
        for thing in vars(module).values()
        if inspect.isclass(thing) and thing.__module__ == module.__name__
    )


def module_docstring(name: str) -> str:
    """Return the first line of a module's docstring, without importing it."""
    source = Path(postpurchase.__path__[0])
    flat = source / f"{name}.py"
    path = flat if flat.exists() else source / name / "__init__.py"
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0]


def module_names() -> list[str]:
    """Return the dotted names of the modules and packages directly under the face."""
    found = sorted(info.name for info in pkgutil.iter_modules(postpurchase.__path__))
    return [f"postpurchase.{name}" for name in found if name != "__main__"]


def draw_errors() -> str:
    """Return the page of the error classes."""
    kin = {
        error: ", ".join(f"`{base.__name__}`" for base in error.__bases__)
        for error in classes(errors)
        if issubclass(error, Exception)
    }
    rows = ((f"`{error.__name__}`", bases, first_line(error)) for error, bases in kin.items())
    return "# Errors\n\n" + table(("error", "is also a", "when"), rows)


def draw_vocabulary() -> str:
    """Return the page of the closed sets of words."""
    words = [word for word in classes(vocabulary) if issubclass(word, StrEnum) and len(word)]
    sections = (
        f"## {word.__name__}\n\n{first_line(word)}\n\n{' · '.join(f'`{member}`' for member in word)}\n"
        for word in words
    )
    return (
        "# Vocabularies\n\nEach set is closed: words may join it, and none is ever renamed.\n\n"
        + "\n".join(sections)
    )


def draw_events() -> str:
    """Return the page of the kinds of event and their fields."""
    common = ", ".join(f"`{field.name}`" for field in fields(events.Event) if field.init)
    shapes = tuple(dict.fromkeys(events.SHAPE_OF.values()))
    rows = (
        (f"`{shape.__name__}`", typed(shape), ", ".join(f"`{kind}`" for kind in kinds_of(shape)))
        for shape in shapes
    )
    values = (*classes(events), windows.DateWindow, windows.TimeWindow, windows.Slot)
    parts = (
        (f"`{value.__name__}`", typed(value), first_line(value))
        for value in values
        if is_dataclass(value) and value not in (events.Event, *shapes)
    )
    return (
        f"# Events\n\nEvery event has {common}. The rest depends on its kind: the fields of its `details`.\n\n"
        + table(("details", "fields", "kinds"), rows)
        + "\nIn Python they are a value of their own, `Event(…, details=Arrival(how=…))`. In JSON they stand beside the others:\n\n"
        + f"```json\n{json.dumps(an_event(), indent=1)}\n```\n\n"
        + "What the fields hold, beside plain values and [words of closed sets](vocabulary.md); "
        + "a window is a `DateWindow` or a `TimeWindow`. What is not known is left out, or None:\n\n"
        + table(("value", "fields", "which is"), parts)
    )


def typed(thing: type[Any]) -> str:
    """Return the fields that a dataclass is made with, each with its type where it is known."""
    kinds = {field.name: str(field.type).removesuffix(" | None") for field in fields(thing) if field.init}
    return "<br>".join(f"`{name}: {kind.removeprefix('dt.')}`" for name, kind in kinds.items())


def an_event() -> object:
    """Return an event as JSON."""
    return schema.dump_event(
        events.Event(
            kind=vocabulary.EventKind.DELIVERED,
            order="A-1042",
            shipment="P1",
            source="post",
            id="scan-17",
            at=datetime.fromisoformat("2026-10-08T14:00:00+09:00"),
            details=events.Arrival(how=vocabulary.DeliveredHow.NEIGHBOUR),
        )
    )


def kinds_of(shape: type) -> list[vocabulary.EventKind]:
    """Return the kinds of event whose details have a shape."""
    return [kind for kind, other in events.SHAPE_OF.items() if other is shape]


def draw_parcel() -> str:
    """Return the page of the tables that move a parcel."""
    moving = list(tables.BRINGS_TO)
    sorts = (
        (f"`{sort}`", ", ".join(f"`{k}`" for k, own in tables.SORTS.items() if own is sort))
        for sort in tables.Sort
    )
    responses = (
        (f"`{outcome}`", *(str(answers[sort]) for sort in tables.Sort))
        for outcome, answers in tables.RESPONSES.items()
    )
    moves = (
        (f"`{kind}`", *("·" if row[kind] is now else str(row[kind]) for now, row in tables.MOVES.items()))
        for kind in moving
    )
    problems = (
        (f"`{problem}`", str(party), str(tables.PROBLEM_MILESTONE[problem] or ""))
        for problem, party in tables.ACTION_BY.items()
    )
    return "\n".join(
        (
            "# The parcel\n\nFacts come in sorts.\n",
            table(("sort", "kinds"), sorts),
            "What a fact of each sort means under the outcome so far:\n",
            table(("outcome", *tables.Sort), responses),
            "Where a fact that is taken brings the parcel from each position; a dot leaves it where it is:\n",
            table(("fact", *tables.MOVES), moves),
            "Who must act on a problem when nobody says, and the milestone it reaches:\n",
            table(("problem", "acts", "milestone"), problems),
        )
    )


EDGES: Final = """\
`slot_end`, `promised_end` and `keep_until` are the end of their slot or day: two days before a `keep_until` of the 14th, which
lasts to midnight, is the beginning of the 13th, and at 10:00 is ten o'clock of that day.
"""


LEGS: Final = """\
# The legs of a way

What ends each leg of a [route](../how-to/windows-from-nothing.md), whichever comes first. It ends all legs before it too, and what
is left of the way is counted from there. A route names the legs that it has, in its own order.

"""


def draw_legs() -> str:
    """Return the page of what ends each leg."""
    rows = ((f"`{leg}`", ends(legs.LEG_ENDS[leg])) for leg in legs.LegKind)
    return (
        LEGS
        + table(
            ("leg", "is ended by the milestones", "is ended by the events"),
            ((leg, *both) for leg, both in rows),
        )
        + f"\nWhere the first that is seen is {said(legs.AT_THE_DOOR, ' or ')}, the last mile may take no day more.\n"
    )


def ends(what: Iterable[StrEnum]) -> tuple[str, str]:
    """Return milestones, and events that are none."""
    some = list(what)
    return (
        said(one for one in some if isinstance(one, vocabulary.Milestone)),
        said(one for one in some if isinstance(one, vocabulary.EventKind)),
    )


def said(words: Iterable[StrEnum], joint: str = ", ") -> str:
    """Return words as they stand in code."""
    return joint.join(f"`{word}`" for word in words)


def draw_presets() -> str:
    """Return the page of what each preset says, when, and who else may say it."""
    shop = Shop(name="your shop")
    policies = {name: make(shop) for name, make in presets.PRESETS.items()}
    names = dict.fromkeys(point.id for policy in policies.values() for point in policy.touchpoints)
    kept = ((f"`{name}`", *(due(policy.touchpoint(name)) for policy in policies.values())) for name in names)
    rules = (
        (name, rule.touchpoint, rule.channel, rule.regime, str(rule.owner), span(rule.timeout))
        for name, policy in policies.items()
        for rule in policy.responsibility
    )
    return "\n".join(
        (
            "# Presets\n\nWhat each preset says, and when it comes due:\n",
            table(("touchpoint", *policies), kept),
            EDGES,
            "Who speaks; the first row that fits decides, an asterisk fits anything:\n",
            table(("preset", "touchpoint", "channel", "regime", "speaks", "timeout"), rules),
        )
    )


def due(point: Touchpoint | None) -> str:
    """Return when a touchpoint comes due, in a few words; nothing for one that is not kept."""
    return "" if point is None else " or ".join(when(trigger) for trigger in point.when)


def when(trigger: Trigger) -> str:
    """Return what a trigger waits for, in a few words."""
    what = str(trigger.milestone or trigger.anchor or trigger.on)
    side = "before" if trigger.offset < timedelta(0) else "after"
    offset = f"{span(abs(trigger.offset))} {side} " if trigger.offset else ""
    return f"{offset}{what}" + (f" at {trigger.at:%H:%M}" if trigger.at else "")


def span(duration: timedelta | None) -> str:
    """Return a duration in days, hours and minutes."""
    if duration is None:
        return ""
    minutes = int(duration.total_seconds()) // 60
    parts = ((minutes // 1440, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "min"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 min"


def draw_floors() -> str:
    """Return the page of the floors, as the import contracts say them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers: list[str] = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    floors = [
        layer.replace("(", "").replace(")", "").replace("|", " ").replace(":", " ").split()
        for layer in layers
    ]
    present = {name.removeprefix("postpurchase.") for name in module_names()}
    rows = (
        (str(len(floors) - height), f"`{name}`", module_docstring(name))
        for height, floor in enumerate(floors)
        for name in floor
        if name in present
    )
    return "# Floors\n\nImports go down only. The names of one floor stand side by side.\n\n" + table(
        ("floor", "module", "what it holds"), rows
    )


def draw_api() -> str:
    """Return the page of the modules, which Sphinx fills from the docstrings."""
    sections = (
        f"## {name}\n\n```{{eval-rst}}\n.. automodule:: {name}\n   :members:\n```\n"
        for name in module_names()
    )
    return "# Modules\n\n" + "\n".join(sections)


def draw_who_speaks() -> str:
    """Draw, for each preset, who says what under which way of delivering."""
    parts = ["# Who speaks\n\nThe shop says everything that is not in these tables, in every preset.\n"]
    for name, make in sorted(presets.PRESETS.items()):
        policy = make(Shop(name="Kumo"))
        rows = [row for point in policy.touchpoints if point.channels and (row := speakers(policy, point))]
        parts.append(f"## {name}\n")
        parts.append(table(("touchpoint", *Regime), rows) if rows else "The shop says everything.\n")
    parts.append(
        "A courier owns only what its profile lists; the shop says the rest, and steps in when time is up.\n"
    )
    return "\n".join(parts)


def speakers(policy: Policy, point: Touchpoint) -> tuple[str, ...]:
    """Return a touchpoint's row, or nothing where the shop speaks in every regime."""
    owners = [policy.speaker(point.id, point.channels[0], regime).owner for regime in Regime]
    return (f"`{point.id}`", *owners) if set(owners) != {Party.SHOP} else ()


def draw_timeline() -> str:
    """Return the page of what a customer's timeline shows."""
    shown = (
        (f"`{kind}`", str(strand), "buyer" if kind in FOR_THE_BUYER else "buyer, receiver of a gift")
        for kind, strand in STRAND.items()
    )
    kept_back = ", ".join(f"`{kind}`" for kind in vocabulary.EventKind if kind not in STRAND)
    heard = "\n".join(f"- `{one}`" for one in Heard)
    return "\n".join(
        (
            "# The timeline\n\nThe events that a customer may see, and who sees them:\n",
            table(("event", "strand", "seen by"), shown),
            f"Kept back: {kept_back}; and every event of a parcel to the shop.\n",
            "Rows of the ledger are shown to whom they were said, with what became of each:\n",
            heard + "\n",
        )
    )


VALUES: Final = """\
# Values of words

What a line of [words of your own](../how-to/your-own-words.md) may mention, as `{$name}`, or ask for under `needs` and `lacks`.
What is not always known stands under `needs`. `window`, `slot` and `tracking` are known only to touchpoints that tell them, so that
the ledger knows what was said. `asks_slot` and its like, by the name of the question, hold what silence means, where that is asked.
"""


def draw_values() -> str:
    """Return the page of what words may mention: every value, and the facts, promises and questions of each touchpoint."""
    known = ((f"`{name}`", "always" if name in ALWAYS else "", what) for name, what in MEANINGS.items())
    points: dict[str, Touchpoint] = {}
    for make in presets.PRESETS.values():
        points |= {point.id: point for point in make(Shop(name="your shop")).touchpoints if point.channels}
    told = (
        (f"`{name}`", *(", ".join(f"`{each}`" for each in kinds) for kinds in said_by(point)))
        for name, point in sorted(points.items())
    )
    return "\n".join(
        (
            VALUES,
            table(("value", "known", "what it is"), known),
            "A line with `each` is said for every element of a list, and may mention:\n",
            table(("value", "what it is"), ((f"`{name}`", what) for name, what in ELEMENTS.items())),
            "What a touchpoint tells and promises its words have to say, and what it asks they may:\n",
            table(("touchpoint", "tells", "needs to be known", "promises", "asks"), told),
        )
    )


def said_by(point: Touchpoint) -> Iterator[tuple[str, ...]]:
    """Yield the facts, requirements, promises and question of a touchpoint."""
    yield point.tells
    yield point.requires
    yield tuple(promise.kind for promise in point.promises)
    yield (point.asks.question,) if point.asks else ()


PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "api.md": draw_api,
    "errors.md": draw_errors,
    "events.md": draw_events,
    "floors.md": draw_floors,
    "legs.md": draw_legs,
    "parcel.md": draw_parcel,
    "presets.md": draw_presets,
    "timeline.md": draw_timeline,
    "values.md": draw_values,
    "vocabulary.md": draw_vocabulary,
    "who-speaks.md": draw_who_speaks,
}


PICTURES: Final[Mapping[str, Callable[[], str]]] = {"outvoted.svg": outvoted}


def stale() -> dict[Path, str]:
    """Return the pages that differ from what is on disk: path → what it should hold."""
    drawn = {REFERENCE / name: NOTICE + draw() for name, draw in PAGES.items()}
    drawn |= {EXPLANATION / name: draw() for name, draw in PICTURES.items()}
    return {
        path: page
        for path, page in drawn.items()
        if not path.exists() or path.read_text(encoding="utf-8") != page
    }


def main(arguments: list[str]) -> int:
    """Draw what is stale, or with `--check` only name it; return 1 when a check finds something."""
    check = "--check" in arguments
    pages = stale()
    for path, page in pages.items():
        print(f"{'stale' if check else 'drawn'}: {path.relative_to(ROOT)}")
        if not check:
            path.write_text(page, encoding="utf-8")
    print(f"{len(PAGES)} drawn pages, {len(pages)} {'stale' if check else 'new'}")
    return 1 if check and pages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
