//! Where the vault's worker can start no other one, it stretches the password itself.

use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::host::Fault::{Headers, Missing};
use wayside_tests::host::{Fault, Host};
use wayside_tests::walk;

const NO_WORKER: Fault = Headers("content-security-policy: worker-src 'none'\r\n");

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_can_start_no_other_makes_and_opens_the_vault_all_the_same() {
    let host = Host::start(&bundle::folder());
    // And no service worker, which would not keep the host's policy.
    host.break_only(&[("start-worker.js", NO_WORKER), ("sw.js", Missing)]);
    let page = Browser::own_phone(&[]).await;
    page.goto(&host.address()).await;
    walk::practise(&page).await;
    let code = walk::new_client(&page).await;
    page.tap("go-back").await;
    for _ in 0..2 {
        page.tap("go-lock").await;
        walk::unlock(&page, walk::PASSPHRASE).await;
        page.find(&format!("client-{code}")).await;
        // Argon2id's 64 MiB stay with the vault: of another worker nothing would be left by now.
        walk::new_client(&page).await;
        page.tap("go-back").await;
        page.find(&format!("client-{code}")).await;
        assert!(page.largest_piece() > 60_000);
    }
    page.close().await;
}
