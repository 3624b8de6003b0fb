"""The Japanese words about talking: questions, silence and courtesies."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.ja.lines import CADENCE, CHECKING, GATE_EXPIRES, NEXT_WORD, QUESTIONS, STANDING

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

# When there is no news.
STILL_HEARD: Final = {
    "text": "新しいお知らせがない場合でも、次のご連絡は{$next_word}までに差し上げます。",
    "needs": ("next_word",),
}

TALK: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "contact_requested": {
            "*": {
                "subject": "【{$shop}】ご注文についてのご確認のお願い（ご注文番号：{$order}）",
                "opening": (
                    {
                        "first": (
                            {"text": "お世話になっております。{$shop}でございます。", "needs": ("receiver",)},
                            "このたびは{$shop}をご利用いただき、誠にありがとうございます。",
                        )
                    },
                ),
                "paragraphs": (
                    "恐れ入りますが、このご注文は、お客様からのお返事をいただいてから手配を始めさせていただきます。",
                    QUESTIONS,
                    GATE_EXPIRES,
                    {"riders": True},
                    "お返事をいただきましたら、内容を確認のうえ、改めてご連絡いたします。",
                ),
            },
        },
        "contact_reminder": {
            "*": {
                "subject": "【{$shop}】ご確認のお願い：お返事をお待ちしております（ご注文番号：{$order}）",
                "paragraphs": (
                    "先にお伺いした件について、お返事をお待ちしております。確認が取れるまで、ご注文の手配を始めることができません。",
                    QUESTIONS,
                    GATE_EXPIRES,
                    {"riders": True},
                    "行き違いでお返事をいただいておりましたら、ご容赦ください。",
                ),
            },
        },
        "contact_acknowledged": {
            "*": {
                "subject": "【{$shop}】お返事ありがとうございます（ご注文番号：{$order}）",
                "paragraphs": (
                    "お返事をいただき、ありがとうございます。",
                    {"riders": True},
                    "担当者が内容を確認のうえ、改めてご連絡いたします。",
                ),
            },
        },
        "gate_expired": {
            "*": {
                "subject": "【{$shop}】お取り消しの前に：お返事のお願い（ご注文番号：{$order}）",
                "paragraphs": (
                    "お伺いした件についてお返事を確認できなかったため、ご注文（ご注文番号：{$order}）は、お取り消しの手続きを進めさせていただきます。",
                    (
                        {"text": "■ お返事をお待ちしていること", "needs": ("questions",)},
                        {"text": "・{$item}", "each": "questions"},
                    ),
                    {"riders": True},
                    "ご注文の継続をご希望の場合は、お早めにお知らせください。",
                ),
            },
        },
        "promise_broken": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】ご連絡が遅れたことのお詫び（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】ご連絡が遅れたことのお詫び（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    "お約束した日時までにご連絡できず、誠に申し訳ございません。",
                    {"riders": True},
                    CHECKING,
                ),
            },
        },
        "sms_offer": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】SMSでのお知らせについて（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】SMSでのお知らせについて（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    "お届けに関する急ぎのお知らせを、SMS（ショートメッセージ）でお送りすることもできます。ご希望の場合は、当店までお申し付けください。",
                ),
            },
        },
        "anniversary": {
            "*": {
                "subject": "【{$shop}】いつもありがとうございます",
                "opening": (
                    {
                        "first": (
                            {"text": "お世話になっております。{$shop}でございます。", "needs": ("receiver",)},
                            "いつも{$shop}をご利用いただき、誠にありがとうございます。",
                        )
                    },
                ),
                "paragraphs": (
                    "初めてご利用いただいたときと同じ季節が、めぐってまいりました。これまでのご愛顧に、心より御礼申し上げます。",
                    {"riders": True},
                ),
            },
        },
        "reassurance": {
            "*": {
                "subject": "【{$shop}】ご注文の状況のご報告（ご注文番号：{$order}）",
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "ご注文について確認いたしましたので、{$today}現在の状況をご報告いたします。",
                                "needs": ("today",),
                            },
                            "ご注文について確認いたしましたので、現在の状況をご報告いたします。",
                        )
                    },
                    STANDING,
                    {"riders": True},
                    STILL_HEARD,
                ),
                "rider": (STANDING, STILL_HEARD),
            },
        },
        "level_acknowledged": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】ご連絡の頻度を変更いたしました（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】ご連絡の頻度を変更いたしました（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    "ご連絡の頻度についてのご希望を承りました。",
                    CADENCE,
                    "ご希望は、いつでも変更いただけます。",
                    {"riders": True},
                ),
            },
        },
        "inquiry_answered": {
            "*": {
                "subject": "【{$shop}】お問い合わせありがとうございます（ご注文番号：{$order}）",
                "opening": ("お問い合わせいただき、ありがとうございます。{$shop}でございます。",),
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "ご注文（ご注文番号：{$order}）の{$today}現在の状況は、次のとおりです。",
                                "needs": ("today",),
                            },
                            "ご注文（ご注文番号：{$order}）の状況は、次のとおりです。",
                        )
                    },
                    STANDING,
                    {"riders": True},
                    NEXT_WORD,
                    "このご案内で解決しない場合は、お手数ですが、もう一度お知らせください。担当者よりご返答いたします。",
                ),
                "rider": (STANDING, NEXT_WORD),
            },
        },
        "feedback_request": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お荷物は無事に届きましたでしょうか（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お荷物は無事に届きましたでしょうか（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    "このたびお届けしたお荷物は、無事にお受け取りいただけましたでしょうか。",
                    "お気づきの点や、ご満足いただけなかった点がございましたら、ぜひお聞かせください。誠意をもって対応いたします。",
                    {"riders": True},
                    "すでにご連絡をいただいておりましたら、行き違いをご容赦ください。",
                ),
            },
        },
        "handed_to_human": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お問い合わせの件について（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】お問い合わせの件について（ご注文番号：{$order}）",
                    )
                },
                "paragraphs": (
                    (
                        "先のご案内で解決に至らず、申し訳ございません。お問い合わせの件は担当者が引き継ぎ、内容を確認いたします。",
                        "担当者より直接ご返答いたしますので、今しばらくお待ちくださいませ。",
                    ),
                    NEXT_WORD,
                    {"riders": True},
                ),
            },
        },
    }
)
