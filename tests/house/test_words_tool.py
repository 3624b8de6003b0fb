"""The files that translators hold and the catalogs say the same; a new language comes in as data."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tools import words

from postpurchase.people import Shop
from postpurchase.presets import PRESETS
from postpurchase.text import Catalog, check
from postpurchase.text.catalog import LocaleWords


def test_no_file_of_words_is_stale() -> None:
    """Every file is what its catalog says today; `make format` writes them anew."""
    assert [path.name for path in words.stale()] == []


@pytest.mark.parametrize("locale", words.own())
def test_every_text_is_there_once(locale: str) -> None:
    """No text of a catalog is missing from its file, and none is there twice."""
    held = words.read(locale)

    assert set(held.values()) == {text for _, text in words.texts(words.words_of(locale))}
    assert len(set(held.values())) == len(held)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of files and sources that may be changed."""
    shutil.copytree(words.FILES, tmp_path / "words")
    shutil.copytree(words.SOURCES, tmp_path / "catalogs", ignore=shutil.ignore_patterns("__pycache__"))
    for name, folder in (("FILES", "words"), ("SOURCES", "catalogs"), ("ROOT", ".")):
        monkeypatch.setattr(words, name, tmp_path / folder)
    return tmp_path


def test_a_translators_change_reaches_the_sources(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A text changed in the file is changed wherever the sources have it, and nothing else is."""
    held = words.read("en")
    place = next(path for path, text in held.items() if text == "Your parcel is on its way.")
    (elsewhere / "words" / "en.json").write_text(
        json.dumps({**held, place: 'Your "parcel" – has left.'}), encoding="utf-8"
    )
    before = {path: path.read_text(encoding="utf-8") for path in elsewhere.rglob("*.py")}

    assert words.main(["take", "en"]) == 0
    assert capsys.readouterr().out.startswith("1 texts taken")
    for path, code in before.items():
        old, new = '"Your parcel is on its way."', '"Your \\"parcel\\" – has left."'
        assert path.read_text(encoding="utf-8") == (
            code.replace(old, new) if path.parent.name == "en" else code
        )


def test_a_text_of_several_literals_is_one() -> None:
    """Pieces that Python joins are exchanged together."""
    assert words.rewritten('A = ("да"\n     "b", 1)\nB = "c"\n', {"даb": "новый", "c": "d"}) == (
        'A = ("новый", 1)\nB = "d"\n'
    )


def test_a_new_language_is_generated_from_its_file(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its module is data in the places of English, whole for every preset, and stale when its file changes."""
    german = {path: text.replace("Your parcel", "Ihr Paket") for path, text in words.read("en").items()}
    (elsewhere / "words" / "de.json").write_text(words.written(german), encoding="utf-8")

    assert words.main(["--check"]) == 1
    assert capsys.readouterr().out == "stale: catalogs/de.py\n4 files of words, 1 stale\n"
    assert words.main(["take", "de"]) == 0
    assert words.stale() == []
    space: dict[str, dict[str, object]] = {}
    exec((elsewhere / "catalogs" / "de.py").read_text(encoding="utf-8"), space)  # noqa: S102 - just generated
    catalog = Catalog(sources={"de": space["WORDS"]}, default="de")
    faults = [
        check(catalog, make(Shop(name="Kumo", locale="de", signature="Kumo"))) for make in PRESETS.values()
    ]
    assert "Ihr Paket" in str(LocaleWords("de", space["WORDS"]).source)
    assert faults == [()] * len(PRESETS)

    (elsewhere / "words" / "de.json").write_text(
        words.written({**german, "steps.dispatched": "x"}), encoding="utf-8"
    )
    assert words.main([]) == 0
    assert words.main(["--check"]) == 0


def test_a_broken_translation_is_refused(elsewhere: Path) -> None:
    """A message that cannot be read is named by its place, and nothing is written."""
    (elsewhere / "words" / "de.json").write_text('{"steps.dispatched": "{$"}', encoding="utf-8")

    with pytest.raises(SystemExit, match=r"de\.steps\.dispatched"):
        words.main(["take", "de"])
    assert not (elsewhere / "catalogs" / "de.py").exists()
