//! The service in a browser's worker: the same loop, as a task of the worker's own event loop.

use rand::SeedableRng;
use rand::rngs::{StdRng, SysRng};

use crate::service::platform::Platform;
use crate::service::run::{Service, ServiceHandle};

/// Starts the service of one vault. Without randomness every question is answered with `Problem::Stopped`.
pub fn start(platform: Platform) -> ServiceHandle {
    let (handle, asked, heard) = ServiceHandle::new();
    if let Ok(rng) = StdRng::try_from_rng(&mut SysRng) {
        wasm_bindgen_futures::spawn_local(Service::new(platform, rng, heard).run(asked));
    }
    handle
}
