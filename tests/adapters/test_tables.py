"""The vendors' tables against the vendors' published lists."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from postpurchase.adapters import aftership, easypost
from postpurchase.adapters.meanings import Meaning, Table, faults_of
from postpurchase.events import Trouble
from postpurchase.vocabulary import EventKind, Problem

EASYPOST_STATUSES = """
unknown pre_transit in_transit out_for_delivery delivered available_for_pickup return_to_sender failure
cancelled error
"""

EASYPOST_DETAILS = """
address_correction arrived_at_destination arrived_at_facility arrived_at_pickup_location awaiting_information
cancelled damaged delayed delivery_exception departed_facility departed_origin_facility expired failure held
in_transit label_created lost missorted out_for_delivery received_at_destination_facility
received_at_origin_facility refused return status_update transferred_to_destination_carrier
transit_exception unknown weather_delay
"""

AFTERSHIP_TAGS = """
Pending InfoReceived InTransit OutForDelivery AttemptFail Delivered AvailableForPickup Exception Expired
"""

AFTERSHIP_SUBTAGS = " ".join(
    f"{tag}_{number:03}"
    for tag, numbers in {
        "Pending": [1],
        "InfoReceived": [1],
        "InTransit": range(1, 10),
        "OutForDelivery": range(1, 5),
        "AttemptFail": range(1, 4),
        "Delivered": range(1, 6),
        "AvailableForPickup": [1],
        "Exception": [*range(1, 14), 16, 17, 18],
        "Expired": [1],
    }.items()
    for number in numbers
)

TABLES = [
    (easypost.STATUSES, EASYPOST_STATUSES),
    (easypost.DETAILS, EASYPOST_DETAILS),
    (aftership.TAGS, AFTERSHIP_TAGS),
    (aftership.SUBTAGS, AFTERSHIP_SUBTAGS),
]


@pytest.mark.parametrize(("table", "published"), TABLES)
def test_the_tables_are_total(table: Table, published: str) -> None:
    """Every published value is in its table, and nothing else is."""
    assert sorted(table) == sorted(word.casefold() for word in published.split())


@pytest.mark.parametrize(("table", "published"), TABLES)
def test_the_tables_are_sound(table: Table, published: str) -> None:
    """Words are folded, kinds are kinds of event, problems are problems, details fit their kinds."""
    meanings = [meaning for meaning in table.values() if meaning is not None]
    problems = [m.details.problem for m in meanings if isinstance(m.details, Trouble)]

    assert faults_of(table) == []
    assert {type(meaning.kind) for meaning in meanings} == {EventKind}
    assert [problem for problem in problems if not isinstance(problem, Problem)] == []


@pytest.mark.parametrize("module", [easypost, aftership])
def test_no_word_is_written_twice(module: object) -> None:
    """A table's source gives each word one meaning; the later of two would win in silence."""
    source = Path(str(getattr(module, "__file__", ""))).read_text(encoding="utf-8")
    tables = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Dict)]
    twice = [
        word
        for table in tables
        for word, times in Counter(ast.unparse(key) for key in table.keys if key).items()
        if times > 1
    ]

    assert len(tables) == 2
    assert twice == []


def test_the_lint_finds_faults() -> None:
    """A word that is not folded and details of the wrong shape are both named."""
    table = {"Held ": None, "lost": Meaning(EventKind.LOST, Trouble()), "fine": Meaning(EventKind.LOST)}

    assert faults_of(table) == ["'Held ' is not folded", "'lost' gives lost a Trouble"]


def test_the_special_sets_name_known_words() -> None:
    """The sets that bend a table's reading hold only words of that table."""
    assert set(easypost.STATUSES) >= easypost.SETTLING
    assert set(easypost.DETAILS) >= easypost.SILENT - {""}
    assert set(aftership.TAGS) >= aftership.WIDE


