//! Phone numbers.

use serde_json::{Value, json};
use tokio::time::Instant;

use super::{Call, Handler};
use crate::{encrypt, refusal::Refusal, reply::Answer, world::World};

pub(super) const HANDLERS: &[(&str, Handler)] = &[("phone_number.getPhoneNumber", phone)];

/// The number behind a code that was not issued for another.
const USUAL: &str = "+86 13800138000";

/// A phone number.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Number {
    country: String,
    pure: String,
}

impl Number {
    /// Reads `+86 13800138000`; without `+`, a Chinese number.
    pub(crate) fn parse(text: &str) -> Self {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let (country, pure) = match text.trim().strip_prefix('+') {
            None => ("86".to_owned(), digits(text)),
            Some(full) => match full.split_once([' ', '-']) {
                Some((country, pure)) => (digits(country), digits(pure)),
                None => {
                    let full = digits(full);
                    let length = match full.as_bytes() {
                        [b'1' | b'7', ..] => 1,
                        [b'8', b'5' | b'8', ..] => 3,
                        _ => 2,
                    };
                    let (country, pure) = full.split_at(length.min(full.len()));
                    (country.to_owned(), pure.to_owned())
                }
            },
        };
        Self { country, pure }
    }

    /// The number as WeChat tells it: a foreign one with its country code.
    pub(crate) fn user_data(&self) -> Value {
        let full = match self.country.as_str() {
            "86" => self.pure.clone(),
            foreign => format!("{foreign}{}", self.pure),
        };
        json!({ "phoneNumber": full, "purePhoneNumber": self.pure, "countryCode": self.country })
    }
}

fn phone(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let code = call.fields.text("code");
    let subject =
        world.phones.take(code, Instant::now()).map_err(|bad| Refusal::new(40029).because(bad.reason()))?;
    let number = Number::parse(subject.as_deref().unwrap_or(USUAL));
    let mut info = number.user_data();
    info["watermark"] = encrypt::watermark(call.appid);
    Ok(Answer::Json(json!({ "errcode": 0, "errmsg": "ok", "phone_info": info })))
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn a_number_is_read_with_and_without_its_country() {
        let parsed = |text| {
            let Number { country, pure } = Number::parse(text);
            (country, pure)
        };
        let pair = |country: &str, pure: &str| (country.to_owned(), pure.to_owned());
        assert_eq!(parsed("+86 13800138000"), pair("86", "13800138000"));
        assert_eq!(parsed("+8613800138000"), pair("86", "13800138000"));
        assert_eq!(parsed("138 0013 8000"), pair("86", "13800138000"));
        assert_eq!(parsed("+85261234567"), pair("852", "61234567"));
        assert_eq!(parsed("+1-415 555 0100"), pair("1", "4155550100"));
        assert_eq!(parsed("+"), pair("", ""));
        assert_eq!(parsed("中文"), pair("86", ""));
    }
}
