//! Reading files that a person or a script hands over.

use std::io::Read;
use std::path::Path;

use crate::failure::Failure;

/// Records come in files of at most this size; larger sets are split by the caller.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The text of a file; `-` is standard input.
pub fn read_text(file: &Path) -> Result<String, Failure> {
    let name = if file.as_os_str() == "-" {
        "standard input".to_owned()
    } else {
        file.display().to_string()
    };
    let reader: Box<dyn Read> = if file.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::fs::File::open(file).map_err(|error| {
            Failure::input(format!("{name}: {error}: name a readable file, or -"))
        })?)
    };
    let mut bytes = Vec::new();
    reader
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::input(format!("{name}: {error}")))?;
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::input(format!(
            "{name}: larger than {} MiB: split it",
            LARGEST / 1024 / 1024
        )));
    }
    // Some editors begin a file with a byte order mark, which no JSON reader takes.
    let bytes = match bytes.strip_prefix("\u{feff}".as_bytes()) {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    String::from_utf8(bytes).map_err(|error| {
        Failure::input(format!(
            "{name}: not UTF-8 text (byte {}): save it as UTF-8",
            error.utf8_error().valid_up_to()
        ))
    })
}
