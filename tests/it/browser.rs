//! A person's way through the screens, in a real Chromium, with real devices and a real relay behind the page.

use wayside_tests::browser::{Browser, demonstration, skipped};
use wayside_tests::relay::search;

const PIN: &str = "246810";

#[tokio::test(flavor = "multi_thread")]
async fn a_screening_tapped_without_signal_is_read_at_the_desk_when_there_is_signal() {
    if skipped() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (_app, address) = demonstration(folder.path(), &[]);
    let page = Browser::open(1500, 1400).await;
    page.driver.goto(&address).await.unwrap();
    page.tap("signal-worker").await;
    page.css("[data-testid='signal-worker'][data-state='off']")
        .await;

    page.enter("worker").await;
    let code = new_client(&page).await;
    page.tap("start-screening").await;
    page.tap("screening-begin").await;
    first_half(&page).await;
    // The page is loaded anew in the middle: the vault is the state.
    page.driver.refresh().await.unwrap();
    page.enter("worker").await;
    page.tap(&format!("client-{code}")).await;
    page.tap("resume-screening").await;
    second_half(&page).await;
    let worker_saw = results(&page).await;
    assert_eq!(
        worker_saw,
        [
            ("tobacco", "17", "moderate"),
            ("alcohol", "9", "low"),
            ("cannabis", "28", "high")
        ]
        .map(owned)
    );

    page.tap("intervene-cannabis").await;
    intervention(&page).await;
    page.tap("result-done").await;
    page.css(&format!("[data-testid='client-code'][data-code='{code}']"))
        .await;
    page.find("entry-intervention").await;

    // Nothing has left: the desk does not know the client.
    page.enter("supervisor").await;
    page.find("clients").await;
    assert!(!page.text().await.contains(&code));

    page.leave().await;
    page.tap("signal-worker").await;
    page.enter("supervisor").await;
    page.tap(&format!("client-{code}")).await;
    page.find("entry-intervention").await;
    page.tap("see-result").await;
    assert_eq!(results(&page).await, worker_saw);

    page.leave().await;
    let held: u64 = page
        .attribute("relay-segments", "data-count")
        .await
        .parse()
        .unwrap();
    assert!(held > 0);
    assert_eq!(
        search(
            &folder.path().join("relay"),
            &[&code, "A sample reason", "q2.cannabis"]
        ),
        Vec::<String>::new()
    );
    page.close().await;
}

fn owned((substance, score, band): (&str, &str, &str)) -> (String, String, String) {
    (substance.into(), score.into(), band.into())
}

/// From the list to the new client's page.
async fn new_client(page: &Browser) -> String {
    page.tap("new-client").await;
    let code = page.find("new-code").await.text().await.unwrap();
    page.tap("consent-yes").await;
    page.tap("save-client").await;
    page.css(&format!("[data-testid='client-code'][data-code='{code}']"))
        .await;
    code
}

async fn question(page: &Browser, id: &str) {
    page.css(&format!("[data-testid='question'][data-question='{id}']"))
        .await;
}

/// Q1 to Q3: tobacco, alcohol and cannabis.
async fn first_half(page: &Browser) {
    question(page, "q1").await;
    for substance in ["tobacco", "alcohol", "cannabis"] {
        page.answer(&format!("q1.{substance}"), "yes").await;
    }
    page.tap("all-no").await;
    page.css("[data-testid='answer-q1.other-no'][data-state='on']")
        .await;
    page.tap("screening-next").await;
    question(page, "q2").await;
    page.answer("q2.tobacco", "daily").await;
    page.answer("q2.alcohol", "monthly").await;
    page.answer("q2.cannabis", "never").await;
    // A slip, mended by going back to it.
    page.tap("screening-next").await;
    question(page, "q3").await;
    page.tap("screening-previous").await;
    page.answer("q2.cannabis", "weekly").await;
    page.tap("screening-next").await;
    question(page, "q3").await;
    page.answer("q3.tobacco", "weekly").await;
    page.answer("q3.alcohol", "never").await;
    page.answer("q3.cannabis", "weekly").await;
}

