"""From source text to a message, or to every fault of it.

One pass over the grammar of LDML 48, no backtracking beyond one run of spaces; then the
rules of `validity`. A syntax error stops the pass and is reported alone; all faults of the
data model are reported together. The regular expressions are complements ("anything
but"), because ranges of all letters are slow to compile, and each is a single character
class under one quantifier, so none can blow up.
"""

from __future__ import annotations

import re

from postpurchase.classes import NamedTuple
from postpurchase.errors import Fault, InvalidTemplate
from postpurchase.text.mf2.model import (
    ANY,
    Attributes,
    Declaration,
    Expression,
    FunctionRef,
    Literal,
    Markup,
    MarkupKind,
    Message,
    Options,
    Pattern,
    Value,
    Variable,
    Variant,
    locate,
    nfc,
)
from postpurchase.text.mf2.validity import Draft, model_faults

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    import typing

MAX_SOURCE_BYTES: typing.Final = 64 * 1024

_SPACE: typing.Final = " \t\r\n\u3000"
_BIDI: typing.Final = "\u061c\u200e\u200f\u2066-\u2069"
_NONCHARACTERS: typing.Final = "\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF)
)
_NOT_IN_NAMES: typing.Final = (
    "\\x00-\\x2a,/:-@\\[-\\^`{-\\xa0\u061c\u1680\u2000-\u200a\u200e\u200f\u2028-\u202f\u205f\u2066-\u2069\u3000"
    "\\ud800-\\udfff" + _NONCHARACTERS
)


class _Rule(NamedTuple):
    """A piece of the grammar as it is among ASCII, and in full, which takes ten times as long to compile.

    The two differ only where another character is next to what they match.
    """

    plain: re.Pattern[str]
    full: str

    def match(self, source: str, at: int) -> re.Match[str] | None:
        """Match at a place."""
        found = self.plain.match(source, at) if source[at : at + 1].isascii() else None
        end = found.end() if found else at
        return found if source[end : end + 1].isascii() else re.compile(self.full).match(source, at)


_NAME: typing.Final = _Rule(
    re.compile("((?![-.0-9])[-+.0-9A-Z_a-z]+)"), f"[{_BIDI}]?((?![-.0-9])[^{_NOT_IN_NAMES}]+)[{_BIDI}]?"
)
_UNQUOTED: typing.Final = _Rule(re.compile("[-+.0-9A-Z_a-z]+"), f"[^{_NOT_IN_NAMES}]+")
_OPTIONAL: typing.Final = _Rule(re.compile("[ \t\r\n]*"), f"[{_SPACE}{_BIDI}]*")
_REQUIRED: typing.Final = _Rule(re.compile("[ \t\r\n]+"), f"[{_BIDI}]*[{_SPACE}][{_SPACE}{_BIDI}]*")
# Lone surrogates are legal MessageFormat text, but no channel can carry them; few sources hold any.
_TEXT: typing.Final = (re.compile(r"[^\\{}\x00]+"), r"[^\\{}\x00\ud800-\udfff]+")
_QUOTED: typing.Final = (re.compile(r"[^\\|\x00]+"), r"[^\\|\x00\ud800-\udfff]+")

_MARKUP_KINDS: typing.Final[dict[str, MarkupKind]] = {"#": "open", "/": "close"}


def parse(source: str) -> Message:
    """Read one message of Unicode MessageFormat 2.

    Raises `InvalidTemplate` with every fault; a fault's path is `line:column`.

    >>> parse("Hello, {$name}!").variants[0].pattern[1].operand
    Variable(name='name')
    >>> parse("Hello, {$name!")
    Traceback (most recent call last):
    ...
    postpurchase.errors.InvalidTemplate: 1:14: syntax-error, the placeholder is not closed; write } at its end
    """
    encoded = source[: MAX_SOURCE_BYTES + 1].encode("utf-8", "surrogatepass")
    if len(encoded) > MAX_SOURCE_BYTES:
        raise InvalidTemplate(
            [Fault("1:1", "too-long, the message is over 64 KiB", "split it into shorter messages")]
        )
    return _Reader(
        source, whole=source.isascii() or len(encoded) == len(source.encode("utf-8", "ignore"))
    ).message()


