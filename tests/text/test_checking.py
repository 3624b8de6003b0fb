"""What a catalog lacks for a policy is found before a customer meets it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from postpurchase.catalogs import default
from postpurchase.people import Shop
from postpurchase.policy import Gates, Policy, Question, Touchpoint, Undertaking, on
from postpurchase.presets import contact_first, retail
from postpurchase.profiles import MarketplaceProfile, Profiles
from postpurchase.text import Catalog, check
from postpurchase.vocabulary import ActionKind, Channel, Importance, Milestone, Role

SENT = Touchpoint(
    id="dispatched",
    when=(on(Milestone.DISPATCHED),),
    tells=("window",),
    asks=Question(question="slot", default="none"),
    promises=(Undertaking(kind="call_back"),),
    importance=Importance.MUST_TELL,
    audience=(Role.BUYER, Role.RECEIVER),
    channels=(Channel.EMAIL,),
)


def policy(*points: Touchpoint, locale: str = "en") -> Policy:
    """Return a policy of those touchpoints."""
    return Policy(id="p", shop=Shop(name="Kumo", locale=locale), touchpoints=points or (SENT,))


WINDOW = {"text": "Expected: {$window}", "needs": ("window",)}
CALL_BACK = {"text": "We call you by {$call_back}.", "needs": ("call_back",)}


def words(*, said: tuple[Any, ...] = (WINDOW, CALL_BACK), **parts: Any) -> dict[str, Any]:
    """Return English words of the touchpoint, some parts of it changed; what it tells and promises is `said`."""
    template = {"subject": "Sent", **parts}
    template["paragraphs"] = (*template.get("paragraphs", ("It is sent.",)), *said)
    return {
        "steps": {"dispatched": "when it is sent"},
        "frames": {"*": {"greeting": "Hello,", "closing": ("{$signature}",)}},
        "touchpoints": {"dispatched": {"*": template}},
    }


def found(source: dict[str, Any], *points: Touchpoint, locale: str = "en") -> list[tuple[str, str]]:
    """Return path and fault of everything that is wrong."""
    faults = check(Catalog(sources={"en": source}), policy(*points, locale=locale))
    return [(fault.path, fault.wrong) for fault in faults]


def test_whole_words_have_no_faults() -> None:
    """A catalog that says everything a policy may say is left in peace."""
    assert found(words()) == []


def test_a_policy_may_use_every_value_it_gives() -> None:
    """Facts, promises, questions and what is always known may be mentioned, each under its condition."""
    lines = (
        "{$shop} {$order}",
        {"text": "{$window}", "needs": ("window",)},
        {"text": "{$call_back}", "needs": ("call_back",)},
        {"text": "{$answer_by}", "needs": ("asks_slot", "answer_by")},
        {"text": "{$number} {$item}", "each": "items"},
    )

    assert found(words(paragraphs=("It is sent.", *lines))) == []


LINE = "en.dispatched.*.paragraphs.0"
WHOLE = "en.dispatched.email"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            {"paragraphs": ("Hello ●●",)},
            [
                (LINE, "a blank left to be filled by hand"),
                (f"{WHOLE}.text", "looks like a blank that was never filled"),
            ],
        ),
        *(
            ({"paragraphs": (blank,)}, [(LINE, "a blank left to be filled by hand")])
            for blank in ("Dear %s,", "TODO", "XXX is sent.", "届け日：＿＿＿")
        ),
        ({"paragraphs": ("Sent..",)}, [(WHOLE, "a full stop after another")]),
        (
            {"paragraphs": ({"text": "x", "needs": ("colour",)}, "y")},
            [(LINE, "a condition on 'colour', which never has a value")],
        ),
        ({"subject": ()}, []),
        (
            {"paragraphs": ({"text": "{$window}", "needs": ("window",)},), "greeting": (), "closing": ()},
            [(WHOLE, "nothing to read when little is known")],
        ),
    ],
)
def test_what_a_reader_would_stumble_over_is_found(
    parts: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    """Blanks, doubled stops, conditions on nothing, and texts that can come out empty."""
    assert found(words(**parts)) == expected


def test_a_value_that_may_be_missing_needs_a_condition() -> None:
    """The line is named, and so is what goes wrong without it."""
    faults = found(words(paragraphs=("On {$window}", "Sent.")))

    assert (LINE, "$window may be unknown") in faults
    assert (LINE, "unresolved-variable $window") not in faults  # told once


def test_a_required_fact_needs_no_condition() -> None:
    """What the touchpoint cannot be said without is always there."""
    tracked = replace(SENT, tells=("tracking",), requires=("tracking",))

    assert found(words(paragraphs=("Number {$tracking}",)), tracked) == []


def test_a_value_that_is_never_there_is_found() -> None:
    """A mistyped name is not taken for one that may be missing."""
    assert (LINE, "there is no $widow here") in found(words(paragraphs=("On {$widow}", "Sent.")))


def test_a_languages_plural_forms_are_asked_for() -> None:
    """Words for numbers need every form of their language."""
    counted = ".input {$number :integer} .match $number one {{once}} * {{{$number} times}}"
    russian = Catalog(sources={"ru": words(paragraphs=(counted,))}, default="ru")
    wrong = [fault.wrong for fault in check(russian, policy(locale="ru"))]

    assert found(words(paragraphs=(counted,))) == []
    assert wrong == [
        "missing-plural-key, $number has no variant for few in ru",
        "missing-plural-key, $number has no variant for many in ru",
    ]


def test_missing_words_are_found() -> None:
    """A touchpoint without words, a short channel without its own, a step without a name."""
    source = words()
    del source["steps"]
    lost = replace(SENT, id="lost_remedy", channels=(Channel.EMAIL,))

    assert found(source, lost, replace(SENT, also=(Channel.SMS,))) == [
        ("en.dispatched.sms", "no words of its own on a short channel"),
        ("en.lost_remedy.email", "no words"),
        ("en.steps.dispatched", "no words"),
        ("en.steps.lost_remedy", "no words"),
    ]


def test_touchpoints_without_channels_need_no_words() -> None:
    """What only acts says nothing."""
    acting = replace(SENT, id="staff_reply_due", channels=(), acts=(ActionKind.NEEDS_ATTENTION,))

    assert found({}, acting) == []


def test_who_mistypes_a_value_hears_which_there_are() -> None:
    """The nearest names are said, with the dollar that a value is written with, and where all are listed."""
    source = words(paragraphs=("For {$ordr}, {$frobnicate}", {"text": "x", "needs": ("windw",)}, "Sent."))
    faults = check(Catalog(sources={"en": source}), policy())

    assert [fault.right for fault in faults] == [
        "give another; docs/reference/values.md has them all",
        "did you mean $order; docs/reference/values.md has them all",
        "did you mean $window; docs/reference/values.md has them all",
    ]


def test_an_unknown_function_is_told_once() -> None:
    """What is seen in the line as it stands is not told again of its rendering, with another mend."""
    faults = check(Catalog(sources={"en": words(paragraphs=("For {:order}", "Sent."))}), policy())

    assert [(fault.path, fault.wrong) for fault in faults] == [
        (f"{LINE}.1:5", "unknown-function, there is no :order")
    ]
    assert faults[0].right.endswith(":unit, or {$order} for a value of that name")


def test_words_of_a_touchpoint_that_nobody_has_are_found() -> None:
    """A mistyped touchpoint would never be said; one of another preset, or by its former name, may be."""
    typo = {"dispached": {"*": {"subject": "Typo"}}, "returned": {"*": {"subject": "Back"}}}
    source = {
        **words(),
        "touchpoints": {**words()["touchpoints"], **typo, "gone": {"*": {"subject": "Gone"}}},
    }
    faults = check(Catalog(sources={"en": source}), policy(replace(SENT, formerly="gone")))

    assert [str(fault) for fault in faults] == [
        "en.touchpoints.dispached: no touchpoint of this policy; give dispatched"
    ]


def test_names_of_questions_are_asked_for() -> None:
    """A gate's questions need names, and a name's own words are looked at."""
    gated = replace(policy(), gates=Gates(answers={"custom": ("engraving", "font")}))
    source = {**words(), "questions": {"engraving": "the text {$widow}"}}
    faults = check(Catalog(sources={"en": source}), gated)

    assert [(fault.path, fault.wrong) for fault in faults] == [
        ("en.questions.engraving", "there is no $widow here"),
        ("en.questions.font", "no words"),
    ]


def test_a_question_without_words_is_told_once() -> None:
    """However many letters ask it; the name of the question and the letter that asks it lack the same words."""
    gated = replace(
        contact_first(retail(Shop(name="Atelier Kumo", locale="en"))),
        gates=Gates(answers={"ring": ("ring_size",)}),
    )

    assert [str(fault) for fault in check(default(), gated, locales=["en"])] == [
        "en.questions.ring_size: no words; say it in the words of the locale"
    ]


def test_a_source_that_cannot_be_read_is_reported_and_nothing_else_of_it() -> None:
    """One locale's syntax does not hide another's faults."""
    catalog = Catalog(sources={"en": words(subject="}"), "ja": {}}, default="ja")
    paths = [fault.path for fault in check(catalog, policy())]

    assert paths == ["en.touchpoints.dispatched.*.subject.1:1", "ja.dispatched.email", "ja.steps.dispatched"]


def test_locales_may_be_chosen() -> None:
    """Only those asked for are looked at; one that is not there is a fault."""
    catalog = Catalog(sources={"en": words(), "ja": {}})

    assert check(catalog, policy(), locales=["en"]) == ()
    assert [fault.path for fault in check(catalog, policy(), locales=["fr"])] == ["fr"]


def test_the_shops_own_language_must_be_spoken() -> None:
    """A shop whose language has no words hears of it."""
    assert found(words(), locale="de-AT") == [("shop.locale", "no words in the shop's own language")]


def test_a_shops_dates_are_looked_at() -> None:
    """A phrase with an unknown function is found before a date is shown with it."""
    assert found({**words(), "phrases": {"day": "{$date :dat}"}}) == [
        ("en.phrases.day.1:1", "unknown-function, there is no :dat")
    ]


def test_what_is_told_must_be_said() -> None:
    """A fact that the ledger will hold as heard stands in the words, the rider's own ones too."""
    unsaid = [(f"{WHOLE}.paragraphs", "tells the window and never says it")]
    riding = [(f"{WHOLE}.rider", "tells the window and never says it")]
    by_part = {"text": "{$item}: {$window}", "each": "parts"}

    assert found(words(said=(CALL_BACK,))) == unsaid
    assert found(words(rider=("Sent, too.", CALL_BACK))) == riding
    assert found(words(said=(by_part, CALL_BACK))) == []


