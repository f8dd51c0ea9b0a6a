//! The seams between screens and machine: the service, and the one trait [`Platform`] for everything else.
//!
//! | face | what it is | vault | file |
//! |---|---|---|---|
//! | Linux: window, demonstration, tests | [`host::Machine`] | a folder | `host.rs` |
//! | Android | `android::Phone`: the same, and what the phone's own system gives | a folder, and a key of the keystore | `android.rs`, `android/java.rs` |
//! | a browser | `web::Page` | the origin's private files, in a worker | `web.rs` |
//!
//! The language is kept in clear beside the vault, because the keypad speaks it before the PIN is known. A phone that
//! reminds also keeps in clear that it should, and when. A page keeps one word about the notes ([`Kept`]), because a
//! browser may remove them. Nothing else is in clear.

#[cfg(target_os = "android")]
pub mod android;
pub mod camera;
#[cfg(feature = "desktop")]
mod dialog;
#[cfg(not(target_family = "wasm"))]
pub mod host;
#[cfg(target_family = "wasm")]
pub mod web;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use futures_util::Stream;
use rand::SeedableRng;
use rand::rngs::StdRng;
use wayside_domain::id::Id;
use wayside_domain::passphrase;
use wayside_domain::time::Timestamp;
use wayside_seam::Problem;
#[allow(unused_imports, reason = "the documentation names it")]
use wayside_seam::courier::LARGEST_FILE;

use self::camera::Scan;
use crate::service::Service;

/// An answer of the machine, some time later.
pub type Later<T> = Pin<Box<dyn Future<Output = T>>>;
/// What the machine tells unasked.
pub type Events = Pin<Box<dyn Stream<Item = Event>>>;

/// What a person unlocks with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    /// A PIN on our own keypad.
    Pin,
    /// A longer text. No keystore of the machine takes part, so the text alone has to withstand guessing.
    Passphrase {
        /// The fewest characters.
        least: u32,
    },
}

impl Secret {
    /// What every machine without a keystore asks for.
    pub const PASSPHRASE: Secret = Secret::Passphrase {
        least: passphrase::LEAST,
    };
}

/// How safe the vault's files are from the machine itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Storage {
    /// The machine promised not to remove them for want of room.
    pub kept: bool,
    /// Bytes in use.
    pub used: u64,
    /// Bytes that may be used in all.
    pub quota: u64,
}

/// What is on this device, as one word outside of the vault. Where the vault is gone and the word is not, the browser
/// removed the notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// A practice team.
    Practice,
    /// A team's notes, all of them sent.
    Sent,
    /// A team's notes, some of them not sent yet.
    Unsent,
}

impl Kept {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Practice, Self::Sent, Self::Unsent];

    /// The word.
    pub fn id(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Sent => "sent",
            Self::Unsent => "unsent",
        }
    }
}

/// What the machine tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The network came or went.
    Signal(bool),
    /// The machine gives a moment for syncing.
    TimeToSync,
    /// A newer version of the app is there; [`Platform::update`] changes to it.
    UpdateWaits,
    /// A newer version found no room. The one that runs stays whole.
    UpdateNoRoom,
    /// The answer of [`Platform::offline`] changed.
    Offline,
    /// The machine speaks another language from now on.
    Language,
    /// The machine's own back was pressed: a key, or a gesture.
    Back,
    /// Another app handed a text over; [`Platform::received`] gives it.
    Received,
    /// A file is there, from another app or picked by the person; [`Platform::received_file`] gives it.
    ReceivedFile,
    /// Reminders are on or off from now on: the answer to [`Platform::set_reminders`].
    Reminders(bool),
}

