"""The parts of a parsed message, as plain immutable values.

The names follow the data model of Unicode MessageFormat 2 (LDML 48, part 9), with one
simplification: a message without `.match` is a message with no selectors and one variant
with no keys, so that nothing downstream has two cases. `at` is an offset into the source;
it takes no part in equality.
"""

from __future__ import annotations

import unicodedata

from postpurchase.classes import Literal as AnyOf
from postpurchase.classes import dataclass, field
from postpurchase.errors import Fault, InvalidTemplate

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    import typing

#: The catch-all key `*`; any other key is a string in NFC.
ANY: typing.Final = None

MarkupKind: typing.TypeAlias = AnyOf["open", "standalone", "close"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal:
    """A value written in the message itself."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A reference to a variable; `name` has no `$` and is in NFC."""

    name: str


Value: typing.TypeAlias = Literal | Variable
Options: typing.TypeAlias = tuple[tuple[str, Value], ...]
Attributes: typing.TypeAlias = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionRef:
    """A function's name, without the colon, and its options."""

    name: str
    options: Options = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """`{operand :function option=value @attribute}`; operand or function may be missing, not both."""

    operand: Value | None = None
    function: FunctionRef | None = None
    attributes: Attributes = ()
    at: int = field(default=0, compare=False, repr=False)

    def variables(self) -> typing.Iterator[str]:
        """Give the variables of the operand and of the options."""
        values = (self.operand, *(value for _, value in self.options))
        return (value.name for value in values if isinstance(value, Variable))

    @property
    def options(self) -> Options:
        """The function's options, none without a function."""
        return self.function.options if self.function else ()

    @property
    def source(self) -> str:
        """What stands for the expression when it has no value: `$name`, `|literal|` or `:function`."""
        if isinstance(self.operand, Variable):
            return f"${self.operand.name}"
        if isinstance(self.operand, Literal):
            return "|" + self.operand.value.replace("\\", "\\\\").replace("|", "\\|") + "|"
        return f":{self.function.name}" if self.function else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """`{#name …}`, `{#name …/}` or `{/name …}`."""

    kind: MarkupKind
    name: str
    options: Options = ()
    attributes: Attributes = ()
    at: int = field(default=0, compare=False, repr=False)


Pattern: typing.TypeAlias = tuple[str | Expression | Markup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """`.input {$name …}` (`outer`: the caller gives the value) or `.local $name = {…}`."""

    name: str
    expression: Expression
    outer: bool
    at: int = field(default=0, compare=False, repr=False)

    def uses(self) -> typing.Iterator[str]:
        """Give the variables that must have a value before this one has."""
        values = (
            None if self.outer else self.expression.operand,
            *(value for _, value in self.expression.options),
        )
        return (value.name for value in values if isinstance(value, Variable))


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One pattern and the keys under which it is chosen, a key for each selector."""

    keys: tuple[str | None, ...]
    pattern: Pattern
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A whole message: what it declares, what it selects by, and its variants.

    Every variant has as many keys as there are selectors, one has `*` alone, every selector has
    a function, and a declaration uses nothing declared after it: so there is always a pattern
    to show. `parse` finds such faults in the source, with their places.
    """

    declarations: tuple[Declaration, ...] = ()
    selectors: tuple[str, ...] = ()
    variants: tuple[Variant, ...]
    source: str = field(default="", compare=False, repr=False)

    def __post_init__(self) -> None:
        width = len(self.selectors)
        if any(len(variant.keys) != width for variant in self.variants):
            raise _invalid("variants", "keys do not match the selectors", "give one key for each selector")
        if all(variant.keys != (ANY,) * width for variant in self.variants):
            raise _invalid(
                "variants", "none has only catch-all keys", "add one: it is shown when no other matches"
            )
        if not annotated(self.declarations).keys() >= set(self.selectors):
            raise _invalid("selectors", "one is declared with no function", "declare it with a function")
        later = {declaration.name for declaration in self.declarations}
        for declaration in self.declarations:
            if later & set(declaration.uses()):
                raise _invalid("declarations", "a variable is used before it is declared", "declare it first")
            later.discard(declaration.name)

    def patterns(self) -> typing.Iterator[Pattern]:
        """Give the pattern of each variant, in source order."""
        return (variant.pattern for variant in self.variants)


def annotated(declarations: typing.Iterable[Declaration]) -> dict[str, FunctionRef]:
    """Return the function of each declared variable, its own or that of the variable it stands for."""
    found: dict[str, FunctionRef] = {}
    for declaration in declarations:
        operand, ref = declaration.expression.operand, declaration.expression.function
        if ref is None and isinstance(operand, Variable):
            ref = found.get(operand.name)
        if ref is not None:
            found[declaration.name] = ref
    return found


def nfc(text: str) -> str:
    """Return the text in Unicode Normalization Form C, in which names and keys are compared."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def locate(source: str, at: int) -> str:
    r"""Return the place of an offset as `line:column`, both from 1.

    >>> locate("one\ntwo", 5)
    '2:2'
    """
    return f"{source.count(chr(10), 0, at) + 1}:{at - source.rfind(chr(10), 0, at)}"


def _invalid(path: str, wrong: str, right: str) -> InvalidTemplate:
    return InvalidTemplate([Fault(path, wrong, right)])
