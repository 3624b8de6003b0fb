"""Numbers as their digits: reading, rounding, and laying out in a locale.

Rounding follows the option names of ECMA-402. Everything is decimal: a float enters by its
shortest form and never again, and plural rules see the digits that are shown. Sizes are
bounded: 100 digits either side of the point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
)

from postpurchase.classes import Literal, NamedTuple, cast
from postpurchase.text.mf2.calls import Piece
from postpurchase.text.mf2.conventions import conventions
from postpurchase.text.mf2.conventions.plurals import OWN_PLURALS
from postpurchase.text.mf2.locales import babel_locale

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    import typing

MAX_DIGITS: typing.Final = 100

# Patterns are compiled by `re` when a message first holds a number: most texts of a shop hold none.
_NUMBER: typing.Final = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"
_DIGIT_SIZE: typing.Final = "0|[1-9][0-9]{0,2}"
_LONGEST_LITERAL: typing.Final = 250
#: Wide enough for every number that is let in, so nothing depends on the caller's decimal context.
EXACT: typing.Final = Context(prec=1000, Emax=9999, Emin=-9999)

Options: typing.TypeAlias = Mapping[str, object]


def is_number_literal(text: str) -> bool:
    """Tell whether the text is a number as messages write them: JSON's syntax."""
    return re.fullmatch(_NUMBER, text) is not None


def digit_size(value: object) -> int | None:
    """Read an option that counts digits: 0 to 100, as a number or its decimal digits."""
    if isinstance(value, str) and re.fullmatch(_DIGIT_SIZE, value):
        value = int(value)
    if isinstance(value, Decimal) and 0 <= value <= MAX_DIGITS and value == value.to_integral_value():
        value = int(value)
    within = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_DIGITS
    return cast("int", value) if within else None


def decimal_of(value: object) -> Decimal | None:
    """Read a numeric operand; None if it is not a number or has more than 100 digits before the point."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, str)):
        return None
    if isinstance(value, int) and value.bit_length() > 4 * MAX_DIGITS:
        return None
    if isinstance(value, str) and (len(value) > _LONGEST_LITERAL or not is_number_literal(value)):
        return None
    number = Decimal(repr(value) if isinstance(value, float) else value)
    if not number.is_finite() or abs(number.adjusted()) > MAX_DIGITS:
        return None
    return EXACT.plus(number) if number else Decimal(0)


def scaled(value: Decimal, places: int) -> Decimal:
    """Return the number with its point moved to the right, exactly."""
    return value.scaleb(places, EXACT)


def added(value: Decimal, step: int) -> Decimal:
    """Return the number moved by a small whole step, exactly."""
    return EXACT.add(value, Decimal(step))


def exact(value: Decimal) -> str:
    """Return the number as a key writes it: no exponent, no needless zeros, no `-0`."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


class Digits(NamedTuple):
    """A rounded number: its sign and the digits to show either side of the point."""

    negative: bool
    whole: str
    fraction: str

    @property
    def shown(self) -> Decimal:
        """The number with the zeros that are shown, as plural rules want it."""
        return Decimal(f"{self.whole}.{self.fraction}" if self.fraction else self.whole)

    @property
    def is_zero(self) -> bool:
        """Whether only zeros are shown."""
        return not (self.whole + self.fraction).strip("0")


# The halves towards an infinity depend on the sign: (for positive numbers, for negative ones).
_ROUNDING: typing.Final[Mapping[str, tuple[str, str]]] = {
    "ceil": (ROUND_CEILING, ROUND_CEILING),
    "floor": (ROUND_FLOOR, ROUND_FLOOR),
    "expand": (ROUND_UP, ROUND_UP),
    "trunc": (ROUND_DOWN, ROUND_DOWN),
    "halfCeil": (ROUND_HALF_UP, ROUND_HALF_DOWN),
    "halfFloor": (ROUND_HALF_DOWN, ROUND_HALF_UP),
    "halfExpand": (ROUND_HALF_UP, ROUND_HALF_UP),
    "halfTrunc": (ROUND_HALF_DOWN, ROUND_HALF_DOWN),
    "halfEven": (ROUND_HALF_EVEN, ROUND_HALF_EVEN),
}
ROUNDING_MODES: typing.Final = frozenset(_ROUNDING)


def digits_of(value: Decimal, options: Options, fraction: tuple[int, int] = (0, 3)) -> Digits:
    """Round by the options; `fraction` is how many fraction digits to show when they do not say.

    >>> digits_of(Decimal("2.5"), {"minimumFractionDigits": 2})
    Digits(negative=False, whole='2', fraction='50')
    """
    rounded, least = _rounded(value, options, fraction)
    whole, _, rest = format(rounded.copy_abs(), "f").partition(".")
    rest = rest.rstrip("0").ljust(least, "0")
    if options.get("trailingZeroDisplay") == "stripIfInteger" and not rest.strip("0"):
        rest = ""
    return Digits(rounded < 0, whole.zfill(_size(options, "minimumIntegerDigits", 1)), rest)


