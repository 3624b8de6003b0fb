"""Lines of the Japanese words that several touchpoints share."""

from __future__ import annotations

from typing import Final

# When a parcel comes and how to follow it; the same lines wherever a parcel is spoken of.
WINDOW: Final = {"text": "お届け予定：{$window}", "needs": ("window",)}
WHEN: Final = (
    WINDOW,
    {"text": "お届け日時：{$slot}", "needs": ("slot",)},
)
NUMBER: Final = {"text": "お問い合わせ番号：{$tracking}", "needs": ("tracking",)}
FOLLOW: Final = (
    {"text": "配送会社：{$courier}", "needs": ("courier",)},
    NUMBER,
    {"text": "配送状況：{$tracking_url}", "needs": ("tracking_url",)},
)
DETAILS: Final = (*WHEN, *FOLLOW)
CONCERNED: Final = (
    {"text": "対象の商品：", "needs": ("concerned",)},
    {"text": "・{$item}", "each": "concerned"},
)
CADENCE: Final = {
    "first": (
        {
            "text": "特にお知らせがない場合でも、少なくとも{$limit_days}日に一度は状況をご連絡いたします。",
            "needs": ("limit_days",),
        },
        "今後のご連絡は、必要なお知らせがあるときに限らせていただきます。",
    )
}
MAY_SHIFT: Final = {"text": "※状況により、前後する場合がございます。", "needs": ("window",)}
APOLOGY: Final = "このたびはご迷惑をおかけし、誠に申し訳ございません。"
CHOOSE_AGAIN: Final = (
    "商品を改めてお送りするか、ご注文をお取り消しのうえご返金するか、ご希望に沿って対応いたします。"
    "お手数ですが、ご希望をお知らせください。"
)
QUESTIONS: Final = {
    "first": (
        (
            {"text": "■ お伺いしたいこと", "needs": ("questions",)},
            {"text": "・{$item}", "each": "questions"},
        ),
        "お手数ですが、当店までご連絡をお願いいたします。",
    )
}
