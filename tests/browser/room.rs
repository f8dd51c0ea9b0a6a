//! An update that finds no room: the older version stays whole, and says so.

use serde_json::json;
use wayside_tests::axe;
use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::process::Served;
use wayside_tests::walk;

const UPDATE: &str = "await (await navigator.serviceWorker.getRegistration()).update();";

#[tokio::test(flavor = "multi_thread")]
async fn an_update_without_room_leaves_the_older_version_whole_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let newer = folder.path().join("newer");
    bundle::variant(&newer, "// A newer version.");
    let version = bundle::list(&bundle::folder()).0;
    let mut relay = Served::start(&folder.path().join("relay"), &bundle::folder());
    let origin = relay.address();
    let page = Browser::phone().await;
    page.goto(&origin).await;
    page.until("window.wayside.offline").await;
    walk::practise(&page).await;

    relay.serve(&newer);
    page.allow(&origin, Some(1)).await;
    page.run(UPDATE, json!([])).await;
    page.find("update-no-room").await;
    page.tap("go-settings").await;
    for tag in ["vi", "en"] {
        page.tap(&format!("language-{tag}")).await;
        page.css(&format!(
            "html[lang='{tag}'] [data-testid='update-no-room']"
        ))
        .await;
        assert_eq!(axe::findings(&page).await, Vec::<String>::new());
    }
    let only = "return JSON.stringify(await caches.keys()) === JSON.stringify(given)";
    page.wait(only, json!([format!("wayside-{version}")])).await;
    relay.stop();
    walk::reload(&page).await;
    assert_eq!(
        page.run("return window.wayside.version", json!([])).await,
        json!(version)
    );

    // With room it comes after all.
    page.allow(&origin, None).await;
    relay.serve(&newer);
    page.run(UPDATE, json!([])).await;
    page.find("update-now").await;
    page.close().await;
}
