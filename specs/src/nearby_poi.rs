//! Mini programs nearby (附近小程序).

use wx_core::{AppId, JsonText, wx_endpoint, wx_type};

/// 添加地点 — puts a shop on the list of what is near a user, or changes one that is on it.
///
/// Calls come one after the other, a second apart.
#[wx_endpoint(
    method = POST,
    path = "/wxa/addnearbypoi",
    fixed = [is_comm_nearby = "1"],
    response = json(AddedPoi),
    errors = [40001],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/nearby-poi/api_addnearbypoi.html",
)]
pub struct AddNearbyPoi {
    /// The name of the shop, as Tencent's map has it.
    pub store_name: String,
    /// The pictures of the shop.
    pub pic_list: JsonText<PoiPictures>,
    /// What the shop offers.
    pub service_infos: JsonText<PoiServices>,
    /// The customer service.
    pub kf_info: Option<JsonText<PoiCustomerService>>,
    /// The phone number of the shop.
    pub contract_phone: String,
    /// When it is open: `11:11-12:12`.
    pub hour: String,
    /// The company that runs it.
    pub company_name: String,
    /// The number of its business licence, 15 digits, or its organization code, 9 digits.
    pub credential: String,
    /// The address.
    pub address: String,
    /// Proof that the company belongs to the mini program's own; only where it is another.
    pub qualification_list: Option<String>,
    /// The shop, where it is on the list already; left out: it is a new one.
    pub poi_id: Option<String>,
    /// The shop in Tencent's map (sosomap_poi_uid). Without it, a few shops are refused.
    pub map_poi_id: Option<String>,
}

/// Pictures of a shop (pic_list).
#[wx_type(request)]
pub struct PoiPictures {
    /// Their addresses, as WeChat gave them when they were uploaded; 5 MB each at most.
    #[wx(min_items = 1, max_items = 9)]
    pub list: Vec<String>,
}

/// What a shop offers (service_infos).
#[wx_type(request)]
pub struct PoiServices {
    /// The services.
    pub service_infos: Vec<PoiService>,
}

/// One service of a shop. The page's text calls the type `tpye`, its example `type`.
#[wx_type(request)]
pub struct PoiService {
    /// The number of the service in the page's table.
    pub id: String,
    /// The type of the service in that table.
    pub r#type: String,
    /// The name of the service in that table, `外卖` say.
    pub name: String,
    /// The mini program that offers it.
    pub appid: AppId,
    /// The page that offers it, parameters included.
    pub path: String,
    /// What is special about it.
    #[wx(max_chars = 10)]
    pub desc: Option<String>,
}

/// The customer service of a shop (kf_info).
#[wx_type(request)]
pub struct PoiCustomerService {
    /// Whether there is one.
    pub open_kf: bool,
    /// The address of its picture.
    pub kf_headimg: Option<String>,
    /// Its name.
    pub kf_name: Option<String>,
}

/// The answer to [`AddNearbyPoi`].
#[wx_type(response)]
pub struct AddedPoi {
    /// The shop.
    pub data: PoiAudit,
}

/// A shop that is looked at before it is put on the list.
#[wx_type(response)]
pub struct PoiAudit {
    /// The review.
    #[wx(essential)]
    pub audit_id: String,
    /// The shop, for `poi_id` of [`AddNearbyPoi`].
    pub poi_id: String,
    /// The number of the company's credential.
    pub related_credential: Option<String>,
}
