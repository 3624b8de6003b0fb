"""A timeline as a fragment of HTML that stands in any page, light or dark, wide or narrow.

It brings no colours: letters, lines and marks take the page's own, so that what the page can be read
on, the fragment can too. Who spoke and what came of it stand in words, never in a colour alone.
"""

from __future__ import annotations

from html import escape
from typing import Final

from postpurchase.kinds import must_be
from postpurchase.text.acts import Heard
from postpurchase.text.markup import written
from postpurchase.text.timelines import Entry, Timeline

STYLE: Final = """\
.pp-timeline ol{list-style:none;margin:0;padding:0}
.pp-timeline ol>li{position:relative;padding-block-end:1.25em;padding-inline-start:1.5em}
.pp-timeline ol>li:last-child{padding-block-end:0}
.pp-timeline ol>li::before{content:"";position:absolute;inset-block-start:.35em;inset-inline-start:0;\
inline-size:.75em;block-size:.75em;border:2px solid;border-radius:50%;background:currentColor;box-sizing:border-box}
.pp-timeline ol>.pp-contact::before{border-radius:0}
.pp-timeline ol>.pp-not-heard::before{background:transparent}
.pp-timeline ol>li:not(:last-child)::after{content:"";position:absolute;inset-block:1.1em -.35em;\
inset-inline-start:.375em;border-inline-start:1px solid}
.pp-timeline p,.pp-timeline ul{margin:0;overflow-wrap:anywhere}
.pp-timeline ul{padding-inline-start:1.25em}
.pp-timeline time,.pp-who{font-size:.875em}
.pp-who{font-weight:600}
"""
"""The fragment's own style sheet, for pages whose policy forbids one inside."""


def timeline_html(timeline: Timeline, *, styled: bool = True) -> str:
    """Return a timeline as an HTML fragment: one ordered list, without scripts, links or ids.

    Everything is escaped. `styled=False` leaves the `<style>` element out: put `STYLE` where the page
    keeps its own.
    """
    must_be("timeline", timeline, Timeline, "give what timeline(…) returns")
    title = escape(timeline.title)
    items = "\n".join(_item(entry, rtl=timeline.direction == "rtl") for entry in timeline.entries)
    body = f'<ol role="list">\n{items}\n</ol>' if items else f"<p>{escape(timeline.nothing)}</p>"
    style = f"<style>\n{STYLE}</style>\n" if styled else ""
    lang, direction = escape(timeline.locale), escape(timeline.direction)
    return (
        f'<section class="pp-timeline" lang="{lang}" dir="{direction}" aria-label="{title}">\n'
        f"{style}{body}\n</section>\n"
    )


def _item(entry: Entry, *, rtl: bool) -> str:
    machine = entry.at.isoformat(timespec="minutes") if entry.exact else entry.at.date().isoformat()
    unheard = " pp-not-heard" if entry.heard not in _HEARD else ""
    details = "".join(f"<li>{written(detail, rtl=rtl)}</li>" for detail in entry.details)
    return (
        f'<li class="pp-{entry.strand}{unheard}">'
        f'<p><time datetime="{machine}">{written(entry.when, rtl=rtl)}</time></p>'
        f'<p><span class="pp-who">{written(entry.who, rtl=rtl)}</span></p>'
        f"<p>{written(entry.text, rtl=rtl)}</p>" + (f"<ul>{details}</ul>" if details else "") + "</li>"
    )


_HEARD: Final = (None, Heard.SAID)
