//! What the values of a subscribe message may be. The letters of a key name its kind: `thing1` is a `thing`.
//!
//! The rules are those of the official page (订阅消息参数值内容限制说明). Where it leaves something open, the value is allowed.

/// A kind of value.
pub(super) struct Kind {
    /// The letters of its keys.
    name: &'static str,
    /// What a value must be, for people.
    pub(super) rule: &'static str,
    fits: fn(&str) -> bool,
}

const KINDS: &[Kind] = &[
    Kind {
        name: "thing",
        rule: "1 to 20 characters without line breaks",
        fits: |text| within(text, 20) && text.chars().all(|c| !c.is_control()),
    },
    Kind { name: "number", rule: "1 to 32 digits, decimals included", fits: |text| is_number(text, 32, 32) },
    Kind {
        name: "letter",
        rule: "1 to 32 Latin letters",
        fits: |text| within(text, 32) && text.chars().all(|c| c.is_ascii_alphabetic()),
    },
    Kind {
        name: "symbol",
        rule: "1 to 5 signs: no letters, no digits, no Chinese characters, no line breaks",
        fits: |text| within(text, 5) && text.chars().all(is_sign),
    },
    Kind {
        name: "character_string",
        rule: "1 to 32 Latin letters, digits or signs, without Chinese characters and line breaks",
        fits: |text| within(text, 32) && text.chars().all(|c| c.is_ascii_alphanumeric() || is_sign(c)),
    },
    Kind {
        name: "time",
        rule: "a time such as `15:01`, `15:01:30` or `2019年10月1日 15:01`, or two of them with `~` between",
        fits: |text| is_period(text, |moment| moment.time, |moment| moment.time),
    },
    Kind {
        name: "date",
        rule: "a date such as `2019年10月1日`, `2019-10-01` or `2019年10月1日 15:01`, or two of them with `~` between",
        fits: |text| is_period(text, |moment| moment.date, |_| true),
    },
    Kind {
        name: "amount",
        rule: "1 to 10 digits and decimals, with a currency sign before or `元` after them, or without",
        fits: is_amount,
    },
    Kind {
        name: "phone_number",
        rule: "1 to 17 digits or signs",
        fits: |text| within(text, 17) && text.chars().all(|c| c.is_ascii_digit() || is_sign(c)),
    },
    Kind {
        name: "car_number",
        rule: "1 to 8 Latin letters or digits; the first and the last may be Chinese characters",
        fits: is_car_number,
    },
    Kind { name: "name", rule: "1 to 10 Chinese characters or 1 to 20 letters, and signs", fits: is_name },
    Kind {
        name: "phrase",
        rule: "1 to 5 Chinese characters",
        fits: |text| within(text, 5) && text.chars().all(is_chinese),
    },
];

/// What the template lists, or a kind that is not on the page: all that is known is that it is not empty.
const OTHER: Kind = Kind {
    name: "",
    rule: "not empty, and without line breaks",
    fits: |text| !text.is_empty() && text.chars().all(|c| !c.is_control()),
};

/// The kind of a key whose value does not keep to it.
pub(super) fn broken(key: &str, value: &str) -> Option<&'static Kind> {
    let letters = key.trim_end_matches(|c: char| c.is_ascii_digit());
    let kind = KINDS.iter().find(|kind| kind.name == letters).unwrap_or(&OTHER);
    (!(kind.fits)(value)).then_some(kind)
}

/// Whether there is a character, and no more than `most`.
fn within(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.chars().take(most + 1).count())
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_control()
}

/// Whether a text is digits and, it may be, decimals: so many before the point, and so many in all.
fn is_number(text: &str, before: usize, all: usize) -> bool {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let digits = if text.contains('.') { whole.len() + decimals.len() } else { whole.len() };
    are_digits(whole) && are_digits(decimals) && whole.len() <= before && digits <= all
}

fn is_amount(text: &str) -> bool {
    let is_currency = |c: char| matches!(c, '$' | '\u{A2}'..='\u{A5}' | '\u{20A0}'..='\u{20CF}' | '\u{FE69}' | '\u{FF04}' | '\u{FFE0}' | '\u{FFE1}' | '\u{FFE5}' | '\u{FFE6}');
    let number = text.strip_prefix(is_currency).unwrap_or(text);
    let number = number.strip_suffix('元').unwrap_or(number);
    // The page does not say how many decimals there may be.
    is_number(number, 10, 32)
}

