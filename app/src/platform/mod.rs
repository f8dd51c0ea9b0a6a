//! The seams between screens and machine: service, clock, randomness, and the one thing kept outside the vault, the language.
//!
//! | face | data folder | file |
//! |---|---|---|
//! | Linux, browser mode and window | `--data`, or the user's data folder | `host.rs` |
//! | Android | the app's private files folder | `android.rs` |
//!
//! The language is kept in clear beside the vault (`language`), because the keypad must speak it before the PIN is known. Nothing else is.

#[cfg(target_os = "android")]
mod android;
#[cfg(not(target_os = "android"))]
mod host;

use std::path::PathBuf;
use std::sync::Arc;

use rand::SeedableRng;
use rand::rngs::StdRng;
use wayside_domain::id::Id;
use wayside_domain::time::Timestamp;

#[cfg(target_os = "android")]
pub use android::{data_folder, system_language};
#[cfg(not(target_os = "android"))]
pub use host::{data_folder, system_language};

use crate::service::Service;

/// Everything that screens get from below. Cheap to clone.
#[derive(Clone)]
pub struct Host {
    /// Vault and sync.
    pub service: Service,
    /// The device's folder; `None` in tests.
    pub folder: Option<Arc<PathBuf>>,
    /// A clock for tests; `None` reads the machine's.
    pub clock: Option<Timestamp>,
    /// The language before one was chosen.
    pub first_language: String,
}

impl Host {
    /// A device whose data are in this folder.
    pub fn new(service: Service, folder: PathBuf) -> Self {
        Self {
            service,
            folder: Some(Arc::new(folder)),
            clock: None,
            first_language: system_language(),
        }
    }

    /// The time now, with the device's offset.
    pub fn now(&self) -> Timestamp {
        self.clock.unwrap_or_else(now)
    }

    /// A new random id.
    pub fn new_id(&self) -> Id {
        Id::random(&mut rng())
    }

    /// The chosen language, or the machine's.
    pub fn language(&self) -> String {
        let kept = self
            .language_file()
            .and_then(|file| std::fs::read_to_string(file).ok());
        kept.map(|tag| tag.trim().to_owned())
            .filter(|tag| !tag.is_empty())
            .unwrap_or_else(|| self.first_language.clone())
    }

    /// Keeps the choice. A full disk only costs the choice at the next start.
    pub fn remember_language(&self, tag: &str) {
        if let Some(file) = self.language_file() {
            let _ = std::fs::write(file, tag);
        }
    }

    fn language_file(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join("language"))
    }
}

/// The machine's clock.
pub fn now() -> Timestamp {
    wayside_sync::service::wall_clock()
}

/// Randomness from the machine.
pub fn rng() -> StdRng {
    StdRng::from_rng(&mut rand::rng())
}
