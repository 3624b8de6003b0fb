"""What all tests share: the shared material, the golden files and the profiles of chance."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("POSTPURCHASE_SHARED", ROOT.parent / "shared"))  # noqa: TID251 - the one setting of the suite

settings.register_profile(
    "ci", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "nightly",
    deadline=None,
    max_examples=2_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci")  # --hypothesis-profile=nightly overrides it


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave alone what holds no tests: doctests are looked for in the source only."""
    is_module = collection_path.suffix == ".py" and collection_path.name != "conftest.py"
    return True if is_module and not collection_path.name.startswith("test_") else None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch that rewrites golden files instead of comparing them."""
    parser.addoption("--golden", action="store_true", help="rewrite the golden files; read the diff")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Under `--golden` run only what compares with golden files."""
    if config.getoption("--golden"):
        items[:] = [item for item in items if "golden" in getattr(item, "fixturenames", ())]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared material, or skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared material is neither at ../shared nor at $POSTPURCHASE_SHARED")
    return SHARED.resolve()


class Golden:
    """Texts that a person has read once, and that may change only when one reads them again."""

    def __init__(self, *, rewrite: bool) -> None:
        self.rewrite = rewrite

    def agree(self, path: Path, actual: str) -> None:
        """Compare a text with its golden file, or write it there under `--golden`."""
        if self.rewrite:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8")
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        assert actual == expected, f"{path.relative_to(ROOT)} differs; run `make golden` and read the diff"


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return the comparison with golden files."""
    return Golden(rewrite=request.config.getoption("--golden"))
