"""Text messages: alphabet, units, parts, and typography that is folded only where that pays."""

from __future__ import annotations

import pytest

from postpurchase.text.gsm import Sms, folded, sms


@pytest.mark.parametrize(
    ("text", "alphabet", "units", "parts"),
    [
        ("", "GSM-7", 0, 1),
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("€" * 80, "GSM-7", 160, 1),
        ("a" * 152 + "€" + "a" * 7, "GSM-7", 161, 2),
        ("a" * 152 + "€" + "a" * 152, "GSM-7", 306, 3),
        ("[~]|{}^\\\f", "GSM-7", 18, 1),
        ("Ç", "GSM-7", 1, 1),
        ("ç", "UCS-2", 1, 1),
        ("я" * 70, "UCS-2", 70, 1),
        ("я" * 71, "UCS-2", 71, 2),
        ("я" * 134, "UCS-2", 134, 2),
        ("я" * 66 + "😀" + "я" * 66, "UCS-2", 134, 3),
        ("😀" * 35, "UCS-2", 70, 1),
    ],
)
def test_a_text_is_counted_as_the_network_counts(text: str, alphabet: str, units: int, parts: int) -> None:
    """Extended letters and pairs of units cost two, and are never split between parts."""
    assert sms(text) == Sms(alphabet, units, parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today 2\u202fPM\u2009–\u20094\u00a0PM", "today 2 PM - 4 PM"),
        ("“It’s here…” — «yes»", '"It\'s here..." - "yes"'),
        ("10月12日–26日", "10月12日–26日"),
        ("с 12–26 октября…", "с 12–26 октября…"),
        ("plain", "plain"),
    ],
)
def test_typography_goes_only_where_that_spares_the_alphabet(text: str, expected: str) -> None:
    """A Japanese or Russian text keeps its typography: it is written in the large alphabet anyway."""
    assert folded(text) == expected
