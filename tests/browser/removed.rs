//! The browser removed the notes and left the rest: the page says what that means, and makes nothing new unasked.

use serde_json::json;
use wayside_tests::axe;
use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::process::Served;
use wayside_tests::walk;

#[tokio::test(flavor = "multi_thread")]
async fn notes_that_the_browser_removed_are_missed() {
    let folder = tempfile::tempdir().unwrap();
    for (made, kept) in [
        ("practice", "practice"),
        ("team", "sent"),
        ("team without a relay", "unsent"),
    ] {
        println!("{made}");
        let mut relay = Served::start(&folder.path().join(made), &bundle::folder());
        let page = Browser::phone().await;
        page.goto(&relay.address()).await;
        match made {
            "practice" => walk::practise(&page).await,
            _ => {
                walk::new_team(&page).await;
                walk::back_to_list(&page).await;
                page.until("localStorage.notes === 'sent'").await;
            }
        }
        if kept == "unsent" {
            page.until("window.wayside.offline").await;
            relay.stop();
            walk::new_client(&page).await;
        }
        page.until(&format!("localStorage.notes === '{kept}'"))
            .await;
        // Of the origin, and not the app; the phone has it without a relay, too.
        let elsewhere = format!("{}/bundle.json", relay.address());
        page.goto(&elsewhere).await;
        // The worker of the page before has let go of them.
        let free = "return (await navigator.locks.query()).held.length === 0;";
        page.wait(free, json!([])).await;
        let files = json!({ "origin": relay.address(), "storageTypes": "file_systems" });
        page.command("Storage.clearDataForOrigin", files).await;

        page.goto(&relay.address()).await;
        page.is("lost-kind", "data-kind", kept).await;
        let findings = axe::at_the_start(&page, "lost-kind").await;
        assert_eq!(findings, Vec::<String>::new());
        page.find("start-join").await;
        page.refresh().await;
        page.is("lost-kind", "data-kind", kept).await;
        page.tap("lost-read").await;
        page.gone("lost-kind").await;
        page.refresh().await;
        page.find("start-join").await;
        page.lacks("lost-kind").await;
        page.close().await;
    }
}
