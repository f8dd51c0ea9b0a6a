//! A start that is interrupted, forbidden or met by a bad copy: the next one is whole.

use serde_json::json;
use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::host::Fault::{Headers, MistypedForLong};
use wayside_tests::host::Host;
use wayside_tests::process::Served;

/// A policy of one bad day: it lets scripts run, and no WebAssembly.
const BAD_POLICY: &str = "content-security-policy: script-src 'self'\r\n";

/// A page that the phone keeps, and no host any more.
async fn kept_offline() -> Browser {
    let folder = tempfile::tempdir().unwrap();
    let relay = Served::start(folder.path(), &bundle::folder());
    let page = Browser::phone().await;
    page.goto(&relay.address()).await;
    page.until("window.wayside.offline").await;
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_start_throws_nothing_away() {
    let page = kept_offline().await;

    page.command("ServiceWorker.enable", json!({})).await;
    let mut interrupted = 0;
    for after in [0, 5, 20, 60, 150] {
        for worker in [false, true] {
            println!("after {after} ms, the worker: {worker}");
            let stop = page
                .before_pages(&format!("setTimeout(() => window.stop(), {after});"))
                .await;
            page.try_refresh().await;
            let started = "return document.querySelector('[data-testid=start-practise]') !== null;";
            interrupted += u32::from(page.run(started, json!([])).await == false);
            page.forget(stop).await;
            if worker {
                page.command("ServiceWorker.stopAllWorkers", json!({}))
                    .await;
            }
            page.refresh().await;
            page.find("start-practise").await;
        }
    }
    assert!(interrupted > 0, "no start was interrupted");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_that_a_host_sent_on_one_bad_day_is_said_and_not_kept() {
    let host = Host::start(&bundle::folder());
    let page = Browser::phone().await;
    host.break_only(&[("index.html", Headers(BAD_POLICY))]);
    page.goto(&host.address()).await;
    page.css("[data-boot='boot-blocked']").await;
    page.until("window.wayside.offline").await;
    host.break_only(&[]);
    page.refresh().await;
    page.find("start-practise").await;
    page.close().await;
}

/// The relay's own is stricter than the bundle's, and stays: whatever happens to the page, it talks to nobody else.
#[tokio::test(flavor = "multi_thread")]
async fn the_relays_own_policy_holds_at_every_start() {
    let page = kept_offline().await;
    page.refresh().await;
    page.find("start-practise").await;
    let policy = page
        .run(
            "return (await fetch('./')).headers.get('content-security-policy')",
            json!([]),
        )
        .await;
    let policy = policy.as_str().unwrap();
    assert!(policy.contains("connect-src 'self';"), "{policy}");
    page.close().await;
}

/// A wrong answer that the browser may keep for a year, for each of the scripts that mend this for all others.
#[tokio::test(flavor = "multi_thread")]
async fn a_bad_copy_in_the_browsers_own_cache_is_replaced() {
    for script in ["boot.js", "guard.js"] {
        let host = Host::start(&bundle::folder());
        let page = Browser::phone().await;
        host.break_only(&[(script, MistypedForLong)]);
        page.goto(&host.address()).await;
        match script {
            "boot.js" => page.css("[data-boot='boot-wrong-type']").await,
            _ => page.css("#main a.btn").await,
        }
        host.break_only(&[]);
        page.refresh().await;
        page.find("start-practise").await;
        page.close().await;
    }
}
