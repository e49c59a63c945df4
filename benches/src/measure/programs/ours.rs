use wx_api::{Client, prelude::*};

#[tokio::main]
async fn main() -> Result<(), wx_api::Error> {
    let client = Client::new("wx0123456789abcdef", "secret")?;
    let answer = client.get_phone_number(GetPhoneNumber::new("code")).await?;
    println!("{}", answer.phone_info.phone_number);
    Ok(())
}
