"""Our own tables and Babel write the same, whatever the moment, the number or the list."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.dates import parse_pattern
from babel.lists import format_list
from babel.numbers import format_decimal
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tools.conventions import TABLES, patterns

from postpurchase.text.mf2 import conventions as package
from postpurchase.text.mf2 import format_message, numerals, parse
from postpurchase.text.mf2.conventions import SHIPPED, conventions
from postpurchase.text.mf2.conventions.by_babel import from_babel
from postpurchase.text.mf2.conventions.moments import parts_of, written
from postpurchase.text.mf2.conventions.plurals import OWN_PLURALS
from postpurchase.text.mf2.date_functions import FIELDS, LENGTHS
from postpurchase.text.mf2.locales import babel_locale
from postpurchase.text.mf2.numerals import Digits

TAGS = sorted(SHIPPED)
TOKYO = ZoneInfo("Asia/Tokyo")
NEW_YORK = ZoneInfo("America/New_York")
EDGES = tuple(
    map(
        datetime.fromisoformat,
        (
            "2026-12-31T23:59:59",
            "2027-01-01T00:00",
            "2028-02-29T12:00",
            "2026-05-09T11:59",
            "2026-09-30T13:07:05",
            "0001-01-01T01:01",
            "9999-12-31T12:30",
        ),
    )
)
DATES = [f":date fields={fields} length={length}" for fields in sorted(FIELDS) for length in sorted(LENGTHS)]
TIMES = [
    f":time precision={precision}{hours}"
    for precision in ("hour", "minute", "second")
    for hours in ("", " hour12=true", " hour12=false")
]
BOTH = [
    f":datetime dateFields={fields} dateLength={length}"
    for fields in sorted(FIELDS)
    for length in sorted(LENGTHS)
]
INTERVALS = [
    f":postpurchase:interval fields={fields} length={length} year={year}"
    for fields in ("month-day", "month-day-weekday")
    for length in sorted(LENGTHS)
    for year in ("auto", "always", "never")
]
NUMBERS = [
    *(":number", ":number minimumFractionDigits=2", ":number signDisplay=always", ":number useGrouping=min2"),
    *(":integer", ":percent", ":percent maximumFractionDigits=1", ":offset add=1"),
]
PLURALS = ".input {$n :number} .match $n one {{one}} few {{few}} many {{many}} * {{other}}"
ORDINALS = ".input {$n :number select=ordinal} .match $n one {{one}} two {{two}} few {{few}} * {{other}}"


@contextmanager
def left_to_babel() -> Iterator[None]:
    """Have every locale, ours too, answered by Babel meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package, "SHIPPED", {})
        patch.setattr(numerals, "OWN_PLURALS", {})
        conventions.cache_clear()
        yield
    conventions.cache_clear()


def shown(sources: list[str], value: object, tag: str) -> list[str]:
    """Return what messages say of a value, and their problems."""
    formatted = [format_message(parse(source), {"n": value}, tag, zone=TOKYO) for source in sources]
    return [f"{each.text} {each.errors}" for each in formatted]


def holding(functions: list[str]) -> list[str]:
    """Return messages of nothing but the value."""
    return [f"{{$n {function}}}" for function in functions]


@pytest.mark.parametrize("tag", TABLES)
@given(moment=st.datetimes())
def test_every_pattern_is_written_as_babel_writes_it(tag: str, moment: datetime) -> None:
    """Each pattern of a table gives Babel's very text, at the edges of days and years and at any moment."""
    known, locale = conventions(tag), babel_locale(tag)
    for each in (*EDGES, moment):
        for pattern in patterns(known):
            assert written(pattern, each, known.names) == parse_pattern(pattern).apply(each, locale)


@pytest.mark.parametrize("tag", TABLES)
@settings(max_examples=25)
@given(moment=st.one_of(st.dates(), st.times(), st.datetimes(timezones=st.sampled_from([TOKYO, NEW_YORK]))))
@example(moment=datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=NEW_YORK))
@example(moment=datetime(2026, 3, 8, 2, 30, tzinfo=NEW_YORK))
def test_dates_and_times_are_said_alike(tag: str, moment: date | time) -> None:
    """Whatever :date, :time and :datetime are asked for, the table says what Babel's data do."""
    sources = holding([*DATES, *TIMES, *BOTH])
    own = shown(sources, moment, tag)
    with left_to_babel():
        assert own == shown(sources, moment, tag)


@pytest.mark.parametrize("tag", TABLES)
@settings(max_examples=50)
@given(ends=st.tuples(st.dates(), st.dates()).map(sorted))
@example(ends=[date(2026, 12, 28), date(2027, 1, 4)])
@example(ends=[date(2026, 10, 12), date(2026, 10, 26)])
@example(ends=[date(2026, 10, 28), date(2026, 11, 3)])
@example(ends=[date(2026, 10, 12), date(2026, 10, 12)])
def test_intervals_are_said_alike(tag: str, ends: list[date]) -> None:
    """A window within a month, a year, or across its end is said alike."""
    value = {"earliest": ends[0], "latest": ends[1]}
    own = shown(holding(INTERVALS), value, tag)
    with left_to_babel():
        assert own == shown(holding(INTERVALS), value, tag)


