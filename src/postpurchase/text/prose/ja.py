"""The sentences of explanations in Japanese."""

# ruff: noqa: RUF001 - the sentences are Japanese

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

PROSE: Final[Mapping[str, object]] = MappingProxyType(
    {
        "space": "",
        "phrases": {
            "moment": (
                ".input {$year :string} .match $year"
                " hidden {{{$at :date fields=month-day-weekday length=medium} {$at :time precision=minute}}}"
                " * {{{$at :date fields=year-month-day-weekday length=medium} {$at :time precision=minute}}}"
            ),
        },
        "labels": {
            "title": "注文 {$order}　{$now}（{$zone_name}）",
            "said": "いま伝えること",
            "waiting": "待っていること",
            "others": "他者に任せること",
            "unsaid": "伝えないこと",
            "actions": "行うこと",
            "nothing": "なし",
            "to": "{$touchpoint}（{$role}へ、{$channel}）",
            "until": "{$touchpoint}（{$until}まで）",
            "action": "{$action}（{$touchpoint}）",
            "wake": "次に確認する日時：{$until}。{$why}（{$touchpoint}）",
            "no_wake": "次の確認は不要です。新しい出来事か記録があるまで、何も変わりません。",
            "list": "{$items :postpurchase:list type=unit}",
        },
        "wakes": {
            "due": "伝える時期になるものがあります。",
            "open": "待っていたものを送れるようになります。",
            "until": "担当する側の期限になります。",
            "lease": "送信の予約が切れます。",
            "retry": "失敗した送信をやり直せるようになります。",
            "silence": "これ以上、お客様をお待たせしてはならない時刻です。",
            "deadline": "必ず伝えるべきことの期限になります。",
        },
        "terms": {
            "shop": "当店",
            "courier": "配送会社",
            "marketplace": "マーケットプレイス",
            "staff": "スタッフ",
            "customer": "お客様",
            "system": "システム",
            "nobody": "なし",
            "buyer": "購入者",
            "receiver": "受取人",
            "email": "メール",
            "sms": "SMS",
            "push": "プッシュ通知",
            "chat": "チャット",
            "marketplace_message": "取引メッセージ",
            "call": "電話",
            "transactional": "注文に関する連絡",
            "marketing": "広告",
            "window": "お届け予定",
            "slot": "お届け時間帯",
            "tracking": "お問い合わせ番号",
            "hand_over": "配送会社への引き継ぎ",
            "needs_attention": "要確認",
            "propose_cancel": "取り消しの提案",
            "grant_offer": "特典の付与",
            "extend_deadline": "期限の延長",
            "not_cancelled": "ご注文がキャンセルされていないこと",
            "cancelled": "ご注文がキャンセルされていること",
            "no_gate": "着手前の確認待ちがないこと",
            "gate_open": "着手前の確認待ちであること",
            "gate_unanswered": "着手前の質問に回答がないこと",
            "no_problem": "未解決の問題がないこと",
            "not_paused": "ご連絡が停止されていないこと",
            "open": "ご注文が進行中であること",
            "still_to_leave": "未発送の商品があること",
            "parcel_travels": "お荷物が輸送中であること",
            "parcel_lost": "お荷物が紛失していること",
            "not_contested": "配達に疑義がないこと",
            "not_refunded": "返金されていないこと",
            "one_parcel": "お荷物が1個であること",
            "several_parcels": "お荷物が複数あること",
            "no_slot": "配達時間帯が決まっていないこと",
            "slot_known": "配達時間帯が決まっていること",
            "no_appointment": "お約束の日時がないこと",
            "no_sms_consent": "SMSの可否が未回答であること",
            "with_courier": "配送会社がお荷物をお預かりしていること",
            "not_tried_since": "その後に配達不成立となっていないこと",
        },
        "reasons": {
            "not_yet": ("{$due}に時期を迎えます。", "対象の出来事がまだ起きていません。"),
            "in_flight": ("送信中です（予約は{$until}まで）。", "送信中です。"),
            "used": ("{$at}に伝え済みです（発信：{$by}）。", "すでに伝え済みです。"),
            "before_policy": (
                "ポリシーの適用開始（{$effective_from}）より前の{$due}に時期を迎えたものです。",
                "ポリシーの適用開始より前のものです。",
            ),
            "stale_event": (
                "{$useful_until}までに伝えなければ意味のないものでした。",
                "{$at}の出来事ですが、知るのが遅すぎたため伝えません。",
                "知るのが遅すぎたため伝えません。",
            ),
            "superseded": (
                "より多くを伝える {$by} に置き換わりました。",
                "より多くを伝えるものに置き換わりました。",
            ),
            "muted": (
                {"text": "通知しない指定の出来事です。", "needs": ("by=event",)},
                {"text": "お客様が連絡を少なくするよう希望しています。", "needs": ("by=level",)},
                {
                    "text": "お客様が広告を望んでいないため、ご挨拶も控えます。",
                    "needs": ("by=marketing_revoked",),
                },
                "通知を止めています。",
            ),
            "order_cancelled": "注文は取り消されています。",
            "gate_open": "先に満たすべき条件があり、注文は保留中です。",
            "problem_open": "未解決の問題があるため、いまは伝えません。",
            "paused": "スタッフがこの注文を一時停止しています。",
            "not_addressee": "この方に宛てたものではありません。",
            "condition_false": ("条件を満たしていません（{$condition}）。", "条件を満たしていません。"),
            "already_told": (
                {"text": "すでに伝わっている可能性があります（{$fact}）。", "needs": ("perhaps",)},
                "{$at}に伝え済みです（発信：{$by}、内容：{$fact}）。",
                "すでに伝え済みです。",
            ),
            "already_known": ("{$at}からお客様がご存じです（{$fact}）。", "お客様がすでにご存じです。"),
            "already_asked": ("すでにお尋ねしています（{$fact}）。", "すでにお尋ねしています。"),
            "missing_fact": ("必要な情報がまだありません（{$fact}）。", "必要な情報がまだありません。"),
            "assigned": (
                {"text": "誰からも伝えない決まりです。", "needs": ("by=nobody",)},
                "{$until}までは、{$by}が伝えます。",
                "{$by}が伝えます。",
                "ほかの担当が伝えます。",
            ),
            "forbidden": ("{$by}では認められていません。", "ここでは認められていません。"),
            "timeout_passed": (
                "担当（{$by}）が期限までに伝えなかったため、当店が伝えます。",
                "担当が期限までに伝えなかったため、当店が伝えます。",
            ),
            "no_consent": (
                "{$channel}での{$content}について、同意がありません。",
                "同意がありません。",
            ),
            "consent_revoked": (
                "{$channel}での{$content}について、同意が取り消されました。",
                "同意が取り消されました。",
            ),
            "unreachable": ("{$channel}では連絡できません。", "連絡できません。"),
            "suppressed": (
                "{$channel}の宛先は、送信が禁じられています。",
                "この宛先は、送信が禁じられています。",
            ),
            "content_class": (
                "この内容は、{$channel}では送れません。",
                "この内容は、この手段では送れません。",
            ),
            "channel_cap": (
                "{$channel}での連絡は、当面の上限に達しています。",
                "この手段での連絡は、当面の上限に達しています。",
            ),
            "no_channel": "伝えられる手段がありません。",
            "quiet_hours": ("{$until}までは、連絡を控える時間帯です。", "連絡を控える時間帯です。"),
            "send_window": ("{$until}から送信できます。", "いまは送信できる時間帯ではありません。"),
            "zone_unknown": (
                "お客様のタイムゾーンがわかりません（候補：{$candidates}）。",
                "お客様のタイムゾーンがわかりません。",
            ),
            "shortest_gap": (
                "前回の連絡から間がないため、{$until}まで待ちます。",
                "前回の連絡から間がありません。",
            ),
            "waiting_to_merge": (
                "ほかの連絡とまとめるため、{$until}まで待ちます。",
                "ほかの連絡とまとめるために待ちます。",
            ),
            "cap": (
                "連絡の上限（{$cap}）に達しているため、{$until}まで待ちます。",
                "連絡の上限に達しています。",
            ),
            "expires_first": (
                "送れるのは{$open_at}以降で、そのときには意味がありません。",
                "送れるようになるころには意味がありません。",
            ),
            "merged": ("{$into} の連絡に含めて伝えます。", "ほかの連絡に含めて伝えます。"),
            "settling": (
                "変わらないことを確かめるため、{$due}まで待ちます。",
                "変わらないことを確かめています。",
            ),
            "immaterial": ("伝えるほどの違いではありません（{$fact}）。", "伝えるほどの違いではありません。"),
            "not_believable": "お伝えできるほど確かな情報ではありません。",
            "unknown_outcome": (
                "{$at}の{$channel}が届いたかどうか不明で、二重に送ることはできません。",
                "届いたかどうか不明で、二重に送ることはできません。",
            ),
            "retry": (
                "送信に失敗したため、{$until}にやり直します。",
                "前回の送信に失敗したため、{$attempt}回目の送信です。",
                "前回の送信に失敗しました。",
            ),
            "abandoned": ("{$at}に取りやめました。", "取りやめました。"),
            "bounced": ("{$channel}で送ったものが戻ってきました。", "送ったものが戻ってきました。"),
            "silence": (
                "お約束した間隔（{$at}まで）、何もお伝えしていません。",
                "お約束した間隔のあいだ、何もお伝えしていません。",
            ),
            "promise_at_risk": "お約束を守れないおそれがあります。",
            "promise_broken": "お約束を守れませんでした。",
            "answer": "お客様の操作やご連絡への返答です。",
            "forced": ("{$at}に指示がありました（指示：{$by}）。", "人の指示によるものです。"),
            "deadline_reached": ("{$deadline}までに伝えるべきものです。", "期限になりました。"),
            "due": ("{$at}に時期を迎えました。", "伝える時期です。"),
        },
    }
)
