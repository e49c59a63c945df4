//! The visits of the last week, as a picture.

use std::time::Duration;

use axum::{body::Bytes, extract::State, http::header::CONTENT_TYPE, response::IntoResponse};
use charts_rs::{LineChart, Series};
use wx_api::{Date, data_analysis::DailyVisits, prelude::*};

use crate::{App, failure::Failure};

/// Yesterday's numbers are complete in the morning; until then a look now and then is enough.
const KEEP: Duration = Duration::from_secs(60 * 60);

pub(crate) async fn plot(State(app): State<App>) -> Result<impl IntoResponse, Failure> {
    let last = Date::yesterday();
    let key = format!("visits:{last}");
    let svg = match app.store.get(&key).await? {
        Some(svg) => svg,
        None => {
            let svg = draw(&week(&app.wechat, last).await?)?;
            app.store.put(key, svg.clone(), KEEP).await?;
            svg
        }
    };
    Ok(([(CONTENT_TYPE, "image/svg+xml")], svg))
}

/// WeChat answers for one day at a time. A day without visits has no entry.
async fn week(wechat: &Client, last: Date) -> Result<Vec<(Date, Option<DailyVisits>)>, Failure> {
    let mut week = Vec::new();
    for ago in (0..7).rev() {
        let day = last.days_ago(ago);
        let visits = wechat.get_daily_visit_trend(GetDailyVisitTrend::of(day)).await?;
        week.push((day, visits.list.into_iter().next()));
    }
    Ok(week)
}

fn draw(week: &[(Date, Option<DailyVisits>)]) -> Result<Bytes, Failure> {
    let line = |name: &str, count: fn(&DailyVisits) -> u64| {
        #[allow(clippy::cast_precision_loss, reason = "a picture has fewer pixels than a float has digits")]
        let points = week.iter().map(|(_, visits)| visits.as_ref().map_or(0, count) as f32);
        Series::from((name, points.collect::<Vec<_>>()))
    };
    let lines = vec![
        line("users", |visits| visits.visit_uv),
        line("of them new", |visits| visits.visit_uv_new),
        line("visits", |visits| visits.session_cnt),
    ];
    let days = week.iter().map(|(day, _)| day.to_string()[4..].to_owned()).collect();
    let mut chart = LineChart::new(lines, days);
    chart.width = 640.0;
    chart.height = 320.0;
    chart.title.text = "Visits of the last seven days".to_owned();
    chart.svg().map(Bytes::from).map_err(|_| Failure::Broken("the plot cannot be drawn"))
}
