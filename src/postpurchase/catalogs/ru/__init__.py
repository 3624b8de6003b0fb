"""The words in Russian: names as they were given, cases and plurals written out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.ru.door import DOOR
from postpurchase.catalogs.ru.late import LATE
from postpurchase.catalogs.ru.lines import APOLOGETIC_GREETING, COURIER_STEPS, QUIET_GREETING
from postpurchase.catalogs.ru.order import ORDER
from postpurchase.catalogs.ru.parcel import PARCEL
from postpurchase.catalogs.ru.receiver import ABOUT, RECEIVER
from postpurchase.catalogs.ru.short import ALOUD, SHORT
from postpurchase.catalogs.ru.talk import TALK

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

LONG: Final[Mapping[str, Mapping[str, object]]] = {**ORDER, **PARCEL, **DOOR, **LATE, **TALK}

WORDS: Final[Mapping[str, object]] = MappingProxyType(
    {
        "phrases": {
            "day": (
                ".input {$year :string} .match $year"
                " hidden {{{$date :date fields=month-day length=long}}}"
                " * {{{$date :date fields=month-day length=long} {$year_number} года}}"
            ),
            "moment": (
                ".input {$clock :string} .input {$year :string} .match $clock $year day_end hidden {{24:00 {$date :date fields=month-day length=long}}} day_end * {{24:00 {$date :date fields=month-day length=long} {$year_number} года}} * hidden {{{$at :time precision=minute} {$at :date fields=month-day length=long}}} * * {{{$at :time precision=minute} {$at :date fields=month-day length=long} {$year_number} года}}"
            ),
            # "So vtorogo" (2), but "s" before every other day.
            "window": (
                ".input {$span :string} .input {$year :string} .input {$earliest_day :integer select=exact}"
                " .match $span $year $earliest_day"
                " day hidden * {{{$earliest :date fields=month-day length=long}}}"
                " day * * {{{$earliest :date fields=month-day length=long} {$earliest_year} года}}"
                " until hidden * {{до {$latest :date fields=month-day length=long} включительно}}"
                " until * * {{до {$latest :date fields=month-day length=long} {$latest_year} года включительно}}"
                " days hidden 2 {{со 2 по {$latest :date fields=month-day length=long}}}"
                " days hidden * {{с {$earliest_day} по {$latest :date fields=month-day length=long}}}"
                " days * 2 {{со 2 по {$latest :date fields=month-day length=long} {$latest_year} года}}"
                " days * * {{с {$earliest_day} по {$latest :date fields=month-day length=long} {$latest_year} года}}"
                " months hidden 2 {{со {$earliest :date fields=month-day length=long}"
                " по {$latest :date fields=month-day length=long}}}"
                " months hidden * {{с {$earliest :date fields=month-day length=long}"
                " по {$latest :date fields=month-day length=long}}}"
                " months * 2 {{со {$earliest :date fields=month-day length=long}"
                " по {$latest :date fields=month-day length=long} {$latest_year} года}}"
                " months * * {{с {$earliest :date fields=month-day length=long}"
                " по {$latest :date fields=month-day length=long} {$latest_year} года}}"
                " * * 2 {{со {$earliest :date fields=month-day length=long} {$earliest_year} года"
                " по {$latest :date fields=month-day length=long} {$latest_year} года}}"
                " * * * {{с {$earliest :date fields=month-day length=long} {$earliest_year} года"
                " по {$latest :date fields=month-day length=long} {$latest_year} года}}"
            ),
            "money": "{$money :currency trailingZeroDisplay=stripIfInteger}",
            "slot": (
                ".input {$hours :string} .input {$year :string} .match $hours $year"
                " hours hidden {{{$date :date fields=month-day length=long}"
                " с {$start :time precision=minute} до {$end :time precision=minute}}}"
                " hours * {{{$date :date fields=month-day length=long} {$year_number} года"
                " с {$start :time precision=minute} до {$end :time precision=minute}}}"
                " morning hidden {{{$date :date fields=month-day length=long} утром}}"
                " morning * {{{$date :date fields=month-day length=long} {$year_number} года утром}}"
                " afternoon hidden {{{$date :date fields=month-day length=long} днём}}"
                " afternoon * {{{$date :date fields=month-day length=long} {$year_number} года днём}}"
                " evening hidden {{{$date :date fields=month-day length=long} вечером}}"
                " evening * {{{$date :date fields=month-day length=long} {$year_number} года вечером}}"
                " * hidden {{{$date :date fields=month-day length=long}}}"
                " * * {{{$date :date fields=month-day length=long} {$year_number} года}}"
            ),
        },
        "steps": {
            "item_secured": "когда купим товар",
            "production_started": "когда начнём изготовление",
            "production_finished": "когда изготовим заказ",
            "delivery_planned": "когда станет известна дата доставки (и спросим об удобном времени)",
            "dispatched": "когда отправим посылку",
            "last_part_dispatched": "когда отправим последнюю посылку",
        },
        "courier_steps": COURIER_STEPS,
        "courier_usual": COURIER_STEPS,
        "questions": {
            "contact": "всё ли верно в заказе",
            "stock": "согласны ли вы подождать, пока мы проверим наличие",
            "custom": "что именно для вас изготовить",
            "engraving": "текст для гравировки",
            "address": "адрес, по которому вы сможете получить посылку",
            "remote": "подходят ли вам условия доставки в отдалённый район",
            "add_on_payment": "согласны ли вы на доплату",
        },
        "call_outcomes": {
            "reached": "Дозвонились: всё рассказали.",
            "no_answer": "Нет ответа: ничего не сообщили. Не оставляйте подробностей на автоответчике.",
            "agreed": "Договорились: всё рассказали, ответ получен.",
        },
        "frames": {
            "*": {
                "greeting": {
                    "first": (
                        APOLOGETIC_GREETING,
                        {"text": "Здравствуйте, {$name}!", "needs": ("name",)},
                        "Здравствуйте!",
                    )
                },
                "closing": (
                    {
                        "first": (
                            {
                                "text": "Если у вас есть вопросы, просто ответьте на это сообщение.",
                                "needs": ("reply_here",),
                            },
                            {
                                "text": "По любым вопросам пишите нам: {$email}",
                                "needs": ("email",),
                            },
                            {
                                "text": "По любым вопросам звоните нам: {$phone}",
                                "needs": ("phone",),
                            },
                        )
                    },
                    ("С уважением,", "{$signature}"),
                ),
            },
            "sms": {
                "opening": (
                    {
                        "first": (
                            {"text": "{$shop}, доставка {$order}:", "needs": ("receiver",)},
                            "{$shop}, заказ {$order}:",
                        )
                    },
                )
            },
            "push": {
                "subject": {
                    "first": (
                        {"text": ABOUT, "needs": ("receiver",)},
                        "Заказ {$order} — {$shop}",
                    )
                }
            },
            "chat": {
                "greeting": QUIET_GREETING,
                "opening": (
                    {
                        "first": (
                            {
                                "text": "Это {$shop}, пишем по поводу посылки для вас (заказ {$order}).",
                                "needs": ("receiver",),
                            },
                            "Это {$shop}, пишем по поводу вашего заказа {$order}.",
                        )
                    },
                ),
                "closing": ("Если у вас есть вопросы, просто напишите здесь.",),
            },
            "call": {
                "greeting": {
                    "first": ({"text": "Здравствуйте, это {$name}?", "needs": ("name",)}, "Здравствуйте.")
                },
                "opening": (
                    {
                        "first": (
                            {
                                "text": "Звоню из магазина «{$shop}» по поводу посылки для вас.",
                                "needs": ("receiver",),
                            },
                            "Звоню из магазина «{$shop}» по поводу вашего заказа {$order}.",
                        )
                    },
                ),
                "closing": (
                    {
                        "first": (
                            {"text": "Есть ли у вас вопросы по доставке?", "needs": ("receiver",)},
                            "Есть ли у вас вопросы по заказу?",
                        )
                    },
                    "Спасибо, что уделили время. Всего доброго.",
                ),
            },
        },
        "touchpoints": {
            name: {**words, "short": SHORT[name], **ALOUD.get(name, {}), **RECEIVER.get(name, {})}
            for name, words in LONG.items()
        },
    }
)
