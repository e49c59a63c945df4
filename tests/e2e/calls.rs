//! Every endpoint, called as a backend calls it.

use serde_json::json;
use wx_api::{
    BinaryOr, Date, Error, Upload,
    content_security::{CheckScene, CheckedMedia, Label, Suggest},
    customer_service::{CustomMessage, LinkMessage, MediaType, MiniProgramPage},
    link::{Expiry, JumpWxa},
    prelude::*,
    qrcode::{EnvVersion, LineColor},
    subscribe_message::TemplateData,
};
use wx_mock::MockWechat;

use crate::{PNG, world};

const OPENID: &str = "oEWzBfmdLqhFS2mTXCo2E4Y9gJAM";

fn last_body(wechat: &MockWechat) -> serde_json::Value {
    wechat.calls().last().and_then(|call| call.json()).expect("a JSON body")
}

#[tokio::test]
async fn both_kinds_of_token() {
    let (_wechat, client) = world().await;
    let legacy = client.get_access_token(GetAccessToken::new()).await.unwrap();
    let stable = client.get_stable_access_token(GetStableAccessToken::new()).await.unwrap();
    assert!(stable.expires_in > 0 && stable.expires_in <= 7200);
    assert_ne!(legacy.access_token.expose(), stable.access_token.expose());
    let again = client.get_stable_access_token(GetStableAccessToken::new()).await.unwrap();
    assert_eq!(again.access_token.expose(), stable.access_token.expose());
    let forced = GetStableAccessToken::new().force_refresh(true);
    let forced = client.get_stable_access_token(forced).await.unwrap();
    assert_ne!(forced.access_token.expose(), stable.access_token.expose());
}

#[tokio::test]
async fn logging_in_needs_no_token_and_fetches_none() {
    let (wechat, client) = world().await;
    let session = client.code2_session(Code2Session::new("a-code")).await.unwrap();
    assert!(!session.openid.as_str().is_empty());
    assert_eq!(format!("{:?}", session.session_key), "SessionKey(***)");

    let calls = wechat.calls();
    let [call] = &calls[..] else { panic!("{} calls", calls.len()) };
    assert_eq!((call.path.as_str(), call.query_value("access_token")), ("/sns/jscode2session", None));
    assert_eq!(call.query_value("grant_type"), Some("authorization_code"));

    let error = client.code2_session(Code2Session::new("a-code")).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode::CODE_USED));
    assert!(error.rid().is_some());
    let error = client.code2_session(Code2Session::new("invalid")).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode::INVALID_CODE));
}

#[tokio::test]
async fn a_phone_number_by_code() {
    let (wechat, client) = world().await;
    let phone = client.get_phone_number(GetPhoneNumber::new("a-code")).await.unwrap().phone_info;
    assert_eq!(phone.country_code, "86");
    assert_eq!(phone.watermark.appid, wechat.appid());

    let error = client.get_phone_number(GetPhoneNumber::new("a-code")).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode::INVALID_CODE));
    assert_eq!(wechat.tokens_issued(), 1);
}

#[tokio::test]
async fn the_country_code_is_read_as_text_and_as_a_number() {
    let (wechat, client) = world().await;
    for code in [json!("86"), json!(86)] {
        wechat.answer(
            "getPhoneNumber",
            json!({ "errcode": 0, "errmsg": "ok", "phone_info": {
                "phoneNumber": "13800138000", "purePhoneNumber": 13_800_138_000_u64, "countryCode": code,
                "watermark": { "timestamp": "1637744274", "appid": "wx1" } } }),
        );
        let phone = client.get_phone_number(GetPhoneNumber::new("any")).await.unwrap().phone_info;
        assert_eq!((phone.country_code.as_str(), phone.pure_phone_number.as_str()), ("86", "13800138000"));
        assert_eq!(phone.watermark.timestamp.0, 1_637_744_274);
    }
}

