"""What the receiver of a gift reads in Russian where the buyer reads of the order: of a delivery, and of no purchase.

Laid over the words of a touchpoint, long or short, when a message goes to the receiver.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.riders import untold
from postpurchase.catalogs.ru.lines import (
    EXPECTED,
    NEW_WINDOW,
    NEXT_WORD,
    PARCEL_STATES,
    WHEN,
    WHICH,
    WINDOW,
)

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

ABOUT: Final = "О посылке для вас (заказ {$order}) — {$shop}"
NOTHING_TO_DO: Final = "От вас ничего не требуется."
SENDER_DECIDES: Final = ("Что делать дальше, мы решаем с тем, кто сделал заказ.", NOTHING_TO_DO)
_HOW_IT_STANDS: Final = (
    {
        "first": (
            {"text": "Доставка, которую мы для вас готовили, отменена.", "needs": ("state=cancelled",)},
            {"text": "Мы уже всё решили с тем, кто сделал заказ.", "needs": ("state=refunded",)},
            {
                "text": "К сожалению, одна из посылок потерялась в пути. Приносим извинения. Что делать дальше, мы решаем с тем, кто сделал заказ.",
                "needs": ("state=lost", "several"),
            },
            {
                "text": "К сожалению, посылка потерялась в пути. Приносим извинения. Что делать дальше, мы решаем с тем, кто сделал заказ.",
                "needs": ("state=lost",),
            },
            {
                "text": "Одна из посылок вернулась к нам. Что делать дальше, мы решаем с тем, кто сделал заказ.",
                "needs": ("state=returned", "several"),
            },
            {
                "text": "Посылка вернулась к нам. Что делать дальше, мы решаем с тем, кто сделал заказ.",
                "needs": ("state=returned",),
            },
            {"text": "По данным службы доставки, посылка доставлена.", "needs": ("state=delivered",)},
            *PARCEL_STATES,
            "Мы готовим для вас посылку.",
        )
    },
    *EXPECTED,
)
HOW_IT_STANDS: Final = untold(_HOW_IT_STANDS)


def _only(*paragraphs: object) -> Mapping[str, object]:
    """Return the words of a touchpoint, its riders after all of them: nothing to do is said of this matter alone."""
    return {
        "receiver": {"subject": ABOUT, "paragraphs": (*paragraphs, {"riders": True}), "rider": paragraphs}
    }


SETTLING: Final = _only("Мы уточняем один вопрос о посылке для вас с тем, кто сделал заказ.", NOTHING_TO_DO)
PREPARING: Final = _only("Мы готовим для вас посылку.", WINDOW)
CALLED_OFF: Final = _only("Доставка, которую мы для вас готовили, отменена.", NOTHING_TO_DO)

RECEIVER: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "order_confirmed": _only("Мы готовим для вас посылку.", WHEN, NEXT_WORD),
        "item_secured": PREPARING,
        "production_started": PREPARING,
        "production_finished": PREPARING,
        "item_unavailable": SETTLING,
        "contact_requested": SETTLING,
        "contact_reminder": SETTLING,
        "contact_acknowledged": SETTLING,
        "refunded": SETTLING,
        "offer": SETTLING,
        "gate_expired": CALLED_OFF,
        "order_cancelled": CALLED_OFF,
        "order_reopened": _only("Доставка, которую мы было отменили, всё-таки состоится.", WINDOW),
        "lines_cancelled": _only(
            "Часть доставки, которую мы для вас готовили, отменена. Остальной её части это не касается."
        ),
        "deadline_extension": _only(
            "Посылка для вас придёт позже, чем мы планировали. Приносим извинения.",
            NEW_WINDOW,
        ),
        "returned": _only(
            "Посылку не удалось вручить, и она вернулась к нам. Приносим извинения за неудобства.",
            SENDER_DECIDES,
        ),
        "found": _only(
            "Посылка, о потере которой мы вам сообщали, нашлась и снова едет к вам. Приносим извинения за беспокойство.",
            (*WHICH, WINDOW),
        ),
        "lost_remedy": _only(
            "Ваша посылка потерялась в пути. Нам очень жаль, приносим извинения.", SENDER_DECIDES, NEXT_WORD
        ),
        "reassurance": _only(
            "Мы проверили, что сейчас с посылкой для вас.",
            HOW_IT_STANDS,
            NEXT_WORD,
        ),
        "inquiry_answered": _only(
            "Спасибо за вопрос.",
            HOW_IT_STANDS,
            NEXT_WORD,
            "Если мы не ответили на ваш вопрос, спросите ещё раз: вам ответит сотрудник.",
        ),
        "anniversary": {
            "receiver": {
                "paragraphs": ("Спасибо, что вы с нами.", {"riders": True}),
                "rider": ("Спасибо, что вы с нами.",),
            }
        },
    }
)
