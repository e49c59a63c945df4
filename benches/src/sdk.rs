//! The clients that are compared. Each is used as its own documentation shows.

use async_trait::async_trait;
use clap::ValueEnum;

use crate::{
    Failure,
    scenario::{Dialect, Scenario},
    server::Server,
};

pub(crate) mod floor;
mod hand_written;
#[cfg(feature = "rivals")]
mod minapp;
#[cfg(feature = "rivals")]
mod mp_sdk;
pub(crate) mod ours;
mod reqwest_alone;

/// A client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Name {
    /// hyper-util and nothing else: addresses with the token are parsed already, there is nobody who fetches it.
    Floor,
    /// What a careful developer writes over reqwest.
    HandWritten,
    /// reqwest and nothing else.
    ReqwestAlone,
    /// This SDK over reqwest.
    OverReqwest,
    /// This SDK over hyper.
    OverHyper,
    /// wechat-mp-sdk.
    #[cfg(feature = "rivals")]
    MpSdk,
    /// wechat-minapp.
    #[cfg(feature = "rivals")]
    Minapp,
}

impl Name {
    pub(crate) const ALL: &[Self] = &[
        Self::Floor,
        Self::HandWritten,
        Self::ReqwestAlone,
        Self::OverReqwest,
        Self::OverHyper,
        #[cfg(feature = "rivals")]
        Self::MpSdk,
        #[cfg(feature = "rivals")]
        Self::Minapp,
    ];

    /// Those that the budget is for.
    pub(crate) const OURS: [Self; 2] = [Self::OverReqwest, Self::OverHyper];

    /// What the tables call it.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Floor => "raw hyper-util, the floor",
            Self::HandWritten => "hand-written reqwest",
            Self::ReqwestAlone => "reqwest alone, its floor",
            Self::OverReqwest => "**wx-api** over reqwest",
            Self::OverHyper => "**wx-api** over hyper",
            #[cfg(feature = "rivals")]
            Self::MpSdk => "wechat-mp-sdk 0.3.0",
            #[cfg(feature = "rivals")]
            Self::Minapp => "wechat-minapp 3.4.3",
        }
    }

    /// What the command line calls it.
    pub(crate) fn word(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// Which answers it can read.
    fn dialect(self) -> Dialect {
        match self {
            Self::Floor | Self::HandWritten | Self::ReqwestAlone | Self::OverReqwest | Self::OverHyper => {
                Dialect::Wechat
            }
            #[cfg(feature = "rivals")]
            Self::MpSdk => Dialect::MpSdk,
            #[cfg(feature = "rivals")]
            Self::Minapp => Dialect::Minapp,
        }
    }

    /// Where it finds them.
    pub(crate) fn url(self, server: &Server) -> String {
        server.url(self.dialect())
    }

    /// A client that calls this address.
    pub(crate) fn client(self, url: &str) -> Result<Box<dyn Sdk>, Failure> {
        Ok(match self {
            Self::Floor => Box::new(floor::Client::new(url)?),
            Self::HandWritten => Box::new(hand_written::Client::new(url)),
            Self::ReqwestAlone => Box::new(reqwest_alone::Client::new(url)?),
            Self::OverReqwest => Box::new(ours::over_reqwest(url)?.build()?),
            Self::OverHyper => Box::new(ours::over_hyper(url).build()?),
            #[cfg(feature = "rivals")]
            Self::MpSdk => Box::new(mp_sdk::client(url)?),
            #[cfg(feature = "rivals")]
            Self::Minapp => Box::new(minapp::client(url)?),
        })
    }
}

/// What a client can do.
#[async_trait]
pub(crate) trait Sdk: Send + Sync {
    /// Makes one call and reads its answer.
    async fn call(&self, scenario: Scenario) -> Result<(), Failure>;
}
