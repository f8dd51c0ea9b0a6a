//! A vault is the same file everywhere.

use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::process::{Served, Wayside};
use wayside_tests::samples::whole_case;
use wayside_tests::station::PIN;
use wayside_tests::walk;

#[tokio::test(flavor = "multi_thread")]
async fn a_vault_made_on_a_computer_opens_in_the_browser_and_on_the_computer_again() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Served::start(&folder.path().join("relay"), &bundle::folder());
    let desk = Wayside::new(folder.path(), "desk");
    desk.ok(
        &[
            "team",
            "new",
            "--name",
            "Sample team",
            "--relay",
            &relay.address(),
        ],
        "",
    );
    desk.ok(&["record", "-"], &whole_case());

    let page = Browser::phone().await;
    let elsewhere = format!("{}/healthz", relay.address());
    page.goto(&elsewhere).await;
    page.copy_vault_in(&desk.vault).await;
    page.goto(&relay.address()).await;
    walk::unlock(&page, PIN).await;
    page.tap("client-SAMPLE-SECRET-1").await;
    page.find("entry-intervention").await;
    walk::begin_screening(&page).await;
    page.answer("q1.tobacco", "yes").await;

    page.goto(&elsewhere).await;
    let back = Wayside::new(folder.path(), "back");
    page.copy_vault_out(&back.vault).await;
    page.close().await;
    assert_eq!(back.ok(&["verify"], "")["ok"], true);
    let out = folder.path().join("out");
    back.ok(
        &["export", "--format", "json", "--out", out.to_str().unwrap()],
        "",
    );
    let records = std::fs::read_to_string(out.join("records.jsonl")).unwrap();
    assert!(records.contains(r#""q1.tobacco":"yes""#), "{records}");
}
