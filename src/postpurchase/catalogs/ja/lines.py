"""Lines of the Japanese words that several touchpoints share."""

from __future__ import annotations

from postpurchase.catalogs.riders import untold, while_unknown

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final


COUNTED: Final = ".input {$qty :string} .match $qty || {{・{$item}}} * {{・{$item}（{$qty}点）}}"
"""One of the goods; how many of it is said where more than one was ordered."""
# When a parcel comes and how to follow it; the same lines wherever a parcel is spoken of.
WINDOW: Final = {
    "first": (
        # News beside which a later window comes to light does not pass over it.
        (
            {
                "text": "お届けが、先にご案内した予定より遅れる見込みとなりましたことを、お詫び申し上げます。",
                "needs": ("put_off", "window"),
            },
            {
                "text": "新しいお届け予定：{#strong}{$window}{/strong}",
                "aloud": "新しいお届け予定は、{$window}でございます。",
                "needs": ("put_off", "window"),
            },
        ),
        {
            "text": "お届け予定：{#strong}{$window}{/strong}",
            "aloud": "お届けは、{$window}の予定でございます。",
            "needs": ("window",),
        },
    )
}
# Where the lines of an order come at different times, or at another than the order's own.
PARTS: Final = (
    {
        "text": "■ お届け予定",
        "aloud": "お届けの予定は、次のとおりでございます。",
        "needs": ("parts",),
        "lacks": ("settled",),
    },
    {"text": "・{$item}：{$window}", "each": "parts", "lacks": ("settled",)},
    {"text": "・ほか{$more_parts}点", "needs": ("more_parts",), "lacks": ("settled",)},
)
# A slot says more than the window it lies in.
WHEN: Final = {
    "first": (
        {
            "text": "お届け日時：{#strong}{$slot}{/strong}",
            "aloud": "お届けは、{$slot}の予定でございます。",
            "needs": ("slot",),
        },
        WINDOW,
        PARTS,
    )
}
NUMBER: Final = {
    "text": "お問い合わせ番号：{$tracking}",
    "aloud": "お問い合わせ番号は、{$tracking}でございます。",
    "needs": ("tracking",),
}
# Which parcel is meant, where an order has more than what is in it.
CONTENTS: Final = (
    {
        "text": "■ お荷物の内容",
        "aloud": "お荷物の内容は、次のとおりでございます。",
        "needs": ("contents",),
    },
    {"text": COUNTED, "each": "contents"},
    {"text": "・ほか{$more_contents}点", "needs": ("more_contents",)},
)
WHICH: Final = (*CONTENTS, NUMBER)
LINK: Final = {
    "text": "配送状況：{#link href=$tracking_url}{$tracking_url}{/link}",
    "needs": ("tracking_url",),
}
HOW: Final = (
    {"text": "配送会社：{$courier}", "aloud": "配送会社は、{$courier}でございます。", "needs": ("courier",)},
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
                "text": "お届け日時：{#strong}{$slot}{/strong}",
                "aloud": "お届けは、{$slot}の予定でございます。",
                "needs": ("slot",),
            },
            WINDOW,
        )
    },
    *HOW,
)
# How parcels stand, whoever reads of them.
PARCEL_STATES: Final = (
    {"text": "配送会社によりますと、お荷物の配達は完了しております。", "needs": ("state=delivered",)},
    {
        "text": "お荷物のうち一つが、当店へ返送されている途中でございます。",
        "needs": ("state=returning", "several"),
    },
    {"text": "お荷物は、当店へ返送されている途中でございます。", "needs": ("state=returning",)},
    {
        "text": "お荷物のうち一つが受け取り場所に届いており、お受け取りをお待ちしております。",
        "needs": ("state=waiting", "several"),
    },
    {
        "text": "お荷物は受け取り場所に届いており、お受け取りをお待ちしております。",
        "needs": ("state=waiting",),
    },
    {
        "text": "お届け先のご住所に確認が必要な点があり、お荷物をお届けできずにおります。まだお知らせいただいていない場合は、お手数ですが、ご住所をお知らせください。",
        "needs": ("state=address",),
    },
    {
        "text": "お荷物は税関で留め置かれております。通関が完了し次第、配送が再開されます。",
        "needs": ("state=customs",),
    },
    {
        "text": "誠に申し訳ございませんが、お荷物はお約束の時間帯に届いておりません。配送会社に確認しております。",
        "needs": ("state=missed",),
    },
    {"text": "お荷物は配達に出ております。", "needs": ("state=out",)},
    {
        "text": "配送会社がお荷物のお届けに伺いましたが、お渡しすることができませんでした。再配達をまだご依頼でない場合は、お手数ですが、配送会社へご依頼ください。",
        "needs": ("state=tried",),
    },
    {"text": "お荷物は発送済みで、お届け先の地域に到着しております。", "needs": ("state=in_city",)},
    {"text": "お荷物は発送済みで、お届け先の国に到着しております。", "needs": ("state=in_country",)},
    {"text": "お荷物は発送済みで、お届けに向かっております。", "needs": ("state=on_the_way",)},
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
                "text": "お届け日時：{#strong}{$slot}{/strong}",
                "aloud": "お届けは、{$slot}の予定でございます。",
                "needs": ("slot",),
                "lacks": ("settled",),
            },
            PARTS,
            {
                "text": "お届け予定：{#strong}{$window}{/strong}",
                "aloud": "お届けは、{$window}の予定でございます。",
                "needs": ("window",),
                "lacks": ("settled",),
            },
            {
                "text": "ご案内したお届け予定を過ぎておりますが、新しいお届け予定はまだ確定しておりません。お待たせしており、誠に申し訳ございません。",
                "needs": ("late",),
                "lacks": ("settled", "dated"),
            },
            {
                "text": "お届けの予定はまだ確定しておりません。お待たせしており、申し訳ございません。",
                "lacks": ("settled", "dated"),
            },
        )
    },
    {
        "text": "受け取り場所：{$point}",
        "aloud": "お受け取り場所は、{$point}でございます。",
        "needs": ("state=waiting", "point"),
    },
    {
        "text": "保管期限：{#strong}{$keep_until}{/strong}",
        "aloud": "保管期限は、{$keep_until}でございます。",
        "needs": ("state=waiting", "keep_until"),
    },
    *TO_FOLLOW_IT,
)
# When a customer's silence ends a gate, and what they need sooner than it may come.
GATE_EXPIRES: Final = {
    "text": "{$gate_expires}までにお返事をいただけない場合、ご注文はお取り消しとさせていただきます。",
    "needs": ("gate_expires",),
}
NEEDED_BY: Final = (
    {
        "text": "ご希望の期日：{$needed_by}",
        "aloud": "ご希望の期日は、{$needed_by}と承っております。",
        "needs": ("needed_by",),
    },
    {
        "text": "恐れ入りますが、この期日に間に合わない可能性がございます。ご都合が悪い場合は、お知らせください。",
        "needs": ("needed_by",),
    },
)
_STANDING: Final = (
    {
        "first": (
            {"text": "ご注文は、お取り消しとなっております。", "needs": ("state=cancelled",)},
            (
                {
                    "text": "次の点についてお返事をいただき次第、手配を始めさせていただきます。",
                    "needs": ("state=gate", "questions"),
                },
                {"text": "・{$item}", "each": "questions", "needs": ("state=gate",)},
            ),
            {"text": "お返事をいただき次第、手配を始めさせていただきます。", "needs": ("state=gate",)},
            {
                "text": "お返事の内容を確認しております。手配を始める前に、改めてご連絡いたします。",
                "needs": ("state=checking",),
            },
            {
                "text": "ご返金の手続きは完了しております。反映までの日数は、お支払い方法により異なります。",
                "needs": ("state=refunded",),
            },
            {
                "text": "誠に申し訳ございませんが、お荷物のうち一つが配送中に紛失いたしました。そのお荷物の商品を改めてお送りするか、ご返金いたします。ご希望をまだお知らせいただいていない場合は、お手数ですがお知らせください。",
                "needs": ("state=lost", "several"),
            },
            {
                "text": "誠に申し訳ございませんが、お荷物が配送中に紛失いたしました。お荷物の商品を改めてお送りするか、ご返金いたします。ご希望をまだお知らせいただいていない場合は、お手数ですがお知らせください。",
                "needs": ("state=lost",),
            },
            {
                "text": "お荷物のうち一つが当店に戻っております。そのお荷物の商品を改めてお送りするか、ご返金いたします。ご希望をまだお知らせいただいていない場合は、お手数ですがお知らせください。",
                "needs": ("state=returned", "several"),
            },
            {
                "text": "お荷物は当店に戻っております。お荷物の商品を改めてお送りするか、ご返金いたします。ご希望をまだお知らせいただいていない場合は、お手数ですがお知らせください。",
                "needs": ("state=returned",),
            },
            *PARCEL_STATES,
            {
                "text": "ご注文の一部はお届け済みです。残りの商品は、発送に向けて準備しております。",
                "needs": ("state=partly",),
            },
            {
                "text": "誠に申し訳ございませんが、ご注文の商品に、ご用意できないものがございます。代わりの商品とご返金のいずれをご希望か、まだお知らせいただいていない場合は、お手数ですがお知らせください。",
                "needs": ("state=unavailable",),
            },
            {"text": "ご注文の商品は、発送の準備が整っております。", "needs": ("state=ready",)},
            {"text": "ご注文の商品は完成しており、発送の準備を進めております。", "needs": ("state=made",)},
            {"text": "ご注文の商品を製作しております。", "needs": ("state=making",)},
            {
                "text": "ご注文の商品は買付けが完了しており、お届けに向けて手配を進めております。",
                "needs": ("state=secured", "mode=buy_on_demand"),
            },
            {"text": "ご注文の商品は確保しております。", "needs": ("state=secured",)},
            {"text": "ご注文は確かに承っており、手配を進めております。", "needs": ("mode=buy_on_demand",)},
            "ご注文は確かに承っており、発送に向けて準備を進めております。",
        )
    },
    *EXPECTED,
)
STANDING: Final = untold(_STANDING)
# Beside the dates of some goods, that others have none.
UNDATED: Final = {
    "text": "その他の商品のお届け予定は、まだ確定しておりません。",
    "needs": ("undated",),
    "lacks": ("settled", "state"),
}
# The day that a confirmation names, while there is one to come.
DAY_TO_COME: Final = (
    {
        "text": "お届け日時：{#strong}{$slot}{/strong}",
        "aloud": "お届けは、{$slot}の予定でございます。",
        "needs": ("slot",),
        "lacks": ("settled",),
    },
    PARTS,
    {
        "text": "お届け予定：{#strong}{$window}{/strong}",
        "aloud": "お届けは、{$window}の予定でございます。",
        "needs": ("window",),
        "lacks": ("settled",),
    },
    {"text": "お届けの予定は、まだ確定しておりません。", "lacks": ("settled", "dated", "mode=digital")},
)
# What is sent in place of a parcel that was lost, or came back, or of what was delivered.
SENT_INSTEAD: Final = (
    {"text": "紛失したお荷物の代わりのお荷物を発送いたしました。", "needs": ("instead_of=lost",)},
    {"text": "当店に戻ったお荷物を、あらためて発送いたしました。", "needs": ("instead_of=returned",)},
    {"text": "代わりのお荷物を発送いたしました。", "needs": ("instead_of=delivered",)},
)
LEFT: Final = {
    "first": (
        *SENT_INSTEAD,
        {"text": "別のお荷物も発送いたしました。", "needs": ("again",)},
        "お荷物を発送いたしました。",
    )
}
CAME: Final = {
    "first": (
        {"text": "お荷物のうち、一部の商品のお届けが完了いたしました。", "needs": ("partial",)},
        {"text": "別のお荷物のお届けが完了いたしました。", "needs": ("again",)},
        "お荷物のお届けが完了いたしました。",
    )
}
CONCERNED: Final = (
    {"text": "■ 対象の商品", "aloud": "対象の商品は、次のとおりでございます。", "needs": ("concerned",)},
    {"text": COUNTED, "each": "concerned"},
    {"text": "・ほか{$more_concerned}点", "needs": ("more_concerned",)},
)
NOT_THE_REST: Final = {"text": "その他の商品に変更はございません。", "needs": ("rest",)}
CADENCE: Final = {
    "first": (
        # Beside a nearer day, the longest silence is that of a delivery that takes longer.
        {
            "text": (
                ".input {$limit_days :integer} .match $limit_days"
                " 1 {{お届けまでに予定より日数を要する場合は、特にお知らせがないときでも、状況を毎日ご連絡いたします。}}"
                " * {{お届けまでに予定より日数を要する場合は、特にお知らせがないときでも、少なくとも{$limit_days}日に一度は状況をご連絡いたします。}}"
            ),
            "needs": ("limit_days", "soon"),
        },
        {
            "text": (
                ".input {$limit_days :integer} .match $limit_days"
                " 1 {{お届けが完了するまでは、特にお知らせがない場合でも、状況を毎日ご連絡いたします。}}"
                " * {{お届けが完了するまでは、特にお知らせがない場合でも、少なくとも{$limit_days}日に一度は状況をご連絡いたします。}}"
            ),
            "needs": ("limit_days",),
        },
        "今後のご連絡は、必要なお知らせがあるときに限らせていただきます。",
    )
}
MAY_SHIFT: Final = {
    "text": "※状況により、前後する場合がございます。",
    "needs": ("window",),
    "lacks": ("slot",),
}
APOLOGY: Final = "このたびはご迷惑をおかけし、誠に申し訳ございません。"
CHOOSE_AGAIN: Final = {
    "first": (
        {
            "text": (
                "こちらのお荷物の商品を改めてお送りするか、ご返金するか、ご希望に沿って対応いたします。お手数ですが、いずれをご希望かお知らせください。"
            ),
            "lacks": ("state=refunded", "remedy"),
        },
        {
            "text": "こちらのお荷物の商品は、改めて発送しております。",
            "needs": ("remedy=anew",),
            "lacks": ("state=refunded",),
        },
    )
}
ASKED: Final = (
    {"text": "お手数ですが、次の点についてお返事をお願いいたします。", "needs": ("questions",)},
    {"text": "・{$item}", "each": "questions"},
)
QUESTIONS: Final = {"first": (ASKED, "お手数ですが、当店までご連絡をお願いいたします。")}
ASK_SLOT: Final = (
    {
        "text": "お受け取りのご希望時間帯がございましたら、{$answer_by}までにお知らせください。",
        "needs": ("asks_slot", "answer_by"),
    },
    {
        "text": "お受け取りのご希望時間帯がございましたら、お知らせください。",
        "needs": ("asks_slot",),
        "lacks": ("answer_by",),
    },
    {
        "text": (
            ".input {$asks_slot :string} .match $asks_slot"
            " none {{特にご希望がなければ、ご返信は不要です。時間帯のご指定なしでお届けいたします。}}"
            " morning {{特にご希望がなければ、ご返信は不要です。午前中にお届けいたします。}}"
            " afternoon {{特にご希望がなければ、ご返信は不要です。午後にお届けいたします。}}"
            " evening {{特にご希望がなければ、ご返信は不要です。夕方以降にお届けいたします。}}"
            " * {{特にご希望がなければ、ご返信は不要です。通常の時間帯にお届けいたします。}}"
        ),
        "needs": ("asks_slot",),
    },
)
NEW_WINDOW: Final = {
    "first": (
        {
            "text": "新しいお届け予定：{#strong}{$window}{/strong}",
            "aloud": "新しいお届け予定は、{$window}でございます。",
            "needs": ("window",),
        },
        {"text": "新しいお届け予定は、わかり次第ご案内いたします。", "lacks": ("dated",)},
    )
}
NEXT_WORD: Final = {"text": "{$next_word}までに改めてご連絡いたします。", "needs": ("next_word",)}
DAY: Final = {
    "text": "お届け日：{$day}",
    "aloud": "お届け日は、{$day}でございます。",
    "needs": ("day",),
    "lacks": ("slot",),
}
SLOT: Final = {
    "text": "お届け日時：{#strong}{$slot}{/strong}",
    "aloud": "お届けは、{$slot}の予定でございます。",
    "needs": ("slot",),
}
# Another courier brings it, and does not come when that was agreed.
SLOT_LOST: Final = (
    {
        "text": "誠に申し訳ございませんが、配送会社の変更に伴い、{$slot_lost}のお届けは承れなくなりました。",
        "needs": ("slot_lost",),
    },
    {
        "text": "ほかにご希望の時間帯がございましたら、お知らせください。",
        "needs": ("slot_lost",),
    },
)
WHERE: Final = {
    "text": "受け取り場所：{$point}",
    "aloud": "お受け取り場所は、{$point}でございます。",
    "needs": ("point",),
}
LAST_DAY: Final = {
    "text": "保管期限：{#strong}{$keep_until}{/strong}",
    "aloud": "保管期限は、{$keep_until}でございます。",
    "needs": ("keep_until",),
}
TO_FOLLOW: Final = (
    {
        "text": "■ 後日お届けする商品",
        "aloud": "後日お届けする商品は、次のとおりでございます。",
        "needs": ("to_follow",),
    },
    {"text": COUNTED, "each": "to_follow"},
    {"text": "・ほか{$more_to_follow}点", "needs": ("more_to_follow",)},
)
# With the last parcel that leaves in the same message, so that nothing else comes between.
TO_FOLLOW_ALONE: Final = tuple({**line, "lacks": ("rides=dispatched",)} for line in TO_FOLLOW)
TO_FOLLOW_ANOTHER: Final = tuple({**line, "needs": (*line.get("needs", ()), "again")} for line in TO_FOLLOW)
# What is late: a parcel, or what has still to leave when the rest has come.
LATE_GOODS: Final = (
    *CONTENTS,
    *({**line, "needs": ("of_rest", *line.get("needs", ()))} for line in TO_FOLLOW),
)
CHECKING: Final = {
    "first": (
        {
            "text": "状況を確認し、{$next_word}までに改めてご連絡いたします。",
            "needs": ("next_word",),
        },
        "状況を確認のうえ、改めてご連絡いたします。",
    )
}
# As long as no rider says where it is.
FINDING_OUT: Final = while_unknown(CHECKING, NEXT_WORD)
COURIER_CALLS: Final = "お届けの日時については、配送会社よりご連絡いたします。"
REST_FOLLOWS: Final = {"text": "残りの商品は、後日お届けいたします。", "needs": ("to_follow",)}
REST_FOLLOWS_ALONE: Final = {**REST_FOLLOWS, "lacks": ("rides=dispatched",)}
REST_FOLLOWS_ANOTHER: Final = {**REST_FOLLOWS, "needs": ("to_follow", "again")}
ASK_ALOUD: Final = (ASKED, "いま、お伺いしてもよろしいでしょうか。")
# As WHEN, in sentences that a person can say.
WHEN_ALOUD: Final = {
    "first": (
        {"text": "お届けは、{$slot}の予定でございます。", "needs": ("slot",)},
        {
            "text": "お届けが先にご案内した予定より遅れる見込みとなり、申し訳ございません。新しいお届け予定は、{$window}でございます。",
            "needs": ("put_off", "window"),
        },
        {"text": "お届けは、{$window}の予定でございます。", "needs": ("window",)},
        PARTS,
    )
}
ASK_SLOT_ALOUD: Final = (
    {"text": "お受け取りのご希望時間帯はございますでしょうか。", "needs": ("asks_slot",)},
    {
        "text": ".input {$asks_slot :string} .match $asks_slot none {{特にご希望がなければ、時間帯のご指定なしでお届けいたします。}} morning {{特にご希望がなければ、午前中にお届けいたします。}} afternoon {{特にご希望がなければ、午後にお届けいたします。}} evening {{特にご希望がなければ、夕方以降にお届けいたします。}} * {{特にご希望がなければ、通常の時間帯にお届けいたします。}}",
        "needs": ("asks_slot",),
    },
)
# Who else will be in touch: what the courier was seen to say by itself, and what it is believed to.
COURIERS: Final = (
    (
        {"text": "■ 配送会社（{$courier}）からのご連絡", "needs": ("courier_steps", "courier")},
        {"text": "■ 配送会社からのご連絡", "needs": ("courier_steps",), "lacks": ("courier",)},
        {"text": "・{$item}", "each": "courier_steps"},
    ),
    (
        {"text": "■ 配送会社からの通常のご連絡", "needs": ("courier_usual",)},
        {"text": "・{$item}", "each": "courier_usual"},
    ),
)
COURIER_STEPS: Final = {
    "arrived_in_city": "お荷物がお届け先の地域に到着した際の、お届け日時のご相談",
    "arrived_in_city_call": "お荷物がお届け先の地域に到着した際の、お届け日時のご相談（お電話）",
    "arrived_in_city_sms": "お荷物がお届け先の地域に到着した際の、お届け日時のご相談（SMS）",
    "arriving_today": "お届け当日のご案内",
    "arriving_today_call": "お届け当日のご案内（お電話）",
    "arriving_today_sms": "お届け当日のご案内（SMS）",
    "arriving_in_an_hour": "お届けの約1時間前のご案内",
    "arriving_in_an_hour_call": "お届けの約1時間前のご案内（お電話）",
    "arriving_in_an_hour_sms": "お届けの約1時間前のご案内（SMS）",
    "arriving_soon": "お届け直前のご案内",
    "arriving_soon_call": "お届け直前のご案内（お電話）",
    "arriving_soon_sms": "お届け直前のご案内（SMS）",
    "ready_for_pickup": "お荷物をお受け取りいただけるようになった際のご案内",
    "ready_for_pickup_call": "お荷物をお受け取りいただけるようになった際のご案内（お電話）",
    "ready_for_pickup_sms": "お荷物をお受け取りいただけるようになった際のご案内（SMS）",
}
