//! Joining by QR codes: what is drawn, and what the camera reads or does not.

use std::sync::atomic::Ordering;

use wayside_seam::{Request, VaultState};

use super::fake::Fake;
use super::labels;
use super::machine::FakeMachine;
use super::phone::Phone;
use crate::platform::Event;
use crate::platform::camera::Scan;
use crate::qr::tests::golden;

const CAMERA: &str = "data-camera=\"true\"";

/// On one of the two screens.
impl Phone {
    /// A new phone whose request is this; looking for a code ends so.
    fn joining(request: &str, scan: Option<Scan>) -> Self {
        let waiting = VaultState::Waiting {
            text: request.to_owned(),
            words: "one two three".into(),
            label: "Phone".into(),
        };
        let machine = FakeMachine {
            scan,
            ..FakeMachine::speaking("en")
        };
        Self::on(Fake::with(waiting), machine)
    }

    /// A supervisor's phone, where another app gave a request before.
    fn approving(scan: Option<Scan>) -> Self {
        let machine = FakeMachine {
            scan,
            received: Some("WAYSIDE1ROLD".into()),
            ..FakeMachine::speaking("en")
        };
        Self::on(Fake::open(), machine.telling(&[Event::Received]))
    }

    fn scan(&mut self) -> String {
        self.press("scan-open")
    }

    fn scans(&self) -> usize {
        self.machine.scans.load(Ordering::SeqCst)
    }

    fn asked_for_joining(&self) -> bool {
        let asked = self.fake.asked.lock().unwrap();
        asked.iter().any(|request| {
            matches!(
                request,
                Request::JoinWords { .. }
                    | Request::JoinApprove { .. }
                    | Request::JoinAccept { .. }
            )
        })
    }
}

fn found(text: &str) -> Option<Scan> {
    Some(Scan::Found(text.to_owned()))
}

/// What a field holds.
fn held<'a>(page: &'a str, field: &str) -> &'a str {
    let mark = format!("data-testid=\"{field}\"");
    let tag = page.split('<').find(|tag| tag.contains(&mark)).unwrap();
    let value = tag.split("initial_value=\"").nth(1);
    let value = value.or_else(|| tag.split("value=\"").nth(1));
    value.unwrap().split('"').next().unwrap()
}

#[test]
fn text_of_a_code_lands_in_the_field_and_nothing_is_done_with_it() {
    let answer = golden("answer");
    let mut phone = Phone::joining("WAYSIDE1RXYZ", found(&answer));
    assert!(!phone.finger.page().contains(&answer));
    let page = phone.scan();
    assert_eq!(held(&page, "field-join-answer"), answer);
    assert!(page.contains("The code was read") && !page.contains(CAMERA));
    assert!(!phone.asked_for_joining());
    phone.finger.press("join-accept");
    phone.finger.settle();
    let asked = phone.fake.asked.lock().unwrap();
    let accepts =
        |request: &&Request| matches!(request, Request::JoinAccept { text } if *text == answer);
    assert_eq!(asked.iter().filter(accepts).count(), 1);
}

#[test]
fn another_request_takes_the_words_of_the_last_one_away() {
    let request = golden("request");
    let mut phone = Phone::approving(found(&request));
    phone.finger.press("approve-check");
    assert!(phone.finger.settle().contains("approve-request-words"));
    let page = phone.scan();
    assert_eq!(held(&page, "field-join-request"), request);
    assert!(!page.contains("data-testid=\"approve-request-words\""));
    assert!(!page.contains("data-testid=\"approve-make\""));
}

#[test]
fn the_field_of_a_scanned_text_can_be_typed_over() {
    let mut phone = Phone::joining("WAYSIDE1RXYZ", found("WAYSIDE1AONE"));
    phone.scan();
    phone.finger.write("field-join-answer", "WAYSIDE1ATWO");
    phone.finger.press("join-accept");
    phone.finger.settle();
    let asked = phone.fake.asked.lock().unwrap();
    assert!(
        asked.iter().any(
            |request| matches!(request, Request::JoinAccept { text } if text == "WAYSIDE1ATWO")
        )
    );
}

