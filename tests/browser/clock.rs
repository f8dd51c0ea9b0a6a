//! Somebody sets the clock, or it was wrong all along.

use serde_json::json;
use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::process::{Served, Wayside};
use wayside_tests::walk;

/// A clock that a test sets, in the page and in the vault's worker; it says so when it was set.
const CLOCK: &str = "{
    const Real = Date, channel = new BroadcastChannel('sample-clock');
    let ahead = 0;
    globalThis.Date = class extends Real {
        constructor(...given) { if (given.length) { super(...given); } else { super(Real.now() + ahead); } }
        static now() { return Real.now() + ahead; }
    };
    channel.onmessage = ({ data }) => {
        if ('ahead' in data) { ahead = data.ahead; channel.postMessage({ set: ahead }); }
    };
}";

const SET: &str = "
    const channel = new BroadcastChannel('sample-clock');
    await new Promise((done) => {
        let clocks = 2;
        channel.onmessage = ({ data }) => { if (data.set === given[0] && --clocks === 0) { done(); } };
        channel.postMessage({ ahead: given[0] });
    });
    channel.close();";

const DAY: i64 = 86_400_000;

async fn set(page: &Browser, days: i64) {
    page.run(SET, json!([days * DAY])).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_jumps_neither_loses_answers_nor_stops_the_sync() {
    let folder = tempfile::tempdir().unwrap();
    let app = folder.path().join("app");
    bundle::variant(&app, CLOCK);
    let relay = Served::start(&folder.path().join("relay"), &app);
    let page = Browser::phone().await;
    page.goto(&relay.address()).await;
    walk::new_team(&page).await;
    let code = walk::new_client(&page).await;
    walk::sync(&page).await;
    page.tap("go-back").await;
    walk::begin_screening(&page).await;
    page.answer("q1.tobacco", "no").await;
    set(&page, -1).await;
    walk::first_half(&page).await;
    set(&page, 365).await;
    page.tap("screening-next").await;
    // To the vault a clock that is put forward is a machine that slept: it is locked, and comes back where it was.
    page.css("[data-screen='unlock']").await;
    page.password(walk::PASSPHRASE).await;
    walk::second_half(&page).await;
    set(&page, 0).await;
    walk::assert_results(&page).await;
    page.tap("result-done").await;
    walk::sync(&page).await;

    page.goto(&format!("{}/healthz", relay.address())).await;
    let own = Wayside::with_pin(folder.path(), "own", walk::PASSPHRASE);
    page.copy_vault_out(&own.vault).await;
    assert_eq!(own.ok(&["verify"], "")["ok"], true);
    let clients = own.ok(&["client", "list"], "");
    assert_eq!(clients[0]["code"], code);
    page.close().await;
}
