"""What the receiver of a gift reads in Japanese where the buyer reads of the order: of a delivery, and of no purchase.

Laid over the words of a touchpoint, long or short, when a message goes to the receiver. The number of
the order stays as the one that the shop asks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.ja.lines import (
    EXPECTED,
    NEW_WINDOW,
    NEXT_WORD,
    PARCEL_STATES,
    WHEN,
    WHICH,
    WINDOW,
)
from postpurchase.catalogs.riders import untold

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

ABOUT: Final = "【{$shop}】お届け物のご案内（受付番号：{$order}）"
NOTHING_TO_DO: Final = "お客様にお手続きいただく必要はございません。"
SENDER_DECIDES: Final = ("今後の対応は、ご依頼主と確認のうえ進めてまいります。", NOTHING_TO_DO)
_HOW_IT_STANDS: Final = (
    {
        "first": (
            {"text": "お届けは、取りやめとなっております。", "needs": ("state=cancelled",)},
            {"text": "お届けの件は、ご依頼主との確認が済んでおります。", "needs": ("state=refunded",)},
            {
                "text": "誠に申し訳ございませんが、お荷物のうち一つが配送中に紛失いたしました。今後の対応は、ご依頼主と確認のうえ進めてまいります。",
                "needs": ("state=lost", "several"),
            },
            {
                "text": "誠に申し訳ございませんが、お荷物が配送中に紛失いたしました。今後の対応は、ご依頼主と確認のうえ進めてまいります。",
                "needs": ("state=lost",),
            },
            {
                "text": "お荷物のうち一つが当店に戻っております。今後の対応は、ご依頼主と確認のうえ進めてまいります。",
                "needs": ("state=returned", "several"),
            },
            {
                "text": "お荷物は当店に戻っております。今後の対応は、ご依頼主と確認のうえ進めてまいります。",
                "needs": ("state=returned",),
            },
            *PARCEL_STATES,
            "お届け物の準備を進めております。",
        )
    },
    *EXPECTED,
)
HOW_IT_STANDS: Final = untold(_HOW_IT_STANDS)


def _only(*paragraphs: object) -> Mapping[str, object]:
    """Return the words of a touchpoint, its riders after all of them: nothing to do is said of this matter alone."""
    return {
        "receiver": {"subject": ABOUT, "paragraphs": (*paragraphs, {"riders": True}), "rider": paragraphs}
    }


SETTLING: Final = _only("お届け物について、ご依頼主と確認を進めております。", NOTHING_TO_DO)
PREPARING: Final = _only("お届け物の準備を進めております。", WINDOW)
CALLED_OFF: Final = _only("予定しておりましたお届けは、取りやめとなりました。", NOTHING_TO_DO)

RECEIVER: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "order_confirmed": _only("お届け物を承り、準備を進めております。", WHEN, NEXT_WORD),
        "item_secured": PREPARING,
        "production_started": PREPARING,
        "production_finished": PREPARING,
        "item_unavailable": SETTLING,
        "contact_requested": SETTLING,
        "contact_reminder": SETTLING,
        "contact_acknowledged": SETTLING,
        "refunded": SETTLING,
        "offer": SETTLING,
        "gate_expired": CALLED_OFF,
        "order_cancelled": CALLED_OFF,
        "order_reopened": _only(
            "お届けを取りやめる旨をご案内いたしましたお荷物は、予定どおり準備を再開いたしました。", WINDOW
        ),
        "lines_cancelled": _only(
            "お届け物の一部が、取りやめとなりました。その他のお届け物に変更はございません。"
        ),
        "deadline_extension": _only(
            "お届け物の発送に、予定より時間を要しております。お待たせしており、申し訳ございません。",
            NEW_WINDOW,
        ),
        "returned": _only(
            "お荷物をお渡しすることができず、当店へ返送されてまいりました。ご迷惑をおかけし、誠に申し訳ございません。",
            SENDER_DECIDES,
        ),
        "found": _only(
            "紛失とご案内しておりましたお荷物が見つかり、改めてお届けに向かっております。ご心配をおかけし、誠に申し訳ございませんでした。",
            (*WHICH, WINDOW),
        ),
        "lost_remedy": _only(
            "お荷物が配送中に紛失したことが判明いたしました。誠に申し訳ございません。",
            SENDER_DECIDES,
            NEXT_WORD,
        ),
        "reassurance": _only(
            "お届け物について確認いたしましたので、現在の状況をご報告いたします。",
            HOW_IT_STANDS,
            NEXT_WORD,
        ),
        "inquiry_answered": _only(
            "現在の状況は、次のとおりです。",
            HOW_IT_STANDS,
            NEXT_WORD,
            "このご案内で解決しない場合は、お手数ですが、もう一度お知らせください。担当者よりご返答いたします。",
        ),
        "anniversary": {
            "receiver": {
                "paragraphs": (
                    "日頃のご厚情に、心より御礼申し上げます。",
                    {"riders": True},
                ),
                "rider": ("日頃のご厚情に、心より御礼申し上げます。",),
            }
        },
    }
)
