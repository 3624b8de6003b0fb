from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from postpurchase.calendars import SlotOffer
from postpurchase.errors import InvalidInput
from postpurchase.profiles import CourierProfile, MarketplaceProfile, Profiles, Says
from postpurchase.vocabulary import Basis, Channel
from postpurchase.windows import instant, utc_text, zone

MOSCOW = zone("Europe/Moscow")
BERLIN = zone("Europe/Berlin")


def moscow(text: str) -> int:
    """Return the instant of a wall clock in Moscow."""
    return instant(datetime.fromisoformat(f"{text}+03:00"))


@pytest.mark.parametrize("terms", [{}, {"by": time(10), "within": timedelta(hours=1)}])
def test_a_courier_s_word_has_one_term(terms: dict[str, Any]) -> None:
    """Neither no term nor two of them say when the courier speaks."""
    with pytest.raises(InvalidInput) as raised:
        Says(**terms)

    assert str(raised.value) == (
        '(whole): a courier\'s word needs one term; give either by "10:00" or within "PT24H"'
    )


@pytest.mark.parametrize(
    ("says", "due", "expected"),
    [
        (Says(by=time(10)), "2026-11-12T08:00:00", "2026-11-12T07:00:00Z"),
        (Says(by=time(10)), "2026-11-12T00:00:00", "2026-11-12T07:00:00Z"),
        (Says(by=time(10)), "2026-11-12T10:00:00", "2026-11-12T07:00:00Z"),
        (Says(by=time(10)), "2026-11-12T13:00:00", "2026-11-12T10:00:00Z"),
        (Says(by=time(10)), "2026-11-12T23:59:59", "2026-11-12T20:59:59Z"),
        (Says(within=timedelta(hours=24)), "2026-11-12T13:00:00", "2026-11-13T10:00:00Z"),
        (Says(within=timedelta(minutes=30)), "2026-11-12T13:00:00", "2026-11-12T10:30:00Z"),
        (Says(within=timedelta(0)), "2026-11-12T13:00:00", "2026-11-12T10:00:00Z"),
    ],
)
def test_a_term_is_a_local_time_or_a_while(says: Says, due: str, expected: str) -> None:
    """`by` is that time of the day on which it is due, never before it is due; `within` counts from it."""
    assert utc_text(says.term(moscow(due), MOSCOW)) == expected


def test_a_term_in_a_doubled_hour_is_its_second_coming() -> None:
    """Where the clock goes back, the courier has until the later of both readings."""
    morning = instant(datetime.fromisoformat("2026-10-25T00:30:00+02:00"))

    assert utc_text(Says(by=time(2, 30)).term(morning, BERLIN)) == "2026-10-25T01:30:00Z"


@pytest.mark.parametrize(("basis", "expected"), [(Basis.OBSERVED, True), (Basis.ASSUMED, False)])
def test_only_what_is_observed_can_be_missed(basis: Basis, *, expected: bool) -> None:
    """A word that is merely assumed cannot be found missing."""
    assert Says(by=time(10), channel=Channel.SMS, basis=basis).is_observed is expected


def test_profiles_are_found_by_name() -> None:
    """A courier and a marketplace have the profile of their name."""
    courier = CourierProfile(says={"delivered": Says(by=time(10))}, codes={"morning": (time(8), time(12))})
    marketplace = MarketplaceProfile(forbids=("feedback_request",), max_length=1_000)
    profiles = Profiles(couriers={"kuroneko": courier}, marketplaces={"ichiba": marketplace})

    assert (profiles.courier("kuroneko"), profiles.marketplace("ichiba")) == (courier, marketplace)


@pytest.mark.parametrize("name", [None, "", "stranger"])
def test_strangers_say_and_forbid_nothing(name: str | None) -> None:
    """Without a profile a courier says nothing by itself, and a marketplace forbids nothing."""
    profiles = Profiles(couriers={"kuroneko": CourierProfile(says={"delivered": Says(by=time(10))})})

    assert (profiles.courier(name), profiles.marketplace(name)) == (CourierProfile(), MarketplaceProfile())


def test_a_courier_offers_its_own_intervals() -> None:
    """A profile keeps the intervals of a courier as slots can be made of them."""
    courier = CourierProfile(offers=(SlotOffer(code="morning"), SlotOffer(start=time(14), end=time(16))))

    assert repr([offer.on(date(2026, 11, 12)) for offer in courier.offers]) == (
        "[<Slot 2026-11-12 morning>, <Slot 2026-11-12 14:00-16:00>]"
    )


@pytest.mark.parametrize(
    ("profile", "locale", "expected"),
    [
        (CourierProfile(), "en", None),
        (CourierProfile(name=""), "en", None),
        (CourierProfile(name="Yamato"), "ru", "Yamato"),
        (CourierProfile(name="Yamato", names={"ja": "ヤマト運輸"}), "ja", "ヤマト運輸"),
        (CourierProfile(name="Yamato", names={"ja": "ヤマト運輸"}), "ja-JP", "ヤマト運輸"),
        (CourierProfile(name="Yamato", names={"ja": "ヤマト運輸"}), "ru-RU", "Yamato"),
        (CourierProfile(names={"pt_BR": "Correios"}), "pt-br", "Correios"),
        (CourierProfile(names={"pt-BR": "Correios"}), "pt", None),
    ],
)
def test_a_courier_is_called_as_readers_know_it(
    profile: CourierProfile, locale: str, expected: str | None
) -> None:
    """The name of the reader's language comes first, then the one for everybody; without one there is none."""
    assert profile.called(locale) == expected
