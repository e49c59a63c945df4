use serde::Deserialize;

#[derive(Deserialize)]
struct Token {
    access_token: String,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    errcode: i64,
    phone_info: Option<PhoneInfo>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PhoneInfo {
    phone_number: String,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = reqwest::Client::new();
    let ask = [("grant_type", "client_credential"), ("appid", "wx0123456789abcdef"), ("secret", "secret")];
    let request = client.get("https://api.weixin.qq.com/cgi-bin/token").query(&ask);
    let token: Token = request.send().await?.json().await?;
    let request = client.post("https://api.weixin.qq.com/wxa/business/getuserphonenumber");
    let request = request.query(&[("access_token", token.access_token)]);
    let body = std::collections::HashMap::from([("code", "code")]);
    let answer: Answer = request.json(&body).send().await?.json().await?;
    match answer.phone_info {
        Some(info) if answer.errcode == 0 => println!("{}", info.phone_number),
        _ => return Err(format!("errcode {}", answer.errcode).into()),
    }
    Ok(())
}
