"""Facts in the words of a locale: conditions, phrases of dates, lists, names."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from postpurchase.catalogs import default
from postpurchase.events import Money
from postpurchase.text.catalog import LocaleWords
from postpurchase.text.outlines import Outlines
from postpurchase.text.said import Mark, Said, pieces_of, tidy
from postpurchase.text.scope import Scope
from postpurchase.vocabulary import Mode
from postpurchase.windows import DateWindow, Slot, TimeWindow, zone

TODAY = date(2026, 10, 5)

URL = "https://courier.example/t"


def scope(locale: str = "en", tag: str | None = None, **values: object) -> Scope:
    """Return the scope of values in one of our locales, on an October day in Tokyo."""
    given = {"today": TODAY, "zone": zone("Asia/Tokyo"), **values}
    return Scope(given, default().words(locale), tag or locale)


def said(source: object, **values: object) -> list[str]:
    """Return what a paragraph says with those values."""
    words = LocaleWords("en", {"steps": {"line": source, "sent": "when it is sent"}})
    return list(Scope(values, words, "en").lines(words.named("steps", "line")))


def window(first: str, last: str) -> DateWindow:
    """Return a window from the text of its dates."""
    return DateWindow(earliest=date.fromisoformat(first), latest=date.fromisoformat(last))


@pytest.mark.parametrize(
    ("locale", "tag", "first", "last", "expected"),
    [
        ("ja", "ja", "2026-10-12", "2026-10-26", "10月12日(月)～10月26日(月)"),
        ("ja", "ja", "2026-10-12", "2026-10-12", "10月12日(月)"),
        ("ja", "ja", "2026-10-01", "2026-10-26", "10月26日(月)まで"),
        ("ja", "ja", "2026-12-28", "2027-01-04", "2026年12月28日(月)～2027年1月4日(月)"),
        ("ja", "ja", "2027-01-04", "2027-01-09", "2027年1月4日(月)～1月9日(土)"),
        ("ja", "ja", "2027-01-04", "2027-01-04", "2027年1月4日(月)"),
        ("ru", "ru", "2026-10-12", "2026-10-26", "с 12 по 26 октября"),
        ("ru", "ru", "2026-11-02", "2026-11-09", "со 2 по 9 ноября"),
        ("ru", "ru", "2026-11-22", "2026-11-23", "с 22 по 23 ноября"),
        ("ru", "ru", "2026-10-28", "2026-11-03", "с 28 октября по 3 ноября"),
        ("ru", "ru", "2026-11-02", "2026-12-03", "со 2 ноября по 3 декабря"),
        ("ru", "ru", "2026-12-28", "2027-01-04", "с 28 декабря 2026 года по 4 января 2027 года"),
        ("ru", "ru", "2027-01-04", "2027-01-09", "с 4 по 9 января 2027 года"),
        ("ru", "ru", "2027-01-28", "2027-02-02", "с 28 января по 2 февраля 2027 года"),
        ("ru", "ru", "2026-10-12", "2026-10-12", "12 октября"),
        ("ru", "ru", "2027-01-04", "2027-01-04", "4 января 2027 года"),
        ("ru", "ru", "2026-10-01", "2026-10-26", "до 26 октября включительно"),
        ("en", "en", "2026-10-12", "2026-10-26", "October 12–26"),
        ("en", "en-GB", "2026-10-12", "2026-10-26", "12–26 October"),
        ("en", "en", "2026-10-28", "2026-11-03", "October 28 – November 3"),
        ("en", "en-GB", "2026-12-28", "2027-01-04", "28 December 2026 – 4 January 2027"),
        ("en", "en", "2026-12-28", "2027-01-04", "December 28, 2026 – January 4, 2027"),
        ("en", "en", "2027-01-04", "2027-01-09", "January 4–9, 2027"),
        ("en", "en", "2026-10-12", "2026-10-12", "October 12"),
        ("en", "en", "2026-10-01", "2026-10-26", "by October 26"),
        ("en", "en", "2026-10-01", "2027-01-04", "by January 4, 2027"),
    ],
)
def test_windows_are_said_as_people_say_them(
    locale: str, tag: str, first: str, last: str, expected: str
) -> None:
    """Ends, months and years are shown where they are needed; a window that has begun has only its end."""
    assert scope(locale, tag, window=window(first, last)).get("window") == expected


@pytest.mark.parametrize(
    ("locale", "value", "expected"),
    [
        ("ja", Slot(date=date(2026, 10, 20), start=time(14), end=time(16)), "10月20日(火) 14時～16時"),
        ("ja", Slot(date=date(2026, 10, 20), code="morning"), "10月20日(火) 午前中"),
        ("ja", Slot(date=date(2026, 10, 20), code="am-1"), "10月20日(火)"),
        ("ru", Slot(date=date(2026, 11, 12), start=time(14), end=time(18)), "12 ноября с 14:00 до 18:00"),
        ("ja", Slot(date=date(2027, 1, 4), code="morning"), "2027年1月4日(月) 午前中"),
        ("ru", Slot(date=date(2026, 11, 12), code="evening"), "12 ноября вечером"),
        ("ru", Slot(date=date(2027, 1, 4), code="afternoon"), "4 января 2027 года днём"),
        ("ru", Slot(date=date(2027, 1, 4), code="am-1"), "4 января 2027 года"),
        (
            "ru",
            Slot(date=date(2027, 1, 4), start=time(14), end=time(18)),
            "4 января 2027 года с 14:00 до 18:00",
        ),
        ("en", Slot(date=date(2026, 10, 20), start=time(14), end=time(16)), "Tuesday, October 20, 2–4 PM"),
        ("en", Slot(date=date(2026, 10, 20), code="morning"), "Tuesday, October 20, in the morning"),
        ("en", Slot(date=date(2027, 1, 4), code="evening"), "Monday, January 4, 2027, in the evening"),
        ("ja", datetime(2026, 10, 19, 3, tzinfo=UTC), "10月19日(月) 12:00"),
        ("ru", datetime(2026, 10, 19, 3, tzinfo=UTC), "12:00 19 октября"),
        ("ru", datetime(2026, 12, 31, 16, tzinfo=UTC), "01:00 1 января 2027 года"),
        ("en", datetime(2026, 10, 19, 3, tzinfo=UTC), "noon on Monday, October 19"),
        ("en", datetime(2026, 10, 19, 11, tzinfo=UTC), "8:00 PM on Monday, October 19"),
        ("ja", datetime(2026, 10, 19, 15, tzinfo=UTC), "10月19日(月) 24:00"),
        ("ru", datetime(2026, 12, 31, 15, tzinfo=UTC), "24:00 31 декабря"),
        ("en", datetime(2026, 12, 31, 15, tzinfo=UTC), "the end of Thursday, December 31"),
        ("en", datetime(2027, 12, 31, 15, tzinfo=UTC), "the end of Friday, December 31, 2027"),
        ("en", datetime(2026, 9, 30, 15, tzinfo=UTC), "12:00 AM on Thursday, October 1"),
        ("ja", date(2026, 11, 24), "11月24日(火)"),
        ("ru", date(2027, 11, 24), "24 ноября 2027 года"),
        ("en", date(2026, 11, 24), "Tuesday, November 24"),
        ("en", Money(minor=1250, currency="EUR"), "€12.50"),
    ],
)
def test_days_times_and_slots_are_said_in_the_recipients_zone(
    locale: str, value: object, expected: str
) -> None:
    """Instants are shown on the recipient's clock, slots by hours or by the word for their code."""
    assert scope(locale, value=value).get("value") == expected


