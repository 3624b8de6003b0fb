"""The Russian words about dates that move, and what a shop does about it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.ru.lines import (
    HOW,
    LATE_GOODS,
    NEEDED_BY,
    NEW_WINDOW,
    NEXT_WORD,
    QUIET_GREETING,
    WINDOW,
)

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

LATE: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "delay_likely": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "Доставка может задержаться ещё (заказ {$order})",
                            "needs": ("warned",),
                        },
                        "Доставка может задержаться (заказ {$order})",
                    )
                },
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "Доставка может занять ещё больше времени, чем мы сообщали в прошлый раз. Приносим искренние извинения.",
                                "needs": ("warned",),
                            },
                            "Доставка может занять больше времени, чем мы сообщали. Приносим извинения.",
                        )
                    },
                    (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, *HOW),
                    NEXT_WORD,
                    {"riders": True},
                ),
            },
        },
        "delayed": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "Новый срок доставки (заказ {$order})",
                            "needs": ("warned", "window"),
                        },
                        "Доставка задерживается (заказ {$order})",
                    )
                },
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "Теперь мы можем назвать новый срок доставки. Приносим извинения за задержку.",
                                "needs": ("warned", "window"),
                            },
                            "К сожалению, доставка задерживается. Приносим извинения.",
                        )
                    },
                    (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, *HOW),
                    NEXT_WORD,
                    {"text": "Если новый срок вам не подходит, сообщите нам.", "needs": ("window",)},
                    {"riders": True},
                ),
            },
        },
        "delayed_again": {
            "*": {
                "subject": "Доставка снова задерживается (заказ {$order})",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    "К сожалению, доставка снова задерживается. Нам очень жаль, приносим извинения.",
                    (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, *HOW),
                    NEXT_WORD,
                    "Если ждать вам неудобно, сообщите нам: мы вместе найдём решение.",
                    {"riders": True},
                ),
            },
        },
        "back_on_time": {
            "*": {
                "subject": "Доставка снова идёт по плану (заказ {$order})",
                "paragraphs": (
                    "Хорошая новость: мы писали вам о задержке, но теперь доставка снова идёт по плану.",
                    (*LATE_GOODS, WINDOW, *HOW),
                    {"riders": True},
                ),
            },
        },
        "deadline_extension": {
            "*": {
                "subject": "Просим вас подождать дольше (заказ {$order})",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    "К сожалению, мы не успеваем отправить заказ в обещанный срок. Приносим извинения.",
                    NEW_WINDOW,
                    "Сообщите нам, пожалуйста, готовы ли вы подождать. Если ждать вы не готовы, мы отменим заказ и вернём деньги.",
                    {"riders": True},
                ),
            },
        },
        "disrupted": {
            "*": {
                "subject": "Возможна задержка доставки (заказ {$order})",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    "Сейчас доставка к вам идёт с перебоями, поэтому посылка может задержаться. Приносим извинения.",
                    (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, *HOW),
                    "От вас ничего не требуется.",
                    NEXT_WORD,
                    {"riders": True},
                ),
            },
        },
        "offer": {
            "*": {
                "subject": "Компенсация за ожидание (заказ {$order})",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "Приносим извинения за ожидание. Наша компенсация: {$compensation}",
                                "needs": ("compensation",),
                            },
                            "Приносим извинения за ожидание. Мы хотим его компенсировать: свяжитесь с нами, и мы расскажем подробности.",
                        )
                    },
                    {"riders": True},
                ),
            },
        },
    }
)
