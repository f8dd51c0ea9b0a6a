//! Machines with folders: Linux and other desktops. Android's is this one and more.

use std::path::PathBuf;

use futures_util::stream;
use wayside_domain::time::Timestamp;
use wayside_seam::Problem;

use super::camera::Scan;
use super::{Events, Kept, Later, Platform, Secret, Storage};

/// A machine whose vault is a folder.
#[derive(Clone, Debug)]
pub struct Machine {
    folder: PathBuf,
    /// A person sits before it who can be asked for files.
    dialogs: bool,
}

impl Machine {
    /// The machine, with the device's data in this folder.
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            dialogs: false,
        }
    }

    /// The same with the desktop's dialogs for files; nothing where the program was built without a window.
    pub fn with_dialogs(self) -> Self {
        Self {
            dialogs: cfg!(feature = "desktop"),
            ..self
        }
    }

    fn language_file(&self) -> PathBuf {
        self.folder.join("language")
    }
}

impl Platform for Machine {
    fn now(&self) -> Timestamp {
        wayside_seam::wall_clock()
    }

    fn machine_language(&self) -> String {
        system_language()
    }

    fn kept_language(&self) -> Option<String> {
        let kept = std::fs::read_to_string(self.language_file()).ok()?;
        let tag = kept.trim();
        (!tag.is_empty()).then(|| tag.to_owned())
    }

    fn keep_language(&self, tag: &str) {
        let _ = std::fs::write(self.language_file(), tag);
    }

    fn secret(&self) -> Secret {
        Secret::PASSPHRASE
    }

    fn storage(&self, _ask: bool) -> Later<Option<Storage>> {
        Box::pin(std::future::ready(None))
    }

    fn bundle(&self) -> Option<String> {
        None
    }

    fn origin(&self) -> Option<String> {
        None
    }

    fn events(&self) -> Events {
        Box::pin(stream::pending())
    }

    fn offline(&self) -> Option<bool> {
        None
    }

    fn updates_unasked(&self) -> bool {
        false
    }

    fn update(&self) {}

    fn remembered(&self) -> Option<Kept> {
        None
    }

    fn remember(&self, _kept: Option<Kept>) {}

    fn restart(&self) {}

    fn leave(&self) {}

    fn can_share(&self) -> bool {
        false
    }

    fn share(&self, _text: &str) {}

    fn camera(&self) -> bool {
        false
    }

    fn scan(&self) -> Later<Scan> {
        Box::pin(std::future::ready(Scan::Unsupported))
    }

    fn received(&self) -> Option<String> {
        None
    }

    fn files(&self) -> bool {
        self.dialogs
    }

    fn share_file(&self, name: &str, bytes: Vec<u8>) -> Later<Result<bool, Problem>> {
        #[cfg(feature = "desktop")]
        if self.dialogs {
            return Box::pin(super::dialog::save(name.to_owned(), bytes));
        }
        let _ = (name, bytes);
        Box::pin(std::future::ready(Ok(false)))
    }

    fn pick_file(&self) -> Later<Result<Option<Vec<u8>>, Problem>> {
        #[cfg(feature = "desktop")]
        if self.dialogs {
            return Box::pin(super::dialog::open());
        }
        Box::pin(std::future::ready(Ok(None)))
    }

    fn received_file(&self) -> Option<Vec<u8>> {
        None
    }

    fn reminders(&self) -> Option<bool> {
        None
    }

    fn set_reminders(&self, _on: bool) {}

    fn remind(&self, _at: Option<Timestamp>, _text: &str) {}
}

/// The user's data folder for this app: `$XDG_DATA_HOME/wayside` or `~/.local/share/wayside`.
pub fn data_folder() -> PathBuf {
    let base = std::env::var_os("XDG_DATA_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute());
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"));
    base.or_else(home)
        .unwrap_or_else(std::env::temp_dir)
        .join("wayside")
}

/// The language of the environment (`LANGUAGE`, `LC_ALL`, `LC_MESSAGES`, `LANG`), English when there is none.
pub fn system_language() -> String {
    ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .map(|value| {
            value
                .split(['.', ':', '@'])
                .next()
                .unwrap_or_default()
                .replace('_', "-")
        })
        .find(|tag| !tag.is_empty() && tag != "C" && tag != "POSIX")
        .unwrap_or_else(|| "en".to_owned())
}
