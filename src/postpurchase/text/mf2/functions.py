"""The functions a message may use, found by name, and `:string`.

The families of functions are imported when a message first names one of them: a message of
plain text and strings needs no locale data.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal

from postpurchase.text.mf2.calls import Call, Function, Resolved, Rules
from postpurchase.text.mf2.model import nfc

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    import typing

NUMBER_FUNCTIONS: typing.Final = frozenset(["number", "integer", "offset", "percent", "currency", "unit"])
DATE_FUNCTIONS: typing.Final = frozenset(["date", "time", "datetime"])
OWN_FUNCTIONS: typing.Final = frozenset(
    ["postpurchase:interval", "postpurchase:slot", "postpurchase:list", "postpurchase:relative-day"]
)
FUNCTION_NAMES: typing.Final = frozenset(["string"]) | NUMBER_FUNCTIONS | DATE_FUNCTIONS | OWN_FUNCTIONS


def find(name: str, extra: Mapping[str, Function]) -> Function | None:
    """Return the function of that name: one of `extra`, else one of ours, else None."""
    if name in extra:
        return extra[name]
    return string if name == "string" else _family(name)[0].get(name)


def rules_of(name: str) -> Rules | None:
    """Return what the options of one of our functions accept, None for a function of the caller's."""
    return {} if name == "string" else _family(name)[1].get(name)


def _family(name: str) -> tuple[Mapping[str, Function], Mapping[str, Rules]]:
    if name in NUMBER_FUNCTIONS:
        from postpurchase.text.mf2 import number_functions as numbers

        return numbers.FUNCTIONS, numbers.RULES
    if name in DATE_FUNCTIONS:
        from postpurchase.text.mf2 import date_functions as dates

        return dates.FUNCTIONS, dates.RULES
    if name in OWN_FUNCTIONS:
        from postpurchase.text.mf2 import own_functions as own

        return own.FUNCTIONS, own.RULES
    return {}, {}


def default_for(value: object) -> str | None:
    """Return the function that shows a value no function was named for, None if nothing does."""
    if isinstance(value, str):
        return "string"
    if isinstance(value, time):
        return "time"
    if isinstance(value, date):
        return "datetime" if isinstance(value, datetime) else "date"
    return "number" if _is_number(value) else None


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def string(call: Call) -> Resolved:
    """Format and select a text; a number counts as its digits."""
    if call.operand is None:
        return call.refuse("bad-operand")
    if call.operand.kind == "fallback":
        # What made the operand fail has been noted already; no key matches it.
        return Resolved(kind="fallback", match=lambda _key: 0)
    text = text_of(call.operand.value)
    return call.refuse("bad-operand") if text is None else text_value(text)


def text_value(text: str) -> Resolved:
    """Return a text as a value that can be shown and selected by."""
    return Resolved(
        kind="string",
        value=text,
        write=lambda: [("text", text)],
        match=lambda key: int(key == nfc(text)),
    )


def text_of(value: object) -> str | None:
    """Return a text or a number as text, None for anything else: nothing is shown by accident."""
    if isinstance(value, str):
        return str.__str__(value)
    if not _is_number(value):
        return None
    from postpurchase.text.mf2.numerals import decimal_of, exact

    number = decimal_of(value)
    return None if number is None else exact(number)
