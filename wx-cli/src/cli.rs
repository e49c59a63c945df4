//! What can be typed.

use clap::{Args, Parser, Subcommand};

use crate::{
    command::{
        call::Call, completions::Completions, describe::Describe, endpoints::Endpoints, errcode::Errcode,
        mock::Mock, openapi::Openapi, push::Push, token::Token, tour::Tour,
    },
    out::Out,
    stop::Stop,
};

/// The WeChat Mini Program server API (微信小程序服务端 API) on the command line.
#[derive(Debug, Parser)]
#[command(
    name = "wx",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    after_help = "\
Start here:
  wx tour                              every step of the API against a fake WeChat; needs no account
  wx endpoints                         what there is
  wx describe getPhoneNumber           one endpoint: fields, limits, errors, an example
  wx errcode 40001                     what an error code means and what to do
  wx mock                              a fake WeChat for your tests, in any language
  wx openapi                           every endpoint as OpenAPI 3.1, for clients in any language
  wx push send                         an event, pushed to your backend, signed and encrypted
  wx token serve                       one access token for all your servers, in any language

NAME is an endpoint's official name (code2Session), its id (login.code2Session) or its path; \
`wx describe` also takes the name of a push (wxa_media_check).
The AppSecret is read from WX_SECRET and is never a flag: flags show in `ps`. Nor are the keys of signed calls: \
see `wx call --help`.
Exit codes: 0 done, 1 failed, 2 wrong usage."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What every command understands.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// The mini program to speak for; its AppSecret is read from WX_SECRET.
    #[arg(long, value_name = "APPID", env = "WX_APPID", hide_env_values = true, global = true)]
    pub(crate) appid: Option<String>,
    /// Where to call instead of WeChat itself: a proxy, or the fake WeChat of `wx mock`.
    #[arg(long, value_name = "URL", env = "WX_BASE_URL", hide_env_values = true, global = true)]
    pub(crate) base_url: Option<String>,
    /// Refused: a flag shows in `ps` and in the shell's history.
    #[arg(long, hide = true, global = true, num_args = 0..=1, value_name = "NEVER")]
    secret: Option<Option<String>>,
    /// Print JSON instead of text; errors too, on stderr.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Print every call to stderr: endpoint, errcode, rid, attempts, time.
    #[arg(long, short, global = true)]
    pub(crate) verbose: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Call every API against an embedded fake WeChat and show what is sent and what comes back
    Tour(Tour),
    /// List the endpoints
    Endpoints(Endpoints),
    /// Show one endpoint, or one push: its fields, limits and errors, and an example
    Describe(Describe),
    /// Call one endpoint and print its typed answer as JSON
    Call(Call),
    /// Look up an error code: what it means, what to do
    Errcode(Errcode),
    /// Run a fake WeChat in the foreground, for tests in any language
    Mock(Mock),
    /// Print OpenAPI 3.1 of the endpoints
    Openapi(Openapi),
    /// Try out message push: send events to a backend, look into captured requests
    Push(Push),
    /// Print the access token, or give it out to a fleet of servers
    Token(Token),
    /// Print the completions for a shell
    Completions(Completions),
}

impl Cli {
    /// Runs the command.
    pub(crate) fn run(self, out: &mut Out) -> Result<(), Stop> {
        let Self { global, command } = self;
        if global.secret.is_some() {
            return Err(Stop::Usage(
                "the AppSecret is never a flag, which shows in `ps` and in the shell's history: set WX_SECRET".into(),
            ));
        }
        match command {
            Command::Tour(tour) => block_on(tour.run(&global, out)),
            Command::Endpoints(endpoints) => endpoints.run(&global, out),
            Command::Describe(describe) => describe.run(&global, out),
            Command::Call(call) => block_on(call.run(&global, out)),
            Command::Errcode(errcode) => errcode.run(&global, out),
            Command::Mock(mock) => block_on(mock.run(&global, out)),
            Command::Openapi(openapi) => openapi.run(&global, out),
            Command::Push(push) => block_on(push.run(&global, out)),
            Command::Token(token) => block_on(token.run(&global, out)),
            Command::Completions(completions) => completions.run(out),
        }
    }
}

/// Runs a command that calls or serves.
fn block_on(command: impl Future<Output = Result<(), Stop>>) -> Result<(), Stop> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime
        .map_err(|error| Stop::Failed(format!("the runtime could not be started: {error}")))?
        .block_on(command)
}