/// Reads a code back, as a phone would.
fn scan(png: &[u8]) -> (u32, String) {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a small image")];
    let info = reader.next_frame(&mut pixels).expect("one frame");
    let samples = info.color_type.samples();
    let width = info.width as usize;
    let grey = |x: usize, y: usize| {
        let pixel = &pixels[(y * width + x) * samples..][..samples];
        // What is transparent shows the white of the paper.
        let alpha = if samples.is_multiple_of(2) { pixel[samples - 1] } else { 255 };
        if alpha < 128 { 255 } else { pixel[0] }
    };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, info.height as usize, grey);
    let grids = image.detect_grids();
    let (_, text) = grids.first().expect("a code").decode().expect("a readable code");
    (info.width, text)
}

#[tokio::test]
async fn codes_can_be_scanned() {
    let (_wechat, client) = world().await;
    let request = GetUnlimitedQrCode::new("id=7&t=a").page("pages/menu/menu").width(600).check_path(false);
    let image = client.get_unlimited_qr_code(request).await.unwrap();
    assert_eq!(image.extension(), Some("png"));
    let (width, text) = scan(&image.bytes);
    assert_eq!(width, 600);
    assert!(text.contains("pages") && text.contains("id"), "{text}");

    let dress = |r| LineColor::new(r, 0, 64);
    let request = GetQrCode::new("pages/menu/menu?id=7").line_color(dress(32)).is_hyaline(true).width(430);
    let image = client.get_qr_code(request.env_version(EnvVersion::Trial)).await.unwrap();
    assert!(scan(&image.bytes).1.contains("menu"));
    assert_eq!(image.header("Num-Used"), Some("1"));

    let image = client.create_qr_code(CreateQrCode::new("pages/index/index")).await.unwrap();
    assert_eq!(scan(&image.bytes).0, 430);
}

#[tokio::test]
async fn limits_are_checked_before_anything_is_sent() {
    let (wechat, client) = world().await;
    let request = GetUnlimitedQrCode::new("中".repeat(33)).width(2000);
    let error = client.get_unlimited_qr_code(request).await.unwrap_err();
    assert!(matches!(error, Error::Request(_)));
    assert_eq!(
        error.to_string(),
        "getUnlimitedQRCode was not sent: `scene`: 33 characters, at most 32 are allowed; `scene`: character '中' is \
         not allowed, only those of `0-9A-Za-z!#$&'()*+,/:;=?@-._~`; `width`: 2000 is outside 280..=1280"
    );
    let error = client.create_qr_code(CreateQrCode::new("p".repeat(129))).await.unwrap_err();
    assert!(error.to_string().contains("129 bytes, at most 128"), "{error}");
    let jump = JumpWxa::new().query("q".repeat(1025));
    let error = client.generate_scheme(GenerateScheme::new().jump_wxa(jump)).await.unwrap_err();
    assert!(error.to_string().contains("`jump_wxa.query`: 1025 characters"), "{error}");
    let forever = GenerateUrlLink::new().expiry(Expiry::after_days(31));
    let error = client.generate_url_link(forever).await.unwrap_err();
    assert!(error.to_string().contains("`expire_interval`: 31 is outside 1..=30"), "{error}");
    for (page, said) in [
        ("/pages/index", "`page`: it must not start with `/`"),
        ("pages/index?a=1", "`page`: it must not contain `?`"),
    ] {
        let error =
            client.get_unlimited_qr_code(GetUnlimitedQrCode::new("a=1").page(page)).await.unwrap_err();
        assert_eq!(error.to_string(), format!("getUnlimitedQRCode was not sent: {said}"));
    }
    let error = client.get_unlimited_qr_code(GetUnlimitedQrCode::new("")).await.unwrap_err();
    assert!(error.to_string().ends_with("`scene`: 0 characters, at least 1 are needed"), "{error}");
    let jump = JumpWxa::new().path("/pages/menu?id=7");
    let error = client.generate_scheme(GenerateScheme::new().jump_wxa(jump)).await.unwrap_err();
    assert!(error.to_string().ends_with("`jump_wxa.path`: it must not contain `?`"), "{error}");
    let big = Upload::new("big.png", vec![0; (1 << 20) + 1]);
    let error = client.img_sec_check(ImgSecCheck::new(big)).await.unwrap_err();
    assert!(error.to_string().contains("`media`: 1048577 bytes"), "{error}");
    assert!(wechat.calls().is_empty());
}

