//! Locking ends the worker with all that its memory held. The next one opens the vault, with or without a network. The
//! memory in which a key was derived is given back at once. Memory of an earlier page or of the locked vault is
//! collected.

use std::time::Instant;

use serde_json::json;
use wayside_tests::browser::{Browser, PATIENCE};
use wayside_tests::bundle;
use wayside_tests::host::Host;
use wayside_tests::walk;

/// Notes every worker of the page, and whether it was ended; and how often the page asked for so much memory that the
/// browser collects what nobody uses any more.
const WATCH: &str = "
    window.sampleAsked = 0;
    window.ArrayBuffer = new Proxy(ArrayBuffer, {
        construct(target, given) {
            if (given[0] > 2 ** 26) { window.sampleAsked += 1; }
            return Reflect.construct(target, given);
        },
    });
    const workers = window.sampleWorkers = [];
    window.Worker = class extends Worker {
        constructor(...given) { super(...given); workers.push(this); this.ended = false; }
        terminate() { this.ended = true; super.terminate(); }
    };";

/// The first ones are ended, and the one that comes after them is not.
async fn ended(page: &Browser, first: usize) {
    let expected: Vec<bool> = (0..=first).map(|one| one < first).collect();
    let body = "return JSON.stringify(window.sampleWorkers.map(({ ended }) => ended)) === JSON.stringify(given[0])";
    page.wait(body, json!([expected])).await;
}

/// Argon2id takes 64 MiB; it ends with the worker that had it, a moment after the key is there.
async fn gives_back(page: &Browser) {
    let begun = Instant::now();
    while page.largest_piece() > 60_000 {
        assert!(begun.elapsed() < PATIENCE);
        page.until("true").await;
    }
    assert!(page.largest_piece() > 2_000, "nothing was measured");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_vaults_worker_is_ended_and_the_next_one_needs_no_host() {
    let host = Host::start(&bundle::folder());
    let page = Browser::own_phone(&[]).await;
    page.before_pages(WATCH).await;
    page.goto(&host.address()).await;
    page.until("window.sampleAsked === 1").await;
    walk::practise(&page).await;
    gives_back(&page).await;
    let code = walk::new_client(&page).await;
    page.tap("go-back").await;
    page.until("window.wayside.offline").await;
    drop(host);

    for locked in 1..=2 {
        page.tap("go-lock").await;
        page.css("[data-screen='unlock']").await;
        page.until(&format!("window.sampleAsked === {}", locked + 1))
            .await;
        ended(&page, locked).await;
        walk::unlock(&page, walk::PASSPHRASE).await;
        page.find(&format!("client-{code}")).await;
        gives_back(&page).await;
    }
    page.close().await;
}
