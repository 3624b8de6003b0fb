"""Names as people really have them are greeted unharmed, in every language."""

from __future__ import annotations

import unicodedata
from itertools import product
from typing import Final

import pytest
from tests.text.letters import letter

from postpurchase.catalogs import default
from postpurchase.text import render
from postpurchase.text.neutral import name_of

# Given and family names of many scripts, and the ways in which they are written together.
LATIN: Final = (
    (
        "Ann",
        "Ümit",
        "Siân",
        "Zoë",
        "Renée",
        "Þóra",
        "Łukasz",
        "Nguyễn",
        "Ana María",
        "Jean-Luc",
        "J. R. R.",
        "D'Arcy",
    ),
    (
        *(
            "Smith",
            "O'Connor",
            "O’Neill",
            "van der Berg",
            "de la Cruz",
            "García-Márquez",
            "Müller",
            "Sørensen",
        ),
        *("Ó Súilleabháin", "Thị Hoa", "Yılmaz", "Żółć", "Šimůnek", "MacDonald", "St. John", "bin Abdullah"),
        *(
            "d’Alembert",
            "Castro y Ruz",
            "Smith Jr.",
            "King III",
            "Þorvaldsdóttir",
            "N'Diaye",
            "Wójcik",
            "Țepeș",
        ),
    ),
)
CYRILLIC: Final = (
    ("Анна", "Пётр", "Наталья", "Ёлка", "Ґалина", "Їжак", "Ања", "Әсел", "Анна Сергеевна", "А. С."),
    ("Петрова", "Иванов-Сидоров", "Щёголев", "О'Коннор", "Кіндрат", "Љубић", "Қасымов", "оглы Алиев"),
)
JAPANESE: Final = (
    ("佐藤", "髙橋", "渡邉", "々木", "ヴィンセント", "𠮷田", "斎藤", "小鳥遊"),
    ("花子", "一郎", "さくら", "ゆう子", "アンナ", "マリー・アンヌ", "ヱヴァ"),
)
OTHERS: Final = (
    *("محمد علی", "علی‌رضا", "عبد الله", "فاطمة الزهراء", "חנה כהן", "שָׂרָה", "בן־גוריון", "नरेन्द्र मोदी", "कृष्णा"),
    *(
        "ක්‍රිෂ්ණ",
        "สมชาย ใจดี",
        "ភូមិពល",
        "မောင်",
        "김민수",
        "남궁 민",
        "王小明",
        "欧阳娜娜",
        "赵·铁柱",
        "გიორგი",
        "Արամ",
    ),
    *("ᏣᎳᎩ", "தமிழ்ச்செல்வன்", "ಕನ್ನಡ", "മലയാളം", "ਗੁਰਪ੍ਰੀਤ", "বাংলা", "తెలుగు", "ଓଡ଼ିଆ", "ትግርኛ", "ནོར་བུ", "Ἀλέξανδρος"),
    *(
        "X Æ A-12",
        "Madonna",
        "Sukarno",
        "Ng",
        "O",
        "Wu",
        "7of9",
        "Jennifer 8. Lee",
        "Ke$ha".replace("$", "s"),
        "Prince ☮",
    ),
    *(
        "María José Carreño Quiñones",
        "Hubert Blaine Wolfeschlegelsteinhausenbergerdorff",
        "Ann & Bob",
        "Dr. Ann Smith",
    ),
    *(
        "Ann Smith (c/o Bob)",
        "ann smith",
        "ANN SMITH",
        "Ann  Smith".replace("  ", " "),
        "Mr. & Mrs. Smith",
        "Ann, Bob",
    ),
    *(
        "Zoë 💖",
        "株式会社雲",
        "ООО «Ромашка»",
        "Smith/Jones",
        "Smith + Jones",
        "Ann “Annie” Smith",
        "Ann #1".replace("#", "No. "),
    ),
)

SHAPES: Final = tuple(
    dict.fromkeys(
        (
            *(f"{given} {family}" for given, family in product(*LATIN)),
            *(
                unicodedata.normalize("NFD", f"{given} {family}")
                for given, family in zip(*LATIN, strict=False)
            ),
            *(f"{family.upper()}, {given}" for given, family in zip(*LATIN, strict=False)),
            *(f"{given} {family}" for given, family in product(*CYRILLIC)),
            *(f"{family} {given}" for given, family in zip(*CYRILLIC, strict=False)),
            *(f"{family}{space}{given}" for family, given in product(*JAPANESE) for space in ("", " ")),
            *OTHERS,
        )
    )
)


def test_there_are_enough_shapes() -> None:
    """Five hundred and more, of some thirty scripts."""
    assert len(SHAPES) >= 500


@pytest.mark.parametrize("name", SHAPES)
def test_a_name_is_greeted_as_it_was_given(name: str) -> None:
    """Letter by letter, accents and joiners included, in every greeting and nowhere changed."""
    greetings = [
        render(letter("dispatched", locale=locale, name=name), default()).text.partition("\n")[0]
        for locale in ("ja", "ru", "en")
    ]

    assert name_of(name) == name
    assert greetings == [f"{name} 様", f"Здравствуйте, {name}!", f"Hello {name},"]
