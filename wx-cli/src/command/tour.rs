//! `wx tour`: every API of the first domains, once, against the embedded fake WeChat; and what that pushes.

use std::{path::PathBuf, time::Duration};

use clap::Args;
use wx_api::Client;
use wx_mock::MockWechat;

use crate::{
    cli::Global,
    out::{self, Out},
    stop::Stop,
};

mod board;
mod codes;
mod failures;
mod links;
mod live;
mod login;
mod messages;
mod picture;
mod pushes;
mod security;

use board::Board;

/// Where to, and whether for real.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  wx tour                              against the embedded fake WeChat: no account, no network
  wx tour --out /tmp/code.png          the mini-program code into another file
  wx tour --json                       the steps for a script
  WX_APPID=… WX_SECRET=… wx tour --live
                                       the harmless steps against the real WeChat: the token, one
                                       unlimited code, yesterday's visits
  … wx tour --live --openid oXYZ       also a text check, which needs a user")]
pub(crate) struct Tour {
    /// Where the mini-program code goes.
    #[arg(long, short, value_name = "FILE", default_value = "wx-tour.png")]
    out: PathBuf,
    /// Call the real WeChat, harmless steps only, with WX_APPID and WX_SECRET.
    #[arg(long)]
    live: bool,
    /// A user of your mini program, for the text check of --live.
    #[arg(long, value_name = "OPENID", requires = "live")]
    openid: Option<String>,
}

/// What every step needs.
struct Guide<'a> {
    client: Client,
    wechat: &'a MockWechat,
    board: Board<'a>,
}

impl Tour {
    pub(crate) async fn run(self, global: &Global, out: &mut Out) -> Result<(), Stop> {
        out::check_file(&self.out)?;
        if self.live {
            return live::run(&self, global, out).await;
        }
        let wechat = MockWechat::start().await;
        let client = Client::builder(wechat.appid(), wechat.secret())
            .base_url(wechat.base_url())
            .timeout(Duration::from_secs(10))
            .build()?;
        let mut board = Board::new(out, global.json);
        board.note(&format!(
            "A fake WeChat runs inside this process at {}. The client is the real one; every step below went over \
             a socket.",
            wechat.base_url()
        ))?;
        board.head()?;
        let mut guide = Guide { client, wechat: &wechat, board };
        let user = login::run(&mut guide).await?;
        let code = codes::run(&mut guide).await?;
        picture::save(&code, &self.out)?;
        messages::run(&mut guide, &user, &code).await?;
        security::run(&mut guide, &user, &code).await?;
        pushes::run(&mut guide, &user).await?;
        links::run(&mut guide).await?;
        failures::run(&mut guide).await?;
        picture::show(&mut guide.board, &code, &self.out)?;
        guide
            .board
            .finish("`wx endpoints` lists what there is, `wx describe getPhoneNumber` explains one of them.")
    }
}
