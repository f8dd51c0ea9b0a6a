//! The command line. Every option can also come from the environment.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use wayside_protocol::{MAX_BODY, TeamId};
use wayside_relay::mailbox::Quota;
use wayside_relay::mailbox::sqlite::Settings;
use wayside_relay::{Config, Limits};

const ABOUT: &str = "\
The relay of Wayside: stores and forwards the sealed records of outreach teams.

It can't read what it stores. It sees pseudonymous numbers of teams, devices and
caseloads, sizes and times; no names, no records, no count of clients.";

const AFTER: &str = "\
TRY IT
  wayside-relay serve --data ./relay-data --open
  curl http://127.0.0.1:7460/healthz

SERVE THE APP, TOO
  Phones then need only a browser. It keeps the app and works without signal:
    wayside-relay serve --data ./relay-data --open --app ./target/web
  Browsers allow that over HTTPS, or on this machine at http://localhost:7460.
  The folder is checked and read once, at the start. /bundle.json shows the
  app's version, to compare with the one on a phone.

IN PRODUCTION
  * Put a web server in front that speaks HTTPS and passes /v1/sync on to this
    one, POST and OPTIONS; with --app, every path. Name its address with
    --behind, and let it add the client's address to X-Forwarded-For. Without
    --behind the relay takes all devices for one client, which has few places.
    Let it limit connections, too: those that wait there never come here.
  * Name your teams with --team, else anybody may store things here, which
    needs --open. The team's number is shown on an administrator's device.
  * Watch it with --health 127.0.0.1:7461. Keep that address to yourself.
  * Back up with 'wayside-relay backup'; it may run while the relay serves.

AFTER A RESTORE
  Stop the relay, put the copy back as relay.sqlite into the data folder (and
  delete relay.sqlite-wal and relay.sqlite-shm beside it), run
    wayside-relay restored --data DIR
  and start the relay. Devices then send again what the copy lacks. Without that
  step they would believe that everything is still here.

PATHS
  POST /v1/sync   devices push and pull; OPTIONS for pages of other addresses
  GET  /          with --app, the app; its other files are beside it
  GET  /healthz   200 while the process answers
At the address of --health only:
  GET  /readyz    200 while something can be stored, else 503
  GET  /metrics   counters for Prometheus; they name no team and no device

Logs go to standard error; set RUST_LOG=debug for more. They never contain ids,
addresses or content. SIGTERM or ctrl-c ends the relay after the requests that
are under way.";

/// The whole command line.
#[derive(Parser)]
#[command(name = "wayside-relay", version, about = ABOUT, long_about = ABOUT, after_help = AFTER)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Run the relay until SIGTERM or ctrl-c
    Serve(Box<Serve>),
    /// Copy the database into a new file; the relay may be running
    Backup {
        #[command(flatten)]
        data: Data,
        /// The new file; must not exist yet
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// Say that the database was restored from a backup, so that devices send again what it lacks
    Restored {
        #[command(flatten)]
        data: Data,
    },
}

/// Where the data is.
#[derive(Args)]
pub struct Data {
    /// Folder of the database
    #[arg(long = "data", value_name = "DIR", env = "WAYSIDE_RELAY_DATA")]
    pub dir: PathBuf,
}

/// Options of `serve`.
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    data: Data,
    /// Address and port to listen on; port 0 takes a free one
    #[arg(
        long,
        value_name = "ADDR",
        env = "WAYSIDE_RELAY_LISTEN",
        default_value = "127.0.0.1:7460"
    )]
    pub listen: SocketAddr,
    /// Address and port for /metrics and /readyz, best on this machine only. Without it, they are not served
    #[arg(long, value_name = "ADDR", env = "WAYSIDE_RELAY_HEALTH")]
    pub health: Option<SocketAddr>,
    /// Address of the web server in front; only there X-Forwarded-For or Forwarded is believed. May be given several times
    #[arg(
        long,
        value_name = "IP",
        env = "WAYSIDE_RELAY_BEHIND",
        value_delimiter = ','
    )]
    behind: Vec<IpAddr>,
    /// Folder of the app for browsers (it holds bundle.json), to be served at /. Without it, no app is served
    #[arg(long, value_name = "DIR", env = "WAYSIDE_RELAY_APP")]
    app: Option<PathBuf>,
    /// Serve only this team (32 hexadecimal digits); may be given several times. Else --open
    #[arg(
        long,
        value_name = "ID",
        env = "WAYSIDE_RELAY_TEAM",
        value_delimiter = ','
    )]
    team: Vec<TeamId>,
    /// Serve every team that comes: anybody may store things here
    #[arg(long, env = "WAYSIDE_RELAY_OPEN")]
    open: bool,
    /// Largest request body in KiB (at most 1024)
    #[arg(long, value_name = "KIB", env = "WAYSIDE_RELAY_MAX_BODY", default_value_t = 1024,
          value_parser = clap::value_parser!(u16).range(32..=1024))]
    max_body: u16,
    /// Requests that one device may send per minute on average
    #[arg(
        long,
        value_name = "N",
        env = "WAYSIDE_RELAY_RATE",
        default_value_t = 120
    )]
    rate: u32,
    /// Space for each team in MiB
    #[arg(
        long,
        value_name = "MIB",
        env = "WAYSIDE_RELAY_QUOTA",
        default_value_t = 4096
    )]
    quota: u32,
    /// Devices that each team may have
    #[arg(
        long,
        value_name = "N",
        env = "WAYSIDE_RELAY_MAX_DEVICES",
        default_value_t = 5000
    )]
    max_devices: u32,
    /// Teams that may store things here, if none are named by --team
    #[arg(
        long,
        value_name = "N",
        env = "WAYSIDE_RELAY_MAX_TEAMS",
        default_value_t = 100
    )]
    max_teams: u32,
    /// Largest size of the database in MiB; beyond it devices are told to try later. Without it, the whole disk
    #[arg(long, value_name = "MIB", env = "WAYSIDE_RELAY_MAX_STORE")]
    max_store: Option<u32>,
    /// Write log lines as JSON
    #[arg(long, env = "WAYSIDE_RELAY_LOG_JSON")]
    pub log_json: bool,
}

impl Serve {
    /// Nobody runs a relay for everybody by forgetting something.
    pub fn check(&self) -> Result<(), &'static str> {
        match (self.team.is_empty(), self.open) {
            (true, false) => Err(
                "whose records may be stored here? Name your teams with --team ID, or say --open to let anybody \
                 store things",
            ),
            (false, true) => {
                Err("--open lets everybody in and --team only some; leave one of them out")
            }
            _ => Ok(()),
        }
    }

    /// The configuration that these options describe.
    pub fn config(&self) -> Config {
        let mebibytes = |n: u32| u64::from(n) << 20;
        let limits = Limits {
            body_bytes: (usize::from(self.max_body) << 10).min(MAX_BODY),
            requests_per_minute: self.rate,
            quota: Quota {
                bytes: mebibytes(self.quota),
                devices: self.max_devices.into(),
                teams: self.max_teams.into(),
            },
            store: Settings {
                max_file_bytes: self.max_store.map(mebibytes),
            },
            ..Limits::default()
        };
        let teams = self.team.iter().copied().collect::<BTreeSet<_>>();
        Config {
            app: self.app.clone(),
            teams,
            behind: self.behind.iter().map(IpAddr::to_canonical).collect(),
            limits,
            ..Config::new(&self.data.dir)
        }
    }
}
