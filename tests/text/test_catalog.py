"""Catalogs: reading sources, finding words, laying a shop's words over ours."""

from __future__ import annotations

import pytest

from postpurchase.errors import InvalidInput, InvalidTemplate, UnknownName
from postpurchase.text.catalog import Catalog, LocaleWords, source_faults, tag_for
from postpurchase.text.templates import First, Group, Line, Riders, lines_of

EN = {
    "frames": {"*": {"greeting": "Hello,", "opening": ("Good day.",), "closing": ("Bye.",)}},
    "steps": {"sent": "when it is sent"},
    "touchpoints": {
        "sent": {
            "*": {
                "subject": "Sent",
                "paragraphs": (
                    "It is sent.",
                    {"riders": True},
                    ("One", {"text": "{$n}", "needs": ("n",), "lacks": ("m",), "each": "items"}),
                    {"first": ("A", "B")},
                ),
                "rider": ("Sent too.",),
            },
            "email": {"subject": "Sent by mail"},
            "sms": {"paragraphs": ("Sent.",)},
        },
        "kept": {"*": {"subject": "Kept", "paragraphs": ("It is kept.",)}},
    },
}
JA = {"touchpoints": {"sent": {"*": {"subject": "発送", "paragraphs": ("発送しました。",)}}}}


def catalog() -> Catalog:
    """Return a small catalog of two languages."""
    return Catalog(sources={"en": EN, "ja": JA})


def texts(words: LocaleWords, touchpoint: str, channel: str, part: str) -> list[str]:
    """Return the sources of the lines of one part."""
    nodes = getattr(words.template(touchpoint, channel), part)
    nodes = nodes if isinstance(nodes, tuple) else (nodes,)
    return [line.message.source for node in nodes for line in lines_of(node)]


def test_sources_become_nodes() -> None:
    """A text, a tuple, a place for riders and alternatives are read as what they are."""
    first, riders, group, choice = catalog().words("en").template("sent", "email").paragraphs

    assert isinstance(first, Line)
    assert isinstance(riders, Riders)
    assert isinstance(group, Group)
    assert isinstance(choice, First)
    assert list(lines_of(riders)) == []


def test_a_line_knows_its_conditions() -> None:
    """Needs, lacks, each, variables and place are read with the text."""
    line = list(lines_of(catalog().words("en").template("sent", "email").paragraphs[2]))[1]

    assert (line.path, line.variables, line.needs, line.lacks, line.each) == (
        "en.sent.email.paragraphs.2.1",
        ("n",),
        ("n",),
        ("m",),
        "items",
    )


def test_templates_are_read_once() -> None:
    """Asking again gives the same object."""
    words = catalog().words("en")

    assert words.template("sent", "email") is words.template("sent", "email")


@pytest.mark.parametrize(
    ("channel", "part", "expected"),
    [
        ("chat", "subject", ["Sent"]),
        ("email", "subject", ["Sent by mail"]),
        ("email", "rider", ["Sent too."]),
        ("email", "greeting", ["Hello,"]),
        ("email", "opening", ["Good day."]),
        ("email", "closing", ["Bye."]),
        ("sms", "paragraphs", ["Sent."]),
        ("sms", "rider", ["Sent."]),
        ("sms", "subject", []),
        ("sms", "closing", []),
        ("push", "rider", ["Sent too."]),
    ],
)
def test_channels_lay_their_words_over_the_common_ones(channel: str, part: str, expected: list[str]) -> None:
    """A long channel takes from `*` what it does not say itself; a short one takes nothing."""
    assert texts(catalog().words("en"), "sent", channel, part) == expected


SPOKEN = {
    "touchpoints": {
        "sent": {
            "*": {
                "paragraphs": (
                    {"text": "Number: {$n}", "aloud": "The number is {$n}.", "needs": ("n",)},
                    "Bye.",
                )
            }
        }
    }
}


@pytest.mark.parametrize(
    ("channel", "expected"),
    [("email", ["Number: {$n}", "Bye."]), ("call", ["The number is {$n}.", "Bye."])],
)
def test_what_is_said_aloud_is_said_in_calls_alone(channel: str, expected: list[str]) -> None:
    """A label is read, a sentence is said; a line without a second form is both."""
    assert texts(LocaleWords("en", SPOKEN), "sent", channel, "paragraphs") == expected