CANONICAL = {
    "easypost": {
        "pre_transit/label_created": "shipment_announced",
        "in_transit/received_at_origin_facility": "accepted",
        "in_transit/arrived_at_facility": "arrived",
        "in_transit/departed_facility": "departed",
        "in_transit/departed_origin_facility": "departed",
        "in_transit/unknown": "departed",
        "in_transit/held": "problem_raised",
        "in_transit/awaiting_information": "problem_raised",
        "in_transit/transferred_to_destination_carrier": "passed_to_courier",
        "in_transit/received_at_destination_facility": "arrived_in_city",
        "out_for_delivery/out_for_delivery": "out_for_delivery",
        "failure/delivery_exception": "attempt_failed",
        "failure/refused": "attempt_failed",
        "available_for_pickup/unknown": "ready_for_pickup",
        "in_transit/arrived_at_pickup_location": "ready_for_pickup",
        "delivered/arrived_at_destination": "delivered",
        "return_to_sender/return": "return_started",
        "in_transit/return": "return_started",
        "failure/lost": "lost",
        "failure/damaged": "problem_raised",
        "in_transit/delayed": "problem_raised",
        "in_transit/weather_delay": "problem_raised",
        "in_transit/missorted": "problem_raised",
        "in_transit/address_correction": "unclassified",
        "cancelled/cancelled": "shipment_cancelled",
        "unknown/expired": "tracking_expired",
        "unknown/unknown": None,
        "error/unknown": None,
        "failure/unknown": "problem_raised",
        "error/transit_exception": "problem_raised",
        "in_transit/transit_exception": "problem_raised",
    },
    "aftership": {
        "InfoReceived_001": "shipment_announced",
        "InTransit_002": "accepted",
        "InTransit_003": "arrived",
        "InTransit_007": "departed",
        "InTransit_004": "entered_country",
        "InTransit_006": "customs_started",
        "InTransit_005": "customs_released",
        "Exception_004": "customs_held",
        "Exception_018": "problem_raised",
        "Exception_006": "duty_due",
        "OutForDelivery_003": "appointment_needed",
        "OutForDelivery_004": "appointment_agreed",
        "OutForDelivery_001": "out_for_delivery",
        "AttemptFail_001": "attempt_failed",
        "Exception_003": "attempt_failed",
        "Exception_007": "attempt_failed",
        "AvailableForPickup_001": "ready_for_pickup",
        "OutForDelivery_002": "ready_for_pickup",
        "Exception_008": "pickup_expired",
        "Delivered_001": "delivered",
        "Delivered_002": "delivered",
        "Exception_010": "return_started",
        "Exception_011": "returned",
        "Exception_013": "lost",
        "Exception_012": "problem_raised",
        "Exception_005": "problem_raised",
        "Exception_016": "problem_raised",
        "Exception_017": "problem_raised",
        "InTransit_008": "problem_resolved",
        "InTransit_009": "redirected",
        "Expired_001": "tracking_expired",
        "Pending_001": None,
        "Exception_001": "problem_raised",
        "Exception_002": "problem_raised",
        "Exception_009": "problem_raised",
    },
}


def meaning_of(vendor: str, code: str) -> Meaning | None:
    """Return what a vendor's documented code means."""
    if vendor == "easypost":
        coarse, _, fine = code.partition("/")
        return easypost.reading(coarse, fine).meaning
    return aftership.reading(code.partition("_")[0], code).meaning


@pytest.mark.parametrize("vendor", CANONICAL)
def test_the_mapping(vendor: str) -> None:
    """Each documented code becomes the kind of event that the trade's own words say."""
    expected = CANONICAL[vendor]
    actual = {code: meaning_of(vendor, code) for code in expected}

    assert {code: meaning and meaning.kind.value for code, meaning in actual.items()} == expected


PROBLEMS = {
    ("easypost", "in_transit/held"): "held",
    ("easypost", "in_transit/awaiting_information"): "documents",
    ("easypost", "failure/damaged"): "damaged",
    ("easypost", "in_transit/delayed"): "delayed",
    ("easypost", "in_transit/weather_delay"): "delayed",
    ("easypost", "in_transit/missorted"): "delayed",
    ("easypost", "failure/failure"): "other",
    ("aftership", "Exception_001"): "other",
    ("aftership", "Exception_002"): "address",
    ("aftership", "Exception_005"): "delayed",
    ("aftership", "Exception_009"): "other",
    ("aftership", "Exception_012"): "damaged",
    ("aftership", "Exception_016"): "delayed",
    ("aftership", "Exception_017"): "delayed",
    ("aftership", "Exception_018"): "documents",
}


@pytest.mark.parametrize(("vendor", "code"), PROBLEMS)
def test_the_problems(vendor: str, code: str) -> None:
    """A code that tells what is wrong raises that problem and no other."""
    meaning = meaning_of(vendor, code)

    assert meaning is not None
    assert meaning.details == Trouble(problem=Problem(PROBLEMS[vendor, code]))
