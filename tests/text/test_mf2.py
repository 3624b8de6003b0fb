"""MessageFormat 2: what our own messages rely on, beside the conformance suite."""

import json
import random
import re
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import ROUND_UP, Decimal, localcontext
from fractions import Fraction
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postpurchase.errors import InvalidTemplate
from postpurchase.text.mf2 import (
    FUNCTION_NAMES,
    Message,
    Part,
    Problem,
    Resolved,
    Tag,
    Uses,
    check,
    format_message,
    parse,
    parser,
    to_parts,
    uses,
)
from postpurchase.text.mf2.calls import BAD_KEY
from postpurchase.text.mf2.formatter import MAX_OUTPUT_CHARACTERS
from postpurchase.text.mf2.functions import rules_of
from postpurchase.text.mf2.locales import babel_locale, direction
from postpurchase.text.mf2.model import (
    ANY,
    Declaration,
    Expression,
    FunctionRef,
    Literal,
    Markup,
    Variable,
    Variant,
)
from postpurchase.text.mf2.parser import MAX_SOURCE_BYTES
from postpurchase.windows import DateWindow, Slot, TimeWindow

CASES = json.loads(Path(__file__).with_name("mf2_cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_cases(case):
    """Each message of the data file shows the text and reports the errors written there."""
    shown = format_message(
        parse(case["source"]), case["variables"], case["locale"], isolate=case.get("isolate", False)
    )
    errors = [f"{problem.kind} {problem.source}" for problem in shown.errors]
    assert (shown.text, errors) == (case["text"], case.get("errors", []))


def shown(source, locale="en", **variables):
    """The text of a message that shows without errors."""
    formatted = format_message(parse(source), variables, locale)
    assert formatted.errors == ()
    return formatted.text


# Parsing


FAULTS = [
    ("one } two", ["1:5 syntax-error"]),
    ("one {$two", ["1:10 syntax-error"]),
    ("one\n  {$two three}", ["2:9 syntax-error"]),
    ("{}", ["1:2 syntax-error"]),
    ("{$}", ["1:3 syntax-error"]),
    ("{$1}", ["1:3 syntax-error"]),
    ("a \\n b", ["1:3 syntax-error"]),
    ("a \\", ["1:3 syntax-error"]),
    ("a \0 b", ["1:3 syntax-error"]),
    ("a \ud800 b", ["1:3 syntax-error"]),
    ("{|a", ["1:4 syntax-error"]),
    ("{|a\0|}", ["1:4 syntax-error"]),
    ("{|\0|}", ["1:3 syntax-error"]),
    ("{|", ["1:3 syntax-error"]),
    ("{{a", ["1:4 syntax-error"]),
    ("{{a}b}}", ["1:4 syntax-error"]),
    ("{{a}} b", ["1:7 syntax-error"]),
    (".foo {$a} {{}}", ["1:1 syntax-error"]),
    (".input $a {{}}", ["1:8 syntax-error"]),
    (".input {a} {{}}", ["1:1 syntax-error"]),
    (".input {#a} {{}}", ["1:8 syntax-error"]),
    (".local$a = {a} {{}}", ["1:7 syntax-error"]),
    (".local a = {a} {{}}", ["1:8 syntax-error"]),
    (".local $a {a} {{}}", ["1:11 syntax-error"]),
    (".input {$a}", ["1:12 syntax-error"]),
    (".input {$a :string} .match a {{}}", ["1:28 syntax-error"]),
    (".input {$a :string} .match $a* {{}}", ["1:30 syntax-error"]),
    (".input {$a :string} .match $a", ["1:30 syntax-error"]),
    ("{:f a}", ["1:6 syntax-error"]),
    ("{:f a=}", ["1:7 syntax-error"]),
    ("{#a b=$c/", ["1:10 syntax-error"]),
    ("{/a/}", ["1:4 syntax-error"]),
    ("{a @}", ["1:5 syntax-error"]),
    ("{a @b=$c}", ["1:7 syntax-error"]),
    ("{:f a=1 a=2 b=1 b=2}", ["1:9 duplicate-option-name", "1:17 duplicate-option-name"]),
    (
        ".input {$a} .local $a = {1} .local $b = {$c} .input {$c} .local $d = {$d :f o=$d} {{}}",
        ["1:13 duplicate-declaration", "1:46 duplicate-declaration", "1:58 duplicate-declaration"],
    ),
    (".input {$a :f o=$a} {{}}", ["1:1 duplicate-declaration"]),
    (
        ".input {$a} .match $a $b * * * {{}}",
        [
            "1:26 missing-selector-annotation",
            "1:26 missing-selector-annotation",
            "1:26 variant-key-mismatch",
        ],
    ),
    (
        ".input {$a :string} .match $a\nx {{1}}\nx {{2}}",
        ["3:1 duplicate-variant", "3:1 missing-fallback-variant"],
    ),
]


@pytest.mark.parametrize(("source", "expected"), FAULTS, ids=[repr(source) for source, _ in FAULTS])
def test_parse_reports_faults_with_their_places(source, expected):
    """Every fault of a message is found, with line and column, in order, and says what would be right."""
    with pytest.raises(InvalidTemplate) as caught:
        parse(source)
    found = [f"{fault.path} {fault.wrong.split(',')[0]}" for fault in caught.value.faults]
    assert found == expected
    assert all(fault.right for fault in caught.value.faults)


@pytest.mark.parametrize("filler", ["a", "届"])
def test_parse_refuses_long_sources(filler):
    """A message may have 64 KiB and not one byte more, whatever its letters weigh."""
    size = len(filler.encode())
    fits = filler * (MAX_SOURCE_BYTES // size)
    assert parse(fits).variants[0].pattern == (fits,)
    with pytest.raises(InvalidTemplate, match="64 KiB"):
        parse(fits + filler)


def test_parse_builds_the_data_model():
    """All syntax arrives in the model: declarations, selectors, keys, options, attributes and markup."""
    message = parse(
        ".input {$n :number select=exact @why=|a b| @once}\n"
        ".local $m = {$n}\n"
        ".match $m |1| {{{#b at=$n/}{x}}} * {{{/b}}}"
    )
    assert message == Message(
        declarations=(
            Declaration(
                name="n",
                expression=Expression(
                    operand=Variable(name="n"),
                    function=FunctionRef(name="number", options=(("select", Literal(value="exact")),)),
                    attributes=(("why", "a b"), ("once", None)),
                ),
                outer=True,
            ),
            Declaration(name="m", expression=Expression(operand=Variable(name="n")), outer=False),
        ),
        selectors=("m",),
        variants=(
            Variant(
                keys=("1",),
                pattern=(
                    Markup(kind="standalone", name="b", options=(("at", Variable(name="n")),)),
                    Expression(operand=Literal(value="x")),
                ),
            ),
            Variant(keys=(ANY,), pattern=(Markup(kind="close", name="b"),)),
        ),
    )


TEXTS = st.text(st.characters(exclude_categories=()) | st.sampled_from("{}|\\ .$:#/@=*\n"), max_size=60)
FRAGMENTS = [
    "{", "}", "{{", "}}", "|", "\\", " ", "\u200e", "$n", ":number", "#b", "/b", "@a", "=", "*", "1", "x",
    ".input", ".local", ".match", "select=exact", "\u3000", "é", "e\u0301", "\0",
]  # fmt: skip
SOURCES = TEXTS | st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)


@given(SOURCES)
def test_parse_raises_nothing_else(source):
    """Any text is either a message or faults, each of them with a place inside the text."""
    try:
        message = parse(source)
    except InvalidTemplate as error:
        lines = source.split("\n")
        places = [tuple(map(int, fault.path.split(":"))) for fault in error.faults]
        assert all(1 <= column <= len(lines[line - 1]) + 1 for line, column in places)
    else:
        assert message.source == source


# The model


def message_with(**changes):
    """A message of one declaration, one selector and one variant, with changes."""
    whole = {
        "declarations": (
            Declaration(
                name="n",
                outer=True,
                expression=Expression(operand=Variable(name="n"), function=FunctionRef(name="number")),
            ),
        ),
        "selectors": ("n",),
        "variants": (Variant(keys=(ANY,), pattern=("x",)),),
    }
    return Message(**{**whole, **changes})


def local(name, operand):
    """`.local $name = {$operand}`."""
    return Declaration(name=name, outer=False, expression=Expression(operand=Variable(name=operand)))


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"variants": (Variant(keys=(), pattern=()),)}, "variants"),
        ({"variants": (Variant(keys=("1",), pattern=()),)}, "variants"),
        ({"selectors": ("m",)}, "selectors"),
        ({"selectors": (), "declarations": (local("a", "b"), local("b", "a"))}, "declarations"),
    ],
    ids=["keys", "fallback", "annotation", "order"],
)
def test_model_refuses_what_could_not_be_shown(changes, path):
    """A message built by hand keeps the rules on which showing relies."""
    faulty = {**changes}
    if path == "declarations":
        faulty["variants"] = (Variant(keys=(), pattern=()),)
    with pytest.raises(InvalidTemplate) as caught:
        message_with(**faulty)
    assert [fault.path for fault in caught.value.faults] == [path]


