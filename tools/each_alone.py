"""Check that each module is wholly covered by its own tests alone: `python tools/each_alone.py [MODULE ...]`.

A module's own tests are `tests/test_<module>.py`, `tests/test_<module>_*.py` and `tests/<module>/`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "postpurchase"
TESTS = ROOT / "tests"


def modules() -> list[str]:
    """Return the names of the modules and packages of the source, the face apart."""
    names = {path.stem for path in SOURCE.glob("*.py")} | {
        path.parent.name for path in SOURCE.glob("*/__init__.py")
    }
    return sorted(names - {"__init__"})


def own_tests(module: str) -> list[Path]:
    """Return the test files and folders that belong to a module."""
    bare = module.strip("_")
    return sorted([*TESTS.glob(f"test_{bare}.py"), *TESTS.glob(f"test_{bare}_*.py"), *TESTS.glob(f"{bare}/")])


def covered_alone(module: str) -> bool:
    """Run a module's own tests, and say whether they pass and leave no branch out."""
    tests = own_tests(module)
    if not tests:
        print(f"{module}: no tests of its own", flush=True)
        return False
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        f"--cov=postpurchase.{module}",
        "--cov-fail-under=100",
        *tests,
    ]
    run = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)  # noqa: S603 - our own tests
    print(f"{module}: {'covered' if run.returncode == 0 else 'not covered'}", flush=True)
    if run.returncode != 0:
        print(run.stdout, run.stderr, sep="\n", flush=True)
    return run.returncode == 0


def main(names: list[str]) -> int:
    """Check the modules named, or all; return 1 when one is not covered."""
    missed = [name for name in names or modules() if not covered_alone(name)]
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