def test_a_window_of_instants_is_said_by_its_local_dates() -> None:
    """What is still yesterday in UTC is today in Tokyo."""
    value = TimeWindow(
        earliest=datetime(2026, 10, 11, 15, tzinfo=UTC), latest=datetime(2026, 10, 12, 14, tzinfo=UTC)
    )

    assert scope("en", window=value).get("window") == "October 12"


def test_a_language_without_phrases_has_plain_dates() -> None:
    """A shop's own language gets the dates of its locale without writing a phrase."""
    given = {
        "today": TODAY,
        "zone": "Europe/Paris",
        "window": window("2026-10-01", "2026-10-26"),
        "day": date(2027, 1, 4),
        "at": datetime(2026, 10, 19, 3, tzinfo=UTC),
        "slot": Slot(date=date(2026, 10, 20), start=time(14), end=time(16)),
        "code": Slot(date=date(2026, 10, 20), code="x"),
    }
    french = Scope(given, LocaleWords("fr", {}), "fr")

    assert [french.get(name) for name in ("window", "day", "at", "slot", "code")] == [
        "5–26 octobre",
        "4 janvier 2027",
        "19 octobre, 05:00",
        "mardi 20 octobre, 14:00–16:00",
        "mardi 20 octobre",
    ]


def test_without_a_today_years_are_shown() -> None:
    """Nobody knows which year goes without saying."""
    assert Scope({"d": date(2026, 1, 2)}, LocaleWords("en", {}), "en").get("d") == "January 2, 2026"


