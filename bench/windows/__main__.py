"""Judge windows beside their peers: `python -m bench.windows DATA [--from DATE] [--until DATE] …`.

DATA is a folder with `olist/orders_flat.csv.gz` and `scms/SCMS_Delivery_History_Dataset.csv.gz`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

from bench.windows.data import LOCAL, Data, instant_of, olist, scms
from bench.windows.few import table as few
from bench.windows.judging import HEAD, LEVELS, Windows, difference, judged, line
from bench.windows.ours import Replay, replay
from bench.windows.peers import PEERS, promised
from postpurchase.eta import Anchor, Journey, Learned, arrival, fit
from postpurchase.eta.learned import dump_learned
from postpurchase.windows import Instant

GATES = ((0.8, 27.4), (0.9, 34.8))
HELD = 0.885
SIX = (*LEVELS, 0.25)


def say(text: str) -> None:
    """Print at once."""
    print(text, flush=True)


def asked_of(data: Data, first: Instant, last: Instant) -> list[Journey]:
    """Return the journeys that set out in the days judged."""
    return [one for one in data.journeys if first <= one.start < last]


def beside(data: Data, first: Instant, last: Instant, peers: Sequence[str], ours: Replay) -> None:
    """Print our row, the peers' rows, and the differences."""
    asked, place = asked_of(data, first, last), data.shape.place
    say(f"\n== {data.name}: {len(asked)} journeys\n{HEAD}")
    slack = list(promised(asked, data))
    if slack:
        kept = sum(days >= 0 for days in slack) / len(slack)
        say(
            f"{'the promise made at checkout (one-sided)':<44} {kept:>11.3f}   slack {sum(slack) / len(slack):.1f} days"
        )
    found: dict[str, Windows] = {}
    for name in peers:
        begun = process_time()
        found[name] = PEERS[name](data, first, last)
        say(f"{line(name, asked, found[name], place)}  {process_time() - begun:.0f} s")
    say(f"{line('ours', asked, ours.windows, place)}  {ours.seconds:.0f} s")
    for name, windows in found.items():
        parts = []
        for level in (0.8, 0.9):
            middle, low, high = difference(asked, ours.windows, windows, level)
            parts.append(f"{level:.0%}: {middle:+.2f} [{low:+.2f}, {high:+.2f}]")
        say(f"   ours lower than {name}: {'  '.join(parts)}")


def survivors(data: Data, first: Instant, last: Instant, ours: Replay) -> None:
    """Print what was told of orders still under way, beside the window they had been told first."""
    asked = asked_of(data, first, last)
    say(f"\n== still under way after some days\n{HEAD}")
    for age, windows in ours.survivors.items():
        kept = {key: ours.windows[key] for key in windows}
        say(line(f"{age} days: window kept", asked, kept, data.shape.place))
        say(line(f"{age} days: conditioned on being under way", asked, windows, data.shape.place))


SIZES = (1_000, 5_000, 10_000, 20_000, 40_000, 80_000)
MANY = 40_000
LINEAR = 1.25
"""How much more an order of the largest fit may cost than one of a quarter of it."""


def cost(data: Data) -> list[tuple[bool, str]]:
    """Print and judge what fitting and asking cost, by the number of orders, and how big a model is."""
    fitting: dict[int, float] = {}
    models: dict[int, Learned] = {}
    for size in SIZES:
        some = _copies(data, size)
        at = max(one.start for one in some)
        for _ in range(3):
            begun = process_time()
            models[size] = fit(some, data.shape, at=at, zone=LOCAL, holidays=data.holidays)
            fitting[size] = min(fitting.get(size, float("inf")), process_time() - begun)
        asked = min(_each(_asking(models[size]), some[-1_000:]) for _ in range(5))
        each = fitting[size] / size * 1e6
        say(
            f"   {size:>6} orders: fit {fitting[size]:.2f} s, {each:.0f} µs each; located and asked {asked * 1e6:.1f} µs"
        )
    model = models[MANY]
    found = [told for one in data.journeys[-2_000:] if (told := arrival(model, one)) is not None]
    best = min(_each(lambda told: told.quantiles(SIX), found) for _ in range(5))
    size_mb = len(json.dumps(dump_learned(model), separators=(",", ":"))) / 1e6
    grown = fitting[SIZES[-1]] / fitting[SIZES[-3]] * SIZES[-3] / SIZES[-1]
    return [
        (fitting[MANY] <= 2, f"fit of {MANY} orders: {fitting[MANY]:.2f} s of CPU; at most 2 s"),
        (grown <= LINEAR, f"an order of 80,000 beside one of 20,000: {grown:.2f} times; at most {LINEAR}"),
        (best <= 30e-6, f"six quantiles: {best * 1e6:.1f} µs; at most 30 µs"),
        (size_mb <= 1, f"a model as JSON: {size_mb:.2f} MB; at most 1 MB"),
    ]


