//! Records: canonical texts that read back, and every way to be refused with line and field.

use wayside_domain::record::{Kind, parse_document, parse_line, parse_lined, to_line};

/// One canonical line of each type, with every field that there is.
const LINES: [&str; 10] = [
    r#"{"type":"client","id":"c1","code":"AB-7K2M","aliases":["old 1"],"sex":"female","birth_year":1991,"languages":["vi","en-GB"],"special_groups":["pregnant","homeless"],"contact_preferences":"evenings","consents":[{"purpose":"care-record","given":"2026-11-02","withdrawn":"2026-12-01","how":"spoken","by":"Worker"}]}"#,
    r#"{"type":"contact","id":"k1","client":"AB-7K2M","at":"2026-11-02T19:40:00+07:00","setting":"street","worker":"W","done":["wound care"],"supplies":{"condoms":10,"naloxone-kits":1,"needles-back":14,"needles-out":20},"note":"  two\nlines "}"#,
    r#"{"type":"screening","id":"s1","client":"AB-7K2M","instrument":"assist-3.1","wording":"wayside-en-1","started":"2026-11-02T19:40:00+07:00","finished":"2026-11-02T19:52:10+07:00","age":34,"answers":{"q1.tobacco":"yes","q1.other":"refused","q2.tobacco":"daily","q8":"no","other.name":"kava"}}"#,
    r#"{"type":"intervention","id":"i1","client":"AB-7K2M","screening":"s1","substance":"opioids","at":"2026-11-02T20:00:00Z","finished":"2026-11-02T20:09:00Z","steps":{"advice":"skipped: no time","feedback":"done","good-things":"skipped"},"rulers":{"importance":7,"confidence":0},"good_things":["calm"],"less_good_things":["money"],"plan":"one day off","materials":["self-help"],"note":"n"}"#,
    r#"{"type":"referral","id":"r1","client":"AB-7K2M","service":"Clinic","reason":"OST","urgency":"soon","events":[{"made":"2026-11-02"},{"attended":"2026-11-09T10:00:00+07:00"},{"report-back":"2026-11-10"},{"closed":"2026-11-11","outcome":"started"}]}"#,
    r#"{"type":"follow-up","id":"f1","client":"AB-7K2M","due":"2026-11-16","what":"re-screen","done":null}"#,
    r#"{"type":"note","id":"n1","client":"AB-7K2M","at":"2026-11-02T19:40:00+07:00","text":"  two\nlines "}"#,
    r#"{"type":"overdose","id":"o1","client":"AB-7K2M","at":"2026-11-02T19:40:00+07:00","setting":"home","what":"heroin and sleeping pills","naloxone":2,"outcome":"survived","note":"n"}"#,
    r#"{"type":"activity","id":"a1","at":"2026-11-02T19:40:00+07:00","setting":"street","what":"needle round","people":12,"supplies":{"leaflets":30},"note":"n"}"#,
    r#"{"type":"follow-up","id":"f1","client":"AB-7K2M","correction":"wrong day","due":"2026-11-17","what":"re-screen","done":"2026-11-17","outcome":"not-found"}"#,
];

/// The line with its version, as it is written.
fn with_version(line: &str) -> String {
    let version = parse_line(line).unwrap().version();
    let mut value: serde_json::Value = serde_json::from_str(line).unwrap();
    let fields = value.as_object_mut().unwrap();
    let at = fields
        .keys()
        .take_while(|name| ["type", "id", "client"].contains(&name.as_str()))
        .count();
    fields.shift_insert(at, "version".to_owned(), version.into());
    value.to_string()
}

#[test]
fn canonical_lines_read_back_to_the_same_text() {
    for line in LINES {
        let written = with_version(line);
        assert_eq!(to_line(&parse_line(line).unwrap()), written);
        assert_eq!(to_line(&parse_line(&written).unwrap()), written);
    }
    let kinds: Vec<Kind> = LINES
        .iter()
        .map(|line| parse_line(line).unwrap().body.kind())
        .collect();
    assert_eq!(kinds[..9], *Kind::ALL);
}

