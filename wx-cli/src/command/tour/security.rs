//! Content checks.

use wx_api::{Binary, OpenId, Upload, prelude::*};

use super::{Guide, login::short};
use crate::stop::Stop;

/// Checks a good text, a bad one, an image and a file to be fetched.
pub(super) async fn run(guide: &mut Guide<'_>, user: &OpenId, code: &Binary) -> Result<(), Stop> {
    let Guide { client, board, .. } = guide;
    board.section("Content checks")?;
    for text in ["今天天气很好", "something risky"] {
        let verdict = client.msg_sec_check(MsgSecCheck::new(text, CheckScene::Comment, user.clone())).await?;
        board.row::<MsgSecCheck>(format!("content={text}, scene=2 (评论)"), told(&verdict))?;
    }
    client.img_sec_check(ImgSecCheck::new(Upload::new("code.png", code.bytes.clone()))).await?;
    board.row::<ImgSecCheck>(
        format!("media=code.png ({} bytes, multipart)", code.bytes.len()),
        "ok: nothing found",
    )?;
    let url = "https://example.com/photo.jpg";
    let check = MediaCheckAsync::new(url, CheckedMedia::Image, CheckScene::Profile, user.clone());
    let check = client.media_check_async(check).await?;
    board.row::<MediaCheckAsync>(
        "media_url=https://example.com/photo.jpg, media_type=2",
        format!("trace_id={}; the verdict comes by push", short(&check.trace_id)),
    )?;
    Ok(())
}

/// A verdict in a few words.
pub(super) fn told(verdict: &TextVerdict) -> String {
    let TextVerdict { result, detail, .. } = verdict;
    let strategies: Vec<_> = detail.iter().map(|finding| finding.strategy.as_str()).collect();
    format!("{:?}, {:?}; by {}", result.suggest, result.label, strategies.join(", "))
}