def _copies(data: Data, size: int) -> list[Journey]:
    many = [*data.journeys] * (size // len(data.journeys) + 1)
    return [replace(one, id=str(n)) for n, one in enumerate(many[:size])]


def _asking(model: Learned) -> Callable[[Journey], object]:
    def ask(one: Journey) -> object:
        told = arrival(model, one)
        return None if told is None else told.quantiles(SIX)

    return ask


def _each(work: object, items: Sequence[object]) -> float:
    begun = process_time()
    for item in items:
        work(item)  # type: ignore[operator]
    return (process_time() - begun) / max(len(items), 1)


def main(given: Sequence[str]) -> int:
    """Run what is asked for; return 1 when a gate of the days for tuning is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.windows", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--from", dest="first", type=date.fromisoformat, default=date(2017, 9, 1))
    parser.add_argument("--until", dest="last", type=date.fromisoformat, default=date(2018, 5, 5))
    parser.add_argument("--only", choices=("purchase", "hand-over", "scms", "few", "cost"), action="append")
    parser.add_argument("--no-peers", action="store_true")
    options = parser.parse_args(given)
    first, last = instant_of(options.first), instant_of(options.last)
    parts = options.only or ("purchase", "hand-over", "scms", "few", "cost")
    peers = () if options.no_peers else tuple(PEERS)
    verdicts: list[tuple[bool, str]] = []
    if "purchase" in parts:
        data = olist(options.data / "olist")
        ours = replay(data, first, last, ages=(7, 14, 21))
        beside(data, first, last, peers, ours)
        survivors(data, first, last, ours)
        verdicts += gates(data, first, last, ours)
    if "hand-over" in parts:
        data = olist(options.data / "olist", from_hand_over=True)
        beside(data, first, last, peers[2:4], replay(data, first, last))
    for anchor in Anchor if "scms" in parts else ():
        data = scms(options.data / "scms", anchor=anchor)
        begin, end = instant_of(date(2010, 1, 1)), instant_of(date(2015, 6, 1))
        beside(data, begin, end, peers[2:3], replay(data, begin, end, every=28))
    for text in few(olist(options.data / "olist")) if "few" in parts else ():
        say(text)
    if "cost" in parts:
        verdicts += cost(olist(options.data / "olist"))
    for met, text in verdicts:
        say(f"goal {'met   ' if met else 'missed'}  {text}")
    return 0 if all(met for met, _ in verdicts) else 1


def gates(data: Data, first: Instant, last: Instant, ours: Replay) -> list[tuple[bool, str]]:
    """Return whether our windows meet what was set for the days of tuning."""
    asked = asked_of(data, first, last)
    found = {level: judged(asked, ours.windows, level, data.shape.place).whole for level in (0.8, 0.9)}
    verdicts = [
        (
            found[level].interval_score <= most,
            f"score at {level:.0%}: {found[level].interval_score:.2f}; at most {most}",
        )
        for level, most in GATES
    ]
    return [
        *verdicts,
        (found[0.9].coverage >= HELD, f"held at 90%: {found[0.9].coverage:.3f}; at least {HELD}"),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
