//! Mini-program codes.

use wx_api::{Binary, prelude::*};

use super::{Guide, picture};
use crate::stop::Stop;

/// Draws a code of each kind; the unlimited one is the tour's picture.
pub(super) async fn run(guide: &mut Guide<'_>) -> Result<Binary, Stop> {
    let Guide { client, board, .. } = guide;
    board.section("Mini-program codes")?;
    let unlimited = GetUnlimitedQrCode::new("id=123").page("pages/index/index").width(430_u32);
    let code = client.get_unlimited_qr_code(unlimited).await?;
    board.row::<GetUnlimitedQrCode>("scene=id=123, page=pages/index/index, width=430", told(&code))?;

    let counted = client.get_qr_code(GetQrCode::new("pages/index/index?id=1").width(280_u32)).await?;
    let used = counted.header("Num-Used").map_or(String::new(), |used| format!(", {used} of 100,000 used"));
    board.row::<GetQrCode>("path=pages/index/index?id=1, width=280", told(&counted) + &used)?;

    let square = client.create_qr_code(CreateQrCode::new("pages/index/index?id=2")).await?;
    board.row::<CreateQrCode>("path=pages/index/index?id=2", told(&square))?;
    Ok(code)
}

/// An image in a few words.
pub(super) fn told(image: &Binary) -> String {
    let kind = image.content_type.as_deref().unwrap_or("bytes");
    let size =
        picture::size(&image.bytes).map_or(String::new(), |(width, height)| format!(", {width}×{height}"));
    format!("{kind}{size}, {} bytes", image.bytes.len())
}
