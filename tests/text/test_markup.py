"""Text into HTML, and what is written from right to left in it."""

from __future__ import annotations

import pytest
from tests.text.letters import letter

from postpurchase.catalogs import default
from postpurchase.text import render
from postpurchase.text.markup import written


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain <b> & co", "plain &lt;b&gt; &amp; co"),
        ("佐藤 花子 様", "佐藤 花子 様"),
        ("Hello דני, 12", "Hello <bdi>דני</bdi>, 12"),
        ("محمد بن علي!", "<bdi>محمد بن علي</bdi>!"),
        ("דני (1) דנה", "<bdi>דני</bdi> (1) <bdi>דנה</bdi>"),
    ],
)
def test_runs_against_the_page_are_isolated(text: str, html: str) -> None:
    """Names in a script from right to left are kept to themselves, their words together."""
    assert written(text) == html


def test_a_page_from_right_to_left_isolates_nothing() -> None:
    """Where the page runs that way, such letters are at home."""
    assert written("שלום <דני>", rtl=True) == "שלום &lt;דני&gt;"


def test_mail_isolates_a_name_and_plain_text_holds_no_control() -> None:
    """The page of a mail isolates by elements; no channel's plain text gets a control that it might show or count."""
    content = render(letter("dispatched", name="محمد"), default())

    assert "Hello <bdi>محمد</bdi>," in content.html
    assert content.text.startswith("Hello محمد,\n")
