//! A phone ends the browser whenever it likes, even in the middle of a tap.

use std::collections::BTreeMap;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::json;
use wayside_tests::browser::{Browser, skipped};
use wayside_tests::bundle;
use wayside_tests::process::{Served, Wayside};
use wayside_tests::walk;

const SEED: u64 = 20_261_122;
const ROUNDS: usize = 4;
const ROWS: usize = 10;

/// Changes all answers of Q1, one tap right after the other.
const TAP_ALL: &str = "
    const next = document.querySelectorAll(`[data-testid^='answer-q1.'][data-testid$='-${given[0]}']`);
    const tap = (at) => { if (at < next.length) { next[at].click(); setTimeout(() => tap(at + 1), 5); } };
    tap(0);
    return next.length;";

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_was_shown_as_saved_is_there_after_the_browser_was_killed() {
    if skipped() {
        return;
    }
    let mut rng = StdRng::seed_from_u64(SEED);
    let folder = tempfile::tempdir().unwrap();
    let relay = Served::start(&folder.path().join("relay"), &bundle::folder());
    let mut page = Browser::phone().await;
    page.goto(&relay.address()).await;
    walk::practise(&page).await;
    let code = walk::new_client(&page).await;
    walk::begin_screening(&page).await;

    for round in 0..ROUNDS {
        let answer = if round % 2 == 0 { "yes" } else { "no" };
        let taps = page.run(TAP_ALL, json!([answer])).await;
        assert_eq!(taps, ROWS);
        let enough = rng.random_range(1..ROWS);
        let shown = loop {
            let shown = saved(&page).await;
            if shown.values().filter(|saved| *saved == answer).count() >= enough {
                break shown;
            }
        };
        page.reopen().await;
        page.goto(&relay.address()).await;
        walk::unlock(&page, walk::PASSPHRASE).await;
        walk::resume_screening(&page, &code).await;
        // With everything here answered, the interview goes on further down.
        while page.attribute("question", "data-question").await != "q1" {
            page.tap("screening-previous").await;
        }
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
