"""Facts in the words of one locale and the zone of one recipient, each when it is first asked for.

Dates, times, windows and slots become phrases here, so a locale writes down its style of dates once,
and a message without any needs no locale data.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from types import MappingProxyType, NoneType

from postpurchase.errors import Fault
from postpurchase.events import Money
from postpurchase.text.catalog import LocaleWords
from postpurchase.text.mf2 import FormattedParts, Tag, to_parts
from postpurchase.text.neutral import LONGEST_TEXT, link_of, name_of, neutral, neutral_lines
from postpurchase.text.outlines import Lines, Marked, Outline, Outlines, Question, Section, Step
from postpurchase.text.said import Mark, Said, pieces_of, tidy, tidy_within
from postpurchase.text.templates import First, Group, Hole, Line, Linked, Node, Piece
from postpurchase.text.values import MOST_ELEMENTS, Values
from postpurchase.windows import DateWindow, Slot, TimeWindow, zone

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Any, ClassVar, Final, TypeAlias

Parts: TypeAlias = tuple[str, Values]
"""The name of a phrase and the values it is made of."""

NAMED: Final = frozenset({"steps", "courier_steps", "courier_usual", "questions"})
"""The lists whose elements are names that the locale has words for."""
LINKS: Final = frozenset({"url", "tracking_url"})
_AS_THEY_ARE: Final = frozenset({bool, int, tuple, NoneType})
"""What is counted, told apart or gone through, and never shown as it is."""
MOST_REMEMBERED: Final = 512
"""How many dates, windows and slots a locale's words remember how to say."""
_NOTHING: Final[Mapping[str, object]] = {}
_UNKNOWN: Final = "\x00"
"""What stands for what is not remembered."""
_HELD: Final = "\x00"
"""What stands around the place of a text while it is not known; no text that is shown has it."""


