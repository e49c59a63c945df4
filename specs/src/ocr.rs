//! Text recognition (OCR 图像文字识别).
//!
//! Each image goes as a file or by its address, never both; WeChat fetches what has an address. 100 calls a day for each
//! endpoint; more are sold on the service market.
//!
//! A repeated call costs quota again, so these endpoints are not idempotent: the client repeats one only if it was
//! certainly not sent, and leaves every other retry to the caller.

use wx_core::{Upload, wx_endpoint, wx_type};

/// 身份证识别 — what stands on one side of an identity card.
///
/// 100 calls a day; more are sold. A repeated call costs quota again, so the client does not repeat it by itself.
#[wx_endpoint(
    method = POST,
    path = "/cv/ocr/idcard",
    body = multipart,
    one_of = [img, img_url],
    response = json(IdCard),
    errors = [-1, 40001, 101000, 101001, 101002, 101003],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/img-ocr/ocr/api_idcardocr.html",
)]
pub struct IdcardOcr {
    /// The image, less than 2 MB.
    #[wx(max_bytes = 2097151)]
    pub img: Option<Upload>,
    /// The address of the image.
    #[wx(query)]
    pub img_url: Option<String>,
    /// How the picture was taken: `photo`. Only the example of the page has it.
    #[wx(query)]
    pub r#type: Option<String>,
}

/// What stands on one side of an identity card; each side has its own fields.
#[wx_type(response)]
pub struct IdCard {
    /// Which side it is.
    pub r#type: CardSide,
    /// On the front: the name.
    pub name: Option<String>,
    /// On the front: the number of the card.
    pub id: Option<String>,
    /// On the back: until when the card is valid.
    pub valid_date: Option<String>,
    /// On the front: the address.
    pub addr: Option<String>,
    /// On the front: the gender, `男` or `女`.
    pub gender: Option<String>,
    /// On the front: the ethnic group (民族).
    pub nationality: Option<String>,
}

/// A side of an identity card (type).
#[wx_type(response)]
pub enum CardSide {
    /// The side with name and number.
    #[serde(rename = "Front")]
    Front,
    /// The side with the date.
    #[serde(rename = "Back")]
    Back,
    /// A side WeChat added later.
    #[wx(other)]
    Other(String),
}

/// 银行卡识别 — the number of a bank card.
///
/// 100 calls a day; more are sold. A repeated call costs quota again, so the client does not repeat it by itself.
#[wx_endpoint(
    method = POST,
    path = "/cv/ocr/bankcard",
    body = multipart,
    one_of = [img, img_url],
    response = json(BankCard),
    errors = [-1, 40001, 101000, 101001, 101003],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/img-ocr/ocr/api_bankcardocr.html",
)]
pub struct BankcardOcr {
    /// The image, less than 2 MB.
    #[wx(max_bytes = 2097151)]
    pub img: Option<Upload>,
    /// The address of the image.
    #[wx(query)]
    pub img_url: Option<String>,
}

/// The answer to [`BankcardOcr`]. The official page has two names for the number; [`BankCard::card_number`] knows both.
#[wx_type(response)]
pub struct BankCard {
    /// The number, under the name that the page's table has.
    pub number: Option<String>,
    /// The number, under the name that the page's example has.
    pub id: Option<String>,
}

impl BankCard {
    /// The number of the card, under whichever name it came.
    pub fn card_number(&self) -> Option<&str> {
        self.number.as_deref().or(self.id.as_deref())
    }
}

/// 通用印刷体识别 — the printed text in an image, line by line.
///
/// 100 calls a day; more are sold. A repeated call costs quota again, so the client does not repeat it by itself.
#[wx_endpoint(
    method = POST,
    path = "/cv/ocr/comm",
    name = "commocr",
    body = multipart,
    one_of = [img, img_url],
    response = json(PrintedText),
    errors = [-1, 40001, 101000, 101002, 101003],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/img-ocr/ocr/api_commocr.html",
)]
pub struct CommOcr {
    /// The image, less than 2 MB.
    #[wx(max_bytes = 2097151)]
    pub img: Option<Upload>,
    /// The address of the image.
    #[wx(query)]
    pub img_url: Option<String>,
}

/// The answer to [`CommOcr`].
#[wx_type(response)]
pub struct PrintedText {
    /// The lines of text.
    pub items: Vec<PrintedLine>,
    /// How large the image is.
    pub img_size: PrintSize,
}

/// One line of printed text.
#[wx_type(response)]
pub struct PrintedLine {
    /// The text. The page shows it in its example only.
    pub text: String,
    /// Where it stands.
    pub pos: PrintCorners,
}

/// The corners of a piece of an image; it need not be upright.
#[wx_type(response)]
pub struct PrintCorners {
    /// The one at the upper left.
    pub left_top: PrintPoint,
    /// The one at the upper right.
    pub right_top: PrintPoint,
    /// The one at the lower right.
    pub right_bottom: PrintPoint,
    /// The one at the lower left.
    pub left_bottom: PrintPoint,
}

/// A point of an image, counted from its upper left corner.
#[wx_type(response)]
pub struct PrintPoint {
    /// Pixels to the right.
    pub x: i32,
    /// Pixels down.
    pub y: i32,
}

/// How large an image with text is.
#[wx_type(response)]
pub struct PrintSize {
    /// The width in pixels.
    pub w: u32,
    /// The height in pixels.
    pub h: u32,
}