@pytest.mark.parametrize(
    ("locale", "name", "expected"),
    [
        ("ja", "佐藤 花子様", "佐藤 花子"),
        ("ja", "佐藤 花子 さん", "佐藤 花子"),
        ("ja", "鵜殿", "鵜殿"),
        ("ja", "様", None),
        ("ru", "Анна Петрова", "Анна Петрова"),
        ("en", "#USER#", None),
        ("en", None, None),
    ],
)
def test_names_are_greeted_once(locale: str, name: object, expected: str | None) -> None:
    """An honorific that the words add is taken off the name; what is no name is unknown."""
    assert scope(locale, name=name).get("name") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a\nb", "a b"),
        ("", None),
        (0, None),
        (21, 21),
        (True, True),
        (False, None),
        ((), None),
        (("a",), ("a",)),
        (1.5, None),
        (None, None),
    ],
)
def test_values_are_known_or_not(value: object, expected: object) -> None:
    """Nothing, zero, false and empty are not known; what nobody can say is not either."""
    assert scope(value=value).get("value") == expected


@pytest.mark.parametrize(
    ("signature", "expected"), [("Kumo\nTokyo", "Kumo\nTokyo"), (None, "Shop"), ("\u200b", "Shop")]
)
def test_a_signature_is_the_shop_at_least(signature: str | None, expected: str) -> None:
    """Without a signature the shop's name stands there."""
    assert scope(signature=signature, shop="Shop").get("signature") == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://c.example/t?n=" + "1" * 300, "https://c.example/t?n=" + "1" * 300),
        ("HTTP://c.example", "HTTP://c.example"),
        ("javascript:alert(1)", None),
        ("https://c.example/ x", None),
        ("https://", None),
        ("https://" + "c" * 2001, None),
        (None, None),
    ],
)
def test_links_are_whole_or_not_there(url: str | None, expected: str | None) -> None:
    """A link is neither cut nor trusted blindly: http and https in printable ASCII, or none."""
    assert scope(tracking_url=url).get("tracking_url") == expected


@pytest.mark.parametrize(
    ("source", "values", "expected"),
    [
        ({"text": "x", "needs": ("a",)}, {"a": 1}, ["x"]),
        ({"text": "x", "needs": ("a",)}, {}, []),
        ({"text": "x", "lacks": ("a",)}, {"a": 1}, []),
        ({"text": "x", "needs": ("a=b",)}, {"a": "b"}, ["x"]),
        ({"text": "x", "needs": ("a=b",)}, {"a": "c"}, []),
        ({"text": "x", "needs": ("a=b",)}, {}, []),
        ({"text": "x", "needs": ("a=b",)}, {"a": ("b", "c")}, ["x"]),
        (("x", "y"), {}, ["x", "y"]),
        ({"first": ({"text": "x", "needs": ("a",)}, "y", "z")}, {}, ["y"]),
        ({"first": ({"text": "x", "needs": ("a",)},)}, {}, []),
        ({"riders": True}, {}, []),
        (".input {$a :integer} .match $a 1 {{}} * {{x}}", {"a": 1}, []),
        ({"text": "{$number}. {$item}", "each": "items"}, {"items": ("a", "b")}, ["1. a", "2. b"]),
        ({"text": "{$item}", "each": "items"}, {"items": "a"}, []),
        ({"text": "{$item}", "each": "items"}, {"items": ("", "a")}, ["a"]),
        ({"text": "{$nobody}", "each": "items"}, {"items": ("a",)}, []),
        ({"text": "{$item}", "each": "steps"}, {"steps": ("sent",)}, ["when it is sent"]),
        (
            {"text": "{$item}: {$window}", "each": "parts"},
            {"parts": (("a", window("2026-01-02", "2026-01-02")),)},
            ["a: January 2, 2026"],
        ),
    ],
)
def test_lines_are_said_under_their_conditions(
    source: object, values: dict[str, object], expected: list[str]
) -> None:
    """Conditions, alternatives, lists and empty variants do what the catalog says."""
    assert said(source, **values) == expected


