//! What a device must not forget: its keys, its team, its keyring, and roster entries that no segment holds yet. One
//! sealed setting, written as a whole: a key and the roster entry that announces it are there together or not at all.

use serde::{Deserialize, Serialize};
use wayside_protocol::{CaseloadId, Chain, DeviceId};
use wayside_seam::{Problem, Role};
use wayside_vault::Vault;
use zeroize::Zeroizing;

use crate::identity::Identity;
use crate::keyring::Keyring;
use crate::roster::Written;
use crate::team::Team;

const SETTING: &str = "sync.device";
const VERSION: u8 = 1;

/// The whole of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Book {
    /// The device's own keys.
    pub identity: Identity,
    /// What it is called.
    pub label: String,
    /// Its team; none while it waits to be admitted.
    pub membership: Option<Membership>,
}

/// A device in a team.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Membership {
    /// The team.
    pub team: Team,
    /// The device's own chain, encoded.
    chain: Vec<u8>,
    /// What it may do.
    pub role: Role,
    /// The caseload keys that it holds.
    pub keyring: Keyring,
    /// Roster entries that still have to be put into a segment.
    pub roster: Vec<Written>,
    /// Caseloads made here: this device sees to it that every leading device gets their keys.
    pub created: Vec<CaseloadId>,
    /// Which leading devices got them.
    pub given: Vec<(CaseloadId, DeviceId)>,
}

impl Membership {
    /// A fresh one.
    pub fn new(team: Team, chain: &Chain, role: Role, keyring: Keyring) -> Membership {
        let chain = chain.encode();
        Membership {
            team,
            chain,
            role,
            keyring,
            roster: Vec::new(),
            created: Vec::new(),
            given: Vec::new(),
        }
    }

    /// The device's own chain.
    pub fn chain(&self) -> Chain {
        // What was encoded here decodes.
        Chain::decode(&self.chain).unwrap_or(Chain(Vec::new()))
    }

    /// A team that never syncs.
    pub fn practise(&self) -> bool {
        self.team.relay.is_empty()
    }
}

impl Book {
    /// Reads it; none in a vault that was never set up.
    pub fn load(vault: &Vault) -> Result<Option<Book>, Problem> {
        let Some(bytes) = vault.setting(SETTING)?.map(Zeroizing::new) else {
            return Ok(None);
        };
        match bytes.split_first() {
            Some((&VERSION, rest)) => postcard::from_bytes(rest).map(Some).map_err(|_| damaged()),
            Some((later, _)) if *later > VERSION => Err(Problem::Newer),
            _ => Err(damaged()),
        }
    }

    /// Writes it.
    pub fn save(&self, vault: &mut Vault) -> Result<(), Problem> {
        let mut bytes = Zeroizing::new(vec![VERSION]);
        bytes.extend(Zeroizing::new(postcard::to_allocvec(self).map_err(|_| damaged())?).iter());
        Ok(vault.put_setting(SETTING, &bytes)?)
    }
}

fn damaged() -> Problem {
    Problem::Internal {
        what: "device settings".into(),
    }
}