def test_expression_source():
    """An expression without a value is shown by its operand, else by its function."""
    expressions = [
        Expression(operand=Variable(name="a"), function=FunctionRef(name="f")),
        Expression(operand=Literal(value="a|\\")),
        Expression(function=FunctionRef(name="f")),
        Expression(),
    ]
    assert [expression.source for expression in expressions] == ["$a", "|a\\|\\\\|", ":f", ""]


# Showing


def test_python_values():
    """Values without a function are shown by their type."""
    variables = {
        "text": "Ann",
        "number": Decimal("1234.50"),
        "ratio": 0.1,
        "day": date(2026, 10, 22),
        "clock": time(14, 30),
        "moment": datetime(2026, 10, 22, 14, 30, tzinfo=UTC),
    }
    source = "{$text} {$number} {$ratio} {$day} {$clock} {$moment}"
    assert (
        shown(source, "ru", **variables)
        == "Ann 1\u00a0234,5 0,1 22 окт. 2026\u202fг. 14:30 22 окт. 2026\u202fг., 14:30"
    )


def test_our_own_values():
    """Windows and slots of the engine are shown as they are, without an adapter."""
    tokyo = ZoneInfo("Asia/Tokyo")
    variables = {
        "dates": DateWindow(earliest=date(2026, 10, 12), latest=date(2026, 10, 26)),
        "times": TimeWindow(
            earliest=datetime(2026, 11, 12, 14, tzinfo=tokyo), latest=datetime(2026, 11, 13, 18, tzinfo=tokyo)
        ),
        "slot": Slot(date=date(2026, 11, 12), start=time(14), end=time(18)),
    }
    source = "{$dates :postpurchase:interval}, {$times :postpurchase:interval}, {$slot :postpurchase:slot}"
    assert shown(source, "ja", **variables) == "10月12日～26日, 11月12日～13日, 14時～18時"


