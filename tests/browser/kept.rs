//! The program that the service worker keeps whole. It starts without the host, and is fetched again where it was lost
//! or spoiled.

use serde_json::json;
use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::host::Fault::Missing;
use wayside_tests::host::Host;

/// Puts something else in the program's place, or nothing.
const SPOIL: &str = "
    const [name] = (await caches.keys()).filter((one) => one.startsWith('wayside-'));
    const cache = await caches.open(name);
    const [program] = (await cache.keys()).filter(({ url }) => url.endsWith('.wasm'));
    if (given[0] === null) { await cache.delete(program); return; }
    await cache.put(program, new Response(given[0], { headers: { 'Content-Type': 'application/wasm' } }));";

/// Spoils any other file by its name.
const SPOIL_FILE: &str = "
    const [name] = (await caches.keys()).filter((one) => one.startsWith('wayside-'));
    const kept = await caches.open(name).then((cache) => cache.match(given[0]));
    const spoiled = new Response('spoiled', { headers: kept.headers });
    await (await caches.open(name)).put(given[0], spoiled);";

/// How many bytes are kept in the program's place.
const COUNT: &str = "
    const [name] = (await caches.keys()).filter((one) => one.startsWith('wayside-'));
    const cache = await caches.open(name);
    const [program] = (await cache.keys()).filter(({ url }) => url.endsWith('.wasm'));
    const kept = program ? (await (await cache.match(program)).arrayBuffer()).byteLength : 0;";

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_was_lost_or_spoiled_comes_anew_and_then_needs_no_host() {
    let host = Host::start(&bundle::folder());
    let page = Browser::phone().await;
    page.goto(&host.address()).await;
    page.until("window.wayside.offline").await;
    let whole = page.run(&format!("{COUNT} return kept;"), json!([])).await;
    assert!(whole.as_u64().unwrap() > 100_000, "{whole}");
    let again = format!("{COUNT} return kept === given[0];");

    for spoiled in [json!("\0asm and then nonsense"), json!(""), json!(null)] {
        println!("{spoiled}");
        host.break_only(&[]);
        page.run(SPOIL, json!([spoiled])).await;
        // Of a spoiled one the page takes the host's parts, and the worker the next time.
        for _ in 0..2 {
            page.refresh().await;
            page.find("start-practise").await;
        }
        page.wait(&again, json!([whole])).await;
        host.break_only(&[("piece01.wasm", Missing), ("program.js", Missing)]);
        page.refresh().await;
        page.find("start-practise").await;
    }

    // Any other file that is kept, too.
    host.break_only(&[]);
    for file in ["app.css", "program.js", "start-worker.js"] {
        println!("{file}");
        let name = bundle::file(&bundle::folder(), file);
        page.run(SPOIL_FILE, json!([name])).await;
        page.refresh().await;
        page.find("start-practise").await;
    }
    host.break_only(&[("piece01.wasm", Missing), ("program.js", Missing)]);

    page.run(SPOIL, json!(["spoiled, and nobody has another"]))
        .await;
    page.refresh().await;
    page.css("[data-boot='boot-missing']").await;
    page.close().await;
}
