"""The words in Japanese: business politeness, 様 once after a person's name and never after a shop's."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.ja.door import DOOR
from postpurchase.catalogs.ja.late import LATE
from postpurchase.catalogs.ja.lines import COURIER_STEPS
from postpurchase.catalogs.ja.order import ORDER
from postpurchase.catalogs.ja.parcel import PARCEL
from postpurchase.catalogs.ja.receiver import RECEIVER
from postpurchase.catalogs.ja.short import ALOUD, SHORT
from postpurchase.catalogs.ja.talk import TALK

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

LONG: Final[Mapping[str, Mapping[str, object]]] = {**ORDER, **PARCEL, **DOOR, **LATE, **TALK}

WORDS: Final[Mapping[str, object]] = MappingProxyType(
    {
        "space": "",
        "name_suffixes": ("様", "さま", "さん", "御中"),
        "phrases": {
            "day": (
                ".input {$year :string} .match $year"
                " hidden {{{$date :date fields=month-day-weekday length=medium}}}"
                " * {{{$date :date fields=year-month-day-weekday length=medium}}}"
            ),
            "moment": (
                ".input {$clock :string} .input {$year :string} .match $clock $year day_end hidden {{{$date :date fields=month-day-weekday length=medium} 24:00}} day_end * {{{$date :date fields=year-month-day-weekday length=medium} 24:00}} * hidden {{{$at :date fields=month-day-weekday length=medium} {$at :time precision=minute}}} * * {{{$at :date fields=year-month-day-weekday length=medium} {$at :time precision=minute}}}"
            ),
            "window": (
                ".input {$span :string} .input {$year :string} .match $span $year"
                " day hidden {{{$earliest :date fields=month-day-weekday length=medium}}}"
                " day * {{{$earliest :date fields=year-month-day-weekday length=medium}}}"
                " until hidden {{{$latest :date fields=month-day-weekday length=medium}まで}}"
                " until * {{{$latest :date fields=year-month-day-weekday length=medium}まで}}"
                " * hidden {{{$earliest :date fields=month-day-weekday length=medium}"
                "～{$latest :date fields=month-day-weekday length=medium}}}"
                " years * {{{$earliest :date fields=year-month-day-weekday length=medium}"
                "～{$latest :date fields=year-month-day-weekday length=medium}}}"
                " * * {{{$earliest :date fields=year-month-day-weekday length=medium}"
                "～{$latest :date fields=month-day-weekday length=medium}}}"
            ),
            "money": "{$money :currency currencyDisplay=name}",
            "slot": (
                ".input {$hours :string} .input {$year :string} .match $hours $year"
                " hours hidden {{{$date :date fields=month-day-weekday length=medium} {$slot :postpurchase:slot}}}"
                " hours * {{{$date :date fields=year-month-day-weekday length=medium} {$slot :postpurchase:slot}}}"
                " morning hidden {{{$date :date fields=month-day-weekday length=medium} 午前中}}"
                " morning * {{{$date :date fields=year-month-day-weekday length=medium} 午前中}}"
                " afternoon hidden {{{$date :date fields=month-day-weekday length=medium} 午後}}"
                " afternoon * {{{$date :date fields=year-month-day-weekday length=medium} 午後}}"
                " evening hidden {{{$date :date fields=month-day-weekday length=medium} 夕方以降}}"
                " evening * {{{$date :date fields=year-month-day-weekday length=medium} 夕方以降}}"
                " * hidden {{{$date :date fields=month-day-weekday length=medium}}}"
                " * * {{{$date :date fields=year-month-day-weekday length=medium}}}"
            ),
        },
        "steps": {
            "item_secured": "商品の買付けが完了したとき",
            "production_started": "製作を始めたとき",
            "production_finished": "製作が完了したとき",
            "delivery_planned": "お届けの予定が決まったとき（ご希望の時間帯もお伺いします）",
            "dispatched": "商品を発送したとき",
            "last_part_dispatched": "最後のお荷物を発送したとき",
        },
        "courier_steps": COURIER_STEPS,
        "courier_usual": COURIER_STEPS,
        "questions": {
            "contact": "ご注文内容に間違いがないかどうか",
            "stock": "在庫を確認してからの手配でよろしいかどうか",
            "custom": "ご希望の仕様の詳細",
            "engraving": "刻印する文字",
            "address": "お受け取りいただけるご住所",
            "remote": "遠隔地へのお届け条件をご了承いただけるかどうか",
            "add_on_payment": "追加のお支払いをご了承いただけるかどうか",
        },
        "call_outcomes": {
            "reached": "ご本人とお話しできた。",
            "no_answer": "応答なし。内容は伝わっていない。留守番電話に詳細を残さないこと。",
            "agreed": "ご本人とお話しし、ご回答をいただいた。",
        },
        "frames": {
            "*": {
                "greeting": {"first": ({"text": "{$name} 様", "needs": ("name",)}, "お客様")},
                "opening": ("お世話になっております。{$shop}でございます。",),
                "closing": (
                    {
                        "first": (
                            {
                                "text": "ご不明な点がございましたら、このメッセージへのご返信にてお問い合わせください。",
                                "needs": ("reply_here",),
                            },
                            {
                                "text": "ご不明な点がございましたら、{$email} までお問い合わせください。",
                                "needs": ("email",),
                            },
                            {
                                "text": "ご不明な点がございましたら、お電話（{$phone}）にてお問い合わせください。",
                                "needs": ("phone",),
                            },
                            "ご不明な点がございましたら、当店までお問い合わせください。",
                        )
                    },
                    ("どうぞよろしくお願い申し上げます。", "{$signature}"),
                ),
            },
            "sms": {
                "opening": ("【{$shop}】",),
                "closing": (
                    {
                        "first": (
                            {"text": "受付番号：{$order}", "needs": ("receiver",)},
                            "ご注文番号：{$order}",
                        )
                    },
                ),
            },
            "push": {
                "subject": {
                    "first": (
                        {
                            "text": "【{$shop}】お届け物のご案内（受付番号：{$order}）",
                            "needs": ("receiver",),
                        },
                        "【{$shop}】ご注文番号：{$order}",
                    )
                }
            },
            "chat": {
                "opening": (
                    {
                        "first": (
                            {
                                "text": "{$shop}でございます。お届け物（受付番号：{$order}）の件でご連絡いたします。",
                                "needs": ("receiver",),
                            },
                            "{$shop}でございます。ご注文（番号：{$order}）の件でご連絡いたします。",
                        )
                    },
                ),
                "closing": ("ご不明な点がございましたら、こちらへご返信ください。",),
            },
            "call": {
                "greeting": {
                    "first": (
                        {
                            "text": "お忙しいところ恐れ入ります。{$shop}でございます。{$name} 様でいらっしゃいますか。",
                            "needs": ("name",),
                        },
                        "お忙しいところ恐れ入ります。{$shop}でございます。",
                    )
                },
                "opening": (
                    {
                        "first": (
                            {
                                "text": "お届け物の件でお電話いたしました。",
                                "needs": ("receiver",),
                            },
                            "ご注文番号{$order}の件でお電話いたしました。",
                        )
                    },
                ),
                "closing": (
                    "ご不明な点はございませんでしょうか。",
                    "お時間をいただき、ありがとうございました。失礼いたします。",
                ),
            },
        },
        "touchpoints": {
            name: {**words, "short": SHORT[name], **ALOUD.get(name, {}), **RECEIVER.get(name, {})}
            for name, words in LONG.items()
        },
    }
)
