"""Templates of other systems: marks become values, and what cannot is reported."""

from __future__ import annotations

import pytest
from tests.text.letters import letter

from postpurchase.people import Shop
from postpurchase.policy import Policy, Touchpoint, on
from postpurchase.text import Catalog, check, import_template, render
from postpurchase.vocabulary import Channel, Milestone

OLD = """\
#BUYER# 様

このたびは【#SHOP#】をご利用いただき、ありがとうございます。
{お届け}は●●頃の予定です。
.お問い合わせ番号：{{ shipment.tracking_number }}

#USER#
"""


def test_an_old_template_is_read_and_reported_on() -> None:
    """Names, numbers and literal braces are taken over; what a hand must fill is said, with its line."""
    found = import_template(OLD, subject="ご注文 ${order_id} について")

    assert found.words == {
        "subject": "ご注文 {$order} について",
        "paragraphs": (
            ({"text": "{$name} 様", "needs": ("name",)},),
            (
                "このたびは【{$shop}】をご利用いただき、ありがとうございます。",
                r"\{お届け\}は●●頃の予定です。",
                {"text": "{{.お問い合わせ番号：{$tracking}}}", "needs": ("tracking",)},
            ),
            ("#USER#",),
        ),
    }
    assert [str(fault) for fault in found.unmapped] == [
        "line 4: ●● is filled in by hand; write the line with a value, or take it out",
        "line 7: #USER# is not mapped; name a value for it, or write the line anew",
    ]


@pytest.mark.parametrize("mark", ["#CITY#", "{{ city }}", "${city}", "%(city)s", "[CITY]", "{{ a.city }}"])
def test_every_kind_of_mark_is_known(mark: str) -> None:
    """Of five common systems, mapped by name."""
    found = import_template(f"In {mark}.", names={"City": "point"})

    assert (found.words["paragraphs"], found.unmapped) == (
        (({"text": "In {$point}.", "needs": ("point",)},),),
        (),
    )
    assert [fault.wrong for fault in import_template(mark, names={"city": "colour"}).unmapped] == [
        f"{mark} means no value of ours"
    ]


def test_what_was_imported_is_rendered_and_checked() -> None:
    """A template that maps whole is said; one that does not is refused by the check."""
    policy = Policy(
        id="p",
        shop=Shop(name="Kumo", locale="ja"),
        touchpoints=(Touchpoint(id="refunded", when=(on(Milestone.REFUNDED),), channels=(Channel.EMAIL,)),),
    )
    good = import_template("#BUYER# 様\n\n返金いたしました。", subject="返金").words
    bad = import_template(OLD, subject="お知らせ").words
    catalogs = [
        Catalog(sources={"ja": {"steps": {}, "touchpoints": {"refunded": {"*": words}}}}, default="ja")
        for words in (good, bad)
    ]

    assert render(letter("refunded", locale="ja"), catalogs[0]).text == "佐藤 花子 様\n\n返金いたしました。"
    assert check(catalogs[0], policy) == ()
    assert {fault.wrong for fault in check(catalogs[1], policy)} == {
        "a blank left to be filled by hand",
        "looks like a blank that was never filled",
    }
