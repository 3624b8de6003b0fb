"""Law 12, and an order's life in the hands of a host that dies, hears things late and twice, and has a bad clock."""

from __future__ import annotations

import random

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

import postpurchase as pp
from postpurchase.policy import Guarantee
from postpurchase.windows import Instant

from .histories import History, history
from .hosts import Crash, Host, SendsFirst, Stage
from .mishaps import ANSWERS, Life, with_mail
from .witness import all_faults, faults_so_far, watch

SEEDS = range(6_000, 6_500)
ENOUGH = 1_000
DOWN = (0, 1, 599, 600, 601, 3_600, 43_200, 86_401)
"""How long a host stays down; the lease is ten minutes."""

RECOVERY = 3 * 86_400
"""How long before its end a life sees its last death."""


def crashing(past: History, kind: type[Host] = Host) -> tuple[Host, int]:
    """Live a history with a host that dies as its seed says, at last come to rest; and count its deaths."""
    dice = random.Random(past.seed)
    host = kind(
        policy=with_mail(past.policy, dice.choice(tuple(Guarantee))), customer=past.customer, watch=watch
    )
    deaths, now = 0, past.start
    ahead = sorted([*past.events, *past.observed], key=known_from)
    while True:
        while ahead and known_from(ahead[0]) <= now:
            one = ahead.pop(0)
            host.hear(one) if isinstance(one, pp.Event) else host.note(one)
        dies = dice.choice(tuple(Stage)) if dice.random() < 0.7 and now < past.end - RECOVERY else None
        try:
            for _ in host.work(now, dies=dies, answers=dice.choices(ANSWERS, k=4)):
                pass
        except Crash:
            deaths += 1
            host.due = now + dice.choice(DOWN)
        steps = [t for t in (host.due, known_from(ahead[0]) if ahead else None) if t is not None]
        if not steps or min(steps) > past.end:
            return host, deaths
        now = min(steps)


def known_from(one: pp.Event | pp.Row) -> Instant:
    """Return when an event or a row can be known."""
    return one.learned if isinstance(one, pp.Event) else one.t


@pytest.mark.law(12)
def test_crashes_neither_repeat_nor_lose() -> None:
    """Where keys are reserved uniquely and crashes are finitely many, an at-most-once message never goes twice, and an at-least-once message goes unless it has ceased to be true."""
    counted = 0
    for seed in SEEDS:
        past = history(seed)
        host, deaths = crashing(past)
        counted += deaths
        assert all_faults(host, past.end) == [], seed
    assert counted >= ENOUGH


def test_sending_first_is_caught() -> None:
    """A host that sends before it writes anything down tells somebody twice, and this is seen."""
    lives = (crashing(history(seed), SendsFirst)[0] for seed in SEEDS)

    assert any("told twice" in fault for host in lives for fault in faults_so_far(host))


class BrokenLife(Life):
    """The same life in the hands of a host that sends first."""

    kind = SendsFirst


def steps(examples: int) -> settings:
    """Return settings for so many lives, or as many as the profile wants if that is more."""
    return settings(max_examples=max(examples, settings.default.max_examples), stateful_step_count=30)


def test_a_life_of_mishaps() -> None:
    """Whatever happens in whatever order, and however the host dies, nothing is held against it."""
    run_state_machine_as_test(Life, settings=steps(150))


def test_a_host_that_sends_first_is_found_out() -> None:
    """The same mishaps show a host that sends before it reserves."""
    with pytest.raises(AssertionError, match=r"told twice|in doubt"):
        run_state_machine_as_test(BrokenLife, settings=settings(steps(150), phases=[Phase.generate]))
