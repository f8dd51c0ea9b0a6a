//! The command line: names, arguments and help texts. Parsing only; each call's work is in `calls/`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use wayside_seam::Role;

/// Wayside without screens: a full device for scheduled pulls, exports and scripts.
#[derive(Debug, Parser)]
#[command(
    name = "wayside",
    version,
    after_help = "The passphrase (ten characters at least) comes from --passphrase-file, WAYSIDE_PIN or a prompt, never from an argument.\n\
                  Exit codes: 0 done; 1 a failure of the outside world; 2 bad input or usage; 3 not allowed.\n\n\
                  First steps:\n  \
                  wayside --vault office team new --name 'Our team' --relay https://relay.example\n  \
                  wayside --vault phone join request --label 'Phone 7'\n  \
                  wayside --vault office join approve TEXT --role worker\n  \
                  wayside --vault phone join accept TEXT\n  \
                  wayside --vault phone sync"
)]
pub struct Cli {
    /// The vault's folder.
    #[arg(long, global = true, env = "WAYSIDE_VAULT", value_name = "DIR")]
    pub vault: Option<PathBuf>,
    /// A file with the passphrase, and nothing else but one end of line.
    #[arg(long, global = true, value_name = "F")]
    pub passphrase_file: Option<PathBuf>,
    /// Print every result as one JSON document.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub call: Call,
}

/// One call of the contract.
#[derive(Debug, Subcommand)]
pub enum Call {
    /// Score one screening from a JSON file; `-` reads standard input. Needs no vault.
    Score {
        /// The file, or `-`.
        file: PathBuf,
    },
    /// Make a team.
    #[command(subcommand)]
    Team(TeamCall),
    /// Let a device into the team, in three steps that need no network.
    #[command(subcommand)]
    Join(JoinCall),
    /// The devices of the team.
    Devices,
    /// Groups of clients that devices share.
    #[command(subcommand)]
    Caseload(CaseloadCall),
    /// Case files.
    #[command(subcommand)]
    Client(ClientCall),
    /// Apply records from a JSON document or JSON lines; `-` reads standard input. All or none.
    Record {
        /// The file, or `-`.
        file: PathBuf,
    },
    /// Push and pull.
    Sync(SyncArgs),
    /// What has arrived: per device, and per record made here.
    Status,
    /// Records by hand, where there is no network: a sealed file that any device of the team carries on.
    #[command(subcommand)]
    Courier(CourierCall),
    /// Write all records that this device may read, with a codebook.
    Export(ExportArgs),
    /// Change the passphrase. The old one comes as always, the new one from a file, WAYSIDE_NEW_PIN or a prompt.
    Passphrase {
        /// A file with the new passphrase, and nothing else but one end of line.
        #[arg(long, value_name = "F")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Check the database, documents, chains, signatures and projections.
    Verify,
}

/// `wayside team …`
#[derive(Debug, Subcommand)]
pub enum TeamCall {
    /// Make a team, its first device (an administrator's) and its first caseload; print the recovery words once.
    New {
        /// The team's name, which only its devices see.
        #[arg(long)]
        name: String,
        /// The relay's address (https; plain http on this machine only).
        #[arg(long, value_name = "URL")]
        relay: String,
        /// What this device is called in the team's list.
        #[arg(long, default_value = "first device")]
        label: String,
    },
}

/// `wayside join …`
#[derive(Debug, Subcommand)]
pub enum JoinCall {
    /// On the new device: make its keys and print the text to carry to an administrator.
    Request {
        /// What the device is to be called in the team's list.
        #[arg(long)]
        label: String,
    },
    /// On an administrator's device: let the new device in and print the text to carry back.
    Approve {
        /// The text of the request.
        text: String,
        /// What the device may do.
        #[arg(long, value_enum, default_value_t = RoleArg::Worker)]
        role: RoleArg,
        /// The caseload that it gets, by name or id; without it the first one.
        #[arg(long, value_name = "C")]
        caseload: Option<String>,
    },
    /// On the new device: take the answer.
    Accept {
        /// The text of the answer.
        text: String,
    },
}

/// `wayside caseload …`
#[derive(Debug, Subcommand)]
pub enum CaseloadCall {
    /// Make a caseload.
    New {
        /// Its name, which only the team's devices see.
        name: String,
    },
}

/// `wayside courier …`
#[derive(Debug, Subcommand)]
pub enum CourierCall {
    /// Write a file with everything of the team that this device holds, sealed. Never replaces a file.
    Export {
        /// The file to write.
        file: PathBuf,
        /// Only what the relay is not known to hold.
        #[arg(long)]
        unsent: bool,
    },
    /// Take such a file in; `-` reads standard input. What it holds goes to the relay with the next sync, even where
    /// this device can't read it.
    Import {
        /// The file, or `-`.
        file: PathBuf,
    },
}

/// `wayside client …`
#[derive(Debug, Subcommand)]
pub enum ClientCall {
    /// Add one client from a JSON file; `-` reads standard input.
    Add {
        /// The file, or `-`.
        #[arg(long, value_name = "F")]
        json_file: PathBuf,
    },
    /// List clients.
    List {
        /// Only those whose code or alias begins so.
        #[arg(long, value_name = "S")]
        search: Option<String>,
        /// Only those with a follow-up due today or earlier.
        #[arg(long)]
        due: bool,
    },
    /// Show one case file.
    Show {
        /// The client's code or id.
        code: String,
    },
}

/// `wayside sync …`
#[derive(Debug, Args)]
pub struct SyncArgs {
    /// Push and pull once, then stop (what happens without an option, too).
    #[arg(long, conflicts_with = "watch")]
    pub once: bool,
    /// Go on until stopped. Between two exchanges other calls can have the vault.
    #[arg(long)]
    pub watch: bool,
    /// Seconds between two exchanges of --watch.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, requires = "watch",
          value_parser = clap::value_parser!(u32).range(1..=86_400))]
    pub every: u32,
    /// Try again first what was put aside.
    #[arg(long)]
    pub retry: bool,
}

/// `wayside export …`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Formats, separated by commas: csv, json.
    #[arg(long, value_delimiter = ',', required = true)]
    pub format: Vec<Format>,
    /// The folder to write into; made where it is missing.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Only records from this day on (YYYY-MM-DD).
    #[arg(long, value_name = "D")]
    pub from: Option<String>,
    /// Only records up to this day (YYYY-MM-DD).
    #[arg(long, value_name = "D")]
    pub to: Option<String>,
}

/// A format that `export` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One table a record type, and `codebook.csv`.
    Csv,
    /// `records.jsonl`, which `record` reads back.
    Json,
}

/// Roles as typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum RoleArg {
    /// Records contacts and short screens.
    Peer,
    /// Keeps case files.
    Worker,
    /// Reads every caseload.
    Supervisor,
    /// Also lets devices in.
    Admin,
}

impl From<RoleArg> for Role {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Peer => Role::Peer,
            RoleArg::Worker => Role::Worker,
            RoleArg::Supervisor => Role::Supervisor,
            RoleArg::Admin => Role::Admin,
        }
    }
}
