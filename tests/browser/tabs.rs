//! One tab owns the vault.

use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::process::Served;
use wayside_tests::walk;

#[tokio::test(flavor = "multi_thread")]
async fn a_second_tab_says_that_there_is_a_first_and_takes_over_when_that_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Served::start(folder.path(), &bundle::folder());
    let page = Browser::phone().await;
    page.goto(&relay.address()).await;
    walk::practise(&page).await;
    let code = walk::new_client(&page).await;
    let first = page.tab().await;

    let second = page.new_tab().await;
    page.goto(&relay.address()).await;
    page.is("halted", "data-problem", "in-use").await;

    // The first goes on as if nothing had happened.
    page.show_tab(&first).await;
    walk::begin_screening(&page).await;
    page.answer("q1.tobacco", "yes").await;
    page.close_tab().await;

    page.show_tab(&second).await;
    page.tap("try-again").await;
    page.css("[data-screen='unlock']").await;
    page.password("some other words").await;
    page.read("pin-error").await;
    walk::unlock(&page, walk::PASSPHRASE).await;
    walk::resume_screening(&page, &code).await;
    page.is("answer-q1.tobacco-yes", "data-state", "on").await;

    // What was chosen here is kept, too.
    walk::back_to_list(&page).await;
    page.tap("go-settings").await;
    page.tap("language-vi").await;
    page.css("html[lang='vi']").await;
    page.refresh().await;
    page.css("html[lang='vi'] [data-screen='unlock']").await;
    page.close().await;
}