def test_zone_of_the_rendering():
    """An aware time is shown in the zone of the rendering, a naive one and its own option as they say."""
    variables = {"aware": datetime(2026, 3, 14, 23, 30, tzinfo=UTC), "naive": datetime(2026, 3, 14, 23, 30)}  # noqa: DTZ001 - a floating time
    message = parse(
        "{$aware :date} {$naive :time} {$aware :time timeZone=UTC} {$aware :postpurchase:relative-day from=$naive}"
    )
    formatted = format_message(message, variables, "en", zone=ZoneInfo("Asia/Tokyo"))
    assert formatted.text == "Mar 15, 2026 11:30 PM 11:30 PM tomorrow"


def test_zone_given_as_a_value():
    """A time zone may come as a `tzinfo`, `hour12` as a truth value and a fixed offset as its name."""
    nine = timezone(timedelta(hours=9))
    variables = {"t": datetime(2026, 3, 14, 23, 30, tzinfo=UTC), "zone": nine, "twelve": False}
    text = shown("{$t :time timeZone=$zone hour12=$twelve timeZoneStyle=short}", **variables)
    assert text == "08:30 +0900"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("number", Fraction(1, 3)),
        ("number", float("nan")),
        ("number", Decimal("1e101")),
        ("date", time(1)),
        ("time", 5),
    ],
)
def test_values_of_the_wrong_kind(name, value):
    """A function refuses what it cannot read, by value and not by accident."""
    formatted = format_message(parse(f"{{$x :{name}}}"), {"x": value}, "en")
    assert formatted.errors == (Problem(kind="bad-operand", source="$x"),)


