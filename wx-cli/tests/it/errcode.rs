use crate::wx::wx;

#[test]
fn a_code_is_explained_in_both_languages() {
    let said = wx(&["errcode", "40163"]).ok().stdout();
    assert!(said.contains("code") && said.contains("中文") && said.contains("code2Session"), "{said}");
    let json = wx(&["errcode", "40001", "--json"]).ok().json();
    assert_eq!((&json[0]["errcode"], &json[0]["retry"]), (&40001.into(), &"refresh_token".into()));
}

#[test]
fn a_negative_code_is_a_code() {
    let said = wx(&["errcode", "-1"]).ok().stdout();
    assert!(said.starts_with("-1\n") && said.contains("system_busy"), "{said}");
}

#[test]
fn one_number_means_two_things() {
    let both = wx(&["errcode", "40002", "--json"]).ok().json();
    assert!(both.as_array().unwrap().len() > 1, "{both}");
    let one = wx(&["errcode", "40002", "--api", "generatescheme", "--json"]).ok().json();
    assert_eq!((one.as_array().unwrap().len(), &one[0]["category"]), (1, &"permission".into()));
    let said = wx(&["errcode", "40002", "--api", "generateSchem"]).failed(2);
    assert!(said.contains("did you mean `generateScheme`"), "{said}");
}

#[test]
fn an_unknown_code_is_said_to_be_unknown() {
    let said = wx(&["errcode", "4242424242"]).failed(1);
    assert!(said.contains("4242424242") && said.contains("rid"), "{said}");
    let said = wx(&["errcode", "99999999999999999999"]).failed(2);
    assert!(said.contains("no error code"), "{said}");
}

#[test]
fn a_word_finds_codes() {
    let said = wx(&["errcode", "rid"]);
    assert!(said.code <= 1);
    let said = wx(&["errcode", "rate", "limit"]).ok().stdout();
    assert!(said.lines().count() > 3, "{said}");
    let said = wx(&["errcode", "频率"]).ok().stdout();
    assert!(said.contains("频率"), "{said}");
    wx(&["errcode", "bananas"]).failed(1);
}
