//! The place of one vault: empty, closed, waiting or open. What the service thread and the headless device both drive.

use std::path::PathBuf;

use wayside_vault::KdfCost;

use crate::device::Device;
use crate::engine::Pace;
use crate::service::message::{Env, Problem, Reply, Request};

/// One vault folder, and the device while it is open.
pub struct Home {
    dir: PathBuf,
    cost: KdfCost,
    platform_secret: Option<[u8; 32]>,
    pace: Pace,
    device: Option<Device>,
}

impl Home {
    /// A home in a folder that need not exist yet.
    pub fn new(dir: PathBuf, cost: KdfCost, platform_secret: Option<[u8; 32]>, pace: Pace) -> Home {
        Home {
            dir,
            cost,
            platform_secret,
            pace,
            device: None,
        }
    }

    /// Answers any request.
    pub fn request(&mut self, request: Request, env: &mut Env<'_>) -> Result<Reply, Problem> {
        let _ = (&self.dir, &self.cost, &self.platform_secret, self.pace);
        self.device()?.request(request, env)
    }

    /// The open device.
    pub fn device(&mut self) -> Result<&mut Device, Problem> {
        self.device.as_mut().ok_or(Problem::Locked)
    }
}
