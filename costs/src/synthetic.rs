//! Made-up endpoints that are on average what the official ones are. Nothing is random: the same number makes the same code.

use crate::{
    averages::OFFICIAL,
    catalogue::{A_FILE, Answer, Catalogue, Domain, Endpoint, Enum, Field, Side, Struct, Type, Values},
};

/// The types of twenty fields of requests, and of twenty of answers, as often as the official list has them.
const SENT: [&str; 20] = [
    "String",
    "i64",
    "OpenId",
    "String",
    "String",
    "i64",
    "String",
    "String",
    "bool",
    "String",
    "i64",
    "String",
    "Vec<String>",
    "String",
    "UnixSeconds",
    "String",
    "f64",
    "String",
    "i64",
    "String",
];
const RECEIVED: [&str; 20] = [
    "String",
    "i64",
    "String",
    "i64",
    "String",
    "OpenId",
    "i64",
    "String",
    "UnixSeconds",
    "String",
    "String",
    "i64",
    "f64",
    "String",
    "i64",
    "bool",
    "String",
    "Vec<String>",
    "i64",
    "String",
];

/// Names a field may have; two in a row never meet in one struct.
const NAMES: [&str; 24] = [
    "name",
    "order_id",
    "openid",
    "status",
    "page",
    "count",
    "title",
    "create_time",
    "desc",
    "limit",
    "url",
    "offset",
    "shop_id",
    "amount",
    "remark",
    "type",
    "scene",
    "phone",
    "begin_date",
    "content",
    "out_trade_no",
    "path",
    "level",
    "media_id",
];

pub(crate) fn catalogue(endpoints: usize) -> Catalogue {
    let mut maker = Maker::default();
    let domains = (0..endpoints.div_ceil(A_FILE)).map(|file| {
        let mut domain = Domain::new(format!("domain_{file:02}"));
        let indices = file * A_FILE..endpoints.min((file + 1) * A_FILE);
        domain.endpoints.extend(indices.map(|index| maker.endpoint(index)));
        domain
    });
    Catalogue { domains: domains.collect() }
}

/// Counts what was dealt out already.
#[derive(Default)]
struct Maker {
    requests: usize,
    sent: usize,
    limits: usize,
    sent_types: usize,
    answers: usize,
    received: usize,
    received_types: usize,
    enums: usize,
}

impl Maker {
    fn endpoint(&mut self, index: usize) -> Endpoint {
        let name = format!("ManageSampleOrder{index:04}");
        let get = OFFICIAL.get.nth(index) == 1;
        let mut types = Vec::new();
        let request = self.request(&name, get, &mut types);
        let answer = match OFFICIAL.json_answers.nth(index) {
            0 => Answer::Empty,
            _ => Answer::Json(self.answer(&name, &mut types)),
        };
        let errors = (0..OFFICIAL.errors.nth(index)).map(|error| 40_001 + 13 * error as i64).collect();
        Endpoint {
            official_name: format!("manageSampleOrder{index:04}"),
            method: if get { "GET" } else { "POST" },
            path: format!("/wxa/business/sample/manage_order_{index:04}"),
            body: None,
            auth: None,
            answer,
            errors,
            docs: format!(
                "https://developers.weixin.qq.com/miniprogram/dev/server/API/sample/order/api_sample{index:04}.html"
            ),
            request,
            types,
        }
    }

    fn request(&mut self, name: &str, get: bool, types: &mut Vec<Type>) -> Struct {
        let index = self.requests;
        self.requests += 1;
        let mut fields: Vec<_> =
            (0..OFFICIAL.request_fields.nth(index)).map(|at| self.sent(index, at, get)).collect();
        let limits = OFFICIAL.limits.nth(index);
        if OFFICIAL.request_enums.nth(index) == 1
            && let Some(field) = fields.last_mut()
        {
            field.ty = self.enumeration(&format!("{name}Kind"), Side::Request, types);
        }
        if !get
            && OFFICIAL.request_types.nth(index) == 1
            && let Some(field) = fields.first_mut()
        {
            let nested = format!("{name}Part");
            let at = self.sent_types;
            self.sent_types += 1;
            let parts = 0..OFFICIAL.request_type_fields.nth(at);
            let parts = parts.map(|at| self.sent(index + 11, at, false)).collect();
            field.ty = if at.is_multiple_of(3) { format!("Vec<{nested}>") } else { nested.clone() };
            types.push(Type::Struct(Struct {
                name: nested,
                doc: vec!["One part of the sample order.".to_owned()],
                side: Side::Request,
                fields: parts,
            }));
        }
        for _ in 0..limits {
            self.limit(&mut fields);
        }
        let doc = vec![
            "示例订单管理 — what the official page says it does.".to_owned(),
            String::new(),
            "Something to know before it is called: who may, how often, what must be done first.".to_owned(),
        ];
        Struct { name: name.to_owned(), doc, side: Side::Request, fields }
    }

