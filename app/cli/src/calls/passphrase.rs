//! `wayside passphrase`: another passphrase for this vault.

use std::path::{Path, PathBuf};

use serde_json::json;
use wayside_seam::{Reply, Request};

use crate::failure::Failure;
use crate::output::Printed;
use crate::session::{Session, new_passphrase, passphrase, unexpected};

pub fn run(vault: Option<PathBuf>, file: Option<&Path>) -> Result<Printed, Failure> {
    let mut session = Session::with_vault(vault)?;
    let old = passphrase()?;
    session.ask(Request::Unlock { pin: old.clone() })?;
    let new = new_passphrase(file, "WAYSIDE_NEW_PIN")?;
    match session.ask(Request::ChangePin { old, new })? {
        Reply::Done => Ok(Printed::new(
            json!({ "changed": true }),
            "The passphrase is changed. A copy of the vault that was made before still opens with the old one.",
        )),
        other => Err(unexpected(other)),
    }
}
