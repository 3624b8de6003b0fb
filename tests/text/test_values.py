"""What a message may mention: facts as told, and nothing that its channel or reader must not see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from tests.text.letters import TODAY, WINDOW, at, block, letter

from postpurchase.ledger import Ask, FactValue, Pledge
from postpurchase.text.values import FEW_ELEMENTS, MOST_ELEMENTS, values_of
from postpurchase.vocabulary import Channel, Role
from postpurchase.windows import DateWindow, Slot, TimeWindow

LATER = DateWindow(earliest=date(2026, 11, 1), latest=date(2026, 11, 2))
MAIL, FORM = Channel.EMAIL, Channel.MARKETPLACE_MESSAGE


def test_only_what_is_told_is_stated() -> None:
    """A fact that the message does not tell is not there for its words, nor what goes with it."""
    known = block("dispatched", window=WINDOW, tracking="J1", tracking_url="https://c.example")
    told = block("dispatched", {"tracking": "J1"}, tracking_url="https://c.example")

    kept = values_of(letter(known), known, MAIL)
    assert {"window", "tracking", "tracking_url"} & set(kept) == set()
    stated = values_of(letter(told), told, MAIL)
    assert (stated["tracking"], stated["tracking_url"]) == ("J1", "https://c.example")


def test_promises_and_questions_have_values() -> None:
    """The next word, the question's default and its answer-by time are there under their names."""
    due, by = at("2026-10-15T20:00:00+09:00"), at("2026-10-19T12:00:00+09:00")
    message = letter(
        "delivery_planned",
        asks=(Ask(question="slot", default=None, answer_by=by),),
        promises=(Pledge(kind="next_word", due=due),),
    )

    values = values_of(message, message.lead, MAIL)

    assert (values["next_word"], values["asks_slot"], values["answer_by"]) == (due, "none", by)


@pytest.mark.parametrize(("own", "number"), [(True, 1), (3, 3), (date(2026, 10, 9), 1)])
def test_a_touchpoint_that_recurs_is_numbered(own: object, number: int) -> None:
    """The number is the touchpoint's own fact where that is a number."""
    message = letter(block("attempt_failed", {"attempt_failed": own}))  # type: ignore[dict-item]

    assert values_of(message, message.lead, MAIL)["number"] == number


@pytest.mark.parametrize(("own", "day"), [(True, TODAY), (date(2026, 10, 9), date(2026, 10, 9))])
def test_a_dated_fact_gives_its_day(own: object, day: date) -> None:
    """The day is the touchpoint's own date, else today."""
    message = letter(block("arriving_today", {"arriving_today": own}))  # type: ignore[dict-item]

    assert values_of(message, message.lead, MAIL)["day"] == day


@pytest.mark.parametrize(
    ("lead", "rider", "parcels", "said"),
    [
        ("1", "1", 2, False),
        ("order", "1", 1, False),
        ("order", "1", 2, True),
        ("P1", "P2", 2, True),
    ],
)
def test_a_date_that_was_told_is_not_said_again(lead: str, rider: str, parcels: int, *, said: bool) -> None:
    """What rides along repeats no date that the message gave of the same goods; another date it says."""
    first = replace(block("disrupted", {"window": WINDOW}), subject=lead)
    known = replace(
        block("dispatched", {"window": WINDOW}, parcels=parcels, windows=(("A", LATER),)), subject=rider
    )
    other = replace(known, tells={"window": LATER})
    message = letter(first, known, other)

    assert (values_of(message, first, MAIL)["window"], values_of(message, other, MAIL)["window"]) == (
        WINDOW,
        LATER,
    )
    shown = values_of(message, known, MAIL)
    assert ("window" in shown, bool(shown["parts"])) == (said, said)


SLOT = Slot(date=WINDOW.earliest, start=time(9), end=time(12))


@pytest.mark.parametrize(
    ("first", "then", "left", "dated"),
    [
        ({"window": WINDOW}, {"window": WINDOW}, set(), True),
        ({"window": WINDOW}, {"window": WINDOW, "slot": SLOT}, {"slot"}, None),
        ({"slot": SLOT}, {"window": WINDOW, "slot": SLOT}, set(), True),
        ({"window": WINDOW}, {"window": LATER}, {"window"}, None),
        ({"window": WINDOW}, {}, set(), None),
        ({}, {}, set(), None),
    ],
)
def test_what_rides_along_knows_that_its_dates_were_given(
    first: dict[str, FactValue], then: dict[str, FactValue], left: set[str], dated: object
) -> None:
    """Where nothing is left to say of the day, it is known why; a slot that was told stands for its window too."""
    lead, rider = block("disrupted", first), block("reassurance", then)

    shown = values_of(letter(lead, rider), rider, MAIL)

    assert ({"window", "slot"} & set(shown), shown["dated"]) == (left, dated)


