"""The Japanese words about parcels on their last stretch."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.ja.lines import (
    COURIER_CALLS,
    DAY,
    FINDING_OUT,
    FOLLOW,
    SAME_DAY,
    SLOT,
    SLOT_LOST,
)
from postpurchase.catalogs.riders import ARRANGED, unless_any

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

DOOR: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "courier_changed": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】配送会社変更のお知らせ（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】配送会社変更のお知らせ（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    (
                        "お荷物をお届けする配送会社が変更となりました。",
                        {"text": "お届け日時：{$slot}", "needs": ("slot",)},
                        *SLOT_LOST,
                        *FOLLOW,
                    ),
                    {"riders": True},
                ),
            },
        },
        "arrived_in_city": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お荷物がお届け先の地域に到着いたしました（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お荷物がお届け先の地域に到着いたしました（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    ("お荷物が、お届け先の地域に到着いたしました。", *FOLLOW),
                    COURIER_CALLS,
                    {"riders": True},
                ),
            },
        },
        "arrangement_pending": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お届け日時の確認について（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お届け日時の確認について（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    (
                        "お荷物はお届け先の地域に到着しておりますが、お届けの日時がまだ決まっておりません。",
                        "お待たせしており、申し訳ございません。",
                    ),
                    FOLLOW,
                    "配送会社から連絡がない場合は、お手数ですが、当店までお知らせください。",
                    {"riders": True},
                ),
            },
        },
        "appointment_agreed": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お届け日時について（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お届け日時について（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    {
                        "first": (
                            (
                                {
                                    "text": "お届けの日時が決まりましたので、お知らせいたします。",
                                    "needs": ("slot",),
                                },
                                {"text": "お届け日時：{$slot}", "needs": ("slot",)},
                            ),
                            "お届けの日時について、ご希望を承りました。",
                        )
                    },
                    FOLLOW,
                    {"riders": True},
                ),
            },
        },
        "arriving_today": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】本日のお届けについて（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】本日のお届けについて（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    (
                        {
                            "first": (
                                {
                                    "text": "お荷物が配達に出ましたので、お知らせいたします。",
                                    "needs": ("out",),
                                },
                                "お荷物のお届け予定をお知らせいたします。",
                            )
                        },
                        {"text": "お届け日：{$day}", "needs": ("day",), "lacks": ("slot",)},
                        {"text": "お届け日時：{$slot}", "needs": ("slot",)},
                        *FOLLOW,
                    ),
                    {"riders": True},
                ),
            },
        },
        "arriving_soon": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】まもなくお荷物が届きます（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】まもなくお荷物が届きます（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    (
                        "まもなくお荷物が届きます。",
                        {"text": "お届け日時：{$slot}", "needs": ("slot",)},
                        *FOLLOW,
                    ),
                    {"riders": True},
                ),
            },
        },
        "interval_missed": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お届けが遅れております（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お届けが遅れております（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    (
                        "お約束の時間帯にお荷物をお届けできておりません。",
                        "お待たせしており、誠に申し訳ございません。",
                    ),
                    FOLLOW,
                    FINDING_OUT,
                    {"riders": True},
                ),
            },
        },
        "attempt_failed": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お荷物をお届けできませんでした（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お荷物をお届けできませんでした（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    (
                        ".input {$number :integer} .match $number"
                        " 1 {{配送会社がお荷物のお届けに伺いましたが、お渡しすることができませんでした。}}"
                        " * {{配送会社がお荷物のお届けに{$number}回伺いましたが、お渡しすることができませんでした。}}"
                    ),
                    FOLLOW,
                    {
                        "text": "お届けは、引き続き次の日時にお伺いする予定でございます：{$slot}",
                        "needs": ("slot",),
                    },
                    unless_any(
                        (*ARRANGED, "slot"),
                        {
                            "first": (
                                {
                                    "text": "お手数ですが、{$courier}へ再配達をご依頼ください。ご依頼が難しい場合は、当店までお知らせください。",
                                    "needs": ("courier",),
                                },
                                "お手数ですが、配送会社へ再配達をご依頼ください。ご依頼が難しい場合は、当店までお知らせください。",
                            )
                        },
                    ),
                    {"riders": True},
                ),
            },
        },
        "address_problem": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お届け先ご確認のお願い（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お届け先ご確認のお願い（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    "お届け先のご住所に確認が必要な点があり、お荷物をお届けできずにおります。",
                    FOLLOW,
                    "お手数ですが、郵便番号、番地、建物名、お部屋番号を含むお届け先のご住所を、当店までお知らせください。確認でき次第、配送会社へ連絡いたします。",
                    {"riders": True},
                ),
            },
        },
        "ready_for_pickup": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お荷物をお受け取りいただけます（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お荷物をお受け取りいただけます（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    "お荷物が受け取り場所に到着いたしました。",
                    (
                        {"text": "受け取り場所：{$point}", "needs": ("point",)},
                        {"text": "保管期限：{$keep_until}", "needs": ("keep_until",)},
                        *FOLLOW,
                    ),
                    "保管期間内に、お受け取りをお願いいたします。",
                    {"riders": True},
                ),
            },
        },
        "pickup_expiring": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お荷物の保管期限が近づいております（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お荷物の保管期限が近づいております（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "お荷物の保管期限は、{$keep_until}でございます。",
                                "needs": ("keep_until",),
                            },
                            "お荷物の保管期限が近づいております。",
                        )
                    },
                    ({"text": "受け取り場所：{$point}", "needs": ("point",)}, *FOLLOW),
                    "お早めにお受け取りくださいますよう、お願いいたします。期限を過ぎますと、お荷物は返送されます。お受け取りが難しい場合は、期限までに当店へお知らせください。",
                    {"riders": True},
                ),
            },
        },
        "entered_country": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お荷物がお届け先の国に到着いたしました（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お荷物がお届け先の国に到着いたしました（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    ("お荷物がお届け先の国に到着いたしましたので、お知らせいたします。", *SAME_DAY),
                    {"riders": True},
                ),
            },
        },
        "arriving_tomorrow": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お荷物は明日お届けの予定です（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お荷物は明日お届けの予定です（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    ("お荷物は、明日お届けの予定です。", DAY, SLOT, *FOLLOW),
                    {"riders": True},
                ),
            },
        },
    }
)
