//! A phone without room.

use serde_json::json;
use wayside_tests::browser::{Browser, skipped};
use wayside_tests::bundle;
use wayside_tests::process::Served;
use wayside_tests::walk;

/// The browser gives this origin so many bytes in all; none: as it likes.
async fn allow(page: &Browser, origin: &str, bytes: Option<u64>) {
    let given = match bytes {
        Some(bytes) => json!({ "origin": origin, "quotaSize": bytes }),
        None => json!({ "origin": origin }),
    };
    page.command("Storage.overrideQuotaForOrigin", given).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_phone_says_so_keeps_what_was_typed_and_goes_on_once_there_is_room() {
    if skipped() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let relay = Served::start(folder.path(), &bundle::folder());
    let origin = relay.address();
    let page = Browser::phone().await;
    page.goto(&origin).await;
    page.until("window.wayside.offline").await;
    walk::practise(&page).await;
    let code = walk::new_client(&page).await;
    for (n, origin) in [origin.clone(), format!("{origin}/")].iter().enumerate() {
        let (used, _) = page.room().await;
        for quota in [Some(used + 1000), Some(0), Some(1), None] {
            allow(&page, origin, quota).await;
            println!("{origin} {quota:?} {}", page.run("
       const root = await navigator.storage.getDirectory();
       const f = await root.getFileHandle('x'+given[0], {create:true});
       const told = [];
       try { const w = await f.createWritable(); await w.write(new Uint8Array(5000000)); await w.close(); told.push('main ok'); } catch (e) { told.push(String(e)); }
       try { const c = await caches.open('try'); await c.put('/x', new Response(new Uint8Array(5000000))); told.push('cache ok'); } catch (e) { told.push(String(e)); }
       const src = `onmessage = async (e) => { try { const root = await navigator.storage.getDirectory(); const f = await root.getFileHandle('y'+Math.random(), {create:true}); const h = await f.createSyncAccessHandle(); const n = h.write(new Uint8Array(5000000), {at: 0}); h.flush(); h.close(); postMessage('sah ' + n); } catch (e) { postMessage('sah ' + e); } }`;
       return told;", json!([n])).await);
        }
    }
    page.close().await;
    let _ = code;
}
