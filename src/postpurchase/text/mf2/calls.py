"""What a function is given and what it gives back.

A function takes a `Call` and returns a `Resolved`; it never raises to say no: it notes a
problem and returns `FALLBACK`. Writing and matching are put off until a placeholder or a
selector needs them, so a value that is only computed costs nothing and cannot fail.

A shop's own function has the same shape:

>>> def shout(call: Call) -> Resolved:
...     if call.operand is None or not isinstance(call.operand.value, str):
...         return call.refuse("bad-operand")
...     loud = call.operand.value.upper()
...     return Resolved(kind="string", value=loud, write=lambda: [("text", loud)])
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo

from postpurchase.classes import Literal, cast, dataclass, field

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    import typing

#: The first six are the standard's names; the rest are ours.
ProblemKind: typing.TypeAlias = Literal[
    "unresolved-variable",
    "unknown-function",
    "bad-selector",
    "bad-operand",
    "bad-option",
    "bad-variant-key",
    "not-formattable",
    "function-failed",
    "too-long",
]
Direction: typing.TypeAlias = Literal["ltr", "rtl", "auto"]

#: A piece of a formatted value: what it is (`integer`, `currency`, `text`, …) and its text.
Piece: typing.TypeAlias = tuple[str, str]

#: What `Resolved.match` answers besides a rank above 0, where a higher rank is a better match.
NO_MATCH: typing.Final = 0
BAD_KEY: typing.Final = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that went wrong while a message was shown, and for which part of its source."""

    kind: ProblemKind
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What an expression has come to.

    `write` gives the pieces, or None if it cannot be shown; without `write` the value is not
    formattable, without `match` it is not a selector. `isolated` asks for bidi isolation even
    where the direction is the message's own.
    """

    kind: str
    value: object = None
    options: Mapping[str, object] = field(default_factory=dict)
    write: Callable[[], Sequence[Piece] | None] | None = None
    match: Callable[[str], int] | None = None
    direction: Direction = "auto"
    isolated: bool = False
    id: str = ""


FALLBACK: typing.Final = Resolved(kind="fallback")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One use of a function.

    `literals` names the options that were set by a literal; `zone` is where aware times are
    shown, None for the zone they come with.
    """

    locale: str
    operand: Resolved | None
    options: Mapping[str, object]
    literals: frozenset[str]
    note: Callable[[ProblemKind], None]
    zone: tzinfo | None = None

    def refuse(self, kind: ProblemKind) -> Resolved:
        """Note a problem and give the fallback value."""
        self.note(kind)
        return FALLBACK


Function: typing.TypeAlias = Callable[[Call], Resolved]

#: What an option accepts: one of these words, or whatever the callable does not turn into None.
Rule: typing.TypeAlias = frozenset[str] | Callable[[object], object]
Rules: typing.TypeAlias = Mapping[str, Rule]


def accept(rule: Rule, value: object) -> object:
    """Return the option value as the rule reads it, None if it does not accept it."""
    if isinstance(rule, frozenset):
        return value if isinstance(value, str) and value in rule else None
    return rule(value)


#: Options that decide which variants a message needs or what a date shows: a translator must see them.
LITERAL_ONLY: typing.Final = frozenset(
    ["select", "fields", "length", "precision", "timeZoneStyle", "dateFields", "dateLength", "timePrecision"]
)


def read_options(call: Call, rules: Rules) -> dict[str, object]:
    """Read the call's own options by their rules; note and drop those that break them, ignore unknown ones."""
    read: dict[str, object] = {}
    for name, value in call.options.items():
        if name not in rules:
            continue
        readable = name in call.literals or name not in LITERAL_ONLY
        accepted = accept(rules[name], value) if readable else None
        if accepted is None:
            call.note("bad-option")
        else:
            read[name] = accepted
    return read


def field_of(value: object, name: str) -> object:
    """Return a field of a mapping or of an object, None if there is none."""
    if isinstance(value, Mapping):
        return cast("Mapping[str, object]", value).get(name)
    return getattr(value, name, None)
