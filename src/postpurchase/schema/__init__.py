"""The boundary where JSON and TOML become values and values become JSON.

`loads` reads text within bounds; `load_*` check a tree and make the value, reporting every fault at
once as `path: what is wrong; what would be right`; `dump_*` write trees that read back as equal values.
Pydantic is imported here and nowhere else, when the first tree comes that needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postpurchase.schema.cases import Case, Run, Step
from postpurchase.schema.fields import ROOTS
from postpurchase.schema.loading import (
    check_dispute,
    dump_case,
    dump_customer,
    dump_event,
    dump_row,
    load_case,
    load_customer,
    load_event,
    load_events,
    load_instant,
    load_policy,
    load_row,
    load_rows,
    load_shop,
)
from postpurchase.schema.reading import loads
from postpurchase.schema.settings import dump_policy

if TYPE_CHECKING:
    from postpurchase.schema.disputes import dispute_bytes, dump_dispute
    from postpurchase.schema.forms import json_schema
    from postpurchase.schema.plans import dump_plan
    from postpurchase.schema.records import dump_answer_pack, dump_timeline

__all__ = [
    "ROOTS",
    "Case",
    "Run",
    "Step",
    "check_dispute",
    "dispute_bytes",
    "dump_answer_pack",
    "dump_case",
    "dump_customer",
    "dump_dispute",
    "dump_event",
    "dump_plan",
    "dump_policy",
    "dump_row",
    "dump_timeline",
    "json_schema",
    "load_case",
    "load_customer",
    "load_event",
    "load_events",
    "load_instant",
    "load_policy",
    "load_row",
    "load_rows",
    "load_shop",
    "loads",
]

# What stands beside pydantic's types is imported when first asked for.
_HOME: Final = {
    "dispute_bytes": "disputes",
    "dump_answer_pack": "records",
    "dump_dispute": "disputes",
    "dump_plan": "plans",
    "dump_timeline": "records",
    "json_schema": "forms",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'postpurchase.schema' has no attribute {name!r}")
    module = __import__(f"postpurchase.schema.{_HOME[name]}", fromlist=["__name__"])
    value: object = getattr(module, name)
    return value


def __dir__() -> list[str]:
    return list(__all__)