class Scope:
    """The values of one block, said in a locale; `problems` grows where words and values do not fit.

    `today` is the recipient's date, if it is known.
    """

    __slots__ = (
        "_hosts",
        "_longest",
        "_named_items",
        "_said",
        "_tag",
        "_values",
        "_words",
        "_zone",
        "problems",
        "today",
    )

    def __init__(
        self,
        values: Values,
        words: LocaleWords,
        tag: str,
        *,
        hosts: Collection[str] | None = None,
        longest: int = LONGEST_TEXT,
    ) -> None:
        self.problems: list[Fault] = []
        self._hosts = hosts
        self._longest = longest
        self._values = values
        self._words = words
        self._tag = tag
        given = values.get("zone")
        self._zone = given if isinstance(given, tzinfo) else _zone_of(given)
        self._said: dict[str, object] = {}
        self._named_items: dict[str, list[str]] = {}
        today = values.get("today")
        self.today = today if isinstance(today, date) else None

    # -- asking -----------------------------------------------------------------------------------

    def holds(self, line: Line) -> bool:
        """Say whether everything a line needs is known, and nothing it lacks."""
        said = self._said
        for name, wanted, held in line.conditions:
            if wanted is None:
                met = (said[name] if name in said else self.get(name)) is not None
            else:
                met = self._equals(name, wanted)
            if met is not held:
                return False
        return True

    def _equals(self, name: str, wanted: str) -> bool:
        value = self._values.get(name)
        return wanted in value if isinstance(value, tuple) else value is not None and str(value) == wanted

    def get(self, name: str) -> object:
        """Return a value as the words may show it, None where there is nothing to show."""
        said = self._said
        if name in said:
            return said[name]
        found = said[name] = self._found(name, self._values.get(name))
        return found

    def _found(self, name: str, value: object) -> object:
        if name in _BY_NAME:
            return _BY_NAME[name](self, name, value)
        kind = type(value)
        if kind is str:
            return neutral(value, self._longest) or None  # type: ignore[arg-type]
        return (value or None) if kind in _AS_THEY_ARE else self._by_type(value)

    def _by_type(self, value: object) -> object:
        if isinstance(value, str):
            return neutral(value, self._longest) or None
        if isinstance(value, (int, tuple)):
            return value or None
        parts_of = _PHRASED.get(type(value)) or _kindred(value)
        return None if parts_of is None else self._phrase(value, parts_of)

    def outline(self, outlines: Outlines) -> Outline:
        """Return which lines of a template are said with these values."""
        values, said, step = self._values, self._said, outlines.first
        try:
            while type(step) is Question:
                name, wanted = step.name, step.wanted
                if wanted is not None:
                    answer: object = name in values and self._equals(name, wanted)
                elif name in said:
                    answer = type(said[name])
                elif name in values:
                    found = said[name] = self._found(name, values[name])
                    answer = type(found)
                else:
                    answer = NoneType
                step = step.answers[answer]
        except KeyError:  # never answered so before
            step = None
        return outlines.learn(self._answer) if step is None else step  # type: ignore[return-value]

    def _answer(self, name: str, wanted: str | None) -> object:
        return type(self.get(name)) if wanted is None else self._equals(name, wanted)

    def mentions(self, name: str) -> bool:
        """Say whether the lines asked for so far had a use for a value, and it is known."""
        return self._said.get(name) is not None

    def leave_out(self, name: str) -> None:
        """Have no line mention a value that was said elsewhere."""
        self._said[name] = None

    # -- phrases ----------------------------------------------------------------------------------

    def _phrase(self, value: object, parts_of: Callable[..., Parts]) -> str | None:
        """Return how a value is said; a shop says the same few dates all day.

        The zone belongs to the key: instants are equal whatever clock shows them. So does the day from which
        it is looked at: this year goes without saying, and a window that has begun is one until its end.
        """
        key = (value, self._tag, self._zone, self.today)
        known = self._words.remembered.get(key, _UNKNOWN)
        if known is not _UNKNOWN:
            return known
        name, values = parts_of(self, value)
        return self._remember(key, lambda: next(iter(self.lines(self._words.phrase(name), values)), None))

    def _remember(self, key: tuple[object, ...], say: Callable[[], str | None]) -> str | None:
        """Say something, and remember it unless something went wrong."""
        remembered = self._words.remembered
        faults = len(self.problems)
        said = say()
        if len(self.problems) == faults:
            if len(remembered) >= MOST_REMEMBERED:
                remembered.clear()
            remembered[key] = said
        return said

    def year_of(self, *days: date) -> str:
        """Return `hidden` for dates of this year, whose year goes without saying, else `shown`."""
        return "hidden" if self.today and all(day.year == self.today.year for day in days) else "shown"

    def is_ahead(self, day: date) -> bool:
        """Return whether a date is known to come yet."""
        return self.today is not None and self.today < day

    def local(self, at: datetime) -> datetime:
        """Return a time as the recipient's clock shows it."""
        return at.astimezone(self._zone)

    # -- saying -----------------------------------------------------------------------------------

    def text(self, section: Section) -> str:
        """Return what a section of this very scope's outline says, each paragraph after what parts it from the last."""
        said = self._said
        for name, before, steps, after in section.gaps:
            lines = self._stepped(steps)
            said[name] = before + "\n".join(lines) + after if lines else ""
        return section.form % said

    def paragraphs(self, outlined: Iterable[Lines]) -> tuple[tuple[str, ...], ...]:
        """Return what the lines of an outline say; of this very scope's, for what it asks about is known."""
        said = self._said
        spoken = [
            fixed or tuple([form % said for form in forms] if forms else self._stepped(steps))
            for steps, forms, fixed in outlined
        ]
        return tuple([lines for lines in spoken if lines])

    def _stepped(self, steps: Iterable[Step]) -> list[str]:
        said: dict[str, Any] = self._said
        spoken: list[str] = []
        for step in steps:
            if isinstance(step, str):
                spoken.append(step % said)
            elif isinstance(step, Marked):
                spoken.append(Said(step.form % said, _in_place(step.pieces, said)))
            else:
                spoken += self._line(step, _NOTHING) if isinstance(step, Line) else self.lines(step)
        return spoken

    def lines(self, node: Node, more: Mapping[str, object] = _NOTHING) -> Sequence[str]:
        """Return what a node says, line by line; `more` are values beside the block's own."""
        if type(node) is Line:
            if node.conditions and not self.holds(node):
                return ()
            if node.fixed:
                return node.fixed
            if node.form is None or node.marked or more is not _NOTHING:
                return self._line(node, more)
            text = self._formed(node, node.form)
            if text is None:
                return self._line(node, more)
            return (text,) if text else ()
        if type(node) is Group:
            return [line for inner in node.nodes for line in self.lines(inner, more)]
        if type(node) is First:
            for inner in node.nodes:
                said = self.lines(inner, more)
                if said:
                    return said
        return ()

    def _line(self, line: Line, more: Mapping[str, object]) -> Sequence[str]:
        if line.each is None:
            text = self._shown(line, more)
            if text and line.counts:
                return (Said(text, pieces_of(text), listed=True),)
            return (text,) if text else ()
        form = line.item_form
        if form is not None:
            return [Said(form % {"item": item}, listed=True) for _, item, _ in self._items(line.each)]
        shown = [self._shown(line, self._element(*item)) for item in self._items(line.each)]
        return [Said(text, pieces_of(text), listed=True) for text in shown if text]

    def _formed(self, line: Line, form: str) -> str | None:
        """Return a line of nothing but texts; None where a value is no text."""
        said = self._said
        for name in line.variables:
            if type(said[name] if name in said else self.get(name)) is not str:
                return None
        return form % said

    def _shown(self, line: Line, more: Mapping[str, object]) -> str | None:
        pieces = None if line.pieces is None else self._filled(line.pieces, more)
        if pieces is not None:
            return _joined(pieces) if line.marked else "".join(pieces).strip()  # type: ignore[arg-type]
        values = {name: more[name] if name in more else self.get(name) for name in line.variables}
        counts: list[int] = []
        texts: list[str] = []
        for name, value in values.items():
            if type(value) is int:
                counts.append(value)
            elif type(value) is str and name in line.holes:
                texts.append(name)
        if line.marked or len(counts) + len(texts) < len(values):
            return self._formatted(line, values)
        key = (line.source, self._tag, *counts, *texts)
        form = self._words.remembered.get(key, _UNKNOWN)
        if form is _UNKNOWN:
            form = self._remember(key, lambda: self._form(line, values, texts))
        return None if form is None else (form % values).strip()

    def _form(self, line: Line, values: Mapping[str, object], texts: Iterable[str]) -> str | None:
        """Return what a line says with some counts, for the operator `%` to put the texts in."""
        held = {name: f"{_HELD}{name}{_HELD}" for name in texts}
        shown = self._formatted(line, {**values, **held})
        form = None if shown is None else shown.replace("%", "%%")
        for name, place in held.items():
            form = form and form.replace(place, f"%({name})s")
        return form

    def _formatted(self, line: Line, values: Mapping[str, object]) -> str | None:
        shown = to_parts(line.message, values, self._tag, zone=self._zone)
        if shown.errors:
            what = ", ".join(dict.fromkeys(f"{error.kind} {error.source}" for error in shown.errors))
            self.problems.append(Fault(line.path, what, "name what may be missing under needs"))
            return None
        return _marked(shown) if line.marked else tidy(shown.text)

    def _filled(self, pieces: tuple[Piece, ...], more: Mapping[str, object]) -> list[str | Mark] | None:
        """Return the pieces with texts in the holes; None where a value is no text, or there is none."""
        filled: list[str | Mark] = []
        for piece in pieces:
            if not isinstance(piece, (Hole, Linked)):
                filled.append(piece)
                continue
            name = piece.name
            value = more[name] if name in more else self.get(name)
            if not isinstance(value, str):
                return None
            filled += _in_place((piece,), {name: value})
        return filled

    def _element(self, number: int, item: str, more: object) -> Mapping[str, object]:
        window = None if more is None else self._by_type(more)
        return {"number": number, "item": item, "window": window, "qty": "" if more is None else more}

    def _items(self, name: str) -> list[tuple[int, str, object]]:
        """Return number and name of each element of a list, and what else the list has of it."""
        if name in NAMED:
            named = self._named_items[name] if self.get(name) else []
            return [(number, item, None) for number, item in enumerate(named[:MOST_ELEMENTS], 1)]
        items: list[tuple[int, str, object]] = []
        found = self._values.get(name)
        for number, element in enumerate(found[:MOST_ELEMENTS] if isinstance(found, tuple) else (), 1):
            title, more = element if isinstance(element, tuple) else (element, None)
            item = neutral(str(title), self._longest)
            if item:
                items.append((number, item, more))
        return items

    def _listed(self, section: str, value: object) -> object:
        """Return those of the names in a list that the locale has words for, and note the words."""
        names: list[object] = []
        self._named_items[section] = items = []
        for name in value if isinstance(value, tuple) else ():
            said = self.lines(self._words.named(section, str(name)))
            if said:
                names.append(name)
                items.append(said[0])
            else:
                path = f"{self._words.locale}.{section}.{name}"
                self.problems.append(Fault(path, "no words", "say it in the words of the locale"))
        return tuple(names) or None

    def _greeted(self, _: str, value: object) -> object:
        name = name_of(value) if isinstance(value, str) else None
        for suffix in self._words.name_suffixes if name else ():
            name = name.removesuffix(suffix).rstrip() if name else None
        return name or None

    def _followed(self, _: str, value: object) -> object:
        return link_of(value, self._hosts) if isinstance(value, str) else None

    def _signed(self, _: str, value: object) -> object:
        return (neutral_lines(value) if isinstance(value, str) else None) or self.get("shop")

    BY_NAME: ClassVar[Mapping[str, Callable[..., object]]] = {
        **dict.fromkeys(NAMED, _listed),
        **dict.fromkeys(LINKS, _followed),
        "name": _greeted,
        "signature": _signed,
    }
    """What is said by what it is, whatever its type."""