/// Everything that screens get from the machine, but for the service.
pub trait Platform: Send + Sync {
    /// The clock, with the device's offset.
    fn now(&self) -> Timestamp;
    /// The machine's language, as a tag.
    fn machine_language(&self) -> String;
    /// The language that was chosen before.
    fn kept_language(&self) -> Option<String>;
    /// Keeps the choice. Where it can't be kept it is only forgotten at the next start.
    fn keep_language(&self, tag: &str);
    /// What a person unlocks with.
    fn secret(&self) -> Secret;
    /// How safe the files are; `None` where only the person removes them. `ask`: asks the machine to keep them first.
    fn storage(&self, ask: bool) -> Later<Option<Storage>>;
    /// The SHA-256 of the app as it was served; `None` where nobody serves it.
    fn bundle(&self) -> Option<String>;
    /// The address that the app was served from, as `https://host` or `http://host:port`; `None` where nobody serves
    /// it.
    fn origin(&self) -> Option<String>;
    /// What the machine tells from now on.
    fn events(&self) -> Events;
    /// Whether the app itself lies whole on this device, so that it starts without a network; `None` where it always
    /// does, and until it is known.
    fn offline(&self) -> Option<bool>;
    /// Whether a version that waits may be changed to without a question.
    fn updates_unasked(&self) -> bool;
    /// Changes to the version that waits. Only called between tasks.
    fn update(&self);
    /// The word that was kept about the notes; `None` where nobody but the person removes files.
    fn remembered(&self) -> Option<Kept>;
    /// Keeps that word from now on, or none.
    fn remember(&self, kept: Option<Kept>);
    /// Starts the app anew, as after closing and opening it.
    fn restart(&self);
    /// Leaves the app without ending it: back was pressed where nothing is to go back to.
    fn leave(&self);
    /// Whether a text can be given to another app.
    fn can_share(&self) -> bool;
    /// Gives a text to another app, which the person chooses.
    fn share(&self, text: &str);
    /// Whether the machine has a camera that reads codes, as far as that shows without asking the person.
    fn camera(&self) -> bool;
    /// Looks for a code in what the page's camera sees, while an element with `data-camera` is there; see [`camera`].
    fn scan(&self) -> Later<Scan>;
    /// The next text that another app handed over; each is given once.
    fn received(&self) -> Option<String>;
    /// Whether files can be given and picked.
    fn files(&self) -> bool;
    /// Gives a file to the person, who chooses where it goes. False where they chose nothing.
    fn share_file(&self, name: &str, bytes: Vec<u8>) -> Later<Result<bool, Problem>>;
    /// Lets the person pick a file, of no more than [`LARGEST_FILE`]; `None` where none was picked, or where it comes
    /// as [`Event::ReceivedFile`].
    fn pick_file(&self) -> Later<Result<Option<Vec<u8>>, Problem>>;
    /// The next file that came; each is given once.
    fn received_file(&self) -> Option<Vec<u8>>;
    /// A person has taken the first of them in: it need not be offered at the next start.
    fn file_taken(&self) {}
    /// Whether reminders are on; `None` where the machine can't remind while the app is closed.
    fn reminders(&self) -> Option<bool>;
    /// Switches reminders on or off. The machine may ask the person first; [`Event::Reminders`] tells what became of
    /// it.
    fn set_reminders(&self, on: bool);
    /// Sets the one reminder: at that time a notice with this text and no other; `None` takes it back.
    fn remind(&self, at: Option<Timestamp>, text: &str);
}

/// Everything that screens get from below. Cheap to clone.
#[derive(Clone)]
pub struct Host {
    /// Vault and sync.
    pub service: Service,
    /// The machine.
    pub platform: Arc<dyn Platform>,
}

impl Host {
    /// The time now, with the device's offset.
    pub fn now(&self) -> Timestamp {
        self.platform.now()
    }

    /// A new random id.
    pub fn new_id(&self) -> Id {
        Id::random(&mut rng())
    }

    /// The chosen language, or the machine's.
    pub fn language(&self) -> String {
        self.platform
            .kept_language()
            .unwrap_or_else(|| self.platform.machine_language())
    }
}

/// Randomness from the machine.
pub fn rng() -> StdRng {
    StdRng::from_rng(&mut rand::rng())
}
