//! One file of the app: checked, in each form that it can be sent in.

use std::io::Read;

use brotli_decompressor::Decompressor;
use bytes::Bytes;
use data_encoding::HEXLOWER;
use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};

use super::BundleError;
use super::folder::Folder;
use super::manifest::Expected;

/// A browser keeps a file for ever if its name has this much of its hash.
const HASH_IN_NAME: usize = 8;

pub(super) struct File {
    pub(super) plain: Bytes,
    pub(super) brotli: Option<Bytes>,
    pub(super) gzip: Option<Bytes>,
    /// Weak, as it is the same for every form.
    pub(super) etag: String,
    pub(super) content_type: &'static str,
    pub(super) cache: &'static str,
}

impl File {
    /// Without packed forms.
    pub(super) fn new(name: &str, bytes: Vec<u8>) -> Self {
        let hash = sha256(&bytes);
        let start = hash.get(..HASH_IN_NAME).unwrap_or(&hash);
        Self {
            plain: bytes.into(),
            brotli: None,
            gzip: None,
            etag: format!("W/\"{hash}\""),
            content_type: content_type(name),
            cache: match name.contains(start) {
                true => "public, max-age=31536000, immutable",
                false => "no-cache",
            },
        }
    }

    /// Reads the file and whatever packed forms lie beside it.
    pub(super) fn load(
        folder: &mut Folder,
        name: &str,
        expected: &Expected,
    ) -> Result<Self, BundleError> {
        let bytes = folder.read(name)?;
        let bytes = bytes.ok_or_else(|| BundleError::Missing(name.into()))?;
        if bytes.len() as u64 != expected.bytes || sha256(&bytes) != expected.sha256 {
            return Err(BundleError::Changed(name.into()));
        }
        let mut file = Self::new(name, bytes);
        file.brotli = file.packed(folder, &format!("{name}.br"), |packed| {
            Box::new(Decompressor::new(packed, 4096))
        })?;
        file.gzip = file.packed(folder, &format!("{name}.gz"), |packed| {
            Box::new(MultiGzDecoder::new(packed))
        })?;
        Ok(file)
    }

    fn packed(
        &self,
        folder: &mut Folder,
        name: &str,
        unpack: fn(&[u8]) -> Box<dyn Read + '_>,
    ) -> Result<Option<Bytes>, BundleError> {
        let Some(packed) = folder.read(name)? else {
            return Ok(None);
        };
        let mut unpacked = Vec::with_capacity(self.plain.len());
        let most = self.plain.len() as u64 + 1;
        let read = unpack(&packed).take(most).read_to_end(&mut unpacked);
        if read.is_err() || unpacked != self.plain {
            tracing::warn!("{name} is not its file packed; it is not used");
            return Ok(None);
        }
        Ok(Some(packed.into()))
    }
}

/// In hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
