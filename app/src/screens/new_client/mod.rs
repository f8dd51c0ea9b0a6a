//! A new client. Everything chosen or typed is kept as a draft until the client is saved.

pub mod model;

use dioxus::prelude::*;
use wayside_domain::client_code;
use wayside_domain::command::Command;
use wayside_domain::record::{Sex, SpecialGroup};
use wayside_seam::{Reply, Request};

use self::model::{HOW, LANGUAGES, NewClient, toggle};
use crate::components::{
    Banner, Button, ButtonKind, Field, Keyboard, Loading, OneOf, Page, Pick, ProblemBanner, SHORT,
    SomeOf, Tone, over,
};
use crate::drafts::{Form, use_form};
use crate::platform;
use crate::route::Route;
use crate::saving::use_saver;
use crate::session::{use_session, use_words};

/// What an alias may have, as `limits::CODE` says.
const ALIAS: u32 = 40;

fn fresh_code() -> String {
    client_code::random_code(&mut platform::rng())
}

/// The screen.
#[component]
pub fn NewClientScreen() -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let (form, now) = use_form("new-client", || NewClient {
        code: fresh_code(),
        ..NewClient::default()
    });
    let Some(now) = now else {
        return rsx! { Page { heading: words.text("new-client-title"), Loading {} } };
    };
    let today = session.now().date();
    let save = move |()| {
        form.change(|new| new.pressed = true);
        let label = session.me.peek().as_ref().map(|me| me.label.clone());
        let Some(profile) = form.now().and_then(|new| new.profile(today, label)) else {
            return;
        };
        let client = session.new_id();
        saver.ask(
            Request::Do(Command::add_client(client.clone(), profile)),
            move |result| {
                if let Ok(Reply::Saved(_)) = result {
                    form.done();
                    session.replace(Route::Client(client));
                }
            },
        );
    };
    let refused = now.consent == Some(false);
    let too_long = over(&now.alias, ALIAS) > 0 || over(&now.reach, SHORT) > 0;
    rsx! {
        Page {
            heading: words.text("new-client-title"),
            dock: rsx! {
                if now.pressed && now.consent.is_none() {
                    p { class: "field-error", role: "alert", {words.text("new-client-consent-missing")} }
                }
                ProblemBanner { problem: saver.problem() }
                Button { label: words.text("new-client-save"), testid: "save-client", kind: ButtonKind::Main, wide: true, off: refused || too_long || saver.busy(), on_press: save }
            },
            p { {words.text("new-client-intro")} }
            section { class: "card stack",
                div { class: "row spread",
                    div {
                        span { class: "field-label", {words.text("new-client-code")} }
                        span { class: "code lead strong secret", "data-testid": "new-code", "{now.code}" }
                    }
                    Button { label: words.text("new-client-code-new"), testid: "another-code", on_press: move |()| form.change(|new| new.code = fresh_code()) }
                }
                p { class: "soft small", {words.text("new-client-code-hint")} }
            }
            ConsentPart { form, now: now.clone() }
            if !refused {
                Facts { form, now: now.clone() }
            }
        }
    }
}

/// Consent: asked in words that can be read out.
#[component]
fn ConsentPart(form: Form<NewClient>, now: NewClient) -> Element {
    let words = use_words();
    let answers = vec![
        Pick::new("yes", words.text("new-client-consent-yes")),
        Pick::new("no", words.text("new-client-consent-no")),
    ];
    let chosen = now
        .consent
        .map(|yes| if yes { "yes" } else { "no" }.to_owned());
    let how: Vec<Pick> = HOW
        .iter()
        .map(|how| Pick::new(*how, words.keyword("consent-how", how)))
        .collect();
    rsx! {
        h2 { {words.text("new-client-consent")} }
        p { class: "card", {words.text("new-client-consent-say")} }
        OneOf {
            label: words.text("new-client-consent"),
            testid: "consent",
            options: answers,
            chosen,
            on_choose: move |value: String| form.change(|new| new.consent = Some(value == "yes")),
        }
        if now.consent == Some(false) {
            Banner { tone: Tone::Info, p { {words.text("new-client-consent-no-hint")} } }
        }
        if now.consent == Some(true) {
            OneOf {
                label: words.text("new-client-consent-how"),
                testid: "how",
                options: how,
                chosen: now.how.clone().or(Some("spoken".to_owned())),
                on_choose: move |value: String| form.change(|new| new.how = Some(value)),
            }
        }
    }
}

/// What may be known about the person. All of it may stay empty.
#[component]
fn Facts(form: Form<NewClient>, now: NewClient) -> Element {
    let session = use_session();
    let words = use_words();
    let year_wrong = now.year(session.now().date()).is_err()
        && (now.pressed || now.birth_year.trim().len() >= 4);
    let picks = |kind: &str, ids: &[&str]| {
        ids.iter()
            .map(|id| Pick::new(*id, words.keyword(kind, id)))
            .collect::<Vec<_>>()
    };
    rsx! {
        Field {
            id: "field-alias",
            label: words.text("new-client-alias"),
            help: words.text("new-client-alias-hint"),
            initial: now.alias.clone(),
            most: ALIAS,
            on_text: move |text| form.change(|new| new.alias = text),
        }
        OneOf {
            label: words.text("new-client-sex"),
            testid: "sex",
            options: picks("sex", Sex::IDS),
            chosen: now.sex.clone(),
            on_choose: move |value: String| form.change(|new| new.sex = if new.sex.as_ref() == Some(&value) { None } else { Some(value) }),
        }
        Field {
            id: "field-birth-year",
            label: words.text("new-client-birth-year"),
            help: words.text("new-client-birth-year-hint"),
            error: if year_wrong { words.text("new-client-birth-year-wrong") } else { String::new() },
            initial: now.birth_year.clone(),
            keyboard: Keyboard::Numeric,
            most: 4,
            on_text: move |text| form.change(|new| new.birth_year = text),
        }
        SomeOf {
            label: words.text("new-client-languages"),
            testid: "language",
            options: picks("language", LANGUAGES),
            chosen: now.languages.clone(),
            on_toggle: move |value: String| form.change(|new| toggle(&mut new.languages, &value)),
        }
        SomeOf {
            label: words.text("new-client-groups"),
            help: words.text("new-client-groups-hint"),
            testid: "group",
            options: picks("group", SpecialGroup::IDS),
            chosen: now.groups.clone(),
            on_toggle: move |value: String| form.change(|new| toggle(&mut new.groups, &value)),
        }
        Field {
            id: "field-reach",
            label: words.text("new-client-contact"),
            help: words.text("new-client-contact-hint"),
            initial: now.reach.clone(),
            on_text: move |text| form.change(|new| new.reach = text),
        }
    }
}
