"""The Japanese words of the agent's answer pack, written for the shop's people."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

ANSWERS: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "answer": {
            "title": "注文 {$order}（{$now}現在、{$zone_name}）",
            "true": "現在の状況",
            "said": "これまでの連絡",
            "promised": "約束していること",
            "next": "これからの連絡",
            "open": "未解決の事項",
            "nothing": "ありません。",
            "window": "お届け予定：{$window}",
            "no_window": "確かなお届け予定日は、いまは案内できません。",
            "slot": "お届け日時：{$slot}",
            "parcel": (
                {"text": "荷物{$number}：{$state}。", "needs": ("number",)},
                {"text": "荷物：{$state}。", "lacks": ("number",)},
                {"text": "配送会社：{$courier}。", "needs": ("courier",)},
                {"text": "お問い合わせ番号：{$tracking}。", "needs": ("tracking",)},
                {"text": "お届け予定：{$window}。", "needs": ("window",)},
                {"text": "受け取り場所：{$point}。", "needs": ("point",)},
                {"text": "保管期限：{$keep_until}。", "needs": ("keep_until",)},
                {"text": "最終更新：{$last_news}。", "needs": ("last_news",)},
            ),
            "link": "追跡ページ：{$tracking_url}",
            "from": {
                "first": (
                    {"text": "{$by}から受取人へ（{$channel}）", "needs": ("channel", "to=receiver")},
                    {"text": "{$by}（{$channel}）", "needs": ("channel",)},
                    "{$by}",
                )
            },
            "word": {
                "first": (
                    {"text": "{$at}　{$who}、応答なし：{$topic}", "needs": ("heard=not_reached",)},
                    {"text": "{$at}　{$who}、不達：{$topic}", "needs": ("heard=undelivered",)},
                    {"text": "{$at}　{$who}、到達は未確認：{$topic}", "needs": ("heard=unconfirmed",)},
                    "{$at}　{$who}：{$topic}",
                )
            },
            "promise_window": {
                "first": (
                    {
                        "text": "【守れていません】お届け {$value}（{$told_at}に案内、発信：{$by}）",
                        "needs": ("broken",),
                    },
                    "お届け {$value}（{$told_at}に案内、発信：{$by}）",
                )
            },
            "promise_slot": {
                "first": (
                    {
                        "text": "【守れていません】お届け日時 {$value}（{$told_at}に案内、発信：{$by}）",
                        "needs": ("broken",),
                    },
                    "お届け日時 {$value}（{$told_at}に案内、発信：{$by}）",
                )
            },
            "promise_next_word": {
                "first": (
                    {
                        "text": "【守れていません】当店からの次の連絡の期限 {$due}（{$told_at}に約束）",
                        "needs": ("broken",),
                    },
                    "当店からの次の連絡の期限 {$due}（{$told_at}に約束）",
                )
            },
            "promise_other": {
                "first": (
                    {
                        "text": "【守れていません】{$kind} 期限 {$due}（{$told_at}に約束）",
                        "needs": ("broken",),
                    },
                    "{$kind} 期限 {$due}（{$told_at}に約束）",
                )
            },
            "coming": {
                "first": (
                    {"text": "{$at}（発信：{$by}）：{$topic}。{$why}", "needs": ("sure", "at", "why")},
                    {"text": "変化がなければ {$at}（発信：{$by}）：{$topic}", "needs": ("at",)},
                    "時期は先方次第（発信：{$by}）：{$topic}",
                )
            },
            "ahead": "進み次第：{$topic}",
            "question": {
                "first": (
                    {
                        "text": "質問中：{$question}。{$answer_by}までに回答がなければ、指定なしとします。",
                        "needs": ("answer_by", "default=none"),
                    },
                    {
                        "text": "質問中：{$question}。{$answer_by}までに回答がなければ、{$default}とします。",
                        "needs": ("answer_by", "default"),
                    },
                    "質問中：{$question}。",
                )
            },
            "missing": "着手前にお客様に確認すること：{$question}",
            "checking": "着手前に当店が行うこと：回答の確認と注文の確定（{$since}にすべて回答済み）",
            "problem": (
                {"text": "{$since}からの問題：{$problem}（対応：{$by}）", "lacks": ("number",)},
                {
                    "text": "荷物{$number}、{$since}からの問題：{$problem}（対応：{$by}）",
                    "needs": ("number",),
                },
            ),
            "hold": "{$since}から保留：{$reason}",
            "to_do": "いま行うこと：{$action}（{$topic}）",
            "contact_received": "連絡がありました",
            "question_answered": "質問への回答がありました",
            "inquiry_received": "注文について問い合わせがありました",
            "level_changed": "連絡の頻度を変更しました",
            "delivery_requested": "配達の希望がありました",
            "return_requested": "返品の申し出がありました",
            "claim_opened": "不具合の申し出がありました",
            "contact_failed": "お届け日時のご相談",
        },
        "states": {
            "progress_placed": "注文は受け付け済みです。",
            "progress_confirmed": "注文は確定しています。",
            "progress_preparing": "商品を準備しています。",
            "progress_partly_dispatched": "注文の一部を発送しました。",
            "progress_dispatched": "注文はすべて発送済みです。",
            "progress_partly_delivered": "注文の一部が届きました。",
            "progress_delivered": "注文はすべて届きました。",
            "progress_closed": "注文は完了しています。",
            "cancellation_partial": "注文の一部が取り消されています。",
            "cancellation_full": "注文は取り消されています。",
            "position_planned": "まだ引き渡していません",
            "position_announced": "配送会社に連絡済みで、まだ引き渡していません",
            "position_handed_over": "配送会社に引き渡し済みです",
            "position_accepted": "配送会社が受け付けました",
            "position_in_transit": "輸送中です",
            "position_left_country": "発送国を出ました",
            "position_entered_country": "お届け先の国に入りました",
            "position_in_city": "お届け先の地域に着いています",
            "position_with_courier": "配達中です",
            "position_at_pickup_point": "受け取りを待っています",
            "position_attempt_failed": "配達できず、再配達を待っています",
            "outcome_delivered": "配達済みです",
            "outcome_returned": "返送されました",
            "outcome_lost": "紛失しました",
            "outcome_destroyed": "輸送中に失われました",
            "outcome_cancelled": "取り消されました",
            "problem_delayed": "遅延",
            "problem_customs_hold": "税関での留め置き",
            "problem_duty_due": "関税の未払い",
            "problem_documents": "通関書類の不足",
            "problem_address": "住所の不備",
            "problem_refused": "受け取りの拒否",
            "problem_damaged": "破損",
            "problem_missorted": "誤った仕分け",
            "problem_weather": "天候による遅延",
            "problem_held": "配送会社での留め置き",
            "problem_being_researched": "捜索中",
            "problem_contact_courier": "配送会社への連絡が必要",
            "problem_security": "保安上の留め置き",
            "problem_contested": "配達完了の報告に疑義あり",
            "problem_claim": "お客様からの不具合の申し出",
            "problem_other": "その他",
            "hold_payment": "支払い",
            "hold_contact_required": "お客様からの連絡待ち",
            "hold_fraud_review": "審査",
            "hold_address": "住所の確認",
            "hold_stock": "在庫",
            "hold_unknown_delivery_date": "お届け日が未定",
            "hold_awaiting_return_items": "返品の到着待ち",
            "hold_customer_request": "お客様の希望",
            "hold_seller_request": "店の都合",
            "hold_other": "その他の理由",
        },
    }
)