def test_what_cannot_be_said_aloud_is_reported_once() -> None:
    """Both forms of a line are read beforehand; what is wrong with both is one fault."""
    lines = ({"text": "{$n", "aloud": "{$m"}, {"text": "Fine", "aloud": "{$k"}, {"text": "{$i"})
    faults = source_faults("en", {"touchpoints": {"sent": {"*": {"paragraphs": lines}}}})

    assert [fault.path.rpartition(".")[0] for fault in faults] == [
        f"en.touchpoints.sent.*.paragraphs.{number}" for number in (0, 2, 1)
    ]


def test_a_rider_says_the_paragraphs_where_it_has_no_words_of_its_own() -> None:
    """Without a rider's block the paragraphs ride."""
    assert texts(catalog().words("en"), "kept", "email", "rider") == ["It is kept."]


def test_choices_are_remembered_and_forgotten_when_they_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same question has the same answer, whatever was asked meanwhile."""
    monkeypatch.setattr("postpurchase.text.catalog.MOST_CHOICES", 2)
    own = catalog()
    first = own.choose("en", ("sent",), "email")

    asked = [own.choose("en", ("sent",) * n, "email") for n in (2, 3, 4, 1)]
    assert asked == [first] * 4
    assert own.choose("en", ("sent",), "email") is first


@pytest.mark.parametrize("asked", [["en"], ("en",), None])
def test_what_is_no_tag_chooses_nothing(asked: object) -> None:
    """Be it something to look up by or not."""
    with pytest.raises(InvalidInput, match="asked: "):
        catalog().choose(asked, ("sent",), "email")  # type: ignore[arg-type]


def test_unknown_touchpoints_are_named() -> None:
    """Asking for words that are not there says which there are."""
    with pytest.raises(UnknownName, match="no words for touchpoint named 'lost'; known: sent, kept"):
        catalog().words("en").template("lost", "email")


def test_a_locale_has_phrases_of_its_own_or_the_common_ones() -> None:
    """Dates are said in the common way where a locale has none."""
    own = LocaleWords("x", {"phrases": {"day": "{$date}"}})

    assert [line.message.source for line in lines_of(own.phrase("day"))] == ["{$date}"]
    assert [line.path for line in lines_of(own.phrase("slot"))] == ["x.phrases.slot"]
    assert list(lines_of(own.named("steps", "sent"))) == []


def test_small_settings_have_defaults() -> None:
    """A locale that says nothing about names and spaces takes nothing off names and has spaces."""
    words = LocaleWords("x", {"name_suffixes": "様"})

    assert (words.name_suffixes, words.space) == ((), " ")
    assert LocaleWords("x", {"name_suffixes": ("様",), "space": ""}).name_suffixes == ("様",)
    assert repr(words) == "<LocaleWords x 0 touchpoints>"


@pytest.mark.parametrize(
    ("asked", "touchpoints", "expected"),
    [
        ("ja-JP", ["sent"], "ja"),
        ("ja", ["sent", "kept"], "en"),
        ("de", ["sent"], "en"),
        ("en_US", ["kept"], "en"),
    ],
)
def test_words_are_chosen_so_that_none_are_mixed(asked: str, touchpoints: list[str], expected: str) -> None:
    """The nearest locale that has words for all touchpoints speaks, after them the default."""
    assert catalog().choose(asked, touchpoints, "email").locale == expected


def test_words_that_only_another_language_has_are_found() -> None:
    """After the default comes whoever has the words."""
    only = Catalog(sources={"en": {}, "ja": JA})

    assert only.choose("ru", ["sent"], "email").locale == "ja"


@pytest.mark.parametrize(("touchpoints", "name"), [(["sent", "lost"], "lost"), (["lost"], "lost")])
def test_words_that_nobody_has_are_named(touchpoints: list[str], name: str) -> None:
    """The touchpoint without words is the one the error names."""
    with pytest.raises(UnknownName) as caught:
        catalog().choose("ja", touchpoints, "email")

    assert (caught.value.kind, caught.value.name) == ("words for touchpoint", name)


def test_touchpoints_that_never_meet_in_one_language_are_refused() -> None:
    """Words of two languages are not mixed even if each touchpoint has some."""
    split = Catalog(sources={"en": {"touchpoints": {"kept": EN["touchpoints"]["kept"]}}, "ja": JA})

    with pytest.raises(UnknownName) as caught:
        split.choose("ja", ["sent", "kept"], "email")

    assert caught.value.name == "sent"


def test_locales_are_known_by_name() -> None:
    """A catalog lists its locales, refuses unknown ones, and needs its default."""
    assert catalog().locales == ("en", "ja")
    assert catalog().words("ja").touchpoints == ("sent",)
    with pytest.raises(UnknownName, match="no locale named 'ru'; known: en, ja"):
        catalog().words("ru")
    with pytest.raises(UnknownName, match="no locale named 'en'"):
        Catalog(sources={"ja": JA})


def test_a_shop_lays_its_words_over_ours() -> None:
    """Parts that are given replace ours, the rest stays, new locales come in under their customary tag."""
    mine = catalog().merged(
        {
            "en": {"touchpoints": {"sent": {"*": {"subject": "Off it goes"}}}},
            "fr_FR": {"touchpoints": {"sent": {"*": {"subject": "Envoyé", "paragraphs": ("Parti.",)}}}},
        }
    )
    words = mine.words("en")

    assert texts(words, "sent", "chat", "subject") == ["Off it goes"]
    assert texts(words, "sent", "chat", "rider") == ["Sent too."]
    assert texts(words, "kept", "chat", "subject") == ["Kept"]
    assert mine.locales == ("en", "fr-FR", "ja")
    assert len(mine.sources) == 3
    assert mine.words("ja").touchpoints == ("sent",)
    assert mine.choose("fr-FR", ["sent"], "email").locale == "fr-FR"
    assert mine.merged({}, default="ja").default == "ja"


@pytest.mark.parametrize(
    ("source", "path", "wrong"),
    [
        ("words", "x", "no words"),
        ({"colours": {}}, "x", "unknown section 'colours'"),
        ({"touchpoints": ["sent"]}, "x.touchpoints", "no dict"),
        ({"touchpoints": {"sent": "Sent"}}, "x.touchpoints.sent", "no dict"),
        ({"touchpoints": {"sent": {"*": "Sent"}}}, "x.touchpoints.sent.*", "no dict"),
        ({"touchpoints": {"sent": {"shrt": {}}}}, "x.touchpoints.sent.shrt", "unknown form"),
        ({"frames": {"short": {"closing": ("Bye.",)}}}, "x.frames.short", "unknown form"),
        ({"frames": {"*": {"title": "Sent"}}}, "x.frames.*", "unknown part 'title'"),
        ({"frames": {"*": {"closing": "Bye."}}}, "x.frames.*.closing", "no list"),
        ({"phrases": {"day": 1}}, "x.phrases.day", "not words"),
        ({"phrases": {"day": {"needs": ()}}}, "x.phrases.day", "none of text, first and riders"),
        ({"phrases": {"day": {"first": "A"}}}, "x.phrases.day", "first is no list"),
        ({"phrases": {"day": {"text": "A", "need": ()}}}, "x.phrases.day", "unknown key 'need'"),
        ({"phrases": {"day": {"text": "A", "needs": "n"}}}, "x.phrases.day", "conditions are no list"),
        (
            {"phrases": {"day": "Hello {$name"}},
            "x.phrases.day.1:13",
            "syntax-error, the placeholder is not closed",
        ),
    ],
)
def test_what_cannot_be_read_is_reported_with_its_place(source: object, path: str, wrong: str) -> None:
    """Every fault of a source has a path and says what is wrong."""
    assert [(fault.path, fault.wrong) for fault in source_faults("x", source)] == [(path, wrong)]


def test_overrides_that_cannot_be_read_are_refused_whole() -> None:
    """A catalog with faults is not made; all faults are reported at once."""
    bad = {"en": {"phrases": {"day": 1, "slot": 2}}}

    with pytest.raises(InvalidTemplate) as caught:
        catalog().merged(bad)

    assert [fault.path for fault in caught.value.faults] == ["en.phrases.day", "en.phrases.slot"]


def test_a_source_that_cannot_be_read_is_refused_when_it_is_needed() -> None:
    """Words given to the catalog itself are read late, and refused then."""
    broken = Catalog(sources={"en": {"touchpoints": {"sent": {"*": {"subject": "}"}}}}})

    with pytest.raises(InvalidTemplate, match=r"en\.sent\.\*\.subject"):
        broken.words("en").template("sent", "email")


def test_dates_are_those_of_the_place_where_the_language_is_shared() -> None:
    """British dates go with English words; with words of another language go that language's dates."""
    words = catalog().words("en")

    assert (tag_for("en_GB", words), tag_for("de-AT", words)) == ("en-GB", "en")


