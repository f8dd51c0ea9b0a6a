//! Mistakes of a browser or a host: one clear sentence each, and nothing lost.

use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::host::Fault::{Changed, Missing};
use wayside_tests::host::{Fault, Host};
use wayside_tests::process::{free_port, relay};
use wayside_tests::walk;

/// A file that is not as it should be, and where the page says so. What can't be said by `boot.js` because it is the
/// one that was refused, `index.html` says from the beginning.
const FILES: [(&str, Fault, &str); 8] = [
    ("parts.wasm", Changed, "[data-boot='boot-damaged']"),
    ("parts.wasm", Missing, "[data-boot='boot-missing']"),
    ("program.js", Changed, "[data-boot='boot-damaged']"),
    ("program.js", Missing, "[data-boot='boot-missing']"),
    ("app.css", Changed, "[data-boot='boot-damaged']"),
    ("app.css", Missing, "[data-boot='boot-missing']"),
    ("start-worker.js", Missing, "[data-problem='stopped']"),
    ("boot.js", Changed, "#main p[lang='vi']"),
];

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

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_damaged_missing_or_refused_is_said_and_the_vault_stays_as_it_was() {
    let host = Host::start(&bundle::folder());
    // Without a service worker, so that every start asks the host.
    host.break_only(&[("sw.js", Missing)]);
    let page = Browser::phone().await;
    page.goto(&host.address()).await;
    walk::practise(&page).await;
    let code = walk::new_client(&page).await;

    for (file, fault, said) in FILES {
        println!("{file} {fault:?}");
        host.break_only(&[("sw.js", Missing), (file, fault)]);
        page.refresh().await;
        page.css(said).await;
    }
    host.break_only(&[("sw.js", Missing)]);
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
