"""The Japanese words of the customer's timeline: what happened, what was said, and what it was about."""

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
            "title": "ご注文 {$order} の経過とご連絡の記録",
            "nothing": "まだ記録はございません。",
            "order": "ご注文",
            "parcel": "お荷物",
            "parcel_of_several": "お荷物 {$number}",
            "return_parcel": "返品のお荷物",
            "via": "{$who}（{$channel}）",
        },
        "speakers": {
            "shop": "{$shop}",
            "staff": "{$shop}",
            "courier": (
                {"text": "{$courier}", "needs": ("courier",)},
                {"text": "配送会社", "lacks": ("courier",)},
            ),
            "marketplace": "マーケットプレイス",
            "customer": "お客様",
            "system": "{$shop}",
        },
        "channels": {
            "email": "メール",
            "sms": "SMS",
            "push": "プッシュ通知",
            "chat": "チャット",
            "marketplace_message": "取引メッセージ",
            "call": "お電話",
        },
        "outcomes": {
            "said": "{$topic}",
            "not_reached": "お電話がつながりませんでした（用件：{$topic}）",
            "undelivered": "ご連絡が届きませんでした（用件：{$topic}）",
            "unconfirmed": "{$topic}（届いたかどうかは確認できておりません）",
            "from_customer": "お客様からのご連絡",
        },
        "told": {
            "window": "お届け予定：{$window}",
            "slot": "お届け日時：{$slot}",
            "tracking": "お問い合わせ番号：{$tracking}",
            "question": {
                "first": (
                    {
                        "text": "ご希望の時間帯をお伺いしました（ご回答の期限：{$answer_by}）",
                        "needs": ("question=slot", "answer_by"),
                    },
                    {
                        "text": "ご確認をお願いしました（ご回答の期限：{$answer_by}）",
                        "needs": ("answer_by",),
                    },
                    "ご確認をお願いしました",
                )
            },
            "next_word": "当店からの次のご連絡：{$due}までに",
        },
        "happened": {
            "order_placed": "ご注文を承りました",
            "order_confirmed": "ご注文が確定しました",
            "order_edited": "ご注文内容が変更されました",
            "order_cancelled": "ご注文が取り消されました",
            "order_expired": "ご注文の有効期限が切れました",
            "order_reopened": "ご注文の手配が再開されました",
            "lines_cancelled": ("ご注文の一部が取り消されました", GOODS),
            "address_changed": "お届け先が変更されました",
            "refunded": (
                {"text": "返金の手続きをいたしました：{$amount}", "needs": ("amount",)},
                {"text": "返金の手続きをいたしました", "lacks": ("amount",)},
            ),
            "contact_received": "お客様からご連絡をいただきました",
            "question_answered": "お客様からご回答をいただきました",
            "inquiry_received": "お客様からお問い合わせをいただきました",
            "level_changed": "ご連絡の頻度が変更されました",
            "delivery_requested": (
                {"text": "お届け日時のご希望を承りました：{$slot}", "needs": ("slot",)},
                {"text": "再配達のご依頼を承りました", "lacks": ("slot",)},
            ),
            "sourcing_started": (
                {
                    "first": (
                        {"text": "商品の一部の手配を始めました", "needs": ("goods",)},
                        "商品の手配を始めました",
                    )
                },
                GOODS,
            ),
            "item_secured": (
                {
                    "first": (
                        {
                            "text": "商品の一部の買付けが完了しました",
                            "needs": ("mode=buy_on_demand", "goods"),
                        },
                        {"text": "商品の買付けが完了しました", "needs": ("mode=buy_on_demand",)},
                        {"text": "商品の一部を確保いたしました", "needs": ("goods",)},
                        "商品を確保いたしました",
                    )
                },
                GOODS,
            ),
            "item_unavailable": ("ご用意できない商品がございました", GOODS),
            "production_started": "製作を始めました",
            "production_finished": "製作が完了しました",
            "arrived_in_country": (
                {
                    "first": (
                        {"text": "商品の一部が国内に到着しました", "needs": ("goods",)},
                        "商品が国内に到着しました",
                    )
                },
                GOODS,
            ),
            "received_by_shop": (
                {
                    "first": (
                        {"text": "商品の一部が当店に到着しました", "needs": ("goods",)},
                        "商品が当店に到着しました",
                    )
                },
                GOODS,
            ),
            "inspection_passed": (
                {
                    "first": (
                        {"text": "商品の一部の検品が完了しました", "needs": ("goods",)},
                        "検品が完了しました",
                    )
                },
                GOODS,
            ),
            "ready_to_ship": "発送の準備が整いました",
            "shipment_announced": "配送会社に発送の連絡をいたしました",
            "handed_over": (
                {"text": "お荷物を{$courier}に引き渡しました", "needs": ("courier",)},
                {"text": "お荷物を配送会社に引き渡しました", "lacks": ("courier",)},
            ),
            "accepted": "配送会社がお荷物を受け付けました",
            "departed": (
                {"text": "お荷物が{$place}を出発しました", "needs": ("place",)},
                {"text": "お荷物が拠点を出発しました", "lacks": ("place",)},
            ),
            "arrived": (
                {"text": "お荷物が{$place}に到着しました", "needs": ("place",)},
                {"text": "お荷物が拠点に到着しました", "lacks": ("place",)},
            ),
            "left_country": "お荷物が発送国を出ました",
            "entered_country": "お荷物がお届け先の国に入りました",
            "arrived_in_city": "お荷物がお届け先の地域に到着しました",
            "passed_to_courier": (
                {"text": "お荷物が{$courier}に引き継がれました", "needs": ("courier",)},
                {"text": "お荷物が別の配送会社に引き継がれました", "lacks": ("courier",)},
            ),
            "redirected": "お荷物が転送されました",
            "customs_started": "通関手続きが始まりました",
            "customs_held": "お荷物が税関で留め置かれています",
            "customs_released": "通関手続きが完了しました",
            "duty_due": (
                {"text": "関税のお支払いが必要です：{$amount}", "needs": ("amount",)},
                {"text": "関税のお支払いが必要です", "lacks": ("amount",)},
            ),
            "appointment_needed": "お届け日時の取り決めが必要です",
            "appointment_agreed": (
                {"text": "お届け日時が決まりました：{$slot}", "needs": ("slot",)},
                {"text": "お届け日時が決まりました", "lacks": ("slot",)},
            ),
            "contact_failed": "配送会社からお客様へのご連絡がつきませんでした",
            "out_for_delivery": "お荷物が配達に出ました",
            "attempt_failed": "お荷物をお届けできませんでした",
            "ready_for_pickup": (
                {"text": "お荷物をお受け取りいただけます：{$point}", "needs": ("point",)},
                {"text": "お荷物をお受け取りいただけます", "lacks": ("point",)},
                {"text": "保管期限：{$keep_until}", "needs": ("keep_until",)},
            ),
            "pickup_expired": "お荷物の保管期限が過ぎました",
            "delivered": {
                "first": (
                    {"text": "お荷物を対面でお渡ししました", "needs": ("how=in_person",)},
                    {"text": "お荷物をお受け取りいただきました", "needs": ("how=collected",)},
                    {"text": "お荷物を宅配ボックスにお届けしました", "needs": ("how=locker",)},
                    {"text": "お荷物をご近所の方にお預けしました", "needs": ("how=neighbour",)},
                    {"text": "お荷物を郵便受けにお届けしました", "needs": ("how=mailbox",)},
                    {"text": "お荷物を指定の場所にお届けしました", "needs": ("how=safe_place",)},
                    {"text": "お荷物を玄関先にお届けしました", "needs": ("how=left",)},
                    "お荷物をお届けしました",
                )
            },
            "delivery_retracted": "配送会社が配達完了の報告を取り消しました",
            "return_started": "お荷物が返送されています",
            "returned": "お荷物が当店に戻りました",
            "lost": "お荷物が紛失したとの報告がありました",
            "destroyed": "お荷物が輸送中に失われました",
            "problem_raised": {
                "first": (
                    {"text": "お荷物に遅れが出ています", "needs": ("problem=delayed",)},
                    {"text": "天候の影響でお荷物に遅れが出ています", "needs": ("problem=weather",)},
                    {"text": "お荷物が税関で留め置かれています", "needs": ("problem=customs_hold",)},
                    {"text": "関税のお支払いが必要です", "needs": ("problem=duty_due",)},
                    {"text": "通関に書類が必要です", "needs": ("problem=documents",)},
                    {"text": "お届け先の住所に不備があります", "needs": ("problem=address",)},
                    {"text": "お荷物をお受け取りいただけませんでした", "needs": ("problem=refused",)},
                    {"text": "お荷物の破損が報告されました", "needs": ("problem=damaged",)},
                    {"text": "お荷物が誤った行き先に仕分けられました", "needs": ("problem=missorted",)},
                    "お荷物に問題が生じています",
                )
            },
            "problem_resolved": "問題が解消しました",
            "tracking_changed": "お問い合わせ番号が変更されました",
            "return_requested": "返品のお申し出を承りました",
            "return_approved": "返品をお受けいたしました",
            "return_declined": "返品をお受けできませんでした",
            "return_received": "返品の商品が当店に届きました",
            "claim_opened": "お客様から不具合のお申し出を承りました",
            "claim_closed": "お申し出の件が解決しました",
        },
        "topics": {
            "other": "ご注文について",
            "order_confirmed": "ご注文の確認",
            "contact_requested": "手配前のご確認のお願い",
            "contact_reminder": "手配前のご確認のお願い（再度のお願い）",
            "contact_acknowledged": "ご回答のお礼",
            "gate_expired": "ご回答期限が過ぎたことのご連絡",
            "item_secured": {
                "first": (
                    {"text": "買付け完了のお知らせ", "needs": ("mode=buy_on_demand",)},
                    "商品確保のお知らせ",
                )
            },
            "item_unavailable": "ご用意できない商品",
            "production_started": "製作の開始",
            "production_finished": "製作の完了",
            "delivery_planned": "お届け予定のご案内",
            "dispatched": "発送のお知らせ",
            "last_part_dispatched": "最後のお荷物の発送のお知らせ",
            "tracking_corrected": "お問い合わせ番号の変更",
            "courier_changed": "配送会社の変更",
            "entered_country": "お届け先の国への到着のお知らせ",
            "arrived_in_city": "お届け地域への到着のお知らせ",
            "arrangement_pending": "お届け日時の調整中",
            "appointment_agreed": "お届け日時の決定",
            "arriving_tomorrow": "明日のお届け",
            "arriving_today": "お届け当日のご案内",
            "arriving_soon": "お届け直前のご案内",
            "interval_missed": "お約束の時間帯に遅れたお詫び",
            "attempt_failed": "お届けできなかったお知らせ",
            "address_problem": "ご住所の確認",
            "ready_for_pickup": "お受け取りのご案内",
            "pickup_expiring": "保管期限のご案内",
            "delivered": "お届け完了のお知らせ",
            "all_delivered": "すべてのお届け完了のお知らせ",
            "delay_likely": "お届けが遅れる可能性のお知らせ",
            "delayed": "お届け遅延のお詫び",
            "delayed_again": "お届けのさらなる遅れのお詫び",
            "back_on_time": "予定どおりのお届け",
            "deadline_extension": "発送期限の延長",
            "disrupted": "配送への影響",
            "reassurance": "ご注文の状況のご報告",
            "promise_broken": "お約束を守れなかったお詫び",
            "lines_cancelled": "ご注文の一部取り消し",
            "order_cancelled": "ご注文の取り消し",
            "order_reopened": "ご注文のお取り扱い再開",
            "refunded": "ご返金",
            "return_started": "お荷物の返送",
            "returned": "返送されたお荷物の到着",
            "found": "お荷物が見つかりました",
            "lost_remedy": "紛失したお荷物への対応",
            "offer": "お待たせしたことへのお詫び",
            "sms_offer": "SMSでのお知らせ",
            "level_acknowledged": "ご連絡の頻度",
            "inquiry_answered": "お問い合わせへの回答",
            "handed_to_human": "担当者への引き継ぎ",
            "feedback_request": "お届け後のお伺い",
            "anniversary": "初回ご購入の記念日のお礼",
        },
    }
)