_BY_NAME: Final = Scope.BY_NAME


def _in_place(pieces: Iterable[Piece], texts: Mapping[str, str]) -> tuple[str | Mark, ...]:
    """Return the pieces with the texts in their holes, and where the links lead."""
    return tuple(
        [
            piece
            if isinstance(piece, (str, Mark))
            else texts[piece.name]
            if isinstance(piece, Hole)
            else Mark(piece.mark, opens=True, href=texts[piece.name])
            for piece in pieces
        ]
    )


def _marked(shown: FormattedParts) -> str:
    """Return the words with their markup; where a link may not lead, the words stand alone."""
    pieces = tuple(
        Mark(part.name, part.kind == "open", part.options.get("href"))
        if isinstance(part, Tag)
        else tidy_within(part.text)
        for part in shown.parts
    )
    return _joined(pieces)


def _joined(pieces: Iterable[str | Mark]) -> Said:
    kept = tuple(pieces)
    return Said("".join([piece for piece in kept if isinstance(piece, str)]).strip(), kept)


def _zone_of(value: object) -> tzinfo:
    return zone(value) if isinstance(value, str) else UTC


def _day(scope: Scope, value: date) -> Parts:
    return "day", {"date": value, "year": scope.year_of(value), "year_number": str(value.year)}


