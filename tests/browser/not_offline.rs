//! What is not kept on the phone is not said to be: by count of the files, at each start.

use serde_json::json;
use wayside_tests::axe;
use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::host::Fault::{Changed, Injected, Missing, Mistyped, Portal};
use wayside_tests::host::{Fault, Host};
use wayside_tests::walk;

/// What keeps a whole version from being kept, though the page runs.
const FAULTS: [(&str, Fault); 7] = [
    ("index.html", Injected),
    ("sw.js", Mistyped),
    ("sw.js", Missing),
    ("icon-512.png", Missing),
    ("icon-192.png", Changed),
    ("manifest.webmanifest", Missing),
    ("manifest.webmanifest", Portal),
];

#[tokio::test(flavor = "multi_thread")]
async fn whoever_can_not_start_without_signal_is_told_until_it_can() {
    for fault in FAULTS {
        println!("{fault:?}");
        let host = Host::start(&bundle::folder());
        let page = Browser::phone().await;
        host.break_only(&[fault]);
        page.goto(&host.address()).await;
        page.find("start-practise").await;
        page.find("not-offline").await;
        if fault.1 == Mistyped {
            let findings = axe::at_the_start(&page, "not-offline").await;
            assert_eq!(findings, Vec::<String>::new());
        }
        host.break_only(&[]);
        page.refresh().await;
        page.until("window.wayside.offline").await;
        page.find("start-practise").await;
        page.gone("not-offline").await;
        page.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_the_browser_threw_away_are_missed_and_fetched_again() {
    let host = Host::start(&bundle::folder());
    let page = Browser::phone().await;
    page.goto(&host.address()).await;
    page.until("window.wayside.offline").await;
    walk::practise(&page).await;
    page.run(
        "for (const name of await caches.keys()) { await caches.delete(name); }",
        json!([]),
    )
    .await;
    host.break_only(&[("icon-192.png", Missing)]);
    walk::reload(&page).await;
    page.tap("go-settings").await;
    page.find("not-offline").await;
    host.break_only(&[]);
    walk::reload(&page).await;
    page.until("window.wayside.offline").await;
    page.tap("go-settings").await;
    page.find("lock-now").await;
    page.gone("not-offline").await;
    page.close().await;
}
