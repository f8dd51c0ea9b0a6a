//! `wayside score`: the exact output, and every way to be refused.

use wayside_domain::assist::{ScoreError, score_json};

fn printed(input: &str) -> String {
    serde_json::to_string(&score_json(input).unwrap()).unwrap()
}

#[test]
fn the_example_of_the_contract_prints_exactly_this() {
    let input = r#"{"instrument": "assist-3.1", "age": 34,
        "answers": {"q1.tobacco": "yes", "q1.alcohol": "no", "q2.tobacco": "daily", "q3.tobacco": "weekly",
                    "q4.tobacco": "never", "q6.tobacco": "no", "q7.tobacco": "earlier", "q8": "past-3-months",
                    "q8.weekly": "once-weekly-or-less", "q8.days-in-row": "fewer-than-3"}}"#;
    let expected = concat!(
        r#"{"status":"incomplete","next":"q1.cannabis","instrument":"assist-3.1","substances":["#,
        r#"{"substance":"tobacco","score":14,"band":"moderate","action":"brief-intervention","missing":[],"ignored":[]}],"#,
        r#""injecting":{"tier":"brief-intervention"},"flags":[],"disclaimer":"screening-not-diagnosis"}"#,
    );
    assert_eq!(printed(input), expected);
}

#[test]
fn nulls_lists_and_flags_print_as_the_contract_says() {
    let input = r#"{"answers": {"q1.cannabis": "yes", "q2.cannabis": "never", "q3.cannabis": "daily",
        "q6.cannabis": "refused", "other.name": "kava"}, "age": 17, "instrument": "assist-3.1"}"#;
    let expected = concat!(
        r#"{"status":"incomplete","next":"q1.tobacco","instrument":"assist-3.1","substances":["#,
        r#"{"substance":"cannabis","score":null,"band":null,"action":null,"#,
        r#""missing":["q6.cannabis","q7.cannabis"],"ignored":["q3.cannabis"]}],"#,
        r#""injecting":{"tier":null},"flags":["outside-validated-age"],"disclaimer":"screening-not-diagnosis"}"#,
    );
    assert_eq!(printed(input), expected);
}

