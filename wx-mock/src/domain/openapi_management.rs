//! The API itself: quotas, and what became of a call.

use super::{Call, Handler};
use crate::{refusal::Refusal, reply::Answer, world::World};

pub(super) const HANDLERS: &[(&str, Handler)] = &[
    ("openapi_management.clearQuota", clear),
    ("openapi_management.clearQuotaByAppSecret", clear),
    ("openapi_management.getRidInfo", rid),
    ("openapi_management.getApiQuota", quota),
];

/// How often a month the day's calls can be set back to none.
const CLEARS: u32 = 10;

fn clear(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let cleared = world.cleared_quotas.entry(call.appid.to_owned()).or_default();
    if *cleared >= CLEARS {
        return Err(Refusal::new(48006).because("the quotas of this appid were cleared 10 times this month"));
    }
    *cleared += 1;
    Ok(Answer::ok())
}

fn rid(call: &Call<'_>, _: &mut World) -> Result<Answer, Refusal> {
    let groups: Vec<_> = call.fields.text("rid").split('-').collect();
    let hex = |group: &&str| group.len() == 8 && group.bytes().all(|byte| byte.is_ascii_hexdigit());
    if groups.len() != 3 || !groups.iter().all(hex) {
        return Err(Refusal::new(76002).because("`rid`: three groups of eight hexadecimal digits are one"));
    }
    Ok(call.sample())
}

fn quota(call: &Call<'_>, _: &mut World) -> Result<Answer, Refusal> {
    let path = call.fields.text("cgi_path");
    if path.starts_with("/sns/") {
        return Err(Refusal::new(76022).because("`cgi_path`: nothing is told about those under /sns/"));
    }
    Ok(call.sample())
}