def test_a_line_with_a_missing_value_is_left_out_and_reported() -> None:
    """A blank never shows: the line goes, and a problem says where."""
    words = LocaleWords("en", {"steps": {"line": "Hello {$nobody}"}})
    told = Scope({}, words, "en")

    assert list(told.lines(words.named("steps", "line"))) == []
    assert [(problem.path, problem.wrong) for problem in told.problems] == [
        ("en.steps.line", "unresolved-variable $nobody")
    ]


def test_a_step_without_words_is_left_out_and_reported() -> None:
    """A step that the locale has no name for is not announced by its code."""
    words = LocaleWords("en", {"steps": {"line": {"text": "{$item}", "each": "steps"}}})
    told = Scope({"steps": ("flown",)}, words, "en")

    assert list(told.lines(words.named("steps", "line"))) == []
    assert [problem.path for problem in told.problems] == ["en.steps.flown"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (("flown",), ["Write to us."]),
        (("flown", "made"), ["We write:", "- when it is made"]),
        ("made", ["Write to us."]),
    ],
)
def test_a_heading_stands_over_no_empty_list(asked: object, expected: list[str]) -> None:
    """A list none of whose names has words is unknown, so nothing introduces it; each gap is reported once."""
    source = {
        "list": {
            "first": (
                (
                    {"text": "We write:", "needs": ("steps",)},
                    {"text": "- {$item}", "each": "steps"},
                ),
                "Write to us.",
            )
        },
        "made": "when it is made",
    }
    words = LocaleWords("en", {"steps": source})
    told = Scope({"steps": asked}, words, "en")

    assert list(told.lines(words.named("steps", "list"))) == expected
    assert [problem.path for problem in told.problems] == ["en.steps.flown"] * ("flown" in asked)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("October 12\u2009–\u200926", "October 12–26"),
        ("9\u202fAM\u2009–\u20092\u202fPM", "9 AM – 2 PM"),
        ("2026\u2009–\u20094 January", "2026 – 4 January"),
        (" plain ", "plain"),
    ],
)
def test_spaces_are_those_that_people_type(text: str, expected: str) -> None:
    """Thin spaces become ordinary ones, and close ranges of small numbers."""
    assert tidy(text) == expected


def test_what_was_said_is_remembered_for_its_zone_alone() -> None:
    """One instant has its own words on every clock, and the memory does not grow without bounds."""
    words = LocaleWords("en", {})
    noon = datetime(2026, 10, 12, 3, tzinfo=UTC)
    said = [
        Scope({"at": noon, "zone": zone(name)}, words, "en").get("at")
        for name in ("Asia/Tokyo", "Europe/Moscow", "Asia/Tokyo")
    ]
    for day in range(600):
        Scope({"day": date.fromordinal(740_000 + day)}, words, "en").get("day")

    assert said == [
        "October 12, 2026, 12:00 PM",
        "October 12, 2026, 6:00 AM",
        "October 12, 2026, 12:00 PM",
    ]
    assert len(words.remembered) < 600


