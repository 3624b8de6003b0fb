"""Lines of the Russian words that several touchpoints share."""

from __future__ import annotations

from typing import Final

WINDOW: Final = {"text": "Ожидаемая доставка: {#strong}{$window}{/strong}", "needs": ("window",)}
# A slot says more than the window it lies in.
WHEN: Final = {"first": ({"text": "Время доставки: {#strong}{$slot}{/strong}", "needs": ("slot",)}, WINDOW)}
NUMBER: Final = {"text": "Трек-номер: {$tracking}", "needs": ("tracking",)}
FOLLOW: Final = (
    {"text": "Служба доставки: {$courier}", "needs": ("courier",)},
    NUMBER,
    {"text": "Отследить: {#link href=$tracking_url}{$tracking_url}{/link}", "needs": ("tracking_url",)},
)
DETAILS: Final = (WHEN, *FOLLOW)
# How an order stands that nothing more is to be expected of, or something else than was.
STATES: Final = (
    {"text": "Ваш заказ отменён.", "needs": ("state=cancelled",)},
    {"text": "По данным службы доставки, заказ вручён.", "needs": ("state=delivered",)},
    {"text": "Приносим извинения: посылка потерялась в пути.", "needs": ("state=lost",)},
    {"text": "Посылка возвращается к нам.", "needs": ("state=returning",)},
)
ON_ITS_WAY: Final = {"text": "Посылка в пути.", "needs": ("state=on_the_way",)}
CONCERNED: Final = (
    {"text": "Речь идёт о товарах:", "needs": ("concerned",)},
    {"text": "— {$item}", "each": "concerned"},
)
CADENCE: Final = {
    "first": (
        {
            "text": (
                ".input {$limit_days :integer} .match $limit_days"
                " 1 {{Даже если новостей не будет, мы будем писать вам каждый день.}}"
                " one {{Даже если новостей не будет, мы будем писать вам не реже чем раз в {$limit_days} день.}}"
                " few {{Даже если новостей не будет, мы будем писать вам не реже чем раз в {$limit_days} дня.}}"
                " many {{Даже если новостей не будет, мы будем писать вам не реже чем раз в {$limit_days} дней.}}"
                " * {{Даже если новостей не будет, мы будем писать вам не реже чем раз в {$limit_days} дня.}}"
            ),
            "needs": ("limit_days",),
        },
        "Мы будем писать вам только о важном.",
    )
}
MAY_SHIFT: Final = {
    "text": "Это наш прогноз: даты могут немного сдвинуться.",
    "needs": ("window",),
    "lacks": ("slot",),
}
DAMAGED: Final = (
    "Если посылка придёт повреждённой или в ней чего-то не хватит, сохраните упаковку,"
    " сделайте фотографии и напишите нам. Мы сразу этим займёмся."
)
NOT_ARRIVED: Final = "Если вы её не получили или с ней что-то не так, напишите нам."
CHOOSE_AGAIN: Final = (
    "Мы можем отправить её ещё раз или отменить заказ и вернуть деньги."
    " Напишите, пожалуйста, как вам удобнее."
)
# An apology is not shouted, so its greeting ends in a full stop.
QUIET_GREETING: Final = {"first": ({"text": "Здравствуйте, {$name}.", "needs": ("name",)}, "Здравствуйте.")}
QUESTIONS: Final = {
    "first": (
        (
            {"text": "Что нам нужно знать:", "needs": ("questions",)},
            {"text": "— {$item}", "each": "questions"},
        ),
        "Пожалуйста, свяжитесь с нами.",
    )
}
ASK_SLOT: Final = (
    {
        "text": "Если вам удобно получить посылку в определённое время, сообщите нам об этом до {$answer_by}.",
        "needs": ("asks_slot", "answer_by"),
    },
    {
        "text": "Если вам удобно получить посылку в определённое время, сообщите нам об этом.",
        "needs": ("asks_slot",),
        "lacks": ("answer_by",),
    },
    {
        "text": (
            ".input {$asks_slot :string} .match $asks_slot"
            " none {{Отвечать необязательно: если ответа не будет, доставим посылку без выбора времени.}}"
            " morning {{Отвечать необязательно: если ответа не будет, доставим посылку утром.}}"
            " afternoon {{Отвечать необязательно: если ответа не будет, доставим посылку днём.}}"
            " evening {{Отвечать необязательно: если ответа не будет, доставим посылку вечером.}}"
            " * {{Отвечать необязательно: если ответа не будет, доставим посылку в обычное время.}}"
        ),
        "needs": ("asks_slot",),
    },
)
NEW_WINDOW: Final = {
    "first": (
        {"text": "Новый срок доставки: {#strong}{$window}{/strong}", "needs": ("window",)},
        "Точного нового срока пока нет.",
    )
}
NEXT_WORD: Final = {"text": "Мы снова свяжемся с вами не позднее {$next_word}.", "needs": ("next_word",)}
DAY: Final = {"text": "День доставки: {$day}", "needs": ("day",), "lacks": ("slot",)}
SLOT: Final = {"text": "Время доставки: {#strong}{$slot}{/strong}", "needs": ("slot",)}
WHERE: Final = {"text": "Где: {$point}", "needs": ("point",)}
LAST_DAY: Final = {"text": "Хранится до {$keep_until} включительно", "needs": ("keep_until",)}
TO_FOLLOW: Final = (
    {"text": "Отправим позже:", "needs": ("to_follow",)},
    {"text": "— {$item}", "each": "to_follow"},
)
REST_FOLLOWS: Final = {"text": "Остальное отправим позже.", "needs": ("to_follow",)}
ASK_SLOT_ALOUD: Final = (
    {"text": "В какое время вам удобно получить посылку?", "needs": ("asks_slot",)},
    {
        "text": ".input {$asks_slot :string} .match $asks_slot none {{Если это неважно, доставим без выбора времени.}} morning {{Если это неважно, доставим утром.}} afternoon {{Если это неважно, доставим днём.}} evening {{Если это неважно, доставим вечером.}} * {{Если это неважно, доставим в обычное время.}}",
        "needs": ("asks_slot",),
    },
)