def test_the_decimal_context_of_the_caller_does_not_matter():
    """Numbers and plurals come out the same under any precision and rounding."""
    source = ".input {$n :number} .match $n few {{{$n} {$n :unit unit=day}}} * {{}}"
    with localcontext(prec=1, rounding=ROUND_UP):
        assert shown(source, "ru", n=1234) == "1\u00a0234 1\u00a0234 \u0434\u043d."


def test_names_meet_in_nfc():
    """A variable given under another normal form of its name is found."""
    given = {"e\u0301": "yes"}
    assert format_message(parse("{$\u00e9}"), given, "en").text == "yes"
    assert format_message(parse("{$\u00e9}"), {}, "en").text == "{$\u00e9}"


def test_parts():
    """Parts carry kind, text, pieces, direction and id; tags carry their options as text."""
    message = parse("{#link href=$url n=1 u:id=a}{$n :number u:id=b u:dir=rtl}{/link}{$missing}.")
    found = to_parts(message, {"url": "https://example.org", "n": -1234.5}, "en")
    assert found.parts == (
        Tag(kind="open", name="link", options={"href": "https://example.org", "n": "1"}, id="a"),
        Part(
            kind="number",
            text="-1,234.5",
            locale="en",
            direction="rtl",
            id="b",
            pieces=(
                ("minusSign", "-"),
                ("integer", "1"),
                ("group", ","),
                ("integer", "234"),
                ("decimal", "."),
                ("fraction", "5"),
            ),
        ),
        Tag(kind="close", name="link"),
        Part(kind="fallback", text="$missing"),
        Part(kind="text", text="."),
    )
    assert found.text == "-1,234.5{$missing}."


def test_options_of_the_unicode_namespace():
    """A `u:id` that is no text and a `u:dir` on markup are reported and left out."""
    found = to_parts(parse("{$n :number u:id=$list}{#b u:dir=ltr u:id=$list/}"), {"n": 1, "list": [1]}, "en")
    assert [problem.kind for problem in found.errors] == ["bad-option", "bad-option", "bad-option"]
    assert [part.id for part in found.parts] == ["", ""]


def test_a_declared_variable_is_resolved_once_and_only_if_needed():
    """A function runs once for all uses of its variable, and not at all for an unused one."""
    calls = count()
    functions = {
        "n": lambda call: Resolved(kind="number", value=next(calls), write=lambda: [("integer", "7")])
    }
    message = parse(".local $used = {:n} .local $unused = {:n} {{{$used}{$used}}}")
    assert format_message(message, {}, "en", functions=functions).text == "77"
    assert next(calls) == 1


def failing(_call):
    """A function with a bug."""
    raise RuntimeError


def of_kind(**fields):
    """A function that gives a value with these fields."""
    return lambda _call: Resolved(kind="own", **fields)


@pytest.mark.parametrize(
    ("function", "kind"),
    [
        (failing, "function-failed"),
        (of_kind(write=lambda: failing(None)), "function-failed"),
        (of_kind(write=lambda: None), "not-formattable"),
        (of_kind(), "not-formattable"),
    ],
)
def test_functions_of_the_caller_cannot_break_a_message(function, kind):
    """Whatever a function does, the message is shown and the failure reported."""
    formatted = format_message(parse("Hello {$x :f}!"), {"x": 1}, "en", functions={"f": function})
    assert formatted.text == "Hello {$x}!"
    assert formatted.errors == (Problem(kind=kind, source="$x"),)


@pytest.mark.parametrize(
    ("match", "kind"), [(failing, "function-failed"), (lambda _key: BAD_KEY, "bad-variant-key")]
)
def test_selectors_of_the_caller_cannot_break_a_message(match, kind):
    """A selector that fails on a key matches nothing, and is asked and reported once."""
    message = parse(".input {$x :f} .input {$y :string} .match $x $y a a {{1}} a b {{2}} * * {{3}}")
    formatted = format_message(message, {"x": 1, "y": "b"}, "en", functions={"f": of_kind(match=match)})
    assert formatted.text == "3"
    assert formatted.errors == (Problem(kind=kind, source="$x"),)


def test_output_is_bounded():
    """A text stops before 256 KiB, at the end of a part, and says so."""
    formatted = format_message(parse("{$x}" * 10), {"x": "a" * 100_000}, "en")
    assert len(formatted.text) == MAX_OUTPUT_CHARACTERS // 100_000 * 100_000
    assert formatted.errors == (Problem(kind="too-long", source=""),)


