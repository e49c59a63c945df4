//! Media, customer-service messages, subscribe messages.

use wx_api::{Binary, BinaryOr, OpenId, Upload, prelude::*};

use super::{Guide, login::short};
use crate::stop::Stop;

/// Uploads the code and sends one message of each kind.
pub(super) async fn run(guide: &mut Guide<'_>, user: &OpenId, code: &Binary) -> Result<(), Stop> {
    let Guide { client, board, .. } = guide;
    board.section("Media and messages")?;
    let file = Upload::new("code.png", code.bytes.clone());
    let media = client.upload_temp_media(UploadTempMedia::new(MediaType::Image, file)).await?;
    board.row::<UploadTempMedia>(
        format!("type=image, media=code.png ({} bytes, {})", code.bytes.len(), "multipart"),
        format!("media_id={}", short(media.media_id.as_str())),
    )?;
    let back = match client.get_temp_media(GetTempMedia::new(media.media_id.clone())).await? {
        BinaryOr::Binary(binary) if binary.bytes == code.bytes => {
            format!("{} bytes, the same", binary.bytes.len())
        }
        BinaryOr::Binary(binary) => format!("{} other bytes", binary.bytes.len()),
        BinaryOr::Json(video) => video.video_url,
    };
    board.row::<GetTempMedia>(format!("media_id={}", short(media.media_id.as_str())), back)?;

    let link =
        LinkMessage::new("Spring sale", "Half price", "https://example.com", "https://example.com/thumb.png");
    let page = MiniProgramPage::new("Your order", "pages/order?id=1", media.media_id.clone());
    let messages = [
        ("msgtype=text: 您好", CustomMessage::text("您好")),
        ("msgtype=image: that media_id", CustomMessage::image(media.media_id)),
        ("msgtype=link: Spring sale", CustomMessage::Link(link)),
        ("msgtype=miniprogrampage: Your order", CustomMessage::MiniProgramPage(page)),
    ];
    for (sent, message) in messages {
        client.send_custom_message(SendCustomMessage::new(user.clone(), message)).await?;
        board.row::<SendCustomMessage>(sent, "ok")?;
    }

    let data = TemplateData::new().with("thing1", "拿铁咖啡").with("time2", "2026-01-01 09:30");
    client.send_message(SendMessage::new(user.clone(), "TEMPLATE_ID", data).page("index?id=1")).await?;
    board.row::<SendMessage>("data: thing1=拿铁咖啡, time2=2026-01-01 09:30", "ok")?;
    Ok(())
}
