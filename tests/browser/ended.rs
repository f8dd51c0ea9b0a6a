//! A worker that ends in the middle of everything: the page says so, and the next start has all that was shown as
//! saved.

use serde_json::json;
use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::host::Host;
use wayside_tests::walk;

/// Lets a test end the worker's program as a panic does: by a trap inside WebAssembly, at a request for memory that
/// nobody has.
const TRAP: &str = "if (typeof importScripts === 'function') {
    const instantiate = WebAssembly.instantiate;
    WebAssembly.instantiate = async (...given) => {
        const made = await instantiate.apply(WebAssembly, given);
        const { exports } = made.instance ?? made;
        new BroadcastChannel('sample-trap').onmessage = () => exports.MALLOC(0x7fffffff, 3);
        return made;
    };
}";

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_ends_is_said_and_nothing_that_was_saved_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let app = folder.path().join("app");
    let trap = TRAP.replace("MALLOC", &bundle::export("__wbindgen_malloc"));
    bundle::variant(&app, &trap);
    let host = Host::start(&app);
    let page = Browser::phone().await;
    page.goto(&host.address()).await;
    walk::practise(&page).await;
    let code = walk::new_client(&page).await;
    walk::begin_screening(&page).await;
    page.answer("q1.tobacco", "yes").await;

    page.run(
        "new BroadcastChannel('sample-trap').postMessage('')",
        json!([]),
    )
    .await;
    page.css("[data-problem='stopped']").await;

    walk::reload(&page).await;
    walk::resume_screening(&page, &code).await;
    walk::question(&page, "q1").await;
    page.is("answer-q1.tobacco-yes", "data-state", "on").await;
    page.close().await;
}
