"""The texts customers read, each read in full by a person; `make golden` rewrites them, read the diff.

Three stories whole, calm and troubled, then single letters, in three languages: `tests/golden/<locale>/<name>.txt`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.text.letters import WINDOW, at, block, letter
from tests.text.stories import STORIES, written

from postpurchase.catalogs import default
from postpurchase.ledger import Ask, Pledge
from postpurchase.messages import Message
from postpurchase.situation import SETTLED
from postpurchase.text import render
from postpurchase.vocabulary import Channel
from postpurchase.windows import DateWindow, Slot

if TYPE_CHECKING:
    from tests.conftest import Golden

GOLDEN: Final = Path(__file__).parents[1] / "golden"
STEPS: Final = ("item_secured", "delivery_planned", "dispatched")
NEXT_WORD: Final = (Pledge(kind="next_word", due=at("2026-10-15T20:00:00+09:00")),)


def by_form(lead: object, *riders: object, **more: object) -> Callable[[str], Message]:
    """Return a message of the personal shopper through the marketplace's form, in any locale."""

    def write(locale: str) -> Message:
        values = {"mode": "buy_on_demand", "channel": Channel.MARKETPLACE_MESSAGE, **more}
        return letter(lead, *riders, locale=locale, **values)  # type: ignore[arg-type]

    return write


def by_mail(lead: object, *riders: object, **more: object) -> Callable[[str], Message]:
    """Return a message of a shop that has an address, by e-mail, in any locale."""
    contact = {"email": "hello@kumo.example", "signature": "Atelier Kumo\nhttps://kumo.example"}
    return by_form(lead, *riders, **{"channel": Channel.EMAIL, "mode": "stock", **contact, **more})


def by_call(lead: object, **more: object) -> Callable[[str], Message]:
    """Return what the same shop says on the telephone, in any locale."""
    return by_mail(lead, channel=Channel.CALL, courier="Yamato", today=date(2026, 10, 8), **more)


LETTERS: dict[str, Callable[[str], Message]] = {
    "01-order-confirmed": by_form(
        block("order_confirmed", {"window": WINDOW}), steps=STEPS, promises=NEXT_WORD
    ),
    "02-order-confirmed-already-bought": by_form(
        block("order_confirmed", {"window": WINDOW}),
        block("item_secured", {"window": WINDOW}),
        steps=STEPS,
        promises=NEXT_WORD,
    ),
    "03-item-secured": by_form(block("item_secured", {"window": WINDOW}), today=date(2026, 10, 8)),
    "04-delivery-planned": by_form(
        block("delivery_planned", {"window": WINDOW}),
        asks=(Ask(question="slot", default="none", answer_by=at("2026-10-19T12:00:00+09:00")),),
        today=date(2026, 10, 18),
    ),
    "05-dispatched": by_form(
        block("dispatched", {"window": WINDOW}, subject="1", parcels=1, inspected=True, slot_asked=True),
        today=date(2026, 10, 19),
    ),
    "06-feedback-request": by_form("feedback_request", today=date(2026, 10, 22)),
    "11-reassurance": by_form(
        block("reassurance", {"window": WINDOW}),
        promises=(Pledge(kind="next_word", due=at("2026-10-25T20:00:00+09:00")),),
        today=date(2026, 10, 15),
    ),
    "12-reassurance-without-window": by_form(
        "reassurance", promises=(Pledge(kind="next_word", due=at("2027-01-04T20:00:00+09:00")),)
    ),
    "13-item-unavailable": by_form("item_unavailable"),
    "14-order-cancelled": by_mail("order_cancelled"),
    "15-order-cancelled-by-shop": by_mail(block("order_cancelled", by="shop")),
    "16-returned": by_mail(block("returned", {"tracking": "JD0146000035"}, subject="1")),
    "17-refunded": by_mail("refunded"),
    "18-lost-remedy": by_mail(block("lost_remedy", subject="1"), courier="Yamato"),
    "21-dispatched-with-tracking": by_mail(
        block(
            "dispatched",
            {
                "window": DateWindow(earliest=date(2026, 12, 28), latest=date(2027, 1, 4)),
                "slot": Slot(date=date(2026, 12, 30), code="morning"),
                "tracking": "JD0146000035",
            },
            subject="1",
            tracking_url="https://courier.example/JD0146000035",
        ),
        block("dispatched", {"tracking": "JD0146000036"}, subject="2"),
        courier="Yamato",
    ),
    "22-ready-for-pickup": by_mail(
        block("ready_for_pickup", subject="1", point="Station 1", keep_until=date(2026, 10, 12))
    ),
    "23-attempt-failed-by-sms": by_form(
        block("attempt_failed", {"tracking": "JD0146000035"}, subject="1"),
        courier="Yamato",
        channel=Channel.SMS,
    ),
    "24-contact-requested": by_mail("contact_requested", questions=("engraving", "address")),
    "27-dispatched-by-call": by_call(
        block(
            "dispatched",
            {"window": WINDOW, "tracking": "JD0146000035"},
            subject="1",
            contents=(("A", 1), ("B", 2)),
        )
    ),
    "28-delivery-delayed-by-call": by_call(block("delayed", {"window": WINDOW}, subject="1")),
    "29-ready-for-pickup-by-call": by_call(
        block("ready_for_pickup", subject="1", point="Station 1", keep_until=date(2026, 10, 12))
    ),
    "30-contact-requested-by-call": by_call("contact_requested", questions=("engraving", "address")),
    "31-asked-after-a-lost-parcel": by_mail(
        block("inquiry_answered", state="lost", settled=True),
        block("lost_remedy", subject="1"),
        courier="Yamato",
        today=date(2026, 10, 8),
    ),
    "32-late-and-coming-today": by_mail(
        block("delayed", {"delayed": True}, subject="1", parcels=1),
        block("arriving_today", {"arriving_today": date(2026, 10, 8)}, subject="1", parcels=1),
        courier="Yamato",
        today=date(2026, 10, 8),
    ),
    "33-refunded-while-the-rest-is-sent": by_mail(
        block("refunded"), block("dispatched", {"window": WINDOW}, subject="2"), courier="Yamato"
    ),
}