#[test]
fn whatever_hinders_the_camera_is_said_once_and_typing_goes_on() {
    let wifi = Scan::Found("WIFI:S:cafe;;".into());
    for (end, says) in [
        (Scan::Refused, "may not use the camera"),
        (Scan::Missing, "No camera"),
        (Scan::Busy, "did not start"),
        (Scan::Unsupported, "be read here"),
        (wifi, "not a join code"),
    ] {
        let mut phone = Phone::joining("WAYSIDE1RXYZ", Some(end));
        phone.finger.write("field-join-answer", "WAYSIDE1ATYPED");
        let page = phone.scan();
        assert!(page.contains(says), "{says}: {page}");
        assert!(!page.contains(CAMERA) && !page.contains("cafe"), "{says}");
        assert!(page.contains("data-testid=\"scan-open\""), "{says}");
        phone.finger.press("join-accept");
        phone.finger.settle();
        assert_eq!(phone.scans(), 1, "{says}: asked again");
        let asked = phone.fake.asked.lock().unwrap();
        assert!(asked.iter().any(
            |request| matches!(request, Request::JoinAccept { text } if text == "WAYSIDE1ATYPED")
        ));
    }
}

#[test]
fn the_camera_is_there_from_the_tap_until_cancel() {
    let mut phone = Phone::joining("WAYSIDE1RXYZ", None);
    let page = phone.finger.page();
    assert!(!page.contains(CAMERA) && phone.scans() == 0);
    let page = phone.scan();
    assert!(page.contains(CAMERA) && page.contains("data-testid=\"scan-cancel\""));
    labels::check("looking for a code", &page);
    phone.finger.press("scan-cancel");
    let page = phone.finger.settle();
    assert!(!page.contains(CAMERA) && page.contains("data-state=\"closed\""));
    assert_eq!(phone.scans(), 1);
    assert!(phone.scan().contains(CAMERA), "it can be opened again");
}

#[test]
fn the_camera_goes_with_the_screen() {
    let mut phone = Phone::approving(None);
    assert!(phone.scan().contains(CAMERA));
    phone.machine.tell(Event::Back);
    assert!(!phone.finger.settle().contains(CAMERA));
}

#[test]
fn the_camera_of_a_hidden_app_is_closed_without_a_word() {
    let mut phone = Phone::joining("WAYSIDE1RXYZ", Some(Scan::Hidden));
    let page = phone.scan();
    assert!(!page.contains(CAMERA) && page.contains("data-state=\"closed\""));
}

#[test]
fn where_there_is_no_camera_none_is_offered() {
    let machine = FakeMachine {
        camera: false,
        received: Some("WAYSIDE1ROLD".into()),
        ..FakeMachine::speaking("en")
    };
    let phone = Phone::on(Fake::open(), machine.telling(&[Event::Received]));
    let page = phone.finger.page();
    assert!(page.contains("field-join-request") && !page.contains("scan-open"));
}

#[test]
fn request_and_answer_are_shown_as_codes_beside_their_texts() {
    let request = golden("request");
    let page = Phone::joining(&request, None).finger.page();
    assert!(page.contains("data-testid=\"code\"") && page.contains(&request));
    assert!(page.contains("QR code of the text below"), "it has no name");
    let mut phone = Phone::approving(None);
    for button in ["approve-check", "role-worker", "approve-make"] {
        phone.finger.press(button);
        phone.finger.settle();
    }
    let page = phone.finger.page();
    assert!(page.contains("data-testid=\"code\"") && page.contains(&golden("answer")));
    labels::check("the answer", &page);
}

#[test]
fn a_text_that_is_too_long_for_a_code_is_shown_alone() {
    let long = format!("WAYSIDE1R{}", "A".repeat(2_000));
    let page = Phone::joining(&long, None).finger.page();
    assert!(page.contains("data-testid=\"code-none\"") && page.contains(&long));
    assert!(!page.contains("data-testid=\"code\""));
}
