"""Law 16: a plan touches nothing, and is the same everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HISTORIES = 150
WORLDS = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8"},
    {"PYTHONHASHSEED": "random", "TZ": "America/St_Johns", "LC_ALL": "ru_RU.UTF-8", "PYTHONOPTIMIZE": "1"},
)


def fingerprint(world: dict[str, str]) -> tuple[str, int, str]:
    """Return the hash of all plans made in that world, their number, and what they touched."""
    environment = {**os.environ, **world, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}  # noqa: TID251
    command = [sys.executable, "-m", "tests.laws.fingerprint", str(HISTORIES)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    digest, plans, touched = done.stdout.strip().split(" ", 2)
    return digest, int(plans), touched


@pytest.mark.law(16)
def test_the_same_bytes_everywhere() -> None:
    """With zones and locales warm, a plan touches no clock, file, socket, environment or chance, and its bytes are equal in every process, under every hash seed and in every locale, for the time-zone data it names."""
    seen = [fingerprint(world) for world in WORLDS]

    assert {digest for digest, _, _ in seen} == {seen[0][0]}
    assert {touched for _, _, touched in seen} == {"[]"}
    assert min(plans for _, plans, _ in seen) >= 1_000
