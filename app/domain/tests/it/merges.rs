//! Recording the same id again.

use wayside_domain::record::{Applied, Body, Merge, apply, compare, parse_line};

fn body(line: &str) -> Body {
    parse_line(line).unwrap().body
}

fn check(old: &str, new: &str, expected: Merge) {
    assert_eq!(compare(&body(old), &body(new)), expected, "\n{old}\n{new}");
}

fn screening(finished: &str, answers: &str) -> String {
    let finished = if finished.is_empty() {
        String::new()
    } else {
        format!(r#""finished":"{finished}","#)
    };
    format!(
        r#"{{"type":"screening","client":"A","instrument":"assist-3.1","wording":"w-1","started":"2026-11-02T10:00:00Z",{finished}"answers":{{{answers}}}}}"#
    )
}

#[test]
fn an_open_interview_goes_on_and_a_finished_one_is_corrected() {
    let half = screening("", r#""q1.tobacco":"yes""#);
    let more = screening("", r#""q1.tobacco":"yes","q1.alcohol":"no""#);
    let other = screening("", r#""q1.tobacco":"no""#);
    let whole = screening(
        "2026-11-02T10:09:00Z",
        r#""q1.tobacco":"yes","q1.alcohol":"no""#,
    );
    let changed = screening(
        "2026-11-02T10:09:00Z",
        r#""q1.tobacco":"no","q1.alcohol":"no""#,
    );
    check(&half, &half, Merge::Same);
    check(&half, &more, Merge::Continue);
    check(&half, &other, Merge::Continue);
    check(&half, &whole, Merge::Continue);
    check(&more, &half, Merge::Same);
    check(
        &more,
        &screening("2026-11-02T10:09:00Z", r#""q1.tobacco":"yes""#),
        Merge::Correct,
    );
    check(&whole, &whole, Merge::Same);
    check(&whole, &changed, Merge::Correct);
    check(&whole, &half, Merge::Correct);
    assert_eq!(
        apply(Some(&body(&half)), &body(&whole)),
        Applied::Continued(body(&whole))
    );
    assert_eq!(
        apply(Some(&body(&whole)), &body(&changed)),
        Applied::Corrected(body(&changed))
    );
    assert_eq!(apply(None, &body(&half)), Applied::Added(body(&half)));
}

#[test]
fn another_start_is_another_interview() {
    let here = screening("", r#""q1.tobacco":"yes""#);
    check(
        &here,
        &here.replace("10:00:00Z", "10:30:00Z"),
        Merge::Correct,
    );
    check(
        &here,
        &here.replace("10:00:00Z", "17:00:00+07:00"),
        Merge::Same,
    );
}

#[test]
fn a_referral_grows_and_loses_no_event() {
    let one = r#"{"type":"referral","client":"A","service":"S","urgency":"soon","events":[{"made":"2026-11-02"}]}"#;
    let two = r#"{"type":"referral","client":"A","service":"S","urgency":"soon","events":[{"attended":"2026-11-05"}]}"#;
    check(one, two, Merge::Continue);
    let Applied::Continued(Body::Referral(merged)) = apply(Some(&body(one)), &body(two)) else {
        panic!("goes on")
    };
    assert_eq!(merged.events.len(), 2);
    assert_eq!(
        compare(&Body::Referral(merged), &body(one)),
        Merge::Same,
        "an older copy changes nothing"
    );
    check(one, &one.replace("\"S\"", "\"T\""), Merge::Correct);
}

#[test]
fn a_follow_up_is_done_once() {
    let open = r#"{"type":"follow-up","client":"A","due":"2026-11-16","what":"w","done":null}"#;
    let done =
        r#"{"type":"follow-up","client":"A","due":"2026-11-16","what":"w","done":"2026-11-17"}"#;
    check(open, done, Merge::Continue);
    check(done, open, Merge::Correct);
    check(done, &done.replace("11-17", "11-18"), Merge::Correct);
    check(open, &open.replace("11-16", "11-20"), Merge::Correct);
}

#[test]
fn an_open_intervention_keeps_what_is_not_said_again() {
    let begin = r#"{"type":"intervention","client":"A","substance":"opioids","at":"2026-11-02T10:00:00Z","steps":{"feedback":"done"},"rulers":{"importance":7},"note":"n"}"#;
    let more = r#"{"type":"intervention","client":"A","substance":"opioids","at":"2026-11-02T10:00:00Z","steps":{"advice":"skipped"},"rulers":{"confidence":4},"good_things":["calm"]}"#;
    let Applied::Continued(Body::Intervention(merged)) = apply(Some(&body(begin)), &body(more))
    else {
        panic!("goes on")
    };
    assert_eq!(
        (
            merged.steps.len(),
            merged.rulers.importance,
            merged.note.as_deref()
        ),
        (2, Some(7), Some("n"))
    );
    check(begin, &more.replace("opioids", "cocaine"), Merge::Correct);
}

#[test]
fn a_profile_that_only_adds_goes_on_and_a_changed_field_is_a_correction() {
    let old = r#"{"type":"client","code":"A1","aliases":["x"],"consents":[{"purpose":"p","given":"2026-11-02","how":"spoken"}]}"#;
    let adds = r#"{"type":"client","code":"A1","sex":"male","aliases":["y"],"consents":[{"purpose":"p","given":"2026-11-02","withdrawn":"2026-12-01","how":"spoken"}]}"#;
    check(old, adds, Merge::Continue);
    let Applied::Continued(Body::Client(merged)) = apply(Some(&body(old)), &body(adds)) else {
        panic!("goes on")
    };
    assert_eq!((merged.aliases.len(), merged.consents.len()), (2, 1));
    assert!(!merged.consents_to("p"));
    check(old, &old.replace("A1", "A2"), Merge::Correct);
}

#[test]
fn a_contact_is_whole_from_the_start() {
    let contact = r#"{"type":"contact","client":"A","at":"2026-11-02T10:00:00Z","setting":"street","supplies":{"condoms":3}}"#;
    check(contact, contact, Merge::Same);
    check(contact, &contact.replace(":3", ":4"), Merge::Correct);
    check(
        contact,
        r#"{"type":"follow-up","client":"A","due":"2026-11-16","what":"w"}"#,
        Merge::Correct,
    );
}
