//! Mistakes of a browser or a host: one clear sentence each, and nothing lost.

use serde_json::json;
use wayside_tests::axe;
use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::host::Fault::{Busy, Changed, Missing, Mistyped, Portal, ToPortal};
use wayside_tests::host::{Fault, Host};
use wayside_tests::process::{free_port, relay};
use wayside_tests::walk;

/// What may be wrong with a file, and the sentence that says so.
const SENTENCES: [(Fault, &str); 6] = [
    (Changed, "boot-damaged"),
    (Missing, "boot-missing"),
    (Mistyped, "boot-wrong-type"),
    (Portal, "boot-portal"),
    (ToPortal, "boot-portal"),
    (Busy, "boot-busy"),
];

/// Without these there is no start. The type of a piece says nothing to a browser, and one of a host that is busy is
/// waited for.
const NEEDED: [&str; 9] = [
    "app.css",
    "boot.js",
    "camera.js",
    "guard.js",
    "parts.js",
    "piece01.wasm",
    "program.js",
    "shell.js",
    "start-worker.js",
];

/// Where the page says it. What says all sentences can't say its own: `index.html` has one from the beginning, and a
/// way to open the page again.
fn said(file: &str, fault: Fault, sentence: &str) -> String {
    match (file, fault) {
        ("guard.js", _) => "#main p[lang='vi'] ~ a.btn".to_owned(),
        ("piece01.wasm", Mistyped) => "[data-screen='unlock']".to_owned(),
        _ => format!("[data-boot='{sentence}']"),
    }
}

/// What a browser may lack or refuse, and where the page says so.
const LACKS: [(&str, &str); 4] = [
    (
        "delete StorageManager.prototype.getDirectory",
        "[data-boot='boot-no-storage']",
    ),
    (
        "StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('', 'SecurityError'))",
        "[data-boot='boot-no-storage']",
    ),
    ("delete window.Worker", "[data-boot='boot-cannot-run']"),
    ("delete window.WebAssembly", "[data-boot='boot-cannot-run']"),
];

/// What arrived before is not asked for again.
const FORGET_PIECES: &str = "await caches.delete('wayside-arrived');";

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_damaged_missing_or_refused_is_said_and_the_vault_stays_as_it_was() {
    let host = Host::start(&bundle::folder());
    // Without a service worker, so that every start asks the host.
    host.break_only(&[("sw.js", Missing)]);
    let page = Browser::phone().await;
    page.goto(&host.address()).await;
    walk::practise(&page).await;
    let code = walk::new_client(&page).await;

    for file in NEEDED {
        for (fault, sentence) in SENTENCES {
            println!("{file} {fault:?}");
            host.break_only(&[("sw.js", Missing), (file, fault)]);
            page.run(FORGET_PIECES, json!([])).await;
            page.refresh().await;
            page.css(&said(file, fault, sentence)).await;
        }
    }
    host.break_only(&[("sw.js", Missing)]);
    // Something in the browser keeps one of them back: `guard.js` can't say so.
    page.command("Network.enable", json!({})).await;
    for file in NEEDED {
        println!("{file} blocked");
        let stem = file.split('.').next().unwrap();
        let urls = json!({ "urls": [format!("*/{stem}-*")] });
        page.command("Network.setBlockedURLs", urls).await;
        page.run(FORGET_PIECES, json!([])).await;
        page.refresh().await;
        match file {
            "guard.js" => page.css("#main p[lang='vi'] ~ a.btn").await,
            _ => page.css("[data-boot='boot-blocked']").await,
        }
    }
    page.command("Network.setBlockedURLs", json!({ "urls": [] }))
        .await;
    for (lack, said) in LACKS {
        println!("{lack}");
        let script = page.before_pages(lack).await;
        page.refresh().await;
        page.css(said).await;
        page.forget(script).await;
    }
    walk::reload(&page).await;
    page.find(&format!("client-{code}")).await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn private_mode_works_and_an_open_line_or_a_relay_without_the_app_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let host = Host::start(&bundle::folder());
    let flags = [
        "--incognito",
        "--host-resolver-rules=MAP wayside.test 127.0.0.1",
    ];
    let page = Browser::own_phone(&flags.map(str::to_owned)).await;
    page.goto(&host.address()).await;
    walk::practise(&page).await;
    walk::new_client(&page).await;

    page.goto(&format!("http://wayside.test:{}/", host.port))
        .await;
    page.css("[data-boot='boot-insecure']").await;

    let port = free_port();
    let _relay = relay(folder.path(), port);
    page.goto(&format!("http://127.0.0.1:{port}/")).await;
    page.shows("This relay serves no app").await;
    page.close().await;
}

/// Each sentence, as the page says it, in each language, by day and by night.
#[tokio::test(flavor = "multi_thread")]
async fn every_sentence_can_be_read_by_everybody() {
    let host = Host::start(&bundle::folder());
    let page = Browser::phone().await;
    page.goto(&host.address()).await;
    page.find("start-practise").await;
    let all = bundle::sentences();
    assert!(all.len() > 30, "{all:?}");
    for scheme in ["light", "dark"] {
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        page.command("Emulation.setEmulatedMedia", media).await;
        for (language, id) in &all {
            let say = "localStorage.language = given[0]; document.documentElement.lang = given[0]; guard.say(given[1], true);";
            page.run(say, json!([language, id])).await;
            page.css(&format!("[lang='{language}'] [data-boot='{id}']"))
                .await;
            assert_eq!(
                axe::findings(&page).await,
                Vec::<String>::new(),
                "{id} in {language}, {scheme}"
            );
        }
    }
    page.close().await;
}
