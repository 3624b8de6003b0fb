"""`:number` `:integer` `:offset` `:percent` `:currency` `:unit` of the default registry.

What each takes is a table; the tables also serve the static check. The number is rounded
and laid out here, on Babel's patterns and symbols, because Babel's own formatter knows
neither significant digits nor sign display, and does not put a space between a letter
currency and its digits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from functools import partial

from postpurchase.classes import Literal, cast
from postpurchase.text.mf2 import numerals
from postpurchase.text.mf2.calls import (
    BAD_KEY,
    NO_MATCH,
    Call,
    Function,
    Piece,
    Resolved,
    Rules,
    field_of,
    read_options,
)
from postpurchase.text.mf2.conventions import conventions
from postpurchase.text.mf2.locales import babel_locale, direction
from postpurchase.text.mf2.numerals import Digits, decimal_of, digit_size

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    import typing

_Style: typing.TypeAlias = Literal["decimal", "percent"]

_FRACTION_DIGITS: typing.Final[Mapping[_Style, tuple[int, int]]] = {"decimal": (0, 3), "percent": (0, 0)}

CATEGORIES: typing.Final = ("zero", "one", "two", "few", "many", "other")

_INCREMENTS: typing.Final = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000)


def _increment(value: object) -> int | None:
    size = digit_size(value) if not isinstance(value, str) else value
    return {str(step): step for step in _INCREMENTS}.get(str(size))


def _currency_code(value: object) -> str | None:
    return value.upper() if isinstance(value, str) and re.fullmatch("[A-Za-z]{3}", value) else None


def _fraction_digits(value: object) -> int | str | None:
    return "auto" if value == "auto" else digit_size(value)


def _unit_name(value: object) -> str | None:
    return value if isinstance(value, str) and re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", value) else None


_SELECT: typing.Final[Rules] = {"select": frozenset(["plural", "ordinal", "exact"])}
_SIGN: typing.Final[Rules] = {"signDisplay": frozenset(["auto", "always", "exceptZero", "negative", "never"])}
_GROUPING: typing.Final[Rules] = {"useGrouping": frozenset(["auto", "always", "never", "min2"])}
_WHOLE: typing.Final[Rules] = {"minimumIntegerDigits": digit_size}
_FRACTION: typing.Final[Rules] = {"minimumFractionDigits": digit_size, "maximumFractionDigits": digit_size}
_SIGNIFICANT: typing.Final[Rules] = {
    "minimumSignificantDigits": digit_size,
    "maximumSignificantDigits": digit_size,
}
_ZEROS: typing.Final[Rules] = {"trailingZeroDisplay": frozenset(["auto", "stripIfInteger"])}
_INCREMENT: typing.Final[Rules] = {"roundingIncrement": _increment}
_ROUNDING: typing.Final[Rules] = {
    "roundingPriority": frozenset(["auto", "morePrecision", "lessPrecision"]),
    "roundingMode": numerals.ROUNDING_MODES,
}
_CURRENCY: typing.Final[Rules] = {
    "currency": _currency_code,
    "currencySign": frozenset(["accounting", "standard"]),
    "currencyDisplay": frozenset(["narrowSymbol", "symbol", "name", "code", "never"]),
    "fractionDigits": _fraction_digits,
}
_UNIT: typing.Final[Rules] = {"unit": _unit_name, "unitDisplay": frozenset(["short", "narrow", "long"])}

RULES: typing.Final[dict[str, Rules]] = {
    "number": {
        **_SELECT, **_SIGN, **_GROUPING, **_WHOLE, **_FRACTION, **_SIGNIFICANT, **_ZEROS, **_ROUNDING, **_INCREMENT
    },
    "integer": {**_SELECT, **_SIGN, **_GROUPING, **_WHOLE, "maximumSignificantDigits": digit_size},
    "offset": {"add": digit_size, "subtract": digit_size},
    "percent": {**_SIGN, **_GROUPING, **_FRACTION, **_SIGNIFICANT, **_ZEROS, **_ROUNDING},
    "currency": {**_CURRENCY, **_GROUPING, **_WHOLE, **_SIGNIFICANT, **_ZEROS, **_ROUNDING, **_INCREMENT},
    "unit": {
        **_UNIT, **_SIGN, **_GROUPING, **_WHOLE, **_FRACTION, **_SIGNIFICANT, **_ROUNDING, **_INCREMENT
    },
}  # fmt: skip


# Currencies of ISO 4217 whose minor unit is not a hundredth; CLDR's own digits are for display.
_WITHOUT_MINOR_UNIT: typing.Final = (
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"
)  # fmt: skip
_MINOR_DIGITS: typing.Final[Mapping[str, int]] = {
    **dict.fromkeys(_WITHOUT_MINOR_UNIT, 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}


class _Number:
    """A number as it is shown and selected by: a percentage is here a hundred times its value.

    Each key of a selector asks for the plural category, so digits and category are kept.
    """

    __slots__ = ("_category", "_digits", "locale", "options", "style", "value")

    def __init__(
        self, value: Decimal, options: Mapping[str, object], locale: str, style: _Style = "decimal"
    ) -> None:
        self.value = value
        self.options = options
        self.locale = locale
        self.style: _Style = style
        self._digits: Digits | None = None
        self._category: str | None = None

    def digits(self) -> Digits:
        if self._digits is None:
            self._digits = numerals.digits_of(self.value, self.options, _FRACTION_DIGITS[self.style])
        return self._digits

    def laid_out(self, digits: Digits) -> list[Piece]:
        grouping = conventions(self.locale).decimal.grouping
        return list(numerals.laid_out(digits, self.locale, self.options, grouping))

    def write(self) -> list[Piece]:
        known, digits = conventions(self.locale), self.digits()
        layout = known.decimal if self.style == "decimal" else known.percent
        sign = numerals.sign_of(digits, self.options.get("signDisplay"))
        affixes = layout.prefixes, layout.suffixes
        return numerals.affixed(self.laid_out(digits), sign, affixes, self.locale)

    def match(self, key: str) -> int:
        """Rank an exact match above a match by plural category."""
        if numerals.is_number_literal(key):
            return 2 if key == numerals.exact(self.value) else NO_MATCH
        if key not in CATEGORIES:
            return BAD_KEY
        return int(key == self.category())

    def category(self) -> str:
        """Return the plural category, or no word of them where only exact keys count."""
        if self._category is None:
            select = self.options.get("select")
            exact = select == "exact"
            self._category = "" if exact else numerals.plural_category(self.locale, self.digits(), select)
        return self._category


def number(call: Call) -> Resolved:
    """Format and select a number."""
    value = _operand(call)
    return call.refuse("bad-operand") if value is None else _numeric(call, "number", value)


def integer(call: Call) -> Resolved:
    """Format and select a number without its fraction."""
    value = _operand(call)
    if value is None:
        return call.refuse("bad-operand")
    return _numeric(call, "integer", value.to_integral_value(ROUND_DOWN))


def percent(call: Call) -> Resolved:
    """Format and select a share of one as hundredths."""
    value = _operand(call)
    return call.refuse("bad-operand") if value is None else _numeric(call, "percent", value)


def offset(call: Call) -> Resolved:
    """Format and select a number moved by a small step."""
    value = _operand(call)
    if value is None or call.operand is None:
        return call.refuse("bad-operand")
    steps = {name: call.options[name] for name in ("add", "subtract") if name in call.options}
    size = digit_size(next(iter(steps.values()))) if len(steps) == 1 else None
    if size is None:
        return call.refuse("bad-option")
    moved = numerals.added(value, size if "add" in steps else -size)
    return _resolved(call, moved, call.operand.options, selects=_operand_lets_select(call))


def _numeric(call: Call, name: str, value: Decimal) -> Resolved:
    options = _with_inherited(call, name, read_options(call, RULES[name]))
    if name == "percent":
        return _resolved(call, value, options, selects=True, style="percent")
    own_select_is_fine = ("select" in options) == ("select" in call.options)
    return _resolved(call, value, options, selects=_operand_lets_select(call) and own_select_is_fine)


def _resolved(
    call: Call,
    value: Decimal,
    options: Mapping[str, object],
    *,
    selects: bool,
    style: _Style = "decimal",
) -> Resolved:
    shown = value if style == "decimal" else numerals.scaled(value, 2)
    number = _Number(shown, options, call.locale, style)
    return Resolved(
        kind="number",
        value=value,
        options=options,
        write=number.write,
        match=number.match if selects else None,
        direction=direction(call.locale),
    )


def _operand(call: Call) -> Decimal | None:
    return None if call.operand is None else decimal_of(call.operand.value)


def _with_inherited(call: Call, name: str, own: dict[str, object]) -> dict[str, object]:
    inherited = call.operand.options if call.operand else {}
    kept = {key: value for key, value in inherited.items() if key in RULES[name] and key != "select"}
    return {**kept, **own}


def _operand_lets_select(call: Call) -> bool:
    """Note an operand that brings its own `select`: its keys would hang on two places."""
    if call.operand and "select" in call.operand.options:
        call.note("bad-option")
        return False
    return True


def currency(call: Call) -> Resolved:
    """Format an amount of money: a number with the option `currency`, or a value that has its own.

    A value has its own currency as fields `minor` (in minor units) or `value`, and `currency`.
    """
    options = _with_inherited(call, "currency", read_options(call, RULES["currency"]))
    amount, fixed = _money(call)
    code = fixed or options.get("currency")
    if amount is None or not isinstance(code, str):
        return call.refuse("bad-operand")
    if fixed and options.get("currency", fixed) != fixed:
        call.note("bad-option")
    options["currency"] = code
    money = _Number(amount, options, call.locale)
    write = partial(_write_money, money, code)
    return Resolved(
        kind="number", value=amount, options=options, write=write, direction=direction(call.locale)
    )


def _money(call: Call) -> tuple[Decimal | None, str | None]:
    """Return the amount and the currency that comes with it, if one does."""
    if call.operand is None:
        return None, None
    value = call.operand.value
    code = _currency_code(field_of(value, "currency"))
    if code is None:
        return decimal_of(value), cast("str | None", call.operand.options.get("currency"))
    minor = decimal_of(field_of(value, "minor"))
    if minor is None:
        return decimal_of(field_of(value, "value")), code
    return numerals.scaled(minor, -_MINOR_DIGITS.get(code, 2)), code


def _write_money(money: _Number, code: str) -> list[Piece]:
    from babel.numbers import get_currency_precision, get_currency_symbol

    locale, options = babel_locale(money.locale), money.options
    places = options.get("fractionDigits", "auto")
    size = places if isinstance(places, int) else get_currency_precision(code)
    digits = numerals.digits_of(money.value, options, (size, size))
    display = options.get("currencyDisplay", "symbol")
    if display == "name":
        return _write_named_money(money, code, digits)
    pattern = locale.currency_formats[str(options.get("currencySign", "standard"))]
    affixes = pattern.prefix, pattern.suffix
    if display == "never":
        affixes = _without_currency(pattern.prefix), _without_currency(pattern.suffix)
    symbol = code if display == "code" else get_currency_symbol(code, locale)
    sign = numerals.sign_of(digits, "auto")
    return numerals.affixed(money.laid_out(digits), sign, affixes, money.locale, symbol)


_CURRENCY_AND_SPACE: typing.Final = "[\\s\u00a0]*\u00a4[\\s\u00a0]*"


def _without_currency(affixes: tuple[str, str]) -> tuple[str, str]:
    positive, negative = affixes
    return re.sub(_CURRENCY_AND_SPACE, "", positive), re.sub(_CURRENCY_AND_SPACE, "", negative)


def _write_named_money(money: _Number, code: str, digits: Digits) -> list[Piece]:
    from babel.numbers import get_currency_name, get_currency_unit_pattern

    locale = babel_locale(money.locale)
    sign = numerals.sign_of(digits, "auto")
    layout = conventions(money.locale).decimal
    affixes = layout.prefixes, layout.suffixes
    plain = numerals.affixed(money.laid_out(digits), sign, affixes, money.locale)
    pattern = get_currency_unit_pattern(code, count=digits.shown, locale=locale)
    return _placed(pattern, plain, ("currency", get_currency_name(code, count=digits.shown, locale=locale)))


def _placed(pattern: str, number: list[Piece], name: Piece) -> list[Piece]:
    """Fill `{0}` and `{1}` of a CLDR pattern."""
    pieces: list[Piece] = []
    for token in re.split(r"(\{[01]\})", pattern):
        if token == "{0}":
            pieces.extend(number)
        elif token:
            pieces.append(name if token == "{1}" else ("literal", token))
    return pieces


_UnitLength: typing.TypeAlias = Literal["short", "narrow", "long"]


def unit(call: Call) -> Resolved:
    """Format an amount of a unit: a number with the option `unit`, or a value with fields `value` and `unit`."""
    options = _with_inherited(call, "unit", read_options(call, RULES["unit"]))
    amount, fixed = _measure(call)
    name = fixed or options.get("unit")
    if amount is None or not isinstance(name, str):
        return call.refuse("bad-operand")
    options["unit"] = name
    measure = _Number(amount, options, call.locale)
    write = partial(_write_measure, call, measure, name)
    return Resolved(
        kind="number", value=amount, options=options, write=write, direction=direction(call.locale)
    )


def _measure(call: Call) -> tuple[Decimal | None, str | None]:
    if call.operand is None:
        return None, None
    value = call.operand.value
    if fixed := _unit_name(field_of(value, "unit")):
        return decimal_of(field_of(value, "value")), fixed
    return decimal_of(value), None


def _write_measure(call: Call, measure: _Number, name: str) -> list[Piece] | None:
    from babel.numbers import format_decimal
    from babel.units import UnknownUnitError

    digits = measure.digits()
    pattern = "0." + "0" * len(digits.fraction) if digits.fraction else "0"
    plain = format_decimal(digits.shown, pattern, locale=babel_locale(measure.locale))
    try:
        text = _unit_text(measure, name, digits, pattern, plain)
    except UnknownUnitError:
        call.note("bad-option")
        return None
    before, number, after = text.partition(plain)
    if not number:
        return [("unit", text)]
    return [piece for piece in (("literal", before), *measure.write(), ("unit", after)) if piece[1]]


def _unit_text(measure: _Number, name: str, digits: Digits, pattern: str, plain: str) -> str:
    """Give the unit around plain digits; a length that CLDR leaves to another one comes from that one."""
    from babel.units import format_unit, get_unit_name

    locale = babel_locale(measure.locale)
    wanted = cast("_UnitLength", measure.options.get("unitDisplay", "short"))
    lengths: tuple[_UnitLength, ...] = (wanted, "short", "long")
    texts: dict[_UnitLength, str] = {
        length: format_unit(digits.shown, name, length, pattern, locale=locale) for length in lengths
    }
    in_english = f"{plain} {name}"
    local = (
        text
        for length, text in texts.items()
        if text != in_english or get_unit_name(name, length, locale) is not None
    )
    return next(local, in_english)


FUNCTIONS: typing.Final[Mapping[str, Function]] = {
    "number": number,
    "integer": integer,
    "offset": offset,
    "percent": percent,
    "currency": currency,
    "unit": unit,
}
