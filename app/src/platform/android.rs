//! Android: the app's private files, a key of its keystore, and what the phone tells. All of it is asked of one Kotlin
//! class, `app/android/kotlin/Phone.kt`, through [`java::Java`].
//!
//! | from the phone | here |
//! |---|---|
//! | the app's private folder | [`Phone::folder`], for the vault and the chosen language |
//! | a key that never leaves the keystore's hardware | [`Phone::keystore`]: it takes part in unlocking, so that a copied vault is no use elsewhere |
//! | the camera, through the WebView's page, which asks for it ([`camera`](super::camera)) | [`Phone::scan`] |
//! | language, back, network, texts from other apps, a moment in the background | [`Event`]s, by name |
//! | other apps and folders for a courier's file, the system's dialog for one, and files from other apps | [`Platform::share_file`], [`Event::ReceivedFile`] |
//! | an alarm and a notice, where the person wants them | [`Platform::remind`] |
//!
//! Screenshots, recents, insets, text size and colours are the activity's alone (`MainActivity.kt`); no Rust takes
//! part. Refused: native methods that Java calls. They would have to be found by name in the library and run on threads
//! that Rust does not know; asking for the next event on a thread of our own needs neither.

mod java;
mod page;

use std::path::PathBuf;
use std::sync::Arc;

use futures_channel::mpsc::unbounded;
use futures_util::stream;
use wayside_domain::time::Timestamp;
use wayside_seam::Problem;
use wayside_vault::Keystore;
use zeroize::Zeroizing;

use self::java::Java;
use super::camera::{Scan, frames};
use super::host::Machine;
use super::{Event, Events, Kept, Later, Platform, Secret, Storage};

/// A phone.
pub struct Phone {
    java: Java,
    machine: Machine,
    folder: PathBuf,
    /// The keystore takes part in unlocking.
    keystore: bool,
}

impl Phone {
    /// The phone that this program runs on.
    pub fn find() -> std::io::Result<Self> {
        let java = Java::find().map_err(std::io::Error::other)?;
        let folder = java
            .text("folder")
            .map(PathBuf::from)
            .ok_or_else(|| std::io::Error::other("Android named no folder for the app's files"))?;
        let machine = Machine::new(folder.clone());
        Ok(Self {
            java,
            machine,
            folder,
            keystore: false,
        })
    }

    /// The app's private folder.
    pub fn folder(&self) -> PathBuf {
        self.folder.clone()
    }

    /// The keystore; none where it fails. `fresh`: there is no vault yet, so the key may be made. Beside an existing
    /// vault a new key would only turn every right PIN into a wrong one.
    pub fn keystore(&mut self, fresh: bool) -> Option<Arc<dyn Keystore>> {
        let name = if fresh { "newHmac" } else { "hmac" };
        // Asked once to see whether it works; this answer opens nothing.
        hmac(&self.java, name, &[0; 32])?;
        self.keystore = true;
        Some(Arc::new(PhoneKeystore(self.java.clone())))
    }
}

/// A key in the phone's keystore; see `Phone.kt`.
struct PhoneKeystore(Java);

impl Keystore for PhoneKeystore {
    fn hmac(&self, stretched: &[u8; 32]) -> Option<Zeroizing<[u8; 32]>> {
        hmac(&self.0, "hmac", stretched)
    }
}

fn hmac(java: &Java, name: &str, message: &[u8; 32]) -> Option<Zeroizing<[u8; 32]>> {
    let answer = Zeroizing::new(java.answer(name, message)?);
    answer.as_slice().try_into().map(Zeroizing::new).ok()
}

/// Asks `camera.js` what it sees.
const LOOK: &str = "window.waysideCamera ? window.waysideCamera.look() : \"unsupported\"";

/// What a word of `Phone.kt` means.
fn event(word: &str) -> Option<Event> {
    Some(match word {
        "signal-on" => Event::Signal(true),
        "signal-off" => Event::Signal(false),
        "sync" => Event::TimeToSync,
        "language" => Event::Language,
        "back" => Event::Back,
        "received" => Event::Received,
        "file" => Event::ReceivedFile,
        "reminders-on" => Event::Reminders(true),
        "reminders-off" => Event::Reminders(false),
        _ => return None,
    })
}

impl Platform for Phone {
    fn now(&self) -> Timestamp {
        self.machine.now()
    }

    fn machine_language(&self) -> String {
        self.java
            .text("language")
            .unwrap_or_else(|| self.machine.machine_language())
    }

    fn kept_language(&self) -> Option<String> {
        self.machine.kept_language()
    }

    fn keep_language(&self, tag: &str) {
        self.machine.keep_language(tag);
    }

    fn secret(&self) -> Secret {
        if self.keystore {
            Secret::Pin
        } else {
            Secret::PASSPHRASE
        }
    }

    fn storage(&self, ask: bool) -> Later<Option<Storage>> {
        self.machine.storage(ask)
    }

    fn bundle(&self) -> Option<String> {
        None
    }

    fn origin(&self) -> Option<String> {
        None
    }

    fn events(&self) -> Events {
        let (tell, events) = unbounded();
        let java = self.java.clone();
        let listen = move || {
            while let Some(word) = java.text("next") {
                if event(&word).is_some_and(|event| tell.unbounded_send(event).is_err()) {
                    return;
                }
            }
        };
        // Without a thread nothing is told: the app works, but for what the phone says.
        match std::thread::Builder::new()
            .name("phone".into())
            .spawn(listen)
        {
            Ok(_) => Box::pin(events),
            Err(_) => Box::pin(stream::pending()),
        }
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

    fn restart(&self) {
        self.java.run("restart");
    }

    fn leave(&self) {
        self.java.run("leave");
    }

    fn can_share(&self) -> bool {
        true
    }

    fn share(&self, text: &str) {
        self.java.give("share", text);
    }

    fn camera(&self) -> bool {
        true
    }

    fn scan(&self) -> Later<Scan> {
        Box::pin(async {
            let page = page::Page::shown();
            frames::scan(async || page.ask(LOOK).await).await
        })
    }

    fn received(&self) -> Option<String> {
        self.java.text("received")
    }

    fn files(&self) -> bool {
        true
    }

    fn share_file(&self, name: &str, bytes: Vec<u8>) -> Later<Result<bool, Problem>> {
        // Which app the person chose, and whether any, the system does not tell.
        let offered = self.java.hand("shareFile", name, &bytes);
        Box::pin(std::future::ready(if offered {
            Ok(true)
        } else {
            Err(Problem::Disk {
                what: "Android's files".into(),
            })
        }))
    }

    fn pick_file(&self) -> Later<Result<Option<Vec<u8>>, Problem>> {
        self.java.run("pickFile");
        Box::pin(std::future::ready(Ok(None)))
    }

    fn received_file(&self) -> Option<Vec<u8>> {
        self.java.bytes("receivedFile")
    }

    fn reminders(&self) -> Option<bool> {
        self.java.text("reminders").map(|state| state == "on")
    }

    fn set_reminders(&self, on: bool) {
        self.java
            .give("setReminders", if on { "on" } else { "off" });
    }

    fn remind(&self, at: Option<Timestamp>, text: &str) {
        let notice = at.map(|at| format!("{} {text}", at.millis()));
        self.java.give("remind", &notice.unwrap_or_default());
    }
}