@pytest.mark.parametrize(
    ("touchpoint", "own", "subject", "parcels", "dated"),
    [
        ("arriving_today", TODAY, "1", 2, True),
        ("arriving_today", TODAY, "2", 2, None),
        ("arriving_today", TODAY, "2", 1, True),
        ("ready_for_pickup", True, "1", 1, None),
    ],
)
def test_a_delay_without_a_date_knows_that_it_comes_today(
    touchpoint: str, own: FactValue, subject: str, parcels: int, dated: object
) -> None:
    """Nobody reads that there is no new date above the word that it comes today."""
    lead = replace(block("delayed", {"delayed": True}, parcels=parcels), subject="1")
    rider = replace(block(touchpoint, {touchpoint: own}), subject=subject)

    assert values_of(letter(lead, rider), lead, MAIL)["dated"] is dated


@pytest.mark.parametrize(
    ("lead", "state", "rider", "told"),
    [
        ("inquiry_answered", "lost", "lost_remedy", (True, None)),
        ("attempt_failed", "tried", "reassurance", (None, True)),
        ("inquiry_answered", "lost", "attempt_failed", (None, None)),
        ("inquiry_answered", None, "lost_remedy", (None, None)),
    ],
)
def test_how_an_order_stands_is_said_once(
    lead: str, state: str | None, rider: str, told: tuple[object, object]
) -> None:
    """Where the news itself rides along, or leads, how the order stands is not said beside it."""
    blocks = [block(name, state=state) for name in (lead, rider)]
    message = letter(*blocks)

    assert tuple(values_of(message, one, MAIL)["told"] for one in blocks) == told


def test_what_rides_along_about_the_same_parcel_is_known() -> None:
    """Another parcel that is ready says nothing of the one that could not be handed over."""
    tried = replace(block("attempt_failed", parcels=2), subject="1")
    ready, other = (replace(block("ready_for_pickup", parcels=2), subject=about) for about in ("1", "2"))

    assert values_of(letter(tried, ready), tried, MAIL)["with"] == ("ready_for_pickup",)
    assert values_of(letter(tried, other), tried, MAIL)["with"] == ()


def test_a_late_order_is_called_late_once() -> None:
    """Beside the news of the delay nobody reads again that there is no date."""
    delayed, asked = block("delayed"), block("reassurance", late=True)
    message = letter(delayed, asked)

    assert [values_of(message, one, MAIL)["dated"] for one in (delayed, asked)] == [None, True]


def test_a_date_that_an_earlier_rider_told_is_not_said_again() -> None:
    """What rides along repeats nothing that was said before it, whether the lead said it or another rider."""
    lead, one, other = (
        block("level_acknowledged"),
        *(block(x, {"window": WINDOW}) for x in ("delayed", "reassurance")),
    )
    message = letter(lead, one, other)

    assert [values_of(message, each, MAIL).get("window") for each in (one, other)] == [WINDOW, None]


def test_what_rides_along_is_no_step_ahead() -> None:
    """A step that this very message takes is not announced in it."""
    message = letter("order_confirmed", block("item_secured"), steps=("item_secured", "dispatched"))

    values = values_of(message, message.lead, MAIL)

    assert (values["rides"], values["steps"]) == (("item_secured",), ("dispatched",))


@pytest.mark.parametrize(
    ("windows", "parts", "undated"),
    [
        ((("A", WINDOW), ("B", LATER)), (("A", WINDOW), ("B", LATER)), None),
        ((("A", WINDOW), ("B", WINDOW)), (), None),
        ((("A", WINDOW), (None, LATER), "C"), (), None),
        ((("A", None), ("B", LATER)), (("B", LATER),), True),
        ((("A", None), ("B", None)), (), None),
        ((("B", LATER),), (("B", LATER),), None),
        (None, (), None),
    ],
)
def test_windows_per_part_are_there_where_they_differ(
    windows: object, parts: object, undated: object
) -> None:
    """Lines in the window that is told have no parts; lines without a title are left out, and one without a window is said."""
    message = letter(block("order_confirmed", {"window": WINDOW}, windows=windows))
    values = values_of(message, message.lead, MAIL)

    assert (values["parts"], values["undated"]) == (parts, undated)


@pytest.mark.parametrize(("count", "more"), [(0, None), (MOST_ELEMENTS, None), (MOST_ELEMENTS + 5, 5)])
def test_the_rest_of_a_long_list_is_counted(count: int, more: int | None) -> None:
    """More items than are written out become a number."""
    message = letter("order_confirmed", items=("A",) * count)

    assert values_of(message, message.lead, MAIL).get("more_items") == more


