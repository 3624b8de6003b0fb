"""The Russian words about the order itself."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.ru.lines import (
    CADENCE,
    CONCERNED,
    COURIERS,
    DAY_TO_COME,
    MAY_SHIFT,
    NEEDED_BY,
    NEXT_WORD,
    NOT_THE_REST,
    QUIET_GREETING,
    UNDATED,
    WHEN,
    WINDOW,
)

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

ORDER: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "order_confirmed": {
            "*": {
                "subject": "Заказ {$order} принят",
                "paragraphs": (
                    "Спасибо за заказ! Мы его приняли, номер заказа — {$order}.",
                    {
                        "text": "Теперь мы займёмся покупкой товара.",
                        "needs": ("mode=buy_on_demand",),
                        "lacks": ("rides=item_secured", "state"),
                    },
                    {"riders": True},
                    (
                        {"text": "В заказе:", "needs": ("items",)},
                        {
                            "text": ".input {$qty :integer select=exact} .match $qty 1 {{— {$item}}} * {{— {$item}, {$qty} шт.}}",
                            "each": "lines",
                        },
                        {
                            "text": (
                                ".input {$more_items :integer} .match $more_items"
                                " one {{— и ещё {$more_items} товар}}"
                                " few {{— и ещё {$more_items} товара}}"
                                " many {{— и ещё {$more_items} товаров}}"
                                " * {{— и ещё {$more_items} товара}}"
                            ),
                            "needs": ("more_items",),
                        },
                        {"text": "Итого: {$total}", "needs": ("total",)},
                    ),
                    (
                        {"first": DAY_TO_COME},
                        UNDATED,
                        MAY_SHIFT,
                        *NEEDED_BY,
                    ),
                    (
                        {"text": "Дальше мы напишем вам:", "needs": ("steps",)},
                        {"text": "— {$item}", "each": "steps"},
                    ),
                    *COURIERS,
                    CADENCE,
                    "Если хотите, чтобы мы писали чаще или реже, дайте нам знать.",
                ),
                "rider": ("Мы приняли ваш заказ, его номер — {$order}.", WHEN, NEXT_WORD),
            },
        },
        "item_secured": {
            "*": {
                "subject": {
                    "first": (
                        {"text": "Товар по заказу {$order} куплен", "needs": ("mode=buy_on_demand",)},
                        "Товар по заказу {$order} отложен для вас",
                    )
                },
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "Хорошая новость: мы купили товар по вашему заказу.",
                                "needs": ("mode=buy_on_demand",),
                            },
                            "Хорошая новость: товар по вашему заказу отложен для вас.",
                        )
                    },
                    WINDOW,
                    {"riders": True},
                ),
                "rider": (
                    {
                        "first": (
                            {
                                "text": "Товар мы уже купили, так что об этом можно не беспокоиться.",
                                "needs": ("mode=buy_on_demand",),
                            },
                            "Товар уже отложен для вас.",
                        )
                    },
                    WINDOW,
                ),
            },
        },
        "item_unavailable": {
            "*": {
                "subject": "Заказ {$order}: товара нет в наличии",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    "К сожалению, товара из заказа {$order} не оказалось в наличии. Приносим извинения.",
                    CONCERNED,
                    NOT_THE_REST,
                    "Мы можем подобрать замену или отменить покупку и вернуть деньги. Сообщите нам, пожалуйста, как вам удобнее.",
                    {"riders": True},
                ),
            },
        },
        "lines_cancelled": {
            "*": {
                "subject": "Часть заказа {$order} отменена",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "Мы отменили часть заказа по вашей просьбе.",
                                "needs": ("by=customer",),
                            },
                            {
                                "text": "К сожалению, нам пришлось отменить часть заказа. Приносим извинения.",
                                "needs": ("by=shop",),
                            },
                            "Часть заказа отменена.",
                        )
                    },
                    CONCERNED,
                    NOT_THE_REST,
                    {
                        "text": "Если вы уже оплатили эту часть заказа, мы вернём за неё деньги.",
                        "lacks": ("rides=refunded",),
                    },
                    {"riders": True},
                ),
            },
        },
        "order_cancelled": {
            "*": {
                "subject": "Заказ {$order} отменён",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "Мы отменили заказ {$order} по вашей просьбе.",
                                "needs": ("by=customer",),
                            },
                            {
                                "text": "К сожалению, нам пришлось отменить заказ {$order}. Приносим извинения.",
                                "needs": ("by=shop",),
                            },
                            "Заказ {$order} отменён.",
                        )
                    },
                    {
                        "text": "Если вы уже заплатили, мы вернём деньги и сообщим вам об этом.",
                        "lacks": ("rides=refunded",),
                    },
                    {
                        "text": "Если вы не просили об отмене, сообщите нам.",
                        "lacks": ("by=shop",),
                    },
                    {"riders": True},
                ),
            },
        },
        "order_reopened": {
            "*": {
                "subject": "Заказ {$order} снова в работе",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    "Ранее мы сообщили вам, что заказ {$order} отменён. Теперь он восстановлен, и мы продолжаем им заниматься.",
                    WINDOW,
                    "Вам ничего не нужно делать. Если заказ вам больше не нужен, сообщите нам.",
                    {"riders": True},
                ),
            },
        },
        "refunded": {
            "*": {
                "subject": "Возврат денег за заказ {$order}",
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "Мы оформили возврат денег за заказ {$order}: {$amount}.",
                                "needs": ("amount",),
                            },
                            "Мы оформили возврат денег за заказ {$order}.",
                        )
                    },
                    "Срок зачисления зависит от способа оплаты. Если деньги долго не приходят, сообщите нам.",
                    {"riders": True},
                ),
                "rider": (
                    {
                        "first": (
                            {
                                "text": "Мы оформили возврат денег: {$amount}. Срок зачисления зависит от способа оплаты.",
                                "needs": ("amount",),
                            },
                            "Мы оформили возврат денег. Срок зачисления зависит от способа оплаты.",
                        )
                    },
                ),
            },
        },
        "production_started": {
            "*": {
                "subject": "Заказ {$order}: начали изготовление",
                "paragraphs": (
                    "Мы начали изготавливать ваш заказ.",
                    WINDOW,
                    {"riders": True},
                ),
            },
        },
        "production_finished": {
            "*": {
                "subject": "Заказ {$order} изготовлен",
                "paragraphs": (
                    "Ваш заказ изготовлен, мы готовим его к отправке.",
                    WINDOW,
                    {"riders": True},
                ),
            },
        },
    }
)
