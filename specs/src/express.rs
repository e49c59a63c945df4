//! Logistics (物流助手): parcels through carriers.
//!
//! A carrier that refuses says why in `delivery_resultcode` and `delivery_resultmsg`; the call is then an error, also where
//! the `errcode` beside it is 0.

use wx_core::{AppId, Date, Fixed, OpenId, UnixSeconds, ZeroOne, wx_endpoint, wx_type};

/// 生成运单 — hands a parcel to a carrier, which gives it a waybill.
#[wx_endpoint(
    method = POST,
    path = "/cgi-bin/express/business/order/add",
    response = json(Waybill),
    errors = [
        -1, 40001, 40003, 47001, 930559, 930561, 930564, 9300501, 9300502, 9300503, 9300510, 9300525, 9300526, 9300531,
        9300534, 9300535, 9300536,
    ],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/express/express-by-business/api_addorder.html",
)]
pub struct AddOrder {
    /// The order, a number of your own that nobody else has.
    #[wx(max_bytes = 512)]
    pub order_id: String,
    /// The carrier (delivery_id of getAllDelivery).
    pub delivery_id: String,
    /// The account with the carrier, or the code for paying on the spot (现付编码).
    pub biz_id: String,
    /// What the carrier is told: `易碎物品`.
    #[wx(max_bytes = 1024)]
    pub custom_remark: Option<String>,
    /// A number of your own for the merchant on a platform that has several.
    pub tagid: Option<i64>,
    /// Where the order was made.
    #[serde(flatten)]
    pub source: ParcelSource,
    /// Who sends.
    pub sender: ParcelContact,
    /// Who receives.
    pub receiver: ParcelContact,
    /// The parcels.
    pub cargo: ParcelCargo,
    /// The goods, as the user's notices and the label show them.
    pub shop: ParcelShop,
    /// The insurance.
    pub insured: ParcelInsurance,
    /// The service of the carrier.
    pub service: ParcelService,
    /// When the parcels are to be fetched, within an hour from then; 0: it is agreed already. SF (顺丰) wants it.
    pub expect_time: Option<UnixSeconds>,
    /// Whose contract with the carrier counts; left out: the branch's. YTO (圆通) only.
    pub take_mode: Option<TakeMode>,
}

/// Where an order was made (add_source).
#[wx_type(request)]
pub enum ParcelSource {
    /// In the mini program; [`ParcelSource::mini_program`] writes it.
    MiniProgram {
        /// Always 0.
        add_source: Fixed<0>,
        /// The user, who is told about the parcel.
        openid: OpenId,
    },
    /// In an app or on a site, and the user is told nothing; [`ParcelSource::app`] writes it.
    App {
        /// Always 2.
        add_source: Fixed<2>,
        /// The app or site; it is bound to the same open-platform account.
        wx_appid: AppId,
    },
}

impl ParcelSource {
    /// In the mini program, by this user.
    pub fn mini_program(openid: impl Into<OpenId>) -> Self {
        Self::MiniProgram { add_source: Fixed, openid: openid.into() }
    }

    /// In this app or on this site.
    pub fn app(wx_appid: impl Into<AppId>) -> Self {
        Self::App { add_source: Fixed, wx_appid: wx_appid.into() }
    }
}

/// Who sends or receives a parcel. One of `tel` and `mobile` is needed.
#[wx_type(request)]
pub struct ParcelContact {
    /// The name.
    #[wx(max_bytes = 64)]
    pub name: Option<String>,
    /// The number of a fixed telephone.
    #[wx(max_bytes = 32)]
    pub tel: Option<String>,
    /// The number of a mobile phone.
    #[wx(max_bytes = 32)]
    pub mobile: Option<String>,
    /// The company.
    #[wx(max_bytes = 64)]
    pub company: Option<String>,
    /// The postal code.
    #[wx(max_bytes = 10)]
    pub post_code: Option<String>,
    /// The country.
    #[wx(max_bytes = 64)]
    pub country: Option<String>,
    /// The province: `广东省`.
    #[wx(max_bytes = 64)]
    pub province: Option<String>,
    /// The city: `广州市`.
    #[wx(max_bytes = 64)]
    pub city: Option<String>,
    /// The district: `海珠区`.
    #[wx(max_bytes = 64)]
    pub area: Option<String>,
    /// The rest of the address.
    #[wx(max_bytes = 512)]
    pub address: Option<String>,
}

/// The parcels (cargo).
#[wx_type(request)]
pub struct ParcelCargo {
    /// How many parcels.
    pub count: u32,
    /// What they weigh together, in kilograms.
    pub weight: f64,
    /// The length in centimetres.
    pub space_x: f64,
    /// The width in centimetres.
    pub space_y: f64,
    /// The height in centimetres.
    pub space_z: f64,
    /// What is in them.
    pub detail_list: Vec<ParcelItem>,
}

