//! `wayside score` as the contract has it, through the real program.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn score(input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wayside"))
        .args(["--json", "score", "-"])
        .env_remove("WAYSIDE_VAULT")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

fn scored(answers: Value) -> Value {
    let output =
        score(&json!({ "instrument": "assist-3.1", "age": 34, "answers": answers }).to_string());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn refused(input: &str, offender: &str) {
    let output = score(input);
    let line = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{input}: {line}");
    assert_eq!(line.trim_end().lines().count(), 1, "{line}");
    assert!(
        line.contains(offender),
        "{input}: {line} does not name {offender}"
    );
    assert!(output.stdout.is_empty());
}

/// Q1 of all ten substances, Yes for those named.
fn used(substances: &[&str], more: Value) -> Value {
    let all = [
        "tobacco",
        "alcohol",
        "cannabis",
        "cocaine",
        "amphetamines",
        "inhalants",
        "sedatives",
        "hallucinogens",
        "opioids",
        "other",
    ];
    let mut answers = serde_json::Map::new();
    for substance in all {
        let answer = if substances.contains(&substance) {
            "yes"
        } else {
            "no"
        };
        answers.insert(format!("q1.{substance}"), answer.into());
    }
    answers.extend(more.as_object().unwrap().clone());
    Value::Object(answers)
}

#[test]
fn a_complete_tobacco_screening_needs_no_q5() {
    let report = scored(used(
        &["tobacco"],
        json!({ "q2.tobacco": "daily", "q3.tobacco": "weekly", "q4.tobacco": "never", "q6.tobacco": "no", "q7.tobacco": "earlier", "q8": "no" }),
    ));
    assert_eq!(report["status"], "complete");
    assert_eq!(report["next"], Value::Null);
    assert_eq!(
        report["substances"],
        json!([{ "substance": "tobacco", "score": 14, "band": "moderate", "action": "brief-intervention", "missing": [], "ignored": [] }])
    );
    assert_eq!(report["injecting"], json!({ "tier": "never" }));
    assert_eq!(report["disclaimer"], "screening-not-diagnosis");
    assert_eq!(report["instrument"], "assist-3.1");
}

#[test]
fn the_example_of_the_contract_is_incomplete_and_asks_for_cannabis_next() {
    let report = scored(json!({
        "q1.tobacco": "yes", "q1.alcohol": "no", "q2.tobacco": "daily", "q3.tobacco": "weekly", "q4.tobacco": "never",
        "q6.tobacco": "no", "q7.tobacco": "earlier", "q8": "past-3-months", "q8.weekly": "once-weekly-or-less",
        "q8.days-in-row": "fewer-than-3"
    }));
    assert_eq!(report["status"], "incomplete");
    assert_eq!(report["next"], "q1.cannabis");
    assert_eq!(report["injecting"]["tier"], "brief-intervention");
}

#[test]
fn answers_that_the_skip_rules_make_unreachable_are_listed_and_count_for_nothing() {
    let report = scored(used(
        &["cannabis"],
        json!({
            "q2.cannabis": "never", "q3.cannabis": "daily", "q4.cannabis": "daily", "q5.cannabis": "daily",
            "q6.cannabis": "no", "q7.cannabis": "no", "q8": "no"
        }),
    ));
    assert_eq!(report["substances"][0]["score"], 0);
    assert_eq!(report["substances"][0]["band"], "low");
    assert_eq!(
        report["substances"][0]["ignored"],
        json!(["q3.cannabis", "q4.cannabis", "q5.cannabis"])
    );
}

#[test]
fn a_refused_item_leaves_no_score_and_no_band() {
    let report = scored(used(
        &["opioids"],
        json!({
            "q2.opioids": "weekly", "q3.opioids": "refused", "q4.opioids": "never", "q5.opioids": "never",
            "q6.opioids": "no", "q7.opioids": "no", "q8": "refused"
        }),
    ));
    assert_eq!(report["status"], "incomplete");
    assert_eq!(report["next"], Value::Null);
    let opioids = &report["substances"][0];
    assert_eq!(
        (&opioids["score"], &opioids["band"], &opioids["action"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    assert_eq!(opioids["missing"], json!(["q3.opioids"]));
    assert_eq!(report["injecting"], json!({ "tier": null }));
}

#[test]
fn ten_no_are_probed_once_and_then_end_the_interview() {
    assert_eq!(scored(used(&[], json!({})))["next"], "q1.confirmed");
    let report = scored(used(&[], json!({ "q1.confirmed": "yes" })));
    assert_eq!(report["status"], "complete");
    assert_eq!(report["next"], Value::Null);
    assert_eq!(report["substances"], json!([]));
    assert_eq!(report["injecting"], json!({ "tier": "not-applicable" }));
}

#[test]
fn the_injecting_tier_takes_the_higher_of_two_statements() {
    let with = |weekly: &str, days: &str| {
        scored(used(
            &["opioids"],
            json!({ "q8": "past-3-months", "q8.weekly": weekly, "q8.days-in-row": days }),
        ))["injecting"]["tier"]
            .clone()
    };
    assert_eq!(
        with("once-weekly-or-less", "fewer-than-3"),
        "brief-intervention"
    );
    assert_eq!(with("more-than-once-weekly", "fewer-than-3"), "specialist");
    assert_eq!(with("once-weekly-or-less", "3-or-more"), "specialist");
    assert_eq!(with("refused", "3-or-more"), "specialist");
    assert_eq!(with("more-than-once-weekly", "refused"), "specialist");
    assert_eq!(with("once-weekly-or-less", "refused"), Value::Null);
    assert_eq!(
        scored(used(&["opioids"], json!({ "q8": "earlier" })))["injecting"]["tier"],
        "past"
    );
}

#[test]
fn under_eighteen_is_scored_and_flagged() {
    let input = json!({ "instrument": "assist-3.1", "age": 16, "answers": used(&[], json!({ "q1.confirmed": "yes" })) });
    let output = score(&input.to_string());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(
        report["flags"]
            .as_array()
            .unwrap()
            .iter()
            .any(|flag| flag == "outside-validated-age"),
        "{report}"
    );
}

#[test]
fn bad_input_names_the_offender() {
    let with =
        |answers: Value| json!({ "instrument": "assist-3.1", "answers": answers }).to_string();
    refused("", "-");
    refused("[]", "-");
    refused(r#"{"instrument": "assist-9", "answers": {}}"#, "assist-9");
    refused(r#"{"answers": {}}"#, "instrument");
    refused(
        r#"{"instrument": "assist-3.1", "answers": {}, "weather": "rain"}"#,
        "weather",
    );
    refused(&with(json!({ "q9.tobacco": "yes" })), "q9.tobacco");
    refused(&with(json!({ "q2.coffee": "daily" })), "q2.coffee");
    refused(&with(json!({ "q5.tobacco": "daily" })), "q5.tobacco");
    refused(&with(json!({ "q2.tobacco": "sometimes" })), "sometimes");
    refused(&with(json!({ "q2.tobacco": "yes" })), "q2.tobacco");
    refused(&with(json!({ "q1.tobacco": 3 })), "q1.tobacco");
    refused(
        &with(json!({ "q1.tobacco\u{1b}[31m\nx": "yes" })),
        "q1.tobacco",
    );
    refused(&with(json!({ "x".repeat(10_000): "yes" })), "xxx");
    refused(
        r#"{"instrument": "assist-3.1", "age": -4, "answers": {}}"#,
        "age",
    );
    refused(
        r#"{"instrument": "assist-3.1", "age": "old", "answers": {}}"#,
        "age",
    );
}

#[test]
fn a_missing_file_and_a_bad_call_are_one_line_each() {
    for arguments in [
        vec!["score", "/nowhere/at/all.json"],
        vec!["score"],
        vec!["dance"],
        vec![],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_wayside"))
            .args(&arguments)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let line = String::from_utf8_lossy(&output.stderr);
        assert_eq!(line.trim_end().lines().count(), 1, "{line}");
    }
    let help = Command::new(env!("CARGO_BIN_EXE_wayside"))
        .arg("--help")
        .output()
        .unwrap();
    assert!(help.status.success());
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let input = json!({ "instrument": "assist-3.1", "answers": {} });
    assert!(score(&format!("\u{feff}{input}")).status.success());
}
