//! One tab owns the vault, and another one takes no newer version from under it.

use serde_json::json;
use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::process::Served;
use wayside_tests::walk;

#[tokio::test(flavor = "multi_thread")]
async fn a_second_tab_says_that_there_is_a_first_and_takes_over_when_that_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Served::start(folder.path(), &bundle::folder());
    let page = Browser::phone().await;
    page.goto(&relay.address()).await;
    walk::practise(&page).await;
    let code = walk::new_client(&page).await;
    let first = page.tab().await;

    let second = page.new_tab().await;
    page.goto(&relay.address()).await;
    page.is("halted", "data-problem", "in-use").await;

    // The first goes on as if nothing had happened.
    page.show_tab(&first).await;
    walk::begin_screening(&page).await;
    page.answer("q1.tobacco", "yes").await;
    page.close_tab().await;

    page.show_tab(&second).await;
    page.tap("try-again").await;
    page.css("[data-screen='unlock']").await;
    page.password("some other words").await;
    page.read("pin-error").await;
    walk::unlock(&page, walk::PASSPHRASE).await;
    walk::resume_screening(&page, &code).await;
    page.is("answer-q1.tobacco-yes", "data-state", "on").await;

    // What was chosen here is kept, too.
    walk::back_to_list(&page).await;
    page.tap("go-settings").await;
    page.tap("language-vi").await;
    page.css("html[lang='vi']").await;
    page.refresh().await;
    page.css("html[lang='vi'] [data-screen='unlock']").await;
    page.close().await;
}

const UPDATE: &str = "await (await navigator.serviceWorker.getRegistration()).update();";
const WAITS: &str = "return Boolean((await navigator.serviceWorker.getRegistration()).waiting);";
/// Whether these versions are kept, and nothing else.
const ONLY: &str = "return JSON.stringify(await caches.keys()) === JSON.stringify(given)";
/// What a tab does in which somebody takes the newer version.
const TAKE: &str =
    "(await navigator.serviceWorker.getRegistration()).waiting.postMessage('take-over');";

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_version_that_another_tab_took_comes_when_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let newer = folder.path().join("newer");
    bundle::variant(&newer, "// A newer version.");
    let version = bundle::list(&newer).0;
    let mut relay = Served::start(&folder.path().join("relay"), &bundle::folder());
    let page = Browser::phone().await;
    page.goto(&relay.address()).await;
    page.until("window.wayside.offline").await;
    walk::practise(&page).await;
    relay.serve(&newer);
    page.run(UPDATE, json!([])).await;
    page.find("update-now").await;
    let first = page.tab().await;

    page.new_tab().await;
    page.goto(&format!("{}/healthz", relay.address())).await;
    page.run(TAKE, json!([])).await;
    page.wait(ONLY, json!([format!("wayside-{version}")])).await;
    page.close_tab().await;

    page.show_tab(&first).await;
    page.tap("update-now").await;
    page.until(&format!("window.wayside?.version === '{version}'"))
        .await;
    walk::unlock(&page, walk::PASSPHRASE).await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tab_that_failed_takes_a_newer_version_only_where_it_is_alone() {
    let folder = tempfile::tempdir().unwrap();
    let newer = folder.path().join("newer");
    bundle::variant(&newer, "// A newer version.");
    let versions =
        [&bundle::folder(), &newer].map(|one| format!("wayside-{}", bundle::list(one).0));
    let mut relay = Served::start(&folder.path().join("relay"), &bundle::folder());
    let page = Browser::phone().await;
    page.goto(&relay.address()).await;
    page.until("window.wayside.offline").await;
    walk::practise(&page).await;
    walk::new_client(&page).await;
    page.tap("add-note").await;
    page.fill("field-note", "A sample note, half wri").await;
    let first = page.tab().await;
    relay.serve(&newer);
    page.run(UPDATE, json!([])).await;
    page.wait(WAITS, json!([])).await;

    let second = page.new_tab().await;
    page.before_pages("delete window.Worker").await;
    page.goto(&relay.address()).await;
    page.css("[data-boot='boot-cannot-run']").await;
    page.until("window.wayside.waiting").await;
    // It has asked several times by now.
    page.until("performance.now() > 4000").await;
    page.show_tab(&first).await;
    page.holds("field-note", "A sample note, half wri").await;
    let kept = page.run("return await caches.keys()", json!([])).await;
    assert!(
        kept.as_array().unwrap().contains(&json!(versions[0])),
        "{kept}"
    );
    page.wait(WAITS, json!([])).await;
    page.close_tab().await;

    page.show_tab(&second).await;
    page.refresh().await;
    page.wait(ONLY, json!([versions[1]])).await;
    page.close().await;
}
