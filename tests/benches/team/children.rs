//! The processes of the benchmark: the relay, the supervisor's desk. Each is this same binary.

use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use serde_json::{Value, json};
use wayside_relay::{Config, Relay, serve};
use wayside_seam::{ClientQuery, Notice, Phase, Reply, Request};
use wayside_sync::Pace;
use wayside_sync::service::{Platform, start as start_service};
use wayside_tests::process::Process;
use wayside_tests::station::PIN;
use wayside_vault::KdfCost;

pub fn start(arguments: &[&str], words: &str) -> Process {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(arguments);
    Process::start(&mut command, words).0
}

pub fn run(arguments: &[&str]) -> Value {
    let output = Command::new(std::env::current_exe().unwrap())
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

pub fn relay(data: &str, port: &str) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let relay = Relay::open(Config::new(data)).await.unwrap();
        let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}"))
            .await
            .unwrap();
        println!("listening");
        serve(listener, relay, std::future::pending())
            .await
            .unwrap();
    });
}

/// Opens the desk's vault, pulls everything and waits until it is merged and projected.
pub fn supervisor(dir: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let service = start_service(Platform {
        cost: KdfCost::TEST,
        pace: Pace::PHONE,
        clock: Arc::new(crate::field::now),
        ..Platform::native(dir.into())
    });
    let report = runtime.block_on(async {
        let mut notices = service.subscribe();
        service.ask(Request::Unlock { pin: PIN.into() }).await.unwrap();
        let start = Instant::now();
        service.ask(Request::SyncNow).await.unwrap();
        let mut durable = None;
        let mut answered = 0;
        loop {
            let Some(Notice::Sync(state)) = notices.next().await else { continue };
            assert_eq!(state.problem, None);
            if durable.is_none() && state.received_total > 0 && state.phase == Phase::Idle {
                durable = Some(start.elapsed().as_secs_f64());
            }
            if durable.is_some() && state.to_open == 0 && state.phase == Phase::Idle {
                break;
            }
            // The desk goes on answering while it merges.
            service.ask(Request::SyncState).await.unwrap();
            answered += 1;
        }
        let done = start.elapsed().as_secs_f64();
        let Reply::Clients(page) = service.ask(Request::Clients(ClientQuery { limit: 1, ..ClientQuery::default() })).await.unwrap()
        else {
            panic!()
        };
        json!({ "durable": durable, "done": done, "clients": page.total, "peak_mb": peak_mb(), "answered": answered })
    });
    println!("{report}");
}

/// The most memory that this process ever held, in MB (Linux).
fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap();
    line.split_whitespace()
        .nth(1)
        .unwrap()
        .parse::<f64>()
        .unwrap()
        / 1024.0
}
