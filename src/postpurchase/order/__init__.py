"""The machine: events fold to an order, through tables alone.

`tables` and `axes` are the machine as data; `shipments` and `facts` fold parcels, `whole` and `rules`
the order, `lines` its goods; `plain` reads the plain beginning of a history from one table, `folding`
goes on from there; `machine` has `replay` and `evolve`, `history` the `Order` they return.
"""

from postpurchase.order.history import Order
from postpurchase.order.machine import CONTESTED_AFTER, evolve, replay
from postpurchase.order.model import (
    CUSTOMER_FACING,
    FIRST_SHIPMENT,
    GONE,
    ORDER,
    Agreement,
    Hold,
    Identity,
    Line,
    OpenProblem,
    OrderWarning,
    Pickup,
    Reached,
    Shipment,
    TrackingRef,
)

__all__ = [
    "CONTESTED_AFTER",
    "CUSTOMER_FACING",
    "FIRST_SHIPMENT",
    "GONE",
    "ORDER",
    "Agreement",
    "Hold",
    "Identity",
    "Line",
    "OpenProblem",
    "Order",
    "OrderWarning",
    "Pickup",
    "Reached",
    "Shipment",
    "TrackingRef",
    "evolve",
    "replay",
]
