//! The native service: a thread with a small tokio runtime in it, which owns the vault.

use rand::SeedableRng;
use rand::rngs::{StdRng, SysRng};

use crate::service::platform::Platform;
use crate::service::run::{Service, ServiceHandle};

/// Starts the service of one vault folder on a thread of its own. If the machine gives no thread or no randomness,
/// every question is answered with `Problem::Stopped`.
pub fn start(platform: Platform) -> ServiceHandle {
    let (handle, asked, heard) = ServiceHandle::new();
    let run = move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let rng = StdRng::try_from_rng(&mut SysRng);
        if let (Ok(runtime), Ok(rng)) = (runtime, rng) {
            runtime.block_on(Service::new(platform, rng, heard).run(asked));
        }
    };
    // Without a thread `asked` is dropped, and that is what `Stopped` tells.
    let _ = std::thread::Builder::new()
        .name("wayside".into())
        .spawn(run);
    handle
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use wayside_domain::passphrase::SAMPLE;
    use wayside_domain::time::Timestamp;

    use super::*;
    use crate::engine::Pace;
    use wayside_seam::{Notice, Phase, Problem, Reply, Request, VaultState};
    use wayside_vault::KdfCost;

    fn platform(dir: &std::path::Path) -> Platform {
        let clock = Arc::new(|| Timestamp::parse("2026-11-02T19:40:00+07:00").unwrap());
        Platform {
            cost: KdfCost::TEST,
            pace: Pace::LIVELY,
            clock,
            ..Platform::native(dir.join("vault"))
        }
    }

    fn run<T>(work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap()
            .block_on(work)
    }

    fn team(relay: &str) -> Request {
        Request::NewTeam {
            pin: SAMPLE.into(),
            name: "T".into(),
            relay: relay.into(),
            label: "desk".into(),
        }
    }

    #[test]
    fn questions_are_answered_while_the_relay_cannot_be_reached() {
        let dir = tempfile::tempdir().unwrap();
        let service = start(platform(dir.path()));
        run(async {
            let mut notices = service.subscribe();
            // Nothing listens on the discard port of loopback.
            service.ask(team("http://127.0.0.1:9")).await.unwrap();
            loop {
                match notices.next().await {
                    Some(Notice::Sync(state)) if matches!(state.phase, Phase::Waiting { .. }) => {
                        break assert_eq!(state.problem, Some(Problem::RelayUnreachable));
                    }
                    Some(_) => {}
                    None => panic!("the service stopped"),
                }
            }
            assert!(matches!(
                service.ask(Request::State).await,
                Ok(Reply::State(VaultState::Open(_)))
            ));
        });
    }

    #[test]
    fn locking_is_heard_and_the_vault_can_be_opened_again() {
        let dir = tempfile::tempdir().unwrap();
        let service = start(platform(dir.path()));
        run(async {
            let mut notices = service.subscribe();
            service
                .ask(Request::Practise { pin: SAMPLE.into() })
                .await
                .unwrap();
            service.ask(Request::Lock).await.unwrap();
            while notices.next().await != Some(Notice::Locked) {}
            assert_eq!(
                service.ask(Request::Status).await.unwrap_err(),
                Problem::Locked
            );
            service
                .ask(Request::Unlock { pin: SAMPLE.into() })
                .await
                .unwrap();
        });
    }

    #[test]
    fn a_second_service_on_the_same_folder_is_told_that_it_is_in_use() {
        let dir = tempfile::tempdir().unwrap();
        let (first, second) = (start(platform(dir.path())), start(platform(dir.path())));
        run(async {
            first
                .ask(Request::Practise { pin: SAMPLE.into() })
                .await
                .unwrap();
            let unlock = Request::Unlock { pin: SAMPLE.into() };
            assert_eq!(second.ask(unlock).await.unwrap_err(), Problem::InUse);
        });
    }
}
