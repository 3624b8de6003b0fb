"""The Russian words where there is little room: text messages, notifications, chats and calls.

Each states the facts that its message tells. The frames of the channels, in `__init__`, name the shop and the order.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.riders import ARRANGED, unless_any
from postpurchase.catalogs.ru.lines import (
    ASK_ALOUD,
    ASK_SLOT,
    ASK_SLOT_ALOUD,
    CADENCE,
    CAME,
    CONCERNED,
    CONTENTS,
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
    LOOKING_INTO_IT,
    NEEDED_BY,
    NEW_WINDOW,
    NEXT_WORD,
    NOT_ARRIVED,
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

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

INSPECTED: Final = {
    "first": (
        {"text": "Мы всё проверили и скоро отправим вам посылку.", "needs": ("receiver",)},
        "Мы проверили товар и скоро его отправим.",
    )
}

SHORT: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "order_confirmed": {
            "paragraphs": (
                "Спасибо за заказ, мы его приняли.",
                {
                    "text": "Теперь мы займёмся покупкой товара.",
                    "needs": ("mode=buy_on_demand",),
                    "lacks": ("rides=item_secured", "state"),
                },
                ({"first": DAY_TO_COME}, *NEEDED_BY),
                {"riders": True},
                CADENCE,
            ),
            "rider": ("Мы приняли ваш заказ.", WHEN, NEXT_WORD),
        },
        "item_secured": {
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
                        {"text": "Товар мы уже купили.", "needs": ("mode=buy_on_demand",)},
                        "Товар уже отложен для вас.",
                    )
                },
                WINDOW,
            ),
        },
        "item_unavailable": {
            "paragraphs": (
                "К сожалению, товара из заказа не оказалось в наличии. Приносим извинения.",
                CONCERNED,
                NOT_THE_REST,
                {"riders": True},
                {
                    "text": "Подобрать замену или вернуть деньги? Сообщите нам, пожалуйста, как вам удобнее.",
                    "aloud": "Подобрать вам замену или вернуть деньги?",
                },
            )
        },
        "lines_cancelled": {
            "paragraphs": (
                {
                    "first": (
                        {"text": "Мы отменили часть заказа по вашей просьбе.", "needs": ("by=customer",)},
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
            )
        },
        "order_cancelled": {
            "paragraphs": (
                {
                    "first": (
                        {"text": "Мы отменили заказ по вашей просьбе.", "needs": ("by=customer",)},
                        {
                            "text": "К сожалению, нам пришлось отменить заказ. Приносим извинения.",
                            "needs": ("by=shop",),
                        },
                        "Заказ отменён.",
                    )
                },
                {"text": "Если вы уже заплатили, мы вернём деньги.", "lacks": ("rides=refunded",)},
                {"riders": True},
            )
        },
        "order_reopened": {
            "paragraphs": (
                "Отменённый заказ восстановлен, и мы продолжаем им заниматься.",
                WINDOW,
                "Если он вам больше не нужен, сообщите нам.",
                {"riders": True},
            )
        },
        "refunded": {
            "paragraphs": (
                {
                    "first": (
                        {
                            "text": "Мы оформили возврат денег: {$amount}. Срок зачисления зависит от способа оплаты.",
                            "needs": ("amount",),
                        },
                        "Мы оформили возврат денег. Срок зачисления зависит от способа оплаты.",
                    )
                },
                {"riders": True},
            )
        },
        "production_started": {
            "paragraphs": ("Мы начали изготавливать ваш заказ.", WINDOW, {"riders": True})
        },
        "production_finished": {
            "paragraphs": ("Ваш заказ изготовлен, мы готовим его к отправке.", WINDOW, {"riders": True})
        },
        "delivery_planned": {"paragraphs": (INSPECTED, WHEN, {"riders": True}, ASK_SLOT)},
        "dispatched": {
            "paragraphs": (
                ({"first": (*SENT_INSTEAD, "Мы отправили посылку.")}, *DETAILS),
                REST_FOLLOWS_ALONE,
                {"riders": True},
            ),
            "rider": ((LEFT, *DETAILS), REST_FOLLOWS_ANOTHER),
        },
        "last_part_dispatched": {
            "paragraphs": (("Мы отправили последнюю посылку.", *DETAILS), {"riders": True}),
            "rider": (("Последнюю посылку мы тоже отправили.", *DETAILS),),
        },
        "tracking_corrected": {
            "paragraphs": (
                ("У вашей посылки изменился трек-номер. Приносим извинения за неудобства.", *SAME_DAY),
                {"riders": True},
            ),
            "rider": (("У посылки изменился трек-номер, отследить её можно по новому.", *SAME_DAY),),
        },
        "delivered": {
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
        "all_delivered": {
            "paragraphs": (
                "Все посылки доставлены.",
                {"riders": True},
                "Если вы чего-то не получили или что-то не так, сообщите нам.",
            )
        },
        "return_started": {
            "paragraphs": ("Посылку не удалось вручить, и она возвращается к нам.", WHICH, {"riders": True})
        },
        "returned": {
            "paragraphs": (
                "Посылку не удалось вручить, и она вернулась к нам. Приносим извинения.",
                WHICH,
                {
                    "first": (
                        {
                            "text": "Отправить посылку ещё раз или вернуть деньги? Сообщите нам, пожалуйста, как вам удобнее.",
                            "aloud": "Отправить посылку ещё раз или вернуть деньги?",
                            "lacks": ("state=refunded", "remedy"),
                        },
                        {
                            "text": "Мы уже отправили вам её содержимое ещё раз.",
                            "needs": ("remedy=anew",),
                            "lacks": ("state=refunded",),
                        },
                    )
                },
                {"riders": True},
            )
        },
        "found": {
            "paragraphs": (
                ("Посылка, о потере которой мы вам сообщали, нашлась и снова едет к вам.", *WHICH, WINDOW),
                "Если вы уже попросили о повторной отправке или возврате денег, этим займётся сотрудник.",
                {"riders": True},
            ),
        },
        "lost_remedy": {
            "paragraphs": (
                "Ваша посылка потерялась в пути. Нам очень жаль, приносим извинения.",
                WHICH,
                {"riders": True},
                {
                    "first": (
                        {
                            "text": "Отправить содержимое посылки ещё раз или вернуть деньги? Сообщите нам, пожалуйста, как вам удобнее.",
                            "aloud": "Отправить содержимое посылки ещё раз или вернуть деньги?",
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
            )
        },
        "courier_changed": {
            "paragraphs": (
                ("Вашу посылку привезёт другая служба доставки.", {"first": (SLOT, SLOT_LOST[0])}, *FOLLOW),
                {"riders": True},
            )
        },
        "entered_country": {
            "paragraphs": (("Ваша посылка уже в стране назначения.", *SAME_DAY), {"riders": True})
        },
        "arrived_in_city": {
            "paragraphs": (
                "Посылка уже в вашем городе. Служба доставки свяжется с вами и договорится о времени.",
                WHICH,
                {"riders": True},
            )
        },
        "arrangement_pending": {
            "paragraphs": (
                "Посылка уже в вашем городе, но время доставки ещё не согласовано. Приносим извинения за ожидание.",
                WHICH,
                "Если служба доставки с вами ещё не связалась, сообщите нам.",
                {"riders": True},
            )
        },
        "appointment_agreed": {
            "paragraphs": (
                {
                    "first": (
                        {"text": "Посылку привезут {$slot}.", "needs": ("slot",)},
                        "Время доставки согласовано.",
                    )
                },
                CONTENTS,
                {"riders": True},
            )
        },
        "arriving_tomorrow": {
            "paragraphs": (
                ("Доставка вашей посылки запланирована на завтра.", DAY, SLOT, *WHICH),
                {"riders": True},
            )
        },
        "arriving_today": {
            "paragraphs": (
                (
                    {
                        "first": (
                            {"text": "Курьер уже везёт вашу посылку.", "needs": ("out",)},
                            "Доставка вашей посылки запланирована на сегодня.",
                        )
                    },
                    DAY,
                    SLOT,
                    *WHICH,
                ),
                {"riders": True},
            )
        },
        "arriving_soon": {"paragraphs": (("Курьер скоро будет у вас.", SLOT, *CONTENTS), {"riders": True})},
        "interval_missed": {
            "paragraphs": (
                "Посылку не привезли в обещанное время. Приносим извинения за ожидание.",
                WHICH,
                FINDING_OUT,
                {"riders": True},
            )
        },
        "attempt_failed": {
            "paragraphs": (
                ("Курьер не смог вручить посылку.", *WHICH, LINK),
                {"text": "Договорённость о доставке остаётся в силе: {$slot}", "needs": ("slot",)},
                unless_any(
                    (*ARRANGED, "slot"),
                    {
                        "first": (
                            {
                                "text": "Чтобы выбрать другое время, свяжитесь, пожалуйста, со службой доставки ({$courier}).",
                                "needs": ("courier",),
                            },
                            "Новое время можно выбрать в службе доставки.",
                        )
                    },
                ),
                {"riders": True},
            )
        },
        "address_problem": {
            "paragraphs": (
                "Посылку пока не получается доставить: нужно уточнить адрес.",
                WHICH,
                {
                    "text": "Сообщите нам, пожалуйста, полный адрес.",
                    "aloud": "Назовите, пожалуйста, полный адрес.",
                },
                {"riders": True},
            )
        },
        "ready_for_pickup": {
            "paragraphs": (("Вашу посылку можно забрать.", WHERE, LAST_DAY, *FOLLOW), {"riders": True})
        },
        "pickup_expiring": {
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
                "Когда срок хранения закончится, посылку отправят обратно.",
                WHERE,
                WHICH,
                {"riders": True},
            )
        },
        "contact_requested": {
            "paragraphs": (
                "Спасибо за заказ. Мы приступим к нему, как только получим ваш ответ.",
                QUESTIONS,
                GATE_EXPIRES,
                {"riders": True},
            )
        },
        "contact_reminder": {
            "paragraphs": (
                "Мы всё ещё ждём вашего ответа: без него мы не можем приступить к заказу.",
                QUESTIONS,
                GATE_EXPIRES,
                {"riders": True},
            )
        },
        "contact_acknowledged": {
            "paragraphs": (
                "Спасибо, мы получили ваш ответ. Сотрудник проверит его и свяжется с вами.",
                {"riders": True},
            )
        },
        "gate_expired": {
            "paragraphs": (
                "К сожалению, мы не получили ответа, без которого не можем начать, поэтому заказ будет отменён. Если он вам ещё нужен, сообщите нам как можно скорее.",
                {"riders": True},
            )
        },
        "promise_broken": {
            "paragraphs": (
                "Мы обещали написать вам раньше и не сделали этого. Приносим извинения.",
                {"riders": True},
                LOOKING_INTO_IT,
            )
        },
        "sms_offer": {
            "paragraphs": (
                "О срочном, например о задержке, мы можем сообщать по SMS. Если хотите, дайте нам знать.",
            )
        },
        "anniversary": {
            "paragraphs": (
                "Годовщина вашей первой покупки — хороший повод сказать вам спасибо.",
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
            "paragraphs": (
                "Мы учли вашу просьбу и будем писать вам так, как вы хотите.",
                CADENCE,
                {"riders": True},
            )
        },
        "inquiry_answered": {
            "paragraphs": (
                "Спасибо за вопрос.",
                STANDING,
                {"riders": True},
                NEXT_WORD,
                "Если мы не ответили на ваш вопрос, спросите ещё раз: вам ответит сотрудник.",
            ),
            "rider": (STANDING, NEXT_WORD),
        },
        "handed_to_human": {
            "paragraphs": (
                "Похоже, наш ответ вам не помог. Мы передали ваш вопрос сотруднику, он ответит вам. Приносим извинения за ожидание.",
                NEXT_WORD,
                {"riders": True},
            )
        },
        "feedback_request": {
            "paragraphs": (
                "Скажите, пожалуйста, всё ли пришло в целости и всё ли вам подошло? Если что-то не так, сообщите нам.",
                {"riders": True},
            )
        },
        "delay_likely": {
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
                            "text": "Теперь мы можем назвать новый срок доставки. Приносим извинения за задержку.",
                            "needs": ("warned", "window"),
                        },
                        "К сожалению, доставка задерживается. Приносим извинения.",
                    )
                },
                (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, NUMBER),
                NEXT_WORD,
                {"riders": True},
            ),
        },
        "delayed_again": {
            "paragraphs": (
                "К сожалению, доставка снова задерживается. Нам очень жаль, приносим извинения.",
                (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, NUMBER),
                NEXT_WORD,
                "Если вы не готовы ждать, сообщите нам.",
                {"riders": True},
            ),
        },
        "back_on_time": {
            "paragraphs": (
                "Хорошая новость: доставка снова идёт по плану.",
                (*LATE_GOODS, WINDOW, NUMBER),
                {"riders": True},
            ),
        },
        "deadline_extension": {
            "paragraphs": (
                "К сожалению, мы не успеваем отправить заказ в обещанный срок. Приносим извинения.",
                NEW_WINDOW,
                {
                    "text": "Сообщите нам, пожалуйста: подождёте или лучше отменить заказ?",
                    "aloud": "Вы подождёте или лучше отменить заказ?",
                },
                {"riders": True},
            ),
        },
        "disrupted": {
            "paragraphs": (
                "Доставка к вам идёт с перебоями, посылка может задержаться. Приносим извинения.",
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
                            "text": "Приносим извинения за ожидание. Наша компенсация: {$compensation}",
                            "needs": ("compensation",),
                        },
                        "Приносим извинения за ожидание. Мы хотим его компенсировать: свяжитесь с нами, и мы расскажем подробности.",
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
                    "Спасибо за заказ. Мы приступим к нему, как только получим ваш ответ.",
                    *ASK_ALOUD,
                    {"riders": True},
                )
            }
        },
        "contact_reminder": {
            "call": {
                "paragraphs": (
                    "Мы всё ещё ждём вашего ответа: без него мы не можем приступить к заказу.",
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
