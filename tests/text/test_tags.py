"""Locale tags: their customary form, and whose words come after theirs."""

from __future__ import annotations

import pytest

from postpurchase.text.tags import chain, language, normal


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("JA", "ja"),
        ("ja_JP", "ja-JP"),
        ("zh-hant-hk", "zh-Hant-HK"),
        ("ru-RU-u-ca-gregory", "ru-RU"),
        ("es-419", "es-419"),
        ("", ""),
    ],
)
def test_tags_take_their_customary_form(tag: str, expected: str) -> None:
    """Case, separators and extensions are put in order."""
    assert normal(tag) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ja", ("ja",)),
        ("en-GB", ("en-GB", "en")),
        ("zh-HK", ("zh-HK", "zh-Hant-HK", "zh-Hant", "zh")),
        ("zh-CN", ("zh-CN", "zh-Hans-CN", "zh-Hans", "zh")),
        ("es-MX", ("es-MX", "es-419", "es")),
        ("es-ES", ("es-ES", "es")),
        ("pt-AO", ("pt-AO", "pt-PT", "pt")),
        ("pt-BR", ("pt-BR", "pt")),
    ],
)
def test_chains_are_explicit(tag: str, expected: tuple[str, ...]) -> None:
    """A locale is followed by its wider ones, script before language."""
    assert chain(tag) == expected


def test_the_language_is_the_first_part() -> None:
    """Any form of a tag has the same language."""
    assert (language("EN_us"), language("zh-Hant-HK")) == ("en", "zh")
