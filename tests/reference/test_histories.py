"""Twenty thousand short stories by every check, a million by night: the engine does as the model does.

The stories are plain seeded chance, aimed at the edges; each is planned one to four times, and every
plan is compared whole: verdicts, times, messages, actions, wake-up. What the two part over is
shrunk and printed with its seed. Every verdict and every reason has to be met often enough to count.
"""

from __future__ import annotations

import pytest

from postpurchase.vocabulary import Reason, VerdictKind
from tests.reference.comparing import Tally, compare, differences, shrunk
from tests.reference.stories import story

CHECKED, SHARDS = 20_000, 4
NIGHTLY, NIGHT_SHARDS = 1_000_000, 40
ENOUGH = 500
"""How often each verdict and reason is met in `CHECKED` stories or more, at least; in fewer, as often as that."""

NEVER_MET = frozenset(
    {
        Reason.CONTENT_CLASS,  # an offer is its own touchpoint of importance marketing: refused by `no_consent`
    }
)
"""The words of the contract that no plan gives as a reason yet, each with why."""


ONCE_APART = (
    20_604,
    59_610,
    65_145,
    90_228,
    99_691,
    99_732,
    107_866,
    118_057,
    130_723,
    137_743,
    156_482,
    156_673,
    157_718,
    830_763,
    876_274,
    1_186_673,
    1_254_828,
    1_524_331,
    1_583_803,
    1_734_332,
    1_789_088,
    1_811_811,
    1_825_166,
    2_086_090,
    2_208_480,
    2_211_375,
    2_560_160,
    5_158_638,
    6_152_581,
    6_199_434,
    6_326_890,
    7_461_337,
    7_652_663,
    8_134_882,
    8_442_334,
    9_223_513,
    9_819_447,
    9_851_741,
    9_856_397,
    11_783_203,
)
"""Stories beyond those of every check over which engine and model parted once, by night."""


def shard(number: int, of: int, whole: int) -> range:
    """Return the seeds of one shard."""
    return range(number * whole // of, (number + 1) * whole // of)


def assert_agreement(seeds: range) -> None:
    """Compare the stories of those seeds, and see that they were about enough."""
    tally = compare(seeds)
    print(f"stories {seeds.start:,} to {seeds.stop:,}: {tally}")  # noqa: T201 - the histogram, shown with -s
    if tally.apart:
        pytest.fail(told(tally))
    least = ENOUGH * min(len(seeds), CHECKED) // CHECKED
    met = tally.verdicts + tally.reasons
    wanted = {str(word) for word in (*VerdictKind, *Reason) if word not in NEVER_MET}
    assert {word: met[word] for word in wanted if met[word] < least} == {}
    assert sorted(met.keys() & NEVER_MET) == []


def told(tally: Tally) -> str:
    """Return what the two parted over, the first of them as small as it can be made."""
    small = shrunk(story(tally.apart[0].seed))
    first = next(differences(small, Tally()))
    rest = "\n".join(map(str, tally.apart[1:6]))
    return f"{len(tally.apart)} stories apart; the first, shrunk:\n{small}\n{first}\n{rest}"


@pytest.mark.parametrize("number", range(SHARDS))
def test_the_engine_agrees_with_the_model(number: int) -> None:
    """Over a quarter of twenty thousand stories the engine decides, says and wakes as the model does."""
    assert_agreement(shard(number, SHARDS, CHECKED))


@pytest.mark.parametrize("seed", ONCE_APART)
def test_what_parted_once_agrees(seed: int) -> None:
    """Where engine and model parted by night, they agree by day."""
    assert next(differences(story(seed), Tally()), None) is None


@pytest.mark.nightly
@pytest.mark.parametrize("number", range(NIGHT_SHARDS))
def test_the_engine_agrees_with_the_model_all_night(number: int) -> None:
    """The same holds of a million stories, a fortieth at a time."""
    assert_agreement(shard(number, NIGHT_SHARDS, NIGHTLY))


def test_a_disagreement_is_told_small() -> None:
    """What the two part over is told with its seed and no event that it does not need."""
    one = story(7)

    assert shrunk(one) is one
    assert str(one).startswith("story 7:")
    assert story(7) == one
