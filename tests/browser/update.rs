//! A newer version of the app never comes in between.

use std::collections::BTreeSet;

use serde_json::json;
use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::process::Served;
use wayside_tests::walk;

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_version_waits_until_nobody_is_in_the_middle_of_something() {
    let folder = tempfile::tempdir().unwrap();
    let newer = folder.path().join("newer");
    bundle::variant(&newer, "// A newer version.");
    let (one, two) = (bundle::list(&bundle::folder()), bundle::list(&newer));
    assert_ne!(one.0, two.0);
    let mut relay = Served::start(&folder.path().join("relay"), &bundle::folder());
    let page = Browser::phone().await;
    page.goto(&relay.address()).await;
    page.until("window.wayside.offline").await;
    walk::practise(&page).await;
    let code = walk::new_client(&page).await;
    walk::begin_screening(&page).await;
    page.answer("q1.tobacco", "yes").await;

    relay.serve(&newer);
    page.run(
        "await (await navigator.serviceWorker.getRegistration()).update();",
        json!([]),
    )
    .await;
    page.until("window.wayside.waiting").await;
    page.answer("q1.alcohol", "yes").await;
    assert_runs(&page, &one).await;
    page.lacks("update-waits").await;
    page.tap("screening-stop").await;
    page.tap("add-note").await;
    page.fill("field-note", "A sample note, half wri").await;
    page.lacks("update-waits").await;
    assert_runs(&page, &one).await;

    walk::back_to_list(&page).await;
    page.find("update-waits").await;
    assert_runs(&page, &one).await;
    page.tap("update-now").await;
    page.until(&format!("window.wayside?.version === '{}'", two.0))
        .await;
    walk::unlock(&page, walk::PASSPHRASE).await;
    assert_runs(&page, &two).await;
    page.tap(&format!("client-{code}")).await;
    page.tap("add-note").await;
    page.holds("field-note", "A sample note, half wri").await;
    page.tap("go-back").await;
    page.tap("resume-screening").await;
    for answer in ["q1.tobacco-yes", "q1.alcohol-yes"] {
        page.is(&format!("answer-{answer}"), "data-state", "on")
            .await;
    }
    // What the older version kept is gone.
    let only = "return JSON.stringify(await caches.keys()) === JSON.stringify(given)";
    page.wait(only, json!([format!("wayside-{}", two.0)])).await;
    page.close().await;
}

/// The page says that it is of this version, and so is every file that it has loaded.
async fn assert_runs(page: &Browser, (version, files): &(String, Vec<String>)) {
    let (says, loaded) = running(page).await;
    assert_eq!(says, *version);
    assert!(loaded.len() > 5, "{loaded:?}");
    for name in loaded {
        assert!(files.contains(&name), "{name} is of another version");
    }
}

async fn running(page: &Browser) -> (String, BTreeSet<String>) {
    let told = page
        .run(
            "const names = performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname.slice(1));
             return [window.wayside.version, names.filter((name) => name && name !== 'bundle.json')];",
            json!([]),
        )
        .await;
    let names = told[1].as_array().unwrap().iter();
    (
        told[0].as_str().unwrap().to_owned(),
        names
            .map(|name| name.as_str().unwrap().to_owned())
            .collect(),
    )
}
