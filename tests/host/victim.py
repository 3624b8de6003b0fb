"""A worker that is killed at one of its steps; run as a program of its own."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from postpurchase.policy import Guarantee
from tests.host.fakes import Clock, Fuse, die
from tests.host.places import Place
from tests.host.stories import World


def main(kind: str, address: str, folder: str, guarantee: str, now: str, step: str, nth: str) -> None:
    """Work on what is due until the step comes for the nth time."""
    world = World(
        place=Place(kind, address),
        folder=Path(folder),
        guarantee=Guarantee(guarantee),
        clock=Clock(now=datetime.fromisoformat(now)),
    )
    with world.worker(Fuse(at=(step, int(nth)), blow=die)) as worker:
        while worker.work():
            pass


if __name__ == "__main__":
    main(*sys.argv[1:])
