"""When it will arrive, said honestly: ranges now, learned lanes where a shop has history."""

from postpurchase.eta.estimates import Estimate, EstimateBasis, Model, Withheld
from postpurchase.eta.legs import Assumption, Forecast, Leg, LegKind, Peak, Route
from postpurchase.eta.ranges import Ranges, estimate
from postpurchase.eta.ways import KnownRoute, Quote, quote

__all__ = [
    "Assumption",
    "Estimate",
    "EstimateBasis",
    "Forecast",
    "KnownRoute",
    "Leg",
    "LegKind",
    "Model",
    "Peak",
    "Quote",
    "Ranges",
    "Route",
    "Withheld",
    "estimate",
    "quote",
]
