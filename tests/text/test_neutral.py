"""What people typed is made harmless: unseen characters, line breaks, names that are none."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postpurchase.text.neutral import (
    LEFTOVER,
    LINK,
    LONGEST_NAME,
    blank_in,
    link_of,
    name_of,
    neutral,
    neutral_lines,
)

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    "control",
    [*BIDI, "\u200b", "\u2060", "\U00013430", "\U0001d173", "\ufeff", "\x00", "\x1b", "\ufffe", "\ue000"],
)
def test_what_nobody_sees_is_taken_out(control: str) -> None:
    """All twelve bidi controls, characters without width, controls and noncharacters disappear."""
    assert neutral(f"Ann{control} Smith") == "Ann Smith"


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029", "\t"])
def test_a_text_stays_on_one_line(line_break: str) -> None:
    """Every kind of line break becomes a space."""
    assert neutral(f"Ann{line_break}Bcc: b@example.com") == "Ann Bcc: b@example.com"


@pytest.mark.parametrize(
    "name",
    [
        "佐藤 花子",
        "Анна Петрова",
        "O'Connor-Smith",
        "José Ñandú",
        "Nguyễn Thị Hoa",
        "محمد علی",
        "علی\u200cرضا",
        "ශ්\u200dරී",
        "J. R. R. Tolkien",
        "X Æ A-12",
        "Madonna 💖",
    ],
)
def test_real_names_are_unharmed(name: str) -> None:
    """Names of many scripts, joiners that spell them included, come out as they went in."""
    assert name_of(name) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "--",
        "{first_name}",
        "{{ name }}",
        "${name}",
        "#USER#",
        "●●",
        "○○",
        "%name%",
        "ann@example.com",
        "https://example.com",
        "x" * (LONGEST_NAME + 1),
    ],
)
def test_what_is_no_name_is_not_greeted(text: str) -> None:
    """Blanks, placeholders, addresses and walls of text are no names."""
    assert name_of(text) is None


def test_a_long_text_is_cut() -> None:
    """A text ends at its limit with an ellipsis, and hidden characters cannot push it out."""
    assert neutral("a" * 500, 10) == "aaaaaaaaa…"
    assert neutral("\u200b" * 20 + "a" * 500, 10) == "aaaaaaaaa…"


def test_a_signature_keeps_its_lines() -> None:
    """Lines stay lines, empty ones go."""
    assert neutral_lines("Kumo\n\n  Tokyo\u202e \r\n") == "Kumo\nTokyo"


@given(st.text())
def test_nothing_unseen_is_left_of_any_text(text: str) -> None:
    """Whatever comes in, no control, surrogate or bidi character goes out, and again changes nothing."""
    plain = neutral(text)

    assert [c for c in plain if unicodedata.category(c) in {"Cc", "Cs", "Co", "Zl", "Zp"} or c in BIDI] == []
    assert neutral(plain) == plain


@pytest.mark.parametrize("text", ["●●様", "#USER#", "#BUYER_NAME#", "{{name}}", "${x}", "%(name)s", "[NAME]"])
def test_leftovers_are_seen(text: str) -> None:
    """What unfilled templates of all kinds leave behind is recognised."""
    assert re.search(LEFTOVER, text) is not None


@pytest.mark.parametrize("text", ["order #1042", "$5 gift card", "100 %", "{a set}", "●"])
def test_ordinary_signs_are_no_leftovers(text: str) -> None:
    """Single signs that people write are left in peace."""
    assert re.search(LEFTOVER, text) is None


@pytest.mark.parametrize(
    ("words", "blank"),
    [
        ("TODO", "TODO"),
        ("TODO：文言を直す", "TODO"),
        ("担当者TODO文言", "TODO"),
        ("Arrives on TBD.", "TBD"),
        ("FIXME later", "FIXME"),
        ("Order XXX is sent", "XXX"),
        ("注文番号XXXXXX", "XXXXXX"),
        ("Dear %s,", "%s"),
        ("%d items", "%d"),
        ("届け日：＿＿＿", "＿＿＿"),
        ("Name: _____", "_____"),
        ("Lorem ipsum dolor", "Lorem ipsum"),
        ("●●様", "●●"),
        ("Dear #USER#", "#USER#"),
        ("TODO LISTO", None),
        ("Está todo listo, XXXL", None),
        ("20%s off, 5 % sure, 100 %", None),
        ("50 %so", None),
        ("snake_case, __a__ ＿", None),
        ("TODOS, xxx", None),
    ],
)
def test_what_was_left_to_be_written_later_is_seen(words: str, blank: str | None) -> None:
    """A note to oneself, a place of a value in another language's way, a line to write on; no plain prose."""
    assert blank_in(words) == blank


@pytest.mark.parametrize("text", ["see https://a.example/x", "WWW.example.com", "write to a.b@c.example"])
def test_links_are_seen(text: str) -> None:
    """What leads out of a marketplace is recognised."""
    assert re.search(LINK, text) is not None


def test_a_wall_of_letters_costs_nothing_to_search() -> None:
    """A long text without links is searched in one go, not in a square of its length."""
    assert re.search(LINK, "a.b-" * 50_000 + "@") is None


@pytest.mark.parametrize(
    ("link", "hosts", "allowed"),
    [
        ("https://courier.example/t?n=1&m=2#top", None, True),
        ("http://courier.example:8080/t", None, True),
        ("HTTPS://Courier.Example/T", ["courier.example"], True),
        ("https://track.courier.example/", ["COURIER.example"], True),
        ("https://notcourier.example/", ["courier.example"], False),
        ("https://courier.example.evil.example/", ["courier.example"], False),
        ("https://courier.example@evil.example/", ["courier.example"], False),
        ("https://courier.example@evil.example/", None, False),
        ("https://user:pass@courier.example/", None, False),
        ("https://evil.example\\@courier.example/", None, False),
        ("https://courier.example/", [], False),
        ("javascript:alert(1)", None, False),
        ("data:text/html,x", None, False),
        ("//courier.example/", None, False),
        ("https:/courier.example", None, False),
        ('https://courier.example/"onclick="', None, False),
        ("https://courier.example/<b>", None, False),
        ("https://курьер.example/", None, False),
        ("https://courier.example/\n", None, False),
        ("https://courier.example/" + "a" * 3000, None, False),
    ],
)
def test_links_lead_where_they_may(link: str, hosts: list[str] | None, allowed: bool) -> None:
    """Schemes and hosts are allowed by name, and an address never looks like another."""
    assert (link_of(link, hosts) == link) is allowed


@pytest.mark.parametrize("name", ["go to www.evil.example", "Prize at bit.ly/abc"])
def test_an_advertisement_is_no_name(name: str) -> None:
    """A form field filled with an address is not greeted."""
    assert name_of(name) is None
