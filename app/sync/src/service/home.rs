//! The place of one vault: what the service thread and the headless device both drive.
//!
//! | place | State | NewTeam, Practise, JoinRequest | Unlock | Lock | Present | anything else |
//! |---|---|---|---|---|---|---|
//! | empty | New | makes the vault, opens it | NoVault | Done | Done | NoVault |
//! | closed | Locked | AlreadySetUp (a vault that was never set up is used; a waiting one answers JoinRequest) | opens | Done | Done | Locked |
//! | open | Waiting, Open | AlreadySetUp (a waiting one answers JoinRequest) | its state | closes | Done | the device answers |
//! | open, and its time is over | closed first, then as a closed one | | | | | |
//!
//! A new secret has at least ten characters; six where the machine's keystore takes part
//! ([`wayside_domain::passphrase`]). It holds here, for every face. So does the lock that falls by itself, where there
//! are screens ([`Home::locking_itself`], `watch`): a headless device ends with its call.
//!
//! Two places more, of a damaged vault. **Moved aside**: as empty, but `Damaged` stands for `NoVault`, until a vault is
//! made here. **Readable in part**: where the device's own keys and log can't be read, there is no device, and
//! unlocking answers `DatabaseDamaged`. A home that reads damaged vaults (the command line) then keeps the vault open
//! for exports; any other moves it aside, so that a person can set the phone up again.
//!
//! Whether there is a network is remembered while the place is closed, too: a device that is opened without one sends
//! nothing first.

use std::path::PathBuf;
use std::sync::Arc;

use wayside_domain::passphrase;
use wayside_domain::time::Timestamp;
use wayside_seam::relay;
use wayside_seam::{LockTimes, Notice, Problem, Reply, Request, VaultState};
use wayside_vault::{KdfCost, Keystore, OpenError, Vault};

use crate::device::{Device, Effect, Event, named};
use crate::engine::Pace;
use crate::env::Env;
use crate::service::watch::Watch;

/// Where the times are kept.
const LOCK_TIMES: &str = "lock.times";

/// One vault folder, and the device while it is open.
pub struct Home {
    dir: PathBuf,
    cost: KdfCost,
    keystore: Option<Arc<dyn Keystore>>,
    pace: Pace,
    /// It locks itself while nobody is there.
    locks_itself: bool,
    /// While it is open and locks itself.
    watch: Option<Watch>,
    /// There is a network, as far as was told.
    signal: bool,
    device: Option<Device>,
    reads_damaged: bool,
    /// A damaged vault without its device.
    rest: Option<Vault>,
    effects: Vec<Effect>,
}

impl Home {
    /// A home in a folder that need not exist yet.
    pub fn new(
        dir: PathBuf,
        cost: KdfCost,
        keystore: Option<Arc<dyn Keystore>>,
        pace: Pace,
    ) -> Home {
        Home {
            dir,
            cost,
            keystore,
            pace,
            locks_itself: false,
            watch: None,
            signal: true,
            device: None,
            reads_damaged: false,
            rest: None,
            effects: Vec::new(),
        }
    }

    /// Keeps a vault open for exports whose device can't be read any more.
    pub fn that_reads_damaged(self) -> Home {
        Home {
            reads_damaged: true,
            ..self
        }
    }

    /// The same, with screens that tell of every touch ([`Request::Present`]): without one it locks itself.
    pub fn locking_itself(self) -> Home {
        Home {
            locks_itself: true,
            ..self
        }
    }

    /// Answers any request. What it causes outside is in `effects` afterwards.
    pub fn request(&mut self, request: Request, env: &mut Env<'_>) -> Result<Reply, Problem> {
        if let Request::Signal(found) = request {
            self.signal = found;
        }
        self.lock_if_due(env.now);
        let reply = self.answer(request, env);
        self.keep_watch(env.now)?;
        if self.device.is_some() {
            // It was closed and opened in one: nobody has to go to the screen that unlocks.
            self.effects
                .retain(|effect| *effect != Effect::Notify(Notice::Locked));
        }
        reply
    }

