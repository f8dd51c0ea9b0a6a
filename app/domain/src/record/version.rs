//! The version of an entry: a hash of what it says and of the versions that it replaces. It names one statement,
//! whoever holds it and however it came, so that the same version again changes nothing, and going back to an earlier
//! value is a version of its own.

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

use super::Body;
use super::merge::kept;
use super::walk;

/// The version of a body that replaces others: 22 letters, digits, `-` and `_`.
#[must_use]
pub fn version(body: &Body, replaces: &[String]) -> String {
    let mut out = serde_json::Map::new();
    walk::write(body.kind().fields(), &kept(body), &mut out);
    let mut replaces: Vec<&String> = replaces.iter().collect();
    replaces.sort();
    let mut hash = Sha256::new();
    hash.update("wayside version 1\0");
    hash.update(body.kind().id());
    hash.update([0]);
    hash.update(serde_json::Value::Object(out).to_string());
    for one in replaces {
        hash.update([0]);
        hash.update(one);
    }
    BASE64URL_NOPAD.encode(hash.finalize().get(..16).unwrap_or_default())
}

/// Whether a text has the shape of a version.
#[must_use]
pub fn is_version(text: &str) -> bool {
    text.len() == 22 && BASE64URL_NOPAD.decode(text.as_bytes()).is_ok()
}
