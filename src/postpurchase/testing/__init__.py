"""Scenarios as tests: play a case, compare with what it expects, show what differs as a timeline.

A scenario is a case with `steps` (one plan each) or a `run` (a stretch of an order's life). Nothing is
read or written here: give `run_case` a case, and the words of messages where an expectation looks at them.
"""

from postpurchase.testing.comparing import Words, local
from postpurchase.testing.playing import Report, planned, recorded, run_case

__all__ = ["Report", "Words", "local", "planned", "recorded", "run_case"]
