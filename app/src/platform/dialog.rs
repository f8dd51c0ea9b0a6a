//! The desktop's own dialogs for files. They belong to the system (its portal), so they work where the app itself may
//! read nothing.

use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use rfd::AsyncFileDialog;
use wayside_seam::Problem;
use wayside_seam::courier::LARGEST_FILE;

/// Asks for the place and writes the whole file there or none. The dialog itself asks before it names a file that
/// exists.
pub async fn save(name: String, bytes: Vec<u8>) -> Result<bool, Problem> {
    let Some(to) = AsyncFileDialog::new().set_file_name(name).save_file().await else {
        return Ok(false);
    };
    write(to.path(), &bytes).map_err(|error| told(&error))?;
    Ok(true)
}

/// Asks which, and reads it.
pub async fn open() -> Result<Option<Vec<u8>>, Problem> {
    let Some(from) = AsyncFileDialog::new().pick_file().await else {
        return Ok(None);
    };
    let bytes = read(from.path()).map_err(|error| told(&error))?;
    if bytes.len() > LARGEST_FILE {
        return Err(Problem::CourierUnknown);
    }
    Ok(Some(bytes))
}

/// Beside it first: what is there may be a file that nobody has carried on yet.
fn write(to: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut part = to.as_os_str().to_owned();
    part.push(".part");
    let part = Path::new(&part);
    let written = new_file(part)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(part, to));
    if written.is_err() {
        let _ = std::fs::remove_file(part);
    }
    written
}

/// A file of its owner alone that takes nothing over from one that lies there.
fn new_file(path: &Path) -> std::io::Result<std::fs::File> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn read(from: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = std::fs::File::open(from)?;
    file.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn told(error: &std::io::Error) -> Problem {
    match error.kind() {
        ErrorKind::StorageFull => Problem::DiskFull,
        kind => Problem::Disk {
            what: kind.to_string(),
        },
    }
}
