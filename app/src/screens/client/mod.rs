//! One client: who, what to think of, what to do now, what is due, what happened.

mod entry;
pub mod model;

use dioxus::prelude::*;
use wayside_domain::alert::Alert;
use wayside_domain::case_file::CaseFile;
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::{FollowUp, FollowUpOutcome, Kind, Screening};

use self::entry::TimelineLine;
use self::model::{due, timeline};
use crate::components::{
    Banner, Button, ButtonKind, Glyph, Page, ProblemBanner, Tile, Tone, shown_page,
};
use crate::loaded::use_case_file;
use crate::route::Route;
use crate::saving::use_saver;
use crate::screens::clients::model::tone;
use crate::screens::result::{Alerts, alerts_of};
use crate::session::{use_session, use_words};

/// The screen.
#[component]
pub fn ClientScreen(client: Id) -> Element {
    let words = use_words();
    let file = use_case_file(&client);
    let waiting = words.text(match &file {
        Some(Err(_)) => "common-error",
        Some(Ok(_)) | None => "common-loading",
    });
    shown_page(waiting, file, |file| rsx! { File { file } })
}

#[component]
fn File(file: CaseFile) -> Element {
    let session = use_session();
    let words = use_words();
    let newest = file.newest_results().into_iter();
    let mut alerts: Vec<Alert> = newest
        .flat_map(|screening| alerts_of(&file, screening))
        .collect();
    alerts.sort();
    alerts.dedup();
    let lines = timeline(&file, session.now().date());
    let label = file.label().to_owned();
    rsx! {
        Page {
            heading: words.text_with("client-title", &[("code", label.clone().into())]),
            over: label,
            div { "data-testid": "client-code", "data-code": file.label(), Profile { file: file.clone() } }
            for conflict in file.conflicts.iter() {
                Banner { key: "{conflict.field}", tone: Tone::Care, testid: "conflict", title: words.text("client-both-values"),
                    p { dir: "auto", {conflict.values.join("  /  ")} }
                }
            }
            Alerts { alerts, folded: true }
            Actions { file: file.clone() }
            h2 { {words.text("client-due")} }
            if due(&file).is_empty() {
                p { class: "soft", {words.text("client-due-empty")} }
            }
            for (id , follow_up) in due(&file) {
                Due { key: "{id}", client: file.id.clone(), id, follow_up }
            }
            h2 { {words.text("client-timeline")} }
            if lines.is_empty() {
                p { class: "soft", {words.text("client-timeline-empty")} }
            }
            ol { class: "timeline", "data-testid": "timeline",
                for line in lines {
                    TimelineLine { key: "{line.id}", client: file.id.clone(), line }
                }
            }
            Button { label: words.text("emergency-open"), testid: "go-emergency", kind: ButtonKind::Danger, icon: Glyph::Urgent, wide: true, on_press: move |()| session.go(Route::Emergency) }
        }
    }
}

/// Who this is, in a few facts.
#[component]
fn Profile(file: CaseFile) -> Element {
    let session = use_session();
    let words = use_words();
    let profile = &file.profile;
    let mut facts: Vec<String> = Vec::new();
    if !profile.aliases.is_empty() {
        facts.push(words.text_with(
            "client-aliases",
            &[("names", profile.aliases.join(", ").into())],
        ));
    }
    if let Some(sex) = &profile.sex {
        facts.push(words.keyword("sex", sex.id()));
    }
    if let Some(year) = profile.birth_year {
        facts.push(words.text_with("client-born", &[("year", year.to_string().into())]));
    }
    facts.extend(
        profile
            .languages
            .iter()
            .map(|language| words.keyword("language", language)),
    );
    facts.extend(
        profile
            .special_groups
            .iter()
            .map(|group| words.keyword("group", group.id())),
    );
    let seen = match file.last_contact() {
        Some(at) => words.text_with(
            "clients-last-contact",
            &[(
                "when",
                words.ago(at.chrono(), session.now().chrono()).into(),
            )],
        ),
        None => words.text("clients-no-contact"),
    };
    let consent = match profile
        .consents
        .iter()
        .find(|consent| consent.withdrawn.is_none())
    {
        Some(consent) => words.text_with(
            "consent-given",
            &[("date", words.date(consent.given.chrono()).into())],
        ),
        None => words.text("consent-none"),
    };
    let reach = profile.contact_preferences.clone().unwrap_or_default();
    rsx! {
        p { dir: "auto", {facts.join(" · ")} }
        if !reach.is_empty() {
            p { dir: "auto", "{reach}" }
        }
        p { class: "soft small", "{seen} · {consent}" }
    }
}