/// Something in a parcel.
#[wx_type(request)]
pub struct ParcelItem {
    /// What it is.
    #[wx(max_bytes = 128)]
    pub name: String,
    /// How many.
    pub count: u32,
}

/// The goods as the user sees them (shop): `detail_list`, or else the other three.
#[wx_type(request)]
pub struct ParcelShop {
    /// The page that the user's notices open, best that of the order.
    pub wxa_path: Option<String>,
    /// The address of a picture; needed without `detail_list`.
    pub img_url: Option<String>,
    /// The name; needed without `detail_list`.
    #[wx(max_bytes = 128)]
    pub goods_name: Option<String>,
    /// How many; needed without `detail_list`, which is counted where this is left out.
    pub goods_count: Option<u32>,
    /// The goods one by one; new work should use this. The page's table says an object, its examples show a list.
    pub detail_list: Option<Vec<ParcelGoods>>,
}

/// One kind of goods.
#[wx_type(request)]
pub struct ParcelGoods {
    /// The name.
    pub goods_name: String,
    /// The address of a picture.
    pub goods_img_url: String,
    /// What it is like.
    pub goods_desc: String,
}

/// The insurance of a parcel (insured).
#[wx_type(request)]
pub struct ParcelInsurance {
    /// Whether it is insured.
    pub use_insured: Option<ZeroOne>,
    /// The value in fen.
    pub insured_value: Option<u64>,
}

/// The service of a carrier: what they are is a list of its own (已经支持的快递公司基本信息).
#[wx_type(both)]
pub struct ParcelService {
    /// The service.
    pub service_type: i64,
    /// Its name.
    pub service_name: String,
}

/// Whose contract with the carrier counts (take_mode).
#[wx_type(request)]
pub enum TakeMode {
    /// That of the branch (线下网点签约).
    Branch = 0,
    /// That of the headquarters (总部签约结算).
    Headquarters = 1,
}

/// A waybill.
#[wx_type(response)]
pub struct Waybill {
    /// The order, the number of your own.
    pub order_id: String,
    /// The waybill.
    #[wx(essential)]
    pub waybill_id: String,
    /// What the carrier says for its label.
    pub waybill_data: Vec<WaybillDatum>,
}

/// One thing a carrier says for its label.
#[wx_type(response)]
pub struct WaybillDatum {
    /// What it is: `SF_bagAddr`.
    pub key: String,
    /// Its value.
    pub value: String,
}

/// 获取所有绑定的物流账号 — the accounts with carriers that are bound to the mini program.
// The page marks it as one that can be sealed, but says nowhere how a GET is.
#[wx_endpoint(
    method = GET,
    path = "/cgi-bin/express/business/account/getall",
    response = json(ExpressAccounts),
    errors = [-1, 40001],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/express/express-by-business/api_getallaccount.html",
)]
pub struct GetAllAccount {}

/// The answer to [`GetAllAccount`].
#[wx_type(response)]
pub struct ExpressAccounts {
    /// How many there are.
    pub count: u32,
    /// The accounts.
    pub list: Vec<ExpressAccount>,
}

/// An account with a carrier.
#[wx_type(response)]
pub struct ExpressAccount {
    /// The account, the carrier's number.
    pub biz_id: String,
    /// The carrier.
    pub delivery_id: String,
    /// When it was bound.
    pub create_time: UnixSeconds,
    /// When it was last changed.
    pub update_time: UnixSeconds,
    /// How far the binding is. The page does not say what the numbers mean; it is 0 in its example.
    pub status_code: i64,
    /// A name for it.
    pub alias: Option<String>,
    /// Why it could not be bound (EMS 审核结果).
    pub remark_wrong_msg: Option<String>,
    /// What was said when it was bound (提交 EMS 审核需要).
    pub remark_content: Option<String>,
    /// How many labels are left.
    pub quota_num: Option<i64>,
    /// When that was counted.
    pub quota_update_time: Option<UnixSeconds>,
    /// The services it has.
    pub service_type: Vec<ParcelService>,
}

/// 对账单下载 — a bill, for a carrier: its content as it is.
#[wx_endpoint(
    method = POST,
    path = "/cgi-bin/express/delivery/single_waybill/get_bill",
    name = "scatter_get_bill",
    response = binary,
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/express/express-by-provider/api_scatter_get_bill.html",
)]
pub struct ScatterGetBill {
    /// The day.
    pub date: Date,
    /// What is on it.
    pub r#type: ScatterBill,
}

/// What is on a bill (type).
#[wx_type(request)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ScatterBill {
    /// Everything.
    All,
    /// What was paid.
    Success,
    /// What was refunded.
    Refund,
}
