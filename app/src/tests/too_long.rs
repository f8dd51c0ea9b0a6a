//! A text that is too long for its field: it stays whole, the page says by how much, and nothing is saved until it is
//! shorter.

use wayside_domain::assist::Substance;
use wayside_domain::command::Command;
use wayside_domain::limits;
use wayside_seam::Request;

use super::fake::Fake;
use super::phone::Phone;
use super::samples::id;
use crate::components::{LONG, SHORT};
use crate::route::Route;

/// A screen, what is pressed first, its field, the button that saves, and how many characters it saves.
struct Case {
    route: Route,
    first: &'static [&'static str],
    field: &'static str,
    button: &'static str,
    most: usize,
}

fn cases() -> Vec<Case> {
    let client = || id("client");
    let case = |route, first, field, button, most| Case {
        route,
        first,
        field,
        button,
        most,
    };
    let note = |entry| Route::Note {
        client: client(),
        entry,
    };
    let referral = Route::Referral {
        client: client(),
        substance: Some(Substance::Opioids),
    };
    let whole = Route::Intervention {
        client: client(),
        intervention: id("whole"),
    };
    let (long, short) = (limits::LONG_TEXT, limits::SHORT_TEXT);
    vec![
        case(note(None), &[], "field-note", "save-note", long),
        case(
            note(Some(id("begun"))),
            &[],
            "field-note",
            "save-note",
            long,
        ),
        case(
            Route::Contact(client()),
            &[],
            "field-note",
            "save-contact",
            long,
        ),
        case(whole, &[], "field-note", "intervention-finish", long),
        case(referral, &[], "field-reason", "save-referral", short),
        case(
            Route::FollowUp(client()),
            &["due-in-week"],
            "field-what",
            "save-follow-up",
            short,
        ),
        case(
            Route::NewClient,
            &["consent-yes"],
            "field-reach",
            "save-client",
            short,
        ),
        case(
            Route::NewClient,
            &["consent-yes"],
            "field-alias",
            "save-client",
            limits::CODE,
        ),
    ]
}

/// What was written to the record.
fn saved(phone: &Phone) -> Vec<Command> {
    let asked = phone.fake.asked.lock().unwrap();
    let commands = asked.iter().filter_map(|request| match request {
        Request::Do(command) => Some(command.clone()),
        _ => None,
    });
    commands.collect()
}

/// Types a text, leaves the field and presses the button.
fn type_and_save(phone: &mut Phone, case: &Case, text: &str) -> String {
    phone.finger.write(case.field, text);
    let page = phone.finger.settle();
    phone.finger.leave(case.field);
    phone.finger.settle();
    phone.press(case.button);
    page
}

#[test]
fn nothing_that_is_too_long_is_cut_or_saved_and_the_page_says_by_how_much() {
    for case in cases() {
        let name = format!("{} {}", case.route.name(), case.field);
        let mut phone = Phone::stacked(&Fake::open(), &[Route::Clients, case.route.clone()]);
        for press in case.first {
            phone.press(press);
        }
        // Two bytes a character, and one character that is two code points until it is stored.
        let whole = format!("{}e\u{301}", "đ".repeat(case.most + 2));
        let page = type_and_save(&mut phone, &case, &whole);
        assert!(page.contains("3 characters too many"), "{name}: {page}");
        assert!(page.contains("aria-disabled=\"true\""), "{name}: {page}");
        assert!(!page.contains("maxlength"), "{name}");
        assert_eq!(saved(&phone), [], "{name}");
        let kept = phone
            .fake
            .drafts
            .lock()
            .unwrap()
            .values()
            .any(|draft| draft.contains(&whole));
        assert!(kept, "{name}: the draft is whole");

        let shorter = "đ".repeat(case.most);
        let page = type_and_save(&mut phone, &case, &shorter);
        assert!(!page.contains("too many"), "{name}: {page}");
        let commands = saved(&phone);
        let told = serde_json::to_string(&commands).unwrap();
        assert!(
            commands.len() == 1 && told.contains(&shorter),
            "{name}: {told}"
        );
        assert!(
            commands.iter().all(|command| command.validate().is_ok()),
            "{name}"
        );
    }
}

#[test]
fn a_draft_that_was_left_too_long_says_so_when_it_is_opened_again() {
    let fake = Fake::open();
    let draft = (
        "note:client:begun".to_owned(),
        "đ".repeat(limits::LONG_TEXT + 1),
    );
    fake.drafts.lock().unwrap().extend([draft]);
    let route = Route::Note {
        client: id("client"),
        entry: Some(id("begun")),
    };
    let mut phone = Phone::stacked(&fake, &[Route::Clients, route]);
    let page = phone.finger.settle();
    assert!(page.contains("1 character too many"), "{page}");
    assert!(
        page.contains("data-testid=\"save-note\" aria-disabled=\"true\""),
        "{page}"
    );
}

#[test]
fn fields_take_what_records_take() {
    assert_eq!(usize::try_from(SHORT).unwrap(), limits::SHORT_TEXT);
    assert_eq!(usize::try_from(LONG).unwrap(), limits::LONG_TEXT);
}
