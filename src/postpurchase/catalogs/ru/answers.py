"""The Russian words of the agent's answer pack, written for the shop's people."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

ANSWERS: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "answer": {
            "title": "Заказ {$order}: состояние на {$now} ({$zone_name})",
            "true": "Что сейчас",
            "said": "Что уже сказано",
            "promised": "Что обещано",
            "next": "Что дальше",
            "open": "Что ещё не решено",
            "nothing": "Ничего.",
            "window": "Срок доставки: {$window}",
            "no_window": "Назвать надёжную дату доставки сейчас нельзя.",
            "slot": "Время доставки: {$slot}",
            "parcel": (
                {"text": "Посылка {$number}: {$state}.", "needs": ("number",)},
                {"text": "Посылка: {$state}.", "lacks": ("number",)},
                {"text": "Служба доставки: {$courier}.", "needs": ("courier",)},
                {"text": "Трек-номер: {$tracking}.", "needs": ("tracking",)},
                {"text": "Ожидается: {$window}.", "needs": ("window",)},
                {"text": "Где забрать: {$point}.", "needs": ("point",)},
                {"text": "Срок хранения: до {$keep_until} включительно.", "needs": ("keep_until",)},
                {"text": "Последняя новость: {$last_news}.", "needs": ("last_news",)},
            ),
            "link": "Отследить: {$tracking_url}",
            "from": {
                "first": (
                    {"text": "{$by} получателю ({$channel})", "needs": ("channel", "to=receiver")},
                    {"text": "{$by} ({$channel})", "needs": ("channel",)},
                    "{$by}",
                )
            },
            "word": {
                "first": (
                    {"text": "{$at}, {$who}, без ответа: {$topic}", "needs": ("heard=not_reached",)},
                    {"text": "{$at}, {$who}, не доставлено: {$topic}", "needs": ("heard=undelivered",)},
                    {"text": "{$at}, {$who}, возможно, не дошло: {$topic}", "needs": ("heard=unconfirmed",)},
                    "{$at}, {$who}: {$topic}",
                )
            },
            "promise_window": {
                "first": (
                    {
                        "text": "НЕ СДЕРЖАНО: доставка {$value} ({$by}, {$told_at})",
                        "needs": ("broken",),
                    },
                    "Доставка {$value} ({$by}, {$told_at})",
                )
            },
            "promise_slot": {
                "first": (
                    {
                        "text": "НЕ СДЕРЖАНО: время доставки {$value} ({$by}, {$told_at})",
                        "needs": ("broken",),
                    },
                    "Время доставки {$value} ({$by}, {$told_at})",
                )
            },
            "promise_next_word": {
                "first": (
                    {
                        "text": "НЕ СДЕРЖАНО: следующее сообщение до {$due} (обещано: {$told_at})",
                        "needs": ("broken",),
                    },
                    "Следующее сообщение до {$due} (обещано: {$told_at})",
                )
            },
            "promise_other": {
                "first": (
                    {"text": "НЕ СДЕРЖАНО: {$kind} до {$due} (обещано: {$told_at})", "needs": ("broken",)},
                    "{$kind} до {$due} (обещано: {$told_at})",
                )
            },
            "coming": {
                "first": (
                    {"text": "{$at}, {$by}: {$topic}. {$why}", "needs": ("sure", "at", "why")},
                    {"text": "{$at}, {$by}, если ничего не изменится: «{$topic}»", "needs": ("at",)},
                    "Когда придёт время, {$by}: «{$topic}»",
                )
            },
            "ahead": "Когда это произойдёт: «{$topic}»",
            "question": {
                "first": (
                    {
                        "text": "Вопрос клиенту: {$question}. Если ответа не будет до {$answer_by}, считаем, что пожеланий нет.",
                        "needs": ("answer_by", "default=none"),
                    },
                    {
                        "text": "Вопрос клиенту: {$question}. Если ответа не будет до {$answer_by}, считаем ответом: {$default}.",
                        "needs": ("answer_by", "default"),
                    },
                    "Вопрос клиенту: {$question}.",
                )
            },
            "missing": "Нужно узнать у клиента, прежде чем начать: {$question}",
            "checking": "Ответы клиента получены и ждут с {$since}: магазину нужно проверить их и подтвердить заказ",
            "problem": (
                {"text": "Проблема (с {$since}): {$problem} (кто занимается: {$by}).", "lacks": ("number",)},
                {
                    "text": "Посылка {$number}, проблема (с {$since}): {$problem} (кто занимается: {$by}).",
                    "needs": ("number",),
                },
            ),
            "hold": "Заказ ждёт с {$since}: {$reason}",
            "to_do": "Сделать сейчас: {$action} ({$topic})",
            "contact_received": "обращение к нам",
            "question_answered": "ответ на наш вопрос",
            "inquiry_received": "вопрос о заказе",
            "level_changed": "просьба писать чаще или реже",
            "delivery_requested": "просьба о доставке",
            "return_requested": "просьба о возврате",
            "claim_opened": "сообщение о проблеме",
            "contact_failed": "попытка договориться о доставке",
        },
        "states": {
            "progress_placed": "Заказ оформлен.",
            "progress_confirmed": "Заказ подтверждён.",
            "progress_preparing": "Заказ готовят.",
            "progress_partly_dispatched": "Часть заказа отправлена.",
            "progress_dispatched": "Заказ отправлен.",
            "progress_partly_delivered": "Часть заказа доставлена.",
            "progress_delivered": "Заказ доставлен.",
            "progress_closed": "Заказ закрыт.",
            "cancellation_partial": "Часть заказа отменена.",
            "cancellation_full": "Заказ отменён.",
            "position_planned": "сведений о передаче службе доставки нет",
            "position_announced": "служба доставки предупреждена, посылка ещё не передана",
            "position_handed_over": "передана службе доставки",
            "position_accepted": "принята службой доставки",
            "position_in_transit": "в пути",
            "position_left_country": "покинула страну отправления",
            "position_entered_country": "в стране назначения",
            "position_in_city": "в городе получателя",
            "position_with_courier": "у курьера",
            "position_at_pickup_point": "ждёт в пункте выдачи",
            "position_attempt_failed": "вручить не удалось, ждёт новой попытки",
            "outcome_delivered": "доставлена",
            "outcome_returned": "вернулась к нам",
            "outcome_lost": "утеряна",
            "outcome_destroyed": "уничтожена в пути",
            "outcome_cancelled": "отменена",
            "problem_delayed": "задержка",
            "problem_customs_hold": "задержана на таможне",
            "problem_duty_due": "не оплачена пошлина",
            "problem_documents": "таможне нужны документы",
            "problem_address": "вопрос по адресу",
            "problem_refused": "от посылки отказались",
            "problem_damaged": "повреждение",
            "problem_missorted": "отправлена не туда",
            "problem_weather": "задержка из-за погоды",
            "problem_held": "удержана службой доставки",
            "problem_being_researched": "идёт розыск",
            "problem_contact_courier": "нужно связаться со службой доставки",
            "problem_security": "проверка безопасности",
            "problem_contested": "вручение под сомнением",
            "problem_claim": "клиент сообщил о проблеме",
            "problem_other": "другое",
            "hold_payment": "ждём оплаты",
            "hold_contact_required": "нужно, чтобы клиент с нами связался",
            "hold_fraud_review": "идёт проверка",
            "hold_address": "уточняется адрес",
            "hold_stock": "проверяется наличие",
            "hold_unknown_delivery_date": "дата доставки неизвестна",
            "hold_awaiting_return_items": "ждём возврата товара",
            "hold_customer_request": "по просьбе клиента",
            "hold_seller_request": "по просьбе магазина",
            "hold_other": "другая причина",
        },
    }
)
