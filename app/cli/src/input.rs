//! Reading files that a person or a script hands over.

use std::io::Read;
use std::path::Path;

use crate::failure::Failure;

/// Records come in files of at most this size; larger sets are split by the caller.
const LARGEST: usize = 64 * 1024 * 1024;

/// The text of a file; `-` is standard input.
pub fn read_text(file: &Path) -> Result<String, Failure> {
    let name = name(file);
    let bytes = read_bytes(file, LARGEST, "split it")?;
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

/// The bytes of a file, no more than so many (else `advice`); `-` is standard input.
pub fn read_bytes(file: &Path, largest: usize, advice: &str) -> Result<Vec<u8>, Failure> {
    let name = name(file);
    let reader: Box<dyn Read> = if file.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::fs::File::open(file).map_err(|error| {
            Failure::input(format!("{name}: {error}: name a readable file, or -"))
        })?)
    };
    let mut bytes = Vec::new();
    reader
        .take(largest as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::input(format!("{name}: {error}")))?;
    if bytes.len() > largest {
        return Err(Failure::input(format!(
            "{name}: larger than {} MiB: {advice}",
            largest / 1024 / 1024
        )));
    }
    Ok(bytes)
}

fn name(file: &Path) -> String {
    if file.as_os_str() == "-" {
        "standard input".to_owned()
    } else {
        file.display().to_string()
    }
}
