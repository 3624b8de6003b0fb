"""The single values of our JSON as pydantic checks them; their readers are those of `single`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from functools import lru_cache
from typing import Annotated, Any, Final

from pydantic import Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from postpurchase.errors import Fault, InvalidInput
from postpurchase.schema.single import (
    CLOCK,
    MAX_INTEGER,
    MAX_TEXT,
    one_of,
    read_clock,
    read_country,
    read_date,
    read_duration,
    read_instant,
    read_locale,
    read_zone,
)

FAULTS: Final = "faults"
"""The name under which an error's context carries our faults."""

_ANNOTATED: Final[Any] = Annotated  # a checker takes Annotated[...] for a type it should know beforehand


def noted(kind: Any, *notes: object) -> Any:
    """Return a type with notes for pydantic, for types that are made at run time."""
    return _ANNOTATED[(kind, *notes)]


def refusal(faults: Iterable[Fault]) -> PydanticCustomError:
    """Return an error that carries our faults through pydantic; their paths start where it is raised."""
    return PydanticCustomError("faults", "not valid", {FAULTS: tuple(faults)})


def refused(wrong: str, right: str, path: str = "") -> PydanticCustomError:
    """Return an error with a single fault."""
    return refusal([Fault(path, wrong, right)])


def carried(read: Callable[[Any], Any]) -> PlainValidator:
    """Return a reader's check for pydantic, through which its faults are carried."""

    def check(value: object) -> object:
        try:
            return read(value)
        except InvalidInput as error:
            raise refusal(error.faults) from None

    return PlainValidator(check)


def _scalar(read: Callable[[Any], Any], **shown: Any) -> Any:
    return noted(Any, carried(read), WithJsonSchema({"type": "string", **shown}))


@lru_cache(maxsize=256)
def closed(words: type[Enum] | tuple[str, ...], noun: str) -> Any:
    """Return the type of one word of a closed vocabulary: an enum's member, or one of some strings."""
    known = {str(w.value): w for w in words} if isinstance(words, type) else {w: w for w in words}

    def read(value: object) -> object:
        if isinstance(value, str) and value in known:
            return known[value]
        raise refused(f"not a known {noun}", one_of(known, value))

    return _scalar(read, enum=list(known))


AnInstant: Final = _scalar(read_instant, format="date-time")
ADate: Final = _scalar(read_date, format="date")
AClock: Final = _scalar(read_clock, pattern=CLOCK.pattern)
ADuration: Final = _scalar(read_duration, format="duration")
AZone: Final = _scalar(read_zone)
ALocale: Final = _scalar(read_locale)
ACountry: Final = _scalar(read_country)
Text: Final = noted(str, Field(strict=True, max_length=MAX_TEXT))
Name: Final = noted(str, Field(strict=True, min_length=1, max_length=MAX_TEXT))
Whole: Final = noted(int, Field(strict=True, ge=-MAX_INTEGER, le=MAX_INTEGER))
Truth: Final = noted(bool, Field(strict=True))
