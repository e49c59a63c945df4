use super::*;

const APPID: &str = "wxfa4efa4efa4efa4e";

struct Desk {
    tokens: Tokens,
    random: Random,
    now: Instant,
}

impl Desk {
    fn new() -> Self {
        Self { tokens: Tokens::new(), random: Random::new(), now: Instant::now() }
    }

    fn later(&mut self, seconds: u64) {
        self.now += Duration::from_secs(seconds);
    }

    fn legacy(&mut self) -> Issued {
        self.tokens.legacy(APPID, self.now, &mut self.random)
    }

    fn stable(&mut self, force: bool) -> Result<Issued, i64> {
        self.tokens.stable(APPID, force, self.now, &mut self.random).map_err(|refusal| refusal.code)
    }

    fn verdict(&self, issued: &Issued) -> i64 {
        match self.tokens.holder(&issued.token, self.now) {
            Ok(appid) => {
                assert_eq!(appid, APPID);
                0
            }
            Err(refusal) => refusal.code,
        }
    }
}

impl std::fmt::Debug for Issued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Issued({}s)", self.expires_in)
    }
}

#[test]
fn a_legacy_token_is_always_new_and_the_one_before_works_for_five_minutes() {
    let mut desk = Desk::new();
    let first = desk.legacy();
    let second = desk.legacy();
    assert_ne!(first, second);
    desk.later(299);
    assert_eq!((desk.verdict(&first), desk.verdict(&second)), (0, 0));
    desk.later(1);
    assert_eq!((desk.verdict(&first), desk.verdict(&second)), (40001, 0));
    desk.later(6900);
    assert_eq!(desk.verdict(&second), 42001);
}

#[test]
fn the_stable_token_stays_until_five_minutes_before_its_end() {
    let mut desk = Desk::new();
    let first = desk.stable(false).unwrap();
    desk.later(6900);
    let same = desk.stable(false).unwrap();
    assert_eq!((&same.token, same.expires_in), (&first.token, 300));
    desk.later(1);
    let next = desk.stable(false).unwrap();
    assert_ne!(next.token, first.token);
    assert_eq!((desk.verdict(&first), desk.verdict(&next)), (0, 0));
    desk.later(299);
    assert_eq!((desk.verdict(&first), desk.verdict(&next)), (42001, 0));
}

#[test]
fn a_forced_refresh_voids_the_token_before_but_not_within_thirty_seconds() {
    let mut desk = Desk::new();
    let first = desk.stable(false).unwrap();
    let forced = desk.stable(true).unwrap();
    assert_eq!((desk.verdict(&first), desk.verdict(&forced)), (40001, 0));
    desk.later(29);
    assert_eq!(desk.stable(true).unwrap().token, forced.token);
    desk.later(1);
    assert_ne!(desk.stable(true).unwrap().token, forced.token);
}

#[test]
fn twenty_forced_refreshes_are_a_day_s_worth() {
    let mut desk = Desk::new();
    for _ in 0..20 {
        desk.stable(true).unwrap();
        desk.later(30);
    }
    assert_eq!(desk.stable(true), Err(45009));
    assert!(desk.stable(false).is_ok());
    desk.later(24 * 3600);
    assert!(desk.stable(true).is_ok());
}

#[test]
fn the_two_kinds_leave_each_other_alone() {
    let mut desk = Desk::new();
    let stable = desk.stable(false).unwrap();
    let legacy = desk.legacy();
    desk.legacy();
    desk.stable(true).unwrap();
    assert_eq!((desk.verdict(&legacy), desk.verdict(&stable)), (0, 40001));
}

#[test]
fn what_is_no_token_is_told_from_what_is_not_valid() {
    let mut desk = Desk::new();
    let code = |desk: &Desk, text: &str| desk.tokens.holder(text, desk.now).unwrap_err().code;
    assert_eq!(code(&desk, &"x".repeat(136)), 40001);
    assert_eq!(code(&desk, "short"), 40014);
    assert_eq!(code(&desk, &"%".repeat(136)), 40014);
    let token = desk.stable(false).unwrap();
    desk.tokens.void_all(desk.now);
    assert_eq!(desk.verdict(&token), 40001);
    let token = desk.stable(false).unwrap();
    desk.tokens.expire_all(desk.now);
    assert_eq!(desk.verdict(&token), 42001);
    assert_eq!(desk.tokens.issued, 2);
}