    fn sent(&mut self, index: usize, at: usize, get: bool) -> Field {
        let number = self.sent;
        self.sent += 1;
        let ty = match SENT[number % SENT.len()] {
            "Vec<String>" if get => "String",
            ty => ty,
        };
        field(index, at, ty, OFFICIAL.required.nth(number) == 0)
    }

    /// Limits the first field that can have a limit and has none.
    fn limit(&mut self, fields: &mut [Field]) {
        self.limits += 1;
        let limited = fields.iter_mut().filter(|field| field.limits.is_empty()).find_map(|field| {
            let limit = match field.ty.as_str() {
                "String" if self.limits.is_multiple_of(2) => "max_chars = 32",
                "String" => "max_bytes = 128",
                "i64" => "range = 0..=1000",
                "Vec<String>" => "max_items = 20",
                _ => return None,
            };
            Some((field, limit))
        });
        if let Some((field, limit)) = limited {
            field.limits.push(limit.to_owned());
        }
    }

    fn answer(&mut self, endpoint: &str, types: &mut Vec<Type>) -> String {
        let name = format!("{endpoint}Answer");
        let index = self.answers;
        self.answers += 1;
        let mut fields: Vec<_> =
            (0..OFFICIAL.answer_fields.nth(index)).map(|at| self.received(index, at)).collect();
        for (number, field) in (0..OFFICIAL.answer_types.nth(index)).zip(&mut fields) {
            let nested = format!("{endpoint}Item{number}");
            let at = self.received_types;
            self.received_types += 1;
            let items = 0..OFFICIAL.answer_type_fields.nth(at);
            let items = items.map(|at| self.received(index + 5, at)).collect();
            field.optional = false;
            field.ty = if at.is_multiple_of(2) { format!("Vec<{nested}>") } else { nested.clone() };
            types.push(Type::Struct(Struct {
                name: nested,
                doc: vec!["One item of the answer.".to_owned()],
                side: Side::Answer,
                fields: items,
            }));
        }
        if OFFICIAL.answer_enums.nth(index) == 1
            && let Some(field) = fields.last_mut()
        {
            field.ty = self.enumeration(&format!("{endpoint}State"), Side::Answer, types);
        }
        let doc = vec![format!("The answer to [`{endpoint}`].")];
        types.push(Type::Struct(Struct { name: name.clone(), doc, side: Side::Answer, fields }));
        name
    }

    fn received(&mut self, index: usize, at: usize) -> Field {
        let number = self.received;
        self.received += 1;
        let ty = RECEIVED[number % RECEIVED.len()];
        field(index, at, ty, number % 5 == 4 && ty != "Vec<String>")
    }

    /// An enum of words every third time, else of numbers.
    fn enumeration(&mut self, name: &str, side: Side, types: &mut Vec<Type>) -> String {
        let index = self.enums;
        self.enums += 1;
        let count = OFFICIAL.values.nth(index);
        let values = match index % 3 {
            0 => Values::Words(
                ["open", "waiting", "paid", "closed", "unknown"][..count]
                    .iter()
                    .map(|&it| it.into())
                    .collect(),
            ),
            _ => Values::Codes((0..count as i64).collect()),
        };
        let doc = "What is documented for it.".to_owned();
        types.push(Type::Enum(Enum { name: name.to_owned(), doc, side, values }));
        name.to_owned()
    }
}

fn field(index: usize, at: usize, ty: &str, optional: bool) -> Field {
    let name = NAMES[(index * 7 + at) % NAMES.len()].to_owned();
    let doc = format!("What the official page says of `{name}`, in a line.");
    Field { name, doc, ty: ty.to_owned(), optional, query: false, limits: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::averages::Averages;

    #[test]
    fn made_up_endpoints_are_what_the_official_ones_are_on_average() {
        let made = Averages::of(&catalogue(400));
        for ((what, official), (_, made)) in OFFICIAL.named().into_iter().zip(made.named()) {
            assert!(official.is_near(made), "{what}: {made} instead of {official}");
        }
    }
}
