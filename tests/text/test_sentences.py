"""Saying what stands under a name to one reader."""

from __future__ import annotations

import pytest
from tests.text.letters import at

from postpurchase.catalogs import default
from postpurchase.errors import UnknownName
from postpurchase.text import Catalog
from postpurchase.text.sentences import Sentences, words_with
from postpurchase.windows import zone

NOON = at("2026-10-05T12:00:00+09:00")


def sentences(locale: str, asked: str | None = None) -> Sentences:
    """Return the sentences of a locale we ship, for a reader in Tokyo."""
    return Sentences(default().words(locale), asked or locale, zone("Asia/Tokyo"), NOON)


@pytest.mark.parametrize(
    ("asked", "found"), [("ja-JP", "ja"), ("ru", "ru"), ("fr-CA", "en"), ("en-GB", "en")]
)
def test_the_nearest_locale_with_the_section_is_taken(asked: str, found: str) -> None:
    """Words come from the language asked for, else from the default."""
    assert words_with(default(), asked, "happened").locale == found


def test_a_locale_without_pages_is_passed_over() -> None:
    """A shop that added a language for its messages only gets the default's pages in it."""
    catalog = default().merged({"fr": {"steps": {"dispatched": "à l'envoi"}}})

    assert words_with(catalog, "fr", "happened").locale == "en"
    assert words_with(catalog, "fr", "steps").locale == "fr"
    assert words_with(catalog, "fr", "steps", "happened").locale == "en"


def test_a_section_that_nobody_has_is_unknown() -> None:
    """A catalog without any pages says so."""
    with pytest.raises(UnknownName, match="no locale with the sections named 'happened, topics'"):
        words_with(Catalog(sources={"en": {}}), "en", "happened", "topics")


def test_a_name_without_words_says_nothing() -> None:
    """What nobody wrote is nothing, not an error, and can be asked about beforehand."""
    say = sentences("en")

    assert (say.line("happened", "ufo_landed"), say.lines("happened", "ufo_landed")) == ("", ())
    assert (say.knows("happened", "ufo_landed"), say.knows("happened", "lost")) == (False, True)
    assert say.knows("ufos", "landed") is False


def test_words_that_do_not_fit_are_kept_as_problems() -> None:
    """A value that the words need and that is missing is a problem on record, not a hole in the text."""
    say = sentences("en")

    assert (say.line("outcomes", "said"), len(say.problems)) == ("", 1)


def test_several_lines_are_joined_as_the_language_joins_them() -> None:
    """Between two sentences stands a space, or in Japanese nothing."""
    values = {"point": "A", "keep_until": NOON.date()}

    assert sentences("en").line("happened", "ready_for_pickup", **values).count(" It will be kept") == 1
    assert sentences("ja").space == ""


@pytest.mark.parametrize(
    ("exact", "said"), [(True, "11:30 PM on Sunday, October 4"), (False, "Sunday, October 4")]
)
def test_moments_are_the_readers(exact: bool, said: str) -> None:
    """A moment is shown on the reader's clock, or as a day only, without this year's number."""
    assert sentences("en").when(at("2026-10-04T14:30:00+00:00"), exact=exact) == said


@pytest.mark.parametrize(("asked", "direction"), [("en", "ltr"), ("ar-EG", "rtl"), ("he", "rtl")])
def test_the_direction_is_the_languages(asked: str, direction: str) -> None:
    """A shop's own Arabic or Hebrew is written from right to left."""
    language = asked[:2]
    words = default().merged({language: {"steps": {"dispatched": "x"}}}).words(language)

    assert Sentences(words, asked, zone("UTC"), NOON).direction == direction
