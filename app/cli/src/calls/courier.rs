//! `wayside courier …`: the file that travels by hand.
//!
//! | call | the file | the vault |
//! |---|---|---|
//! | export | written beside its name and moved there when it is whole and on the disk; one that is there is never replaced | what is in it counts as with a courier only then |
//! | import | read whole before a PIN is asked for | what is new is stored and opened here, and goes to the relay with the next sync |

use std::path::{Path, PathBuf};

use serde_json::json;
use wayside_seam::courier::LARGEST_FILE;
use wayside_seam::{CourierFile, CourierRead, Reply, Request};

use crate::args::CourierCall;
use crate::failure::Failure;
use crate::input::read_bytes;
use crate::output::Printed;
use crate::session::{Session, unexpected};

pub fn run(vault: Option<PathBuf>, call: CourierCall) -> Result<Printed, Failure> {
    match call {
        CourierCall::Export { file, unsent } => export(vault, &file, !unsent),
        CourierCall::Import { file } => import(vault, &file),
    }
}

fn export(vault: Option<PathBuf>, file: &Path, all: bool) -> Result<Printed, Failure> {
    free(file)?;
    let mut session = Session::unlocked(vault)?;
    let reply = session.ask(Request::CourierExport { all })?;
    let Reply::CourierFile(made) = reply else {
        return Err(unexpected(reply));
    };
    write(file, &made.bytes)?;
    session.ask(Request::CourierLeft {
        number: made.number,
    })?;
    let CourierFile {
        records,
        segments,
        left_out,
        bytes,
        ..
    } = made;
    let more = match left_out {
        0 => String::new(),
        more => format!("\n{more} segments did not fit: make another file for them"),
    };
    let text = format!(
        "{segments} segments in {}, with {records} records of this device{more}\n\
         The file is sealed. Any device of the team takes it in with 'wayside courier import FILE', and carries it on.",
        file.display()
    );
    let json = json!({
        "file": file, "segments": segments, "records": records, "bytes": bytes.len(), "left_out": left_out
    });
    Ok(Printed::new(json, text))
}

fn import(vault: Option<PathBuf>, file: &Path) -> Result<Printed, Failure> {
    let name = file.display().to_string();
    let bytes = read_bytes(file, LARGEST_FILE, "this is not a courier file")?;
    let mut session = Session::unlocked(vault)?;
    let reply = match session.ask(Request::CourierImport { bytes }) {
        Err(Failure::Input(line)) => {
            return Err(Failure::Input(format!(
                "{name}: {line}; nothing was changed"
            )));
        }
        other => other?,
    };
    let Reply::CourierRead(read) = reply else {
        return Err(unexpected(reply));
    };
    session.open_arrived()?;
    let CourierRead {
        new,
        known,
        rejected,
    } = read;
    let mut printed = Printed::new(
        json!({ "new": new, "known": known, "rejected": rejected }),
        format!("{new} segments were new, {known} known already, {rejected} put aside"),
    );
    // As with `verify`: it was done, and something in the file is wrong all the same.
    printed.exit = u8::from(rejected > 0);
    Ok(printed)
}

/// A file that is there may hold records that nobody has carried on yet.
fn free(file: &Path) -> Result<(), Failure> {
    if file.symlink_metadata().is_ok() {
        return Err(Failure::input(format!(
            "{}: there is something of that name already: choose another name, or remove it first",
            file.display()
        )));
    }
    Ok(())
}

/// The whole file or none.
fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let Some(name) = file.file_name() else {
        return Err(Failure::input(format!(
            "{}: not the name of a file",
            file.display()
        )));
    };
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(".part");
    let part = file.with_file_name(hidden);
    let written = put(&part, file, bytes);
    if written.is_err() {
        // Nothing is lost with it: the records are in the vault.
        let _ = std::fs::remove_file(&part);
    }
    written.map_err(|error| {
        Failure::outside(format!(
            "{}: {error}: choose another place or free some space; nothing was changed",
            file.display()
        ))
    })
}

fn put(part: &Path, file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::{ErrorKind, Write};
    let mut out = crate::part::create(part)?;
    out.write_all(bytes)?;
    out.sync_all()?;
    drop(out);
    std::fs::rename(part, file)?;
    // The folder is synced, too: otherwise a card that is pulled out may hold the bytes and no file. Where folders
    // can't be opened (not on Unix) the system sees to it.
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    if cfg!(unix) {
        match std::fs::File::open(folder.unwrap_or(Path::new("."))).and_then(|it| it.sync_all()) {
            // Some mounts can't; the file itself is on the disk.
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::InvalidInput | ErrorKind::Unsupported
                ) => {}
            other => other?,
        }
    }
    Ok(())
}
