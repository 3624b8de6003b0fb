"""The Japanese words about parcels, from leaving to what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.ja.lines import (
    APOLOGY,
    ASK_SLOT,
    CAME,
    CHOOSE_AGAIN,
    CONTENTS,
    DETAILS,
    FOLLOW,
    LEFT,
    MAY_SHIFT,
    NEXT_WORD,
    SAME_DAY,
    SENT_INSTEAD,
    TO_FOLLOW_ALONE,
    TO_FOLLOW_ANOTHER,
    WHEN,
    WHICH,
)

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

PARCEL: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "delivery_planned": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お届け予定のご案内（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お届け予定のご案内（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "お届け物の検品が完了いたしました。まもなく発送いたします。",
                                "needs": ("receiver",),
                            },
                            {
                                "text": "商品が到着し、検品が完了いたしました。まもなく発送いたします。",
                                "needs": ("mode=buy_on_demand",),
                            },
                            "商品の検品が完了いたしました。まもなく発送いたします。",
                        )
                    },
                    (WHEN, MAY_SHIFT),
                    {"riders": True},
                    ASK_SLOT,
                ),
            },
        },
        "dispatched": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お荷物を発送いたしました（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お荷物を発送いたしました（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    {
                        "first": (
                            *SENT_INSTEAD,
                            {
                                "text": "商品を検品のうえ、発送いたしました。",
                                "needs": ("mode=buy_on_demand", "inspected"),
                            },
                            "お荷物を発送いたしました。",
                        )
                    },
                    DETAILS,
                    TO_FOLLOW_ALONE,
                    {"riders": True},
                    {
                        "text": "お届けの時間帯は、ご指定なしで手配しております。",
                        "needs": ("mode=buy_on_demand", "slot_asked"),
                        "lacks": ("slot",),
                    },
                    "お届けまで、今しばらくお待ちくださいませ。",
                    "万一、破損や不足などがございましたら、梱包材を保管のうえ、お写真を添えて当店までお知らせください。速やかに対応いたします。",
                    {
                        "text": "商品や対応にご満足いただけない点がございましたら、まずは当店までお聞かせください。誠意をもって対応いたします。",
                        "needs": ("mode=buy_on_demand",),
                    },
                ),
                "rider": ((LEFT, *DETAILS), TO_FOLLOW_ANOTHER),
            },
        },
        "last_part_dispatched": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】最後のお荷物を発送いたしました（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】最後のお荷物を発送いたしました（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    (
                        "最後のお荷物を発送いたしました。",
                        {
                            "text": (
                                ".input {$parcels :integer} .match $parcels 1 {{これで、発送がすべて完了いたしました。}} * {{これで、お荷物{$parcels}個すべての発送が完了いたしました。}}"
                            ),
                            "needs": ("parcels",),
                        },
                    ),
                    DETAILS,
                    {"riders": True},
                    "お届けまで、今しばらくお待ちくださいませ。",
                    "万一、破損や不足などがございましたら、梱包材を保管のうえ、お写真を添えて当店までお知らせください。速やかに対応いたします。",
                ),
                "rider": (("あわせて、最後のお荷物も発送いたしました。", *DETAILS),),
            },
        },
        "tracking_corrected": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お問い合わせ番号変更のお知らせ（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お問い合わせ番号変更のお知らせ（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    (
                        "先にご案内したお問い合わせ番号に変更がございました。",
                        "お手数をおかけし、申し訳ございません。",
                    ),
                    SAME_DAY,
                    "以前の番号では、配送状況をご確認いただけません。今後は、上記の番号をご利用ください。",
                    {"riders": True},
                ),
                "rider": (
                    ("お問い合わせ番号に変更がございました。今後は、次の番号をご利用ください。", *SAME_DAY),
                ),
            },
        },
        "delivered": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お荷物の一部をお届けいたしました（受付番号：{$order}）",
                            "needs": ("partial", "receiver"),
                        },
                        {
                            "text": "【{$shop}】お荷物の一部をお届けいたしました（ご注文番号：{$order}）",
                            "needs": ("partial",),
                        },
                        {
                            "text": "【{$shop}】お荷物のお届けが完了いたしました（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お荷物のお届けが完了いたしました（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    (
                        {
                            "first": (
                                {
                                    "text": "お荷物のうち、一部の商品のお届けが完了いたしました。",
                                    "needs": ("partial",),
                                },
                                "お荷物のお届けが完了いたしましたので、お知らせいたします。",
                            )
                        },
                        *CONTENTS,
                    ),
                    {"riders": True},
                    "お荷物がお手元に見当たらない場合や、破損などがある場合は、お早めに当店までお知らせください。",
                ),
                "rider": ((CAME, *CONTENTS),),
            },
        },
        "all_delivered": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】すべてのお荷物のお届けが完了いたしました（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】すべてのお荷物のお届けが完了いたしました（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": (
                                    ".input {$parcels :integer} .match $parcels 1 {{お荷物のお届けが完了いたしました。}} * {{お荷物{$parcels}個すべてのお届けが完了いたしました。}}"
                                ),
                                "needs": ("parcels",),
                            },
                            "すべてのお荷物のお届けが完了いたしました。",
                        )
                    },
                    {"riders": True},
                    "お荷物がお手元に見当たらない場合や、破損などがある場合は、お早めに当店までお知らせください。",
                ),
            },
        },
        "return_started": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お荷物の返送について（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お荷物の返送について（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    "お荷物をお渡しすることができず、当店へ返送されることとなりました。",
                    FOLLOW,
                    "お荷物が当店に戻りましたら、改めてご連絡いたします。",
                    {"riders": True},
                ),
            },
        },
        "returned": {
            "*": {
                "subject": "【{$shop}】お荷物が当店に戻りました（ご注文番号：{$order}）",
                "paragraphs": (
                    ("お荷物をお渡しすることができず、当店へ返送されてまいりました。", APOLOGY),
                    WHICH,
                    CHOOSE_AGAIN,
                    {"riders": True},
                ),
            },
        },
        "found": {
            "*": {
                "subject": "【{$shop}】お荷物が見つかりました（ご注文番号：{$order}）",
                "paragraphs": (
                    "紛失とご案内しておりましたお荷物が見つかり、改めてお届けに向かっております。ご心配をおかけし、誠に申し訳ございませんでした。",
                    SAME_DAY,
                    "再送またはご返金のご希望をすでにお知らせいただいている場合は、担当者が確認のうえ対応いたしますので、改めてお手続きいただく必要はございません。",
                    {"riders": True},
                ),
                "rider": (
                    (
                        "紛失とご案内しておりましたお荷物が見つかり、改めてお届けに向かっております。ご心配をおかけし、誠に申し訳ございませんでした。",
                        *SAME_DAY,
                    ),
                    "再送またはご返金のご希望をすでにお知らせいただいている場合は、担当者が確認のうえ対応いたしますので、改めてお手続きいただく必要はございません。",
                ),
            },
        },
        "lost_remedy": {
            "*": {
                "subject": "【{$shop}】お荷物についてのお詫び（ご注文番号：{$order}）",
                "paragraphs": (
                    ("お荷物が配送中に紛失したことが判明いたしました。", APOLOGY),
                    WHICH,
                    CHOOSE_AGAIN,
                    NEXT_WORD,
                    {"riders": True},
                ),
            },
        },
    }
)
