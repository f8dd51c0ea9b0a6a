//! Every screen, in every language, once: no missing message (asking for one panics in tests), every field labelled,
//! nothing as markup.

use wayside_domain::assist::Substance;
use wayside_domain::record::Kind;
use wayside_domain::time::Timestamp;
use wayside_seam::{Problem, VaultState};

use super::fake::{Fake, page_of, page_on};
use super::labels;
use super::machine::FakeMachine;
use super::samples::id;
use crate::i18n::languages;
use crate::route::{Purpose, Route};

pub fn routes() -> Vec<Route> {
    let client = || id("client");
    vec![
        Route::Welcome,
        Route::SetPin(Purpose::Practise),
        Route::Recovery {
            words: "one two three".into(),
        },
        Route::Unlock,
        Route::Join,
        Route::Clients,
        Route::NewClient,
        Route::Client(client()),
        Route::Screening {
            client: client(),
            screening: id("open"),
        },
        Route::Result {
            client: client(),
            screening: id("finished"),
        },
        Route::Result {
            client: client(),
            screening: id("open"),
        },
        Route::Intervention {
            client: client(),
            intervention: id("begun"),
        },
        Route::Intervention {
            client: client(),
            intervention: id("ended"),
        },
        Route::Contact(client()),
        Route::Note {
            client: client(),
            entry: None,
        },
        Route::Note {
            client: client(),
            entry: Some(id("begun")),
        },
        Route::Referral {
            client: client(),
            substance: None,
        },
        Route::Referral {
            client: client(),
            substance: Some(Substance::Opioids),
        },
        Route::FollowUp(client()),
        Route::Record {
            client: Some(client()),
            kind: Kind::Overdose,
        },
        Route::Record {
            client: None,
            kind: Kind::Activity,
        },
        Route::Sync,
        Route::Courier,
        Route::Devices,
        Route::Approve,
        Route::Settings,
        Route::ChangePin,
        Route::Emergency,
        Route::Halted(Problem::Stopped),
    ]
}

#[test]
fn every_screen_speaks_every_language_and_labels_every_field() {
    let waiting = VaultState::Waiting {
        text: "wsj1-abc".into(),
        words: "one two three".into(),
        label: "Phone".into(),
    };
    for language in languages() {
        for route in routes() {
            let fake = if route == Route::Join {
                Fake::with(waiting.clone())
            } else {
                Fake::open()
            };
            for machine in [
                FakeMachine::speaking(&language.tag),
                FakeMachine::page(&language.tag),
            ] {
                let name = format!("{} in {}, {:?}", route.name(), language.tag, machine.secret);
                let page = page_on(&fake, machine, Some(route.clone()));
                labels::check(&name, &page);
                assert!(
                    !page.contains("data-testid=\"loading\""),
                    "{name}: nothing arrived"
                );
                assert!(!page.contains('⟦'), "{name}");
            }
        }
    }
}

#[test]
fn vault_state_decides_the_first_screen() {
    let check = |state: VaultState, mark: &str| {
        let page = page_of(&Fake::with(state), None, "en");
        assert!(page.contains(mark), "{mark}: {page}");
    };
    check(VaultState::New, "start-practise");
    check(VaultState::Locked, "pin-dots");
    check(
        VaultState::Waiting {
            text: "wsj1".into(),
            words: "one".into(),
            label: "Phone".into(),
        },
        "field-join-answer",
    );
    let page = page_of(&Fake::open(), None, "en");
    assert!(page.contains("client-SAMPLE-1"));
}

#[test]
fn note_with_markup_is_shown_as_text() {
    let page = page_of(&Fake::open(), Some(Route::Client(id("client"))), "en");
    assert!(
        page.contains("a note &#60;b&#62;as text") || page.contains("a note &lt;b&gt;as text"),
        "{page}"
    );
    assert!(!page.contains("<b>as text"));
}

#[test]
fn result_says_band_in_word_and_shape_and_that_it_is_no_diagnosis() {
    let page = page_of(
        &Fake::open(),
        Some(Route::Result {
            client: id("client"),
            screening: id("finished"),
        }),
        "en",
    );
    for mark in [
        "data-testid=\"result-opioids\" data-band=\"high\"",
        "data-testid=\"result-amphetamines\" data-band=\"moderate\"",
        "data-testid=\"result-alcohol\" data-band=\"low\"",
        "data-testid=\"result-sedatives\" data-band=\"none\"",
        "data-testid=\"disclaimer\"",
        "data-testid=\"injecting\"",
        "data-testid=\"alert-overdose-risk\"",
        "data-testid=\"flag-outside-validated-age\"",
        "data-testid=\"intervene-opioids\"",
        "data-testid=\"refer-opioids\"",
    ] {
        assert!(page.contains(mark), "{mark}: {page}");
    }
    assert!(!page.contains("intervene-alcohol"));
}

#[test]
fn screening_shows_what_was_answered_as_on() {
    let page = page_of(
        &Fake::open(),
        Some(Route::Screening {
            client: id("client"),
            screening: id("open"),
        }),
        "en",
    );
    assert!(
        page.contains("data-question=\"q8\""),
        "it goes on at the open question: {page}"
    );
}

#[test]
fn times_on_the_page_are_words() {
    assert!(Timestamp::parse("2026-11-21T19:40:00+07:00").is_ok());
    let page = page_of(&Fake::open(), Some(Route::Client(id("client"))), "en");
    assert!(
        !page.contains("2026-11"),
        "a raw date is on the page: {page}"
    );
}
