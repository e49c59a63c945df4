//! Several functions behind one path: each sends its own action, and is answered with its own answer.

use serde_json::{Value, json};
use wx_api::{
    Date, Error,
    advertising::{AdDate, AdSlot},
    live_broadcast::{LivePriceType, LiveStatus},
    plugin::PluginStatus,
    prelude::*,
};
use wx_mock::Fault;

use super::{pairs, sent};
use crate::world;

#[tokio::test]
async fn plugins_that_are_used() {
    let (wechat, client) = world().await;
    client.apply_plugin(ApplyPlugin::new("wx1", "maps")).await.unwrap();
    client.update_plugin(UpdatePlugin::new("wx1", "2.2.46")).await.unwrap();
    client.unbind_plugin(UnbindPlugin::new("wx1")).await.unwrap();
    let list = client.get_plugin_list(GetPluginList::new()).await.unwrap().plugin_list;
    assert_eq!((&list[0].status, &list[1].status), (&PluginStatus::Applied, &PluginStatus::Agreed));
    for (endpoint, body) in [
        ("applyPlugin", r#"{"action":"apply","plugin_appid":"wx1","reason":"maps"}"#),
        ("updatePlugin", r#"{"action":"update","plugin_appid":"wx1","user_version":"2.2.46"}"#),
        ("unbindPlugin", r#"{"action":"unbind","plugin_appid":"wx1"}"#),
        ("getPluginList", r#"{"action":"list"}"#),
    ] {
        let call = sent(&wechat, endpoint);
        assert_eq!((call.path.as_str(), call.text().as_str()), ("/wxa/plugin", body));
    }
    wechat.fault("updatePlugin", Fault::errcode(80067));
    let error = client.update_plugin(UpdatePlugin::new("wx1", "9")).await.unwrap_err();
    assert!(error.to_string().starts_with("updatePlugin: errcode 80067, 找不到使用的插件"), "{error}");
}

#[tokio::test]
async fn a_plugin_of_one_s_own() {
    let (wechat, client) = world().await;
    let list = client.get_plugin_dev_apply_list(GetPluginDevApplyList::new(1, 10)).await.unwrap();
    let [applicant] = &list.apply_list[..] else { panic!("{list:?}") };
    // It arrives as a string.
    assert_eq!(applicant.create_time.0, 1_767_225_600);
    assert_eq!(applicant.categories[1].second, None);
    client.agree_dev_plugin(AgreeDevPlugin::new("wx2")).await.unwrap();
    client.refuse_dev_plugin(RefuseDevPlugin::new("no shop")).await.unwrap();
    client.delete_dev_plugin(DeleteDevPlugin::new().appid("wx2")).await.unwrap();
    for (endpoint, body) in [
        ("getPluginDevApplyList", r#"{"action":"dev_apply_list","page":1,"num":10}"#),
        ("agreeDevPlugin", r#"{"action":"dev_agree","appid":"wx2"}"#),
        ("refuseDevPlugin", r#"{"action":"dev_refuse","reason":"no shop"}"#),
        ("deleteDevPlugin", r#"{"action":"dev_delete","appid":"wx2"}"#),
    ] {
        let call = sent(&wechat, endpoint);
        assert_eq!((call.path.as_str(), call.text().as_str()), ("/wxa/devplugin", body));
    }
}

#[tokio::test]
async fn domains_of_one_kind_or_of_all() {
    let (wechat, client) = world().await;
    let servers = client.get_server_domain(GetServerDomain::new()).await.unwrap();
    let sites = client.get_biz_domain(GetBizDomain::new()).await.unwrap();
    let all = client.get_domain_info(GetDomainInfo::new()).await.unwrap();
    assert_eq!((&all.requestdomain, &all.bizdomain), (&servers.requestdomain, &sites.bizdomain));
    let bodies = ["getServerDomain", "getBizDomain", "getDomainInfo"].map(|name| sent(&wechat, name).text());
    assert_eq!(bodies, [r#"{"action":"getserverdomain"}"#, r#"{"action":"getbizdomain"}"#, "{}"]);
    // What is not there is empty.
    wechat.answer(
        "getServerDomain",
        json!({ "errcode": 0, "requestdomain": ["https://a"], "uploaddomain": null }),
    );
    let servers = client.get_server_domain(GetServerDomain::new()).await.unwrap();
    assert_eq!((servers.requestdomain.len(), servers.udpdomain.len()), (1, 0));
}

#[tokio::test]
async fn rooms_and_their_replays() {
    let (wechat, client) = world().await;
    let rooms = client.get_live_info(GetLiveInfo::new(0, 10)).await.unwrap();
    let room = &rooms.room_info[0];
    assert_eq!((&room.live_status, bool::from(room.close_kf)), (&LiveStatus::Live, true));
    assert_eq!((&room.goods[0].price_type, room.goods[0].price), (&LivePriceType::One, 1889.0));
    assert_eq!(room.goods[1].price2, None);
    let replays = client.get_live_replay(GetLiveReplay::new(6209_u64, 0, 10)).await.unwrap();
    assert!(replays.live_replay[0].media_url.starts_with("http"));
    assert_eq!(sent(&wechat, "getLiveInfo").text(), r#"{"start":0,"limit":10}"#);
    assert_eq!(
        sent(&wechat, "getLiveReplay").text(),
        r#"{"action":"get_replay","room_id":6209,"start":0,"limit":10}"#
    );

    wechat.fault("getLiveInfo", Fault::errcode(1));
    let error = client.get_live_info(GetLiveInfo::new(0, 10)).await.unwrap_err();
    assert!(
        error.to_string().starts_with("getLiveInfo: errcode 1, no room was ever made (还没有创建直播间)"),
        "{error}"
    );
}

fn day(day: i8) -> AdDate {
    Date::new(2026, 1, day).unwrap().into()
}

#[tokio::test]
async fn income_of_kinds_of_ads_and_of_single_ones() {
    let (wechat, client) = world().await;
    let request = PublisherAdposGeneral::new(1, 10, day(1), day(31));
    let general = client.publisher_adpos_general(request).await.unwrap();
    assert_eq!((general.list[0].income, general.list[0].date), (52175, day(1)));
    assert_eq!(general.list[0].ad_slot, AdSlot::SlotIdWeappInterstitial);
    let call = sent(&wechat, "publisher_adpos_general");
    assert_eq!((call.path.as_str(), call.method.as_str()), ("/publisher/stat", "GET"));
    assert_eq!(
        pairs(&call),
        [
            ("action", "publisher_adpos_general"),
            ("page", "1"),
            ("page_size", "10"),
            ("start_date", "2026-01-01"),
            ("end_date", "2026-01-31"),
        ]
    );

    let request = PublisherAdunitGeneral::new(2, 90, day(1), day(1)).ad_slot(AdSlot::SlotIdWeappRewardVideo);
    client.publisher_adunit_general(request).await.unwrap();
    let pairs = sent(&wechat, "publisher_adunit_general").query;
    assert!(pairs.contains(&("action".to_owned(), "publisher_adunit_general".to_owned())), "{pairs:?}");
    assert!(pairs.contains(&("ad_slot".to_owned(), "SLOT_ID_WEAPP_REWARD_VIDEO".to_owned())), "{pairs:?}");
    let error = client.publisher_adpos_general(PublisherAdposGeneral::new(1, 91, day(1), day(1))).await;
    assert!(error.unwrap_err().to_string().contains("`page_size`: 91 is outside 1..=90"));
}

#[tokio::test]
async fn a_status_in_base_resp_is_a_failure() {
    let (wechat, client) = world().await;
    let ask = || client.publisher_adpos_general(PublisherAdposGeneral::new(1, 10, day(1), day(1)));
    let answer = |ret: Value| wechat.answer("publisher_adpos_general", json!({ "base_resp": ret }));
    answer(json!({ "ret": 2009, "err_msg": "invalid publisher" }));
    let error = ask().await.unwrap_err();
    let text = error.to_string();
    assert!(text.starts_with("publisher_adpos_general: ret 2009, "), "{text}");
    assert!(text.ends_with("WeChat says: invalid publisher"), "{text}");
    let Error::Api(api) = &error else { panic!("{error:?}") };
    // Its numbers are not those of errcode: nothing is concluded from one that looks like a stale token.
    assert_eq!((api.field, error.errcode(), error.is_retryable()), ("ret", None, false));
    answer(json!({ "ret": 40001, "err_msg": "?" }));
    ask().await.unwrap_err();
    assert_eq!(wechat.tokens_issued(), 1);
    answer(json!({ "ret": "x" }));
    let error = ask().await.unwrap_err();
    assert!(matches!(error, Error::Answer(_)), "{error}");
    // A success that says nothing else is an answer without anything in it.
    answer(json!({ "ret": 0, "err_msg": "ok" }));
    let found = ask().await.unwrap();
    assert!(found.list.is_empty() && (found.total_num, found.summary.income) == (0, 0));
}