@pytest.mark.parametrize("tag", TABLES)
@settings(max_examples=50)
@given(start=st.times(), end=st.times(), day=st.dates())
@example(start=time(9), end=time(12), day=date(2026, 10, 19))
@example(start=time(11, 30), end=time(14), day=date(2026, 10, 19))
@example(start=time(0), end=time(23, 59), day=date(2026, 12, 31))
def test_slots_are_said_alike(tag: str, start: time, end: time, day: date) -> None:
    """Hours on one side of noon or on both, full or not, are said alike, and so is their day."""
    sources = holding(
        [":postpurchase:slot", ":postpurchase:slot show=date", ":postpurchase:slot show=date length=short"]
    )
    value = {"start": start, "end": end, "date": day}
    own = shown(sources, value, tag)
    with left_to_babel():
        assert own == shown(sources, value, tag)


@pytest.mark.parametrize("tag", TABLES)
@settings(max_examples=50)
@given(number=st.one_of(st.integers(-(10**12), 10**12), st.decimals(-(10**9), 10**9, places=3)))
@example(number=0)
@example(number=-1234)
@example(number=999_999)
@example(number=Decimal("-0.5"))
@example(number=Decimal("1.0"))
def test_numbers_are_said_and_counted_alike(tag: str, number: int | Decimal) -> None:
    """Thousands, fractions, signs and plural forms are Babel's."""
    sources = [*holding(NUMBERS), PLURALS, ORDINALS]
    own = shown(sources, number, tag)
    with left_to_babel():
        assert own == shown(sources, number, tag)


@pytest.mark.parametrize("tag", TABLES)
def test_a_plain_number_is_what_babel_itself_writes(tag: str) -> None:
    """Whole numbers around every power of a thousand have Babel's separators."""
    numbers = [sign * (1000**power + step) for power in range(5) for step in (-1, 0, 1) for sign in (1, -1)]
    own = [format_message(parse("{$n :number}"), {"n": number}, tag).text for number in numbers]
    assert own == [format_decimal(number, locale=babel_locale(tag)) for number in numbers]


@pytest.mark.parametrize("language", sorted(OWN_PLURALS))
def test_plural_forms_are_those_of_babel(language: str) -> None:
    """The first thousands, longer numbers, and fractions with and without zeros fall where CLDR's rules put them."""
    wholes = [*map(str, range(2_200)), *("1000011", "1000021", "9" * 20, "007")]
    shown = [(whole, "") for whole in wholes] + [
        (whole, fraction) for whole in ("0", "1", "2", "11", "21") for fraction in ("0", "00", "1", "10", "5")
    ]
    locale, (cardinal, ordinal) = babel_locale(language), OWN_PLURALS[language]
    for whole, fraction in shown:
        number = Digits(negative=False, whole=whole, fraction=fraction).shown
        assert cardinal(whole, fraction) == locale.plural_form(number)
        assert ordinal(whole, fraction) == locale.ordinal_form(number)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(("kind", "style"), [("and", "standard"), ("or", "or")])
@pytest.mark.parametrize("length", range(1, 6))
def test_lists_are_those_of_babel(tag: str, kind: str, style: str, length: int) -> None:
    """One to five elements are joined as Babel joins them, braces in them included."""
    texts = ["vase", "{0}", "kettle", "cup", "lamp"][:length]
    own = format_message(parse(f"{{$n :postpurchase:list type={kind}}}"), {"n": texts}, tag).text
    assert own == format_list(texts, style, babel_locale(tag))  # type: ignore[arg-type]


def test_a_list_that_lacks_patterns_is_written_as_and() -> None:
    """Japanese has no patterns of its own for units."""
    assert from_babel("ja").lists["unit"] == from_babel("ja").lists["and"]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de", "14. März"),
        ("en-AU", "14 March"),
        ("ja-JP-x-shop", "3月14日"),
        ("zh-HK", "3月14日"),
        ("EN_gb", "14 March"),
        ("tlh", "M03 14"),
    ],
)
def test_other_tags_go_to_babel(tag: str, expected: str) -> None:
    """A tag without a table is answered by Babel, in any case and with any extension."""
    message = parse("{$d :date fields=month-day length=long}")
    assert format_message(message, {"d": date(2026, 3, 14)}, tag).text == expected


def test_what_a_pattern_quotes_is_text() -> None:
    """Letters between apostrophes are no parts of a date; other letters of the world are none either."""
    assert written("d 'de' MM г", date(2026, 3, 14), {}) == "14 de 03 г"
    assert parts_of("d 'de' MM г") == ["d", "MM"]


def test_the_languages_with_tables_are_those_with_plural_rules() -> None:
    """No language has one without the other."""
    assert {tag.partition("-")[0] for tag in SHIPPED} == OWN_PLURALS.keys()


WITHOUT_BABEL = """
import sys
from datetime import date, time
from postpurchase.text.mf2 import format_message, parse
day = date(2026, 10, 12)
for tag in ("ja", "ru-RU", "en", "en-GB"):
    for source, value in (
        ("{$n :date}", day),
        ("{$n :datetime}", day),
        ("{$n :postpurchase:interval}", {"earliest": day, "latest": date(2027, 1, 4)}),
        ("{$n :postpurchase:slot}", {"start": time(9), "end": time(12)}),
        ("{$n :postpurchase:relative-day from=|2026-10-11|}", day),
        (".input {$n :number} .match $n one {{{$n}}} * {{{$n}}}", 1234),
        ("{$n :postpurchase:list}", ["a", "b", "c"]),
    ):
        assert not format_message(parse(source), {"n": value}, tag).errors
print("babel" in sys.modules)
"""


def test_our_locales_do_without_babel() -> None:
    """Dates, times, windows, slots, near days, numbers and lists of our locales load no Babel."""
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_BABEL],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2] / "src",
    )
    assert run.stdout.strip() == "False"
