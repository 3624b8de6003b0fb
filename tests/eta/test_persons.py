"""What a model learns from is what many share, and never a person."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.eta.worlds import SHAPE, UTC, day, journeys

from postpurchase.errors import InvalidInput
from postpurchase.eta.dumping import dump_model
from postpurchase.eta.fitting import fit
from postpurchase.eta.history import Columns, Flaw, History, learn, read_history
from postpurchase.eta.journeys import Shape
from postpurchase.eta.persons import is_address, named_in

FIRST = ("Erika", "Max", "佐藤", "O'Neill", "Jean-Luc", "Zoë")
LAST = ("Muster", "Mustermann", "花子", "Picard", "de la Cruz", "Иванова")
NAMES = [f"{first} {last}" for first in FIRST for last in LAST]
STREETS = [f"{name} {n}" for name in ("Hauptstr.", "渋谷", "Lange Gasse") for n in range(1, 12)]
TAUGHT = "leave it out, or give what many orders share, as a region"


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("erika@example.org", True),
        ("Erika <erika@mail.example.org>", True),
        ("+81 3-1234-5678", True),
        ("(030) 1234 567", True),
        ("090-1234-5678", True),
        ("10115", False),
        ("150-0001", False),
        ("01310-100", False),
        ("02134-1234", False),
        ("6109100010", False),
        ("meet @ noon", False),
        ("Berlin", False),
    ],
)
def test_addresses_and_numbers_are_known_by_their_looks(word: str, found: bool) -> None:
    """Mail addresses and telephone numbers are; postcodes and customs numbers are not."""
    assert is_address(word) is found


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({f"m{n}@example.org": 3 for n in range(5)}, "e-mail addresses or telephone numbers"),
        ({"Berlin": 95, "m@example.org": 5}, None),
        (dict.fromkeys(NAMES, 3), "names"),
        (dict.fromkeys(STREETS, 3), "streets"),
        (dict.fromkeys(NAMES, 50), None),
        (dict.fromkeys(NAMES[:19], 1), None),
        ({"New York": 9, "New Jersey": 9, "Bad Homburg": 9}, None),
        ({f"Postleitgebiet{chr(65 + n % 26)}{chr(97 + n // 26)}": 1 for n in range(60)}, "a word of its own"),
        ({str(10_000 + n): 1 for n in range(400)}, None),
        ({f"SW{n}A 1AA": 1 for n in range(90)}, None),
        ({f"Stadt{chr(97 + n)}": 1 for n in range(26)}, None),
        ({}, None),
    ],
)
def test_names_and_streets_are_many_and_look_alike(counts: dict[str, int], found: str | None) -> None:
    """Few, or such as come again and again, are places and services; what nearly every order has alone is neither."""
    said = named_in(counts)

    assert (said or "").startswith(found or "")
    assert (said is None) is (found is None)


def table(words: list[str]) -> History:
    """Return the history of one order for each word, delivered the next day."""
    begun = datetime(2026, 5, 1, 9, tzinfo=UTC)
    rows = [
        {"no": str(n), "p": begun + timedelta(hours=n), "d": begun + timedelta(hours=n + 24), "w": word}
        for n, word in enumerate(words)
    ]
    columns = Columns(id="no", placed="p", delivered="d", words={"who": "w"}, zone=UTC)
    return read_history(rows, columns, at=datetime(2026, 9, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([f"m{n}@example.org" for n in range(60)], "e-mail addresses or telephone numbers"),
        (NAMES * 3, "names"),
        ([f"{n} High Street" for n in range(1, 70)], "streets"),
        ([f"W{'x' * n}" for n in range(60)], "a word of its own for nearly every order"),
    ],
)
def test_a_column_of_persons_is_refused(words: list[str], found: str) -> None:
    """The error says what the column holds and what would be right, and none of it."""
    with pytest.raises(InvalidInput) as raised:
        table(words)

    assert str(raised.value) == f"columns.words.who: {found}; {TAUGHT}"


def test_an_address_among_regions_is_left_out() -> None:
    """A slip of somebody's is a flaw of its row, which is used without it, and is in no model."""
    history = table([*["BE", "BY"] * 50, "erika@example.org", "+49 30 1234567"])
    model = learn(history, Shape(words={"who": 20}, place="who"))

    assert [(one.row, one.flaw) for one in history.flaws] == [(101, Flaw.PERSONAL), (102, Flaw.PERSONAL)]
    assert (len(history.lives), history.lives[100].words) == (102, {})
    assert "example" not in json.dumps(dump_model(model))


def test_journeys_made_by_hand_are_looked_at_too() -> None:
    """Whoever fits without a table is told the same, of a single address."""
    known = list(journeys(10))
    known[3] = replace(known[3], words={"to": "erika@example.org"})
    everybody = [replace(one, words={"to": f"Erika M{'u' * n}"}) for n, one in enumerate(known[:60])]

    for some, found in ((known, "e-mail addresses or telephone numbers"), (everybody, "names")):
        with pytest.raises(InvalidInput) as raised:
            fit(some, SHAPE, at=day(10), zone=UTC)
        assert str(raised.value) == f"shape.words.to: {found}; {TAUGHT}"
