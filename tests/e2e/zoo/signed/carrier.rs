//! Logistics: a carrier's word beside WeChat's, and a bill that is bytes or a refusal.

use serde_json::json;
use wx_api::{
    Date, Error, ZeroOne,
    express::{
        ParcelCargo, ParcelContact, ParcelGoods, ParcelInsurance, ParcelItem, ParcelService, ParcelShop,
        ParcelSource, ScatterBill,
    },
    prelude::*,
};
use wx_mock::Fault;

use super::{OPENID, last, world};

fn order() -> AddOrder {
    let contact = |name: &str| ParcelContact::new().name(name).mobile("18666666666").address("XX 路 1 号");
    let goods = |name: &str| ParcelGoods::new(name, "https://example.com/a.png", "40cm * 40cm");
    AddOrder {
        order_id: "01234567890123456789".to_owned(),
        delivery_id: "SF".to_owned(),
        biz_id: "xyz".to_owned(),
        custom_remark: Some("易碎物品".to_owned()),
        tagid: None,
        source: ParcelSource::mini_program(OPENID),
        sender: contact("张三"),
        receiver: contact("王小蒙"),
        cargo: ParcelCargo {
            count: 2,
            weight: 5.5,
            space_x: 30.5,
            space_y: 20.0,
            space_z: 20.0,
            detail_list: vec![ParcelItem::new("抱枕", 2_u32)],
        },
        shop: ParcelShop::new().detail_list(vec![goods("抱枕（小号）"), goods("抱枕（中号）")]),
        insured: ParcelInsurance::new().use_insured(ZeroOne(true)).insured_value(10_000_u64),
        service: ParcelService::new(0, "标准快递"),
        expect_time: None,
        take_mode: None,
    }
}

#[tokio::test]
async fn a_parcel_gets_a_waybill() {
    let (wechat, client) = world().await;
    let waybill = client.add_order(order()).await.unwrap();
    assert!(!waybill.waybill_id.is_empty() && !waybill.waybill_data.is_empty());
    let sent = last(&wechat, "addOrder").json().unwrap();
    // A list, where the table of the page says an object.
    assert_eq!(sent["shop"]["detail_list"].as_array().map(Vec::len), Some(2));
    assert_eq!((&sent["add_source"], &sent["openid"]), (&json!(0), &json!(OPENID)));
    assert_eq!(sent["insured"], json!({ "use_insured": 1, "insured_value": 10_000 }));
    assert_eq!(sent["sender"], json!({ "name": "张三", "mobile": "18666666666", "address": "XX 路 1 号" }));

    // From elsewhere: another app in place of the user, who is told nothing.
    client.add_order(AddOrder { source: ParcelSource::app("wx7c8d593b2c3a7703"), ..order() }).await.unwrap();
    let sent = last(&wechat, "addOrder").json().unwrap();
    assert_eq!((&sent["add_source"], &sent["wx_appid"]), (&json!(2), &json!("wx7c8d593b2c3a7703")));
    assert_eq!(sent.get("openid"), None);

    let mut long = order();
    long.receiver.name = Some("王".repeat(22));
    long.cargo.detail_list.push(ParcelItem::new("x".repeat(129), 1_u32));
    let error = client.add_order(long).await.unwrap_err().to_string();
    for problem in
        ["`receiver.name`: 66 bytes, at most 64", "`cargo.detail_list[1].name`: 129 bytes, at most 128"]
    {
        assert!(error.contains(problem), "{error}");
    }
}

#[tokio::test]
async fn a_carrier_that_refuses_is_an_error() {
    let (wechat, client) = world().await;
    let carrier = json!({ "delivery_resultcode": 10002, "delivery_resultmsg": "客户密码不正确" });
    let mut answer = carrier.clone();
    answer["errcode"] = 0.into();
    answer["errmsg"] = "ok".into();
    wechat.answer("addOrder", answer);
    let error = client.add_order(order()).await.unwrap_err();
    assert_eq!(error.errcode(), None);
    let shown = error.to_string();
    assert!(shown.contains("delivery_resultcode 10002") && shown.contains("客户密码不正确"), "{shown}");

    // As the page has it: WeChat says that the carrier refused, the carrier says why.
    let mut answer = carrier;
    answer["errcode"] = 9_300_501.into();
    answer["errmsg"] = "delivery logic fail".into();
    wechat.answer("addOrder", answer);
    let error = client.add_order(order()).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode(9_300_501)));
    let shown = error.to_string();
    assert!(shown.contains("delivery_resultcode 10002 客户密码不正确"), "{shown}");
    assert_eq!(wechat.calls_to("addOrder"), 2);
}

#[tokio::test]
async fn accounts_with_carriers_are_listed() {
    let (wechat, client) = world().await;
    let accounts = client.get_all_account(GetAllAccount::new()).await.unwrap();
    assert_eq!((accounts.count, accounts.list.len()), (2, 2));
    let [first, second] = &accounts.list[..] else { panic!("two") };
    assert_eq!((first.alias.as_deref(), first.service_type.len()), (None, 0));
    assert_eq!(second.service_type[0].service_name, "标准快递");
    let call = last(&wechat, "getAllAccount");
    let query: Vec<_> = call.query.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!((call.method.as_str(), query, call.body.len()), ("GET", vec!["access_token"], 0));
}

#[tokio::test]
async fn a_bill_is_bytes_or_a_refusal() {
    let (wechat, client) = world().await;
    let request = || ScatterGetBill::new(Date::new(2026, 1, 1).unwrap(), ScatterBill::Refund);
    let bill = "日期,金额\n20260101,12.50\n";
    let body = |content_type: &str, text: &str| Fault::Body {
        status: 200,
        content_type: content_type.to_owned(),
        bytes: text.to_owned().into_bytes().into(),
    };
    for content_type in ["text/csv; charset=utf-8", "application/octet-stream"] {
        wechat.fault("scatter_get_bill", body(content_type, bill));
        let binary = client.scatter_get_bill(request()).await.unwrap();
        assert_eq!(binary.bytes, bill.as_bytes());
    }
    let sent = last(&wechat, "scatter_get_bill").json().unwrap();
    assert_eq!(sent, json!({ "date": "20260101", "type": "REFUND" }));
    // A refusal is one, whatever it is said to be.
    for content_type in ["application/json", "application/octet-stream"] {
        let refusal = r#"{"errcode":9300504,"errmsg":"no bill of that day"}"#;
        wechat.fault("scatter_get_bill", body(content_type, refusal));
        let error = client.scatter_get_bill(request()).await.unwrap_err();
        assert_eq!(error.errcode(), Some(ErrCode(9_300_504)), "{error}");
        assert!(matches!(error, Error::Api(_)));
    }
}
