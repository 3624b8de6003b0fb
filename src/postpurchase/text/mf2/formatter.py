"""From a message and its variables to parts, and from parts to text.

Showing a message cannot fail: a part without a value becomes its source in braces, as in
`{$name}`, and the reason is among the errors. Only the caller knows whether such a text may
be sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postpurchase.classes import dataclass, field
from postpurchase.text.mf2.calls import Direction, Function, Piece, Problem
from postpurchase.text.mf2.functions import text_of
from postpurchase.text.mf2.locales import direction
from postpurchase.text.mf2.model import Expression, Markup, MarkupKind, Message
from postpurchase.text.mf2.resolver import Scope

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    import typing
    from datetime import tzinfo

MAX_OUTPUT_CHARACTERS: typing.Final = 256 * 1024

#: `text` is the message's own, `isolation` a bidi control, `fallback` a value that is missing;
#: any other kind is that of a value: `string`, `number`, `datetime`, `interval`, …
TEXT: typing.Final = "text"
ISOLATION: typing.Final = "isolation"
FALLBACK: typing.Final = "fallback"

_ISOLATES: typing.Final[Mapping[Direction, str]] = {"ltr": "\u2066", "rtl": "\u2067", "auto": "\u2068"}
_POP: typing.Final = "\u2069"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the shown text. Of a fallback, `text` is the source, without braces."""

    kind: str
    text: str
    locale: str = ""
    direction: Direction = "auto"
    id: str = ""
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A markup placeholder; it has no text of its own."""

    kind: MarkupKind
    name: str
    options: Mapping[str, str] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatted:
    """A shown text and what went wrong on the way, in order."""

    text: str
    errors: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormattedParts:
    """The parts of a shown text and what went wrong on the way, in order."""

    parts: tuple[Part | Tag, ...]
    errors: tuple[Problem, ...]

    @property
    def text(self) -> str:
        """The parts joined, markup left out and fallbacks in braces."""
        return "".join(map(_plain, self.parts))


def format_message(
    message: Message,
    variables: Mapping[str, object],
    locale: str,
    *,
    isolate: bool = False,
    zone: tzinfo | None = None,
    functions: Mapping[str, Function] | None = None,
) -> Formatted:
    """Show a message as text. Never raises.

    `locale` is a BCP 47 tag; `isolate` puts bidi isolates around values, the standard's default
    strategy, which e-mail in a right-to-left language wants and SMS does not; `zone` is where
    aware times are shown; `functions` are the caller's own, by name.

    >>> from postpurchase.text.mf2.parser import parse
    >>> format_message(parse("Hello, {$name}!"), {"name": "Ann"}, "en").text
    'Hello, Ann!'
    """
    shown = to_parts(message, variables, locale, isolate=isolate, zone=zone, functions=functions)
    return Formatted(text=shown.text, errors=shown.errors)


def to_parts(
    message: Message,
    variables: Mapping[str, object],
    locale: str,
    *,
    isolate: bool = False,
    zone: tzinfo | None = None,
    functions: Mapping[str, Function] | None = None,
) -> FormattedParts:
    """Show a message as parts, with markup as `Tag`s. Takes and guarantees what `format_message` does."""
    scope = Scope(message, variables, locale, functions or {}, zone)
    parts: list[Part | Tag] = []
    room = MAX_OUTPUT_CHARACTERS
    for part in _parts(scope, locale, isolate=isolate):
        room -= len(_plain(part))
        if room < 0:
            scope.note("too-long", "")
            break
        parts.append(part)
    return FormattedParts(parts=tuple(parts), errors=tuple(scope.problems))


def _plain(part: Part | Tag) -> str:
    if isinstance(part, Tag):
        return ""
    return f"{{{part.text}}}" if part.kind == FALLBACK else part.text


def _parts(scope: Scope, locale: str, *, isolate: bool) -> Iterator[Part | Tag]:
    for item in scope.pattern():
        if isinstance(item, str):
            yield Part(kind=TEXT, text=item)
        elif isinstance(item, Markup):
            yield _tag(scope, item)
        else:
            part, isolated = _value(scope, item, locale)
            yield from _isolated(part, locale, isolated=isolated) if isolate else (part,)


def _value(scope: Scope, expression: Expression, locale: str) -> tuple[Part, bool]:
    resolved = scope.expression(expression)
    pieces = scope.written(resolved, expression.source)
    if pieces is None:
        return Part(kind=FALLBACK, text=expression.source), False
    text = "".join(text for _, text in pieces)
    part = Part(
        kind=resolved.kind,
        text=text,
        locale=locale,
        direction=resolved.direction,
        id=resolved.id,
        pieces=tuple(pieces),
    )
    return part, resolved.isolated


def _isolated(part: Part, locale: str, *, isolated: bool) -> Iterator[Part]:
    """Put isolates around a value, unless it runs left to right in a message that does."""
    if part.direction == "ltr" and not isolated and direction(locale) == "ltr":
        yield part
        return
    yield Part(kind=ISOLATION, text=_ISOLATES[part.direction])
    yield part
    yield Part(kind=ISOLATION, text=_POP)


def _tag(scope: Scope, markup: Markup) -> Tag:
    source = ("/" if markup.kind == "close" else "#") + markup.name
    options = scope.options(markup.options, source)
    texts: dict[str, str] = {}
    for name, value in options.items():
        text = None if name == "u:dir" else text_of(value)
        if text is None:
            scope.note("bad-option", source)
        elif not name.startswith("u:"):
            texts[name] = text
    return Tag(kind=markup.kind, name=markup.name, options=texts, id=text_of(options.get("u:id")) or "")