    fn answer(&mut self, request: Request, env: &mut Env<'_>) -> Result<Reply, Problem> {
        match (request, &mut self.device) {
            (Request::Lock, _) => {
                self.lock();
                Ok(Reply::Done)
            }
            (Request::Present { visible }, _) => {
                if let Some(watch) = &mut self.watch {
                    watch.seen(visible, env.now);
                }
                Ok(Reply::Done)
            }
            (Request::ChangePin { old, new }, Some(_)) => self.change_pin(&old, &new, env),
            (Request::LockTimes, Some(device)) => {
                let times = times(device, self.keystore.is_some())?;
                Ok(Reply::LockTimes(times))
            }
            (Request::SetLockTimes(times), Some(device)) => {
                let vault = device.vault();
                vault.put_setting(LOCK_TIMES, &times.write())?;
                if let Some(watch) = &mut self.watch {
                    watch.times = times;
                }
                Ok(Reply::LockTimes(times))
            }
            (request, Some(device)) => device.request(request, env),
            (Request::State, None) => {
                let state = if Vault::exists(&self.dir) {
                    VaultState::Locked
                } else {
                    VaultState::New
                };
                Ok(Reply::State(state))
            }
            (Request::Unlock { pin }, None) => {
                self.rest = None;
                let vault = self.open(&pin, env)?;
                match Device::open(vault, self.pace) {
                    Ok(Ok(device)) => Ok(Reply::State(self.device.insert(device).state())),
                    // Making it was cut short: there is nothing in it to unlock.
                    Ok(Err(_empty)) => Err(Problem::NoVault),
                    Err(Problem::DatabaseDamaged) => Err(self.without_device(&pin, env)),
                    Err(problem) => Err(problem),
                }
            }
            (
                Request::NewTeam {
                    pin,
                    name,
                    relay,
                    label,
                },
                None,
            ) => {
                // Before a vault is made, so that bad input leaves nothing behind.
                relay::address(&relay)?;
                named("name", &name)?;
                named("label", &label)?;
                let vault = self.fresh(&pin, env)?;
                let (device, recovery_words) =
                    Device::new_team(vault, &name, &relay, &label, self.pace, env)?;
                self.device = Some(device);
                Ok(Reply::Team { recovery_words })
            }
            (Request::Practise { pin }, None) => {
                let vault = self.fresh(&pin, env)?;
                self.device = Some(Device::practise(vault, "Practice", self.pace, env)?);
                Ok(Reply::Done)
            }
            (Request::JoinRequest { pin, label }, None) => self.join_request(&pin, &label, env),
            (_, None) => Err(match Vault::exists(&self.dir) {
                true => Problem::Locked,
                false => self.missing(),
            }),
        }
    }

    /// Why there is no vault here.
    pub fn missing(&self) -> Problem {
        match Vault::moved_aside(&self.dir) {
            Some(moved_to) => OpenError::Damaged { moved_to }.into(),
            None => Problem::NoVault,
        }
    }

    /// The device in the vault can't be read.
    fn without_device(&mut self, pin: &str, env: &mut Env<'_>) -> Problem {
        if !self.reads_damaged {
            return match Vault::move_aside(&self.dir) {
                Ok(moved_to) => OpenError::Damaged { moved_to }.into(),
                Err(error) => error.into(),
            };
        }
        match self.open(pin, env) {
            Ok(vault) => {
                vault.note_damage();
                self.rest = Some(vault);
                Problem::DatabaseDamaged
            }
            Err(problem) => problem,
        }
    }

    fn join_request(
        &mut self,
        pin: &str,
        label: &str,
        env: &mut Env<'_>,
    ) -> Result<Reply, Problem> {
        named("label", label)?;
        let device = if Vault::exists(&self.dir) {
            let vault = self.open(pin, env)?;
            match Device::open(vault, self.pace)? {
                Ok(device) if matches!(device.state(), VaultState::Open(_)) => {
                    return Err(Problem::AlreadySetUp);
                }
                Ok(device) => device,
                Err(vault) => Device::waiting(vault, label, self.pace, env)?,
            }
        } else {
            Device::waiting(self.fresh(pin, env)?, label, self.pace, env)?
        };
        self.device.insert(device).join_request(label, env)
    }

    /// A vault to set up: a new one, or one whose making was cut short.
    fn fresh(&self, pin: &str, env: &mut Env<'_>) -> Result<Vault, Problem> {
        long_enough(pin, self.keystore.is_some())?;
        match Vault::create(
            &self.dir,
            pin,
            self.keystore.as_deref(),
            self.cost,
            &mut env.rng,
        ) {
            Err(OpenError::Exists) => {
                let vault = self.open(pin, env).map_err(|problem| match problem {
                    Problem::WrongPin => Problem::AlreadySetUp,
                    other => other,
                })?;
                Device::open(vault, self.pace)?
                    .err()
                    .ok_or(Problem::AlreadySetUp)
            }
            made => Ok(made?),
        }
    }

