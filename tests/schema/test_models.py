"""The JSON Schema of a model says what `load_model` reads."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from postpurchase.errors import InvalidInput
from postpurchase.eta.dumping import dump_model, load_model
from postpurchase.eta.model import LearnedModel
from postpurchase.schema import json_schema
from postpurchase.schema.models import MODEL
from tests.eta.test_dumping import HAND, ROUTE
from tests.eta.worlds import learned


def is_valid(tree: Any) -> bool:
    """Tell whether a tree is a model by the schema."""
    return not list(Draft202012Validator(MODEL).iter_errors(tree))


def is_read(tree: Any) -> bool:
    """Tell whether a tree is a model by what reads it."""
    try:
        load_model(tree)
    except InvalidInput:
        return False
    return True


def test_what_is_dumped_is_valid() -> None:
    """Peaks, calendars, intervals and what was learned included; a case shows the same schema."""
    tree = json.loads(json.dumps(dump_model(LearnedModel(whole=learned(30), route=ROUTE))))

    assert (is_valid(tree), is_read(tree)) == (True, True)
    assert json_schema("case")["properties"]["model"]["anyOf"][0]["properties"].keys() == tree.keys() | {
        "carriage",
        "dispatch",
    }


@pytest.mark.parametrize(
    ("tree", "is_model"),
    [
        ({"format": 1, "route": HAND}, True),
        ({"format": 1, "level": 0.9, "route": {**HAND, "scan_days": 3}}, True),
        ({"format": 2, "route": HAND}, False),
        ({"route": HAND}, False),
        ({"format": 1, "rout": HAND}, False),
        ({"format": 1, "level": 0.2, "route": HAND}, False),
        ({"format": 1, "route": {"zone": "Asia/Tokyo"}}, False),
        ({"format": 1, "route": {**HAND, "leg": []}}, False),
        ({"format": 1, "route": {**HAND, "legs": []}}, False),
        ({"format": 1, "route": {**HAND, "legs": [{"kind": "lastmile", "days": [0, 1]}]}}, False),
        ({"format": 1, "route": {**HAND, "legs": [{"kind": "handling", "days": [0]}]}}, False),
        ({"format": 1, "route": {**HAND, "courier": {"intervals": []}}}, False),
        ({"format": 1, "route": {**HAND, "peaks": [{"start": "2026-12-01"}]}}, False),
    ],
)
def test_both_take_and_refuse_the_same(tree: Any, is_model: bool) -> None:
    """What the schema lets through is read, and what it refuses is not."""
    assert (is_valid(tree), is_read(tree)) == (is_model, is_model)
