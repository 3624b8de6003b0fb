"""Plans in sentences: every reason has one, and a whole plan reads as prose."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.text.letters import at

from postpurchase.decisions import INSTANTS, Because, WakeCause
from postpurchase.eta import Assumption, Estimate, EstimateBasis, Withheld
from postpurchase.eta.estimates import withheld
from postpurchase.events import Event, OrderLine, Placed, Trouble
from postpurchase.ledger import Row
from postpurchase.order import replay
from postpurchase.people import Customer, Reach, Recipient, Shop
from postpurchase.planning import Plan, plan
from postpurchase.policy import ANYTHING, Condition, Policy, Rule
from postpurchase.presets import PRESETS, buy_on_demand, retail
from postpurchase.text import explain
from postpurchase.text.catalog import LocaleWords
from postpurchase.text.explaining import Speaker
from postpurchase.text.mf2 import check as check_message
from postpurchase.text.prose import LANGUAGES, prose
from postpurchase.text.templates import lines_of, tree
from postpurchase.vocabulary import TOUCHPOINTS, ActionKind, Mode, Party, Reason, Role, VerdictKind
from postpurchase.windows import DateWindow, instant, zone

TOKYO = zone("Asia/Tokyo")
NOON = at("2026-10-05T12:00:00+09:00")
LOCALES = sorted(LANGUAGES)

DATA = {
    **dict.fromkeys(INSTANTS, instant(NOON)),
    "by": Party.COURIER,
    "channel": "sms",
    "content": "transactional",
    "fact": ("window", "slot"),
    "condition": "open",
    "cap": "2/24h",
    "candidates": ("Asia/Tokyo",),
    "into": "order_confirmed@order",
    "attempt": 2,
}


def speaker(locale: str) -> Speaker:
    """Return a speaker in Tokyo on an October day."""
    return Speaker(prose(locale), locale, TOKYO, NOON)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("data", [{}, DATA, {**DATA, "perhaps": True}], ids=["bare", "full", "perhaps"])
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence(reason: Reason, data: dict[str, object], locale: str) -> None:
    """With all its data or with none, a reason is a whole sentence in every language."""
    said = speaker(locale).reasons([Because(reason, data)])  # type: ignore[arg-type]

    assert (said != reason, re.findall(r"[{}$]|\.\.", said)) == (True, [])
    assert said.endswith((".", "。"))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_reason_of_the_contract_has_words(shared: Path, locale: str) -> None:
    """The sentences are those of the reasons others rely on: none is missing, and none is about nothing."""
    text = (shared / "contract.md").read_text(encoding="utf-8")
    listed = text.partition("## Reasons")[2].partition("Each carries")[0]
    written = prose(locale).source["reasons"]

    assert isinstance(written, dict)
    assert set(written) == set(re.findall(r"`([a-z_]+)`", listed))


def test_a_reason_that_somebody_forgot_is_found() -> None:
    """Where a sentence is missing the bare name is said, which the test above does not take for one."""
    source = prose("en").source
    reasons = source["reasons"]
    assert isinstance(reasons, dict)
    forgetful = {**source, "reasons": {name: said for name, said in reasons.items() if name != "paused"}}
    mute = Speaker(LocaleWords("en", forgetful), "en", TOKYO, NOON)

    assert mute.reasons([Because(Reason.PAUSED)]) == "paused"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("cause", WakeCause)
def test_every_cause_of_a_wake_up_has_a_sentence(cause: WakeCause, locale: str) -> None:
    """Why somebody should look again is said in every language."""
    assert speaker(locale).sentence("wakes", cause, {}) != cause


@pytest.mark.parametrize("locale", LOCALES)
def test_the_languages_say_the_same_things(locale: str) -> None:
    """Every language has the sections, names and variables of English, and words that MessageFormat takes."""
    mine, english = prose(locale), prose("en")
    sections = [name for name in english.source if name not in {"phrases", "space"}]
    differing = []
    faulty = []
    for section in sections:
        for name in {**english.source[section], **mine.source[section]}:  # type: ignore[dict-item]
            ours, theirs = (list(lines_of(words.named(section, name))) for words in (mine, english))
            faulty += [fault for line in ours for fault in check_message(line.message, locale)]
            if [(line.variables, line.needs) for line in ours] != [
                (line.variables, line.needs) for line in theirs
            ]:
                differing.append(f"{section}.{name}")

    assert (differing, faulty) == ([], [])


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", "Quiet hours last until 8:00 AM on October 6."),
        ("en-GB", "Quiet hours last until 08:00 on 6 October."),
        ("ja-JP", "10月6日(火) 8:00までは、連絡を控える時間帯です。"),
        ("ru", "Тихие часы до 08:00 6 октября."),
        ("fr", "Quiet hours last until 8:00 AM on October 6."),
    ],
)
def test_times_are_shown_on_the_recipients_clock(locale: str, expected: str) -> None:
    """The instant is local, in the words of the nearest language."""
    until = instant(at("2026-10-06T08:00:00+09:00"))

    assert speaker(locale).reasons([Because(Reason.QUIET_HOURS, {"until": until})]) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"by": "dispatched@2"}, "“Parcel on its way (parcel 2)” says more, and has taken its place."),
        ({"by": "dispatched@order"}, "“Parcel on its way” says more, and has taken its place."),
        ({"by": None}, "Something that says more has taken its place."),
    ],
)
def test_touchpoints_go_by_the_names_people_have_for_them(data: dict[str, object], expected: str) -> None:
    """A touchpoint is called what people call it, the whole order going without saying."""
    assert speaker("en").reasons([Because(Reason.SUPERSEDED, data)]) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_touchpoint_has_a_name_for_people(locale: str) -> None:
    """Whatever a preset keeps, or the vocabulary names, is called something; a shop's own goes by its id."""
    shop = Shop(name="Kumo")
    kept = {point.id for make in PRESETS.values() for point in make(shop).touchpoints}
    known = sorted(kept.union(TOUCHPOINTS))
    names = [speaker(locale).name(f"{touchpoint}@order") for touchpoint in known]

    assert [name for name in names if "_" in name] == []
    assert len(set(names)) == len(known)
    assert speaker(locale).name("engraving_proof@order") == "engraving_proof"


