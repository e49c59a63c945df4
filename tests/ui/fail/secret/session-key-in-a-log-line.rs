use wx_core::SessionKey;

pub fn log(key: &SessionKey) -> String {
    format!("session key {key}")
}

fn main() {}
