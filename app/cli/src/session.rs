//! An unlocked vault for the length of one call.

use std::path::PathBuf;

use chrono::Local;
use rand::SeedableRng;
use rand::rngs::StdRng;
use wayside_domain::time::Timestamp;
use wayside_seam::{Problem, Reply, Request, VaultState};
use wayside_sync::Env;
use wayside_sync::driver::{Http, SyncReport, sync_once};
use wayside_sync::{Device, Home, Pace};
use wayside_vault::KdfCost;

use crate::failure::Failure;

/// One vault folder, this machine's clock and its randomness.
pub struct Session {
    home: Home,
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
            home: Home::new(dir, KdfCost::PHONE, None, Pace::PHONE),
            rng: StdRng::from_seed(seed),
            start: clock()
                .ok_or_else(|| Failure::outside("this machine's clock is wrong: set it"))?,
        })
    }

    /// Names the vault and unlocks it.
    pub fn unlocked(vault: Option<PathBuf>) -> Result<Session, Failure> {
        let mut session = Session::new(vault)?;
        // Says "no vault here" before it asks a person for a PIN.
        if matches!(session.ask(Request::State)?, Reply::State(VaultState::New)) {
            return Err(Problem::NoVault.into());
        }
        session.ask(Request::Unlock { pin: pin(false)? })?;
        Ok(session)
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

    /// The open device.
    pub fn device(&mut self) -> Result<&mut Device, Failure> {
        Ok(self.home.device()?)
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

/// The PIN from `WAYSIDE_PIN`, or from a prompt where there is a terminal (twice for a new one).
pub fn pin(new: bool) -> Result<String, Failure> {
    if let Ok(pin) = std::env::var("WAYSIDE_PIN") {
        return Ok(pin);
    }
    let ask = |prompt: &str| {
        rpassword::prompt_password(prompt)
            .map_err(|_| Failure::input("no PIN: set WAYSIDE_PIN, or run it in a terminal"))
    };
    let pin = ask(if new { "New PIN: " } else { "PIN: " })?;
    if new && ask("The same PIN again: ")? != pin {
        return Err(Failure::input("the two PINs differ: start again"));
    }
    Ok(pin)
}