    /// A vault that was made without a keystore stays without, also where the machine has one by now.
    fn change_pin(&mut self, old: &str, new: &str, env: &mut Env<'_>) -> Result<Reply, Problem> {
        let keystore = self.keystore.clone();
        let vault = self.device()?.vault();
        long_enough(new, vault.needs_keystore()?)?;
        vault.change_pin(old, new, keystore.as_deref(), &mut env.rng)?;
        Ok(Reply::Done)
    }

    fn lock(&mut self) {
        self.watch = None;
        self.rest = None;
        if self.device.take().is_some() {
            self.effects = vec![Effect::CancelPost, Effect::Notify(Notice::Locked)];
        }
    }

    /// Nobody was there for too long, be it while the machine slept.
    fn lock_if_due(&mut self, now: Timestamp) {
        if self.watch.is_some_and(|watch| watch.due(now)) {
            self.lock();
        }
    }

    /// Begins to watch a device that was opened by this request.
    fn keep_watch(&mut self, now: Timestamp) -> Result<(), Problem> {
        if let (true, None, Some(device)) = (self.locks_itself, self.watch, &mut self.device) {
            // A setting that can't be read leaves no vault open for ever.
            let keystore = self.keystore.is_some();
            let times = times(device, keystore).unwrap_or_else(|_| LockTimes::first(keystore));
            self.watch = Some(Watch::new(times, now));
        }
        Ok(())
    }

    /// In how many milliseconds it locks itself; none while it does not.
    pub fn locks_in(&self, now: Timestamp) -> Option<u64> {
        self.watch.map(|watch| watch.left(now))
    }

    fn open(&self, pin: &str, env: &mut Env<'_>) -> Result<Vault, Problem> {
        Ok(Vault::open(
            &self.dir,
            pin,
            self.keystore.as_deref(),
            &mut env.rng,
        )?)
    }

    /// The open device.
    pub fn device(&mut self) -> Result<&mut Device, Problem> {
        self.device.as_mut().ok_or(Problem::Locked)
    }

    /// The open vault, for exports; also one that is so damaged that it has no device.
    pub fn vault(&mut self) -> Result<&mut Vault, Problem> {
        match (&mut self.device, &mut self.rest) {
            (Some(device), _) => Ok(device.vault()),
            (None, Some(rest)) => Ok(rest),
            (None, None) => Err(Problem::Locked),
        }
    }

    /// Takes one event; a closed home hears nothing.
    pub fn handle(&mut self, event: Event, env: &mut Env<'_>) -> Vec<Effect> {
        self.lock_if_due(env.now);
        let Some(device) = &mut self.device else {
            return self.effects();
        };
        let mut effects = Vec::new();
        if matches!(event, Event::Opened) && !self.signal {
            effects = device.handle(Event::SignalLost, env);
        }
        effects.extend(device.handle(event, env));
        effects
    }

    /// One step of background work.
    pub fn work(&mut self, env: &mut Env<'_>) -> Vec<Effect> {
        self.lock_if_due(env.now);
        match &mut self.device {
            Some(device) => device.work(env),
            None => self.effects(),
        }
    }

    /// Effects that a request caused.
    pub fn effects(&mut self) -> Vec<Effect> {
        let mut effects = std::mem::take(&mut self.effects);
        if let Some(device) = &mut self.device {
            effects.extend(device.effects());
        }
        effects
    }
}

/// The one rule for a new secret.
fn long_enough(pin: &str, keystore: bool) -> Result<(), Problem> {
    let least = match keystore {
        true => passphrase::LEAST_PIN,
        false => passphrase::LEAST,
    };
    if passphrase::reaches(pin, least) {
        Ok(())
    } else {
        Err(Problem::PinTooShort { least })
    }
}

/// When this device locks itself: as a person chose, or as it is at first.
fn times(device: &mut Device, keystore: bool) -> Result<LockTimes, Problem> {
    let kept = device.vault().setting(LOCK_TIMES)?;
    Ok(kept
        .and_then(|bytes| LockTimes::read(&bytes))
        .unwrap_or_else(|| LockTimes::first(keystore)))
}