def test_what_is_left_of_a_list_is_counted_here() -> None:
    """Nobody else's count stands in a text."""
    message = letter("order_confirmed", items=("A",), more_items=7)

    assert "more_items" not in values_of(message, message.lead, MAIL)


@pytest.mark.parametrize(
    ("channel", "most", "shown"),
    [
        (Channel.EMAIL, MOST_ELEMENTS, MOST_ELEMENTS),
        (Channel.MARKETPLACE_MESSAGE, FEW_ELEMENTS, FEW_ELEMENTS),
        (Channel.CHAT, MOST_ELEMENTS, MOST_ELEMENTS),
        (Channel.SMS, MOST_ELEMENTS, FEW_ELEMENTS),
        (Channel.SMS, 1, 1),
        (Channel.PUSH, MOST_ELEMENTS, FEW_ELEMENTS),
        (Channel.CALL, MOST_ELEMENTS, FEW_ELEMENTS),
    ],
)
def test_little_room_is_for_few_and_a_number(channel: Channel, most: int, shown: int) -> None:
    """A list is cut where there is little room, and how much was cut is known."""
    lead = block("dispatched", contents=("A",) * 30, to_follow=("B",))

    values = values_of(letter(lead), lead, channel, most=most)

    assert (values["contents"], values["more_contents"]) == (("A",) * shown, 30 - shown)
    assert (values["to_follow"], values.get("more_to_follow")) == (("B",), None)


def test_the_receiver_learns_nothing_of_a_gift() -> None:
    """Items, prices and windows per item are kept from whoever receives."""
    lead = block(
        "dispatched",
        {"window": WINDOW},
        windows=(("A", WINDOW),),
        concerned=("A",),
        contents=("A",) * 30,
        to_follow=("A",),
        amount=1,
    )
    message = letter(lead, to=Role.RECEIVER, gift=True)

    values = values_of(message, lead, MAIL)

    hidden = {"items", "windows", "parts", "to_follow", "concerned", "contents", "amount", "gift"}
    assert hidden & set(values) == set()
    assert values.get("more_contents") is None
    assert values["receiver"] is True


def test_a_marketplace_sees_no_links() -> None:
    """Values with links in them are withheld from plain-text channels, and only the rest of a list goes there."""
    message = letter(
        "dispatched",
        email="a@b.example",
        signature="Kumo\nwww.kumo.example",
        items=("Scarf", "see https://x.example"),
    )

    form, mail = values_of(message, message.lead, FORM), values_of(message, message.lead, MAIL)

    assert {"email", "signature"} & set(form) == set()
    assert (form["items"], form["reply_here"]) == (("Scarf",), True)
    assert (mail["email"], mail["reply_here"]) == ("a@b.example", False)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"items": ("A", "B")}, (("A", 1), ("B", 1))),
        ({"items": ("A", "B"), "lines": (("A", 3),)}, (("A", 3),)),
        ({}, ()),
    ],
)
def test_goods_are_counted_one_each_unless_it_is_known_better(
    given: dict[str, object], expected: tuple[tuple[str, int], ...]
) -> None:
    """The lines that the message gives come first."""
    message = letter("order_confirmed", **{"items": (), "lines": (), **given})

    assert values_of(message, message.lead, MAIL)["lines"] == expected


def test_windows_that_are_no_pairs_are_no_parts() -> None:
    """A part of the order has a title and a window."""
    message = letter("order_confirmed", windows=("A", ("", WINDOW)))

    assert values_of(message, message.lead, MAIL)["parts"] == ()


NEAR = DateWindow(earliest=date(2026, 10, 8), latest=date(2026, 10, 14))
HOURS = TimeWindow(earliest=at("2026-10-09T10:00:00+09:00"), latest=at("2026-10-09T12:00:00+09:00"))


@pytest.mark.parametrize(
    ("tells", "more", "soon"),
    [
        ({"window": NEAR}, {}, True),
        ({"window": HOURS}, {}, True),
        ({"slot": Slot(date=date(2026, 10, 14), code="morning"), "window": WINDOW}, {}, True),
        ({"window": replace(NEAR, latest=date(2026, 10, 15))}, {}, None),
        ({"window": WINDOW}, {}, None),
        ({"window": NEAR}, {"limit_days": None}, None),
        ({"window": NEAR}, {"today": None}, None),
        ({}, {}, None),
    ],
)
def test_a_day_within_the_longest_silence_is_soon(
    tells: dict[str, FactValue], more: dict[str, object], soon: bool | None
) -> None:
    """What is to come before ten days of silence could end is soon; on the tenth day somebody writes anyway."""
    message = letter(block("order_confirmed", tells), **more)

    assert values_of(message, message.lead, MAIL)["soon"] is soon
