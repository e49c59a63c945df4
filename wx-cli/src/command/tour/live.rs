//! The harmless steps against the real WeChat.

use std::{path::Path, time::Duration};

use wx_api::{Date, prelude::*};

use super::{Tour, board::Board, codes, links, picture, security};
use crate::{cli::Global, client, out::Out, stop::Stop};

/// The token, one unlimited code, yesterday's visits; a text check if there is a user for it.
pub(super) async fn run(tour: &Tour, global: &Global, out: &mut Out) -> Result<(), Stop> {
    let appid = global.appid.as_ref().filter(|appid| !appid.is_empty());
    let secret = client::secret()?;
    if appid.is_none() || secret.is_none() {
        let missing = client::missing(appid.is_none(), secret.is_none());
        return Err(Stop::Usage(format!(
            "--live calls the real WeChat, but {missing}. Without --live no account is needed"
        )));
    }
    let client = global.client(Duration::from_secs(15), &serde_json::Map::new())?;
    let base_url = global.base_url().unwrap_or("https://api.weixin.qq.com");
    let mut board = Board::new(out, global.json);
    board.note(&format!("Calling {base_url} for {}; nothing there is changed.", client.appid()))?;
    board.head()?;

    board.section("Access token")?;
    let token = client.get_stable_access_token(GetStableAccessToken::new()).await?;
    board.row::<GetStableAccessToken>(
        "appid, secret=***",
        format!("access_token=***, expires_in={}", token.expires_in),
    )?;

    board.section("Mini-program code")?;
    let code = GetUnlimitedQrCode::new("id=123").check_path(false);
    let code = client.get_unlimited_qr_code(code).await?;
    board.row::<GetUnlimitedQrCode>("scene=id=123, check_path=false", codes::told(&code))?;

    if let Some(openid) = &tour.openid {
        board.section("Content check")?;
        let check = MsgSecCheck::new("今天天气很好", CheckScene::Comment, openid.as_str());
        let verdict = client.msg_sec_check(check).await?;
        board.row::<MsgSecCheck>("content=今天天气很好, scene=2 (评论)", security::told(&verdict))?;
    }

    board.section("Analytics")?;
    let yesterday = Date::yesterday();
    let trend = client.get_daily_visit_trend(GetDailyVisitTrend::of(yesterday)).await?;
    board.row::<GetDailyVisitTrend>(format!("{yesterday} to {yesterday}"), links::visits(&trend))?;

    // WeChat's own codes are JPEG.
    let path = match code.extension() {
        Some(extension) if tour.out == Path::new("wx-tour.png") => tour.out.with_extension(extension),
        _ => tour.out.clone(),
    };
    picture::save(&code, &path)?;
    picture::show(&mut board, &code, &path)?;
    board.finish("`wx call NAME` calls any other endpoint.")
}
