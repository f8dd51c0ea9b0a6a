//! The place of one vault: what the service thread and the headless device both drive.
//!
//! | place | State | NewTeam, Practise, JoinRequest | Unlock | Lock | anything else |
//! |---|---|---|---|---|---|
//! | empty | New | makes the vault, opens it | NoVault | Done | NoVault |
//! | closed | Locked | AlreadySetUp (a vault that was never set up is used; a waiting one answers JoinRequest) | opens | Done | Locked |
//! | open | Waiting, Open | AlreadySetUp (a waiting one answers JoinRequest) | its state | closes | the device answers |
//!
//! Whether there is a network is remembered while the place is closed, too: a device that is opened without one sends nothing first.

use std::path::PathBuf;

use wayside_seam::relay;
use wayside_seam::{Notice, Problem, Reply, Request, VaultState};
use wayside_vault::{KdfCost, OpenError, Vault};

use crate::device::{Device, Effect, Event, named};
use crate::engine::Pace;
use crate::env::Env;

/// The fewest characters of a new PIN, where nothing longer is asked for.
pub(super) const LEAST_PIN: u32 = 4;

/// One vault folder, and the device while it is open.
pub struct Home {
    dir: PathBuf,
    cost: KdfCost,
    platform_secret: Option<[u8; 32]>,
    least_secret: u32,
    pace: Pace,
    /// There is a network, as far as was told.
    signal: bool,
    device: Option<Device>,
    effects: Vec<Effect>,
}

impl Home {
    /// A home in a folder that need not exist yet.
    pub fn new(dir: PathBuf, cost: KdfCost, platform_secret: Option<[u8; 32]>, pace: Pace) -> Home {
        Home {
            dir,
            cost,
            platform_secret,
            least_secret: LEAST_PIN,
            pace,
            signal: true,
            device: None,
            effects: Vec::new(),
        }
    }

    /// Asks for at least so many characters of a new PIN.
    pub fn with_least_secret(self, least_secret: u32) -> Home {
        Home {
            least_secret,
            ..self
        }
    }

    /// Answers any request. What it causes outside is in `effects` afterwards.
    pub fn request(&mut self, request: Request, env: &mut Env<'_>) -> Result<Reply, Problem> {
        if let Request::Signal(found) = request {
            self.signal = found;
        }
        match (request, &mut self.device) {
            (Request::Lock, device) => {
                if device.take().is_some() {
                    self.effects = vec![Effect::CancelPost, Effect::Notify(Notice::Locked)];
                }
                Ok(Reply::Done)
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
                let vault = self.open(&pin, env)?;
                match Device::open(vault, self.pace)? {
                    Ok(device) => Ok(Reply::State(self.device.insert(device).state())),
                    // Making it was cut short: there is nothing in it to unlock.
                    Err(_empty) => Err(Problem::NoVault),
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
            (_, None) => Err(if Vault::exists(&self.dir) {
                Problem::Locked
            } else {
                Problem::NoVault
            }),
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
        if pin.chars().count() < self.least_secret as usize {
            return Err(Problem::PinTooShort {
                least: self.least_secret,
            });
        }
        match Vault::create(
            &self.dir,
            pin,
            self.platform_secret.as_ref(),
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

    fn open(&self, pin: &str, env: &mut Env<'_>) -> Result<Vault, Problem> {
        Ok(Vault::open(
            &self.dir,
            pin,
            self.platform_secret.as_ref(),
            &mut env.rng,
        )?)
    }

    /// The open device.
    pub fn device(&mut self) -> Result<&mut Device, Problem> {
        self.device.as_mut().ok_or(Problem::Locked)
    }

    /// Takes one event; a closed home hears nothing.
    pub fn handle(&mut self, event: Event, env: &mut Env<'_>) -> Vec<Effect> {
        let Some(device) = &mut self.device else {
            return Vec::new();
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
        self.device
            .as_mut()
            .map_or_else(Vec::new, |device| device.work(env))
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