#[test]
fn nothing_ever_used_prints_not_applicable() {
    let rows = wayside_domain::assist::Substance::ALL
        .map(|substance| format!(r#""q1.{substance}":"no""#))
        .join(",");
    let asks = printed(&format!(
        r#"{{"instrument":"assist-3.1","answers":{{{rows}}}}}"#
    ));
    assert!(
        asks.starts_with(r#"{"status":"incomplete","next":"q1.confirmed","#),
        "{asks}"
    );
    let done = printed(&format!(
        r#"{{"instrument":"assist-3.1","answers":{{{rows},"q1.confirmed":"yes"}}}}"#
    ));
    let expected = concat!(
        r#"{"status":"complete","next":null,"instrument":"assist-3.1","substances":[],"#,
        r#""injecting":{"tier":"not-applicable"},"flags":[],"disclaimer":"screening-not-diagnosis"}"#,
    );
    assert_eq!(done, expected);
}

#[test]
fn the_age_18_is_inside_the_validated_age() {
    for (age, flags) in [("17", 1), ("18", 0), ("0", 1), ("130", 0), ("null", 0)] {
        let input = format!(r#"{{"instrument":"assist-3.1","age":{age},"answers":{{}}}}"#);
        assert_eq!(score_json(&input).unwrap().flags.len(), flags, "{age}");
    }
}

#[test]
fn every_refusal_names_its_offender() {
    let with = |answers: &str| format!(r#"{{"instrument":"assist-3.1","answers":{{{answers}}}}}"#);
    let table: Vec<(String, &str)> = vec![
        (String::new(), "not JSON"),
        ("{".to_owned(), "not JSON"),
        (
            r#"{"instrument":"assist-3.1","answers":{}} x"#.to_owned(),
            "not JSON",
        ),
        ("[]".to_owned(), "a list"),
        ("\"q1\"".to_owned(), "a text"),
        ("{}".to_owned(), "\"instrument\" is missing"),
        (
            r#"{"instrument":"assist-3.1"}"#.to_owned(),
            "\"answers\" is missing",
        ),
        (
            r#"{"instrument":"assist-3.0","answers":{}}"#.to_owned(),
            "\"assist-3.0\"",
        ),
        (r#"{"instrument":3.1,"answers":{}}"#.to_owned(), "3.1"),
        (
            r#"{"instrument":"assist-3.1","answers":[]}"#.to_owned(),
            "\"answers\" is a list",
        ),
        (
            r#"{"instrument":"assist-3.1","answers":{},"agee":3}"#.to_owned(),
            "\"agee\"",
        ),
        (
            r#"{"instrument":"assist-3.1","answers":{},"age":-1}"#.to_owned(),
            "-1",
        ),
        (
            r#"{"instrument":"assist-3.1","answers":{},"age":131}"#.to_owned(),
            "131",
        ),
        (
            r#"{"instrument":"assist-3.1","answers":{},"age":"34"}"#.to_owned(),
            "\"34\"",
        ),
        (
            r#"{"instrument":"assist-3.1","answers":{},"age":3.5}"#.to_owned(),
            "3.5",
        ),
        (with(r#""q2.kratom":"daily""#), "\"kratom\""),
        (with(r#""q9.alcohol":"daily""#), "\"q9.alcohol\""),
        (with(r#""q2":"daily""#), "\"q2\""),
        (with(r#""q2.alcohol.x":"daily""#), "\"alcohol.x\""),
        (with(r#""q5.tobacco":"never""#), "\"q5.tobacco\""),
        (
            with(r#""q2.alcohol":"hourly""#),
            "\"hourly\" is no answer for \"q2.alcohol\"",
        ),
        (
            with(r#""q1.alcohol":"weekly""#),
            "\"weekly\" is no answer for \"q1.alcohol\"",
        ),
        (
            with(r#""q6.alcohol":"yes""#),
            "\"yes\" is no answer for \"q6.alcohol\"",
        ),
        (
            with(r#""q1.confirmed":"no""#),
            "\"no\" is no answer for \"q1.confirmed\"",
        ),
        (
            with(r#""q8.weekly":"3-or-more""#),
            "\"3-or-more\" is no answer for \"q8.weekly\"",
        ),
        (
            with(r#""q1.alcohol":true"#),
            "true is no answer for \"q1.alcohol\"",
        ),
        (
            with(r#""q1.alcohol":null"#),
            "null is no answer for \"q1.alcohol\"",
        ),
        (
            with(r#""q1.alcohol":"no","q1.alcohol":"yes""#),
            "\"q1.alcohol\" stands twice",
        ),
        (with(r#""other.name":4"#), "\"other.name\""),
        (
            r#"{"instrument":"assist-3.1","instrument":"assist-3.1","answers":{}}"#.to_owned(),
            "\"instrument\" stands twice",
        ),
    ];
    for (input, offender) in table {
        let error = score_json(&input).expect_err(&input).to_string();
        assert!(
            error.contains(offender),
            "{input}\n{error}\nshould name {offender}"
        );
        assert!(!error.contains('\n'), "one line: {error}");
    }
}

#[test]
fn the_message_says_what_would_be_right() {
    let error =
        score_json(r#"{"instrument":"assist-3.1","answers":{"q2.alcohol":"yes"}}"#).unwrap_err();
    assert!(matches!(error, ScoreError::UnknownValue { .. }));
    let expected = r#""yes" is no answer for "q2.alcohol"; expected one of never, once-or-twice, monthly, weekly, daily, refused"#;
    assert_eq!(error.to_string(), expected);
}

#[test]
fn no_input_makes_it_panic() {
    let valid = r#"{"instrument":"assist-3.1","age":34,"answers":{"q1.tobacco":"yes","q2.tobacco":"daily"}}"#;
    for end in 0..valid.len() {
        assert!(score_json(&valid[..end]).is_err());
        let mut bytes = valid.as_bytes().to_vec();
        for byte in [b'"', b'{', 0x01, b'9', b'\\'] {
            bytes[end] = byte;
            let _ = score_json(&String::from_utf8_lossy(&bytes));
        }
    }
    assert!(
        score_json(&"[".repeat(100_000)).is_err(),
        "depth is bounded"
    );
}