def _moment(scope: Scope, value: datetime) -> Parts:
    local = scope.local(value)
    clock = _NAMED_HOURS.get((local.hour, local.minute), "time")
    is_end = clock == "time" and (local.hour, local.minute) == (0, 0) and scope.is_ahead(local.date())
    day = local.date() - _ONE_DAY if is_end else local.date()
    return "moment", {
        "at": local,
        "date": day,
        "clock": "day_end" if is_end else clock,
        "year": scope.year_of(day),
        "year_number": str(day.year),
    }


_NAMED_HOURS: Final[Mapping[tuple[int, int], str]] = MappingProxyType({(12, 0): "noon"})
_ONE_DAY: Final = timedelta(days=1)


def _window(scope: Scope, value: DateWindow) -> Parts:
    first, last = value.earliest, value.latest
    begun = scope.today if scope.today and first < scope.today <= last else None
    return "window", {
        "window": DateWindow(earliest=begun, latest=last) if begun else value,
        "earliest": first,
        "latest": last,
        "earliest_day": first.day,
        "latest_day": last.day,
        "earliest_year": str(first.year),
        "latest_year": str(last.year),
        "span": "until" if begun else _span(first, last),
        "year": scope.year_of(first, last),
    }


def _span(first: date, last: date) -> str:
    if first == last:
        return "day"
    if first.year != last.year:
        return "years"
    return "days" if first.month == last.month else "months"


def _time_window(scope: Scope, value: TimeWindow) -> Parts:
    return _window(
        scope,
        DateWindow(earliest=scope.local(value.earliest).date(), latest=scope.local(value.latest).date()),
    )


def _slot(scope: Scope, value: Slot) -> Parts:
    return "slot", {
        "slot": value,
        "date": value.date,
        "start": value.start,
        "end": value.end,
        "hours": value.code or "hours",
        "year": scope.year_of(value.date),
        "year_number": str(value.date.year),
    }


def _money(scope: Scope, value: Money) -> Parts:
    return "money", {"money": value}


_PHRASED: Final[Mapping[type, Callable[..., Parts]]] = {
    datetime: _moment,
    date: _day,
    DateWindow: _window,
    TimeWindow: _time_window,
    Slot: _slot,
    Money: _money,
}


def _kindred(value: object) -> Callable[..., Parts] | None:
    # A datetime is a date too, so it comes first.
    return next((parts_of for kind, parts_of in _PHRASED.items() if isinstance(value, kind)), None)
