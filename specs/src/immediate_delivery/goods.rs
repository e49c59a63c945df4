//! What is carried, between whom, when and how.

use wx_core::{AppId, OpenId, UnixSeconds, ZeroOne, wx_type};

/// An order as it is asked about and then made.
#[wx_type(request)]
pub struct LocalDraft {
    /// The shop: the appkey that the carrier gave it.
    pub shopid: String,
    /// The order, a number of your own.
    #[wx(max_bytes = 128)]
    pub shop_order_id: String,
    /// The carrier (delivery_id of getAllImmeDelivery).
    pub delivery_id: String,
    /// The user who orders.
    pub openid: OpenId,
    /// Who sends. SF (顺丰同城急送) needs it, and Shansong (闪送) to be asked; the others know it where `shop_no` is given.
    pub sender: Option<LocalContact>,
    /// Who receives.
    pub receiver: LocalContact,
    /// What is carried.
    pub cargo: LocalCargo,
    /// When and how it is carried.
    pub order_info: LocalOrderInfo,
    /// The goods, as the user's notices show them.
    pub shop: LocalShop,
    /// The branch of the shop, as the carrier knows it. The pages want it always; their text, of Meituan (美团) and Shansong
    /// only.
    pub shop_no: Option<String>,
    /// A number of your own for the merchant on a platform that has several. To be asked, a page wants it always; to be made,
    /// none does.
    pub sub_biz_id: Option<String>,
}

/// Who sends or receives, and where.
#[wx_type(request)]
pub struct LocalContact {
    /// The name.
    #[wx(max_chars = 256)]
    pub name: String,
    /// The city: `广州市`.
    pub city: String,
    /// Street and building: the rider finds the place by it.
    pub address: String,
    /// Entrance, floor and door.
    pub address_detail: String,
    /// The phone number.
    #[wx(max_chars = 64)]
    pub phone: String,
    /// The longitude, to six decimals.
    pub lng: f64,
    /// The latitude, to six decimals.
    pub lat: f64,
    /// What the longitude and the latitude are measured in.
    pub coordinate_type: Option<CoordinateType>,
}

/// What a longitude and a latitude are measured in (coordinate_type).
#[wx_type(request)]
pub enum CoordinateType {
    /// GCJ-02 (火星坐标): Tencent's and AutoNavi's maps.
    Gcj02 = 0,
    /// BD-09 (百度坐标): Baidu's maps.
    Bd09 = 1,
}

/// What is carried (cargo). Numbers are rounded to two decimals.
#[wx_type(request)]
pub struct LocalCargo {
    /// The value in yuan.
    #[wx(more_than = 0, range = ..=5000)]
    pub goods_value: f64,
    /// The height in centimetres.
    #[wx(more_than = 0, range = ..=45)]
    pub goods_height: Option<f64>,
    /// The width in centimetres.
    #[wx(more_than = 0, range = ..=50)]
    pub goods_width: Option<f64>,
    /// The length in centimetres.
    #[wx(more_than = 0, range = ..=65)]
    pub goods_length: Option<f64>,
    /// The weight in kilograms.
    #[wx(more_than = 0, range = ..=50)]
    pub goods_weight: f64,
    /// The goods one by one.
    #[wx(max_json_chars = 10240)]
    pub goods_detail: Option<LocalGoodsDetail>,
    /// What the rider is told in the shop.
    #[wx(max_chars = 100)]
    pub goods_pickup_info: Option<String>,
    /// What kind of goods they are.
    pub cargo_first_class: CargoClass,
    /// What kind of those: the kinds stand at each [`CargoClass`].
    pub cargo_second_class: String,
}