#[tokio::test]
async fn a_subscribe_message_keeps_the_order_of_its_values() {
    let (wechat, client) = world().await;
    let data =
        TemplateData::new().with("thing9", "咖啡").with("amount1", "￥12.50").with("date2", "2026年11月22日");
    let message = SendMessage::new(OPENID, "a-template", data).page("index?id=7");
    client.send_message(message).await.unwrap();
    let sent = String::from_utf8(wechat.calls().last().unwrap().body.to_vec()).unwrap();
    assert!(
        sent.contains(r#""data":{"thing9":{"value":"咖啡"},"amount1":{"value":"￥12.50"},"date2":{"#),
        "{sent}"
    );
    assert!(sent.contains(r#""miniprogram_state":"formal","lang":"zh_CN""#), "{sent}");

    let calls = wechat.calls().len();
    let data = [("thing1", "咖啡"), ("symbol2", "a"), ("car_number3", "粤粤A8Z888"), ("phone_number4", "")];
    let error = client.send_message(SendMessage::new(OPENID, "a-template", data)).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "sendMessage was not sent: `data.symbol2.value`: it must be 1 to 5 signs: no letters, no digits, no Chinese \
         characters, no line breaks; `data.car_number3.value`: it must be 1 to 8 Latin letters or digits; the first and \
         the last may be Chinese characters; `data.phone_number4.value`: it must be 1 to 17 digits or signs"
    );
    assert_eq!(wechat.calls().len(), calls);

    let refused = SendMessage::new("refused-by-user", "a-template", [("thing1", "x")]);
    let error = client.send_message(refused).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode::USER_REFUSED));
}

#[tokio::test]
async fn customer_messages_of_every_kind() {
    let (wechat, client) = world().await;
    let upload = UploadTempMedia::new(MediaType::Image, Upload::new("a.png", PNG));
    let media = client.upload_temp_media(upload).await.unwrap();
    assert_eq!(media.r#type, MediaType::Image);

    let card = MiniProgramPage::new("Menu", "pages/menu/menu", media.media_id.clone());
    let link = LinkMessage::new("Menu", "What there is", "https://example.com", "https://example.com/a.png");
    for (kind, message) in [
        ("text", CustomMessage::text("hello")),
        ("image", CustomMessage::image(media.media_id.clone())),
        ("link", CustomMessage::Link(link)),
        ("miniprogrampage", CustomMessage::MiniProgramPage(card)),
    ] {
        client.send_custom_message(SendCustomMessage::new(OPENID, message)).await.unwrap();
        let sent = last_body(&wechat);
        assert_eq!(sent["msgtype"], kind);
        assert!(sent[kind].is_object(), "{sent}");
        assert_eq!(sent.as_object().unwrap().len(), 3, "{sent}");
    }

    let unknown = SendCustomMessage::new(OPENID, CustomMessage::image("no-such-media"));
    let error = client.send_custom_message(unknown).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode::INVALID_MEDIA_ID));
}

#[tokio::test]
async fn media_come_back_as_they_went() {
    let (_wechat, client) = world().await;
    let upload = UploadTempMedia::new(MediaType::Image, Upload::new("a.png", PNG));
    let media = client.upload_temp_media(upload).await.unwrap();
    let BinaryOr::Binary(image) = client.get_temp_media(GetTempMedia::new(media.media_id)).await.unwrap()
    else {
        panic!("an image is bytes")
    };
    assert_eq!((&image.bytes[..], image.content_type.as_deref()), (PNG, Some("image/png")));

    let upload = UploadTempMedia::new(MediaType::Video, Upload::new("a.mp4", &b"\0\0\0\x18ftypmp42"[..]));
    let media = client.upload_temp_media(upload).await.unwrap();
    let BinaryOr::Json(video) = client.get_temp_media(GetTempMedia::new(media.media_id)).await.unwrap()
    else {
        panic!("a video is a link")
    };
    assert!(video.video_url.starts_with("http"));

    let error = client.get_temp_media(GetTempMedia::new("no-such-media")).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode::INVALID_MEDIA_ID));
}

