use serde_json::json;
use wx_core::Date;

use crate::backend::Backend;

#[tokio::test]
async fn a_risky_text_is_found() {
    let backend = Backend::new().await;
    let check = async |content: &str| {
        let body = json!({ "content": content, "scene": 2, "version": 2, "openid": "o" });
        backend.call("/wxa/msg_sec_check", body).await.json()
    };
    let verdict = check("hello").await;
    assert_eq!(verdict["result"], json!({ "suggest": "pass", "label": 100 }));
    let verdict = check("特3456书yuuo莞6543李zxcz蒜7782法fgnv级").await;
    assert_eq!(verdict["result"]["suggest"], "risky");
    assert_eq!(check("how risky").await["result"]["suggest"], "risky");
    assert_eq!(check(&"中".repeat(2501)).await["errcode"], 45002);
}

#[tokio::test]
async fn a_risky_image_is_refused() {
    let backend = Backend::new().await;
    let check = async |part, bytes: &[u8]| backend.upload("/wxa/img_sec_check", part, "a.png", bytes).await;
    assert_eq!(check("media", b"\x89PNG").await.errcode(), 0);
    let got = check("media", b"\x89PNG risky").await;
    assert_eq!(got.errcode(), 87014);
    assert!(got.errmsg().starts_with("risky content rid: "), "{got:?}");
    assert_eq!(check("media", &vec![0; (1 << 20) + 1]).await.errcode(), 40006);
    assert_eq!(check("image", b"\x89PNG").await.errcode(), 41005);
    let token = backend.token().await;
    let url = format!("/wxa/img_sec_check?access_token={token}");
    assert_eq!(backend.post(&url, "").await.errcode(), 44002);
    assert_eq!(backend.post(&url, "no form").await.errcode(), 47001);
}

#[tokio::test]
async fn media_come_back_as_they_were_sent() {
    let backend = Backend::new().await;
    let upload = async |kind: &str, bytes: &[u8]| {
        let path = format!("/cgi-bin/media/upload?type={kind}");
        backend.upload(&path, "media", "a.png", bytes).await
    };
    let sent = upload("image", b"\x89PNG 1").await.json();
    assert_eq!(sent["type"], "image");
    let id = sent["media_id"].as_str().unwrap();
    let download = async |id: &str| {
        let token = backend.token().await;
        let path = format!("/cgi-bin/media/get?access_token={token}&media_id={id}");
        backend.get(&path).await
    };
    let got = download(id).await;
    assert_eq!((got.header("content-type"), &got.bytes[..]), ("image/png", &b"\x89PNG 1"[..]));
    assert_eq!(got.header("content-disposition"), format!("attachment; filename=\"{id}.png\""));
    assert_eq!(download("nothing").await.errcode(), 40007);
    assert_eq!(download("").await.errcode(), 40007);

    let video = upload("video", b"mp4").await.json();
    let link = download(video["media_id"].as_str().unwrap()).await.json();
    let url = link["video_url"].as_str().unwrap();
    let path = url.strip_prefix(&backend.wechat.base_url()).unwrap();
    assert_eq!(backend.get(path).await.bytes, b"mp4");

    assert_eq!(upload("song", b"a").await.errcode(), 40004);
    assert_eq!(upload("thumb", &vec![0; (64 << 10) + 1]).await.errcode(), 40006);

    let send = async |id: &str| {
        let body = json!({ "touser": "o", "msgtype": "image", "image": { "media_id": id } });
        backend.call("/cgi-bin/message/custom/send", body).await.errcode()
    };
    assert_eq!((send(id).await, send("nothing").await), (0, 40007));
}

