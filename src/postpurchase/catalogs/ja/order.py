"""The Japanese words about the order itself."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.ja.lines import (
    CADENCE,
    CONCERNED,
    COURIERS,
    DAY_TO_COME,
    MAY_SHIFT,
    NEEDED_BY,
    NEXT_WORD,
    NOT_THE_REST,
    UNDATED,
    WHEN,
    WINDOW,
)

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

ORDER: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "order_confirmed": {
            "*": {
                "subject": "【{$shop}】ご注文ありがとうございます（ご注文番号：{$order}）",
                "opening": (
                    {
                        "first": (
                            {"text": "お世話になっております。{$shop}でございます。", "needs": ("receiver",)},
                            "このたびは{$shop}をご利用いただき、誠にありがとうございます。ご注文を確かに承りました。",
                        )
                    },
                ),
                "paragraphs": (
                    {
                        "text": "ご注文の商品は、これより買付けの手配をいたします。",
                        "needs": ("mode=buy_on_demand",),
                        "lacks": ("rides=item_secured", "state"),
                    },
                    {"riders": True},
                    (
                        {"text": "■ ご注文内容", "needs": ("items",)},
                        {
                            "text": ".input {$qty :integer} .match $qty 1 {{・{$item}}} * {{・{$item}（{$qty}点）}}",
                            "each": "lines",
                        },
                        {"text": "・ほか{$more_items}点", "needs": ("more_items",)},
                        {"text": "合計金額：{$total}", "needs": ("total",)},
                    ),
                    (
                        {"first": DAY_TO_COME},
                        UNDATED,
                        MAY_SHIFT,
                        *NEEDED_BY,
                    ),
                    (
                        {"text": "■ 今後のご連絡", "needs": ("steps",)},
                        {"text": "・{$item}", "each": "steps"},
                    ),
                    *COURIERS,
                    CADENCE,
                    "「もっとこまめに知らせてほしい」「連絡は少なくてよい」などのご希望がございましたら、お気軽にお申し付けください。",
                ),
                "rider": (
                    "ご注文（ご注文番号：{$order}）を確かに承りました。",
                    WHEN,
                    NEXT_WORD,
                ),
            },
        },
        "item_secured": {
            "*": {
                "subject": "【{$shop}】ご注文の商品を確保いたしました（ご注文番号：{$order}）",
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "ご注文の商品の買付けが完了いたしましたので、お知らせいたします。",
                                "needs": ("mode=buy_on_demand",),
                            },
                            "ご注文の商品を確保いたしましたので、お知らせいたします。",
                        )
                    },
                    WINDOW,
                    {"riders": True},
                    "お手元に届くまで、今しばらくお待ちくださいませ。",
                ),
                "rider": (
                    {
                        "first": (
                            {
                                "text": "ご注文の商品は、すでに買付けが完了しております。どうぞご安心ください。",
                                "needs": ("mode=buy_on_demand",),
                            },
                            "ご注文の商品は、すでに確保しております。どうぞご安心ください。",
                        )
                    },
                    WINDOW,
                ),
            },
        },
        "item_unavailable": {
            "*": {
                "subject": "【{$shop}】ご注文の商品についてのお詫び（ご注文番号：{$order}）",
                "paragraphs": (
                    (
                        {
                            "first": (
                                {
                                    "text": "ご注文いただいた商品を手配しておりましたが、その一部をご用意できないことがわかりました。",
                                    "needs": ("rest",),
                                },
                                "ご注文いただいた商品を手配しておりましたが、ご用意できないことがわかりました。",
                            )
                        },
                        "ご期待に沿えず、誠に申し訳ございません。",
                    ),
                    CONCERNED,
                    NOT_THE_REST,
                    "代わりの商品をお探しするか、対象の商品のご注文を取り消してご返金するか、ご希望に沿って対応いたします。お手数ですが、いずれをご希望かお知らせください。",
                    {"riders": True},
                ),
            },
        },
        "lines_cancelled": {
            "*": {
                "subject": "【{$shop}】ご注文の一部取り消しのお知らせ（ご注文番号：{$order}）",
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "ご依頼により、ご注文の一部をお取り消しいたしました。",
                                "needs": ("by=customer",),
                            },
                            {
                                "text": "誠に申し訳ございませんが、当店の都合により、ご注文の一部をお取り消しいたしました。",
                                "needs": ("by=shop",),
                            },
                            "ご注文の一部がお取り消しとなりました。",
                        )
                    },
                    CONCERNED,
                    NOT_THE_REST,
                    {
                        "text": "お支払い済みの代金がある場合は、お取り消し分をご返金いたします。",
                        "lacks": ("rides=refunded",),
                    },
                    {"riders": True},
                ),
            },
        },
        "order_cancelled": {
            "*": {
                "subject": "【{$shop}】ご注文取り消しのお知らせ（ご注文番号：{$order}）",
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "ご依頼により、ご注文（ご注文番号：{$order}）をお取り消しいたしました。",
                                "needs": ("by=customer",),
                            },
                            {
                                "text": "誠に申し訳ございませんが、当店の都合により、ご注文（ご注文番号：{$order}）をお取り消しいたしました。",
                                "needs": ("by=shop",),
                            },
                            "ご注文（ご注文番号：{$order}）は、お取り消しとなりました。",
                        )
                    },
                    {
                        "text": "お支払い済みの代金がある場合は、ご返金いたします。ご返金の手続きが済みましたら、改めてお知らせいたします。",
                        "lacks": ("rides=refunded",),
                    },
                    {
                        "text": "お取り消しにお心当たりがない場合は、お手数ですが、当店までご連絡ください。",
                        "lacks": ("by=shop",),
                    },
                    {"riders": True},
                ),
            },
        },
        "order_reopened": {
            "*": {
                "subject": "【{$shop}】ご注文のお取り扱い再開のお知らせ（ご注文番号：{$order}）",
                "paragraphs": (
                    "先にご注文（ご注文番号：{$order}）のお取り消しをご案内いたしましたが、お取り消しを解除し、引き続き手配を進めております。",
                    WINDOW,
                    "お客様のお手続きは必要ございません。ご注文が不要の場合は、お手数ですが、当店までご連絡ください。",
                    {"riders": True},
                ),
            },
        },
        "refunded": {
            "*": {
                "subject": "【{$shop}】ご返金手続き完了のお知らせ（ご注文番号：{$order}）",
                "paragraphs": (
                    "ご返金の手続きが完了いたしましたので、お知らせいたします。",
                    {"text": "ご返金額：{$amount}", "needs": ("amount",)},
                    "実際にご返金が反映されるまでの日数は、お支払い方法により異なります。反映が確認できない場合は、当店までお知らせください。",
                    {"riders": True},
                ),
                "rider": (
                    (
                        "ご返金の手続きが完了いたしました。反映までの日数は、お支払い方法により異なります。",
                        {"text": "ご返金額：{$amount}", "needs": ("amount",)},
                    ),
                ),
            },
        },
        "production_started": {
            "*": {
                "subject": "【{$shop}】商品の製作を開始いたしました（ご注文番号：{$order}）",
                "paragraphs": (
                    "ご注文の商品の製作を開始いたしましたので、お知らせいたします。",
                    WINDOW,
                    {"riders": True},
                    "完成まで、今しばらくお待ちくださいませ。",
                ),
            },
        },
        "production_finished": {
            "*": {
                "subject": "【{$shop}】商品が完成いたしました（ご注文番号：{$order}）",
                "paragraphs": (
                    "ご注文の商品が完成いたしました。これより発送の準備をいたします。",
                    WINDOW,
                    {"riders": True},
                ),
            },
        },
    }
)
