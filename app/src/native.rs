//! The native service behind the seam: one thread per device folder.

use std::path::Path;
use std::sync::Arc;

use futures_util::stream;
use wayside_sync::engine::Pace;
use wayside_sync::service::{Platform, ServiceHandle, start};
use wayside_vault::{KdfCost, Keystore};

use crate::platform::Host;
use crate::platform::host::Machine;
use crate::service::{Answering, Ask, Notices, Request, Service};

impl Ask for ServiceHandle {
    fn ask(&self, request: Request) -> Answering {
        let handle = self.clone();
        Box::pin(async move { ServiceHandle::ask(&handle, request).await })
    }

    fn notices(&self) -> Notices {
        Box::pin(stream::unfold(self.subscribe(), |mut notices| async move {
            let notice = notices.next().await?;
            Some((notice, notices))
        }))
    }
}

/// Starts the service of one folder. The keystore takes part in unlocking, where the machine has one.
pub fn start_service(
    dir: &Path,
    cost: KdfCost,
    pace: Pace,
    keystore: Option<Arc<dyn Keystore>>,
) -> Service {
    Service::new(start(Platform {
        cost,
        pace,
        keystore,
        locks_itself: true,
        ..Platform::native(dir.to_owned())
    }))
}

/// A device in this folder, as screens take it.
pub fn host(dir: &Path) -> Host {
    with_machine(start_service(dir, KdfCost::PHONE, Pace::PHONE, None), dir)
}

/// A service over this folder, as screens take it.
pub fn with_machine(service: Service, dir: &Path) -> Host {
    Host {
        service,
        platform: Arc::new(Machine::new(dir.to_owned())),
    }
}
