//! The demonstration: three devices and a relay behind one page. What a phone's own browser does is in the other files.

use wayside_tests::browser::{Browser, demonstration};
use wayside_tests::relay::search;
use wayside_tests::walk;

#[tokio::test(flavor = "multi_thread")]
async fn a_client_met_without_signal_is_read_at_the_desk_when_there_is_signal() {
    let folder = tempfile::tempdir().unwrap();
    let (_app, address) = demonstration(folder.path(), &[]);
    let page = Browser::window(1500, 1400).await;
    page.goto(&address).await;
    page.tap("signal-worker").await;
    page.is("signal-worker", "data-state", "off").await;

    page.enter("worker").await;
    let code = walk::new_client(&page).await;
    walk::begin_screening(&page).await;
    page.answer("q1.cannabis", "yes").await;
    page.tap("go-lock").await;
    page.password("four other words instead").await;
    page.read("pin-error").await;
    page.password(walk::PASSPHRASE).await;
    // Where it was locked, it goes on.
    page.is("answer-q1.cannabis-yes", "data-state", "on").await;
    walk::back_to_list(&page).await;
    page.find(&format!("client-{code}")).await;

    // Nothing has left: the desk does not know the client.
    page.enter("supervisor").await;
    page.find("clients").await;
    page.lacks_words(&code).await;

    page.leave().await;
    page.tap("signal-worker").await;
    page.enter("supervisor").await;
    walk::resume_screening(&page, &code).await;
    page.is("answer-q1.cannabis-yes", "data-state", "on").await;

    page.leave().await;
    page.changed("[data-testid='relay-segments']", "data-count", "0")
        .await;
    let words = [code.as_str(), "q1.cannabis"];
    assert_eq!(
        search(&folder.path().join("relay"), &words),
        Vec::<String>::new()
    );
    page.close().await;
}
