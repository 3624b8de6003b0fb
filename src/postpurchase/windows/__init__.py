"""Spans of time and the hours in which nobody is disturbed.

`instants` has whole UTC seconds and wall clocks, `spans` windows and slots, `hours` quiet hours
and send windows, `zones` the zones of each country.
"""

from postpurchase.windows.checks import ALL_DAYS
from postpurchase.windows.hours import ClosedHours, Closings, OpenHours, Rule, Schedule
from postpurchase.windows.instants import (
    Instant,
    end_of_day,
    instant,
    local_date,
    local_instant,
    moment,
    start_of_day,
    utc_text,
    zone,
)
from postpurchase.windows.spans import DateWindow, Slot, TimeWindow, Window, span_of
from postpurchase.windows.zones import candidate_zones

__all__ = [
    "ALL_DAYS",
    "ClosedHours",
    "Closings",
    "DateWindow",
    "Instant",
    "OpenHours",
    "Rule",
    "Schedule",
    "Slot",
    "TimeWindow",
    "Window",
    "candidate_zones",
    "end_of_day",
    "instant",
    "local_date",
    "local_instant",
    "moment",
    "span_of",
    "start_of_day",
    "utc_text",
    "zone",
]