def test_what_is_promised_must_be_said() -> None:
    """A promise that the ledger will hold stands in the words; how long a silence may last says the next word."""
    promising = replace(SENT, tells=(), promises=(Undertaking(kind="next_word"),))
    by_time = {"text": "More by {$next_word}.", "needs": ("next_word",)}
    by_limit = {"text": "More in {$limit_days} days.", "needs": ("limit_days",)}

    assert found(words(said=()), promising) == [
        (f"{WHOLE}.paragraphs", "promises the next_word and never says it")
    ]
    assert found(words(said=(by_time,), rider=("Sent, too.",)), promising) == [
        (f"{WHOLE}.rider", "promises the next_word and never says it")
    ]
    assert found(words(said=(by_time,)), promising) == []
    assert found(words(said=(by_limit,)), promising) == []


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("Here is a coupon.", True),
        ("Now 20% off!", True),
        ("次回使えるクーポンです。", True),
        ("Вот ваш промокод.", True),
        ("Вам доступна скидка.", True),
        ("It was sent for sale.", True),
        ("Salesforce sent it.", False),
        ("Сакцией", False),
    ],
)
def test_an_offer_has_no_place_in_other_news(text: str, offers: bool) -> None:
    """Whoever agreed to hear of an order did not agree to marketing; in a touchpoint of offers it may stand."""
    promotion = replace(SENT, importance=Importance.MARKETING)
    expected = [(LINE, "an offer in a text that is not one")] if offers else []

    assert found(words(paragraphs=(text,))) == expected
    assert found(words(paragraphs=(text,)), promotion) == []


