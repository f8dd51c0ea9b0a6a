//! The whole of a worker's day without a network, and what arrives once there is one.

use std::path::Path;

use serde_json::{Value, json};
use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::process::{Served, Wayside};
use wayside_tests::relay::search;
use wayside_tests::walk;

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_done_without_a_network_and_arrives_whole_when_there_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let requests = folder.path().join("requests.json");
    let mut relay = Served::start(&folder.path().join("relay"), &bundle::folder());
    let origin = relay.address();
    let page = Browser::own_phone(&[format!("--log-net-log={}", requests.display())]).await;
    page.goto(&origin).await;
    page.until("window.wayside.offline").await;

    // From the first tap to the last there is nobody to talk to.
    relay.stop();
    walk::new_team(&page).await;
    let code = walk::new_client(&page).await;
    walk::begin_screening(&page).await;
    walk::first_half(&page).await;
    walk::reload(&page).await;
    walk::resume_screening(&page, &code).await;
    walk::second_half(&page).await;
    walk::assert_results(&page).await;
    page.tap("intervene-cannabis").await;
    walk::intervention(&page).await;
    page.tap("result-done").await;
    page.find("entry-intervention").await;
    walk::reload(&page).await;
    assert_eq!(
        search(&relay.data, &[&code, "A sample reason", "q2.cannabis"]),
        Vec::<String>::new()
    );

    // The same address answers again: a second device joins through this one, and holds the same records.
    relay.serve(&bundle::folder());
    let desk = Wayside::new(folder.path(), "desk");
    let request = desk.ok(&["join", "request", "--label", "Sample desk"], "");
    let answer = walk::let_join(
        &page,
        text(&request, "text"),
        text(&request, "words"),
        "supervisor",
    )
    .await;
    desk.ok(&["join", "accept", &answer], "");
    walk::sync(&page).await;
    desk.ok(&["sync"], "");
    let (records, scores) = exported(&desk, &folder.path().join("at-the-desk"));
    assert!(records.iter().any(|line| line.contains("A sample reason")));
    assert_eq!(
        scores,
        walk::RESULTS.map(|(_, score, _)| score.parse().ok())
    );
    assert_eq!(
        search(&relay.data, &[&code, "A sample reason", "q2.cannabis"]),
        Vec::<String>::new()
    );

    assert_quiet(&page).await;

    // The page's own vault is a vault like any other, and holds what arrived.
    page.goto(&format!("{origin}/healthz")).await;
    let own = Wayside::with_pin(folder.path(), "own", walk::PASSPHRASE);
    page.copy_vault_out(&own.vault).await;
    assert_eq!(own.ok(&["verify"], "")["ok"], true);
    assert_eq!(
        exported(&own, &folder.path().join("from-the-page")).0,
        records
    );

    page.close().await;
    assert_only(&requests, &origin);
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap()
}

/// Every record, sorted; and the scores of the screening among them, as the command line counts them.
fn exported(device: &Wayside, out: &Path) -> (Vec<String>, [Option<u64>; 3]) {
    device.ok(
        &["export", "--format", "json", "--out", out.to_str().unwrap()],
        "",
    );
    let lines = std::fs::read_to_string(out.join("records.jsonl")).unwrap();
    let mut lines: Vec<String> = lines.lines().map(str::to_owned).collect();
    lines.sort();
    let screening = lines
        .iter()
        .find(|line| line.contains("assist-3.1"))
        .unwrap();
    let screening: Value = serde_json::from_str(screening).unwrap();
    let asked = json!({ "instrument": screening["instrument"], "answers": screening["answers"] });
    let report = device.ok(&["score", "-"], &asked.to_string());
    let scores = walk::RESULTS.map(|(substance, _, _)| score_of(&report, substance));
    (lines, scores)
}

/// The browser had nothing to complain about, the page's policy included, but for the relay that was not there. (What
/// it advises, such as a form around every password, which would make it offer to keep the password, is no complaint.)
async fn assert_quiet(page: &Browser) {
    let mut complaints = page.complaints().await;
    complaints.retain(|message| !message.contains("net::ERR_CONNECTION_REFUSED"));
    assert_eq!(complaints, Vec::<String>::new());
}

/// What the pages of this origin asked for, workers included, they asked their own server.
fn assert_only(log: &Path, origin: &str) {
    let log = std::fs::read_to_string(log).unwrap();
    let ours = format!("\"initiator\":\"{origin}\"");
    let asked: Vec<&str> = log.lines().filter(|line| line.contains(&ours)).collect();
    let by_the_worker = asked.iter().any(|line| line.contains("/v1/sync"));
    assert!(by_the_worker, "no request of the worker's in {asked:.500?}");
    let own = format!("\"url\":\"{origin}/");
    for line in asked {
        assert!(line.contains(&own), "{line:.500}");
    }
}

fn score_of(report: &Value, substance: &str) -> Option<u64> {
    let mut rows = report["substances"].as_array()?.iter();
    rows.find(|row| row["substance"] == substance)?["score"].as_u64()
}