def test_long_chains_of_declarations():
    """A chain of thousands of declarations neither recurses nor slows down."""
    chain = "".join(f".local $a{n} = {{$a{n - 1}}}" for n in range(1, 2000))
    assert shown(f".input {{$a0}}{chain}{{{{{{$a1999}}}}}}", a0="end") == "end"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.decimals() | st.text(max_size=20)
    | st.dates() | st.times() | st.datetimes() | st.binary(max_size=4),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["earliest", "latest", "date", "from", "to", "code", "minor", "value", "currency", "unit"]),
        inner,
        max_size=4,
    ),
    max_leaves=6,
)  # fmt: skip
OPTIONS = [
    "",
    " currency=USD",
    " unit=day",
    " add=1",
    " from=$y",
    " length=long",
    " minimumFractionDigits=$y",
    " u:dir=$y",
]


@given(
    st.sampled_from(sorted(FUNCTION_NAMES)),
    st.sampled_from(OPTIONS),
    VALUES,
    VALUES,
    st.sampled_from(["en", "ja", "ru", "ar", "und", "x", ""]),
)
def test_showing_never_raises(name, option, x, y, locale):
    """Any value under any function with any option is shown or reported, never raised."""
    source = f".local $v = {{$x :{name}{option}}} .match $v 1 {{{{one}}}} a {{{{{{$v}}}}}} * {{{{{{$v}}}}}}"
    select = parse(source) if name != "currency" else parse(f"{{$x :{name}{option}}}")
    for message in (select, parse(f"{{$x :{name}{option}}}{{$x}}")):
        formatted = format_message(message, {"x": x, "y": y}, locale, isolate=True)
        kinds = {problem.kind for problem in formatted.errors}
        assert kinds <= {
            "unresolved-variable", "bad-operand", "bad-option", "bad-selector", "bad-variant-key",
            "not-formattable", "function-failed",
        }  # fmt: skip


# Locales


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "ltr"),
        ("ar-EG", "rtl"),
        ("he_IL", "rtl"),
        ("az-Arab-IR", "rtl"),
        ("pa-Guru", "ltr"),
        ("ur-Latn", "ltr"),
        ("de-1996", "ltr"),
    ],
)
def test_direction(tag, expected):
    """The script decides the direction, else the language."""
    assert direction(tag) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ja-JP", "ja_JP"),
        ("zh-HK", "zh_Hant_HK"),
        ("en-XX", "en"),
        ("ru-RU-u-nu-latn", "ru_RU"),
        ("pt_ao", "pt_AO"),
        ("und", "root"),
        ("tlh", "root"),
        ("", "root"),
    ],
)
def test_babel_locale(tag, expected):
    """A tag finds its own data, that of the nearest wider tag, or the root."""
    assert str(babel_locale(tag)) == expected


def run(code):
    """What a fresh interpreter prints."""
    command = [sys.executable, "-c", code]
    path = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        env={"PYTHONPATH": path, "PYTHONUTF8": "1"},
    )
    return done.stdout.strip()


@pytest.mark.parametrize("order", ["ru", "und ru", "he und de ru"])
def test_words_do_not_depend_on_what_was_shown_before(order):
    """A locale's words are its own, whichever locales a process has used."""
    code = (
        "from datetime import date\n"
        "from postpurchase.text.mf2 import format_message, parse\n"
        "message = parse('{$d :date fields=month-day-weekday length=long}')\n"
        f"for tag in {order.split()!r}:\n"
        "    text = format_message(message, {'d': date(2026, 3, 4)}, tag).text\n"
        "print(text)"
    )
    assert run(code) == "среда, 4 марта"


def test_plain_messages_need_no_locale_data():
    """Showing text, markup and strings imports neither Babel nor a family of functions."""
    code = (
        "import sys\n"
        "from postpurchase.text.mf2 import format_message, parse\n"
        "format_message(parse('.input {$s :string} .match $s a {{{#b}x{/b}}} * {{{$s}}}'), {'s': 'b'}, 'ja')\n"
        "print([name for name in sys.modules if name.startswith('babel') or name.endswith('_functions')])"
    )
    assert run(code) == "[]"


