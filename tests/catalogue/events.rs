//! The pushes: one row each.

use std::collections::{BTreeMap, BTreeSet};

use wx_core::{
    EventMeta,
    registry::{self, EventRow},
};

use crate::{documented, documented_inside, essential_in, official, pin, table, titled};

/// Every built-in push, in the order of domains and names.
fn events() -> Vec<&'static EventRow> {
    let rows: Vec<_> =
        registry::events().into_iter().filter(|row| row.meta.module.starts_with("wx_specs::event")).collect();
    assert!(!rows.is_empty(), "the registry is empty");
    rows
}

/// What the official pages call a push: all of them, by `Event` or, of a message, `MsgType`.
///
/// The probe of Cloud Run is no push, and the callback of intracity delivery comes another way: `wx-api` has both.
const OFFICIAL: [&str; 65] = [
    "add_express_path",
    "add_single_waybill",
    "add_waybill",
    "book_ban_status_change",
    "cancel_single_waybill",
    "cancel_waybill",
    "charge_mp_service_quota_notify",
    "charge_mp_service_validity_notify",
    "check_biz",
    "complaint_callback",
    "debug_demo",
    "get_quota",
    "image",
    "iot_voip_notify",
    "miniprogrampage",
    "mock_update_order_status",
    "notify_service_msg_send_result",
    "notify_single_waybill_pay",
    "query_single_waybill",
    "query_single_waybill_fee",
    "remind_waybill",
    "retail_pay_notify",
    "retail_refund_notify",
    "secbook_audit_event",
    "secvod_audit_event",
    "secvod_upload_event",
    "subscribe_msg_change_event",
    "subscribe_msg_popup_event",
    "subscribe_msg_sent_event",
    "text",
    "trade_manage_order_settlement",
    "trade_manage_remind_access_api",
    "trade_manage_remind_shipping",
    "transport_cancel_order",
    "transport_confirm_return_to_biz",
    "transport_precancel_order",
    "transport_query_order_status",
    "update_business_bind_result",
    "update_waybill_status",
    "user_authorization_cancellation",
    "user_authorization_revoke",
    "user_enter_tempsession",
    "user_info_modified",
    "waybill_complaint",
    "waybill_evaluate_agent",
    "waybill_notify_query",
    "waybill_query_expect_time_range",
    "wxa_comment_bad_score",
    "wxa_media_check",
    "wxa_novel_chapter_permission",
    "wxa_punish_event",
    "wxa_trade_controlled",
    "wxainsurance_claim_result",
    "wxalive_follow_notify",
    "wxalive_push_message_notify",
    "xpay_apple_subscribe_signing_result_notify",
    "xpay_apple_subscribe_unsigning_result_notify",
    "xpay_coin_pay_notify",
    "xpay_complaint_notify",
    "xpay_goods_deliver_notify",
    "xpay_refund_notify",
    "xpay_subscribe_ios_refund_query_notify",
    "xpay_subscribe_pay_fail_notify",
    "xpay_subscribe_signing_result_notify",
    "xpay_wxpay_callback_notify",
];

#[test]
fn every_push_of_the_official_pages_has_a_type() {
    let found: BTreeSet<_> = events().into_iter().map(|row| row.meta.name).collect();
    assert_eq!(found, BTreeSet::from(OFFICIAL));
}

#[test]
fn the_pushes_are_what_is_pinned() {
    let head =
        ["name", "kind", "domain", "told apart by", "wrapper", "reply", "within", "Rust name", "essential"];
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(events().into_iter().map(|row| {
        let EventMeta { name, kind, ids, wrapper, reply, within, rust_name, .. } = row.meta;
        [
            (*name).to_owned(),
            kind.word().to_owned(),
            row.meta.domain().to_owned(),
            ids.join(", "),
            wrapper.unwrap_or_default().to_owned(),
            reply.word().to_owned(),
            format!("{} s", within.as_secs()),
            (*rust_name).to_owned(),
            row.fields.fields.iter().flat_map(essential_in).collect::<Vec<_>>().join(", "),
        ]
    }));
    pin("events", &table(&rows));
}

#[test]
fn no_two_pushes_are_called_the_same() {
    let names = |meta: &EventMeta| [meta.name.to_lowercase(), meta.rust_name.to_lowercase()];
    let mut seen = BTreeMap::new();
    for row in events() {
        // A push is looked up by either name.
        for name in BTreeMap::from(names(row.meta).map(|name| (name, ()))).into_keys() {
            if let Some(first) = seen.insert(name.clone(), row.meta.rust_name) {
                panic!("`{first}` and `{}` are both called `{name}`", row.meta.rust_name);
            }
        }
        assert!(
            registry::find_event(row.meta.name).is_some_and(|found| std::ptr::eq(found.meta, row.meta)),
            "{}",
            row.meta.name
        );
    }
}

#[test]
fn every_push_says_where_its_official_page_is_and_what_it_is_called() {
    for row in events() {
        official(row.meta.rust_name, row.meta.docs);
        titled(row.meta.rust_name, row.meta.summary());
    }
}

#[test]
fn every_field_of_a_push_is_documented() {
    for row in events() {
        let name = row.meta.rust_name;
        documented(name, row.fields.fields);
        row.reply.into_iter().for_each(|reply| documented_inside(name, reply));
    }
}

/// A push that says none of its ids could not be known again. Others may be missing: a chapter, where the whole novel is meant.
#[test]
fn something_of_what_tells_pushes_apart_is_always_there() {
    for row in events().into_iter().filter(|row| !row.meta.ids.is_empty()) {
        let field = |id: &str| row.fields.fields.iter().find(|field| field.name == id);
        for id in row.meta.ids {
            assert!(field(id).is_some(), "`{}` has no `{id}`", row.meta.rust_name);
        }
        let always = |id: &&str| field(id).is_some_and(|field| !field.optional);
        assert!(row.meta.ids.iter().any(always), "`{}` may say none of its ids", row.meta.rust_name);
    }
}
