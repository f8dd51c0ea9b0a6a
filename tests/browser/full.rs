//! A phone without room.

use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::process::Served;
use wayside_tests::walk;

const FULL: &str = "The phone's memory is full. This was not saved.";
const TEXT: &str = "A sample note that has no room yet";

#[tokio::test(flavor = "multi_thread")]
async fn a_full_phone_says_so_keeps_what_was_typed_and_goes_on_once_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Served::start(folder.path(), &bundle::folder());
    let origin = relay.address();
    let page = Browser::phone().await;
    page.goto(&origin).await;
    page.until("window.wayside.offline").await;
    walk::practise(&page).await;
    let code = walk::new_client(&page).await;
    walk::begin_screening(&page).await;
    page.answer("q1.tobacco", "yes").await;

    // What the files have already they keep, so the page begins anew: from here on they can't grow.
    page.allow(&origin, Some(1)).await;
    walk::reload(&page).await;
    walk::resume_screening(&page, &code).await;
    page.tap("answer-q1.alcohol-yes").await;
    page.is("save-state", "data-state", "failed").await;
    page.says("save-state", FULL).await;
    walk::saved_are(&page, &["q1.tobacco-yes"]).await;
    page.tap("screening-stop").await;
    page.tap("add-note").await;
    page.fill("field-note", TEXT).await;
    page.tap("save-note").await;
    page.is("problem", "data-state", "shown").await;
    page.says("problem", FULL).await;
    page.holds("field-note", TEXT).await;

    page.allow(&origin, None).await;
    page.tap("save-note").await;
    page.tap("resume-screening").await;
    page.answer("q1.alcohol", "yes").await;
    walk::reload(&page).await;
    page.tap(&format!("client-{code}")).await;
    page.find("timeline").await;
    page.shows(TEXT).await;
    page.tap("resume-screening").await;
    walk::question(&page, "q1").await;
    walk::saved_are(&page, &["q1.tobacco-yes", "q1.alcohol-yes"]).await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_without_any_room_says_so_from_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Served::start(folder.path(), &bundle::folder());
    let origin = relay.address();
    let page = Browser::phone().await;
    page.goto(&format!("{origin}/healthz")).await;
    page.allow(&origin, Some(1)).await;
    page.goto(&origin).await;
    page.is("halted", "data-problem", "disk-full").await;
    page.allow(&origin, None).await;
    page.tap("try-again").await;
    walk::practise(&page).await;
    page.close().await;
}
