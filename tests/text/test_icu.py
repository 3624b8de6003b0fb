"""Where Babel's data or code lack what CLDR has, customers still read what ICU writes.

The expected texts are those of ICU 78.2 (CLDR 48), its no-break and thin spaces as plain ones, and ranges closed. Of Japanese intervals
the words are ours: for them ICU's JavaScript face writes 10/12～10/26, and CLDR's own pattern 10月12日～26日.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from postpurchase.text.mf2 import format_message, parse
from postpurchase.text.said import tidy


def span(first: str, last: str) -> dict[str, date]:
    """Return a window."""
    return {"earliest": date.fromisoformat(first), "latest": date.fromisoformat(last)}


@pytest.mark.parametrize(
    ("locale", "source", "value", "expected"),
    [
        ("en", "{$w :postpurchase:interval}", span("2026-10-12", "2026-10-26"), "October 12 – 26"),
        (
            "en",
            "{$w :postpurchase:interval year=always}",
            span("2026-10-12", "2026-10-26"),
            "October 12 – 26, 2026",
        ),
        ("en", "{$w :postpurchase:interval}", span("2026-10-28", "2026-11-03"), "October 28 – November 3"),
        (
            "en",
            "{$w :postpurchase:interval year=always}",
            span("2026-10-28", "2026-11-03"),
            "October 28 – November 3, 2026",
        ),
        (
            "en",
            "{$w :postpurchase:interval year=always}",
            span("2026-12-28", "2027-01-04"),
            "December 28, 2026 – January 4, 2027",
        ),
        (
            "en",
            "{$w :postpurchase:interval year=always}",
            span("2026-03-14", "2027-03-14"),
            "March 14, 2026 – March 14, 2027",
        ),
        ("en", "{$w :postpurchase:interval}", span("2026-10-12", "2026-10-12"), "October 12"),
        (
            "en",
            "{$w :postpurchase:interval year=always}",
            span("2026-10-12", "2026-10-12"),
            "October 12, 2026",
        ),
        ("en-GB", "{$w :postpurchase:interval}", span("2026-10-12", "2026-10-26"), "12 – 26 October"),
        (
            "en-GB",
            "{$w :postpurchase:interval year=always}",
            span("2026-10-12", "2026-10-26"),
            "12 – 26 October 2026",
        ),
        ("en-GB", "{$w :postpurchase:interval}", span("2026-10-28", "2026-11-03"), "28 October – 3 November"),
        (
            "en-GB",
            "{$w :postpurchase:interval year=always}",
            span("2026-10-28", "2026-11-03"),
            "28 October – 3 November 2026",
        ),
        (
            "en-GB",
            "{$w :postpurchase:interval year=always}",
            span("2026-12-28", "2027-01-04"),
            "28 December 2026 – 4 January 2027",
        ),
        (
            "en-GB",
            "{$w :postpurchase:interval year=always}",
            span("2026-03-14", "2027-03-14"),
            "14 March 2026 – 14 March 2027",
        ),
        ("en-GB", "{$w :postpurchase:interval}", span("2026-10-12", "2026-10-12"), "12 October"),
        (
            "en-GB",
            "{$w :postpurchase:interval year=always}",
            span("2026-10-12", "2026-10-12"),
            "12 October 2026",
        ),
        ("ru", "{$w :postpurchase:interval}", span("2026-10-12", "2026-10-26"), "12–26 октября"),
        (
            "ru",
            "{$w :postpurchase:interval year=always}",
            span("2026-10-12", "2026-10-26"),
            "12–26 октября 2026 г.",
        ),
        ("ru", "{$w :postpurchase:interval}", span("2026-10-28", "2026-11-03"), "28 октября – 3 ноября"),
        (
            "ru",
            "{$w :postpurchase:interval year=always}",
            span("2026-10-28", "2026-11-03"),
            "28 октября – 3 ноября 2026 г.",
        ),
        (
            "ru",
            "{$w :postpurchase:interval year=always}",
            span("2026-12-28", "2027-01-04"),
            "28 декабря 2026 г. – 4 января 2027 г.",
        ),
        (
            "ru",
            "{$w :postpurchase:interval year=always}",
            span("2026-03-14", "2027-03-14"),
            "14 марта 2026 г. – 14 марта 2027 г.",
        ),
        ("ru", "{$w :postpurchase:interval}", span("2026-10-12", "2026-10-12"), "12 октября"),
        (
            "ru",
            "{$w :postpurchase:interval year=always}",
            span("2026-10-12", "2026-10-12"),
            "12 октября 2026 г.",
        ),
        ("en", "{$w :currency currency=JPY}", Decimal(1980), "¥1,980"),
        ("en", "{$w :currency currency=JPY currencyDisplay=name}", Decimal(1980), "1,980 Japanese yen"),
        ("en", "{$w :currency currency=RUB}", Decimal(1980), "RUB 1,980.00"),
        ("en", "{$w :currency currency=RUB currencyDisplay=name}", Decimal(1980), "1,980.00 Russian rubles"),
        ("en", "{$w :currency currency=EUR}", Decimal("19.8"), "€19.80"),
        ("en", "{$w :currency currency=EUR currencyDisplay=name}", Decimal("19.8"), "19.80 euros"),
        ("en", "{$w :currency currency=CHF}", Decimal(1980), "CHF 1,980.00"),
        ("en", "{$w :currency currency=CHF currencyDisplay=name}", Decimal(1980), "1,980.00 Swiss francs"),
        ("en", "{$w :unit unit=day unitDisplay=long}", Decimal(1), "1 day"),
        ("en", "{$w :unit unit=day unitDisplay=long}", Decimal(2), "2 days"),
        ("en", "{$w :unit unit=day unitDisplay=long}", Decimal(5), "5 days"),
        ("en", "{$w :unit unit=day unitDisplay=long}", Decimal(21), "21 days"),
        ("en", "{$w :unit unit=hour unitDisplay=long}", Decimal(3), "3 hours"),
        ("en", "{$w :unit unit=day unitDisplay=long}", Decimal("1.5"), "1.5 days"),
        ("en", "{$w :postpurchase:relative-day}", -2, "2 days ago"),
        ("en", "{$w :postpurchase:relative-day}", -1, "yesterday"),
        ("en", "{$w :postpurchase:relative-day}", 0, "today"),
        ("en", "{$w :postpurchase:relative-day}", 1, "tomorrow"),
        ("en", "{$w :postpurchase:relative-day}", 2, "in 2 days"),
        ("en", "{$w :postpurchase:relative-day}", 3, "in 3 days"),
        ("en-GB", "{$w :currency currency=JPY}", Decimal(1980), "JP¥1,980"),
        ("en-GB", "{$w :currency currency=JPY currencyDisplay=name}", Decimal(1980), "1,980 Japanese yen"),
        ("en-GB", "{$w :currency currency=RUB}", Decimal(1980), "RUB 1,980.00"),
        (
            "en-GB",
            "{$w :currency currency=RUB currencyDisplay=name}",
            Decimal(1980),
            "1,980.00 Russian roubles",
        ),
        ("en-GB", "{$w :currency currency=EUR}", Decimal("19.8"), "€19.80"),
        ("en-GB", "{$w :currency currency=EUR currencyDisplay=name}", Decimal("19.8"), "19.80 euros"),
        ("en-GB", "{$w :currency currency=CHF}", Decimal(1980), "CHF 1,980.00"),
        ("en-GB", "{$w :currency currency=CHF currencyDisplay=name}", Decimal(1980), "1,980.00 Swiss francs"),
        ("en-GB", "{$w :unit unit=day unitDisplay=long}", Decimal(1), "1 day"),
        ("en-GB", "{$w :unit unit=day unitDisplay=long}", Decimal(2), "2 days"),
        ("en-GB", "{$w :unit unit=day unitDisplay=long}", Decimal(5), "5 days"),
        ("en-GB", "{$w :unit unit=day unitDisplay=long}", Decimal(21), "21 days"),
        ("en-GB", "{$w :unit unit=hour unitDisplay=long}", Decimal(3), "3 hours"),
        ("en-GB", "{$w :unit unit=day unitDisplay=long}", Decimal("1.5"), "1.5 days"),
        ("en-GB", "{$w :postpurchase:relative-day}", -2, "2 days ago"),
        ("en-GB", "{$w :postpurchase:relative-day}", -1, "yesterday"),
        ("en-GB", "{$w :postpurchase:relative-day}", 0, "today"),
        ("en-GB", "{$w :postpurchase:relative-day}", 1, "tomorrow"),
        ("en-GB", "{$w :postpurchase:relative-day}", 2, "in 2 days"),
        ("en-GB", "{$w :postpurchase:relative-day}", 3, "in 3 days"),
        ("ru", "{$w :currency currency=JPY}", Decimal(1980), "1 980 ¥"),
        ("ru", "{$w :currency currency=JPY currencyDisplay=name}", Decimal(1980), "1 980 японских иен"),
        ("ru", "{$w :currency currency=RUB}", Decimal(1980), "1 980,00 ₽"),
        (
            "ru",
            "{$w :currency currency=RUB currencyDisplay=name}",
            Decimal(1980),
            "1 980,00 российского рубля",
        ),
        ("ru", "{$w :currency currency=EUR}", Decimal("19.8"), "19,80 €"),
        ("ru", "{$w :currency currency=EUR currencyDisplay=name}", Decimal("19.8"), "19,80 евро"),
        ("ru", "{$w :currency currency=CHF}", Decimal(1980), "1 980,00 CHF"),
        (
            "ru",
            "{$w :currency currency=CHF currencyDisplay=name}",
            Decimal(1980),
            "1 980,00 швейцарского франка",
        ),
        ("ru", "{$w :unit unit=day unitDisplay=long}", Decimal(1), "1 день"),
        ("ru", "{$w :unit unit=day unitDisplay=long}", Decimal(2), "2 дня"),
        ("ru", "{$w :unit unit=day unitDisplay=long}", Decimal(5), "5 дней"),
        ("ru", "{$w :unit unit=day unitDisplay=long}", Decimal(21), "21 день"),
        ("ru", "{$w :unit unit=hour unitDisplay=long}", Decimal(3), "3 часа"),
        ("ru", "{$w :unit unit=day unitDisplay=long}", Decimal("1.5"), "1,5 дня"),
        ("ru", "{$w :postpurchase:relative-day}", -2, "позавчера"),
        ("ru", "{$w :postpurchase:relative-day}", -1, "вчера"),
        ("ru", "{$w :postpurchase:relative-day}", 0, "сегодня"),
        ("ru", "{$w :postpurchase:relative-day}", 1, "завтра"),
        ("ru", "{$w :postpurchase:relative-day}", 2, "послезавтра"),
        ("ru", "{$w :postpurchase:relative-day}", 3, "через 3 дня"),
        ("ja", "{$w :currency currency=JPY}", Decimal(1980), "￥1,980"),
        ("ja", "{$w :currency currency=JPY currencyDisplay=name}", Decimal(1980), "1,980円"),
        ("ja", "{$w :currency currency=RUB}", Decimal(1980), "RUB 1,980.00"),
        ("ja", "{$w :currency currency=RUB currencyDisplay=name}", Decimal(1980), "1,980.00ロシア ルーブル"),
        ("ja", "{$w :currency currency=EUR}", Decimal("19.8"), "€19.80"),
        ("ja", "{$w :currency currency=EUR currencyDisplay=name}", Decimal("19.8"), "19.80ユーロ"),
        ("ja", "{$w :currency currency=CHF}", Decimal(1980), "CHF 1,980.00"),
        ("ja", "{$w :currency currency=CHF currencyDisplay=name}", Decimal(1980), "1,980.00スイス フラン"),
        ("ja", "{$w :unit unit=day unitDisplay=long}", Decimal(1), "1 日"),
        ("ja", "{$w :unit unit=day unitDisplay=short}", Decimal(1), "1 日"),
        ("ja", "{$w :unit unit=day unitDisplay=long}", Decimal(2), "2 日"),
        ("ja", "{$w :unit unit=day unitDisplay=short}", Decimal(2), "2 日"),
        ("ja", "{$w :unit unit=day unitDisplay=long}", Decimal(5), "5 日"),
        ("ja", "{$w :unit unit=day unitDisplay=short}", Decimal(5), "5 日"),
        ("ja", "{$w :unit unit=day unitDisplay=long}", Decimal(21), "21 日"),
        ("ja", "{$w :unit unit=day unitDisplay=short}", Decimal(21), "21 日"),
        ("ja", "{$w :unit unit=hour unitDisplay=long}", Decimal(3), "3 時間"),
        ("ja", "{$w :unit unit=hour unitDisplay=short}", Decimal(3), "3 時間"),
        ("ja", "{$w :unit unit=day unitDisplay=long}", Decimal("1.5"), "1.5 日"),
        ("ja", "{$w :unit unit=day unitDisplay=short}", Decimal("1.5"), "1.5 日"),
        ("ja", "{$w :postpurchase:relative-day}", -2, "一昨日"),
        ("ja", "{$w :postpurchase:relative-day}", -1, "昨日"),
        ("ja", "{$w :postpurchase:relative-day}", 0, "今日"),
        ("ja", "{$w :postpurchase:relative-day}", 1, "明日"),
        ("ja", "{$w :postpurchase:relative-day}", 2, "明後日"),
        ("ja", "{$w :postpurchase:relative-day}", 3, "3 日後"),
        ("ja", "{$w :postpurchase:interval}", span("2026-10-12", "2026-10-26"), "10月12日～26日"),
        (
            "ja",
            "{$w :postpurchase:interval}",
            span("2026-12-28", "2027-01-04"),
            "2026年12月28日～2027年1月4日",
        ),
    ],
)
def test_customers_read_what_icu_writes(locale: str, source: str, value: object, expected: str) -> None:
    """Years and long months of intervals, spaces of currencies, yen by name, counted days, near days."""
    shown = format_message(parse(source), {"w": value}, locale)

    assert shown.errors == ()
    assert tidy(shown.text).replace(" – ", "–") == expected.replace(" – ", "–")


@pytest.mark.parametrize("days", [0, 20_000, -20_000])
def test_a_day_too_far_to_count_has_no_words(days: int) -> None:
    """In a language without words for near days, today is none in numbers; nor is a day in fifty years."""
    shown = format_message(parse("{$d :postpurchase:relative-day}"), {"d": days}, "de")

    assert [error.kind for error in shown.errors] == ["not-formattable"]
