"""The Russian words about talking: questions, silence and courtesies."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.ru.lines import (
    CADENCE,
    GATE_EXPIRES,
    LOOKING_INTO_IT,
    NEXT_WORD,
    QUESTIONS,
    QUIET_GREETING,
    STANDING,
)

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

# When there is no news.
STILL_HEARD: Final = {
    "text": "Даже если новостей не будет, мы снова напишем вам не позднее {$next_word}.",
    "needs": ("next_word",),
}

TALK: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "contact_requested": {
            "*": {
                "subject": "Заказ {$order}: нужен ваш ответ",
                "paragraphs": (
                    "Спасибо за заказ! Мы приступим к нему, как только получим ваш ответ.",
                    QUESTIONS,
                    GATE_EXPIRES,
                    {"riders": True},
                    "Мы проверим ваш ответ и напишем вам.",
                ),
            },
        },
        "contact_reminder": {
            "*": {
                "subject": "Заказ {$order}: ждём вашего ответа",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    "Мы всё ещё ждём вашего ответа: без него мы не можем приступить к заказу.",
                    QUESTIONS,
                    GATE_EXPIRES,
                    {"riders": True},
                    "Если вы уже ответили, извините за лишнее сообщение.",
                ),
            },
        },
        "contact_acknowledged": {
            "*": {
                "subject": "Заказ {$order}: ответ получен",
                "paragraphs": (
                    "Спасибо, мы получили ваш ответ.",
                    {"riders": True},
                    "Сотрудник проверит его и напишет вам.",
                ),
            },
        },
        "gate_expired": {
            "*": {
                "subject": "Заказ {$order} будет отменён",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    "К сожалению, мы не получили ответа, без которого не можем начать, поэтому заказ {$order} будет отменён.",
                    (
                        {"text": "Что нам нужно было узнать:", "needs": ("questions",)},
                        {"text": "— {$item}", "each": "questions"},
                    ),
                    {"riders": True},
                    "Если заказ вам ещё нужен, сообщите нам как можно скорее.",
                ),
            },
        },
        "promise_broken": {
            "*": {
                "subject": "Заказ {$order}: мы не написали вовремя",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    "Мы обещали написать вам раньше и не сделали этого. Приносим извинения.",
                    {"riders": True},
                    LOOKING_INTO_IT,
                ),
            },
        },
        "sms_offer": {
            "*": {
                "subject": "Срочные новости по SMS (заказ {$order})",
                "paragraphs": (
                    "О срочном, например о задержке, мы можем сообщать по SMS. Если хотите, дайте нам знать.",
                ),
            },
        },
        "anniversary": {
            "*": {
                "subject": "Спасибо, что вы с нами",
                "paragraphs": (
                    "Годовщина вашей первой покупки — хороший повод сказать вам спасибо.",
                    {"riders": True},
                ),
            },
        },
        "reassurance": {
            "*": {
                "subject": "Заказ {$order}: что известно сейчас",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "Мы проверили, что сейчас с вашим заказом. Вот что известно на {$today}.",
                                "needs": ("today",),
                            },
                            "Мы проверили, что сейчас с вашим заказом.",
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
                "subject": "Как часто мы вам пишем (заказ {$order})",
                "paragraphs": (
                    "Мы учли вашу просьбу и будем писать вам так, как вы хотите.",
                    CADENCE,
                    "Если передумаете, дайте нам знать.",
                    {"riders": True},
                ),
            },
        },
        "inquiry_answered": {
            "*": {
                "subject": "Ответ на ваш вопрос (заказ {$order})",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "Спасибо за вопрос. Вот что известно о заказе {$order} на {$today}.",
                                "needs": ("today",),
                            },
                            "Спасибо за вопрос. Вот что известно о заказе {$order}.",
                        )
                    },
                    STANDING,
                    {"riders": True},
                    NEXT_WORD,
                    "Если мы не ответили на ваш вопрос, спросите ещё раз: вам ответит сотрудник.",
                ),
                "rider": (STANDING, NEXT_WORD),
            },
        },
        "feedback_request": {
            "*": {
                "subject": "Заказ {$order}: всё ли в порядке?",
                "paragraphs": (
                    "Скажите, пожалуйста, всё ли пришло в целости и всё ли вам подошло?",
                    "Если что-то не так или есть замечания, расскажите нам: мы постараемся помочь.",
                    {"riders": True},
                ),
            },
        },
        "handed_to_human": {
            "*": {
                "subject": "Вашим вопросом занимается сотрудник (заказ {$order})",
                "greeting": QUIET_GREETING,
                "paragraphs": (
                    "Похоже, наш ответ вам не помог. Мы передали ваш вопрос сотруднику, он ответит вам. Приносим извинения за ожидание.",
                    NEXT_WORD,
                    {"riders": True},
                ),
            },
        },
    }
)
