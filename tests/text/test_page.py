"""Pages: escaped throughout, allow-listed markup, nothing that the text does not hold."""

from __future__ import annotations

import pytest

from postpurchase.text.page import document, fragment
from postpurchase.text.said import Mark, Said

LINK = (Mark("link", opens=True, href="https://a.example/?a=1&b=2"), "here", Mark("link", opens=False))


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ([["One", "Two"], ["Three"]], "<p>One<br>Two</p>\n<p>Three</p>\n"),
        ([["<b>&\"'</b>"]], "<p>&lt;b&gt;&amp;&quot;&#x27;&lt;/b&gt;</p>\n"),
        (
            [[Said("See here", ("See ", *LINK))]],
            '<p>See <a href="https://a.example/?a=1&amp;b=2">here</a></p>\n',
        ),
        (
            [
                [
                    Said(
                        "x",
                        (
                            Mark("link", opens=True, href="javascript:alert(1)"),
                            "x",
                            Mark("link", opens=False),
                        ),
                    )
                ]
            ],
            "<p>x</p>\n",
        ),
        ([[Said("x", (Mark("link", opens=True), "x", Mark("link", opens=False)))]], "<p>x</p>\n"),
        (
            [[Said("x", (Mark("script", opens=True), "x", Mark("script", opens=False)))]],
            "<p>x</p>\n",
        ),
        (
            [
                [
                    Said(
                        "ab",
                        (
                            Mark("strong", opens=True),
                            "a",
                            Mark("em", opens=True),
                            "b",
                            Mark("strong", opens=False),
                        ),
                    )
                ]
            ],
            "<p><strong>a<em>b</em></strong></p>\n",
        ),
        (
            [["You ordered:", Said("- A", listed=True), Said("— B", listed=True), "and so on"]],
            "<p>You ordered:</p>\n<ul>\n<li>A</li>\n<li>B</li>\n</ul>\n<p>and so on</p>\n",
        ),
        (
            [
                [
                    Said("1. A", listed=True),
                    Said("2. B", ("2.", " ", Mark("em", opens=True), "B"), listed=True),
                ]
            ],
            "<ol>\n<li>A</li>\n<li><em>B</em></li>\n</ol>\n",
        ),
        ([["Kumo\nKyoto <1>"]], "<p>Kumo<br>Kyoto &lt;1&gt;</p>\n"),
        ([[Said("A", listed=True)]], "<ul>\n<li>A</li>\n</ul>\n"),
    ],
)
def test_lines_become_elements(paragraphs: list[list[str]], expected: str) -> None:
    """Paragraphs, lists and allowed markup; all else is text, and every element is closed."""
    assert fragment(paragraphs) == expected


def test_a_page_says_its_language_and_leaves_colours_to_the_reader() -> None:
    """Language, direction, title, width and both colour schemes are there; colours are not."""
    page = document("A & B", [["Hello"]], "ja")

    assert page.startswith('<!DOCTYPE html>\n<html lang="ja" dir="ltr">')
    assert "<title>A &amp; B</title>" in page
    assert 'name="color-scheme" content="light dark"' in page
    assert 'name="viewport" content="width=device-width' in page
    assert "<main>\n<h1>A &amp; B</h1>\n<p>Hello</p>\n</main>" in page
    assert "color:" not in page.replace("color-scheme:", "").replace("color:inherit", "")
    assert 'dir="rtl"' in document("", [], "ar-EG")
