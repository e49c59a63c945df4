use wx_core::Refusal;
use wx_specs::access_token::GetStableAccessToken;

use super::*;

fn api(code: i64, field: &'static str) -> Error {
    let meta = <GetStableAccessToken as wx_core::Endpoint>::META;
    Error::Api(Box::new(ApiError::new(meta, Refusal::new(code, "").in_field(field))))
}

#[test]
fn only_what_is_known_to_be_refused_before_wechat_acts_was_not_carried_out() {
    // Wrong parameters, credentials, quotas and the like.
    for code in [
        40001, 40003, 40013, 40037, 41001, 42001, 43101, 44002, 45009, 45011, 45015, 47001, 47003, 48001,
        87014,
    ] {
        assert!(!api(code, "errcode").may_have_been_sent(), "{code}");
    }
    // Busy, unknown, undecided.
    for code in [-1, i64::MAX, i64::MIN, 123_456_789, 99_999_999, 9_300_501] {
        assert!(api(code, "errcode").may_have_been_sent(), "{code}");
    }
    // A carrier's numbers are not WeChat's.
    for code in [40001, 45009, 10002, -1] {
        for field in ["resultcode", "delivery_resultcode", "ret"] {
            assert!(api(code, field).may_have_been_sent(), "{field} {code}");
        }
    }
}

#[test]
fn every_category_is_decided() {
    use Category::{
        ContentRisk, CredentialExpired, CredentialInvalid, NotFound, Param, Permission, Quota, RateLimit,
        Resource, Signature, StateConflict, SystemBusy, Unknown, UserState,
    };
    for (category, refused) in [
        (Param, true),
        (StateConflict, false),
        (Permission, true),
        (Quota, true),
        (NotFound, true),
        (Resource, false),
        (Unknown, false),
        (SystemBusy, false),
        (UserState, true),
        (RateLimit, true),
        (Signature, true),
        (ContentRisk, true),
        (CredentialInvalid, true),
        (CredentialExpired, true),
    ] {
        assert_eq!(is_refused_before_acting(category), refused, "{category:?}");
    }
}

#[test]
fn an_attempt_in_doubt_is_not_forgotten() {
    let error = api(40003, "errcode");
    assert!(!error.may_have_been_sent());
    assert!(error.after_doubtful_attempt().may_have_been_sent());
}