/// What can be done now.
#[component]
fn Actions(file: CaseFile) -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let id = file.id.clone();
    let open = file.open_screening().cloned();
    let age = file.profile.youngest_age_on(session.now().date());
    let resume = open.is_some();
    let go = {
        let id = id.clone();
        move |route: fn(Id) -> Route| session.go(route(id.clone()))
    };
    let (to_contact, to_note, to_referral, to_follow_up) =
        (go.clone(), go.clone(), go.clone(), go.clone());
    let ask = move |()| {
        if let Some(screening) = open.clone() {
            session.go(Route::Screening {
                client: id.clone(),
                screening,
            });
            return;
        }
        let screening = session.new_id();
        let route = Route::Screening {
            client: id.clone(),
            screening: screening.clone(),
        };
        let command = Command::Add {
            client: id.clone(),
            entry: screening,
            body: Screening::begin(session.words.peek().wording(), age, session.now()).into(),
        };
        saver.act(command, move || session.go(route));
    };
    rsx! {
        section { "aria-label": words.text("client-actions"),
            ProblemBanner { problem: saver.problem() }
            div { class: "stack",
                Tile {
                    label: words.text(if resume { "client-resume-screening" } else { "client-start-screening" }),
                    testid: if resume { "resume-screening" } else { "start-screening" },
                    icon: Glyph::Screen,
                    kind: ButtonKind::Main,
                    on_press: ask,
                }
            }
            div { class: "tiles",
                Tile { label: words.text("client-add-contact"), testid: "add-contact", icon: Glyph::Contact, on_press: move |()| to_contact(Route::Contact) }
                Tile { label: words.text("client-add-note"), testid: "add-note", icon: Glyph::Note, on_press: move |()| to_note(|client| Route::Note { client, entry: None }) }
                Tile { label: words.text("client-add-referral"), testid: "add-referral", icon: Glyph::Refer, on_press: move |()| to_referral(|client| Route::Referral { client, substance: None }) }
                Tile { label: words.text("client-add-follow-up"), testid: "add-follow-up", icon: Glyph::Calendar, on_press: move |()| to_follow_up(Route::FollowUp) }
                Tile { label: words.keyword("kind", Kind::Overdose.id()), testid: "add-overdose", icon: Glyph::Urgent, on_press: move |()| go(|client| Route::Record { client: Some(client), kind: Kind::Overdose }) }
            }
        }
    }
}

/// Something that is due.
#[component]
fn Due(client: Id, id: Id, follow_up: FollowUp) -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let today = session.now().date();
    let what = follow_up.what.clone();
    let due = follow_up.due;
    let ended = use_callback(move |outcome: FollowUpOutcome| {
        let ended = FollowUp {
            done: Some(session.now().date()),
            outcome: Some(outcome),
            ..follow_up.clone()
        };
        saver.act(Command::edit(client.clone(), id.clone(), &ended), || ());
    });
    rsx! {
        section { class: "card", "data-testid": "due",
            div { class: "row spread",
                div { class: "grow",
                    h3 { {words.keyword("follow-up", &what)} }
                    span { class: "pill", "data-tone": tone(due, today).id(), {words.due(due.chrono(), today.chrono())} }
                }
                Button {
                    label: words.text("follow-up-mark-done"),
                    testid: "follow-up-done",
                    icon: Glyph::Check,
                    on_press: move |()| ended.call(FollowUpOutcome::Done),
                }
            }
            div { class: "row",
                Button { label: words.text("follow-up-not-found"), testid: "follow-up-not-found", kind: ButtonKind::Quiet, on_press: move |()| ended.call(FollowUpOutcome::NotFound) }
                Button { label: words.text("follow-up-moved"), testid: "follow-up-moved", kind: ButtonKind::Quiet, on_press: move |()| ended.call(FollowUpOutcome::Moved) }
            }
        }
        ProblemBanner { problem: saver.problem() }
    }
}