fn is_car_number(text: &str) -> bool {
    let last = text.chars().count().saturating_sub(1);
    let fits = |(index, c): (usize, char)| {
        c.is_ascii_alphanumeric() || is_chinese(c) && (index == 0 || index == last)
    };
    within(text, 8) && text.chars().enumerate().all(fits)
}

/// Chinese and letters together count as Chinese.
fn is_name(text: &str) -> bool {
    let most = if text.chars().any(is_chinese) { 10 } else { 20 };
    within(text, most) && text.chars().all(|c| !c.is_numeric() && !c.is_control() || is_chinese(c))
}

/// What of a point in time a text says.
struct Moment {
    date: bool,
    time: bool,
}

/// Whether a text is one moment, or two with `~` between.
fn is_period(text: &str, first: fn(&Moment) -> bool, second: fn(&Moment) -> bool) -> bool {
    let (begin, end) = match text.split_once('~') {
        Some((begin, end)) => (begin, Some(end)),
        None => (text, None),
    };
    moment(begin).is_some_and(|moment| first(&moment))
        && end.is_none_or(|end| moment(end).is_some_and(|moment| second(&moment)))
}

/// A date, a time, or a date and a time after it.
fn moment(text: &str) -> Option<Moment> {
    let text = text.trim_matches(' ');
    let is_part_of_time = |c: char| c.is_ascii_digit() || c == ':';
    let date = if text.contains(':') { text.trim_end_matches(is_part_of_time) } else { text };
    let time = &text[date.len()..];
    let date = date.trim_end_matches(' ');
    let fits = (date.is_empty() || is_date(date)) && (time.is_empty() || is_time(time));
    let found = Moment { date: !date.is_empty(), time: !time.is_empty() };
    (fits && (found.date || found.time)).then_some(found)
}

fn is_time(text: &str) -> bool {
    let Some((hour, rest)) = text.split_once(':') else { return false };
    let (minute, second) = rest.split_once(':').unwrap_or((rest, "0"));
    is_within(hour, 0, 24) && is_within(minute, 0, 59) && is_within(second, 0, 59)
}

