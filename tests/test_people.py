from __future__ import annotations

import pickle
from datetime import UTC, datetime, time
from typing import Any

import pytest

from postpurchase.errors import InvalidInput, UnknownName
from postpurchase.people import (
    NEEDS_NO_CONSENT,
    Consent,
    Customer,
    Reach,
    Recipient,
    Revocation,
    Shop,
    ShopContact,
)
from postpurchase.vocabulary import Channel, ContentClass, Level, Role
from postpurchase.windows import ClosedHours, instant

NAIVE = datetime(2026, 10, 5)  # noqa: DTZ001 - what must be refused
TRANSACTIONAL, MARKETING = ContentClass.TRANSACTIONAL, ContentClass.MARKETING


def at(hour: int) -> datetime:
    """Return an hour of 2026-10-05 in UTC."""
    return datetime(2026, 10, 5, hour, tzinfo=UTC)


def faults(kind: type, **fields: Any) -> str:
    """Return what a construction refuses."""
    with pytest.raises(InvalidInput) as raised:
        kind(**fields)
    return str(raised.value)


# -- the shop -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", " ", "\t\n"])
def test_a_shop_has_a_name(name: str) -> None:
    """A blank name is refused: every message is signed with it."""
    assert faults(Shop, name=name) == "name: empty; give the shop's name as customers know it"


def test_a_shop_has_a_zone() -> None:
    """A zone that the time-zone data does not have is refused."""
    with pytest.raises(UnknownName, match="no zone named 'Mars/Olympus'"):
        Shop(name="Kumo", zone="Mars/Olympus")


def test_a_shop_is_shown_whole() -> None:
    """What a shop says of itself is public."""
    shop = Shop(name="Kumo", zone="Asia/Tokyo", locale="ja", contact=ShopContact(email="hello@kumo.example"))

    assert "hello@kumo.example" in repr(shop)
    assert (shop.name, shop.zone, shop.locale, shop.signature) == ("Kumo", "Asia/Tokyo", "ja", None)


# -- consent --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "revoked", "now", "expected"),
    [
        (None, None, 12, (False, False)),
        (10, None, 9, (False, False)),
        (10, None, 10, (True, False)),
        (None, 10, 9, (False, False)),
        (None, 10, 10, (False, True)),
        (10, 11, 10, (True, False)),
        (10, 11, 11, (False, True)),
        (11, 10, 10, (False, True)),
        (11, 10, 11, (True, False)),
        (10, 10, 10, (False, True)),
    ],
)
@pytest.mark.parametrize("content", ContentClass)
def test_the_later_word_counts(
    content: ContentClass, given: int | None, revoked: int | None, now: int, expected: tuple[bool, bool]
) -> None:
    """Of consent and its withdrawal the later one by now counts; at the same second the withdrawal."""
    consent = Consent(
        **{content: None if given is None else at(given)},
        revoked=Revocation(**{content: None if revoked is None else at(revoked)}),
    )
    t = instant(at(now))

    assert (consent.given(content, t), consent.withdrawn(content, t)) == expected


def test_a_customer_has_an_id() -> None:
    """A ledger is kept per customer, so one without a name is nobody's."""
    assert faults(Customer, id="") == "id: text, not a name; give a text that is not empty"


@pytest.mark.parametrize(("given", "expected"), [(None, None), (9, None), (10, None), (11, 11)])
def test_consent_may_be_dated_ahead(given: int | None, expected: int | None) -> None:
    """What begins is what is still to come, and only for that class of content."""
    consent = Consent(marketing=None if given is None else at(given))
    begins = None if expected is None else instant(at(expected))

    assert consent.begins(MARKETING, instant(at(10))) == begins
    assert consent.begins(TRANSACTIONAL, instant(at(10))) is None


def test_consent_is_per_class_of_content() -> None:
    """Consent to marketing says nothing of transactional messages, and the other way round."""
    consent = Consent(transactional=at(9), revoked=Revocation(marketing=at(9)))
    t = instant(at(10))

    assert [
        (consent.given(content, t), consent.withdrawn(content, t)) for content in (TRANSACTIONAL, MARKETING)
    ] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize("kind", [Consent, Revocation])
