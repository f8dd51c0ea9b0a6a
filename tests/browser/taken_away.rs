//! A phone ends the browser whenever it likes, even in the middle of a tap.

use std::collections::BTreeMap;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::json;
use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::process::{Served, Wayside};
use wayside_tests::walk;

const SEED: u64 = 20_261_122;
const ROUNDS: usize = 4;
const ROWS: usize = 10;

/// Changes all answers of Q1, one tap right after the other, once all its rows are there.
const TAP_ALL: &str = "
    const next = document.querySelectorAll(`[data-testid^='answer-q1.'][data-testid$='-${given[0]}']`);
    if (next.length !== given[1]) { return false; }
    const tap = (at) => { if (at < next.length) { next[at].click(); setTimeout(() => tap(at + 1), 5); } };
    tap(0);
    return true;";

/// So many of them, or so many whatever they are, are shown as saved.
const ENOUGH: &str = "
    const saved = document.querySelectorAll(`[data-testid^='answer-q1.']${given[0]}[data-state='on']`);
    return saved.length >= given[1];";

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_was_shown_as_saved_is_there_after_the_browser_was_killed() {
    let mut rng = StdRng::seed_from_u64(SEED);
    let folder = tempfile::tempdir().unwrap();
    let relay = Served::start(&folder.path().join("relay"), &bundle::folder());
    let mut page = Browser::own_phone(&[]).await;
    page.goto(&relay.address()).await;
    walk::practise(&page).await;
    let code = walk::new_client(&page).await;
    walk::begin_screening(&page).await;

    for round in 0..ROUNDS {
        let answer = if round % 2 == 0 { "yes" } else { "no" };
        page.wait(TAP_ALL, json!([answer, ROWS])).await;
        let enough = rng.random_range(1..ROWS);
        page.wait(
            ENOUGH,
            json!([format!("[data-testid$='-{answer}']"), enough]),
        )
        .await;
        let shown = saved(&page).await;
        page.reopen().await;
        page.goto(&relay.address()).await;
        walk::unlock(&page, walk::PASSPHRASE).await;
        walk::resume_screening(&page, &code).await;
        // With everything here answered, the interview goes on further down.
        page.tap_until(
            "screening-previous",
            "[data-testid='question']",
            "data-question",
            "q1",
        )
        .await;
        page.wait(ENOUGH, json!(["", shown.len()])).await;
        let there = saved(&page).await;
        let after = format!("round {round}, {enough} of {ROWS}, seed {SEED}");
        for (item, saved) in shown {
            // What was not yet shown may have been saved as well.
            let now = there.get(&item).map(String::as_str);
            assert!(
                now == Some(answer) || now == Some(&saved),
                "{item}: {saved}, then {now:?}; {after}"
            );
            assert!(
                saved != answer || now == Some(answer),
                "{item} went back to {now:?}; {after}"
            );
        }
    }

    page.goto(&format!("{}/healthz", relay.address())).await;
    let own = Wayside::with_pin(folder.path(), "own", walk::PASSPHRASE);
    page.copy_vault_out(&own.vault).await;
    assert_eq!(own.ok(&["verify"], "")["ok"], true);
    page.close().await;
}

/// By item.
async fn saved(page: &Browser) -> BTreeMap<String, String> {
    let ids = walk::saved_answers(page).await;
    let pairs = ids.iter().filter_map(|id| id.rsplit_once('-'));
    pairs
        .map(|(item, answer)| (item.to_owned(), answer.to_owned()))
        .collect()
}
