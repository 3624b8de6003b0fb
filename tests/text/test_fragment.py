"""The timeline as HTML: one list that any browser and any reader can follow, and nothing that does harm."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.text.letters import at
from tests.text.orders import KETTLE, KETTLE_ENDS, SHARED, kettle, noted

from postpurchase.catalogs import default
from postpurchase.events import Carriage, Event
from postpurchase.ledger import Row
from postpurchase.order import replay
from postpurchase.people import Shop
from postpurchase.planning import plan
from postpurchase.text import STYLE, Timeline, timeline, timeline_html
from postpurchase.vocabulary import Channel, EventKind, Role, TimeQuality

SHELLS = (
    "{}",
    '">{}',
    "'>{}",
    "</p>{}",
    "</li>{}",
    "</section>{}",
    "<!--{}",
    "--> {}",
    "]]>{}",
    "&#60;{}",
    "\u202e{}",
)
CORES = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<style>*{display:none}</style>",
    "<a href=javascript:alert(1)>x</a>",
    "<iframe srcdoc='<b>'>",
    "<base href=//x>",
    "<meta http-equiv=refresh content=0>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "<h1>big</h1>",
    "<time datetime=2000>",
    "<textarea>",
    "<plaintext>",
)
HOSTILE = (
    *(shell.format(core) for shell in SHELLS for core in CORES),
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</li></ol></section><h1>",
    "<style>*{display:none}</style>",
    "<!-- ",
    "&lt;b&gt;<b>",
    "' onmouseover='x",
    "]]><svg/onload=x>",
)


class Outline(HTMLParser):
    """What a parser makes of a fragment: its tags with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and that it is open."""
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last, which must be this one."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


def page(place: str = "Tver", **more: object) -> Timeline:
    """Return a timeline in which the parcel arrived somewhere."""
    arrived = Event(
        kind=EventKind.ARRIVED,
        order="K-7",
        at=at("2026-11-12T09:00:00+03:00"),
        shipment="1",
        details=Carriage(place=place),
        **more,  # type: ignore[arg-type]
    )
    return timeline(noted(events=(KETTLE[0], arrived)), default(), locale="en")


def test_it_is_one_ordered_list_of_times() -> None:
    """A section in its language and direction holds one list, and each item its time for machines."""
    found = Outline(timeline_html(timeline(kettle(), default())))
    section = found.tags[0]
    times = [attributes["datetime"] for tag, attributes in found.tags if tag == "time"]

    assert section[0] == "section"
    assert (section[1]["lang"], section[1]["dir"]) == ("ru", "ltr")
    assert section[1]["aria-label"] == "Заказ K-7: что произошло и что вам сообщали"
    assert [tag for tag, _ in found.tags].count("ol") == 1
    assert (len(times), times[0], found.open) == (8, "2026-11-11T18:05+03:00", [])


def test_what_only_a_day_is_known_of_has_a_days_time() -> None:
    """Machines are told no hour that nobody knows."""
    html = timeline_html(page(time_quality=TimeQuality.DATE_ONLY))

    assert '<time datetime="2026-11-12">Thursday, November 12</time>' in html


@pytest.mark.parametrize("place", HOSTILE)
def test_values_add_no_node_and_no_attribute(place: str) -> None:
    """Whatever a courier calls a place, the page has the tags it has for Tver, and shows the name as text."""
    plain, hostile = (Outline(timeline_html(page(where))) for where in ("Tver", place))

    assert hostile.tags == plain.tags
    assert place.removeprefix("\u202e").strip() in hostile.text
    assert len(HOSTILE) > 150


TYPED = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)


@given(place=TYPED, courier=TYPED, shop=TYPED.filter(lambda name: name.strip()))
@settings(max_examples=60)
def test_whatever_was_typed_stays_text(place: str, courier: str, shop: str) -> None:
    """Names of places, couriers and shops add nothing to the page and leave nothing unseen in it."""
    passed = Event(
        kind=EventKind.PASSED_TO_COURIER,
        order="K-7",
        at=at("2026-11-12T10:00:00+03:00"),
        shipment="1",
        details=Carriage(courier=courier),
    )
    arrived = replace(passed, kind=EventKind.ARRIVED, id="", details=Carriage(place=place))
    said = Row(
        kind="sent",  # type: ignore[arg-type]
        at=at("2026-11-12T11:00:00+03:00"),
        order="K-7",
        to=Role.BUYER,
        channel=Channel.EMAIL,
        touchpoint="dispatched",
    )
    policy = replace(SHARED, shop=Shop(name=shop))
    made = plan(replay([KETTLE[0], passed, arrived]), policy, now=KETTLE_ENDS, ledger=[said])
    html = timeline_html(timeline(made, default(), locale="en"), styled=False)
    found = Outline(html)
    tags = [tag for tag, _ in found.tags]

    assert (tags.count("li"), set(tags)) == (4, {"section", "ol", "li", "p", "time", "span"})
    assert [
        c
        for c in html
        if (c != "\n" and category(c) in {"Cc", "Cs", "Co"})
        or c in "\u200b\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
    ] == []


def test_ids_and_titles_are_escaped_too() -> None:
    """An order's id that is a tag stays text, in the label and in the language alike."""
    odd = replace(page(), title='A"><b>', locale='en"><b>', direction='"')

    assert [tag for tag, _ in Outline(timeline_html(odd)).tags] == [
        tag for tag, _ in Outline(timeline_html(page())).tags
    ]


def test_no_colour_bears_a_meaning() -> None:
    """The style sheet names no colour but the page's own, and what was not heard is said in words."""
    colours = {word for word in ("currentColor", "transparent") if word in STYLE}
    html = timeline_html(timeline(kettle(), default(), locale="en"))

    assert colours == {"currentColor", "transparent"}
    assert [word for word in ("#", "rgb", "hsl", ";color:", "{color:") if word in STYLE] == []
    assert 'class="pp-contact pp-not-heard"' in html
    assert "No answer (about: Your parcel is nearly there)" in html


def test_the_style_can_stay_outside() -> None:
    """A page with a strict policy keeps the style sheet itself; all rules are about the fragment alone."""
    assert "<style>" in timeline_html(page())
    assert "<style>" not in timeline_html(page(), styled=False)
    assert all(rule.startswith((".pp-timeline", ".pp-who")) for rule in STYLE.splitlines())


def test_an_empty_timeline_says_so() -> None:
    """Where nothing happened there is a sentence, and no empty list."""
    html = timeline_html(replace(page(), entries=()), styled=False)

    assert "<p>Nothing has happened yet.</p>" in html
    assert "<ol" not in html
