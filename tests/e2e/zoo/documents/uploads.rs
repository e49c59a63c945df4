//! Forms: every part as it arrives, and a file or its address.

use wx_api::{
    Error, Upload,
    mini_drama::{DramaCoverFormat, DramaResource, DramaVideoFormat},
    ocr::CardSide,
    prelude::*,
};
use wx_mock::Fault;

use super::{content_type, pairs, sent};
use crate::{PNG, world};

const FORM: &str = "multipart/form-data; boundary=----wx-api-form";

/// A part with a file as it is written.
fn file(name: &str, file_name: &str, kind: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "------wx-api-form\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\n\
         Content-Type: {kind}\r\n\r\n"
    );
    [head.as_bytes(), bytes, b"\r\n"].concat()
}

/// A part with a text as it is written.
fn text(name: &str, value: &str) -> Vec<u8> {
    format!("------wx-api-form\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        .into_bytes()
}

fn form(parts: &[Vec<u8>]) -> Vec<u8> {
    [parts.concat(), b"------wx-api-form--\r\n".to_vec()].concat()
}

fn picture() -> Upload {
    Upload::new("card.png", PNG)
}

const ADDRESS: &str = "https://shop.example.com/图.jpg?size=big&v=2#x";

#[tokio::test]
async fn an_image_is_recognized_from_a_file_or_from_its_address() {
    let (wechat, client) = world().await;
    let whole = form(&[file("img", "card.png", "image/png", PNG)]);

    let card = client.idcard_ocr(IdcardOcr::new().img(picture())).await.unwrap();
    assert_eq!((card.r#type, card.name.is_some(), card.valid_date), (CardSide::Front, true, None));
    let call = sent(&wechat, "idcardOcr");
    assert_eq!((content_type(&call), &call.body[..]), (FORM, &whole[..]));
    assert_eq!(pairs(&call), []);

    let card = client.idcard_ocr(IdcardOcr::new().img_url(ADDRESS)).await.unwrap();
    assert_eq!((card.r#type, card.name, card.valid_date.is_some()), (CardSide::Back, None, true));
    let call = sent(&wechat, "idcardOcr");
    assert_eq!((call.method.as_str(), content_type(&call), &call.body[..]), ("POST", "", &b""[..]));
    assert_eq!(pairs(&call), [("img_url", ADDRESS)]);

    let printed = client.comm_ocr(CommOcr::new().img(picture())).await.unwrap();
    assert_eq!((printed.items[0].text.as_str(), printed.img_size.w), ("今日菜单", 1280));
    assert_eq!(&sent(&wechat, "commocr").body[..], &whole[..]);
    client.comm_ocr(CommOcr::new().img_url(ADDRESS)).await.unwrap();
    assert_eq!(pairs(&sent(&wechat, "commocr")), [("img_url", ADDRESS)]);

    // The number of a bank card has two names.
    let card = client.bankcard_ocr(BankcardOcr::new().img(picture())).await.unwrap();
    assert_eq!((card.card_number(), card.id.as_deref()), (Some("6222021234567890123"), None));
    let card = client.bankcard_ocr(BankcardOcr::new().img_url(ADDRESS)).await.unwrap();
    assert_eq!((card.card_number(), card.number.as_deref()), (Some("6222021234567890123"), None));
}

#[tokio::test]
async fn ratios_travel_in_the_form_also_beside_an_address() {
    let (wechat, client) = world().await;
    let ratios = [1.0, 2.35];
    let request = ImgAiCrop::new().img(picture()).ratios(ratios);
    let crops = client.img_ai_crop(request).await.unwrap();
    assert_eq!((crops.results.len(), crops.results[1].crop_top), (2, 205));
    let whole = form(&[file("img", "card.png", "image/png", PNG), text("ratios", "1,2.35")]);
    assert_eq!(&sent(&wechat, "imgAiCrop").body[..], &whole[..]);

    client.img_ai_crop(ImgAiCrop::new().img_url(ADDRESS).ratios(ratios)).await.unwrap();
    let call = sent(&wechat, "imgAiCrop");
    assert_eq!((content_type(&call), &call.body[..]), (FORM, &form(&[text("ratios", "1,2.35")])[..]));
    assert_eq!(pairs(&call), [("img_url", ADDRESS)]);
}

#[tokio::test]
async fn neither_and_both_are_refused_before_anything_is_sent() {
    let (wechat, client) = world().await;
    let error = client.idcard_ocr(IdcardOcr::new()).await.unwrap_err();
    assert!(matches!(error, Error::Request(_)));
    assert_eq!(error.to_string(), "idcardOcr was not sent: `img`, `img_url`: one of them is needed");
    let both = BankcardOcr::new().img(picture()).img_url(ADDRESS);
    let error = client.bankcard_ocr(both).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "bankcardOcr was not sent: `img`, `img_url`: 2 of them are given, only one is allowed"
    );
    let error = client.comm_ocr(CommOcr::new()).await.unwrap_err();
    assert!(error.to_string().contains("one of them is needed"), "{error}");
    // Ratios are no image.
    let wrong = ImgAiCrop::new().ratios([1.0, 1.5, 2.0, 2.5, 3.0, 3.5]);
    let error = client.img_ai_crop(wrong).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "imgAiCrop was not sent: `ratios`: 6 items, at most 5 are allowed; `img`, `img_url`: one of them is needed"
    );
    let big = IdcardOcr::new().img(Upload::new("big.png", vec![0; 2 << 20]));
    let error = client.idcard_ocr(big).await.unwrap_err();
    assert!(error.to_string().contains("`img`: 2097152 bytes, at most 2097151 are allowed"), "{error}");
    assert!(wechat.calls().is_empty());
}

#[tokio::test]
async fn an_episode_is_uploaded_with_its_cover_or_without() {
    let (wechat, client) = world().await;
    let video = Upload::new("ep \"1\".mp4", &b"\0\0\0\x18ftypmp42\r\n--"[..]);
    let request = SingleFileUpload::new("长街 - 第1集", DramaVideoFormat::ThreeGp, video);
    let uploaded = client.single_file_upload(request.clone()).await.unwrap();
    assert_eq!(uploaded.media_id, 28_918_028);
    let parts = [
        text("media_name", "长街 - 第1集"),
        text("media_type", "3GP"),
        file("media_data", "ep %221%22.mp4", "video/mp4", b"\0\0\0\x18ftypmp42\r\n--"),
    ];
    assert_eq!(&sent(&wechat, "singleFileUpload").body[..], &form(&parts)[..]);

    let request = request
        .cover_type(DramaCoverFormat::Jpeg)
        .cover_data(Upload::new("ep1.jpeg", PNG))
        .source_context("batch-7");
    let uploaded = client.single_file_upload(request).await.unwrap();
    assert_eq!(uploaded.media_id, 28_918_029);
    let more = [
        text("cover_type", "JPEG"),
        file("cover_data", "ep1.jpeg", "image/jpeg", PNG),
        text("source_context", "batch-7"),
    ];
    let call = sent(&wechat, "singleFileUpload");
    assert_eq!(&call.body[..], &form(&[&parts[..], &more[..]].concat())[..]);
    assert_eq!((content_type(&call), pairs(&call).len()), (FORM, 0));
}

#[tokio::test]
async fn a_part_of_a_file_goes_with_its_numbers() {
    let (wechat, client) = world().await;
    let request = UploadPart::new("9457878", 100, DramaResource::Cover, Upload::new("part", &b"bytes"[..]));
    let part = client.upload_part(request).await.unwrap();
    assert!(part.etag.starts_with('"'), "{}", part.etag);
    let whole = form(&[
        text("upload_id", "9457878"),
        text("part_number", "100"),
        text("resource_type", "2"),
        file("data", "part", "application/octet-stream", b"bytes"),
    ]);
    assert_eq!(&sent(&wechat, "uploadPart").body[..], &whole[..]);

    let request =
        UploadPart::new("9457878", 101, DramaResource::Video, Upload::new("part", vec![0; 6 << 20]));
    let error = client.upload_part(request).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "uploadPart was not sent: `part_number`: 101 is outside 1..=100; `data`: 6291456 bytes, at most 5242880 are \
         allowed"
    );
}

#[tokio::test]
async fn what_wechat_cannot_read_is_an_error() {
    let (wechat, client) = world().await;
    wechat.fault("idcardOcr", Fault::errcode(101_001));
    let error = client.idcard_ocr(IdcardOcr::new().img(picture())).await.unwrap_err();
    let text = error.to_string();
    assert!(text.starts_with("idcardOcr: errcode 101001, 未检测到证件 (certificate not found)"), "{text}");
    wechat.fault("singleFileUpload", Fault::errcode(10_090_001));
    let video = Upload::new("a.mp4", &b"x"[..]);
    let request = SingleFileUpload::new("长街 - 第1集", DramaVideoFormat::Mp4, video);
    let error = client.single_file_upload(request).await.unwrap_err();
    assert!(error.to_string().contains("errcode 10090001, 视频类型不支持"), "{error}");
}
