"""The Japanese words about dates that move, and what a shop does about it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.ja.lines import APOLOGY, HOW, LATE_GOODS, NEEDED_BY, NEW_WINDOW, NEXT_WORD, WINDOW

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

LATE: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "delay_likely": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お届けがさらに遅れる可能性について（受付番号：{$order}）",
                            "needs": ("warned", "receiver"),
                        },
                        {
                            "text": "【{$shop}】お届けがさらに遅れる可能性について（ご注文番号：{$order}）",
                            "needs": ("warned",),
                        },
                        {
                            "text": "【{$shop}】お届けが遅れる可能性について（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お届けが遅れる可能性について（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    (
                        {
                            "first": (
                                {
                                    "text": "お荷物のお届けが、前回ご案内した予定よりさらに遅れる可能性がございます。",
                                    "needs": ("warned",),
                                },
                                "お荷物のお届けが、先にご案内した予定より遅れる可能性がございます。",
                            )
                        },
                        {
                            "first": (
                                {
                                    "text": "重ねてご心配をおかけし、誠に申し訳ございません。",
                                    "needs": ("warned",),
                                },
                                "ご心配をおかけし、申し訳ございません。",
                            )
                        },
                    ),
                    (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, *HOW),
                    NEXT_WORD,
                    {"riders": True},
                ),
            },
        },
        "delayed": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】新しいお届け予定のご案内（受付番号：{$order}）",
                            "needs": ("warned", "window", "receiver"),
                        },
                        {
                            "text": "【{$shop}】新しいお届け予定のご案内（ご注文番号：{$order}）",
                            "needs": ("warned", "window"),
                        },
                        {
                            "text": "【{$shop}】お届け遅延のお詫び（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お届け遅延のお詫び（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    {
                        "first": (
                            (
                                {
                                    "text": "お届けが遅れておりますお荷物の、新しいお届け予定がわかりましたので、ご案内いたします。",
                                    "needs": ("warned", "window"),
                                },
                                {
                                    "text": "お待たせしており、誠に申し訳ございません。",
                                    "needs": ("warned", "window"),
                                },
                            ),
                            ("お荷物のお届けが、先にご案内した予定より遅れております。", APOLOGY),
                        )
                    },
                    (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, *HOW),
                    NEXT_WORD,
                    "ご不都合がございましたら、お手数ですが、当店までお知らせください。",
                    {"riders": True},
                ),
            },
        },
        "delayed_again": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お届け予定の再変更についてのお詫び（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お届け予定の再変更についてのお詫び（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    (
                        "お荷物のお届けが、改めてご案内した予定よりさらに遅れる見込みとなりました。",
                        "度重なるご迷惑をおかけし、誠に申し訳ございません。",
                    ),
                    (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, *HOW),
                    NEXT_WORD,
                    "お待ちいただくことが難しい場合は、当店までお知らせください。ご希望に沿えるよう対応いたします。",
                    {"riders": True},
                ),
            },
        },
        "back_on_time": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お届けの見通しのご報告（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お届けの見通しのご報告（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    "お届けの遅れについてお知らせしておりましたが、予定どおりお届けできる見込みとなりました。",
                    (*LATE_GOODS, WINDOW, *HOW),
                    "ご心配をおかけし、申し訳ございませんでした。お届けまで、今しばらくお待ちくださいませ。",
                    {"riders": True},
                ),
            },
        },
        "deadline_extension": {
            "*": {
                "subject": "【{$shop}】発送期限延長のお願い（ご注文番号：{$order}）",
                "paragraphs": (
                    (
                        "商品の手配に時間を要しており、お約束した期限までに発送することが難しくなっております。",
                        APOLOGY,
                    ),
                    NEW_WINDOW,
                    "恐れ入りますが、発送期限の延長をご了承いただけますでしょうか。お待ちいただくことが難しい場合は、ご注文を取り消しのうえ、ご返金いたします。",
                    {"riders": True},
                ),
            },
        },
        "disrupted": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】配送への影響によるお届け遅延の可能性について（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】配送への影響によるお届け遅延の可能性について（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    (
                        "現在、お届け先までの配送に影響が出ており、お荷物のお届けが遅れる可能性がございます。",
                        "ご不便をおかけし、申し訳ございません。",
                    ),
                    (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, *HOW),
                    {
                        "text": "お客様にお手続きいただく必要はございません。お届けまで、今しばらくお待ちくださいませ。",
                        "lacks": ("needed_by",),
                    },
                    NEXT_WORD,
                    {"riders": True},
                ),
            },
        },
        "offer": {
            "*": {
                "subject": "【{$shop}】お待たせしたお詫びについて（ご注文番号：{$order}）",
                "paragraphs": (
                    {
                        "first": (
                            (
                                {
                                    "text": "お待たせしたお詫びといたしまして、次のものをご用意いたしました。",
                                    "needs": ("compensation",),
                                },
                                {"text": "{$compensation}", "needs": ("compensation",)},
                            ),
                            "お待たせしたお詫びといたしまして、心ばかりのものをご用意いたしました。詳しくは、当店までお問い合わせください。",
                        )
                    },
                    {"riders": True},
                ),
            },
        },
    }
)
