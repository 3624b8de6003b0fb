"""The face of the words: names are there when they are asked for."""

from __future__ import annotations

import pytest

import postpurchase.text
from postpurchase.text.catalog import Catalog
from postpurchase.text.checking import check
from postpurchase.text.explaining import explain
from postpurchase.text.rendering import render


def test_the_face_gives_what_lies_behind_it() -> None:
    """Every name of the face leads to the thing itself."""
    face = postpurchase.text

    assert (face.Catalog, face.check, face.explain, face.render) == (Catalog, check, explain, render)
    assert dir(face) == sorted(face.__all__)


def test_unknown_names_are_refused() -> None:
    """A name that is not there is an ordinary attribute error."""
    with pytest.raises(AttributeError, match="has no attribute 'shout'"):
        _ = postpurchase.text.shout  # type: ignore[attr-defined]


def test_every_name_leads_home() -> None:
    """All names of the face can be had, each once, and no home is left without its name."""
    face = postpurchase.text

    assert sorted(face.__all__) == sorted(face._HOME)
    assert [name for name in face.__all__ if getattr(face, name) is None] == []