/// What kind of goods are carried (cargo_first_class).
#[wx_type(request)]
pub enum CargoClass {
    /// Meals: 零食小吃, 香锅/烤鱼, 西餐, 日韩料理, 海鲜/烧烤, 快餐/地方菜, 小龙虾, 披萨.
    #[serde(rename = "美食夜宵")]
    Meals,
    /// Sweets and drinks: 甜品, 奶茶果汁, 咖啡, 面包/糕点, 冰淇淋.
    #[serde(rename = "甜品饮料")]
    SweetsAndDrinks,
    /// Cakes: 蛋糕.
    #[serde(rename = "蛋糕")]
    Cakes,
    /// Daily needs: 便利店, 水站/奶站, 零食/干果, 五金日用, 粮油调味, 文具店, 酒水行, 地方特产, 进口食品, 宠物用品, 超市, 书店,
    /// 宠物食品用品, 办公家居用品.
    #[serde(rename = "日用百货")]
    DailyNeeds,
    /// Fresh food: 果蔬, 海鲜水产, 冷冻速食.
    #[serde(rename = "果蔬生鲜")]
    FreshFood,
    /// Flowers: 鲜花.
    #[serde(rename = "鲜花")]
    Flowers,
    /// Medicine: 送药, 器材器具.
    #[serde(rename = "医药健康")]
    Medicine,
    /// Cosmetics: 日化美妆.
    #[serde(rename = "美妆护肤")]
    Cosmetics,
    /// Mother and child: 孕婴用品.
    #[serde(rename = "母婴")]
    MotherAndChild,
    /// Documents and tickets: 保单, 票务文件, 政府文件, 证件.
    #[serde(rename = "文件或票务")]
    Documents,
    /// Clothes and shoes: 服饰鞋帽综合.
    #[serde(rename = "服饰鞋帽")]
    Clothes,
    /// Laundry: 脏衣服收, 干净衣服派.
    #[serde(rename = "洗涤")]
    Laundry,
    /// Jewellery and luxury: 珠宝饰品, 奢侈品.
    #[serde(rename = "珠宝奢侈品")]
    Luxury,
    /// Furnishing: 家具, 装修建材, 厨房卫浴.
    #[serde(rename = "家居家装")]
    Furnishing,
    /// Electronics: 数码产品.
    #[serde(rename = "数码产品")]
    Electronics,
    /// Parts: 配件器材.
    #[serde(rename = "配件器材")]
    Parts,
    /// Online shopping: 电视购物, 线上商城.
    #[serde(rename = "电商")]
    OnlineShopping,
    /// A survey on the spot: 现场勘查.
    #[serde(rename = "现场勘查")]
    Survey,
    /// Parcels: 快递配送.
    #[serde(rename = "快递业务")]
    Parcels,
    /// Something else: 其他.
    #[serde(rename = "其他")]
    Misc,
}

/// The goods one by one (goods_detail).
#[wx_type(request)]
pub struct LocalGoodsDetail {
    /// The goods.
    pub goods: Vec<LocalGoods>,
}

/// One kind of goods.
#[wx_type(request)]
pub struct LocalGoods {
    /// How many.
    pub good_count: u32,
    /// What they are.
    pub good_name: String,
    /// The price of one in yuan, rounded to two decimals.
    pub good_price: Option<f64>,
    /// The unit.
    #[wx(max_chars = 20)]
    pub good_unit: Option<String>,
}

/// When and how something is carried (order_info). What a carrier does not offer, it does not take.
#[wx_type(request)]
pub struct LocalOrderInfo {
    /// The service, a code of the carrier's; not for SF (顺丰) and Dada (达达).
    pub delivery_service_code: Option<String>,
    /// When the carrier is to look for a rider; for Dada.
    pub expected_delivery_time: Option<UnixSeconds>,
    /// Whether it is for now or for later; for later, one of the expected times is needed.
    pub order_type: Option<LocalOrderType>,
    /// The number of the order in the branch, by which the rider asks for it.
    #[wx(max_chars = 32)]
    pub poi_seq: Option<String>,
    /// A remark.
    #[wx(max_chars = 200)]
    pub note: Option<String>,
    /// When the user paid; SF needs it.
    pub order_time: Option<UnixSeconds>,
    /// Whether it is insured.
    pub is_insured: Option<ZeroOne>,
    /// The insured value in yuan.
    pub declared_value: Option<f64>,
    /// A tip in yuan, hardly ever given beforehand.
    pub tips: Option<f64>,
    /// Whether the rider carries nothing else meanwhile (直拿直送), which costs more; Shansong (闪送) needs it, Dada can.
    pub is_direct_delivery: Option<ZeroOne>,
    /// What the rider pays, in yuan.
    pub cash_on_delivery: Option<f64>,
    /// What the rider is paid, in yuan.
    pub cash_on_pickup: Option<f64>,
    /// Which way it goes.
    pub rider_pick_method: Option<RiderPickMethod>,
    /// Whether the rider needs a code of the receiver (收货码).
    pub is_finish_code_needed: Option<ZeroOne>,
    /// Whether the rider needs a code of the shop (取货码).
    pub is_pickup_code_needed: Option<ZeroOne>,
    /// When it is to arrive; for Meituan (美团) and SF.
    pub expected_finish_time: Option<UnixSeconds>,
    /// When it is to be fetched; for SF, and for Shansong two hours ahead.
    pub expected_pick_time: Option<UnixSeconds>,
}

/// Whether something is carried now or later (order_type).
#[wx_type(request)]
pub enum LocalOrderType {
    /// Now (即时单).
    Now = 0,
    /// Later (预约单).
    Later = 1,
}

/// Which way something is carried (rider_pick_method).
#[wx_type(request)]
pub enum RiderPickMethod {
    /// From the shop to the user.
    ToUser = 1,
    /// From the user to the shop.
    ToShop = 2,
}

/// The goods as the user's notices show them (shop).
#[wx_type(request)]
pub struct LocalShop {
    /// The page that the notices open, best that of the order.
    pub wxa_path: Option<String>,
    /// The address of a picture.
    pub img_url: Option<String>,
    /// The name.
    #[wx(max_bytes = 128)]
    pub goods_name: Option<String>,
    /// How many.
    pub goods_count: Option<u32>,
    /// The mini program that the notices open, where another one places the order for it (第三方统一结算).
    pub wxa_appid: Option<AppId>,
}
