"""The Japanese words of a policy's public text: contact rule, cadence and delivery questions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

PUBLIC: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "public": {
            "contact_rule": "手配前のご確認について",
            "cadence": "ご連絡の頻度と方法について",
            "faq": "お届けについてのよくあるご質問",
            "minutes": "{$n :integer}分",
            "hours": "{$n :integer}時間",
            "days": "{$n :integer}日",
            "day": "1日",
            "week": "1週間",
            "list": "{$items :postpurchase:list}",
            "rule": (
                "ご注文の内容により、手配の前にお客様へ確認をお願いすることがございます。確認が取れるまで、手配を保留いたします。",
                {"text": "ご注文に応じて、次の点をお伺いします。", "needs": ("questions",)},
                {"text": "・{$item}", "each": "questions"},
                "ご注文の前にお伝えいただいた内容は、改めてお知らせいただく必要はございません。",
            ),
            "remind": "ご注文から{$span}を過ぎてもお返事がない場合は、再度ご連絡を差し上げます。",
            "expire": "ご注文から{$span}を過ぎてもご回答がない場合は、ご注文のお取り消しについてご連絡いたします。",
            "staff": (
                "すべてのご回答をいただいてから{$span}以内に、手配の可否をお知らせいたします。"
                "当店からのお返事をお待ちいただく間は、ご回答の期限に含めません。"
            ),
            "confirmed": {
                "first": (
                    {"text": "ご注文から{$span}以内に、ご注文の確認をお送りいたします。", "needs": ("span",)},
                    "ご注文後すぐに、ご注文の確認をお送りいたします。",
                )
            },
            "steps": (
                {"text": "その後は、次のときにご連絡いたします。", "needs": ("steps",)},
                {"text": "・{$item}", "each": "steps"},
            ),
            "silence": {
                "first": (
                    {
                        "text": "すべてのお届けが完了するまでは、進展がない場合でも、少なくとも{$span}に一度はご連絡いたします。",
                        "needs": ("span",),
                    },
                    "そのほかは、お知らせが必要なときにのみご連絡いたします。",
                )
            },
            "level": {
                "first": (
                    {
                        "text": (
                            "ご連絡を多め（少なくとも{$span}に一度）または少なめ（必要なお知らせのみ）に"
                            "変更をご希望の場合は、いつでもお申し付けください。"
                        ),
                        "needs": ("span",),
                    },
                    "ご連絡を多め、または少なめに変更をご希望の場合は、いつでもお申し付けください。",
                )
            },
            "channels": "ご連絡の手段：{$items :postpurchase:list type=unit}",
            "consent": "ご同意をいただいた場合のみ：{$items :postpurchase:list type=unit}",
            "quiet": (
                "お客様のお住まいの地域の時刻で{$start :time precision=minute}から{$end :time precision=minute}までは、"
                "急ぎのお知らせと、ご注文やお問い合わせへのお返事に限ってご連絡いたします。"
            ),
            "cap": {
                "first": (
                    {"text": "{$channel}でのご連絡は、{$span}に{$limit}通までです。", "needs": ("channel",)},
                    "必ずお伝えすべきものを除き、ご連絡は{$span}に{$limit}通までです。",
                )
            },
            "q_when": "いつ届きますか。",
            "a_when": {
                "first": (
                    {
                        "text": "通常、ご注文から{$fewest}～{$most}日でお届けいたします。お届け予定は、ご注文確認のメッセージでご案内いたします。まだ確定していない場合は、その旨をお知らせいたします。",
                        "needs": ("fewest", "most"),
                    },
                    "お届け予定は、ご注文確認のメッセージでご案内いたします。まだ確定していない場合は、その旨をお知らせいたします。",
                )
            },
            "q_track": "荷物の状況はどのように確認できますか。",
            "a_track": "発送の際にご連絡いたします。お問い合わせ番号がある場合は、あわせてお知らせいたします。",
            "q_slot": "お届けの時間帯は指定できますか。",
            "a_slot": (
                "はい。ご希望を一度だけお伺いいたします。その際にお知らせする日の{$answer_by :time precision=minute}までにご回答がない場合は、"
                "時間帯のご指定なしでお届けいたします。ご回答を待つために発送が遅れることはございません。"
            ),
            "q_courier": "連絡は店からですか、配送会社からですか。",
            "a_courier": (
                "次の件は、配送会社からご連絡いたします。",
                {"text": "・{$item}", "each": "topics"},
                "所定の時刻までに配送会社からご連絡がない場合は、当店からご連絡いたします。配送会社がご案内した内容を、当店から重ねてお送りすることはございません。",
            ),
            "q_late": "約束の時間に届かない場合はどうなりますか。",
            "a_late": (
                "{$span}以内にお知らせいたします。",
                {"text": "次のご連絡の時期もお伝えいたします。", "needs": ("next_word",)},
            ),
            "q_home": "不在の場合はどうなりますか。",
            "a_home": "わかり次第ご連絡し、その後の流れをお伝えいたします。",
            "q_pickup": "受け取り場所での保管期間はどのくらいですか。",
            "a_pickup": {
                "first": (
                    {
                        "text": "保管期限をお知らせし、期限の{$span}前にもう一度ご案内いたします。",
                        "needs": ("span",),
                    },
                    "保管期限をお知らせいたします。",
                )
            },
            "q_lost": "荷物が紛失した場合はどうなりますか。",
            "a_lost": "わかり次第ご連絡し、当店の対応をお伝えいたします。",
            "q_ask": "注文についてはどこに問い合わせればよいですか。",
            "a_ask": (
                {"text": "メール：{$email}", "needs": ("email",)},
                {"text": "電話：{$phone}", "needs": ("phone",)},
                {"text": "ウェブサイト：{$url}", "needs": ("url",)},
                {"text": "お問い合わせには、速やかにお返事いたします。", "needs": ("at_once",)},
                {"text": "解決しない場合は、担当者が対応いたします。", "needs": ("person",)},
            ),
            "q_feedback": "受け取り後に、感想などを尋ねる連絡はありますか。",
            "a_feedback": (
                "すべてお届けしてから{$span}後に、一度だけメッセージでお伺いいたします。",
                {"text": "問題が解決していない間はお伺いいたしません。", "needs": ("calm",)},
            ),
        },
    }
)
