//! A first visit over a slow line, whole and cut again and again: bytes and seconds until the first screen, and until it
//! is kept offline.
//!
//! 50 kbit/s, a second there and back, and a cut of every connection each minute: some six minutes in all. Printed,
//! without thresholds; what may not be broken is a test (`tests/browser/slow.rs`).
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark fails by panicking and prints its result"
)]

use std::time::{Duration, Instant};

use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::line::{Line, Shape};
use wayside_tests::process::Served;

const WHOLE: Shape = Shape {
    rate: 6_250,
    latency: Duration::from_secs(1),
    cut: None,
};
const CUT: Shape = Shape {
    cut: Some(Duration::from_secs(60)),
    ..WHOLE
};
const LONGEST: Duration = Duration::from_secs(1_200);

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Served::start(folder.path(), &bundle::folder());
    let packed = bundle::packed(&bundle::folder());
    println!("{packed} bytes by brotli, without headers");
    let whole = visit(&relay, "whole", WHOLE).await;
    let cut = visit(&relay, "cut each minute", CUT).await;
    println!(
        "cut: {:.2} of the bytes, {:.0} s more until the first screen",
        cut.0 as f64 / whole.0 as f64,
        cut.1 - whole.1
    );
}

async fn visit(relay: &Served, name: &str, shape: Shape) -> (u64, f64) {
    let line = Line::start(relay.port(), shape);
    let page = Browser::own_phone(&[]).await;
    page.allow_loading(LONGEST).await;
    let begun = Instant::now();
    page.goto(&line.address()).await;
    let shown = until(
        &page,
        "document.querySelector('[data-testid=start-practise]')",
        begun,
    )
    .await;
    let down = line.down();
    let kept = until(&page, "window.wayside.offline", begun).await;
    println!(
        "{name}: first screen after {shown:.0} s and {down} bytes; kept offline after {kept:.0} s and {} bytes",
        line.down()
    );
    page.close().await;
    (line.down(), shown)
}

async fn until(page: &Browser, condition: &str, begun: Instant) -> f64 {
    let body = format!("return Boolean({condition});");
    while page.run(&body, serde_json::json!([])).await != true {
        assert!(begun.elapsed() < LONGEST, "never: {condition}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    begun.elapsed().as_secs_f64()
}