class _Reader:
    """A cursor over the source; each method reads one production of the grammar."""

    __slots__ = ("at", "faults", "source", "whole")

    def __init__(self, source: str, *, whole: bool) -> None:
        self.source = source
        self.whole = whole  # without lone surrogates
        self.at = 0
        self.faults: list[tuple[int, str, str]] = []

    def message(self) -> Message:
        self.skip()
        if self.sees("."):
            message = self.complex_message()
        elif self.sees("{{"):
            message = Draft((), (), (self.variant_of(()),))
        else:
            self.at = 0
            message = Draft((), (), (Variant(keys=(), pattern=self.pattern(quoted=False)),))
        self.finish()
        return self.checked(message)

    def finish(self) -> None:
        if self.sees("}"):
            raise self.stop("a } stands alone", "write \\} for a brace in the text")
        if self.at < len(self.source):
            raise self.stop("there is text after the end of the message", "put all text inside {{ and }}")

    def checked(self, draft: Draft) -> Message:
        faults = sorted([*self.faults, *model_faults(draft)])
        if faults:
            raise InvalidTemplate(
                [Fault(locate(self.source, at), wrong, right) for at, wrong, right in faults]
            )
        return Message(
            declarations=draft.declarations,
            selectors=draft.selectors,
            variants=draft.variants,
            source=self.source,
        )

    # Complex messages

    def complex_message(self) -> Draft:
        declarations: list[Declaration] = []
        while self.sees("."):
            start = self.at
            if self.take(".input"):
                declarations.append(self.input_declaration(start))
            elif self.take(".local"):
                declarations.append(self.local_declaration(start))
            elif self.take(".match"):
                return self.matcher(tuple(declarations))
            else:
                raise self.stop(
                    "no such keyword", "write .input, .local or .match, or put the text inside {{ and }}"
                )
            self.skip()
        return Draft(tuple(declarations), (), (self.variant_of(()),))

    def input_declaration(self, start: int) -> Declaration:
        self.skip()
        expression = self.declared_expression()
        if not isinstance(expression.operand, Variable):
            raise self.stop(".input declares no variable", "write .input {$name}", start)
        return Declaration(name=expression.operand.name, expression=expression, outer=True, at=start)

    def local_declaration(self, start: int) -> Declaration:
        self.need_space(".local")
        if not self.sees("$"):
            raise self.stop(".local names no variable", "write .local $name = {...}")
        name = self.variable().name
        self.skip()
        if not self.take("="):
            raise self.stop("no = after the variable of .local", "write .local $name = {...}")
        self.skip()
        return Declaration(name=name, expression=self.declared_expression(), outer=False, at=start)

    def declared_expression(self) -> Expression:
        start = self.at
        placeholder = self.placeholder() if self.sees("{") else None
        if not isinstance(placeholder, Expression):
            raise self.stop("a declaration needs an expression", "write {$name} or {value :function}", start)
        return placeholder

    def matcher(self, declarations: tuple[Declaration, ...]) -> Draft:
        selectors: list[str] = []
        self.need_space(".match")
        while self.sees("$"):
            selectors.append(self.variable().name)
            self.need_space("a selector")
        if not selectors:
            raise self.stop(".match has no selector", "write .match $name after declaring it")
        variants = [self.variant()]
        while self.at < len(self.source):
            variants.append(self.variant())
        return Draft(declarations, tuple(selectors), tuple(variants))

    def variant(self) -> Variant:
        start = self.at
        keys = [self.key()]
        while self.space() and not self.sees("{"):
            keys.append(self.key())
        return self.variant_of(tuple(keys), start)

    def variant_of(self, keys: tuple[str | None, ...], start: int | None = None) -> Variant:
        at = self.at if start is None else start
        if not self.take("{{"):
            raise self.stop("no quoted pattern here", "write the text inside {{ and }}")
        pattern = self.pattern(quoted=True)
        if not self.take("}}"):
            raise self.stop("the quoted pattern is not closed", "write }} at its end")
        self.skip()
        return Variant(keys=keys, pattern=pattern, at=at)

    def key(self) -> str | None:
        return ANY if self.take("*") else nfc(self.literal("a key").value)

    # Patterns and placeholders

    def pattern(self, *, quoted: bool) -> Pattern:
        parts: list[str | Expression | Markup] = []
        while self.at < len(self.source) and not self.sees("}}" if quoted else "}"):
            parts.append(self.placeholder() if self.sees("{") else self.run(_TEXT, "the text"))
        return tuple(parts)

    def run(self, rule: tuple[re.Pattern[str], str], what: str) -> str:
        pattern = rule[0] if self.whole else re.compile(rule[1])
        chunks: list[str] = []
        while True:
            if found := pattern.match(self.source, self.at):
                chunks.append(found[0])
                self.at = found.end()
            if not self.sees("\\"):
                break
            chunks.append(self.escaped())
        if not chunks and not self.sees("|"):
            raise self.stop(
                f"a character that {what} cannot hold", "take out NUL, lone surrogates and lone braces"
            )
        return "".join(chunks)

    def escaped(self) -> str:
        char = self.source[self.at + 1 : self.at + 2]
        if not char or char not in "\\{|}":
            raise self.stop("an unknown escape", "write \\\\, \\{, \\| or \\}")
        self.at += 2
        return char

    def placeholder(self) -> Expression | Markup:
        start = self.at
        self.at += 1
        self.skip()
        found = self.markup(start) if self.sees("#") or self.sees("/") else self.expression(start)
        self.skip()
        if isinstance(found, Markup) and found.kind == "open" and self.take("/"):
            found = Markup(
                kind="standalone",
                name=found.name,
                options=found.options,
                attributes=found.attributes,
                at=start,
            )
        if not self.take("}"):
            raise self.stop("the placeholder is not closed", "write } at its end")
        return found

    def markup(self, start: int) -> Markup:
        kind = _MARKUP_KINDS[self.source[self.at]]
        self.at += 1
        name = self.identifier("a markup")
        return Markup(kind=kind, name=name, options=self.options(), attributes=self.attributes(), at=start)

    def expression(self, start: int) -> Expression:
        operand = None if self.sees(":") else self.value("a placeholder")
        function = self.function(spaced=operand is not None)
        return Expression(operand=operand, function=function, attributes=self.attributes(), at=start)

    def function(self, *, spaced: bool) -> FunctionRef | None:
        before = self.at
        if (spaced and not self.space()) or not self.take(":"):
            self.at = before
            return None
        return FunctionRef(name=self.identifier("a function"), options=self.options())

    def options(self) -> Options:
        options: dict[str, Value] = {}
        while self.space_before("@/}"):
            start = self.at
            name = self.identifier("an option")
            self.skip()
            if not self.take("="):
                raise self.stop("no = after the option's name", "write name=value")
            self.skip()
            value = self.value("an option")
            if name in options:
                self.faults.append((start, f"duplicate-option-name, {name} is set twice", "keep one of them"))
            options[name] = value
        return tuple(options.items())

    def attributes(self) -> Attributes:
        attributes: dict[str, str | None] = {}
        while self.space_before("", "@"):
            self.at += 1
            name = self.identifier("an attribute")
            before = self.at
            self.skip()
            if self.take("="):
                self.skip()
                attributes[name] = self.literal("an attribute").value
            else:
                self.at = before
                attributes[name] = None
        return tuple(attributes.items())

    # Values and names

    def value(self, what: str) -> Value:
        return self.variable() if self.sees("$") else self.literal(what)

    def variable(self) -> Variable:
        self.at += 1
        return Variable(name=self.name("a variable"))

    def literal(self, what: str) -> Literal:
        if self.take("|"):
            return self.quoted()
        if not (found := _UNQUOTED.match(self.source, self.at)):
            raise self.stop(
                f"{what} has no value", "write a word, |any text| or $name; \\{ is a brace in the text"
            )
        self.at = found.end()
        return Literal(value=found[0])

    def quoted(self) -> Literal:
        value = self.run(_QUOTED, "a quoted literal") if self.at < len(self.source) else ""
        if not self.take("|"):
            raise self.stop("the quoted literal is not closed", "write | at its end")
        return Literal(value=value)

    def identifier(self, what: str) -> str:
        name = self.name(what)
        return f"{name}:{self.name(what)}" if self.take(":") else name

    def name(self, what: str) -> str:
        if not (found := _NAME.match(self.source, self.at)):
            raise self.stop(f"{what} has no name", "begin a name with a letter, _ or +")
        self.at = found.end()
        return nfc(found[1])

    # The cursor

    def sees(self, text: str) -> bool:
        return self.source.startswith(text, self.at)

    def take(self, text: str) -> bool:
        if found := self.source.startswith(text, self.at):
            self.at += len(text)
        return found

    def skip(self) -> None:
        found = _OPTIONAL.match(self.source, self.at)
        self.at = found.end() if found else self.at

    def space(self) -> bool:
        if found := _REQUIRED.match(self.source, self.at):
            self.at = found.end()
        return found is not None

    def space_before(self, unless: str, only: str = "") -> bool:
        """Step over required space if what follows begins another item; else stay."""
        before = self.at
        if not self.space():
            return False
        char = self.source[self.at : self.at + 1]
        if not char or char in unless or (only and char not in only):
            self.at = before
            return False
        return True

    def need_space(self, what: str) -> None:
        if not self.space():
            raise self.stop(f"no space after {what}", "write a space")

    def stop(self, wrong: str, right: str, at: int | None = None) -> InvalidTemplate:
        place = locate(self.source, self.at if at is None else at)
        return InvalidTemplate([Fault(place, f"syntax-error, {wrong}", right)])
