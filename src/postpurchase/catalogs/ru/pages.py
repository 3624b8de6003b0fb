"""The Russian words of the customer's timeline: what happened, what was said, and what it was about."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

GOODS: Final = {"text": "{$item}", "each": "goods"}
"""What of an order an event is about, where that is not all of it."""

PAGES: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "timeline": {
            "title": "Заказ {$order}: что произошло и что вам сообщали",
            "nothing": "Пока ничего не произошло.",
            "order": "Заказ",
            "parcel": "Посылка",
            "parcel_of_several": "Посылка {$number}",
            "return_parcel": "Возвратная посылка",
            "via": "{$who}, {$channel}",
        },
        "speakers": {
            "shop": "{$shop}",
            "staff": "{$shop}",
            "courier": (
                {"text": "{$courier}", "needs": ("courier",)},
                {"text": "Служба доставки", "lacks": ("courier",)},
            ),
            "marketplace": "Маркетплейс",
            "customer": "Вы",
            "system": "{$shop}",
        },
        "channels": {
            "email": "электронная почта",
            "sms": "SMS",
            "push": "push-уведомление",
            "chat": "чат",
            "marketplace_message": "сообщение на маркетплейсе",
            "call": "звонок",
        },
        "outcomes": {
            "said": "{$topic}",
            "not_reached": "Не удалось дозвониться: «{$topic}»",
            "undelivered": "Сообщение не доставлено: «{$topic}»",
            "unconfirmed": "{$topic} (мы не знаем наверняка, дошло ли сообщение)",
            "from_customer": "Вы обратились к нам",
        },
        "told": {
            "window": "Срок доставки: {$window}",
            "slot": "Время доставки: {$slot}",
            "tracking": "Трек-номер: {$tracking}",
            "question": {
                "first": (
                    {
                        "text": "Мы спросили об удобном времени; ответить можно до {$answer_by}",
                        "needs": ("question=slot", "answer_by"),
                    },
                    {"text": "Мы задали вопрос; ответить можно до {$answer_by}", "needs": ("answer_by",)},
                    "Мы задали вопрос",
                )
            },
            "next_word": "Следующее сообщение — не позднее {$due}",
        },
        "happened": {
            "order_placed": "Вы оформили заказ",
            "order_confirmed": "Заказ подтверждён",
            "order_edited": "Заказ изменён",
            "order_cancelled": "Заказ отменён",
            "order_expired": "Срок действия заказа истёк",
            "order_reopened": "Заказ возобновлён",
            "lines_cancelled": ("Часть заказа отменена", GOODS),
            "address_changed": "Адрес доставки изменён",
            "refunded": (
                {"text": "Деньги возвращены: {$amount}", "needs": ("amount",)},
                {"text": "Деньги возвращены", "lacks": ("amount",)},
            ),
            "contact_received": "Вы обратились к нам",
            "question_answered": "Вы ответили на наш вопрос",
            "inquiry_received": "Вы спросили о заказе",
            "level_changed": "Вы изменили, как часто мы вам пишем",
            "delivery_requested": (
                {"text": "Вы попросили доставить: {$slot}", "needs": ("slot",)},
                {"text": "Вы попросили доставить ещё раз", "lacks": ("slot",)},
            ),
            "sourcing_started": (
                {
                    "first": (
                        {"text": "Мы начали искать часть заказа", "needs": ("goods",)},
                        "Мы начали искать то, что вы заказали",
                    )
                },
                GOODS,
            ),
            "item_secured": (
                {
                    "first": (
                        {"text": "Мы купили часть заказа", "needs": ("mode=buy_on_demand", "goods")},
                        {"text": "Мы купили то, что вы заказали", "needs": ("mode=buy_on_demand",)},
                        {"text": "Часть заказа отложена для вас", "needs": ("goods",)},
                        "Товар отложен для вас",
                    )
                },
                GOODS,
            ),
            "item_unavailable": ("К сожалению, товара не оказалось в наличии", GOODS),
            "production_started": "Мы начали изготовление",
            "production_finished": "Заказ изготовлен",
            "arrived_in_country": (
                {
                    "first": (
                        {"text": "Часть заказа прибыла в страну назначения", "needs": ("goods",)},
                        "Товар прибыл в страну назначения",
                    )
                },
                GOODS,
            ),
            "received_by_shop": (
                {
                    "first": (
                        {"text": "Часть заказа прибыла к нам", "needs": ("goods",)},
                        "Товар прибыл к нам",
                    )
                },
                GOODS,
            ),
            "inspection_passed": (
                {"first": ({"text": "Часть заказа проверена", "needs": ("goods",)}, "Товар проверен")},
                GOODS,
            ),
            "ready_to_ship": "Заказ готов к отправке",
            "shipment_announced": "Мы сообщили о посылке службе доставки",
            "handed_over": (
                {"text": "Посылка передана службе доставки: {$courier}", "needs": ("courier",)},
                {"text": "Посылка передана службе доставки", "lacks": ("courier",)},
            ),
            "accepted": "Служба доставки приняла посылку",
            "departed": (
                {"text": "Посылка покинула пункт: {$place}", "needs": ("place",)},
                {"text": "Посылка отправилась дальше", "lacks": ("place",)},
            ),
            "arrived": (
                {"text": "Посылка прибыла: {$place}", "needs": ("place",)},
                {"text": "Посылка прибыла в промежуточный пункт", "lacks": ("place",)},
            ),
            "left_country": "Посылка покинула страну отправления",
            "entered_country": "Посылка прибыла в страну назначения",
            "arrived_in_city": "Посылка прибыла в город доставки",
            "passed_to_courier": (
                {"text": "Посылка передана другой службе доставки: {$courier}", "needs": ("courier",)},
                {"text": "Посылка передана другой службе доставки", "lacks": ("courier",)},
            ),
            "redirected": "Посылка перенаправлена",
            "customs_started": "Началось таможенное оформление",
            "customs_held": "Посылка задержана на таможне",
            "customs_released": "Таможня выпустила посылку",
            "duty_due": (
                {"text": "Нужно оплатить таможенную пошлину: {$amount}", "needs": ("amount",)},
                {"text": "Нужно оплатить таможенную пошлину", "lacks": ("amount",)},
            ),
            "appointment_needed": "Нужно согласовать время доставки",
            "appointment_agreed": (
                {"text": "Время доставки согласовано: {$slot}", "needs": ("slot",)},
                {"text": "Время доставки согласовано", "lacks": ("slot",)},
            ),
            "contact_failed": "Служба доставки не смогла с вами связаться",
            "out_for_delivery": "Посылку везут к вам",
            "attempt_failed": "Вручить посылку не удалось",
            "ready_for_pickup": (
                {"text": "Посылку можно забрать: {$point}", "needs": ("point",)},
                {"text": "Посылку можно забрать", "lacks": ("point",)},
                {"text": "Последний день хранения: {$keep_until}", "needs": ("keep_until",)},
            ),
            "pickup_expired": "Срок хранения посылки истёк",
            "delivered": {
                "first": (
                    {"text": "Посылка вручена лично", "needs": ("how=in_person",)},
                    {"text": "Посылку забрали", "needs": ("how=collected",)},
                    {"text": "Посылка доставлена в постамат", "needs": ("how=locker",)},
                    {"text": "Посылку оставили у соседей", "needs": ("how=neighbour",)},
                    {"text": "Посылку оставили в почтовом ящике", "needs": ("how=mailbox",)},
                    {"text": "Посылку оставили в надёжном месте", "needs": ("how=safe_place",)},
                    {"text": "Посылку оставили у двери", "needs": ("how=left",)},
                    "Посылка доставлена",
                )
            },
            "delivery_retracted": "Служба доставки отозвала сообщение о доставке",
            "return_started": "Посылка едет обратно",
            "returned": "Посылка вернулась к нам",
            "lost": "Служба доставки сообщила, что посылка утеряна",
            "destroyed": "Посылка уничтожена в пути",
            "problem_raised": {
                "first": (
                    {"text": "Посылка задерживается", "needs": ("problem=delayed",)},
                    {"text": "Посылка задерживается из-за погоды", "needs": ("problem=weather",)},
                    {"text": "Посылка задержана на таможне", "needs": ("problem=customs_hold",)},
                    {"text": "Нужно оплатить таможенную пошлину", "needs": ("problem=duty_due",)},
                    {"text": "Таможне нужны документы", "needs": ("problem=documents",)},
                    {"text": "Есть вопрос по адресу доставки", "needs": ("problem=address",)},
                    {"text": "Получатель отказался от посылки", "needs": ("problem=refused",)},
                    {"text": "Сообщили о повреждении", "needs": ("problem=damaged",)},
                    {"text": "Посылку отправили не туда", "needs": ("problem=missorted",)},
                    "С посылкой возникла проблема",
                )
            },
            "problem_resolved": "Проблема решена",
            "tracking_changed": "Трек-номер изменился",
            "return_requested": "Вы попросили о возврате",
            "return_approved": "Возврат одобрен",
            "return_declined": "К сожалению, возврат не одобрен",
            "return_received": "Возвращённый товар прибыл к нам",
            "claim_opened": "Вы сообщили о проблеме",
            "claim_closed": "Проблема, о которой вы сообщили, решена",
        },
        "topics": {
            "other": "Ваш заказ",
            "order_confirmed": "Подтверждение заказа",
            "contact_requested": "Что нам нужно знать, прежде чем начать",
            "contact_reminder": "Напоминание: что нам нужно знать",
            "contact_acknowledged": "Спасибо за ответ",
            "gate_expired": "Срок для ответа истёк",
            "item_secured": {
                "first": (
                    {"text": "Товар по заказу куплен", "needs": ("mode=buy_on_demand",)},
                    "Товар отложен для вас",
                )
            },
            "item_unavailable": "Товара нет в наличии",
            "production_started": "Заказ изготавливают",
            "production_finished": "Заказ изготовлен",
            "delivery_planned": "Дата доставки",
            "dispatched": "Посылка отправлена",
            "last_part_dispatched": "Последняя посылка отправлена",
            "tracking_corrected": "Новый трек-номер",
            "courier_changed": "Посылку привезёт другая служба",
            "entered_country": "Посылка прибыла в страну назначения",
            "arrived_in_city": "Посылка в вашем городе",
            "arrangement_pending": "Время доставки ещё не согласовано",
            "appointment_agreed": "Время доставки согласовано",
            "arriving_tomorrow": "Сообщение накануне доставки",
            "arriving_today": "Сообщение в день доставки",
            "arriving_soon": "Курьер скоро будет",
            "interval_missed": "Посылку не привезли вовремя",
            "attempt_failed": "Вручить посылку не удалось",
            "address_problem": "Вопрос по адресу",
            "ready_for_pickup": "Посылку можно забрать",
            "pickup_expiring": "Срок хранения заканчивается",
            "delivered": "Посылка доставлена",
            "all_delivered": "Всё доставлено",
            "delay_likely": "Возможна задержка",
            "delayed": "Доставка задерживается",
            "delayed_again": "Доставка снова задерживается",
            "back_on_time": "Доставка снова идёт по плану",
            "deadline_extension": "Больше времени на отправку",
            "disrupted": "Сбои в доставке",
            "reassurance": "Как продвигается заказ",
            "promise_broken": "Мы не сдержали слово",
            "lines_cancelled": "Часть заказа отменена",
            "order_cancelled": "Заказ отменён",
            "order_reopened": "Заказ снова в работе",
            "refunded": "Возврат денег",
            "return_started": "Посылка едет обратно к нам",
            "returned": "Посылка вернулась к нам",
            "found": "Посылка нашлась",
            "lost_remedy": "Посылка утеряна: что мы делаем",
            "offer": "Предложение",
            "sms_offer": "Срочные новости по SMS",
            "level_acknowledged": "Как часто мы пишем",
            "inquiry_answered": "Ответ на ваш вопрос",
            "handed_to_human": "Вашим вопросом занимается сотрудник",
            "feedback_request": "Всё ли в порядке?",
            "anniversary": "Спасибо, что вы с нами",
        },
    }
)