STANDINGS: Final = (
    *(
        "cancelled",
        "delivered",
        "refunded",
        "lost",
        "returning",
        "returned",
        "waiting",
        "missed",
        "address",
        "customs",
        "out",
        "tried",
    ),
    *("in_city", "in_country", "on_the_way", "partly", "unavailable", "ready", "made", "making", "secured"),
)


OF_SEVERAL: Final = ("lost", "returning", "returned", "waiting", "on_the_way")


def reassured(state: str, locale: str, *, several: bool = False) -> str:
    """Return what a reassurance says of an order that stands so, under the state's name."""
    settled = state in SETTLED
    tells = {"tracking": "JD0146000035", **({} if settled or state == "late" else {"window": WINDOW})}
    values = {"point": "Station 1", "keep_until": date(2026, 10, 12), "late": state == "late" or None}
    standing = block(
        "reassurance", tells, state=state, settled=settled or None, several=several or None, **values
    )
    content = render(by_mail(standing, courier="Yamato", today=date(2026, 10, 9))(locale), default())
    assert content.problems == ()
    return "\n".join([f"[{state}{', of several' * several}]", *content.paragraphs[_STANDING[locale]]])


_STANDING: Final = {"en": 2, "ru": 2, "ja": 3}
"""Which paragraph of a reassurance it is."""


COUNTED: Final = {
    f"25-all-delivered-{parcels:02}": by_mail(block("all_delivered", parcels=parcels))
    for parcels in (1, 2, 5, 21)
}
LETTERS |= COUNTED


@pytest.mark.parametrize("locale", ["ja", "ru", "en"])
@pytest.mark.parametrize("story", STORIES)
def test_the_stories_are_as_they_were_read(golden: Golden, story: str, locale: str) -> None:
    """Everything that an order leads to, calm or troubled, reads as it did when a person last read it."""
    golden.agree(GOLDEN / locale / f"story-{story}.txt", written(STORIES[story](locale)))


@pytest.mark.parametrize("locale", ["ja", "ru", "en"])
@pytest.mark.parametrize("name", LETTERS)
def test_the_letters_are_as_they_were_read(golden: Golden, name: str, locale: str) -> None:
    """Every letter of the stories reads as it did when a person last read it."""
    content = render(LETTERS[name](locale), default())

    golden.agree(GOLDEN / locale / f"{name}.txt", f"{content}\n")
    assert content.problems == ()


@pytest.mark.parametrize("locale", ["ja", "ru", "en"])
def test_how_an_order_stands_is_as_it_was_read(golden: Golden, locale: str) -> None:
    """Whoever waits reads what is true of their order: arranged, on its way, waiting, missed, lost, late."""
    said = [reassured(state, locale) for state in (*STANDINGS, "late")]
    several = [reassured(state, locale, several=True) for state in OF_SEVERAL]

    golden.agree(GOLDEN / locale / "26-reassurance-by-state.txt", "\n\n".join([*said, *several]) + "\n")
