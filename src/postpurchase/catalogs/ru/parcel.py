"""The Russian words about parcels, from leaving to what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.ru.lines import (
    ASK_SLOT,
    CAME,
    CHOOSE_AGAIN,
    CONTENTS,
    DAMAGED,
    DETAILS,
    FOLLOW,
    LEFT,
    MAY_SHIFT,
    NEXT_WORD,
    NOT_ARRIVED,
    QUIET_GREETING,
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
                "subject": "Когда ждать доставку (заказ {$order})",
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "Мы всё проверили и скоро отправим вам посылку.",
                                "needs": ("receiver",),
                            },
                            {
                                "text": "Товар уже у нас: мы его проверили и скоро отправим вам.",
                                "needs": ("mode=buy_on_demand",),
                            },
                            "Мы проверили товар и скоро его отправим.",
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
                        {"text": "Посылки отправлены (заказ {$order})", "needs": ("rides=dispatched",)},
                        {
                            "text": "Посылки отправлены (заказ {$order})",
                            "needs": ("rides=last_part_dispatched",),
                        },
                        "Посылка отправлена (заказ {$order})",
                    )
                },
                "paragraphs": (
                    {
                        "first": (
                            *SENT_INSTEAD,
                            {
                                "text": "Мы всё проверили и отправили посылку.",
                                "needs": ("mode=buy_on_demand", "inspected"),
                            },
                            "Мы отправили посылку.",
                        )
                    },
                    DETAILS,
                    TO_FOLLOW_ALONE,
                    {"riders": True},
                    {
                        "text": "Вы не выбрали время доставки, поэтому посылку могут привезти в любое время дня.",
                        "needs": ("mode=buy_on_demand", "slot_asked"),
                        "lacks": ("slot",),
                    },
                    DAMAGED,
                    {
                        "text": "Если вам что-то не понравится, сообщите нам: мы постараемся всё исправить.",
                        "needs": ("mode=buy_on_demand",),
                    },
                ),
                "rider": ((LEFT, *DETAILS), TO_FOLLOW_ANOTHER),
            },
        },
        "last_part_dispatched": {
            "*": {
                "subject": "Отправлена последняя посылка (заказ {$order})",
                "paragraphs": (
                    (
                        "Мы отправили последнюю посылку.",
                        {
                            "text": (
                                ".input {$parcels :integer} .match $parcels"
                                " 1 {{Теперь отправлено всё.}}"
                                " one {{Теперь отправлено всё: {$parcels} посылка.}}"
                                " few {{Теперь отправлено всё: {$parcels} посылки.}}"
                                " many {{Теперь отправлено всё: {$parcels} посылок.}}"
                                " * {{Теперь отправлено всё: {$parcels} посылки.}}"
                            ),
                            "needs": ("parcels",),
                        },
                    ),
                    DETAILS,
                    {"riders": True},
                    DAMAGED,
                ),
                "rider": (("Последнюю посылку мы тоже отправили.", *DETAILS),),
            },
        },
        "tracking_corrected": {
            "*": {
                "subject": "Новый трек-номер (заказ {$order})",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    "У вашей посылки изменился трек-номер. Приносим извинения за неудобства.",
                    SAME_DAY,
                    "Теперь посылку можно отследить только по новому номеру.",
                    {"riders": True},
                ),
                "rider": (("У посылки изменился трек-номер, отследить её можно по новому.", *SAME_DAY),),
            },
        },
        "delivered": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "Посылки доставлены (заказ {$order})",
                            "needs": ("rides=delivered",),
                        },
                        {"text": "Доставлена часть посылки (заказ {$order})", "needs": ("partial",)},
                        "Посылка доставлена (заказ {$order})",
                    )
                },
                "paragraphs": (
                    (
                        {
                            "first": (
                                {"text": "Доставлена часть вашей посылки.", "needs": ("partial",)},
                                "Ваша посылка доставлена.",
                            )
                        },
                        *CONTENTS,
                    ),
                    {"riders": True},
                    NOT_ARRIVED,
                ),
                "rider": ((CAME, *CONTENTS),),
            },
        },
        "all_delivered": {
            "*": {
                "subject": "Всё доставлено (заказ {$order})",
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": (
                                    ".input {$parcels :integer} .match $parcels"
                                    " 1 {{Ваша посылка доставлена.}}"
                                    " one {{Доставлено всё: {$parcels} посылка.}}"
                                    " few {{Доставлено всё: {$parcels} посылки.}}"
                                    " many {{Доставлено всё: {$parcels} посылок.}}"
                                    " * {{Доставлено всё: {$parcels} посылки.}}"
                                ),
                                "needs": ("parcels",),
                            },
                            "Все посылки доставлены.",
                        )
                    },
                    {"riders": True},
                    "Если вы чего-то не получили или что-то не так, сообщите нам.",
                ),
            },
        },
        "return_started": {
            "*": {
                "subject": "Посылка возвращается к нам (заказ {$order})",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    "Посылку не удалось вручить, и она возвращается к нам.",
                    FOLLOW,
                    "Когда посылка вернётся, мы напишем вам, что делать дальше.",
                    {"riders": True},
                ),
            },
        },
        "returned": {
            "*": {
                "subject": "Посылка вернулась к нам (заказ {$order})",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    "Посылку не удалось вручить, и она вернулась к нам. Приносим извинения за неудобства.",
                    WHICH,
                    CHOOSE_AGAIN,
                    {"riders": True},
                ),
            },
        },
        "found": {
            "*": {
                "subject": "Ваша посылка нашлась (заказ {$order})",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    "Посылка, о потере которой мы вам сообщали, нашлась и снова едет к вам. Приносим извинения за беспокойство.",
                    SAME_DAY,
                    "Если вы уже попросили о повторной отправке или возврате денег, больше ничего делать не нужно: этим займётся наш сотрудник.",
                    {"riders": True},
                ),
                "rider": (
                    ("Посылка, о потере которой мы вам сообщали, нашлась и снова едет к вам.", *SAME_DAY),
                    "Если вы уже попросили о повторной отправке или возврате денег, больше ничего делать не нужно: этим займётся наш сотрудник.",
                ),
            },
        },
        "lost_remedy": {
            "*": {
                "subject": "Посылка потерялась в пути (заказ {$order})",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    "Ваша посылка потерялась в пути. Нам очень жаль, приносим извинения.",
                    WHICH,
                    {
                        "first": (
                            {
                                "text": "Мы можем ещё раз отправить то, что было в этой посылке, или вернуть за это деньги. Сообщите нам, пожалуйста, как вам удобнее.",
                                "lacks": ("state=refunded", "remedy"),
                            },
                            {
                                "text": "Мы уже отправили вам её содержимое ещё раз.",
                                "needs": ("remedy=anew",),
                                "lacks": ("state=refunded",),
                            },
                        )
                    },
                    NEXT_WORD,
                    {"riders": True},
                ),
            },
        },
    }
)
