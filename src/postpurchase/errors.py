"""Everything the library raises: one base, few leaves, each also a builtin kin.

A caller's mistake is reported whole: every fault with the path to the offending value,
what is wrong with it, and what would be right. Values are shown only when they belong
to a closed vocabulary; what a customer may have typed never appears.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from postpurchase.classes import dataclass

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeVar

    _In = TypeVar("_In")
    _Out = TypeVar("_Out")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong with an input.

    >>> print(Fault("events.3.at", "naive datetime", "give an offset, as in 2026-10-05T22:40:00+09:00"))
    events.3.at: naive datetime; give an offset, as in 2026-10-05T22:40:00+09:00
    """

    path: str
    wrong: str
    right: str

    def __str__(self) -> str:
        return f"{self.path or '(whole)'}: {self.wrong}; {self.right}"

    def under(self, prefix: str) -> Fault:
        """Return the same fault seen from one level further out."""
        path = f"{prefix}.{self.path}" if self.path else prefix
        return Fault(path, self.wrong, self.right)


def nearest(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return how to go on where a name is not one of those known: the nearest of them, else all, or what is said otherwise.

    >>> nearest("dispached", ["dispatched", "delivered"])
    'give dispatched'
    >>> nearest("x", ["b", "a"]), nearest("x", [])
    ('give a or b', 'leave it out')
    """
    from difflib import get_close_matches

    names = sorted(known)
    near = get_close_matches(name, names, n=_NEAR)
    if otherwise and not near:
        return otherwise
    *others, last = near or names or [""]
    if not last:
        return "leave it out"
    return f"give {', '.join(others)} or {last}" if others else f"give {last}"


_NEAR: Final = 3


class PostpurchaseError(Exception):
    """The base of all errors of this library."""


class InvalidInput(PostpurchaseError, ValueError):
    """An input breaks a rule; `faults` lists every one of them, in path order.

    >>> raise InvalidInput([Fault("qty", "0 is below 1", "give at least 1")])
    Traceback (most recent call last):
    ...
    postpurchase.errors.InvalidInput: qty: 0 is below 1; give at least 1
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))

    def under(self, prefix: str) -> InvalidInput:
        """Return the same error, its faults seen from one level further out."""
        return type(self)(fault.under(prefix) for fault in self.faults)

    def __reduce__(self) -> tuple[type[InvalidInput], tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)


class InvalidPolicy(InvalidInput):
    """A policy cannot be used as given."""


class InvalidTemplate(InvalidInput):
    """A template or catalog cannot be used as given."""


_NAMED: Final[Mapping[str, str]] = MappingProxyType({"zone": "give an IANA name, as in Asia/Tokyo"})
"""What is right where the known names are too many to be told."""


class UnknownName(PostpurchaseError, LookupError):
    """A name that must come from a known set does not.

    `kind` says what was looked up, `name` what was asked for, `known` what there is.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str] = ()) -> None:
        self.kind = kind
        self.name = name
        self.known: tuple[str, ...] = tuple(known)
        offer = f"known: {', '.join(self.known)}" if self.known else _NAMED.get(kind)
        super().__init__(f"no {kind} named {name!r}" + (f"; {offer}" if offer else ""))

    def __reduce__(self) -> tuple[type[UnknownName], tuple[str, str, tuple[str, ...]]]:
        return type(self), (self.kind, self.name, self.known)


class MissingExtra(PostpurchaseError, ImportError):
    """An optional dependency is needed and not installed; `extra` names what to install."""

    def __init__(self, package: str, extra: str) -> None:
        self.package = package
        self.extra = extra
        super().__init__(f"{package} is not installed; pip install 'postpurchase[{extra}]'")

    def __reduce__(self) -> tuple[type[MissingExtra], tuple[str, str]]:
        return type(self), (self.package, self.extra)


def invalid(path: str, wrong: str, right: str) -> InvalidInput:
    """Return an error with a single fault, for invariants of one value."""
    return InvalidInput([Fault(path, wrong, right)])


def faults_of(check: Callable[..., object], *given: object) -> tuple[Fault, ...]:
    """Return the faults with which a check refuses what it is given, none where it does not.

    >>> faults_of(checked, "qty", lambda qty: qty, 3)
    ()
    """
    try:
        check(*given)
    except InvalidInput as error:
        return error.faults
    return ()


def checked(path: str, check: Callable[[_In], _Out], value: _In) -> _Out:
    """Return what a check makes of the value at a path; its faults name that path."""
    try:
        return check(value)
    except InvalidInput as error:
        raise error.under(path) from None
