"""A post-purchase communication policy engine.

You bring the clock, the mailbox and the memory; postpurchase brings the manners. Given what happened
to an order, what was already said and by whom, who the customer is, how the shop wants to behave, and
`now`, it answers what to say, on which channel, in which words, when to ask again, and why everything
else stays unsaid.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from postpurchase import adapters as adapters
    from postpurchase import catalogs as catalogs
    from postpurchase import presets as presets
    from postpurchase import schema as schema
    from postpurchase import text as text
    from postpurchase.errors import InvalidInput as InvalidInput
    from postpurchase.errors import InvalidPolicy as InvalidPolicy
    from postpurchase.errors import InvalidTemplate as InvalidTemplate
    from postpurchase.errors import MissingExtra as MissingExtra
    from postpurchase.errors import PostpurchaseError as PostpurchaseError
    from postpurchase.errors import UnknownName as UnknownName
    from postpurchase.events import Event as Event
    from postpurchase.ledger import Row as Row
    from postpurchase.messages import Action as Action
    from postpurchase.messages import Message as Message
    from postpurchase.order import Order as Order
    from postpurchase.order import evolve as evolve
    from postpurchase.order import replay as replay
    from postpurchase.people import Customer as Customer
    from postpurchase.people import Reach as Reach
    from postpurchase.people import Recipient as Recipient
    from postpurchase.people import Shop as Shop
    from postpurchase.people import ShopContact as ShopContact
    from postpurchase.planning import Plan as Plan
    from postpurchase.planning import outline as outline
    from postpurchase.planning import plan as plan
    from postpurchase.planning import unfold as unfold
    from postpurchase.policy import Policy as Policy
    from postpurchase.policy import lint as lint
    from postpurchase.scoring import scorecard as scorecard
    from postpurchase.text import Content as Content
    from postpurchase.text import explain as explain
    from postpurchase.text import render as render
    from postpurchase.vocabulary import Channel as Channel
    from postpurchase.vocabulary import EventKind as EventKind
    from postpurchase.windows import DateWindow as DateWindow
    from postpurchase.windows import Slot as Slot
    from postpurchase.windows import TimeWindow as TimeWindow

__version__ = "0.1.0"

# Where each public name lives. Names are imported when first asked for (PEP 562), so that importing
# the package costs nothing and a decision never loads what only words or JSON need.
_HOME = {
    "Action": "messages",
    "Channel": "vocabulary",
    "Content": "text",
    "Customer": "people",
    "DateWindow": "windows",
    "Event": "events",
    "EventKind": "vocabulary",
    "InvalidInput": "errors",
    "InvalidPolicy": "errors",
    "InvalidTemplate": "errors",
    "Message": "messages",
    "MissingExtra": "errors",
    "Order": "order",
    "Plan": "planning",
    "Policy": "policy",
    "PostpurchaseError": "errors",
    "Reach": "people",
    "Recipient": "people",
    "Row": "ledger",
    "Shop": "people",
    "ShopContact": "people",
    "Slot": "windows",
    "TimeWindow": "windows",
    "UnknownName": "errors",
    "adapters": "",
    "catalogs": "",
    "evolve": "order",
    "explain": "text",
    "lint": "policy",
    "outline": "planning",
    "plan": "planning",
    "presets": "",
    "render": "text",
    "replay": "order",
    "schema": "",
    "scorecard": "scoring",
    "text": "",
    "unfold": "planning",
}

__all__ = [
    "Action",
    "Channel",
    "Content",
    "Customer",
    "DateWindow",
    "Event",
    "EventKind",
    "InvalidInput",
    "InvalidPolicy",
    "InvalidTemplate",
    "Message",
    "MissingExtra",
    "Order",
    "Plan",
    "Policy",
    "PostpurchaseError",
    "Reach",
    "Recipient",
    "Row",
    "Shop",
    "ShopContact",
    "Slot",
    "TimeWindow",
    "UnknownName",
    "adapters",
    "catalogs",
    "evolve",
    "explain",
    "lint",
    "outline",
    "plan",
    "presets",
    "render",
    "replay",
    "schema",
    "scorecard",
    "text",
    "unfold",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'postpurchase' has no attribute {name!r}")
    home = _HOME[name] or name
    module = __import__(f"postpurchase.{home}", fromlist=["__name__"])
    value = getattr(module, name) if _HOME[name] else module
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
