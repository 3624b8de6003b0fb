"""When it will arrive, said honestly: ranges now, learned lanes where a shop has history."""

from __future__ import annotations

from postpurchase.eta.disruptions import Disruption
from postpurchase.eta.estimates import Assumption, Estimate, EstimateBasis, Model, Withheld
from postpurchase.eta.ranges import Ranges, estimate

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

    from postpurchase.eta.arrivals import Arrival as Arrival
    from postpurchase.eta.arrivals import arrival as arrival
    from postpurchase.eta.dumping import dump_model as dump_model
    from postpurchase.eta.dumping import load_model as load_model
    from postpurchase.eta.fitting import fit as fit
    from postpurchase.eta.history import Columns as Columns
    from postpurchase.eta.history import Flaw as Flaw
    from postpurchase.eta.history import History as History
    from postpurchase.eta.history import learn as learn
    from postpurchase.eta.history import read_history as read_history
    from postpurchase.eta.history import update as update
    from postpurchase.eta.journeys import Anchor as Anchor
    from postpurchase.eta.journeys import Journey as Journey
    from postpurchase.eta.journeys import Shape as Shape
    from postpurchase.eta.judging import Honesty as Honesty
    from postpurchase.eta.judging import Score as Score
    from postpurchase.eta.judging import Told as Told
    from postpurchase.eta.judging import honesty as honesty
    from postpurchase.eta.learned import Learned as Learned
    from postpurchase.eta.legs import Forecast as Forecast
    from postpurchase.eta.legs import Leg as Leg
    from postpurchase.eta.legs import LegKind as LegKind
    from postpurchase.eta.legs import Peak as Peak
    from postpurchase.eta.legs import Route as Route
    from postpurchase.eta.model import LearnedModel as LearnedModel
    from postpurchase.eta.promising import Costs as Costs
    from postpurchase.eta.promising import plan_promise as plan_promise
    from postpurchase.eta.votes import Vote as Vote
    from postpurchase.eta.votes import outvoting as outvoting
    from postpurchase.eta.ways import KnownRoute as KnownRoute
    from postpurchase.eta.ways import Quote as Quote
    from postpurchase.eta.ways import quote as quote

# What a decision without a model does not need is loaded when first asked for (PEP 562).
_HOME: Final = {
    "Anchor": "journeys",
    "Arrival": "arrivals",
    "Forecast": "legs",
    "Journey": "journeys",
    "KnownRoute": "ways",
    "Learned": "learned",
    "LearnedModel": "model",
    "Leg": "legs",
    "LegKind": "legs",
    "Peak": "legs",
    "Quote": "ways",
    "Route": "legs",
    "Shape": "journeys",
    "arrival": "arrivals",
    "fit": "fitting",
    "quote": "ways",
    "Honesty": "judging",
    "Score": "judging",
    "Told": "judging",
    "honesty": "judging",
    "dump_model": "dumping",
    "load_model": "dumping",
    "Columns": "history",
    "Flaw": "history",
    "History": "history",
    "learn": "history",
    "read_history": "history",
    "update": "history",
    "Costs": "promising",
    "plan_promise": "promising",
    "Vote": "votes",
    "outvoting": "votes",
}

__all__ = [
    "Anchor",
    "Arrival",
    "Assumption",
    "Columns",
    "Costs",
    "Disruption",
    "Estimate",
    "EstimateBasis",
    "Flaw",
    "Forecast",
    "History",
    "Honesty",
    "Journey",
    "KnownRoute",
    "Learned",
    "LearnedModel",
    "Leg",
    "LegKind",
    "Model",
    "Peak",
    "Quote",
    "Ranges",
    "Route",
    "Score",
    "Shape",
    "Told",
    "Vote",
    "Withheld",
    "arrival",
    "dump_model",
    "estimate",
    "fit",
    "honesty",
    "learn",
    "load_model",
    "outvoting",
    "plan_promise",
    "quote",
    "read_history",
    "update",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'postpurchase.eta' has no attribute {name!r}")
    value: object = getattr(__import__(f"postpurchase.eta.{_HOME[name]}", fromlist=[name]), name)
    return value


def __dir__() -> list[str]:
    return list(__all__)
