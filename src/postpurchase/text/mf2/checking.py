"""What is wrong with a message in a locale, found before anybody sees it.

Unknown variables, functions, options and markup, tags that do not pair, plural forms the language has and
the message lacks, variants no value can choose, and dates that end in a full stop before another one. All
of it is known when a catalog is built, so none of it need be met by a customer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, localcontext
from functools import lru_cache
from itertools import pairwise

from postpurchase.errors import Fault, nearest
from postpurchase.text.mf2.calls import LITERAL_ONLY, Function, Rule, accept
from postpurchase.text.mf2.formatter import to_parts
from postpurchase.text.mf2.functions import FUNCTION_NAMES, find, rules_of
from postpurchase.text.mf2.locales import babel_locale
from postpurchase.text.mf2.model import (
    Expression,
    FunctionRef,
    Literal,
    Markup,
    Message,
    Pattern,
    Variable,
    Variant,
    annotated,
    locate,
)
from postpurchase.text.mf2.needs import expressions_of, uses
from postpurchase.text.mf2.numerals import EXACT, exact, is_number_literal

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    import typing

_NO_FUNCTIONS: typing.Final[Mapping[str, Function]] = {}
_Found: typing.TypeAlias = Iterator[tuple[int, str, str]]


def check(
    message: Message,
    locale: str,
    *,
    variables: Collection[str] | None = None,
    markup: Collection[str] | None = None,
    functions: Mapping[str, Function] = _NO_FUNCTIONS,
) -> tuple[Fault, ...]:
    """Return what is wrong with the message in a locale, in source order; a path is `line:column`.

    `variables` and `markup` are the names that will be there, None to allow all; `functions`
    are the caller's own.

    >>> from postpurchase.text.mf2.parser import parse
    >>> message = parse(".input {$n :integer} .match $n one {{One day}} * {{{$n} days}}")
    >>> check(message, "en")
    ()
    >>> for fault in check(message, "ru"):
    ...     print(fault.wrong)
    missing-plural-key, $n has no variant for few in ru
    missing-plural-key, $n has no variant for many in ru
    """
    found = [
        *_unknown_variables(message, variables),
        *(fault for each in expressions_of(message) for fault in _expression_faults(each, locale, functions)),
        *(fault for pattern in message.patterns() for fault in _markup_faults(pattern, markup)),
        *_key_faults(message, locale),
        *_full_stop_faults(message, locale),
    ]
    return tuple(Fault(locate(message.source, at), wrong, right) for at, wrong, right in sorted(found))


# Names


def _unknown_variables(message: Message, known: Collection[str] | None) -> _Found:
    if known is None:
        return
    own = {declaration.name for declaration in message.declarations if not declaration.outer}
    places = [(each.at, name) for each in expressions_of(message) for name in each.variables()]
    tags = (part for pattern in message.patterns() for part in pattern if isinstance(part, Markup))
    places += [
        (tag.at, value.name) for tag in tags for _, value in tag.options if isinstance(value, Variable)
    ]
    for at, name in sorted(set(places)):
        if name not in own and name not in known:
            yield at, f"unknown-variable, there is no ${name} here", _one_of(f"${each}" for each in known)


def _one_of(names: Iterable[str]) -> str:
    known = sorted(names)
    return f"write one of {', '.join(known)}" if known else "take it out"


def _expression_faults(expression: Expression, locale: str, functions: Mapping[str, Function]) -> _Found:
    ref = expression.function
    if ref is None:
        return
    if find(ref.name, functions) is None:
        known = [f":{name}" for name in (*FUNCTION_NAMES, *functions)]
        yield (
            expression.at,
            f"unknown-function, there is no :{ref.name}",
            f"{nearest(f':{ref.name}', known)}, or {{${ref.name.rpartition(':')[2]}}} for a value of that name",
        )
        return
    faults = [] if ref.name in functions else list(_option_faults(ref))
    yield from ((expression.at, wrong, right) for wrong, right in faults)
    fixed = isinstance(expression.operand, Literal) and not list(expression.variables())
    if fixed and not faults:
        yield from _faults_of_showing(expression, locale, functions)


def _option_faults(ref: FunctionRef) -> Iterator[tuple[str, str]]:
    rules = rules_of(ref.name) or {}
    for name, value in ref.options:
        if name.startswith("u:"):
            continue
        if name not in rules:
            yield f"bad-option, :{ref.name} has no option {name}", _one_of(rules)
        elif isinstance(value, Variable):
            if name in LITERAL_ONLY:
                yield f"bad-option, {name} is left to a variable", "write its value in the message"
        elif accept(rules[name], value.value) is None:
            yield f"bad-option, {name} does not take that value", _accepted(rules[name])


def _accepted(rule: Rule) -> str:
    return _one_of(rule) if isinstance(rule, frozenset) else "give a value of the kind the option takes"


def _faults_of_showing(expression: Expression, locale: str, functions: Mapping[str, Function]) -> _Found:
    """Show an expression that needs no variable: what goes wrong now always will."""
    alone = Message(variants=(Variant(keys=(), pattern=(expression,)),))
    for problem in to_parts(alone, {}, locale, functions=functions).errors:
        yield (
            expression.at,
            f"{problem.kind}, {problem.source} cannot be shown",
            "change the value or its options",
        )


def _markup_faults(pattern: Pattern, known: Collection[str] | None) -> _Found:
    tags = [part for part in pattern if isinstance(part, Markup)]
    for tag in tags:
        if known is not None and tag.name not in known:
            yield tag.at, f"unknown-markup, there is no {{#{tag.name}}} here", _one_of(known)
    opened: list[Markup] = []
    for tag in tags:
        if tag.kind == "open":
            opened.append(tag)
        elif tag.kind == "close" and (not opened or opened.pop().name != tag.name):
            yield (
                tag.at,
                f"unpaired-markup, {{/{tag.name}}} closes nothing",
                "close tags in the order they were opened",
            )
    for tag in opened:
        yield tag.at, f"unpaired-markup, {{#{tag.name}}} is never closed", f"write {{/{tag.name}}} after it"


# Full stops

_SAMPLE_DAY: typing.Final = date(2026, 12, 28)
_SAMPLE_WINDOW: typing.Final = {"earliest": _SAMPLE_DAY, "latest": date(2027, 1, 4)}


def _full_stop_faults(message: Message, locale: str) -> _Found:
    """Find dates that the locale ends with a full stop where the text goes on with one."""
    declared = annotated(message.declarations)
    for pattern in message.patterns():
        for part, after in pairwise(pattern):
            if isinstance(part, Expression) and isinstance(after, str) and after.startswith("."):
                name = _function_name(part, declared)
                sample = _SAMPLE_WINDOW if name == "postpurchase:interval" else _SAMPLE_DAY
                if name in _ENDING_IN_DATES and _shown_sample(message, part, sample, locale).endswith("."):
                    yield (
                        part.at,
                        "double-full-stop, the date ends with one in this locale",
                        "take one out of the text",
                    )


_ENDING_IN_DATES: typing.Final = frozenset(["date", "postpurchase:interval", "postpurchase:relative-day"])


def _function_name(expression: Expression, declared: Mapping[str, FunctionRef]) -> str:
    operand, ref = expression.operand, expression.function
    if ref is None and isinstance(operand, Variable):
        ref = declared.get(operand.name)
    return ref.name if ref else ""


def _shown_sample(message: Message, expression: Expression, sample: object, locale: str) -> str:
    alone = Message(declarations=message.declarations, variants=(Variant(keys=(), pattern=(expression,)),))
    return to_parts(alone, dict.fromkeys(uses(message).variables, sample), locale).text


# Keys


def _key_faults(message: Message, locale: str) -> _Found:
    functions = annotated(message.declarations)
    for column, name in enumerate(message.selectors):
        ref = functions[name]
        keyed = [(variant.at, variant.keys[column]) for variant in reversed(message.variants)]
        keys = {key: at for at, key in keyed if key is not None}
        if ref.name in _PLURAL:
            yield from _plural_faults(name, ref, keys, locale, message.variants[0].at)
        elif ref.name in _OWN_KEYS:
            yield from _own_key_faults(name, _OWN_KEYS[ref.name], keys)
        elif ref.name in _NO_KEYS:
            yield (
                message.variants[0].at,
                f"bad-selector, :{ref.name} cannot be selected by",
                "select by another",
            )


_PLURAL: typing.Final = frozenset(["number", "integer", "offset", "percent"])
_NO_KEYS: typing.Final = frozenset(["currency", "unit", "date", "time", "datetime", "postpurchase:list"])
_OWN_KEYS: typing.Final[Mapping[str, typing.Callable[[str], bool]]] = {
    "postpurchase:interval": lambda key: key in ("day", "range"),
    "postpurchase:relative-day": lambda key: key.lstrip("-").isdecimal() and str(int(key)) == key,
}

# Enough numbers to meet every plural form of every language of CLDR.
_WHOLES: typing.Final = tuple(map(Decimal, (*range(201), 1000, 10**6, 10**6 + 1)))
_FRACTIONS: typing.Final = tuple(
    map(Decimal, ("0.1", "0.2", "0.5", "1.1", "1.5", "2.4", "5.5", "10.1", "10.5", "11.1", "21.1", "100.2"))
)


def _own_key_faults(name: str, takes: typing.Callable[[str], bool], keys: Mapping[str, int]) -> _Found:
    for key, at in keys.items():
        if not takes(key):
            yield at, f"never-chosen-key, no value of ${name} has the key {key}", "take the variant out"


def _plural_faults(name: str, ref: FunctionRef, keys: Mapping[str, int], locale: str, at: int) -> _Found:
    select = next(
        (value.value for key, value in ref.options if key == "select" and isinstance(value, Literal)),
        "plural",
    )
    chosen = set() if select == "exact" else _chosen(ref, keys, locale, select)
    for category in sorted(chosen - keys.keys() - {"other"}):
        wrong = f"missing-plural-key, ${name} has no variant for {category} in {locale}"
        yield at, wrong, f"add a variant with the key {category}, or say select=exact"
    for key, place in keys.items():
        if key not in chosen and not _is_exact(key, whole=ref.name == "integer"):
            yield (
                place,
                f"never-chosen-key, no value of ${name} has the key {key} in {locale}",
                "take the variant out",
            )


def _chosen(ref: FunctionRef, keys: Collection[str], locale: str, select: str) -> set[str]:
    """Return the plural categories that some value has which no exact key takes away."""
    samples = _categories(locale, ordinal=select == "ordinal", whole=ref.name != "number")
    return {category for sample, category in samples if sample not in keys}


@lru_cache(maxsize=64)
def _categories(locale: str, *, ordinal: bool, whole: bool) -> tuple[tuple[str, str], ...]:
    rule = babel_locale(locale).ordinal_form if ordinal else babel_locale(locale).plural_form
    samples = _WHOLES if whole else _WHOLES + _FRACTIONS
    with localcontext(EXACT):
        return tuple((str(sample), str(rule(sample))) for sample in samples)


def _is_exact(key: str, *, whole: bool) -> bool:
    return is_number_literal(key) and exact(Decimal(key)) == key and not (whole and "." in key)