def test_words_too_long_for_a_channel_are_found() -> None:
    """With the longest values and the shortest words it must fit; a marketplace's limit is its profile's."""
    form = replace(SENT, channels=(Channel.MARKETPLACE_MESSAGE,))
    source = words(paragraphs=("It is sent. " * 30,))
    narrow = Profiles(marketplaces={"a": MarketplaceProfile(max_length=300), "b": MarketplaceProfile()})
    limited = replace(policy(form), profiles=narrow)
    texting = replace(SENT, channels=(Channel.SMS,))
    long = {**words(), "touchpoints": {"dispatched": {"sms": {"paragraphs": ("я" * 700, WINDOW, CALL_BACK)}}}}

    assert found(source, form) == []
    assert [(f.path, f.wrong) for f in check(Catalog(sources={"en": source}), limited)] == [
        ("en.dispatched.marketplace_message.text", "more than 300 characters even in the shortest words")
    ]
    assert found(long, texting) == [
        ("en.dispatched.sms.text", "more than 10 parts even in the shortest words")
    ]


def test_calls_need_names_for_their_outcomes() -> None:
    """What staff may note is said in their language."""
    calling = replace(SENT, channels=(Channel.CALL,))
    spoken = {"touchpoints": {"dispatched": {"short": {"paragraphs": ("Sent.", WINDOW, CALL_BACK)}}}}
    outcomes = {"call_outcomes": {"reached": "Told.", "no_answer": "Not told.", "agreed": "Agreed."}}
    steps = {"steps": {"dispatched": "when it is sent"}}

    assert [path for path, _ in found({**spoken, **steps}, calling)] == [
        f"en.call_outcomes.{name}" for name in ("agreed", "no_answer", "reached")
    ]
    assert found({**spoken, **steps, **outcomes}, calling) == []