#[tokio::test]
async fn content_is_judged() {
    let (wechat, client) = world().await;
    let verdict = client.msg_sec_check(MsgSecCheck::new("hello", CheckScene::Comment, OPENID)).await.unwrap();
    assert_eq!((verdict.result.suggest, verdict.result.label), (Suggest::Pass, Label::Normal));
    let sent = last_body(&wechat);
    assert_eq!((&sent["version"], &sent["scene"]), (&json!(2), &json!(2)));

    let verdict = client.msg_sec_check(MsgSecCheck::new("risky", CheckScene::Forum, OPENID)).await.unwrap();
    assert_eq!(verdict.result.suggest, Suggest::Risky);
    assert!(!verdict.detail.is_empty());

    client.img_sec_check(ImgSecCheck::new(Upload::new("a.png", PNG))).await.unwrap();
    let risky = Upload::new("a.png", [PNG, b"risky"].concat());
    let error = client.img_sec_check(ImgSecCheck::new(risky)).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode::RISKY_CONTENT));

    let later =
        MediaCheckAsync::new("https://example.com/a.png", CheckedMedia::Image, CheckScene::Profile, OPENID);
    assert!(!client.media_check_async(later).await.unwrap().trace_id.is_empty());
}

#[tokio::test]
async fn verdicts_wechat_adds_later_are_kept() {
    let (wechat, client) = world().await;
    wechat.answer(
        "msgSecCheck",
        json!({ "errcode": 0, "trace_id": "t", "result": { "suggest": "ask_mom", "label": 30001 }, "detail": "" }),
    );
    let verdict = client.msg_sec_check(MsgSecCheck::new("hello", CheckScene::Comment, OPENID)).await.unwrap();
    assert_eq!(verdict.result.suggest, Suggest::Other("ask_mom".into()));
    assert_eq!(verdict.result.label, Label::Other(30001));
}

#[tokio::test]
async fn analytics() {
    let (wechat, client) = world().await;
    let day = Date::new(2017, 3, 13).unwrap();
    let trend = client.get_daily_visit_trend(GetDailyVisitTrend::of(day)).await.unwrap();
    assert_eq!(last_body(&wechat), json!({ "begin_date": "20170313", "end_date": "20170313" }));
    assert!(trend.list[0].visit_pv > 0);

    let portrait = client.get_user_portrait(GetUserPortrait::new(day.days_ago(6), day)).await.unwrap();
    assert!(!portrait.visit_uv.province.is_empty());
}

#[tokio::test]
async fn links_expire_in_one_way() {
    let (wechat, client) = world().await;
    let jump = JumpWxa::new().path("/pages/menu/menu").query("id=7").env_version(EnvVersion::Release);
    let request = GenerateScheme::new().jump_wxa(jump).expiry(Expiry::after_days(7));
    let scheme = client.generate_scheme(request).await.unwrap();
    assert!(scheme.openlink.starts_with("weixin://"), "{}", scheme.openlink);
    let sent = last_body(&wechat);
    assert_eq!((&sent["expire_type"], &sent["expire_interval"]), (&json!(1), &json!(7)));
    assert_eq!(sent["is_expire"], true);
    assert!(sent.get("expire_time").is_none() && sent.get("expiry").is_none(), "{sent}");

    let until = wx_api::UnixSeconds::now().plus(std::time::Duration::from_secs(86_400));
    let request = GenerateUrlLink::new().path("/pages/menu/menu").expiry(Expiry::at(until));
    let link = client.generate_url_link(request).await.unwrap();
    assert!(link.url_link.starts_with("https://"), "{}", link.url_link);
    let sent = last_body(&wechat);
    assert_eq!((&sent["expire_type"], &sent["expire_time"]), (&json!(0), &json!(until.0)));
    assert_eq!(sent["is_expire"], true);

    let bare = client.generate_scheme(GenerateScheme::new()).await.unwrap();
    assert!(bare.openlink.starts_with("weixin://"));
    assert_eq!(last_body(&wechat), json!({}));
}
