//! What the fake WeChat pushes by itself after a call.

use std::sync::atomic::Ordering;

use serde_json::json;
use wx_api::{
    prelude::*,
    push::{EncodingAesKey, Receiver},
    virtual_payment::{PayEnv, RefundReason, RefundRequester, VirtualOrderId},
};
use wx_mock::{MockWechat, PushLog, PushProblem};

use super::{App, TOKEN, backend};

/// A backend that this fake WeChat pushes to.
async fn listening(wechat: &MockWechat) -> App {
    let key = EncodingAesKey::generate();
    let (app, url) = backend(Receiver::secure(wechat.appid(), TOKEN, key.clone())).await;
    wechat.push_to(wechat.pusher(url, TOKEN, key));
    app
}

#[tokio::test]
async fn the_verdict_on_a_file() {
    let (wechat, client) = crate::world().await;
    let app = listening(&wechat).await;
    let url = "https://img.example.com/risky.png";
    let check = MediaCheckAsync::new(url, CheckedMedia::Image, CheckScene::Forum, "o-a-user");
    let trace_id = client.media_check_async(check).await.unwrap().trace_id;
    wechat.pushed("wxa_media_check", 1).await;
    let [heard] = &app.heard()[..] else { panic!("{:?}", app.heard()) };
    assert_eq!((heard.name.as_str(), heard.from.as_str()), ("wxa_media_check", "o-a-user"));
    assert_eq!(
        (&heard.fields["trace_id"], &heard.fields["result"]["suggest"]),
        (&json!(trace_id), &json!("risky"))
    );
}

#[tokio::test]
async fn whether_a_subscribe_message_has_arrived() {
    let (wechat, client) = crate::world().await;
    let app = listening(&wechat).await;
    let mut sent = Vec::new();
    for user in ["o-one", "refused-by-o-two", "o-three"] {
        let message = SendMessage::new(user, format!("template-of-{user}"), [("thing1", "拿铁")]);
        if let Ok(answer) = client.send_message(message).await {
            sent.push(answer.msgid.unwrap());
            wechat.pushed("subscribe_msg_sent_event", sent.len()).await;
        }
    }
    // Nothing arrives at a user who declines.
    let heard = app.heard();
    assert_eq!(heard.iter().map(|heard| heard.from.as_str()).collect::<Vec<_>>(), ["o-one", "o-three"]);
    for heard in &heard {
        let [message] = &heard.fields["List"].as_array().unwrap()[..] else { panic!("{heard:?}") };
        assert_eq!(message["TemplateId"], format!("template-of-{}", heard.from));
        assert_eq!((&message["ErrorCode"], &message["ErrorStatus"]), (&json!(0), &json!("success")));
    }
    // The answer to the call has said which message it is.
    let told: Vec<_> = heard.iter().map(|heard| heard.fields["List"][0]["MsgID"].clone()).collect();
    assert_eq!(told, sent);
    assert_ne!(told[0], told[1]);
}

fn refund(number: &str) -> RefundVirtualOrder {
    RefundVirtualOrder {
        openid: "o-a-user".into(),
        order: VirtualOrderId::own("VP20260101000001"),
        refund_order_id: number.to_owned(),
        left_fee: 600,
        refund_fee: 200,
        biz_meta: String::new(),
        refund_reason: RefundReason::Wish,
        req_from: RefundRequester::User,
        env: PayEnv::Live,
    }
}

/// It fails twice; WeChat pushes again until it hears success.
#[tokio::test]
async fn the_end_of_a_refund_until_the_backend_has_taken_it() {
    let wechat = MockWechat::start().await;
    let builder = Client::builder(wechat.appid(), wechat.secret()).base_url(wechat.base_url());
    let client = builder.keys(wx_api::Keys::new().pay(MockWechat::APP_KEY)).build().unwrap();
    let app = listening(&wechat).await;
    app.failures.store(2, Ordering::SeqCst);

    let begun = client.refund_virtual_order(refund("RF20260102-000001")).await.unwrap();
    wechat.pushed("xpay_refund_notify", 3).await;
    let pushes = wechat.pushes();
    let failed =
        |push: &PushLog| matches!(&push.outcome, Err(PushProblem::Status { status, .. }) if *status == 500);
    assert_eq!(pushes.iter().map(failed).collect::<Vec<_>>(), [true, true, false], "{pushes:?}");
    assert!(pushes[2].outcome.is_ok(), "{pushes:?}");
    // It was the same push three times, but for its number.
    let tries: Vec<_> = pushes.iter().map(|push| push.message["RetryTimes"].as_i64()).collect();
    assert_eq!(tries, [Some(0), Some(1), Some(2)]);
    let ids: Vec<_> = pushes.iter().map(|push| &push.message["WxRefundId"]).collect();
    assert!(ids.iter().all(|id| **id == json!(begun.refund_wx_order_id)), "{ids:?}");

    let [heard] = &app.heard()[..] else { panic!("{:?}", app.heard()) };
    let fields = &heard.fields;
    assert_eq!(
        (&fields["OpenId"], &fields["RefundFee"], &fields["RetCode"]),
        (&json!("o-a-user"), &json!(200), &json!(0))
    );
    assert_eq!(
        (&fields["MchRefundId"], &fields["MchOrderId"]),
        (&json!("RF20260102-000001"), &json!("VP20260101000001"))
    );
    assert_eq!(fields["WxOrderId"], json!(begun.pay_wx_order_id));
    // It comes from WeChat itself, not from the user.
    assert_ne!(heard.from, "o-a-user");

    // Another refund is another.
    let other = client.refund_virtual_order(refund("RF20260102-000002")).await.unwrap();
    wechat.pushed("xpay_refund_notify", 4).await;
    assert_eq!(app.handled(), 2);
    assert_ne!(other.refund_wx_order_id, begun.refund_wx_order_id);
}
