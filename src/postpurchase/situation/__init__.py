"""What is true now, and what each recipient knows of it.

A person knows what we are sure was said (told), what may have been said (perhaps), and what they
did themselves (told, but not heard). Knowing something implies knowing what is weaker.
"""

from postpurchase.order import CUSTOMER_FACING, ORDER
from postpurchase.situation.goods import concerned, contents, to_follow, windows
from postpurchase.situation.implied import CUSTOMER_WIDE, DATED, IMPLIES
from postpurchase.situation.knowledge import NEXT_WORD, Contact, Knowledge, Told, ToldWindow
from postpurchase.situation.record import FactName, Record
from postpurchase.situation.speaking import answers_at, customer_acts
from postpurchase.situation.standing import (
    SETTLED,
    is_late,
    is_of_several,
    names_no_day,
    slot_is_over,
    standing,
    waiting,
)
from postpurchase.situation.whole import Situation, home_zone, observe

__all__ = [
    "CUSTOMER_FACING",
    "CUSTOMER_WIDE",
    "DATED",
    "IMPLIES",
    "NEXT_WORD",
    "ORDER",
    "SETTLED",
    "Contact",
    "FactName",
    "Knowledge",
    "Record",
    "Situation",
    "Told",
    "ToldWindow",
    "answers_at",
    "concerned",
    "contents",
    "customer_acts",
    "home_zone",
    "is_late",
    "is_of_several",
    "names_no_day",
    "observe",
    "slot_is_over",
    "standing",
    "to_follow",
    "waiting",
    "windows",
]
