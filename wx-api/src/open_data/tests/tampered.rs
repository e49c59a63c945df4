//! What was altered, cut or mixed up on its way: an error that says so, and never a panic.

use super::*;

/// The bytes with one of them changed, at each place in two ways.
fn flipped(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let masks = |at: usize| [1 << (at % 8), 0xff];
    (0..bytes.len()).flat_map(move |at| {
        masks(at).map(|mask| {
            let mut flipped = bytes.to_vec();
            flipped[at] ^= mask;
            flipped
        })
    })
}

fn bytes(text: &str) -> Vec<u8> {
    STANDARD.decode(text).unwrap()
}

#[test]
fn a_changed_byte_of_data_or_key_opens_nothing() {
    for case in vectors().encrypted {
        for data in flipped(&bytes(&case.data)) {
            let opened = open_with::<Value>(&case.session_key, &STANDARD.encode(data), &case.iv);
            assert!(opened.is_err(), "{}", case.name);
        }
        for key in flipped(&bytes(&case.session_key)) {
            let opened = open_with::<Value>(&STANDARD.encode(key), &case.data, &case.iv);
            assert_eq!(opened.unwrap_err(), OpenDataError::WrongKey, "{}", case.name);
        }
    }
}

/// The cipher cannot tell that the `iv` was changed; the module's documentation says so. What it reaches is the first block.
#[test]
fn a_changed_iv_changes_the_first_block_only() {
    let mut unseen = 0;
    for case in vectors().encrypted {
        for iv in flipped(&bytes(&case.iv)) {
            let iv = STANDARD.encode(iv);
            let Ok(opened) = open_with::<Value>(&case.session_key, &case.data, &iv) else { continue };
            unseen += 1;
            assert_ne!(opened, case.plain, "{}", case.name);
            assert_eq!(opened["watermark"], case.plain["watermark"], "{}", case.name);
        }
    }
    assert!(unseen > 0, "then the documentation should say something better");
}

#[test]
fn what_was_cut_opens_nothing() {
    for case in vectors().encrypted {
        let data = bytes(&case.data);
        for end in 0..data.len() {
            let error = open_with::<Value>(&case.session_key, &STANDARD.encode(&data[..end]), &case.iv);
            let expected = if end == 0 || end % BLOCK != 0 {
                OpenDataError::Cut { length: end }
            } else {
                OpenDataError::WrongKey
            };
            assert_eq!(error.unwrap_err(), expected, "{}", case.name);
        }
        for end in 0..BLOCK {
            let cut = |text: &str| STANDARD.encode(&bytes(text)[..end]);
            let length = |what| OpenDataError::Length { what, length: end };
            let error = open_with::<Value>(&case.session_key, &case.data, &cut(&case.iv)).unwrap_err();
            assert_eq!(error, length("iv"));
            let error = open_with::<Value>(&cut(&case.session_key), &case.data, &case.iv).unwrap_err();
            assert_eq!(error, length("session_key"));
        }
    }
}

#[test]
fn no_text_makes_it_panic() {
    let case = vectors().encrypted.remove(3);
    let texts = [&case.session_key, &case.data, &case.iv];
    for (which, text) in texts.iter().enumerate() {
        for at in 0..text.len() {
            for other in ["", "=", " ", "+", "-", "%2B", "\0", "é", "会", "A", "9"] {
                let changed = format!("{}{other}{}", &text[..at], &text[at + 1..]);
                let mut texts = texts.map(String::as_str);
                texts[which] = &changed;
                let [key, data, iv] = texts;
                if let Err(error) = open_with::<Value>(key, data, iv) {
                    assert!(!format!("{error} {error:?}").contains(text.as_str()), "{error:?}");
                }
            }
        }
    }
}

#[test]
fn what_a_form_does_to_base64_is_undone() {
    for case in vectors().encrypted {
        let open = |data: &str, iv: &str| open_with::<Value>(&case.session_key, data, iv).unwrap();
        // Without escaping, a `+` becomes a space. Some drop the padding, some add a line's end.
        let form = |text: &str| text.replace('+', " ");
        assert_eq!(open(&form(&case.data), &form(&case.iv)), case.plain);
        assert_eq!(open(case.data.trim_end_matches('='), case.iv.trim_end_matches('=')), case.plain);
        assert_eq!(open(&format!(" {}\r\n", case.data), &format!("{}\n", case.iv)), case.plain);
    }
}

#[test]
fn the_messages_say_what_to_do() {
    let case = vectors().encrypted.remove(2);
    let said = |key: &str, data: &str, iv: &str| open_with::<Value>(key, data, iv).unwrap_err().to_string();
    let (key, data, iv) = (case.session_key.as_str(), case.data.as_str(), case.iv.as_str());
    let no_base64 = |what| format!("the {what} is not base64: pass it on exactly as the front end sent it");
    assert_eq!(said(key, "%2B", iv), no_base64("encryptedData"));
    assert_eq!(said(key, data, "%2B"), no_base64("iv"));
    assert_eq!(said("%2B", data, iv), no_base64("session_key"));
    assert_eq!(said("c2hvcnQ=", data, iv), "the session_key is 5 bytes long, it must be 16");
    assert_eq!(
        said(key, &data[..data.len() - 4], iv),
        "the encryptedData is 159 bytes long, it must be 16, 32, 48 or so on: a part of it was lost, pass it on exactly as \
         the front end sent it"
    );
    assert_eq!(
        said("AAAAAAAAAAAAAAAAAAAAAA==", data, iv),
        "the data does not open: its session_key is another one. wx.login makes a new key; let the user tap again, and do \
         not call wx.login in between"
    );
    assert_eq!(
        OpenDataError::NotSigned.to_string(),
        "the rawData is not signed with this user's session_key: pass rawData and signature on exactly as the front end \
         has them. wx.login makes a new key; get both anew after it"
    );
}