@pytest.mark.parametrize("content", ContentClass)
def test_consent_has_an_instant(kind: type, content: ContentClass) -> None:
    """Neither consent nor its withdrawal may have a time without an offset."""
    assert faults(kind, **{content: NAIVE}) == (
        f"{content}: not an aware datetime; give an offset, as in 2026-10-05T22:40:00+09:00"
    )


def test_letters_need_no_consent() -> None:
    """Mail, the marketplace's own messages and calls carry transactional content without consent."""
    assert sorted(set(Channel) - NEEDS_NO_CONSENT) == [Channel.CHAT, Channel.PUSH, Channel.SMS]


def test_a_person_is_reachable_unless_said_otherwise() -> None:
    """A channel that is merely named can be used, and nothing is consented to."""
    reach = Reach()

    assert (reach.reachable, reach.suppressed, reach.consent) == (True, False, Consent())


# -- the two people -------------------------------------------------------------------------------


def test_channels_may_be_named_by_their_values() -> None:
    """Channels given as text become words, and the caller's own mapping is not kept."""
    given = {"sms": Reach(), Channel.EMAIL: Reach(suppressed=True)}
    recipient = Recipient(channels=given)  # type: ignore[arg-type]
    given.clear()

    assert recipient.channels == {Channel.SMS: Reach(), Channel.EMAIL: Reach(suppressed=True)}
    assert [type(channel) for channel in recipient.channels] == [Channel, Channel]


def test_an_unknown_channel_is_refused() -> None:
    """A channel that there is not is our own error, and is not repeated."""
    assert faults(Recipient, channels={"pigeon": Reach()}) == (
        "channels: not a known word; give one of email, sms, push, chat, marketplace_message, call"
    )


def test_a_recipient_s_zone_is_known_or_none() -> None:
    """A recipient without a zone is fine; one with a zone that does not exist is not."""
    with pytest.raises(UnknownName, match="no zone named 'Nowhere'"):
        Recipient(zone="Nowhere")

    assert (Recipient().zone, Recipient(zone="Europe/Berlin").zone) == (None, "Europe/Berlin")


def test_a_customer_s_level_may_be_its_value() -> None:
    """A level given as text becomes the word; one that there is not is refused."""
    assert Customer(id="c1", level="more").level is Level.MORE  # type: ignore[arg-type]
    assert (
        faults(Customer, id="c1", level="max") == "level: not a known word; give one of less, standard, more"
    )


def test_the_first_purchase_has_an_instant() -> None:
    """A first purchase without an offset would fall on another day elsewhere, and is refused."""
    assert Customer(id="c1", first_purchase_at=at(1)).first_purchase_at == at(1)
    assert faults(Customer, id="c1", first_purchase_at=NAIVE) == (
        "first_purchase_at: not an aware datetime; give an offset, as in 2026-10-05T22:40:00+09:00"
    )


@pytest.mark.parametrize("role", Role)
def test_without_a_receiver_the_buyer_is_both(role: Role) -> None:
    """Who buys for themselves is the person in either role, and there is one role."""
    customer = Customer(id="c1", buyer=Recipient(locale="ja"))

    assert (customer.recipient(role), customer.roles) == (Recipient(locale="ja"), (Role.BUYER,))


def test_a_gift_has_two_people() -> None:
    """With a receiver of its own an order has two people, the buyer first."""
    buyer, receiver = Recipient(locale="ja"), Recipient(locale="ru")
    customer = Customer(id="c1", buyer=buyer, receiver=receiver)

    assert [(role, customer.recipient(role)) for role in customer.roles] == [
        (Role.BUYER, buyer),
        (Role.RECEIVER, receiver),
    ]


def test_people_travel() -> None:
    """A customer that crosses a process is an equal one."""
    customer = Customer(
        id="c1",
        buyer=Recipient(
            name="Aoi",
            zone="Asia/Tokyo",
            quiet_hours=ClosedHours(start=time(22), end=time(7)),
            channels={Channel.SMS: Reach()},
        ),
    )

    assert pickle.loads(pickle.dumps(customer)) == customer  # noqa: S301 - our own bytes
