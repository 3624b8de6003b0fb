"""When it will arrive, said honestly: ranges now, learned lanes where a shop has history."""

from postpurchase.eta.ranges import Estimate, EstimateBasis, Ranges, estimate

__all__ = ["Estimate", "EstimateBasis", "Ranges", "estimate"]