@pytest.mark.parametrize(
    ("topics", "expected"),
    [
        ({}, []),
        ({"inked": "Inked"}, []),
        ({"dispatched": "Sent"}, ["en.topics.inked"]),
    ],
)
def test_a_shops_own_touchpoint_is_named_where_others_are(
    topics: dict[str, str], expected: list[str]
) -> None:
    """A locale that names what messages are about names the shop's own as well; what only staff do is no message."""
    own = Touchpoint(id="inked", when=(on(Milestone.INSPECTED),), channels=(Channel.EMAIL,))
    silent = replace(own, id="stamped", channels=(), acts=(ActionKind.NEEDS_ATTENTION,))
    source = words() | {"topics": topics}
    source["touchpoints"]["inked"] = {"*": {"subject": "Inked", "paragraphs": ("It is inked.",)}}
    source["steps"]["inked"] = "when it is inked"
    paths = [path for path, _ in found(source, own, silent) if path.startswith("en.topics.")]

    assert paths == expected


def test_missing_words_say_where_they_belong() -> None:
    """What has no words for a channel names the places in the source where some would be found."""
    (fault,) = [
        one
        for one in check(Catalog(sources={"en": {"frames": words()["frames"]}}), policy())
        if "email" in one.path
    ]

    assert "en.touchpoints.dispatched.email" in fault.right
    assert "en.touchpoints.dispatched.*" in fault.right
