//! An unlocked vault for the length of one call.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use chrono::Local;
use rand::SeedableRng;
use rand::rngs::StdRng;
use wayside_domain::passphrase::same;
use wayside_domain::time::Timestamp;
use wayside_seam::{Problem, Reply, Request, VaultState};
use wayside_sync::Env;
use wayside_sync::driver::{Http, SyncReport, sync_once};
use wayside_sync::{Home, Pace};
use wayside_vault::{KdfCost, Vault};

use crate::failure::Failure;
use crate::input::read_text;

/// How long a vault that another call has open is waited for: longer than one exchange of `sync --watch` usually takes.
const PATIENCE: Duration = Duration::from_secs(30);
/// Each try stretches the PIN, which is a wait by itself.
const BETWEEN_TRIES: Duration = Duration::from_millis(100);

/// One vault folder, this machine's clock and its randomness.
pub struct Session {
    home: Home,
    /// What opened the vault, so that a watch can open it again.
    pin: String,
    rng: StdRng,
    /// When the call began; what the clock says should it leave the calendar later.
    start: Timestamp,
}

impl Session {
    /// Names the vault; opens nothing yet.
    pub fn new(vault: Option<PathBuf>) -> Result<Session, Failure> {
        let dir = vault.ok_or_else(|| {
            Failure::input("which vault? Name its folder with --vault DIR or WAYSIDE_VAULT")
        })?;
        let mut seed = [0u8; 32];
        getrandom::fill(&mut seed)
            .map_err(|error| Failure::outside(format!("this machine's randomness: {error}")))?;
        Ok(Session {
            home: Home::new(dir, KdfCost::PHONE, None, Pace::PHONE).that_reads_damaged(),
            pin: String::new(),
            rng: StdRng::from_seed(seed),
            start: clock()
                .ok_or_else(|| Failure::outside("this machine's clock is wrong: set it"))?,
        })
    }

    /// Names the vault and unlocks it.
    pub fn unlocked(vault: Option<PathBuf>) -> Result<Session, Failure> {
        let mut session = Session::with_vault(vault)?;
        session.pin = passphrase()?;
        session.unlock()?;
        Ok(session)
    }

    /// Names a vault that is there. Says what is missing before a person is asked for a passphrase.
    pub fn with_vault(vault: Option<PathBuf>) -> Result<Session, Failure> {
        let mut session = Session::new(vault)?;
        match session.ask(Request::State)? {
            Reply::State(VaultState::New) => Err(session.home.missing().into()),
            _ => Ok(session),
        }
    }

    /// The same for calls that only read the vault: one without a readable device will do.
    pub fn for_reading(vault: Option<PathBuf>) -> Result<Session, Failure> {
        let mut session = Session::with_vault(vault)?;
        session.pin = passphrase()?;
        match session.unlock() {
            Err(_) if session.home.vault().is_ok() => Ok(session),
            done => done.map(|()| session),
        }
    }

    /// Opens the vault, or opens it again. Another call may have it for a moment: it is waited for.
    pub fn unlock(&mut self) -> Result<(), Failure> {
        let start = Instant::now();
        loop {
            let pin = self.pin.clone();
            match self.request(Request::Unlock { pin }) {
                Err(Problem::InUse) if start.elapsed() < PATIENCE => {
                    std::thread::sleep(BETWEEN_TRIES);
                }
                done => return Ok(done.map(drop)?),
            }
        }
    }

    /// Tries again what was put aside with the next exchange. Answers how much.
    pub fn retry(&mut self) -> Result<u64, Failure> {
        Ok(self.home.device()?.retry_quarantined()?)
    }

    /// Closes the vault, so that another call can have it.
    pub fn lock(&mut self) -> Result<(), Failure> {
        self.ask(Request::Lock).map(drop)
    }

    /// The open vault, also one without a readable device.
    pub fn vault(&mut self) -> Result<&mut Vault, Failure> {
        Ok(self.home.vault()?)
    }

    /// Asks through the message seam; a problem ends the call.
    pub fn ask(&mut self, request: Request) -> Result<Reply, Failure> {
        Ok(self.request(request)?)
    }