def test_what_cannot_be_said_is_not_remembered() -> None:
    """A number that a line cannot show is a problem each time it is asked for."""
    words = LocaleWords("en", {"steps": {"line": "{$n :postpurchase:slot}"}})
    faults = []
    for _ in range(2):
        tried = Scope({"n": 3}, words, "en")
        faults.append((list(tried.lines(words.named("steps", "line"))), len(tried.problems)))

    assert faults == [([], 1), ([], 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Track {#link href=$url}it{/link}", ("Track ", Mark("link", True, URL), "it", Mark("link", False))),
        ("{#strong}{$shop}{/strong}", (Mark("strong", True), "100% Kumo", Mark("strong", False))),
        (
            ".input {$number :number} {{{#link href=$url}{$number} pieces{/link}}}",
            (Mark("link", True, URL), "1,000", " pieces", Mark("link", False)),
        ),
        (
            "{#link href=|https://k.example|}shop{/link}",
            (Mark("link", True, "https://k.example"), "shop", Mark("link", False)),
        ),
        ("{#link href=$url rel=me}it{/link}", (Mark("link", True, URL), "it", Mark("link", False))),
        ("it{#strong href=$url/}", ("it", Mark("strong", False, URL))),
    ],
)
def test_markup_is_kept_beside_the_words(text: str, expected: tuple[object, ...]) -> None:
    """Whether a line only has holes or counts as well, its pieces are words and marks."""
    (line,) = said(text, url=URL, shop="100%  Kumo", number=1000)

    assert pieces_of(line) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100% %(shop)s %s", "100% %(shop)s %s"),
        ("100% {$shop}", "100% 5% %(x)s"),
        ("  {$shop} ", "5% %(x)s"),
    ],
)
def test_percent_signs_are_only_that(text: str, expected: str) -> None:
    """Neither our words nor a value is read as a form."""
    assert said(text, shop="5% %(x)s") == [expected]


PLURAL = ".input {$n :integer} .match $n one {{{$n} box, 100% {$item}}} * {{{$n} boxes, 100% {$item}}}"


@pytest.mark.parametrize(
    ("source", "values", "expected"),
    [
        (PLURAL, {"n": 1, "item": "tea"}, ["1 box, 100% tea"]),
        (PLURAL, {"n": 1_200, "item": "50% %(n)s %"}, ["1,200 boxes, 100% 50% %(n)s %"]),
        (".input {$n :integer} .match $n 1 {{}} * {{{$item}}}", {"n": 1, "item": "tea"}, []),
        (
            ".input {$item :string} .input {$n :integer} .match $item tea {{Tea, {$n}}} * {{{$item}, {$n}}}",
            {"n": 3, "item": "tea"},
            ["Tea, 3"],
        ),
        ("{$item :string} {$n :integer}", {"n": 3, "item": "tea"}, ["tea 3"]),
        (
            ".input {$n :integer} {{{#link href=$url}{$item}, {$n}{/link}}}",
            {"n": 3, "item": "tea", "url": URL},
            ["tea, 3"],
        ),
        (".input {$n :postpurchase:slot} {{{$item} {$n}}}", {"n": 3, "item": "tea"}, []),
    ],
    ids=["one", "many", "nothing said", "a text that chooses", "a text asked of", "marked", "a fault"],
)
def test_texts_beside_counts(source: str, values: dict[str, object], expected: list[str]) -> None:
    """A text stands where it is put, whatever is in it and however often the line was said with others."""
    words = LocaleWords("en", {"steps": {"line": source}})
    node = words.named("steps", "line")
    for item in ("coffee", "%s", "12", values["item"]):
        told = [str(line) for line in Scope({**values, "item": item}, words, "en").lines(node)]

    assert told == expected


def test_a_time_is_said_by_what_it_is() -> None:
    """A value of a class that builds on a date's or a time's is said as these are."""

    class Shown(datetime):
        """A moment of somebody's own kind."""

    at = Shown(2026, 10, 12, 3, tzinfo=UTC)

    assert Scope({"at": at}, LocaleWords("en", {}), "en").get("at") == "October 12, 2026, 3:00 AM"
    assert Scope({"at": object()}, LocaleWords("en", {}), "en").get("at") is None


