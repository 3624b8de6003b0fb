"""Lines of the Russian words that several touchpoints share."""

from __future__ import annotations

from postpurchase.catalogs.riders import untold, while_unknown

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final


COUNTED: Final = ".input {$qty :string} .match $qty || {{— {$item}}} * {{— {$item}, {$qty} шт.}}"
"""One of the goods; how many of it is said where more than one was ordered."""
WINDOW: Final = {
    "first": (
        # News beside which a later window comes to light does not pass over it.
        (
            {
                "text": "Доставка может занять больше времени, чем мы сообщали. Приносим извинения.",
                "needs": ("put_off", "window"),
            },
            {
                "text": "Новый срок доставки: {#strong}{$window}{/strong}",
                "aloud": "Теперь доставка ожидается {$window}.",
                "needs": ("put_off", "window"),
            },
        ),
        {
            "text": "Ожидаемый срок доставки: {#strong}{$window}{/strong}",
            "aloud": "Доставка ожидается {$window}.",
            "needs": ("window",),
        },
    )
}
# Where the lines of an order come at different times, or at another than the order's own.
PARTS: Final = (
    {"text": "Ожидаемый срок доставки:", "needs": ("parts",), "lacks": ("settled",)},
    {"text": "— {$item}: {$window}", "each": "parts", "lacks": ("settled",)},
    {
        "text": (
            ".input {$more_parts :integer} .match $more_parts"
            " one {{— и ещё {$more_parts} товар}}"
            " few {{— и ещё {$more_parts} товара}}"
            " many {{— и ещё {$more_parts} товаров}}"
            " * {{— и ещё {$more_parts} товара}}"
        ),
        "needs": ("more_parts",),
        "lacks": ("settled",),
    },
)
# A slot says more than the window it lies in.
WHEN: Final = {
    "first": (
        {
            "text": "Время доставки: {#strong}{$slot}{/strong}",
            "aloud": "Посылку привезут {$slot}.",
            "needs": ("slot",),
        },
        WINDOW,
        PARTS,
    )
}
NUMBER: Final = {
    "text": "Трек-номер: {$tracking}",
    "aloud": "Трек-номер посылки — {$tracking}.",
    "needs": ("tracking",),
}
# Which parcel is meant, where an order has more than what is in it.
CONTENTS: Final = (
    {"text": "В этой посылке:", "needs": ("contents",)},
    {"text": COUNTED, "each": "contents"},
    {
        "text": (
            ".input {$more_contents :integer} .match $more_contents"
            " one {{— и ещё {$more_contents} товар}}"
            " few {{— и ещё {$more_contents} товара}}"
            " many {{— и ещё {$more_contents} товаров}}"
            " * {{— и ещё {$more_contents} товара}}"
        ),
        "needs": ("more_contents",),
    },
)
WHICH: Final = (*CONTENTS, NUMBER)
LINK: Final = {
    "text": "Отследить: {#link href=$tracking_url}{$tracking_url}{/link}",
    "needs": ("tracking_url",),
}
HOW: Final = (
    {"text": "Служба доставки: {$courier}", "aloud": "Служба доставки — {$courier}.", "needs": ("courier",)},
    NUMBER,
    LINK,
)
FOLLOW: Final = (*CONTENTS, *HOW)
DETAILS: Final = (*CONTENTS, WHEN, *HOW)
# Of a message that is not about dates: only those that it tells.
SAME_DAY: Final = (
    *CONTENTS,
    {
        "first": (
            {
                "text": "Время доставки: {#strong}{$slot}{/strong}",
                "aloud": "Посылку привезут {$slot}.",
                "needs": ("slot",),
            },
            WINDOW,
        )
    },
    *HOW,
)
# How parcels stand, whoever reads of them.
PARCEL_STATES: Final = (
    {"text": "По данным службы доставки, заказ доставлен.", "needs": ("state=delivered",)},
    {"text": "Одна из посылок возвращается к нам.", "needs": ("state=returning", "several")},
    {"text": "Посылка возвращается к нам.", "needs": ("state=returning",)},
    {"text": "Одна из посылок ждёт вас в пункте выдачи.", "needs": ("state=waiting", "several")},
    {"text": "Посылка ждёт вас в пункте выдачи.", "needs": ("state=waiting",)},
    {
        "text": "Посылку пока не получается доставить: нужно уточнить адрес. Если вы ещё не прислали нам полный адрес, пришлите его, пожалуйста.",
        "needs": ("state=address",),
    },
    {
        "text": "Посылка задержана на таможне. Она отправится дальше, как только её выпустят.",
        "needs": ("state=customs",),
    },
    {
        "text": "К сожалению, посылку не привезли в обещанное время. Приносим извинения. Мы выясняем причину у службы доставки.",
        "needs": ("state=missed",),
    },
    {"text": "Посылка у курьера, он везёт её вам.", "needs": ("state=out",)},
    {
        "text": "Курьер приезжал, но не смог вручить посылку. Чтобы выбрать другое время, свяжитесь, пожалуйста, со службой доставки.",
        "needs": ("state=tried",),
    },
    {"text": "Посылка в пути, она уже в вашем городе.", "needs": ("state=in_city",)},
    {"text": "Посылка в пути, она уже в вашей стране.", "needs": ("state=in_country",)},
    {"text": "Посылки в пути.", "needs": ("state=on_the_way", "several")},
    {"text": "Посылка в пути.", "needs": ("state=on_the_way",)},
)
# Who has no parcel on its way has nothing to follow.
AT_REST: Final = (
    *("state=cancelled", "state=gate", "state=checking", "state=delivered", "state=refunded"),
    *("state=partly", "state=unavailable", "state=made", "state=making", "state=secured"),
)
GONE: Final = ("state=lost", "state=returned")
TO_FOLLOW_IT: Final = (
    {**HOW[0], "lacks": (*AT_REST, *GONE)},
    {**NUMBER, "lacks": AT_REST},
    {**LINK, "lacks": (*AT_REST, *GONE)},
)
# The day an order is expected on while there is one, and where to look.
EXPECTED: Final = (
    {
        "first": (
            {
                "text": "Время доставки: {#strong}{$slot}{/strong}",
                "aloud": "Посылку привезут {$slot}.",
                "needs": ("slot",),
                "lacks": ("settled",),
            },
            PARTS,
            {
                "text": "Ожидаемый срок доставки: {#strong}{$window}{/strong}",
                "aloud": "Доставка ожидается {$window}.",
                "needs": ("window",),
                "lacks": ("settled",),
            },
            {
                "text": "Срок доставки уже прошёл, а точного нового срока пока нет. Приносим извинения за ожидание.",
                "needs": ("late",),
                "lacks": ("settled", "dated"),
            },
            {
                "text": "Точного срока доставки пока нет. Приносим извинения за ожидание.",
                "lacks": ("settled", "dated"),
            },
        )
    },
    {
        "text": "Где: {$point}",
        "aloud": "Она ждёт вас здесь: {$point}.",
        "needs": ("state=waiting", "point"),
    },
    {
        "text": "Срок хранения: до {$keep_until} включительно",
        "aloud": "Её хранят до {$keep_until} включительно.",
        "needs": ("state=waiting", "keep_until"),
    },
    *TO_FOLLOW_IT,
)
# When a customer's silence ends a gate, and what they need sooner than it may come.
GATE_EXPIRES: Final = {
    "text": "Ответьте, пожалуйста, не позднее {$gate_expires}. Если ответа не будет, нам придётся отменить заказ.",
    "needs": ("gate_expires",),
}
NEEDED_BY: Final = (
    {"text": "Заказ нужен вам к {$needed_by}.", "needs": ("needed_by",)},
    {
        "text": "Возможно, к этому дню мы не успеем. Если вам это не подходит, сообщите нам.",
        "needs": ("needed_by",),
    },
)
_STANDING: Final = (
    {
        "first": (
            {"text": "Ваш заказ отменён.", "needs": ("state=cancelled",)},
            (
                {
                    "text": "Мы приступим к заказу, как только узнаем от вас:",
                    "needs": ("state=gate", "questions"),
                },
                {"text": "— {$item}", "each": "questions", "needs": ("state=gate",)},
            ),
            {"text": "Мы приступим к заказу, как только получим ваш ответ.", "needs": ("state=gate",)},
            {
                "text": "Мы получили ваш ответ, проверяем его и напишем вам, прежде чем приступим к заказу.",
                "needs": ("state=checking",),
            },
            {
                "text": "Мы оформили возврат денег. Срок зачисления зависит от способа оплаты.",
                "needs": ("state=refunded",),
            },
            {
                "text": "К сожалению, одна из посылок потерялась в пути. Приносим извинения. Мы ещё раз отправим то, что в ней было, или вернём за это деньги. Если вы ещё не выбрали, сообщите нам, пожалуйста, как вам удобнее.",
                "needs": ("state=lost", "several"),
            },
            {
                "text": "К сожалению, посылка потерялась в пути. Приносим извинения. Мы ещё раз отправим то, что в ней было, или вернём за это деньги. Если вы ещё не выбрали, сообщите нам, пожалуйста, как вам удобнее.",
                "needs": ("state=lost",),
            },
            {
                "text": "Одна из посылок вернулась к нам. Мы можем отправить её ещё раз или вернуть за неё деньги. Если вы ещё не выбрали, сообщите нам, пожалуйста, как вам удобнее.",
                "needs": ("state=returned", "several"),
            },
            {
                "text": "Посылка вернулась к нам. Мы можем отправить её ещё раз или вернуть за неё деньги. Если вы ещё не выбрали, сообщите нам, пожалуйста, как вам удобнее.",
                "needs": ("state=returned",),
            },
            *PARCEL_STATES,
            {"text": "Часть заказа доставлена. Остальное мы готовим к отправке.", "needs": ("state=partly",)},
            {
                "text": "Товара из вашего заказа не оказалось в наличии. Если вы ещё не выбрали, сообщите нам, пожалуйста, как нам поступить.",
                "needs": ("state=unavailable",),
            },
            {"text": "Заказ готов к отправке.", "needs": ("state=ready",)},
            {"text": "Заказ изготовлен, мы готовим его к отправке.", "needs": ("state=made",)},
            {"text": "Мы изготавливаем ваш заказ.", "needs": ("state=making",)},
            {
                "text": "Товар по вашему заказу куплен, мы занимаемся его доставкой.",
                "needs": ("state=secured", "mode=buy_on_demand"),
            },
            {"text": "Товар по вашему заказу отложен для вас.", "needs": ("state=secured",)},
            {"text": "Заказ принят, мы им занимаемся.", "needs": ("mode=buy_on_demand",)},
            "Заказ принят, мы готовим его к отправке.",
        )
    },
    *EXPECTED,
)
STANDING: Final = untold(_STANDING)
# Beside the dates of some goods, that others have none.
UNDATED: Final = {
    "text": "Когда придёт остальное, пока неизвестно.",
    "needs": ("undated",),
    "lacks": ("settled", "state"),
}
# The day that a confirmation names, while there is one to come.
DAY_TO_COME: Final = (
    {
        "text": "Время доставки: {#strong}{$slot}{/strong}",
        "aloud": "Посылку привезут {$slot}.",
        "needs": ("slot",),
        "lacks": ("settled",),
    },
    PARTS,
    {
        "text": "Ожидаемый срок доставки: {#strong}{$window}{/strong}",
        "aloud": "Доставка ожидается {$window}.",
        "needs": ("window",),
        "lacks": ("settled",),
    },
    {"text": "Срок доставки пока неизвестен.", "lacks": ("settled", "dated", "mode=digital")},
)
# What is sent in place of a parcel that was lost, or came back, or of what was delivered.
SENT_INSTEAD: Final = (
    {"text": "Мы отправили новую посылку вместо утерянной.", "needs": ("instead_of=lost",)},
    {"text": "Мы снова отправили вам то, что к нам вернулось.", "needs": ("instead_of=returned",)},
    {"text": "Мы отправили вам замену.", "needs": ("instead_of=delivered",)},
)
# A parcel in a message about something else: the only one, or one of several.
LEFT: Final = {
    "first": (
        *SENT_INSTEAD,
        {"text": "Мы отправили ещё одну посылку.", "needs": ("again",)},
        {"text": "Мы отправили посылку.", "needs": ("to_follow",)},
        {"text": "Ваша посылка отправлена.", "needs": ("parcels=1",)},
        "Мы отправили посылку.",
    )
}
CAME: Final = {
    "first": (
        {"text": "Доставлена часть вашей посылки.", "needs": ("partial",)},
        {"text": "Посылка доставлена.", "needs": ("to_follow",)},
        {"text": "Ваша посылка доставлена.", "needs": ("parcels=1",)},
        "Посылка доставлена.",
    )
}
CONCERNED: Final = (
    {"text": "Это касается:", "needs": ("concerned",)},
    {"text": COUNTED, "each": "concerned"},
    {
        "text": (
            ".input {$more_concerned :integer} .match $more_concerned"
            " one {{— и ещё {$more_concerned} товар}}"
            " few {{— и ещё {$more_concerned} товара}}"
            " many {{— и ещё {$more_concerned} товаров}}"
            " * {{— и ещё {$more_concerned} товара}}"
        ),
        "needs": ("more_concerned",),
    },
)
NOT_THE_REST: Final = {"text": "Остальной части заказа это не касается.", "needs": ("rest",)}
CADENCE: Final = {
    "first": (
        # Beside a nearer day, the longest silence is that of a delivery that takes longer.
        {
            "text": (
                ".input {$limit_days :integer} .match $limit_days"
                " 1 {{Если доставка затянется, мы будем писать вам каждый день, даже если новостей нет.}}"
                " one {{Если доставка затянется, мы будем писать вам не реже чем раз в {$limit_days} день, даже если новостей нет.}}"
                " few {{Если доставка затянется, мы будем писать вам не реже чем раз в {$limit_days} дня, даже если новостей нет.}}"
                " many {{Если доставка затянется, мы будем писать вам не реже чем раз в {$limit_days} дней, даже если новостей нет.}}"
                " * {{Если доставка затянется, мы будем писать вам не реже чем раз в {$limit_days} дня, даже если новостей нет.}}"
            ),
            "needs": ("limit_days", "soon"),
        },
        {
            "text": (
                ".input {$limit_days :integer} .match $limit_days"
                " 1 {{Пока заказ не доставлен, мы будем писать вам каждый день, даже если новостей нет.}}"
                " one {{Пока заказ не доставлен, мы будем писать вам не реже чем раз в {$limit_days} день, даже если новостей нет.}}"
                " few {{Пока заказ не доставлен, мы будем писать вам не реже чем раз в {$limit_days} дня, даже если новостей нет.}}"
                " many {{Пока заказ не доставлен, мы будем писать вам не реже чем раз в {$limit_days} дней, даже если новостей нет.}}"
                " * {{Пока заказ не доставлен, мы будем писать вам не реже чем раз в {$limit_days} дня, даже если новостей нет.}}"
            ),
            "needs": ("limit_days",),
        },
        "Мы будем писать вам только о важном.",
    )
}
MAY_SHIFT: Final = {
    "text": "Это наш прогноз, срок может немного измениться.",
    "needs": ("window",),
    "lacks": ("slot",),
}
DAMAGED: Final = (
    "Если посылка придёт повреждённой или в ней чего-то не окажется, сохраните упаковку,"
    " сделайте фотографии и сообщите нам. Мы сразу этим займёмся."
)
NOT_ARRIVED: Final = "Если вы не получили посылку или с ней что-то не так, сообщите нам."
CHOOSE_AGAIN: Final = {
    "first": (
        {
            "text": (
                "Мы можем отправить посылку ещё раз или вернуть деньги. Сообщите нам, пожалуйста, как вам удобнее."
            ),
            "lacks": ("state=refunded", "remedy"),
        },
        {
            "text": "Мы уже отправили вам её содержимое ещё раз.",
            "needs": ("remedy=anew",),
            "lacks": ("state=refunded",),
        },
    )
}
# An apology is not shouted, so its greeting ends in a full stop.
QUIET_GREETING: Final = {"first": ({"text": "Здравствуйте, {$name}.", "needs": ("name",)}, "Здравствуйте.")}
# A later window that comes to light beside the news is apologised for.
APOLOGETIC_GREETING: Final = {
    "first": (
        {"text": "Здравствуйте, {$name}.", "needs": ("name", "put_off", "window"), "lacks": ("slot",)},
        {"text": "Здравствуйте.", "needs": ("put_off", "window"), "lacks": ("name", "slot")},
    )
}
ASKED: Final = (
    {"text": "Что нам нужно знать:", "needs": ("questions",)},
    {"text": "— {$item}", "each": "questions"},
)
QUESTIONS: Final = {"first": (ASKED, "Пожалуйста, свяжитесь с нами.")}
ASK_SLOT: Final = (
    {
        "text": "Если вам важно время доставки, сообщите нам до {$answer_by}, какое вам удобно.",
        "needs": ("asks_slot", "answer_by"),
    },
    {
        "text": "Если вам важно время доставки, сообщите нам, какое вам удобно.",
        "needs": ("asks_slot",),
        "lacks": ("answer_by",),
    },
    {
        "text": (
            ".input {$asks_slot :string} .match $asks_slot"
            " none {{Отвечать необязательно: если ответа не будет, посылку привезут в любое время дня.}}"
            " morning {{Отвечать необязательно: если ответа не будет, посылку привезут утром.}}"
            " afternoon {{Отвечать необязательно: если ответа не будет, посылку привезут днём.}}"
            " evening {{Отвечать необязательно: если ответа не будет, посылку привезут вечером.}}"
            " * {{Отвечать необязательно: если ответа не будет, посылку привезут в обычное время.}}"
        ),
        "needs": ("asks_slot",),
    },
)
NEW_WINDOW: Final = {
    "first": (
        {
            "text": "Новый срок доставки: {#strong}{$window}{/strong}",
            "aloud": "Теперь доставка ожидается {$window}.",
            "needs": ("window",),
        },
        {"text": "Точного нового срока пока нет.", "lacks": ("dated",)},
    )
}
NEXT_WORD: Final = {"text": "Мы снова свяжемся с вами не позднее {$next_word}.", "needs": ("next_word",)}
DAY: Final = {
    "text": "День доставки: {$day}",
    "aloud": "День доставки — {$day}.",
    "needs": ("day",),
    "lacks": ("slot",),
}
SLOT: Final = {
    "text": "Время доставки: {#strong}{$slot}{/strong}",
    "aloud": "Посылку привезут {$slot}.",
    "needs": ("slot",),
}
# Another courier brings it, and does not come when that was agreed.
SLOT_LOST: Final = (
    {
        "text": "Новая служба не сможет доставить посылку в согласованное время: {$slot_lost}",
        "needs": ("slot_lost",),
    },
    {
        "text": "Приносим извинения. Если вам важно время доставки, сообщите нам, какое вам удобно.",
        "needs": ("slot_lost",),
    },
)
WHERE: Final = {
    "text": "Где: {$point}",
    "aloud": "Она ждёт вас здесь: {$point}.",
    "needs": ("point",),
}
LAST_DAY: Final = {
    "text": "Срок хранения: до {$keep_until} включительно",
    "aloud": "Её хранят до {$keep_until} включительно.",
    "needs": ("keep_until",),
}
TO_FOLLOW: Final = (
    {"text": "Отправим позже:", "needs": ("to_follow",)},
    {"text": COUNTED, "each": "to_follow"},
    {
        "text": (
            ".input {$more_to_follow :integer} .match $more_to_follow"
            " one {{— и ещё {$more_to_follow} товар}}"
            " few {{— и ещё {$more_to_follow} товара}}"
            " many {{— и ещё {$more_to_follow} товаров}}"
            " * {{— и ещё {$more_to_follow} товара}}"
        ),
        "needs": ("more_to_follow",),
    },
)
# With the last parcel that leaves in the same message, so that nothing else comes between.
TO_FOLLOW_ALONE: Final = tuple({**line, "lacks": ("rides=dispatched",)} for line in TO_FOLLOW)
TO_FOLLOW_ANOTHER: Final = tuple({**line, "needs": (*line.get("needs", ()), "again")} for line in TO_FOLLOW)
# What is late: a parcel, or what has still to leave when the rest has come.
LATE_GOODS: Final = (
    *CONTENTS,
    *({**line, "needs": ("of_rest", *line.get("needs", ()))} for line in TO_FOLLOW),
)
LOOKING_INTO_IT: Final = {
    "first": (
        {
            "text": "Мы всё проверим и сообщим вам не позднее {$next_word}.",
            "needs": ("next_word",),
        },
        "Мы всё проверим и сообщим вам.",
    )
}
_FINDING_OUT: Final = {
    "first": (
        {
            "text": "Мы выясняем, где посылка, и сообщим вам не позднее {$next_word}.",
            "needs": ("next_word",),
        },
        {"text": "Мы выясняем, где посылка, и сообщим вам.", "lacks": ("again",)},
    )
}
# As long as no rider says where it is.
FINDING_OUT: Final = while_unknown(_FINDING_OUT, NEXT_WORD)
REST_FOLLOWS: Final = {"text": "Остальное отправим позже.", "needs": ("to_follow",)}
REST_FOLLOWS_ALONE: Final = {**REST_FOLLOWS, "lacks": ("rides=dispatched",)}
REST_FOLLOWS_ANOTHER: Final = {**REST_FOLLOWS, "needs": ("to_follow", "again")}
ASK_ALOUD: Final = (ASKED, "Можно уточнить это сейчас?")
# As WHEN, in sentences that a person can say.
WHEN_ALOUD: Final = {
    "first": (
        {"text": "Посылку привезут {$slot}.", "needs": ("slot",)},
        {
            "text": "Доставка может занять больше времени, чем мы сообщали. Приносим извинения. Теперь она ожидается {$window}.",
            "needs": ("put_off", "window"),
        },
        {"text": "Доставка ожидается {$window}.", "needs": ("window",)},
        PARTS,
    )
}
ASK_SLOT_ALOUD: Final = (
    {"text": "В какое время вам удобно получить посылку?", "needs": ("asks_slot",)},
    {
        "text": ".input {$asks_slot :string} .match $asks_slot none {{Если это неважно, привезут в любое время дня.}} morning {{Если это неважно, привезут утром.}} afternoon {{Если это неважно, привезут днём.}} evening {{Если это неважно, привезут вечером.}} * {{Если это неважно, привезут в обычное время.}}",
        "needs": ("asks_slot",),
    },
)
# Who else will be in touch: what the courier was seen to say by itself, and what it is believed to.
COURIERS: Final = (
    (
        {"text": "Служба доставки ({$courier}) свяжется с вами:", "needs": ("courier_steps", "courier")},
        {"text": "Служба доставки свяжется с вами:", "needs": ("courier_steps",), "lacks": ("courier",)},
        {"text": "— {$item}", "each": "courier_steps"},
    ),
    (
        {"text": "Обычно служба доставки связывается с вами:", "needs": ("courier_usual",)},
        {"text": "— {$item}", "each": "courier_usual"},
    ),
)
COURIER_STEPS: Final = {
    "arrived_in_city": "когда посылка будет в вашем городе, — чтобы договориться о времени",
    "arrived_in_city_call": "по телефону, когда посылка будет в вашем городе, — чтобы договориться о времени",
    "arrived_in_city_sms": "по SMS, когда посылка будет в вашем городе, — чтобы договориться о времени",
    "arriving_today": "в день доставки",
    "arriving_today_call": "по телефону в день доставки",
    "arriving_today_sms": "по SMS в день доставки",
    "arriving_in_an_hour": "примерно за час до доставки",
    "arriving_in_an_hour_call": "по телефону примерно за час до доставки",
    "arriving_in_an_hour_sms": "по SMS примерно за час до доставки",
    "arriving_soon": "незадолго до доставки",
    "arriving_soon_call": "по телефону незадолго до доставки",
    "arriving_soon_sms": "по SMS незадолго до доставки",
    "ready_for_pickup": "когда посылку можно будет забрать",
    "ready_for_pickup_call": "по телефону, когда посылку можно будет забрать",
    "ready_for_pickup_sms": "по SMS, когда посылку можно будет забрать",
}
