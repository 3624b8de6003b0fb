"""Every planted bug is caught by at least two suites that share no expectations; without it they pass.

The ordinary suite plants three; `make nightly` plants them all. `python -m tests.zoo` prints the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .bugs import BUGS, SUITES, Bug
from .planting import FAILED, FOUND, ROOT, grown, planted, run, weeded

SAMPLE = (
    "a key that contains the channel",
    "the wake-up forgets what waits for the morning",
    "silence may end an hour into the night",
)
CATCHES = [(bug, suite) for bug in BUGS for suite in bug.caught_by]
FIRST = {bug.name: bug.caught_by[0] for bug in BUGS}


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project to plant in."""
    return grown(tmp_path_factory.mktemp("zoo"))


@pytest.fixture
def beds(garden: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """Return the copy with the bug of this test in it, and take it out afterwards."""
    bug: Bug = request.getfixturevalue("bug")
    planted(garden, bug)
    yield garden
    weeded(garden, bug)


def caught(garden: Path, bug: Bug, suite: str) -> None:
    """See that a suite fails over a bug, and not for another reason than a failing test."""
    code, said = run(garden, suite)
    assert code == FAILED, f"{bug.name!r} got past {suite!r}, which ended with {code}:\n{said}"


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_bug_is_planted_in_live_code(bug: Bug) -> None:
    """What a bug replaces is found once in the code as it is, and two kinds of suites are named to catch it."""
    kinds = {suite.partition(":")[0] for suite in bug.caught_by}

    assert (ROOT / bug.file).read_text(encoding="utf-8").count(bug.old) == 1
    assert bug.old != bug.new
    assert len(kinds) >= 2
    assert set(bug.caught_by) <= SUITES.keys()


def test_names_are_used_once() -> None:
    """A row of the table is one bug, there are at least two dozen, and no suite is named in vain."""
    assert len({bug.name for bug in BUGS}) == len(BUGS) >= 24
    assert {suite for bug in BUGS for suite in bug.caught_by} == set(SUITES)
    assert set(SAMPLE) <= {bug.name for bug in BUGS}


@pytest.mark.parametrize("bug", [bug for bug in BUGS if bug.name in SAMPLE], ids=lambda bug: bug.name)
def test_a_sample_is_caught(beds: Path, bug: Bug) -> None:
    """A few bugs are caught by the quickest of their suites at every check."""
    caught(beds, bug, FIRST[bug.name])


@pytest.mark.nightly
@pytest.mark.parametrize("suite", SUITES)
def test_without_a_bug_a_suite_passes(garden: Path, suite: str) -> None:
    """A suite that catches bugs passes where there is none, so that a catch means something."""
    code, said = run(garden, suite)
    assert code == FOUND, said


@pytest.mark.nightly
@pytest.mark.parametrize(("bug", "suite"), CATCHES, ids=lambda one: one if isinstance(one, str) else one.name)
def test_every_bug_is_caught(beds: Path, bug: Bug, suite: str) -> None:
    """Each suite that is said to catch a bug fails over it."""
    caught(beds, bug, suite)