@pytest.mark.parametrize(
    ("channel", "receiver", "expected"),
    [
        ("email", True, ["For you."]),
        ("sms", True, ["For you."]),
        ("email", False, ["It is sent."]),
        ("sms", False, ["Sent."]),
    ],
)
def test_a_receiver_may_be_told_otherwise(channel: str, receiver: bool, expected: list[str]) -> None:
    """The receiver's form lies over every other, long or short, and says nothing to the buyer."""
    forms = {
        "*": {"subject": "Sent", "paragraphs": ("It is sent.",)},
        "sms": {"paragraphs": ("Sent.",)},
        "receiver": {"paragraphs": ("For you.",)},
    }
    words = LocaleWords("en", {"touchpoints": {"sent": forms}})

    lines = lines_of(words.template("sent", channel, receiver=receiver).paragraphs[0])

    assert [line.message.source for line in lines] == expected


def test_a_speech_is_made_once_for_each_form() -> None:
    """What is said of a touchpoint where it leads, and what where it rides, is of its template."""
    words = catalog().words("en")
    speech = words.speech("sent", "email", short=False, receiver=False)

    assert words.speech("sent", "email", short=False, receiver=False) is speech
    assert words.speech("sent", "sms", short=False, receiver=False) is not speech
    alone, subject, before, after = speech.lead.learn(lambda name, wanted: type(None))
    assert alone.paragraphs == (*before.paragraphs, *after.paragraphs)
    assert [lines.fixed for lines in before.paragraphs] == [("Hello,",), ("Good day.",), ("It is sent.",)]
    assert [lines.fixed for lines in after.paragraphs] == [("One",), ("A",), ("Bye.",)]
    assert [lines.fixed for lines in subject.paragraphs] == [("Sent by mail",)]
    (rider,) = speech.rider.learn(lambda name, wanted: type(None))
    assert [lines.fixed for lines in rider.paragraphs] == [("Sent too.",)]


