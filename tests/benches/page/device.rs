//! The processes of the benchmark: the relay, and the native device, whose steps are calls of their own. Each is this
//! same binary.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::{Value, json};
use wayside_relay::{Config, Relay, serve};
use wayside_seam::{Notice, Phase, Problem, Reply, Request, SyncState};
use wayside_sync::Pace;
use wayside_sync::service::{Notices, Platform, ServiceHandle, start as start_service};
use wayside_tests::process::Process;
use wayside_vault::{KdfCost, Vault};

use crate::numbers::{DERIVATIONS, SECRET, UNLOCKS, WRONG, answers, first_page, interview, unlock};
use crate::renderer::{own_cpu, own_peak_mb};

pub fn start_relay(data: &str, port: u16, app: &str) -> Process {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["relay", data, &port.to_string(), app]);
    Process::start(&mut command, "listening").0
}

pub fn relay(data: &str, port: &str, app: &str) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut config = Config::new(data);
        config.app = Some(app.into());
        let relay = Relay::open(config).await.unwrap();
        let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}"))
            .await
            .unwrap();
        println!("listening");
        serve(listener, relay, std::future::pending())
            .await
            .unwrap();
    });
}

/// One step of the native device.
pub fn native(arguments: &[&str]) -> Value {
    let output = Command::new(std::env::current_exe().unwrap())
        .arg("native")
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn with_service<T>(dir: &str, work: impl AsyncFnOnce(ServiceHandle) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let service = start_service(Platform {
        cost: KdfCost::PHONE,
        pace: Pace::PHONE,
        clock: Arc::new(crate::field::now),
        ..Platform::native(dir.into())
    });
    runtime.block_on(work(service))
}

pub fn ask_to_join(dir: &str) {
    with_service(dir, async |service| {
        let asked = Request::JoinRequest {
            pin: SECRET.into(),
            label: "native".into(),
        };
        match service.ask(asked).await {
            Ok(Reply::Join { text, .. }) => println!("{}", json!(text)),
            other => panic!("{other:?}"),
        }
    });
}

pub fn join(dir: &str, text: &str) {
    with_service(dir, async |service| {
        let mut notices = service.subscribe();
        ok(&service, unlock(SECRET)).await;
        ok(&service, Request::JoinAccept { text: text.into() }).await;
        rest(&mut notices, |state| state.received_total > 0).await;
        println!("{}", json!(true));
    });
}

/// Opens the vault, pulls everything and waits until it is merged and projected.
pub fn pull(dir: &str) {
    with_service(dir, async |service| {
        let mut notices = service.subscribe();
        ok(&service, unlock(SECRET)).await;
        let (begun, cpu) = (Instant::now(), own_cpu());
        let state = rest(&mut notices, |state| {
            // The service goes on answering while it merges.
            drop(service.send(Request::SyncState));
            state.received_total > 0
        })
        .await;
        println!(
            "{}",
            json!({ "seconds": begun.elapsed().as_secs_f64(), "cpu": own_cpu() - cpu, "received": state.received_total, "peak_mb": own_peak_mb() })
        );
    });
}

/// From now on deriving the key costs nothing.
pub fn cheapen_key(dir: &Path) {
    let mut rng = StdRng::seed_from_u64(3);
    Vault::change_cost(dir, SECRET, KdfCost::TEST, &mut rng).unwrap();
}

/// Unlocks and saves answers on the vault that `pull` left.
pub fn measure(dir: &str) {
    with_service(dir, async |service| {
        let (mut wrong, mut right) = (Vec::new(), Vec::new());
        for _ in 0..DERIVATIONS {
            let begun = Instant::now();
            assert_eq!(
                service.ask(unlock(WRONG)).await.unwrap_err(),
                Problem::WrongPin
            );
            wrong.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        cheapen_key(Path::new(dir));
        for _ in 0..UNLOCKS {
            let begun = Instant::now();
            ok(&service, unlock(SECRET)).await;
            ok(&service, first_page()).await;
            right.push(begun.elapsed().as_secs_f64() * 1e3);
            ok(&service, Request::Lock).await;
        }
        ok(&service, unlock(SECRET)).await;
        for request in interview("native") {
            ok(&service, request).await;
        }
        let mut saved = Vec::new();
        for request in answers("native") {
            let begun = Instant::now();
            ok(&service, request).await;
            saved.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        let Reply::Clients(page) = ok(&service, first_page()).await else {
            panic!()
        };
        println!(
            "{}",
            json!({ "wrong": wrong, "right": right, "saved": saved, "clients": page.total })
        );
    });
}

async fn ok(service: &ServiceHandle, request: Request) -> Reply {
    service.ask(request).await.unwrap()
}

/// The first state in which the exchange rests, nothing is left to open, and `done` holds.
async fn rest(notices: &mut Notices, mut done: impl FnMut(&SyncState) -> bool) -> SyncState {
    loop {
        let Some(Notice::Sync(state)) = notices.next().await else {
            continue;
        };
        assert_eq!(state.problem, None);
        if done(&state) && state.to_open == 0 && state.phase == Phase::Idle {
            return state;
        }
    }
}