# Checking


def test_uses():
    """What a message needs is found in declarations, patterns, options and markup."""
    message = parse(
        ".input {$n :number minimumFractionDigits=$digits} .local $l = {$n} .match $n 1 {{{#a href=$url}{$x}{/a}}} * {{{$l :f}{#b/}}}"
    )
    expected = Uses(variables=("digits", "n", "url", "x"), functions=("f", "number"), markup=("a", "b"))
    assert uses(message) == expected


def faults(source, locale="en", **known):
    """The faults of a message as `line:column kind`, with what they are about."""
    return [f"{fault.path} {fault.wrong}; {fault.right}" for fault in check(parse(source), locale, **known)]


RU_DAYS = ".input {{$n :{0}}} .match $n one {{{{день}}}} few {{{{дня}}}} many {{{{дней}}}} * {{{{дня}}}}"

CHECKS = [
    ("Hello {$name}, {#b}{$n :number}{/b}.", "en", []),
    ("{$x}", "en", ["1:1 unknown-variable, there is no $x here; write one of $n, $name"]),
    ("{#a href=$x/}", "en", ["1:1 unknown-markup, there is no {#a} here; write one of b", "1:1 unknown-variable, there is no $x here; write one of $n, $name"]),
    (".local $x = {1} {{{$x}}}", "en", []),
    ("{$n :nummer}", "en", [
            "1:1 unknown-function, there is no :nummer; give :number, or {$nummer} for a value of that name"
        ]),
    ("{$n :shout loud=yes}", "en", []),
    ("{$n :number size=2}", "en", ["1:1 bad-option, :number has no option size; write one of maximumFractionDigits, maximumSignificantDigits, minimumFractionDigits, minimumIntegerDigits, minimumSignificantDigits, roundingIncrement, roundingMode, roundingPriority, select, signDisplay, trailingZeroDisplay, useGrouping"]),
    ("{$n :string size=2}", "en", ["1:1 bad-option, :string has no option size; take it out"]),
    ("{$n :number select=$name minimumFractionDigits=$n u:id=x}", "en", ["1:1 bad-option, select is left to a variable; write its value in the message"]),
    ("{$n :date length=huge}", "en", ["1:1 bad-option, length does not take that value; write one of long, medium, short"]),
    ("{$n :number minimumFractionDigits=many}", "en", ["1:1 bad-option, minimumFractionDigits does not take that value; give a value of the kind the option takes"]),
    ("{42 :number} {4x :number}", "en", ["1:14 bad-operand, |4x| cannot be shown; change the value or its options"]),
    ("{42 :offset} {42 :offset add=$n}", "en", ["1:1 bad-option, |42| cannot be shown; change the value or its options"]),
    ("{#b}{#b/}", "en", ["1:1 unpaired-markup, {#b} is never closed; write {/b} after it"]),
    ("{/b}{#b}{/b}", "en", ["1:1 unpaired-markup, {/b} closes nothing; close tags in the order they were opened"]),
    (RU_DAYS.format("integer"), "ru", []),
    (RU_DAYS.format("number"), "ru", []),
    (RU_DAYS.format("percent"), "ru", []),
    (RU_DAYS.format("integer"), "ja", [
        "1:32 never-chosen-key, no value of $n has the key one in ja; take the variant out",
        "1:45 never-chosen-key, no value of $n has the key few in ja; take the variant out",
        "1:57 never-chosen-key, no value of $n has the key many in ja; take the variant out",
    ]),
    (".input {$n :integer} .match $n 1 {{день}} * {{дня}}", "ru", [
        "1:32 missing-plural-key, $n has no variant for few in ru; add a variant with the key few, or say select=exact",
        "1:32 missing-plural-key, $n has no variant for many in ru; add a variant with the key many, or say select=exact",
        "1:32 missing-plural-key, $n has no variant for one in ru; add a variant with the key one, or say select=exact",
    ]),
    (".input {$n :integer} .match $n 1 {{one day}} * {{days}}", "en", []),
    (".input {$n :integer} .match $n 1 {{}} one {{}} * {{}}", "en", ["1:39 never-chosen-key, no value of $n has the key one in en; take the variant out"]),
    (".input {$n :integer} .match $n 0 {{}} 1 {{}} * {{}}", "fr", ["1:32 missing-plural-key, $n has no variant for many in fr; add a variant with the key many, or say select=exact"]),
    (".input {$n :number} .match $n one {{}} few {{}} * {{}}", "cs", ["1:31 missing-plural-key, $n has no variant for many in cs; add a variant with the key many, or say select=exact"]),
    (".input {$n :integer} .match $n one {{}} few {{}} * {{}}", "cs", []),
    (".input {$n :integer select=ordinal} .match $n one {{}} two {{}} few {{}} * {{}}", "en", []),
    (".input {$n :integer select=exact} .match $n one {{}} 2 {{}} 02 {{}} 2.5 {{}} lots {{}} * {{}}", "ru", [
        "1:45 never-chosen-key, no value of $n has the key one in ru; take the variant out",
        "1:61 never-chosen-key, no value of $n has the key 02 in ru; take the variant out",
        "1:69 never-chosen-key, no value of $n has the key 2.5 in ru; take the variant out",
        "1:78 never-chosen-key, no value of $n has the key lots in ru; take the variant out",
    ]),
    (".input {$n :number select=exact} .match $n 2.5 {{}} * {{}}", "ru", []),
    (".input {$n :integer} .local $m = {$n} .match $m 1 {{}} * {{}}", "en", []),
    (".input {$n :date} .match $n 1 {{}} * {{}}", "en", ["1:29 bad-selector, :date cannot be selected by; select by another"]),
    (".input {$n :string} .match $n anything {{}} * {{}}", "en", []),
    (".input {$n :postpurchase:interval} .match $n day {{}} weeks {{}} * {{}}", "en", ["1:55 never-chosen-key, no value of $n has the key weeks; take the variant out"]),
    (".input {$n :postpurchase:relative-day} .match $n 0 {{}} -1 {{}} one {{}} 01 {{}} * {{}}", "en", [
        "1:65 never-chosen-key, no value of $n has the key one; take the variant out",
        "1:74 never-chosen-key, no value of $n has the key 01; take the variant out",
    ]),
    ("{$n :date length=long}.", "ru", ["1:1 double-full-stop, the date ends with one in this locale; take one out of the text"]),
    ("{$n :date length=long}.", "en", []),
    ("{$n :date length=short}. {$n}. {|x|}. a{$n :number}.", "ru", []),
    (".local $w = {$n :postpurchase:interval} {{{$w}.}}", "ru", ["1:43 double-full-stop, the date ends with one in this locale; take one out of the text"]),
    ("{$n :postpurchase:interval year=never}.", "ru", []),
]  # fmt: skip


