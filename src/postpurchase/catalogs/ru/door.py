"""The Russian words about parcels on their last stretch."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.riders import ARRANGED, unless_any
from postpurchase.catalogs.ru.lines import DAY, FINDING_OUT, FOLLOW, QUIET_GREETING, SAME_DAY, SLOT, SLOT_LOST

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

DOOR: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "courier_changed": {
            "*": {
                "subject": "Посылку привезёт другая служба (заказ {$order})",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    (
                        "Вашу посылку привезёт другая служба доставки.",
                        {"text": "Время доставки: {$slot}", "needs": ("slot",)},
                        *SLOT_LOST,
                        *FOLLOW,
                    ),
                    {"riders": True},
                ),
            },
        },
        "arrived_in_city": {
            "*": {
                "subject": "Посылка в вашем городе (заказ {$order})",
                "paragraphs": (
                    ("Посылка уже в вашем городе.", *FOLLOW),
                    "Служба доставки свяжется с вами и договорится о времени.",
                    {"riders": True},
                ),
            },
        },
        "arrangement_pending": {
            "*": {
                "subject": "Время доставки ещё не согласовано (заказ {$order})",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    "Посылка уже в вашем городе, но время доставки ещё не согласовано. Приносим извинения за ожидание.",
                    FOLLOW,
                    "Если служба доставки с вами ещё не связалась, свяжитесь с ней или с нами.",
                    {"riders": True},
                ),
            },
        },
        "appointment_agreed": {
            "*": {
                "subject": "Время доставки согласовано (заказ {$order})",
                "paragraphs": (
                    (
                        {
                            "first": (
                                {"text": "Посылку привезут {$slot}.", "needs": ("slot",)},
                                "Время доставки согласовано.",
                            )
                        },
                        *FOLLOW,
                    ),
                    {"riders": True},
                ),
            },
        },
        "arriving_today": {
            "*": {
                "subject": "Доставка сегодня (заказ {$order})",
                "paragraphs": (
                    (
                        {
                            "first": (
                                {"text": "Курьер уже везёт вашу посылку.", "needs": ("out",)},
                                "Доставка вашей посылки запланирована на сегодня.",
                            )
                        },
                        {"text": "День доставки: {$day}", "needs": ("day",), "lacks": ("slot",)},
                        {"text": "Время доставки: {$slot}", "needs": ("slot",)},
                        *FOLLOW,
                    ),
                    {"riders": True},
                ),
            },
        },
        "arriving_soon": {
            "*": {
                "subject": "Курьер скоро будет у вас (заказ {$order})",
                "paragraphs": (
                    (
                        "Курьер скоро будет у вас.",
                        {"text": "Время доставки: {$slot}", "needs": ("slot",)},
                        *FOLLOW,
                    ),
                    {"riders": True},
                ),
            },
        },
        "interval_missed": {
            "*": {
                "subject": "Посылку не привезли вовремя (заказ {$order})",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    "Посылку не привезли в обещанное время. Приносим извинения за ожидание.",
                    FOLLOW,
                    FINDING_OUT,
                    {"riders": True},
                ),
            },
        },
        "attempt_failed": {
            "*": {
                "subject": "Не удалось вручить посылку (заказ {$order})",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    (
                        ".input {$number :integer} .match $number"
                        " 1 {{Курьер приезжал, но не смог вручить посылку.}}"
                        " one {{Курьер приезжал уже {$number} раз, но не смог вручить посылку.}}"
                        " few {{Курьер приезжал уже {$number} раза, но не смог вручить посылку.}}"
                        " many {{Курьер приезжал уже {$number} раз, но не смог вручить посылку.}}"
                        " * {{Курьер приезжал уже {$number} раза, но не смог вручить посылку.}}"
                    ),
                    FOLLOW,
                    {"text": "Договорённость о доставке остаётся в силе: {$slot}", "needs": ("slot",)},
                    unless_any(
                        (*ARRANGED, "slot"),
                        "Чтобы выбрать другое время, свяжитесь, пожалуйста, со службой доставки. Если не получится, сообщите нам.",
                    ),
                    {"riders": True},
                ),
            },
        },
        "address_problem": {
            "*": {
                "subject": "Уточните, пожалуйста, адрес (заказ {$order})",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    "Посылку пока не получается доставить: нужно уточнить адрес.",
                    FOLLOW,
                    "Сообщите нам, пожалуйста, полный адрес: индекс, город, улицу, дом и квартиру. Мы передадим его службе доставки.",
                    {"riders": True},
                ),
            },
        },
        "ready_for_pickup": {
            "*": {
                "subject": "Посылку можно забрать (заказ {$order})",
                "paragraphs": (
                    "Ваша посылка пришла, её можно забрать.",
                    (
                        {"text": "Где: {$point}", "needs": ("point",)},
                        {"text": "Срок хранения: до {$keep_until} включительно", "needs": ("keep_until",)},
                        *FOLLOW,
                    ),
                    {"riders": True},
                ),
            },
        },
        "pickup_expiring": {
            "*": {
                "subject": "Заканчивается срок хранения посылки (заказ {$order})",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "Ваша посылка хранится до {$keep_until} включительно.",
                                "needs": ("keep_until",),
                            },
                            "Срок хранения вашей посылки заканчивается.",
                        )
                    },
                    ({"text": "Где: {$point}", "needs": ("point",)}, *FOLLOW),
                    "Когда срок хранения закончится, посылку отправят обратно. Если забрать её не получается, сообщите нам заранее.",
                    {"riders": True},
                ),
            },
        },
        "entered_country": {
            "*": {
                "subject": "Посылка уже в стране назначения (заказ {$order})",
                "paragraphs": (
                    ("Ваша посылка уже в стране назначения.", *SAME_DAY),
                    {"riders": True},
                ),
            },
        },
        "arriving_tomorrow": {
            "*": {
                "subject": "Доставка запланирована на завтра (заказ {$order})",
                "paragraphs": (
                    ("Доставка вашей посылки запланирована на завтра.", DAY, SLOT, *FOLLOW),
                    {"riders": True},
                ),
            },
        },
    }
)