SPOKEN = (
    "Thank you.",
    ("Order {$order}:", {"text": "- {$item}", "each": "items"}, {"text": "Gift.", "needs": ("gift",)}),
    {"first": ({"text": "{$n} left", "needs": ("n",)}, {"text": "Sold out at {$shop}."})},
    {"text": "See {#link href=$url}the page{/link} of {#strong}{$shop}{/strong}", "needs": ("url",)},
    {"first": (".input {$n :integer} .match $n 0 {{}} * {{{$n}}}", {"text": "none"})},
    {"text": "From stock", "needs": ("mode=stock",)},
    {"text": "{$signature}", "lacks": ("mode=gone",)},
)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"order": "A-1", "shop": "Kumo", "n": 0},
            [("Thank you.",), ("Order A-1:",), ("Sold out at Kumo.",), ("none",), ("Kumo",)],
        ),
        (
            {"order": "A-1", "shop": "Kumo", "n": 2, "items": ("kettle", "cup"), "mode": "stock", "url": URL},
            [
                ("Thank you.",),
                ("Order A-1:", "- kettle", "- cup"),
                ("2 left",),
                ("See the page of Kumo",),
                ("2",),
                ("From stock",),
                ("Kumo",),
            ],
        ),
    ],
)
def test_paragraphs_are_said_as_their_outline_has_them(
    values: dict[str, object], expected: list[tuple[str, ...]]
) -> None:
    """For the first time and again, as one text and line by line."""
    words = LocaleWords("en", {"steps": {str(i): source for i, source in enumerate(SPOKEN)}})
    nodes = tuple(words.named("steps", str(i)) for i in range(len(SPOKEN)))
    outlines = Outlines(nodes)
    line_by_line = [tuple(Scope(values, words, "en").lines(node)) for node in nodes]

    for told in (Scope(values, words, "en"), Scope(values, words, "en")):
        (section,) = told.outline(outlines)
        assert told.text(section) == "".join("\n\n" + "\n".join(lines) for lines in expected)
        assert list(told.paragraphs(section.paragraphs)) == expected
    assert [lines for lines in line_by_line if lines] == expected


def test_a_marked_line_of_an_outline_leads_where_its_link_does() -> None:
    """Its pieces are the words, the links and the marks."""
    words = LocaleWords("en", {"steps": {"line": SPOKEN[3]}})
    told = Scope({"shop": "Kumo", "url": URL}, words, "en")
    (section,) = told.outline(Outlines((words.named("steps", "line"),)))
    ((said,),) = told.paragraphs(section.paragraphs)

    assert pieces_of(said) == (
        "See ",
        Mark("link", opens=True, href=URL),
        "the page",
        Mark("link", opens=False),
        " of ",
        Mark("strong", opens=True),
        "Kumo",
        Mark("strong", opens=False),
    )


def test_words_are_texts_and_true_is_a_count() -> None:
    """A member of a vocabulary is said as the text it is; what says nothing by its truth is not there."""

    class Titles(list[object]):
        """A list of its own kind."""

    class Pair(tuple[object, ...]):
        """A tuple of its own kind."""

        __slots__ = ()

    values = {"mode": Mode.STOCK, "none": None, "pair": Pair(), "two": Pair("ab"), "titles": Titles("a")}
    scope = Scope(values, LocaleWords("en", {}), "en")

    assert [scope.get(name) for name in values] == ["stock", None, None, ("a", "b"), None]


def test_what_a_list_had_no_room_for_is_its_last_element() -> None:
    """The line that counts the rest belongs to the list."""
    words = LocaleWords("en", {"steps": {"line": "and {$more_items} more"}})
    (said,) = Scope({"more_items": 5}, words, "en").lines(words.named("steps", "line"))

    assert said == "and 5 more"
    assert isinstance(said, Said)
    assert said.listed


def test_what_was_said_elsewhere_can_be_left_out() -> None:
    """A value is mentioned once lines asked for it and it is known; left out, no line that needs it is said."""
    words = LocaleWords("en", {"steps": {"line": {"text": "Courier: {$courier}", "needs": ("courier",)}}})
    told = Scope({"courier": "Post"}, words, "en")
    before = told.mentions("courier")

    assert (before, list(told.lines(words.named("steps", "line")))) == (False, ["Courier: Post"])
    assert (told.mentions("courier"), told.mentions("shop")) == (True, False)
    told.leave_out("courier")
    assert (told.mentions("courier"), list(told.lines(words.named("steps", "line")))) == (False, [])