def test_a_reason_without_words_is_named() -> None:
    """What nobody wrote a sentence for is shown by its code rather than left out."""
    assert speaker("en").sentence("reasons", "because", {}) == "because"


# -- estimates --

WEEK = DateWindow(earliest=date(2026, 10, 7), latest=date(2026, 10, 12))
SURE = Estimate(
    window=WEEK,
    basis=EstimateBasis.LEARNED,
    changes_at=instant(at("2026-10-13T00:00:00+09:00")),
    confidence=0.84,
    assumptions=(Assumption.SAME_AS_LATELY, Assumption.HOLIDAYS),
    ship_by=DateWindow(earliest=date(2026, 10, 6), latest=date(2026, 10, 6)),
)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        (
            "en",
            (
                "Parcel 2: October 7–12, 84% sure, from the shop's history. It leaves the shop: October 6."
                " Taken into account: the recent pace, public holidays."
                " The dates stand until 12:00 AM on October 13, if nothing is heard."
            ),
        ),
        (
            "ja",
            (
                "お荷物2: 10月7日(水)～10月12日(月)。当店の実績に基づく見込みで、確度は84%です。発送の見込み：10月6日(火)。"
                "算出の前提：直近と同じ進み具合、祝日。新しい情報がない限り、10月13日(火) 0:00まではこの予定のままです。"
            ),
        ),
        (
            "ru",
            (
                "Посылка 2: с 7 октября по 12 октября, вероятность 84 %, по истории магазина. Отправка: 6 октября."
                " Учтено: ход дел, как в последнее время, праздники."
                " Если вестей не будет, даты остаются в силе до 00:00 13 октября."
            ),
        ),
    ],
)
def test_an_estimate_says_what_it_rests_on(locale: str, expected: str) -> None:
    """Dates, how sure they are, on what they rest, what they take for granted and until when they stand."""
    assert speaker(locale).estimate("2", SURE) == expected