#[tokio::test]
async fn a_subscribe_message_is_checked_against_its_keys() {
    let backend = Backend::new().await;
    let send = async |touser: &str, key: &str, value: &str| {
        let body = json!({ "touser": touser, "template_id": "t", "data": { key: { "value": value } } });
        backend.call("/cgi-bin/message/subscribe/send", body).await
    };
    assert_eq!(send("o1", "thing1", &"中".repeat(20)).await.errcode(), 0);
    let got = send("o1", "thing1", "").await;
    assert_eq!(got.errcode(), 47003);
    assert!(got.errmsg().starts_with("argument invalid! data.thing1.value is empty rid: "), "{got:?}");
    assert_eq!(send("o1", "thing1", &"中".repeat(21)).await.errcode(), 47003);
    for (key, right, wrong) in [
        ("thing1", "中文, letters, 123", "two\nlines"),
        ("number2", "12.5", "twelve"),
        ("letter3", "abc", "abc1"),
        ("symbol4", "★#", "a#"),
        ("character_string5", "NO.1-A", "中文"),
        ("time6", "2019年10月1日 15:01~16:00", "2019年10月1日"),
        ("date7", "2019.10.01", "20191001"),
        ("amount8", "￥100.5元", "100块"),
        ("phone_number9", "+86-0766-66888866", "0766 abc"),
        ("car_number10", "粤A8Z888挂", "粤粤A8Z888"),
        ("name11", "某某", "某某1"),
        ("phrase12", "审核通过", "审核通过1"),
        ("enum_string13", "已发货", ""),
    ] {
        assert_eq!(send("o1", key, right).await.errcode(), 0, "{key}: {right}");
        let got = send("o1", key, wrong).await;
        assert_eq!(got.errcode(), 47003, "{key}: {wrong}");
        let state = if wrong.is_empty() { "empty" } else { "invalid" };
        let said = format!("argument invalid! data.{key}.value is {state} rid: ");
        assert!(got.errmsg().starts_with(&said), "{got:?}");
    }
    assert_eq!(send("invalid-user", "thing1", "a").await.errcode(), 40003);
    let got = send("refused-user", "thing1", "a").await;
    assert_eq!(got.errcode(), 43101);
    assert!(got.errmsg().starts_with("user refuse to accept the msg rid: "));
    backend.wechat.refuse("o1");
    assert_eq!(send("o1", "thing1", "a").await.errcode(), 43101);
    let body = json!({ "touser": "o2", "data": {} });
    let got = backend.call("/cgi-bin/message/subscribe/send", body).await;
    assert_eq!(got.errcode(), 40037);
}

#[tokio::test]
async fn links_differ_and_end_within_thirty_days() {
    let backend = Backend::new().await;
    let link = async |body| backend.call("/wxa/generate_urllink", body).await;
    let (one, two) = (link(json!({})).await.json(), link(json!({})).await.json());
    assert!(one["url_link"].as_str().unwrap().starts_with("https://wxaurl.cn/"));
    assert_ne!(one["url_link"], two["url_link"]);
    let scheme = backend.call("/wxa/generatescheme", json!({})).await.json();
    assert!(scheme["openlink"].as_str().unwrap().starts_with("weixin://dl/business/?t="));

    let now = wx_core::UnixSeconds::now().0;
    let at = |days: i64| json!({ "expire_type": 0, "expire_time": now + days * 86400 });
    assert_eq!(link(at(29)).await.errcode(), 0);
    assert_eq!(link(at(31)).await.errcode(), 85401);
    assert_eq!(link(at(-1)).await.errcode(), 85401);
    let days = json!({ "expire_type": 1, "expire_interval": 31 });
    assert_eq!(link(days).await.errcode(), 85401);
    assert_eq!(link(json!({ "path": "/pages/index" })).await.errcode(), 0);
    assert_eq!(link(json!({ "path": "/pages/index?a=1" })).await.errcode(), 40165);
    let scheme = json!({ "jump_wxa": { "path": "pages/index?a=1" }, "is_expire": true, "expire_type": 1, "expire_interval": 1 });
    assert_eq!(backend.call("/wxa/generatescheme", scheme).await.errcode(), 40165);
}

#[tokio::test]
async fn analytics_are_of_days_that_are_over() {
    let backend = Backend::new().await;
    let ask = async |path: &str, begin: Date, end: Date| {
        let body = json!({ "begin_date": begin, "end_date": end });
        backend.call(path, body).await
    };
    let daily = "/datacube/getweanalysisappiddailyvisittrend";
    let (day, before) = (Date::yesterday(), Date::yesterday().days_ago(1));
    let got = ask(daily, day, day).await;
    assert_eq!(got.errcode(), 0, "{got:?}");
    assert_eq!(got.json()["list"][0]["ref_date"], day.to_string());
    assert_eq!(ask(daily, before, day).await.errcode(), 61501);
    assert_eq!(ask(daily, Date::today(), Date::today()).await.errcode(), 61501);
    let portrait = "/datacube/getweanalysisappiduserportrait";
    assert_eq!(ask(portrait, day.days_ago(6), day).await.errcode(), 0);
    assert_eq!(ask(portrait, day.days_ago(7), day).await.errcode(), 61501);
    let body = json!({ "begin_date": "2024-01-01", "end_date": "2024-01-01" });
    assert_eq!(backend.call(daily, body).await.errcode(), 61501);
}

#[tokio::test]
async fn the_path_of_a_quota_starts_with_a_slash() {
    let backend = Backend::new().await;
    for (path, errcode) in [
        ("/cgi-bin/message/custom/send", 0),
        ("cgi-bin/message/custom/send", 76021),
        ("/sns/jscode2session", 76022),
    ] {
        let got = backend.call("/cgi-bin/openapi/quota/get", json!({ "cgi_path": path })).await;
        assert_eq!(got.errcode(), errcode, "{path}");
    }
}
