use wx_specs::login::Session;

pub fn to_the_front_end(session: &Session) -> String {
    serde_json::to_string(session).unwrap()
}

fn main() {}
