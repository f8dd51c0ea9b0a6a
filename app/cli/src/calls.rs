//! One file a call; this table is the only place that knows them all.

mod caseload;
mod client;
mod courier;
mod devices;
mod export;
mod join;
mod passphrase;
mod record;
mod score;
mod status;
mod sync;
mod team;
mod verify;

use wayside_seam::Problem;
use wayside_vault::Vault;

use crate::args::{Call, Cli};
use crate::failure::Failure;
use crate::output::{Printed, eprint_line};
use crate::session::{Session, passphrase_from};

/// Does what was asked for. What is wrong with the vault's files is said with the folder's name, also by a call that
/// did its work.
pub fn run(cli: Cli) -> Result<Printed, Failure> {
    let folder = cli.vault.clone();
    let printed = call(cli).map_err(|failure| failure.in_folder(folder.as_deref()))?;
    if let Some(folder) = folder.filter(|folder| Vault::is_damaged(folder)) {
        let line = Failure::from(Problem::DatabaseDamaged).to_string();
        eprint_line(&format!("wayside: note: {}: {line}", folder.display()));
    }
    Ok(printed)
}

fn call(cli: Cli) -> Result<Printed, Failure> {
    let vault = cli.vault;
    passphrase_from(cli.passphrase_file);
    match cli.call {
        Call::Score { file } => score::run(&file),
        Call::Team(call) => team::run(Session::new(vault)?, call),
        Call::Join(call) => join::run(vault, call),
        Call::Devices => devices::run(Session::unlocked(vault)?),
        Call::Caseload(call) => caseload::run(Session::unlocked(vault)?, call),
        Call::Client(call) => client::run(vault, call),
        Call::Record { file } => record::run(vault, &file),
        Call::Sync(call) => sync::run(Session::unlocked(vault)?, call),
        Call::Status => status::run(Session::unlocked(vault)?),
        Call::Courier(call) => courier::run(vault, call),
        Call::Export(call) => export::run(vault, call),
        Call::Passphrase {
            new_passphrase_file,
        } => passphrase::run(vault, new_passphrase_file.as_deref()),
        Call::Verify => verify::run(Session::unlocked(vault)?),
    }
}
