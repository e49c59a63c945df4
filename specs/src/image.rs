//! Image processing (图像处理).

use wx_core::{Joined, Upload, wx_endpoint, wx_type};

/// 图片智能裁剪 — where to crop an image so that what it shows stays in it.
///
/// The image goes as a file or by its address, never both; WeChat fetches what has an address.
#[wx_endpoint(
    method = POST,
    path = "/cv/img/aicrop",
    body = multipart,
    one_of = [img, img_url],
    response = json(Crops),
    errors = [-1, 40001, 101000, 101002],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/img-ocr/img/api_imgaicrop.html",
)]
pub struct ImgAiCrop {
    /// The image, less than 2 MB.
    #[wx(max_bytes = 2097151)]
    pub img: Option<Upload>,
    /// The address of the image.
    #[wx(query)]
    pub img_url: Option<String>,
    /// The ratios of width to height that are wanted, at most five; left out: the best one.
    #[wx(max_items = 5)]
    pub ratios: Option<Joined<f64>>,
}

/// The answer to [`ImgAiCrop`].
#[wx_type(response)]
pub struct Crops {
    /// One rectangle a ratio, in their order.
    pub results: Vec<Crop>,
    /// How large the image is.
    pub img_size: CroppedSize,
}

/// A rectangle of an image in pixels, counted from its upper left corner.
#[wx_type(response)]
pub struct Crop {
    /// Where it begins from the left.
    pub crop_left: u32,
    /// Where it begins from the top.
    pub crop_top: u32,
    /// Where it ends from the left.
    pub crop_right: u32,
    /// Where it ends from the top.
    pub crop_bottom: u32,
}

/// How large an image to be cropped is.
#[wx_type(response)]
pub struct CroppedSize {
    /// The width in pixels.
    pub w: u32,
    /// The height in pixels.
    pub h: u32,
}