@pytest.mark.parametrize(("channel", "between"), [("email", "\n\n"), ("chat", "\n\n"), ("sms", "\n")])
def test_no_empty_line_stands_where_there_is_no_room(channel: str, between: str) -> None:
    """What parts two paragraphs is the channel's."""
    speech = catalog().words("en").speech("sent", channel, short=False, receiver=False)

    assert speech.lead.between == between


@pytest.mark.parametrize(("own", "expected"), [((), ["Hello."]), (("In short:",), ["In short:"])])
def test_a_letter_in_short_words_leaves_out_how_the_long_ones_begin(
    own: tuple[str, ...], expected: list[str]
) -> None:
    """A thanks that leads up to the long words is not said before the thanks of the short ones."""
    short = {"paragraphs": ("Thanks, sent.",), **({"opening": own} if own else {})}
    long = {"opening": ("Thank you very much.",), "paragraphs": ("We have sent it.",)}
    words = LocaleWords(
        "x",
        {
            "frames": {"*": {"opening": ("Hello.",)}},
            "touchpoints": {"sent": {"*": long, "short": short}},
        },
    )

    def begins(*, short: bool) -> list[str]:
        opening = words.template("sent", "marketplace_message", short=short).opening
        return [line.message.source for node in opening for line in lines_of(node)]

    assert begins(short=False) == ["Thank you very much."]
    assert begins(short=True) == expected
