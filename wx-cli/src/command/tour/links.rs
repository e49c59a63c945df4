//! Analytics and links.

use wx_api::{Date, prelude::*};

use super::Guide;
use crate::stop::Stop;

/// Asks for yesterday and makes a link of each kind.
pub(super) async fn run(guide: &mut Guide<'_>) -> Result<(), Stop> {
    let Guide { client, board, .. } = guide;
    board.section("Analytics")?;
    let yesterday = Date::yesterday();
    let trend = client.get_daily_visit_trend(GetDailyVisitTrend::of(yesterday)).await?;
    board.row::<GetDailyVisitTrend>(format!("{yesterday} to {yesterday}"), visits(&trend))?;
    let week = GetUserPortrait::new(yesterday.days_ago(6), yesterday);
    let portrait = client.get_user_portrait(week).await?;
    let users = &portrait.visit_uv;
    board.row::<GetUserPortrait>(
        format!("{} to {yesterday}", yesterday.days_ago(6)),
        format!(
            "{} provinces, {} devices, {} ages",
            users.province.len(),
            users.devices.len(),
            users.ages.len()
        ),
    )?;

    board.section("Links from outside WeChat")?;
    let jump = JumpWxa::new().path("pages/index/index").query("id=1");
    let scheme = GenerateScheme::new().jump_wxa(jump).expiry(Expiry::after_days(7));
    let scheme = client.generate_scheme(scheme).await?;
    board.row::<GenerateScheme>("path=pages/index/index, query=id=1, for 7 days", scheme.openlink)?;
    let link = GenerateUrlLink::new().path("pages/index/index").expiry(Expiry::after_days(30));
    let link = client.generate_url_link(link).await?;
    board.row::<GenerateUrlLink>("path=pages/index/index, for 30 days", link.url_link)?;
    Ok(())
}

/// A day's visits in a few words.
pub(super) fn visits(trend: &DailyVisitTrend) -> String {
    match trend.list.first() {
        Some(day) => format!(
            "{}: {} visits, {} users, {} new",
            day.ref_date, day.session_cnt, day.visit_uv, day.visit_uv_new
        ),
        None => "nothing for that day".to_owned(),
    }
}