#[test]
fn one_document_may_be_lines_a_list_or_one_object_over_several_lines() {
    let expected: Vec<_> = LINES.iter().map(|line| parse_line(line).unwrap()).collect();
    let lines = LINES.join("\r\n");
    assert_eq!(
        parse_document(&format!("\u{feff}\n{lines}\n\n")).unwrap(),
        expected
    );
    assert_eq!(
        parse_document(&format!("\n[\n{}\n]\n", LINES.join(",\n"))).unwrap(),
        expected
    );
    let pretty =
        serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(LINES[0]).unwrap())
            .unwrap();
    assert_eq!(parse_document(&pretty).unwrap(), expected[..1]);
    assert_eq!(
        parse_document(&format!("{pretty}\n{pretty}"))
            .unwrap()
            .len(),
        2
    );
    assert_eq!(parse_document(" \n").unwrap(), []);
    assert_eq!(parse_document("[]").unwrap(), []);
}

#[test]
fn null_and_empty_mean_the_same_as_absent() {
    let plain = parse_line(r#"{"type":"client","id":"c1","code":"AB-7K2M"}"#).unwrap();
    let nulls = r#"{"type":"client","id":"c1","code":" AB-7K2M ","sex":null,"aliases":[],"languages":[],"consents":null,"contact_preferences":""}"#;
    assert_eq!(parse_line(nulls).unwrap(), plain);
}

/// Puts a field into the canonical line of a type, or takes it out.
fn spoil(line: usize, change: &str) -> String {
    let mut value: serde_json::Value = serde_json::from_str(LINES[line]).unwrap();
    let change: serde_json::Value = serde_json::from_str(change).unwrap();
    for (name, new) in change.as_object().unwrap() {
        value[name.as_str()] = new.clone();
    }
    value.to_string()
}

#[test]
fn every_refusal_names_its_field() {
    const CLIENT: usize = 0;
    const CONTACT: usize = 1;
    const SCREENING: usize = 2;
    const INTERVENTION: usize = 3;
    const REFERRAL: usize = 4;
    const FOLLOW_UP: usize = 5;
    const NOTE: usize = 6;
    const OVERDOSE: usize = 7;
    const ACTIVITY: usize = 8;
    let table: &[(usize, &str, &str)] = &[
        (CLIENT, r#"{"type":"customer"}"#, "type"),
        (CLIENT, r#"{"type":null}"#, "type"),
        (CLIENT, r#"{"id":"../x"}"#, "id"),
        (CLIENT, r#"{"id":7}"#, "id"),
        (CLIENT, r#"{"client":"AB-7K2M"}"#, "client"),
        (CLIENT, r#"{"name":"Jane"}"#, "name"),
        (CLIENT, r#"{"code":"a;b"}"#, "code"),
        (CLIENT, r#"{"sex":"f"}"#, "sex"),
        (CLIENT, r#"{"birth_year":1700}"#, "birth_year"),
        (CLIENT, r#"{"birth_year":"1991"}"#, "birth_year"),
        (CLIENT, r#"{"languages":["vi","v"]}"#, "languages[1]"),
        (
            CLIENT,
            r#"{"special_groups":["pregnant","rich"]}"#,
            "special_groups[1]",
        ),
        (
            CLIENT,
            r#"{"consents":[{"purpose":"x","how":"spoken"}]}"#,
            "consents[0].given",
        ),
        (
            CLIENT,
            r#"{"consents":[{"purpose":"x","given":"2026-02-30","how":"spoken"}]}"#,
            "consents[0].given",
        ),
        (
            CLIENT,
            r#"{"consents":[{"purpose":"x","given":"2026-02-03","withdrawn":"2026-02-02","how":"spoken"}]}"#,
            "consents[0].withdrawn",
        ),
        (
            CLIENT,
            r#"{"consents":[{"purpose":"x","given":"2026-02-03","how":"spoken","when":1}]}"#,
            "consents[0].when",
        ),
        (CONTACT, r#"{"at":"2026-11-31T19:40:00+07:00"}"#, "at"),
        (CONTACT, r#"{"at":"2026-11-02"}"#, "at"),
        (CONTACT, r#"{"at":null}"#, "at"),
        (CONTACT, r#"{"setting":"bridge"}"#, "setting"),
        (
            CONTACT,
            r#"{"supplies":{"needles-out":-1}}"#,
            "supplies.needles-out",
        ),
        (
            CONTACT,
            r#"{"supplies":{"needles-out":1.5}}"#,
            "supplies.needles-out",
        ),
        (
            CONTACT,
            r#"{"supplies":{"needles-out":"20"}}"#,
            "supplies.needles-out",
        ),
        (
            CONTACT,
            r#"{"supplies":{"needles-out":null}}"#,
            "supplies.needles-out",
        ),
        (
            CONTACT,
            r#"{"supplies":{"needles_out":1}}"#,
            "supplies.needles_out",
        ),
        (CONTACT, r#"{"supplies":[1]}"#, "supplies"),
        (CONTACT, r#"{"done":["x",""]}"#, "done[1]"),
        (CONTACT, r#"{"note":5}"#, "note"),
        (CONTACT, r#"{"notes":"x"}"#, "notes"),
        (SCREENING, r#"{"instrument":"assist-3.0"}"#, "instrument"),
        (SCREENING, r#"{"instrument":null}"#, "instrument"),
        (SCREENING, r#"{"wording":"Wayside EN"}"#, "wording"),
        (SCREENING, r#"{"answers":null}"#, "answers"),
        (
            SCREENING,
            r#"{"answers":{"q2.kratom":"daily"}}"#,
            "answers.q2.kratom",
        ),
        (
            SCREENING,
            r#"{"answers":{"q2.alcohol":"often"}}"#,
            "answers.q2.alcohol",
        ),
        (
            SCREENING,
            r#"{"answers":{"q5.tobacco":"never"}}"#,
            "answers.q5.tobacco",
        ),
        (
            SCREENING,
            r#"{"answers":{"other.name":1}}"#,
            "answers.other.name",
        ),
        (
            SCREENING,
            r#"{"finished":"2026-11-02T19:39:00+07:00"}"#,
            "finished",
        ),
        (SCREENING, r#"{"age":-4}"#, "age"),
        (SCREENING, r#"{"score":14}"#, "score"),
        (INTERVENTION, r#"{"substance":"kratom"}"#, "substance"),
        (
            INTERVENTION,
            r#"{"steps":{"feedback":"maybe"}}"#,
            "steps.feedback",
        ),
        (
            INTERVENTION,
            r#"{"steps":{"Feed back":"done"}}"#,
            "steps.Feed back",
        ),
        (
            INTERVENTION,
            r#"{"rulers":{"importance":11}}"#,
            "rulers.importance",
        ),
        (INTERVENTION, r#"{"rulers":{"mood":1}}"#, "rulers.mood"),
        (
            INTERVENTION,
            r#"{"finished":"2020-01-01T00:00:00Z"}"#,
            "finished",
        ),
        (REFERRAL, r#"{"urgency":"asap"}"#, "urgency"),
        (REFERRAL, r#"{"service":" "}"#, "service"),
        (
            REFERRAL,
            r#"{"events":[{"made":"2026-11-02"},{"lost":"2026-11-02"}]}"#,
            "events[1].lost",
        ),
        (
            REFERRAL,
            r#"{"events":[{"made":"2026-11-32"}]}"#,
            "events[0].made",
        ),
        (
            REFERRAL,
            r#"{"events":[{"made":"2026-11-02","closed":"2026-11-03"}]}"#,
            "events[0].closed",
        ),
        (REFERRAL, r#"{"events":[{}]}"#, "events[0]"),
        (REFERRAL, r#"{"events":{"made":"2026-11-02"}}"#, "events"),
        (FOLLOW_UP, r#"{"due":"2026-02-29"}"#, "due"),
        (FOLLOW_UP, r#"{"due":null}"#, "due"),
        (FOLLOW_UP, r#"{"what":null}"#, "what"),
        (FOLLOW_UP, r#"{"done":true}"#, "done"),
        (FOLLOW_UP, r#"{"outcome":"lost"}"#, "outcome"),
        (FOLLOW_UP, r#"{"version":"short"}"#, "version"),
        (
            FOLLOW_UP,
            r#"{"version":"AAAAAAAAAAAAAAAAAAAAAA"}"#,
            "version",
        ),
        (FOLLOW_UP, r#"{"replaces":"x"}"#, "replaces"),
        (FOLLOW_UP, r#"{"replaces":[1]}"#, "replaces"),
        (FOLLOW_UP, r#"{"disputed":"yes"}"#, "disputed"),
        (NOTE, r#"{"text":" "}"#, "text"),
        (NOTE, r#"{"client":null}"#, "client"),
        (OVERDOSE, r#"{"naloxone":-1}"#, "naloxone"),
        (OVERDOSE, r#"{"outcome":"fine"}"#, "outcome"),
        (ACTIVITY, r#"{"client":"AB-7K2M"}"#, "client"),
        (ACTIVITY, r#"{"people":1.5}"#, "people"),
    ];
    for (line, change, field) in table {
        let text = spoil(*line, change);
        let error = parse_line(&text).expect_err(&text);
        assert_eq!(
            (error.line, error.field.as_str()),
            (1, *field),
            "{text}\n{error}"
        );
        assert!(!error.to_string().contains('\n'));
    }
}

#[test]
fn a_problem_never_repeats_the_value() {
    let line = spoil(1, r#"{"setting":"Jane Citizen's flat"}"#);
    assert!(!parse_line(&line).unwrap_err().to_string().contains("Jane"));
    let line = spoil(2, r#"{"answers":{"q2.alcohol":"Jane says daily"}}"#);
    assert!(!parse_line(&line).unwrap_err().to_string().contains("Jane"));
}

#[test]
fn a_problem_names_the_line_of_its_record() {
    let check = |text: &str, line: usize, field: &str| {
        let error = parse_document(text).unwrap_err();
        assert_eq!(
            (error.line, error.field.as_str()),
            (line, field),
            "{text}\n{error}"
        );
    };
    let bad = spoil(5, r#"{"due":"2026-02-29"}"#);
    check(&format!("{}\n\n{bad}\n{}", LINES[0], LINES[1]), 3, "due");
    check(
        &format!("{}\n{{\"type\": \"client\",\n{}", LINES[0], LINES[1]),
        2,
        "",
    );
    check(&format!("{{\"type\": \n{}\n{}", LINES[0], LINES[1]), 1, "");
    check(&format!("{}\n{}", LINES[0], &LINES[1][..40]), 2, "");
    check(&format!("{}\n17", LINES[0]), 2, "");
    check(&format!("[\n{},\n\n{bad}\n]", LINES[0]), 4, "due");
    check(&format!("[{},\n{}", LINES[0], LINES[1]), 2, "");
    check(
        "\n{\n  \"type\": \"follow-up\",\n  \"client\": \"x\"\n}",
        2,
        "due",
    );
    check(r#"{"type":"client","code":"A","code":"B"}"#, 1, "");
    check("nonsense", 1, "");
}

#[test]
fn long_texts_are_refused_and_the_longest_are_kept() {
    let note = |length: usize| spoil(1, &format!(r#"{{"note":"{}"}}"#, "ế".repeat(length)));
    assert!(parse_line(&note(4_000)).is_ok());
    assert_eq!(parse_line(&note(4_001)).unwrap_err().field, "note");
}

#[test]
fn each_record_knows_the_line_on_which_it_begins() {
    let (one, two, three) = (LINES[0], LINES[1], LINES[2]);
    let spread = |line: &str| line.replacen('{', "{\n", 1).replacen(',', ",\n", 1);
    for (text, expected) in [
        (format!("{one}\n{two}\n{three}"), [1, 2, 3]),
        (format!("\n\n{one}\n \n{two}\n\n\n{three}\n"), [3, 5, 8]),
        (format!("\r\n{one}\r\n\r\n{two}\r\n{three}\r\n"), [2, 4, 5]),
        (format!("\u{feff}\n{one}\n{two}\n\n{three}"), [2, 3, 5]),
        (format!("\n[\n{one},\n\n{two}, {three}\n]"), [3, 5, 5]),
        (format!("\u{feff}[{one},\r\n{two},\r\n{three}]"), [1, 2, 3]),
        (
            format!("\n{}\n\n{}{}", spread(one), spread(two), spread(three)),
            [2, 6, 8],
        ),
    ] {
        let lines: Vec<usize> = parse_lined(&text)
            .unwrap()
            .iter()
            .map(|record| record.line)
            .collect();
        assert_eq!(lines, expected, "{text}");
    }
}