@pytest.mark.parametrize(("source", "locale", "expected"), CHECKS, ids=[repr(each[:2]) for each in CHECKS])
def test_check(source, locale, expected):
    """A check finds, in one locale, each thing that would go wrong and nothing else."""
    known = {"variables": ["name", "n"], "markup": ["b"], "functions": {"shout": of_kind()}}
    assert faults(source, locale, **known) == expected


def test_check_without_known_names():
    """Names of variables and markup are only checked against a list that is given; it may be empty."""
    assert faults("{$x}{#y/}") == []
    assert faults("{$x}", variables=[]) == ["1:1 unknown-variable, there is no $x here; take it out"]


def test_rules_of():
    """The options of every function of ours are known, those of a caller's are not."""
    assert all(rules_of(name) is not None for name in FUNCTION_NAMES)
    assert rules_of("shout") is None


@pytest.mark.parametrize("rule", ["_NAME", "_UNQUOTED", "_OPTIONAL", "_REQUIRED"])
def test_the_grammar_among_ascii_is_the_whole_one(rule: str) -> None:
    """What is compiled for plain sources matches as the full grammar does, whatever stands next to it."""
    found, chance = getattr(parser, rule), random.Random(1)
    letters = "aZ_0-.+ \t\r\n:$@=/{}|\\#*,\u3000\u061c\u200e\u2066é日\u00a0\u0301\ufffe\U0001f600\x00"
    for _ in range(5_000):
        text = "".join(chance.choices(letters, k=chance.randint(0, 8)))
        at = chance.randint(0, len(text))
        quick, full = found.match(text, at), re.compile(found.full).match(text, at)

        assert (quick and (quick.span(), quick.groups())) == (full and (full.span(), full.groups()))
