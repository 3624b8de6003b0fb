"""The Japanese words where there is little room: text messages, notifications, chats and calls.

Each states the facts that its message tells. The frames of the channels, in `__init__`, name the shop and the order.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.ja.lines import (
    ASK_ALOUD,
    ASK_SLOT,
    ASK_SLOT_ALOUD,
    CADENCE,
    CAME,
    CHECKING,
    CONCERNED,
    CONTENTS,
    COURIER_CALLS,
    DAY,
    DAY_TO_COME,
    DETAILS,
    FINDING_OUT,
    FOLLOW,
    GATE_EXPIRES,
    LAST_DAY,
    LATE_GOODS,
    LEFT,
    LINK,
    NEEDED_BY,
    NEW_WINDOW,
    NEXT_WORD,
    NOT_THE_REST,
    NUMBER,
    QUESTIONS,
    REST_FOLLOWS_ALONE,
    REST_FOLLOWS_ANOTHER,
    SAME_DAY,
    SENT_INSTEAD,
    SLOT,
    SLOT_LOST,
    STANDING,
    WHEN,
    WHEN_ALOUD,
    WHERE,
    WHICH,
    WINDOW,
)
from postpurchase.catalogs.riders import ARRANGED, unless_any

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

AGAIN_OR_REFUND: Final = {
    "first": (
        {
            "text": "再送とご返金のいずれをご希望か、お手数ですがお知らせください。",
            "lacks": ("state=refunded", "remedy"),
        },
        {
            "text": "こちらのお荷物の商品は、改めて発送しております。",
            "needs": ("remedy=anew",),
            "lacks": ("state=refunded",),
        },
    )
}
INSPECTED: Final = {
    "first": (
        {"text": "お届け物の検品が完了いたしました。まもなく発送いたします。", "needs": ("receiver",)},
        "商品の検品が完了いたしました。まもなく発送いたします。",
    )
}

SHORT: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "order_confirmed": {
            "paragraphs": (
                "ご注文ありがとうございます。確かに承りました。",
                {
                    "text": "これより商品の買付けを手配いたします。",
                    "needs": ("mode=buy_on_demand",),
                    "lacks": ("rides=item_secured", "state"),
                },
                ({"first": DAY_TO_COME}, *NEEDED_BY),
                {"riders": True},
                CADENCE,
            ),
            "rider": ("ご注文を確かに承りました。", WHEN, NEXT_WORD),
        },
        "item_secured": {
            "paragraphs": (
                {
                    "first": (
                        {
                            "text": "ご注文の商品の買付けが完了いたしました。",
                            "needs": ("mode=buy_on_demand",),
                        },
                        "ご注文の商品を確保いたしました。",
                    )
                },
                WINDOW,
                {"riders": True},
            ),
            "rider": (
                {
                    "first": (
                        {
                            "text": "商品の買付けは、すでに完了しております。",
                            "needs": ("mode=buy_on_demand",),
                        },
                        "商品は、すでに確保しております。",
                    )
                },
                WINDOW,
            ),
        },
        "item_unavailable": {
            "paragraphs": (
                {
                    "first": (
                        {
                            "text": "ご注文の商品の一部をご用意できないことがわかりました。誠に申し訳ございません。",
                            "needs": ("rest",),
                        },
                        "ご注文の商品をご用意できないことがわかりました。誠に申し訳ございません。",
                    )
                },
                CONCERNED,
                NOT_THE_REST,
                {"riders": True},
                "代わりの商品をお探しするか、対象の商品のご注文を取り消してご返金するか、お手数ですがご希望をお知らせください。",
            )
        },
        "lines_cancelled": {
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
            )
        },
        "order_cancelled": {
            "paragraphs": (
                {
                    "first": (
                        {"text": "ご依頼により、ご注文をお取り消しいたしました。", "needs": ("by=customer",)},
                        {
                            "text": "誠に申し訳ございませんが、当店の都合により、ご注文をお取り消しいたしました。",
                            "needs": ("by=shop",),
                        },
                        "ご注文はお取り消しとなりました。",
                    )
                },
                {"text": "お支払い済みの代金がある場合は、ご返金いたします。", "lacks": ("rides=refunded",)},
                {"riders": True},
            )
        },
        "order_reopened": {
            "paragraphs": (
                "ご注文のお取り消しを解除し、引き続き手配を進めております。",
                WINDOW,
                "ご不要の場合は、当店までご連絡ください。",
                {"riders": True},
            )
        },
        "refunded": {
            "paragraphs": (
                (
                    "ご返金の手続きが完了いたしました。反映までの日数は、お支払い方法により異なります。",
                    {
                        "text": "ご返金額：{$amount}",
                        "aloud": "ご返金額は、{$amount}でございます。",
                        "needs": ("amount",),
                    },
                ),
                {"riders": True},
            )
        },
        "production_started": {
            "paragraphs": ("ご注文の商品の製作を開始いたしました。", WINDOW, {"riders": True})
        },
        "production_finished": {
            "paragraphs": (
                "ご注文の商品が完成いたしました。これより発送の準備をいたします。",
                WINDOW,
                {"riders": True},
            )
        },
        "delivery_planned": {
            "paragraphs": (
                INSPECTED,
                WHEN,
                {"riders": True},
                ASK_SLOT,
            )
        },
        "dispatched": {
            "paragraphs": (
                ({"first": (*SENT_INSTEAD, "お荷物を発送いたしました。")}, *DETAILS),
                REST_FOLLOWS_ALONE,
                {"riders": True},
            ),
            "rider": ((LEFT, *DETAILS), REST_FOLLOWS_ANOTHER),
        },
        "last_part_dispatched": {
            "paragraphs": (("最後のお荷物を発送いたしました。", *DETAILS), {"riders": True}),
            "rider": (("あわせて、最後のお荷物も発送いたしました。", *DETAILS),),
        },
        "tracking_corrected": {
            "paragraphs": (
                ("お問い合わせ番号に変更がございました。お手数をおかけし、申し訳ございません。", *SAME_DAY),
                {"riders": True},
            ),
            "rider": (
                ("お問い合わせ番号に変更がございました。今後は、次の番号をご利用ください。", *SAME_DAY),
            ),
        },
        "delivered": {
            "paragraphs": (
                (
                    {
                        "first": (
                            {
                                "text": "お荷物のうち、一部の商品のお届けが完了いたしました。",
                                "needs": ("partial",),
                            },
                            "お荷物のお届けが完了いたしました。",
                        )
                    },
                    *CONTENTS,
                ),
                {"riders": True},
                "お手元に見当たらない場合は、お早めにお知らせください。",
            ),
            "rider": ((CAME, *CONTENTS),),
        },
        "all_delivered": {
            "paragraphs": (
                "すべてのお荷物のお届けが完了いたしました。",
                {"riders": True},
                "不足や破損などがございましたら、お早めにお知らせください。",
            )
        },
        "return_started": {
            "paragraphs": (
                "お荷物をお渡しすることができず、当店へ返送されることとなりました。",
                WHICH,
                {"riders": True},
            )
        },
        "returned": {
            "paragraphs": (
                "お荷物をお渡しすることができず、当店へ返送されてまいりました。ご迷惑をおかけし、誠に申し訳ございません。",
                WHICH,
                AGAIN_OR_REFUND,
                {"riders": True},
            )
        },
        "found": {
            "paragraphs": (
                (
                    "紛失とご案内しておりましたお荷物が見つかり、改めてお届けに向かっております。ご心配をおかけし、誠に申し訳ございませんでした。",
                    *WHICH,
                    WINDOW,
                ),
                "再送やご返金のご希望をすでに伺っている場合は、担当者が対応いたします。",
                {"riders": True},
            ),
        },
        "lost_remedy": {
            "paragraphs": (
                "お荷物が配送中に紛失したことが判明いたしました。誠に申し訳ございません。",
                WHICH,
                {"riders": True},
                AGAIN_OR_REFUND,
                NEXT_WORD,
            )
        },
        "courier_changed": {
            "paragraphs": (
                ("お荷物をお届けする配送会社が変更となりました。", {"first": (SLOT, SLOT_LOST[0])}, *FOLLOW),
                {"riders": True},
            )
        },
        "entered_country": {
            "paragraphs": (("お荷物がお届け先の国に到着いたしました。", *SAME_DAY), {"riders": True})
        },
        "arrived_in_city": {
            "paragraphs": (
                ("お荷物が、お届け先の地域に到着いたしました。", *WHICH),
                COURIER_CALLS,
                {"riders": True},
            )
        },
        "arrangement_pending": {
            "paragraphs": (
                "お荷物はお届け先の地域に到着しておりますが、お届けの日時がまだ決まっておりません。お待たせしており、申し訳ございません。",
                WHICH,
                "配送会社から連絡がない場合は、お手数ですが、当店までお知らせください。",
                {"riders": True},
            )
        },
        "appointment_agreed": {
            "paragraphs": (
                {
                    "first": (
                        ({"text": "お届けの日時が決まりました。", "needs": ("slot",)}, SLOT),
                        "お届けの日時について、ご希望を承りました。",
                    )
                },
                CONTENTS,
                {"riders": True},
            )
        },
        "arriving_tomorrow": {
            "paragraphs": (("お荷物は、明日お届けの予定です。", DAY, SLOT, *WHICH), {"riders": True})
        },
        "arriving_today": {
            "paragraphs": (
                (
                    {
                        "first": (
                            {"text": "お荷物が配達に出ました。", "needs": ("out",)},
                            "お荷物のお届け予定をお知らせいたします。",
                        )
                    },
                    DAY,
                    SLOT,
                    *WHICH,
                ),
                {"riders": True},
            )
        },
        "arriving_soon": {"paragraphs": (("まもなくお荷物が届きます。", SLOT, *CONTENTS), {"riders": True})},
        "interval_missed": {
            "paragraphs": (
                "お約束の時間帯にお荷物をお届けできておらず、誠に申し訳ございません。",
                WHICH,
                FINDING_OUT,
                {"riders": True},
            )
        },
        "attempt_failed": {
            "paragraphs": (
                (
                    ".input {$number :integer} .match $number 1 {{配送会社がお荷物のお届けに伺いましたが、お渡しすることができませんでした。}} * {{配送会社がお荷物のお届けに{$number}回伺いましたが、お渡しすることができませんでした。}}",
                    *WHICH,
                    LINK,
                ),
                {
                    "text": "お届けは、引き続き次の日時にお伺いする予定でございます：{$slot}",
                    "needs": ("slot",),
                },
                unless_any(
                    (*ARRANGED, "slot"),
                    {
                        "first": (
                            {
                                "text": "お手数ですが、{$courier}へ再配達をご依頼ください。",
                                "needs": ("courier",),
                            },
                            "お手数ですが、配送会社へ再配達をご依頼ください。",
                        )
                    },
                ),
                {"riders": True},
            )
        },
        "address_problem": {
            "paragraphs": (
                "ご住所に確認が必要な点があり、お荷物をお届けできずにおります。",
                WHICH,
                "お手数ですが、お届け先のご住所をお知らせください。",
                {"riders": True},
            )
        },
        "ready_for_pickup": {
            "paragraphs": (
                ("お荷物が受け取り場所に到着いたしました。", WHERE, LAST_DAY, *FOLLOW),
                {"riders": True},
            )
        },
        "pickup_expiring": {
            "paragraphs": (
                {
                    "first": (
                        {"text": "お荷物の保管期限は、{$keep_until}でございます。", "needs": ("keep_until",)},
                        "お荷物の保管期限が近づいております。",
                    )
                },
                "お早めにお受け取りください。期限を過ぎますと返送されます。",
                WHERE,
                WHICH,
                {"riders": True},
            )
        },
        "contact_requested": {
            "paragraphs": (
                "ご注文ありがとうございます。恐れ入りますが、お返事をいただいてから手配を始めさせていただきます。",
                QUESTIONS,
                GATE_EXPIRES,
                {"riders": True},
            )
        },
        "contact_reminder": {
            "paragraphs": (
                "先にお伺いした件について、お返事をお待ちしております。確認が取れるまで、ご注文の手配を始めることができません。",
                QUESTIONS,
                GATE_EXPIRES,
                {"riders": True},
            )
        },
        "contact_acknowledged": {
            "paragraphs": (
                "お返事をいただき、ありがとうございます。内容を確認のうえ、改めてご連絡いたします。",
                {"riders": True},
            )
        },
        "gate_expired": {
            "paragraphs": (
                "お返事を確認できなかったため、ご注文はお取り消しの手続きを進めさせていただきます。継続をご希望の場合は、お早めにお知らせください。",
                {"riders": True},
            )
        },
        "promise_broken": {
            "paragraphs": (
                "お約束した日時までにご連絡できず、誠に申し訳ございません。",
                {"riders": True},
                CHECKING,
            )
        },
        "sms_offer": {
            "paragraphs": (
                "お届けに関する急ぎのお知らせを、SMS（ショートメッセージ）でお送りすることもできます。ご希望の場合は、当店までお申し付けください。",
            )
        },
        "anniversary": {
            "paragraphs": (
                "初めてご利用いただいたときと同じ季節が、めぐってまいりました。これまでのご愛顧に、心より御礼申し上げます。",
                {"riders": True},
            )
        },
        "reassurance": {
            "paragraphs": (
                STANDING,
                {"riders": True},
                NEXT_WORD,
            )
        },
        "level_acknowledged": {
            "paragraphs": ("ご連絡の頻度についてのご希望を承りました。", CADENCE, {"riders": True})
        },
        "inquiry_answered": {
            "paragraphs": (
                "お問い合わせいただき、ありがとうございます。",
                STANDING,
                {"riders": True},
                NEXT_WORD,
                "解決しない場合は、もう一度お知らせください。担当者よりご返答いたします。",
            ),
            "rider": (STANDING, NEXT_WORD),
        },
        "handed_to_human": {
            "paragraphs": (
                "先のご案内で解決に至らず、申し訳ございません。お問い合わせの件は担当者が確認し、直接ご返答いたします。",
                NEXT_WORD,
                {"riders": True},
            )
        },
        "feedback_request": {
            "paragraphs": (
                "このたびお届けしたお荷物は、無事にお受け取りいただけましたでしょうか。お気づきの点がございましたら、ぜひお聞かせください。",
                {"riders": True},
            )
        },
        "delay_likely": {
            "paragraphs": (
                {
                    "first": (
                        {
                            "text": "お荷物のお届けが、前回ご案内した予定よりさらに遅れる可能性がございます。重ねて申し訳ございません。",
                            "needs": ("warned",),
                        },
                        "お荷物のお届けが、ご案内した予定より遅れる可能性がございます。申し訳ございません。",
                    )
                },
                (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, NUMBER),
                NEXT_WORD,
                {"riders": True},
            ),
        },
        "delayed": {
            "paragraphs": (
                {
                    "first": (
                        {
                            "text": "遅れておりますお荷物の、新しいお届け予定がわかりました。お待たせしており、誠に申し訳ございません。",
                            "needs": ("warned", "window"),
                        },
                        "お荷物のお届けが、ご案内した予定より遅れております。誠に申し訳ございません。",
                    )
                },
                (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, NUMBER),
                NEXT_WORD,
                {"riders": True},
            ),
        },
        "delayed_again": {
            "paragraphs": (
                "お荷物のお届けが、さらに遅れる見込みとなりました。度重なるご迷惑をおかけし、誠に申し訳ございません。",
                (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, NUMBER),
                NEXT_WORD,
                "お待ちいただくことが難しい場合は、当店までお知らせください。",
                {"riders": True},
            ),
        },
        "back_on_time": {
            "paragraphs": (
                "遅れをお知らせしておりましたお荷物は、予定どおりお届けできる見込みとなりました。ご心配をおかけし、申し訳ございませんでした。",
                (*LATE_GOODS, WINDOW, NUMBER),
                {"riders": True},
            ),
        },
        "deadline_extension": {
            "paragraphs": (
                "お約束した期限までの発送が難しくなっております。誠に申し訳ございません。",
                NEW_WINDOW,
                "発送をお待ちいただけるか、お取り消しをご希望か、お手数ですがお知らせください。",
                {"riders": True},
            ),
        },
        "disrupted": {
            "paragraphs": (
                "お届け先までの配送に影響が出ており、お荷物のお届けが遅れる可能性がございます。申し訳ございません。",
                (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, NUMBER),
                NEXT_WORD,
                {"riders": True},
            ),
        },
        "offer": {
            "paragraphs": (
                {
                    "first": (
                        {
                            "text": "お待たせしたお詫びといたしまして、次のものをご用意いたしました。{$compensation}",
                            "needs": ("compensation",),
                        },
                        "お待たせしたお詫びといたしまして、心ばかりのものをご用意いたしました。詳しくは、当店までお問い合わせください。",
                    )
                },
            ),
        },
    }
)
ALOUD: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "contact_requested": {
            "call": {
                "paragraphs": (
                    "ご注文ありがとうございます。恐れ入りますが、お返事をいただいてから手配を始めさせていただきます。",
                    *ASK_ALOUD,
                    {"riders": True},
                )
            }
        },
        "contact_reminder": {
            "call": {
                "paragraphs": (
                    "先にお伺いした件について、お返事をお待ちしております。確認が取れるまで、ご注文の手配を始めることができません。",
                    *ASK_ALOUD,
                    {"riders": True},
                )
            }
        },
        "delivery_planned": {
            "call": {
                "paragraphs": (
                    INSPECTED,
                    WHEN_ALOUD,
                    {"riders": True},
                    ASK_SLOT_ALOUD,
                ),
            },
        },
    }
)
"""What is asked otherwise by phone than in writing."""