/// The rest, from where the interview stopped.
async fn second_half(page: &Browser) {
    question(page, "q4").await;
    page.answer("q4.tobacco", "never").await;
    page.answer("q4.alcohol", "never").await;
    page.answer("q4.cannabis", "weekly").await;
    page.tap("screening-next").await;
    question(page, "q5").await;
    page.answer("q5.alcohol", "never").await;
    page.answer("q5.cannabis", "weekly").await;
    page.tap("screening-next").await;
    question(page, "q6").await;
    page.answer("q6.tobacco", "past-3-months").await;
    page.answer("q6.alcohol", "past-3-months").await;
    page.answer("q6.cannabis", "past-3-months").await;
    page.tap("screening-next").await;
    question(page, "q7").await;
    for substance in ["tobacco", "alcohol", "cannabis"] {
        page.answer(&format!("q7.{substance}"), "no").await;
    }
    page.tap("screening-next").await;
    question(page, "q8").await;
    page.answer("q8", "no").await;
    page.tap("screening-next").await;
}

/// Every substance with its score and band, as the page shows them.
async fn results(page: &Browser) -> Vec<(String, String, String)> {
    page.find("disclaimer").await;
    let mut shown = Vec::new();
    for substance in ["tobacco", "alcohol", "cannabis"] {
        let id = format!("result-{substance}");
        shown.push((
            substance.to_owned(),
            page.attribute(&id, "data-score").await,
            page.attribute(&id, "data-band").await,
        ));
    }
    shown
}

/// Every step, with a list, rulers and a plan on the way.
async fn intervention(page: &Browser) {
    for _ in 0..40 {
        let end = page
            .css("[data-testid='intervention-finish'], [data-testid='step-done']")
            .await;
        if end.attr("data-testid").await.unwrap().as_deref() == Some("intervention-finish") {
            break;
        }
        let step = page.attribute("step", "data-step").await;
        match step.as_str() {
            "good-things" => {
                page.fill("field-good_things", "A sample reason").await;
                page.tap("add-good_things").await;
                page.find("remove-point").await;
            }
            "rulers" => {
                page.tap("importance-7").await;
                page.tap("confidence-4").await;
            }
            _ => {}
        }
        page.tap("step-done").await;
        page.css(&format!(
            "[data-testid='intervention-finish'], [data-testid='step']:not([data-step='{step}'])"
        ))
        .await;
    }
    assert_eq!(
        page.find("fact-importance")
            .await
            .text()
            .await
            .unwrap()
            .chars()
            .next(),
        Some('7')
    );
    page.tap("intervention-finish").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_is_set_up_from_nothing_and_opens_again_with_its_pin_in_the_other_language() {
    if skipped() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (app, address) = demonstration(folder.path(), &["--one"]);
    let page = Browser::open(390, 844).await;
    page.driver.goto(&address).await.unwrap();
    page.tap("start-practise").await;
    page.pin(PIN).await;
    page.css("[data-testid='pin-dots'][data-count='0']").await;
    page.pin(PIN).await;
    page.find("new-client").await;
    let code = new_client(&page).await;
    drop(app);

    // The process was killed; the vault opens with the PIN, not with another one.
    let (_app, address) = demonstration(folder.path(), &["--one"]);
    page.driver.goto(&address).await.unwrap();
    page.pin("135790").await;
    page.css("[data-testid='pin-error']:not(:empty)").await;
    page.pin(PIN).await;
    page.find(&format!("client-{code}")).await;
    page.tap("go-settings").await;
    page.tap("language-vi").await;
    page.css("[data-app='wayside'][lang='vi']").await;
    assert!(search(folder.path(), &[&code]).is_empty());
    page.close().await;
}
