from __future__ import annotations

from typing import Any

import pytest

from postpurchase.policy import ANYTHING, REGIME_OF, SHOP_SPEAKS, Regime, Rule
from postpurchase.vocabulary import Channel, Party, Service

ASKED = ("delivered", "sms", "next_day")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, True),
        ({"touchpoint": "delivered"}, True),
        ({"touchpoint": "dispatched"}, False),
        ({"channel": Channel.SMS}, True),
        ({"channel": Channel.EMAIL}, False),
        ({"regime": Regime.NEXT_DAY}, True),
        ({"regime": Regime.LATER}, False),
        ({"touchpoint": "delivered", "channel": "sms", "regime": "next_day"}, True),
        ({"touchpoint": "delivered", "channel": "sms", "regime": "pickup"}, False),
    ],
)
def test_a_rule_fits_what_it_names(given: dict[str, Any], *, expected: bool) -> None:
    """A rule fits when everything it names is what is asked about; an asterisk fits anything."""
    assert Rule(owner=Party.COURIER, **given).fits(*ASKED) is expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, []),
        ({"channel": "sms", "regime": "pickup"}, []),
        (
            {"channel": "pigeon"},
            [
                "channel: no known channel; give one of email, sms, push, chat, marketplace_message, call, or '*'"
            ],
        ),
        (
            {"regime": "overnight"},
            ["regime: no known regime; give one of next_day, later, pickup, marketplace, or '*'"],
        ),
    ],
)
def test_a_rule_names_what_there_is(given: dict[str, Any], expected: list[str]) -> None:
    """A rule for a channel or regime that there is not would never fit, and is a fault."""
    assert [str(fault) for fault in Rule(owner=Party.COURIER, **given).faults()] == expected


def test_the_shop_speaks_of_anything() -> None:
    """The last rule of all fits everything, on every channel, in every regime."""
    fitting = [SHOP_SPEAKS.fits("anything", channel, regime) for channel in Channel for regime in Regime]

    assert (SHOP_SPEAKS.owner, set(fitting), ANYTHING) == (Party.SHOP, {True}, "*")


def test_every_service_has_its_regime() -> None:
    """Services and regimes answer to each other by name, one to one."""
    assert {service: REGIME_OF[service] for service in Service} == {
        Service.NEXT_DAY: Regime.NEXT_DAY,
        Service.LATER: Regime.LATER,
        Service.PICKUP: Regime.PICKUP,
        Service.MARKETPLACE: Regime.MARKETPLACE,
    }
    assert set(REGIME_OF.values()) == set(Regime)