def _rounded(value: Decimal, options: Options, fraction: tuple[int, int]) -> tuple[Decimal, int]:
    """Return the rounded number and how many fraction digits it must show."""
    low, high = _range(options, "Fraction", fraction)
    by_fraction = _quantized(value, -high, options), low
    if not {"minimumSignificantDigits", "maximumSignificantDigits"} & options.keys():
        return by_fraction
    few, many = _range(options, "Significant", (1, 21))
    by_significance = _significant(value, max(few, 1), max(many, 1), options)
    priority = options.get("roundingPriority", "auto")
    if priority == "auto":
        return by_significance
    finer = many - 1 - value.adjusted() > high
    return by_significance if finer == (priority == "morePrecision") else by_fraction


def _range(options: Options, what: str, default: tuple[int, int]) -> tuple[int, int]:
    low = _size(options, f"minimum{what}Digits", -1)
    high = _size(options, f"maximum{what}Digits", -1)
    if low < 0:
        low = min(default[0], high) if high >= 0 else default[0]
    return low, max(low, default[1] if high < 0 else high)


def _significant(value: Decimal, few: int, many: int, options: Options) -> tuple[Decimal, int]:
    rounded = _quantized(value, value.adjusted() - many + 1, options)
    return rounded, max(few - 1 - (rounded.adjusted() if rounded else 0), 0)


def _quantized(value: Decimal, exponent: int, options: Options) -> Decimal:
    step = Decimal(cast("int", options.get("roundingIncrement", 1)))
    mode = _ROUNDING[cast("str", options.get("roundingMode", "halfExpand"))][value < 0]
    steps = EXACT.divide(value, step).quantize(Decimal(1).scaleb(exponent, EXACT), mode, EXACT)
    return EXACT.multiply(steps, step)


def _size(options: Options, name: str, default: int) -> int:
    return cast("int", options.get(name, default))


def sign_of(digits: Digits, display: object) -> Literal["", "-", "+"]:
    """Return the sign to show for a `signDisplay`; zero never has a minus."""
    if display == "never" or (digits.is_zero and display != "always"):
        return ""
    if digits.negative and not digits.is_zero:
        return "-"
    return "+" if display in ("always", "exceptZero") else ""


def laid_out(digits: Digits, tag: str, options: Options, grouping: tuple[int, int]) -> Iterator[Piece]:
    """Give the digits with the locale's separators, without sign or affixes."""
    symbols = conventions(tag).symbols
    groups = list(_groups(digits.whole, grouping, options.get("useGrouping", "auto")))
    for index, group in enumerate(groups):
        if index:
            yield "group", symbols["group"]
        yield "integer", group
    if digits.fraction:
        yield "decimal", symbols["decimal"]
        yield "fraction", digits.fraction


def _groups(whole: str, grouping: tuple[int, int], use: object) -> Iterator[str]:
    primary, secondary = grouping
    shortest = primary + (2 if use == "min2" else 1)
    if use == "never" or len(whole) < shortest:
        yield whole
        return
    head, last = whole[:-primary], whole[-primary:]
    first = len(head) % secondary
    if first:
        yield head[:first]
    yield from (head[at : at + secondary] for at in range(first, len(head), secondary))
    yield last


def affixed(
    number: list[Piece],
    sign: str,
    affixes: tuple[tuple[str, str], tuple[str, str]],
    tag: str,
    currency: str = "",
) -> list[Piece]:
    """Put the locale's prefix and suffix, `((positive, negative), (positive, negative))`, around a number."""
    prefixes, suffixes = affixes
    prefix, suffix = prefixes[sign == "-"], suffixes[sign == "-"]
    if sign == "+":
        # A plus stands where the pattern for negative numbers has its minus.
        prefix, suffix = prefixes[1].replace("-", "+"), suffixes[1].replace("-", "+")
    before = list(_affix(prefix, tag, currency))
    after = list(_affix(suffix, tag, currency))
    if before and before[-1][0] == "currency" and before[-1][1][-1:].isalpha():
        before.append(("literal", "\u00a0"))
    if after and after[0][0] == "currency" and after[0][1][:1].isalpha():
        after.insert(0, ("literal", "\u00a0"))
    return [*before, *number, *after]


_SIGNS: typing.Final = {"-": "minusSign", "+": "plusSign", "%": "percentSign"}
_SIGNS_OR_TEXT: typing.Final = "[-+%\u00a4]|[^-+%\u00a4]+"


def _affix(text: str, tag: str, currency: str) -> Iterator[Piece]:
    for sign in re.findall(_SIGNS_OR_TEXT, text.replace("'", "")) if text else ():
        if sign in _SIGNS:
            yield _SIGNS[sign], conventions(tag).symbols[_SIGNS[sign]]
        elif sign == "\u00a4":
            yield "currency", currency
        else:
            yield "literal", sign


def plural_category(tag: str, digits: Digits, select: object = "plural") -> str:
    """Return the CLDR plural category of the digits as shown, cardinal or ordinal."""
    own = OWN_PLURALS.get(conventions(tag).language)
    if own is not None:
        return own[select == "ordinal"](digits.whole, digits.fraction)
    locale = babel_locale(tag)
    rule = locale.ordinal_form if select == "ordinal" else locale.plural_form
    return str(rule(digits.shown))