/// `y年m月d日`, `y年m月`, `m月d日`; the same with `-`, `/` or `.` between the numbers.
fn is_date(text: &str) -> bool {
    if let Some((before, day)) = text.split_once('月') {
        let (year, month) = match before.split_once('年') {
            Some((year, month)) => (Some(year), month),
            None => (None, before),
        };
        let has_day = day.strip_suffix('日').is_some_and(is_day);
        return year.is_none_or(is_year) && is_month(month) && (has_day || day.is_empty() && year.is_some());
    }
    let Some(separator) = text.chars().find(|c| matches!(c, '-' | '/' | '.')) else { return false };
    let Some((first, rest)) = text.split_once(separator) else { return false };
    match rest.split_once(separator) {
        Some((month, day)) => is_year(first) && is_month(month) && is_day(day),
        None => is_year(first) && is_month(rest) || is_month(first) && is_day(rest),
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_month(text: &str) -> bool {
    is_within(text, 1, 12)
}

fn is_day(text: &str) -> bool {
    is_within(text, 1, 31)
}

/// Whether a text is a number of one or two digits between these.
fn is_within(text: &str, least: u8, most: u8) -> bool {
    let digits = text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits && text.parse().is_ok_and(|number| (least..=most).contains(&number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_takes_what_the_page_says() {
        for (key, value) in [
            // The examples of the page.
            ("phrase3", "审核通过"),
            ("name1", "订阅"),
            ("date2", "2019-12-25 09:42"),
            ("amount01", "￥100"),
            ("thing01", "广州至北京"),
            ("number01", "339208499"),
            ("date01", "2015年01月05日"),
            ("site01", "TIT创意园"),
            ("time1", "15:01"),
            ("time1", "2019年10月1日 15:01"),
            ("date1", "2019年10月1日"),
            ("date1", "2019年10月1日 15:01"),
            ("phone_number1", "+86-0766-66888866"),
            ("car_number1", "粤A8Z888挂"),
            ("phrase1", "配送中"),
            ("date1", "2018-01-01"),
            ("date1", "2018/01/01"),
            ("date1", "2018.01.01"),
            ("date1", "2018-01"),
            ("date1", "01-01"),
            ("date1", "2018年1月"),
            ("date1", "1月1日"),
            // What they mean.
            ("thing1", "二十个字符二十个字符二十个字符二十个字符"),
            ("thing1", "Ａ😀 1！"),
            ("number1", "12345678901234567890123456789012"),
            ("number1", "0.5"),
            ("letter1", "abcXYZ"),
            ("symbol1", "★#！"),
            ("symbol1", "+-*/="),
            ("character_string1", "NO.20190101-A_1！"),
            ("time1", "9:05:30"),
            ("time1", "15:01~16:00"),
            ("time1", "2019-10-01 15:01~2019-10-02 15:01"),
            ("date1", "2019年10月1日~2019年10月7日"),
            ("date1", "2019年10月1日 15:01~16:00"),
            ("amount1", "1234567890.12元"),
            ("amount1", "$0.5"),
            ("amount1", "100"),
            ("phone_number1", "13900139000"),
            ("car_number1", "粤B12345"),
            ("car_number1", "A"),
            ("name1", "十个字的名字十个字的"),
            ("name1", "Anna-Maria O'Connor"),
            ("name1", "阿凡提·买买提"),
            ("enum_string1", "已发货"),
            ("enum1", "已发货"),
        ] {
            assert!(broken(key, value).is_none(), "{key}: {value}");
        }
    }

    #[test]
    fn every_kind_refuses_what_the_page_excludes() {
        for (key, value) in [
            ("thing1", ""),
            ("thing1", "二十一个字符二十一个字符二十一个字符二十一"),
            ("thing1", "a\nb"),
            ("number1", "123456789012345678901234567890123"),
            ("number1", "1e3"),
            ("number1", "-1"),
            ("number1", "1."),
            ("number1", ".5"),
            ("number1", "1.2.3"),
            ("number1", "１２"),
            ("number1", "inf"),
            ("letter1", "abc1"),
            ("letter1", "中"),
            ("letter1", "a b"),
            ("symbol1", "a"),
            ("symbol1", "1"),
            ("symbol1", "中"),
            ("symbol1", "######"),
            ("symbol1", "#\n"),
            ("character_string1", "中文"),
            ("character_string1", "a\tb"),
            ("time1", "25:00"),
            ("time1", "15:60"),
            ("time1", "15"),
            ("time1", "2019年10月1日"),
            ("time1", "15:01~"),
            ("time1", "15:01~2019年10月1日"),
            ("time1", "15:01~16:00~17:00"),
            ("time1", "2019-10-0115:01"),
            ("date1", "15:01"),
            ("date1", "2019-13-01"),
            ("date1", "2019-10/01"),
            ("date1", "2019年"),
            ("date1", "10月"),
            ("date1", "20191001"),
            ("date1", "tomorrow"),
            ("date1", "2019-10-01T15:01"),
            ("amount1", "12345678901"),
            ("amount1", "￥￥1"),
            ("amount1", "1,000"),
            ("amount1", "1块"),
            ("amount1", "￥"),
            ("amount1", "元"),
            ("phone_number1", "123456789012345678"),
            ("phone_number1", "0766-abc"),
            ("phone_number1", "电话1"),
            ("car_number1", "粤A8Z8888挂"),
            ("car_number1", "粤粤A8Z888"),
            ("car_number1", "粤A·8Z88"),
            ("name1", "十一个字的名字十一个字"),
            ("name1", "abcdefghijklmnopqrstu"),
            ("name1", "中abcdefghij"),
            ("name1", "Anna 2"),
            ("phrase1", "六个汉字短语"),
            ("phrase1", "完成1"),
            ("enum_string1", ""),
            ("site1", "a\u{7}"),
        ] {
            assert!(broken(key, value).is_some(), "{key}: {value:?}");
        }
    }
}