    /// Asks through the message seam.
    pub fn request(&mut self, request: Request) -> Result<Reply, Problem> {
        let now = self.now();
        let mut env = Env {
            now,
            rng: &mut self.rng,
        };
        self.home.request(request, &mut env)
    }

    /// This machine's time.
    pub fn now(&self) -> Timestamp {
        clock().unwrap_or(self.start)
    }

    /// Opens what arrived; needs no network.
    pub fn open_arrived(&mut self) -> Result<(), Failure> {
        let mut before = u64::MAX;
        loop {
            let now = self.now();
            let device = self.home.device()?;
            let left = device.sync_state().to_open;
            // As much as before: the disk fails, and the next sync tries again.
            if left == 0 || left == before {
                return Ok(());
            }
            before = left;
            // The next sync carries out what this asks for outside.
            device.work(&mut Env {
                now,
                rng: &mut self.rng,
            });
        }
    }

    /// Pushes and pulls until nothing is left.
    pub async fn sync(&mut self) -> Result<SyncReport, Failure> {
        let start = self.start;
        let device = self.home.device()?;
        let http = Http::new();
        Ok(sync_once(
            device,
            &http,
            &move || clock().unwrap_or(start),
            &mut self.rng,
        )
        .await?)
    }
}

/// This machine's time with its offset, to the millisecond; none for a clock that is out of the calendar.
fn clock() -> Option<Timestamp> {
    let now = Local::now();
    Timestamp::from_millis(now.timestamp_millis(), now.offset().local_minus_utc() / 60)
}

/// A reply of another kind than the request's: a defect, never the caller's fault.
pub fn unexpected(_: Reply) -> Failure {
    Failure::internal()
}

/// The file that the command line named; known to the whole call, as the environment is.
static PASSPHRASE_FILE: OnceLock<Option<PathBuf>> = OnceLock::new();

/// Names the file with the passphrase.
pub fn passphrase_from(file: Option<PathBuf>) {
    // A call reads its arguments once.
    let _ = PASSPHRASE_FILE.set(file);
}

fn named_file() -> Option<&'static Path> {
    PASSPHRASE_FILE.get()?.as_deref()
}

/// The vault's passphrase: from the named file, `WAYSIDE_PIN`, or a prompt where there is a terminal.
pub fn passphrase() -> Result<String, Failure> {
    match given(named_file(), "WAYSIDE_PIN")? {
        Some(passphrase) => Ok(passphrase),
        None => prompt("Passphrase: "),
    }
}

/// The passphrase of a vault that is to be made, from the same places.
pub fn first_passphrase() -> Result<String, Failure> {
    new_passphrase(named_file(), "WAYSIDE_PIN")
}

/// A new passphrase: from a file, a variable, or a prompt, which asks twice.
pub fn new_passphrase(file: Option<&Path>, variable: &str) -> Result<String, Failure> {
    if let Some(passphrase) = given(file, variable)? {
        return Ok(passphrase);
    }
    let new = prompt("New passphrase: ")?;
    if same(&prompt("The same again: ")?, &new) {
        Ok(new)
    } else {
        Err(Failure::input("the two passphrases differ: start again"))
    }
}

fn given(file: Option<&Path>, variable: &str) -> Result<Option<String>, Failure> {
    let Some(file) = file else {
        return Ok(std::env::var(variable).ok());
    };
    let text = read_text(file)?;
    // The end that an editor or `echo` gives a line; spaces before it count.
    let line = text.strip_suffix('\n').unwrap_or(&text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.is_empty() || line.contains('\n') {
        return Err(Failure::input(format!(
            "{}: one line with the passphrase is wanted, and nothing else",
            file.display()
        )));
    }
    Ok(Some(line.to_owned()))
}

fn prompt(words: &str) -> Result<String, Failure> {
    rpassword::prompt_password(words).map_err(|_| {
        Failure::input(
            "no passphrase: name a file with it, set WAYSIDE_PIN (a new one: WAYSIDE_NEW_PIN), or run it in a terminal",
        )
    })
}
