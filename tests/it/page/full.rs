//! A phone without room.

use wayside_tests::browser::{Browser, skipped};
use wayside_tests::bundle;
use wayside_tests::process::Served;
use wayside_tests::walk;

const FULL: &str = "The phone's memory is full. This was not saved.";
const TEXT: &str = "A sample note that has no room yet";

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
    walk::begin_screening(&page).await;
    page.answer("q1.tobacco", "yes").await;

    // What the files have already they keep, so the page begins anew: from here on they can't grow.
    page.allow(&origin, Some(1)).await;
    walk::reload(&page).await;
    walk::resume_screening(&page, &code).await;
    page.tap("answer-q1.alcohol-yes").await;
    page.css("[data-testid='save-state'][data-state='failed']")
        .await;
    let sign = page.find("save-state").await.text().await.unwrap();
    assert!(sign.contains(FULL), "{sign}");
    assert_eq!(walk::saved_answers(&page).await, ["q1.tobacco-yes"]);
    page.tap("screening-stop").await;
    page.tap("add-note").await;
    page.fill("field-note", TEXT).await;
    page.tap("save-note").await;
    let problem = page
        .css("[data-testid='problem'][data-state='shown']")
        .await;
    let sentence = problem.text().await.unwrap();
    assert!(sentence.contains(FULL), "{sentence}");
    let typed = page.find("field-note").await.value().await.unwrap();
    assert_eq!(typed.as_deref(), Some(TEXT));

    page.allow(&origin, None).await;
    page.tap("save-note").await;
    page.tap("resume-screening").await;
    page.answer("q1.alcohol", "yes").await;
    walk::reload(&page).await;
    page.tap(&format!("client-{code}")).await;
    page.find("timeline").await;
    let shown = page.text().await;
    assert!(shown.contains(TEXT), "{shown}");
    page.tap("resume-screening").await;
    walk::question(&page, "q1").await;
    assert_eq!(
        walk::saved_answers(&page).await,
        ["q1.tobacco-yes", "q1.alcohol-yes"]
    );
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_without_any_room_says_so_from_the_start() {
    if skipped() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let relay = Served::start(folder.path(), &bundle::folder());
    let origin = relay.address();
    let page = Browser::phone().await;
    page.goto(&format!("{origin}/healthz")).await;
    page.allow(&origin, Some(1)).await;
    page.goto(&origin).await;
    page.css("[data-testid='halted'][data-problem='disk-full']")
        .await;
    page.allow(&origin, None).await;
    page.tap("try-again").await;
    walk::practise(&page).await;
    page.close().await;
}