def test_what_nobody_measured_says_so() -> None:
    """Without a confidence the sentence does not invent one."""
    found = Estimate(window=WEEK, basis=EstimateBasis.RANGES)

    assert speaker("en").estimate("order", found) == (
        "The order: October 7–12, from the ranges that the shop gave; how certain that is has not been measured."
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_every_estimate_has_a_sentence(locale: str) -> None:
    """Every basis, every reason to withhold and every assumption is said in words, each in its own."""
    words = tree(prose(locale).source["terms"])
    bases = {
        basis: speaker(locale).estimate("order", Estimate(window=WEEK, basis=basis))
        for basis in EstimateBasis
    }
    held = {speaker(locale).estimate("order", withheld(reason)) for reason in Withheld}

    assert [one for one in Assumption if one.value not in words] == []
    assert [basis for basis, said in bases.items() if said.endswith(basis)] == []
    assert len(held) == len(Withheld)


def test_of_several_parcels_each_is_explained() -> None:
    """The order speaks where it has one parcel, else the parcels that are still to come, each by its own dates."""
    eta = {"shipment": "P1", "order": "A-1042", "at": at("2026-10-06T09:00:00+09:00")}
    one = Event(kind="eta_changed", details=Trouble(window=WEEK), **eta)  # type: ignore[arg-type]
    other = Event(kind="handed_over", order="A-1042", at=at("2026-10-06T09:30:00+09:00"), shipment="P2")
    shop = Shop(name="Atelier Kumo", zone="Asia/Tokyo", locale="ja")
    policy = buy_on_demand(shop, lead_days=(7, 21))

    alone = explain(made(one, now="2026-10-06T10:00:00+09:00", policy=policy))
    both = explain(made(one, other, now="2026-10-06T10:00:00+09:00", policy=policy))

    assert "Arrival\n- The order: October 7–12, according to the courier." in alone
    assert "Arrival\n- Parcel 1: October 7–12, according to the courier." in both
    assert "\n- Parcel P2: October 12–26, from the ranges that the shop gave; how certain" in both


# -- whole plans ----------------------------------------------------------------------------------


def made(
    *events: Event,
    now: str,
    ledger: tuple[Row, ...] = (),
    policy: Policy | None = None,
    customer: Customer | None = None,
) -> Plan:
    """Return the plan of a small shop in Tokyo for an order by form."""
    placed = Event(
        kind="order_placed",
        order="A-1042",
        at=at("2026-10-05T22:40:00+09:00"),
        details=Placed(mode=Mode.BUY_ON_DEMAND, lines=(OrderLine(id="1", title="Scarf"),)),
    )
    shop = Shop(name="Atelier Kumo", zone="Asia/Tokyo", locale="ja")
    reached = Recipient(zone="Asia/Tokyo", locale="ja", channels={"email": Reach()})  # type: ignore[dict-item]
    return plan(
        replay([placed, *events]),
        policy or buy_on_demand(shop),
        now=at(now),
        customer=customer or Customer(id="c", buyer=reached),
        ledger=ledger,
    )


def secured(when: str) -> Event:
    """Return the event that the item is bought."""
    return Event(kind="item_secured", order="A-1042", at=at(when))


def test_a_plan_reads_as_prose() -> None:
    """What is said, what rides along, what stays unsaid and when to look again, each with its reason."""
    told = made(secured("2026-10-05T22:45:00+09:00"), now="2026-10-05T22:45:00+09:00")

    assert explain(told) == (
        "Order A-1042 at 10:45 PM on October 5 (Asia/Tokyo)\n"
        "\n"
        "Said now\n"
        "- Order confirmation to the buyer by e-mail: It answers what the customer just did.\n"
        "  + Item bought or set aside: It travels in the message “Order confirmation”.\n"
        "\n"
        "Unsaid\n"
        "- Item unavailable; Delivery date and question about the time; Delivery time for the courier; New slot or address handed to the courier;"
        " Parcel on its way (parcel 1); Warning of a possible delay (parcel 1); Disrupted deliveries (parcel 1); News of the delay (parcel 1);"
        " News of another delay (parcel 1); Back on time (parcel 1); Offer for the wait; Overdue, and not sent yet; Part of the order cancelled;"
        " Order cancelled; Order reopened; Refund; Parcel on its way back (parcel 1); Parcel came back (parcel 1); Lost parcel (parcel 1);"
        " Parcel found again (parcel 1);"
        " New cadence confirmed; Answer to a question; Question passed to a person;"
        " Question to staff again; Customer must act (parcel 1); Delivery in doubt (parcel 1);"
        " Lost parcel found (parcel 1); Asking whether all is well:"
        " What it is about has not happened yet.\n"
        "- Update on how things stand: It comes due at 8:00 PM on October 15 if nothing changes.\n"
        "\n"
        "Arrival\n"
        "- The order: October 12–26, from the ranges that the shop gave; how certain that is has not been measured."
        " The dates stand until 12:00 AM on October 27, if nothing is heard.\n"
        "\n"
        "Look again at 8:00 PM on October 15."
        " By then the customer must have heard something. (About: Update on how things stand)\n"
    )


def test_what_waits_is_said_with_its_hour() -> None:
    """A deferred touchpoint stands under what waits, with until when and why."""
    first = made(now="2026-10-05T22:50:00+09:00")
    rows = tuple(message.outcome("sent", at=first.now) for message in first.messages)
    later = made(secured("2026-10-06T22:00:00+09:00"), now="2026-10-06T22:00:00+09:00", ledger=rows)

    text = explain(later)

    assert "Said now\nNothing.\n" in text
    assert (
        "Waiting\n- Item bought or set aside until 8:00 AM on October 7: Quiet hours last until 8:00 AM on October 7.\n"
    ) in text
    assert "- Order confirmation: It was said at 10:50 PM on October 5 (by: shop).\n" in text


def test_what_others_say_is_left_to_them() -> None:
    """A delegated touchpoint names whoever owns it."""
    shop = Shop(name="Atelier Kumo", zone="Asia/Tokyo", locale="ja")
    base = buy_on_demand(shop)
    rule = Rule(owner=Party.MARKETPLACE, touchpoint="order_confirmed", channel=ANYTHING)
    policy = Policy(id="p", shop=shop, touchpoints=base.touchpoints, responsibility=(rule,))

    text = explain(made(now="2026-10-05T22:50:00+09:00", policy=policy), "ru")

    assert "Оставлено другим\n- Подтверждение заказа: До " in text
    assert "сообщает маркетплейс." in text


def test_actions_and_a_plan_without_a_wake_up() -> None:
    """What people must do is listed, and a plan that needs no second look says so."""
    situation = SimpleNamespace(local=UTC)
    action = SimpleNamespace(kind=ActionKind.HAND_OVER, about="order_confirmed@order")
    bare = SimpleNamespace(
        order="A-1",
        now=datetime(2026, 10, 5, tzinfo=UTC),
        messages=(),
        verdicts=(),
        actions=(action,),
        estimates={},
        wake=None,
        decision=SimpleNamespace(situation=situation),
    )

    assert explain(bare, "ja") == (  # type: ignore[arg-type]
        "注文 A-1　10月5日(月) 0:00（UTC）\n"
        "\n"
        "今回送る連絡\n"
        "なし\n"
        "\n"
        "必要な対応\n"
        "- 配送会社への引き継ぎ（ご注文の確認）\n"
        "\n"
        "次回の確認は不要です。新しい出来事や記録が入らない限り、判断は変わりません。\n"
    )


def test_no_name_of_a_person_is_in_it() -> None:
    """An explanation speaks of roles."""
    buyer = Recipient(name="佐藤 花子", channels={"email": Reach()})  # type: ignore[dict-item]
    told = made(now="2026-10-05T22:50:00+09:00", customer=Customer(id="c", buyer=buyer))

    assert "佐藤" not in explain(told, "ja")
    assert {verdict.candidate.role for verdict in told.verdicts} == {Role.BUYER}
    assert VerdictKind.SEND in {verdict.kind for verdict in told.verdicts}


@pytest.mark.parametrize("locale", ["en", "ja", "ru"])
def test_every_condition_is_said_in_words(locale: str) -> None:
    """No condition of a touchpoint is shown by the name that policies know it by."""
    terms = tree(prose(locale).source["terms"])

    assert [word for word in Condition if word.value not in terms] == []


def test_what_waits_for_a_lead_has_no_time() -> None:
    """To make up for the wait that only rides stays unsaid until there is a message to ride in."""
    policy = retail(Shop(name="Kumo", zone="UTC", locale="en"))
    said = Row(
        kind="sent",
        at=at("2026-10-05T10:00Z"),
        order="o1",
        to="buyer",
        channel="email",
        touchpoint="order_confirmed",
    )
    events = [
        Event(kind="order_placed", order="o1", at=at("2026-10-05T09:00Z")),
        Event(kind="out_for_delivery", order="o1", at=at("2026-10-05T12:00Z"), shipment="P1"),
    ]
    buyer = Recipient(locale="en", zone="UTC", channels={"email": Reach()})
    found = plan(
        replay(events),
        policy,
        now=at("2026-10-05T12:00Z"),
        customer=Customer(id="c1", buyer=buyer),
        ledger=[said],
    )

    assert [verdict.kind for verdict in found.why_not("sms_offer")] == ["defer"]
    assert [line for line in explain(found).splitlines() if "text messages" in line] == [
        "- Offer of text messages: It waits for others to travel in the same message."
    ]
