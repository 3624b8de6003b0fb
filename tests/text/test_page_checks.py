"""A shop's own words for its pages are checked as those of its messages are."""

from __future__ import annotations

import pytest
from tests.text.orders import LAVKA

from postpurchase.catalogs import default
from postpurchase.classes import replace
from postpurchase.policy import Policy
from postpurchase.presets import retail
from postpurchase.text import check
from postpurchase.text.catalog import PAGE_SECTIONS
from postpurchase.text.page_checks import MENTIONS, page_lines

POLICY: Policy = retail(LAVKA)
BRIEF: Policy = replace(
    POLICY,
    touchpoints=tuple(one for one in POLICY.touchpoints if one.id in {"order_confirmed", "dispatched"}),
)
"""A policy that says little: pages are checked whole beside it all the same."""


@pytest.mark.parametrize("locale", ["en", "ja", "ru"])
def test_our_own_pages_are_sound(locale: str) -> None:
    """The check finds nothing in the words we ship, and it does look at all of them."""
    lines = list(page_lines(default().words(locale)))

    assert {section for section, _ in lines} == set(PAGE_SECTIONS) == set(MENTIONS)
    assert len(lines) > 250
    assert check(default(), BRIEF, locales=[locale]) == ()


@pytest.mark.parametrize(
    ("section", "name", "words", "wrong"),
    [
        ("happened", "lost", "{$name}, your parcel is lost", "there is no $name here"),
        ("happened", "lost", {"text": "Lost", "needs": ("tracking",)}, "there is no $tracking here"),
        ("happened", "lost", {"text": "Lost", "lacks": ("why=storm",)}, "there is no $why here"),
        ("states", "hold_stock", "waiting for {$item}", "there is no $item here"),
        ("topics", "delivered", "●● is there", "a blank left to be filled by hand"),
    ],
)
def test_a_shops_mistake_is_named_where_it_stands(section: str, name: str, words: object, wrong: str) -> None:
    """A value that is never known and a blank are found before a customer meets them."""
    catalog = default().merged({"en": {section: {name: words}}})
    found = check(catalog, BRIEF, locales=["en"])

    assert [
        (fault.path.rpartition(".")[0] in {f"en.{section}", f"en.{section}.{name}"}, fault.wrong)
        for fault in found
    ] == [(True, wrong)]


def test_a_plural_that_is_missing_is_found() -> None:
    """What decides by number is looked at as MessageFormat, in the plurals of its language."""
    words = ".input {$n :integer} .match $n one {{{$n} день}} * {{{$n} дней}}"
    catalog = default().merged({"ru": {"public": {"days": words}}})

    assert check(catalog, BRIEF, locales=["ru"]) != ()


def test_what_a_language_leaves_out_of_a_section_is_named() -> None:
    """A section that was begun has all the names of the default's; one left out whole is the default's."""
    catalog = default().merged({"fr": {"channels": {"email": "e-mail", "sms": "SMS"}}})
    found = [
        str(fault) for fault in check(catalog, BRIEF, locales=["fr"]) if fault.path.startswith("fr.channels")
    ]

    assert found == [
        f"fr.channels.{name}: no words; say it, or leave the whole section out"
        for name in ("call", "chat", "marketplace_message", "push")
    ]
    assert not [
        fault for fault in check(catalog, BRIEF, locales=["fr"]) if fault.path.startswith("fr.topics")
    ]
