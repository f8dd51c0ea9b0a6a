//! A person's ways through the screens.

use serde_json::json;

use crate::browser::Browser;

/// The password of every page in a test.
pub const PASSPHRASE: &str = wayside_domain::passphrase::SAMPLE;

/// What is asked about in `first_half` and `second_half`, with scores and bands.
pub const RESULTS: [(&str, &str, &str); 3] = [
    ("tobacco", "17", "moderate"),
    ("alcohol", "9", "low"),
    ("cannabis", "28", "high"),
];

/// From the first screen to the list of a new team's first device. The relay's address is filled in already.
pub async fn new_team(page: &Browser) {
    page.tap("start-new-team").await;
    page.until("document.querySelector('[data-testid=field-relay]')?.value === location.origin")
        .await;
    page.fill("field-team-name", "Sample team").await;
    page.fill("field-label", "Sample phone").await;
    page.tap("go-on").await;
    choose_password(page).await;
    page.tap("recovery-done").await;
    page.find("new-client").await;
}

/// From the first screen to the list of somebody who practises.
pub async fn practise(page: &Browser) {
    page.tap("start-practise").await;
    choose_password(page).await;
    page.find("new-client").await;
}

async fn choose_password(page: &Browser) {
    page.password(PASSPHRASE).await;
    page.password(PASSPHRASE).await;
}

/// Loads the page anew and unlocks the vault.
pub async fn reload(page: &Browser) {
    page.refresh().await;
    unlock(page, PASSPHRASE).await;
}

/// From the screen that unlocks to the list.
pub async fn unlock(page: &Browser, secret: &str) {
    page.css("[data-screen='unlock']").await;
    page.password(secret).await;
    page.find("new-client").await;
}

/// From the list to the new client's page.
pub async fn new_client(page: &Browser) -> String {
    page.tap("new-client").await;
    let code = page.read("new-code").await;
    page.tap("consent-yes").await;
    page.tap("save-client").await;
    page.is("client-code", "data-code", &code).await;
    code
}

/// From the client's page to the first question.
pub async fn begin_screening(page: &Browser) {
    page.tap("start-screening").await;
    page.tap("screening-begin").await;
    question(page, "q1").await;
}

/// From the list to where the interview stopped.
pub async fn resume_screening(page: &Browser, code: &str) {
    page.tap(&format!("client-{code}")).await;
    page.tap("resume-screening").await;
}

pub async fn question(page: &Browser, id: &str) {
    page.is("question", "data-question", id).await;
}

/// Q1 to Q3: tobacco, alcohol and cannabis.
pub async fn first_half(page: &Browser) {
    question(page, "q1").await;
    for substance in ["tobacco", "alcohol", "cannabis"] {
        page.answer(&format!("q1.{substance}"), "yes").await;
    }
    page.tap("all-no").await;
    page.is("answer-q1.other-no", "data-state", "on").await;
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
pub async fn second_half(page: &Browser) {
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

/// Every substance with its score and band is shown as it should be.
pub async fn assert_results(page: &Browser) {
    page.find("disclaimer").await;
    for (substance, score, band) in RESULTS {
        let id = format!("result-{substance}");
        page.is(&id, "data-score", score).await;
        page.is(&id, "data-band", band).await;
    }
}

/// Every step, with a list, rulers and a plan on the way.
pub async fn intervention(page: &Browser) {
    for _ in 0..40 {
        let next = "[data-testid='intervention-finish'], [data-testid='step-done']";
        if page.changed(next, "data-testid", "").await == "intervention-finish" {
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
    let importance = page.read("fact-importance").await;
    assert!(importance.starts_with('7'), "{importance}");
    page.tap("intervention-finish").await;
}

const SAVED: &str = "
    const saved = [...document.querySelectorAll('[data-testid^=answer-][data-state=on]')]
        .map((answer) => answer.dataset.testid.slice('answer-'.length));";

/// Waits until exactly these answers are shown as saved, in the order of the question that is shown: `q1.tobacco-yes`.
pub async fn saved_are(page: &Browser, answers: &[&str]) {
    let body = format!("{SAVED} return JSON.stringify(saved) === JSON.stringify(given[0]);");
    page.wait(&body, json!([answers])).await;
}

/// The answers that are shown as saved at this moment.
pub async fn saved_answers(page: &Browser) -> Vec<String> {
    let found = page.run(&format!("{SAVED} return saved;"), json!([])).await;
    let found = found.as_array().unwrap().iter();
    found.map(|id| id.as_str().unwrap().to_owned()).collect()
}

/// From the list or the screen of syncing: everything that waits arrives at the relay.
pub async fn sync(page: &Browser) {
    page.tap("go-sync").await;
    page.find("sync-standing").await;
    page.tap("sync-now").await;
    page.is("sync-standing", "data-state", "all-sent").await;
}

/// From the list to the answer for a device that asks to join, and back to the list.
pub async fn let_join(page: &Browser, request: &str, request_words: &str, role: &str) -> String {
    page.tap("go-settings").await;
    page.tap("go-devices").await;
    page.tap("go-approve").await;
    page.paste("field-join-request", request).await;
    page.tap("approve-check").await;
    page.is("approve-request-words", "data-words", request_words)
        .await;
    page.tap(&format!("role-{role}")).await;
    page.tap("approve-make").await;
    let answer = page.value("approve-answer").await;
    page.tap("approve-done").await;
    back_to_list(page).await;
    answer
}

pub async fn back_to_list(page: &Browser) {
    page.tap_until("go-back", "[data-app]", "data-screen", "clients")
        .await;
}
