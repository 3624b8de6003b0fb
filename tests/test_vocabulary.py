from __future__ import annotations

import inspect
import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from postpurchase import vocabulary
from postpurchase.errors import InvalidInput
from postpurchase.vocabulary import (
    COMPARABLE_QUALITIES,
    IMPORTANCE_RANK,
    OWN_ACTS,
    ROW_RANK,
    TOUCHPOINTS,
    Channel,
    DeliveredHow,
    EventKind,
    Importance,
    Milestone,
    RowKind,
    TimeQuality,
    Word,
)

ROOT = Path(__file__).parents[1]
WORDS = [
    thing
    for _, thing in inspect.getmembers(vocabulary, inspect.isclass)
    if issubclass(thing, Word) and thing is not Word
]
MILESTONES = """
    placed confirmed hold_opened hold_released secured unavailable production_started
    production_finished in_country received inspected ready announced dispatched
    last_part_dispatched entered_country in_city appointment_needed appointment_agreed
    contact_failed out_for_delivery attempt_failed ready_for_pickup pickup_expired delivered
    all_delivered delayed address_problem action_required tracking_changed courier_changed
    lines_cancelled cancelled expired refunded return_started returned lost found contested
    claim_opened extension_requested level_changed contacted inquired closed
"""
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@pytest.mark.parametrize("words", WORDS)
def test_values_are_names_in_lower_case(words: type[Word]) -> None:
    """What JSON says is what Python says, in lower case."""
    assert {word.value: bool(SNAKE.fullmatch(word.value)) for word in words} == {
        name.lower(): True for name in words.__members__
    }


@pytest.mark.parametrize("words", WORDS)
def test_every_vocabulary_says_what_it_is(words: type[Word]) -> None:
    """Every vocabulary has a docstring of its own and at least two words."""
    assert (bool(words.__doc__) and words.__doc__ != Word.__doc__, len(words) >= 2) == (True, True)


@pytest.mark.parametrize("words", WORDS)
def test_a_word_is_its_string(words: type[Word]) -> None:
    """A word equals, hashes and is looked up as its value, and comes back from it."""
    for word in words:
        assert (word == word.value, hash(word) == hash(word.value), words(word.value) is word) == (
            True,
            True,
            True,
        )
        assert ({word: 1}[word.value], f"{word}") == (1, word.value)  # type: ignore[index]


def test_words_travel() -> None:
    """A word that crosses a process is the very same member."""
    back = pickle.loads(pickle.dumps(EventKind.DELIVERED))  # noqa: S301 - our own bytes

    assert back is EventKind.DELIVERED


ALL_CHANNELS: Final = "give call, chat, email, marketplace_message, push or sms"


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("smoke signals", ALL_CHANNELS),
        ("emial", "give email"),
        ("EMAIL", "give email"),
        ("", ALL_CHANNELS),
        (None, ALL_CHANNELS),
        (3, ALL_CHANNELS),
        (["email"], ALL_CHANNELS),
    ],
)
def test_an_unknown_word_is_refused(given: object, right: str) -> None:
    """What is no word of a vocabulary is our own error, which does not repeat it but says what may be meant."""
    with pytest.raises(InvalidInput) as raised:
        Channel(given)  # type: ignore[arg-type]

    assert str(raised.value) == f"(whole): not a known word; {right}"
    assert raised.value.__context__ is None


@pytest.mark.parametrize(
    ("given", "right"),
    [("order_placd", "give order_placed"), ("zzz", "give a member of EventKind, or its value")],
)
def test_of_many_words_only_near_ones_are_named(given: str, right: str) -> None:
    """Nobody reads a list of eighty."""
    with pytest.raises(InvalidInput) as raised:
        EventKind(given)

    assert right in str(raised.value)


def test_every_kind_of_row_has_a_rank() -> None:
    """Rows rank in the order of the formal core; a bounce and giving up end an attempt alike."""
    assert {kind.value: ROW_RANK[kind] for kind in RowKind} == {
        "requested": 0,
        "reserved": 1,
        "unknown": 2,
        "failed": 3,
        "sent": 4,
        "bounced": 5,
        "abandoned": 5,
    }


def test_every_importance_has_a_rank() -> None:
    """Importances rank in the order in which they are declared, the greatest first."""
    assert sorted(Importance, key=IMPORTANCE_RANK.__getitem__) == list(Importance)
    assert sorted(IMPORTANCE_RANK.values()) == list(range(len(Importance)))


def test_comparable_times_are_known_instants() -> None:
    """Only times whose offset is known or claimed are compared across sources."""
    assert set(TimeQuality) - COMPARABLE_QUALITIES == {
        TimeQuality.LOCAL_UNKNOWN,
        TimeQuality.DATE_ONLY,
        TimeQuality.YEARLESS,
    }


def test_own_acts_are_deliveries_into_the_recipient_s_hands() -> None:
    """Of all deliveries only taking it in person and fetching it are the recipient's own act."""
    assert {how for how in DeliveredHow if how in OWN_ACTS} == {
        DeliveredHow.IN_PERSON,
        DeliveredHow.COLLECTED,
    }


ADDED: Final = {"found", "order_reopened"}
"""The touchpoints of the presets that others do not rely on yet."""


def test_the_touchpoints_are_those_of_the_contract(shared: Path) -> None:
    """The names of touchpoints are those that others rely on, and what was added since."""
    text = (shared / "contract.md").read_text(encoding="utf-8")
    section = text.partition("## Touchpoints of the presets")[2].partition("## Reasons")[0]

    assert set(TOUCHPOINTS) == set(re.findall(r"`([a-z_]+)`", section)) | ADDED
    assert len(TOUCHPOINTS) == len(set(TOUCHPOINTS))


def test_the_kinds_of_events_are_those_of_the_contract(shared: Path) -> None:
    """The kinds of events are those that others rely on, no more and no fewer."""
    text = (shared / "contract.md").read_text(encoding="utf-8")
    section = text.partition("| kinds | extra fields |")[2].partition("## Touchpoints")[0]
    first_cells = [row.split("|")[1] for row in section.splitlines() if row.count("|") > 2]

    assert sorted(EventKind) == sorted(re.findall(r"`([a-z_]+)`", " ".join(first_cells)))


def test_the_reasons_are_those_of_the_contract(shared: Path) -> None:
    """The reasons are those that others rely on, no more and no fewer."""
    text = (shared / "contract.md").read_text(encoding="utf-8")
    section = text.partition("## Reasons")[2].partition("Each carries its data")[0]

    assert set(vocabulary.Reason) == set(re.findall(r"`([a-z_]+)`", section))


def test_milestones_are_not_renamed() -> None:
    """Milestones are names in policies that shops keep: others may join these, none may go."""
    assert set(MILESTONES.split()) <= set(Milestone)


def test_words_need_nothing_but_what_makes_classes_and_errors() -> None:
    """The lowest floor loads no module of ours but those it stands on."""
    code = "import sys, postpurchase.vocabulary; print(*sorted(m for m in sys.modules if m.startswith('postpurchase')))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "src",
        capture_output=True,
        text=True,
        check=True,
    )

    ours = [f"postpurchase{name}" for name in ("", ".classes", ".enums", ".errors", ".tuples", ".vocabulary")]
    assert done.stdout.split() == ours
