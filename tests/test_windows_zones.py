from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from postpurchase.windows import candidate_zones, zone
from postpurchase.windows.zones import _ZONES

DATABASE = files("tzdata").joinpath("zoneinfo")
MIDWINTER_AND_MIDSUMMER = tuple(datetime(2026, month, 1, tzinfo=UTC) for month in (1, 7))


def zones_of_countries() -> dict[str, list[str]]:
    """Return the zones of each country, as the time zone database lists them."""
    listed: dict[str, list[str]] = {}
    for line in DATABASE.joinpath("zone.tab").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            country, _, name, *_ = line.split("\t")
            listed.setdefault(country, []).append(name)
    return listed


def offsets(name: str) -> tuple[timedelta | None, ...]:
    """Return a zone's offsets in January and July, by the packaged database."""
    with DATABASE.joinpath(*name.split("/")).open("rb") as file:
        place = ZoneInfo.from_file(file, key=name)
    return tuple(moment.astimezone(place).utcoffset() for moment in MIDWINTER_AND_MIDSUMMER)


@pytest.mark.parametrize("country", sorted(_ZONES))
def test_every_candidate_resolves(country: str) -> None:
    """Each country of the table has at least one zone, and each zone exists."""
    names = candidate_zones(country)

    assert [zone(name).key for name in names] == [*names] != []


def test_the_table_has_the_countries_of_the_database() -> None:
    """No country is missing and none is made up."""
    assert sorted(_ZONES) == sorted(zones_of_countries())


def test_every_candidate_lies_in_its_country() -> None:
    """The database lists each zone of the table under the same country."""
    listed = zones_of_countries()

    assert [
        name for country in _ZONES for name in candidate_zones(country) if name not in listed[country]
    ] == []


def test_every_clock_of_a_country_has_a_candidate() -> None:
    """Whatever zone of a country a recipient lives in, some candidate keeps the same clock."""
    missed = {
        name
        for country, names in zones_of_countries().items()
        for name in names
        if offsets(name) not in {offsets(candidate) for candidate in candidate_zones(country)}
    }

    assert missed == set()


@pytest.mark.parametrize("country", [None, "", "XX", "jp", "JPN"])
def test_an_unknown_country_has_no_candidates(country: str | None) -> None:
    """Nothing is guessed from what is not an ISO 3166 alpha-2 code."""
    assert candidate_zones(country) == ()
