"""One showing of a message: its variables resolved, its variant chosen.

A variable is resolved when it is first needed, and once; one that nothing needs can neither
fail nor cost. Chains of declarations are followed with a list, not by recursion, so a long
one cannot exhaust the stack. Nothing here raises: what goes wrong is noted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import localcontext

from postpurchase.classes import replace
from postpurchase.text.mf2.calls import (
    BAD_KEY,
    FALLBACK,
    NO_MATCH,
    Call,
    Function,
    Problem,
    ProblemKind,
    Resolved,
)
from postpurchase.text.mf2.functions import default_for, find, text_of, text_value
from postpurchase.text.mf2.model import (
    Declaration,
    Expression,
    FunctionRef,
    Literal,
    Message,
    Options,
    Pattern,
    Value,
    Variable,
    nfc,
)
from postpurchase.text.mf2.numerals import EXACT

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    import typing

    _T = typing.TypeVar("_T")
    from datetime import tzinfo

_DIRECTIONS: typing.Final = frozenset(["ltr", "rtl", "auto"])
_RESERVED: typing.Final = "u:"


class Scope:
    """The values of one message for one recipient; `problems` grows as they are asked for."""

    __slots__ = ("_declared", "_functions", "_locale", "_outer", "_values", "_zone", "message", "problems")

    def __init__(
        self,
        message: Message,
        variables: Mapping[str, object],
        locale: str,
        functions: Mapping[str, Function],
        zone: tzinfo | None,
    ) -> None:
        self.message = message
        self.problems: list[Problem] = []
        self._outer = variables
        self._locale = locale
        self._functions = functions
        self._zone = zone
        self._declared = {declaration.name: declaration for declaration in message.declarations}
        self._values: dict[str, Resolved] = {}

    def note(self, kind: ProblemKind, source: str) -> None:
        """Record a problem."""
        self.problems.append(Problem(kind=kind, source=source))

    # Choosing

    def pattern(self) -> Pattern:
        """Choose the best variant: the first selector in which two of them differ decides."""
        selectors = [self._selector(name) for name in self.message.selectors]
        best: tuple[int, ...] | None = None
        chosen: Pattern = ()
        for variant in self.message.variants:
            score = _score(variant.keys, selectors)
            if score is not None and (best is None or score > best):
                best, chosen = score, variant.pattern
        return chosen

    def _selector(self, name: str) -> Callable[[str], int]:
        """Return what ranks a key against the variable; each key is asked once."""
        match = self.variable(name).match
        if match is None:
            self.note("bad-selector", f"${name}")
            return lambda _key: NO_MATCH
        ranks: dict[str, int] = {}

        def rank(key: str) -> int:
            if key not in ranks:
                ranks[key] = self._guarded(lambda: match(key), NO_MATCH, f"${name}")
                if ranks[key] == BAD_KEY:
                    self.note("bad-variant-key", f"${name}")
            return ranks[key]

        return rank

    def _guarded(self, ask: Callable[[], _T], otherwise: _T, source: str) -> _T:
        # A function may be the caller's own: whatever it raises, the message must be shown.
        try:
            with localcontext(EXACT):
                return ask()
        except Exception:  # noqa: BLE001
            self.note("function-failed", source)
            return otherwise

    # Resolving

    def variable(self, name: str) -> Resolved:
        """Return the value of a variable, resolving what it is declared by."""
        waiting = [name]
        while waiting:
            current = waiting[-1]
            declaration = None if current in self._values else self._declared.get(current)
            needs = declaration.uses() if declaration else ()
            if unresolved := [needed for needed in needs if needed not in self._values]:
                waiting.extend(reversed(unresolved))
                continue
            waiting.pop()
            if current not in self._values:
                self._values[current] = (
                    self._declared_value(declaration) if declaration else self._given(current)
                )
        return self._values[name]

    def _declared_value(self, declaration: Declaration) -> Resolved:
        if declaration.outer:
            return self._applied(declaration.expression, self._given(declaration.name))
        return self.expression(declaration.expression)

    def _given(self, name: str) -> Resolved:
        """Return what the caller gave; None counts as nothing."""
        value = self._outer.get(name)
        if value is None and not name.isascii():
            value = next((given for key, given in self._outer.items() if nfc(key) == name), None)
        if value is None:
            self.note("unresolved-variable", f"${name}")
            return FALLBACK
        return Resolved(kind="input", value=value)

    def expression(self, expression: Expression) -> Resolved:
        """Return what an expression comes to."""
        return self._applied(expression, self._operand(expression.operand))

    def _operand(self, operand: Value | None) -> Resolved | None:
        if isinstance(operand, Variable):
            return self.variable(operand.name)
        return None if operand is None else text_value(operand.value)

    def _applied(self, expression: Expression, operand: Resolved | None) -> Resolved:
        if expression.function is not None:
            return self._called(expression.function, operand, expression.source)
        if operand is None or operand.kind != "input":
            return operand or FALLBACK
        name = default_for(operand.value)
        if name is None:
            self.note("bad-operand", expression.source)
            return FALLBACK
        return self._called(FunctionRef(name=name), operand, expression.source)

    def _called(self, ref: FunctionRef, operand: Resolved | None, source: str) -> Resolved:
        function = find(ref.name, self._functions)
        if function is None:
            self.note("unknown-function", source)
            return FALLBACK
        options = self.options(ref.options, source)
        call = Call(
            locale=self._locale,
            operand=operand,
            options={name: value for name, value in options.items() if not name.startswith(_RESERVED)},
            literals=frozenset(name for name, value in ref.options if isinstance(value, Literal)),
            note=lambda kind: self.note(kind, source),
            zone=self._zone,
        )
        return self._directed(self._guarded(lambda: function(call), FALLBACK, source), options, source)

    def _directed(self, resolved: Resolved, options: Mapping[str, object], source: str) -> Resolved:
        """Apply `u:dir` and `u:id`, which belong to the expression and not to its function."""
        changes: dict[str, typing.Any] = {}
        if "u:dir" in options:
            wanted = text_of(options["u:dir"])
            if wanted in _DIRECTIONS:
                changes.update(direction=wanted, isolated=True)
            elif wanted != "inherit":
                self.note("bad-option", source)
        if "u:id" in options:
            changes["id"] = text_of(options["u:id"])
            if changes["id"] is None:
                self.note("bad-option", source)
                changes["id"] = ""
        return replace(resolved, **changes) if changes else resolved

    def options(self, options: Options, source: str) -> dict[str, object]:
        """Return the options with their values; note and leave out those that have none."""
        values: dict[str, object] = {}
        for name, value in options:
            resolved = self.variable(value.name) if isinstance(value, Variable) else text_value(value.value)
            if resolved.kind == "fallback":
                self.note("bad-option", source)
            else:
                values[name] = resolved.value
        return values

    def written(self, resolved: Resolved, source: str) -> list[tuple[str, str]] | None:
        """Return the pieces of a value, None (and a noted problem) if it cannot be shown."""
        if resolved.kind == "fallback":
            return None
        if resolved.write is None:
            self.note("not-formattable", source)
            return None
        before = len(self.problems)
        pieces = self._guarded(resolved.write, None, source)
        if pieces is None and len(self.problems) == before:
            self.note("not-formattable", source)
        return None if pieces is None else list(pieces)


def _score(keys: tuple[str | None, ...], selectors: list[Callable[[str], int]]) -> tuple[int, ...] | None:
    ranks: list[int] = []
    for key, rank in zip(keys, selectors, strict=True):
        if key is None:
            ranks.append(NO_MATCH)
        elif (found := rank(key)) > NO_MATCH:
            ranks.append(found)
        else:
            return None
    return tuple(ranks)
