//! Two hosts behind one address that have two versions: the page changes by itself once, and then asks.

use serde_json::json;
use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::host::Host;
use wayside_tests::walk;

const COUNT: &str =
    "try { sessionStorage.sampleLoads = 1 + Number(sessionStorage.sampleLoads || 0); } catch { }";

#[tokio::test(flavor = "multi_thread")]
async fn two_versions_do_not_take_turns_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("other");
    bundle::variant(&other, "// The other version.");
    let host = Host::start_turns(&[&bundle::folder(), &other]);
    let page = Browser::phone().await;
    page.before_pages(COUNT).await;
    page.goto(&host.address()).await;
    page.until("window.wayside?.offline").await;
    walk::practise(&page).await;
    page.run("sessionStorage.sampleLoads = 0;", json!([])).await;
    page.refresh().await;
    // By hand once more, so that there is a newer one in any case.
    page.until("window.wayside?.waiting && !window.wayside.mayTake")
        .await;
    page.css("[data-screen='unlock']").await;
    page.find("update-waits").await;
    let loads = page
        .run("return Number(sessionStorage.sampleLoads)", json!([]))
        .await;
    assert!(loads.as_u64().unwrap() <= 3, "{loads} loads");
    // From here on a person decides.
    page.tap("update-now").await;
    page.wait(
        "return Number(sessionStorage.sampleLoads) > given[0]",
        json!([loads]),
    )
    .await;
    walk::unlock(&page, walk::PASSPHRASE).await;
    page.close().await;
}
