use wechat_mp_sdk::{
    WechatMp,
    types::{AppId, AppSecret},
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = WechatMp::builder().appid(AppId::new("wx0123456789abcdef")?);
    let client = client.secret(AppSecret::new("0123456789abcdef0123456789abcdef")?).build()?;
    let answer = client.get_phone_number("code").await?;
    println!("{}", answer.phone_info.phone_number);
    Ok(())
}
