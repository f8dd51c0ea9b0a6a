//! The lines of the timeline.

use dioxus::prelude::*;
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::{
    Body, Contact, FollowUp, Intervention, Meets, Odd, Referral, ReferralEvent, Role, Screening,
    StepState, When,
};

use super::model::Line;
use crate::components::{BandSign, Button, ButtonKind, Glyph, ProblemBanner};
use crate::route::Route;
use crate::saving::use_saver;
use crate::screens::referral::model::next_stages;
use crate::session::{use_session, use_words};

/// One line.
#[component]
pub fn TimelineLine(client: Id, line: Line) -> Element {
    let words = use_words();
    let kind = line.body.kind();
    let id = line.id.to_string();
    let odd = line.odd.map(|odd| match odd {
        Odd::Ahead => "client-odd-ahead",
        Odd::OtherCalendar => "client-odd-calendar",
    });
    rsx! {
        li { "data-testid": "entry-{kind}", "data-id": id,
            span { class: "when", {words.date(line.day.chrono())} }
            match line.body {
                Body::Contact(contact) => rsx! { ContactLine { client, id: line.id, contact } },
                Body::Screening(screening) => rsx! { ScreeningLine { client, id: line.id, screening } },
                Body::Intervention(intervention) => rsx! { InterventionLine { client, id: line.id, intervention } },
                Body::Referral(referral) => rsx! { ReferralLine { client, id: line.id, referral } },
                Body::FollowUp(follow_up) => rsx! { FollowUpLine { client, id: line.id, follow_up } },
                body => rsx! { PlainLine { client, id: line.id, body } },
            }
            if let Some(odd) = odd {
                p { class: "small", "data-testid": "odd", {words.text(odd)} }
            }
            if line.disputed {
                p { class: "small", "data-testid": "disputed", {words.text("client-disputed")} }
            }
            if line.corrections > 0 {
                p { class: "soft small", {words.text_with("client-corrected", &[("count", line.corrections.into())])} }
            }
        }
    }
}

/// The line of a kind that has none of its own: its fields as the table of the kind has them.
#[component]
fn PlainLine(client: Id, id: Id, body: Body) -> Element {
    let words = use_words();
    let kind = body.kind();
    let facts: Vec<(String, String)> = kind
        .fields()
        .iter()
        .filter(|field| !matches!(field.role, Role::Met | Role::When))
        .filter(|field| field.meets != Meets::Letters)
        .filter_map(|field| {
            Some((
                words.field(kind, field.name),
                words.said(kind, field, &body.part(field.name)?),
            ))
        })
        .collect();
    let letters = kind
        .fields()
        .iter()
        .find(|field| field.meets == Meets::Letters);
    let note = letters.and_then(|field| body.part(field.name)?.text());
    rsx! {
        h3 { {words.keyword("kind", kind.id())} }
        if !facts.is_empty() {
            ul { class: "small",
                for (name , value) in facts {
                    li { key: "{name}", dir: "auto", "{name}: {value}" }
                }
            }
        }
        if letters.is_some() {
            NoteText { client, id, note }
        }
    }
}

#[component]
fn NoteText(client: Id, id: Id, note: Option<String>) -> Element {
    let session = use_session();
    let words = use_words();
    let written = note.unwrap_or_default();
    rsx! {
        if !written.trim().is_empty() {
            p { class: "note-text card", "data-testid": "note-text", dir: "auto", "{written}" }
        }
        Button {
            label: words.text(if written.trim().is_empty() { "client-add-note" } else { "common-edit" }),
            testid: "edit-note",
            kind: ButtonKind::Quiet,
            icon: Glyph::Note,
            on_press: move |()| session.go(Route::Note { client: client.clone(), entry: Some(id.clone()) }),
        }
    }
}

#[component]
fn ContactLine(client: Id, id: Id, contact: Contact) -> Element {
    let words = use_words();
    let setting = words.keyword("setting", contact.setting.id());
    let done: Vec<String> = contact
        .done
        .iter()
        .map(|what| words.keyword("contact-done", what))
        .collect();
    let worker = contact
        .worker
        .clone()
        .map(|worker| words.text_with("contact-by", &[("worker", worker.into())]));
    rsx! {
        h3 { {words.text_with("client-entry-contact", &[("setting", setting.into())])} }
        if !done.is_empty() {
            p { {done.join(" · ")} }
        }
        if !contact.supplies.is_empty() {
            ul { class: "small",
                for (supply , count) in contact.supplies.iter() {
                    li { key: "{supply}",
                        {words.text_with("contact-supply-line", &[("supply", words.keyword("supply", supply).into()), ("count", (*count).into())])}
                    }
                }
            }
        }
        if let Some(worker) = worker {
            p { class: "soft small", "{worker}" }
        }
        NoteText { client, id, note: contact.note.clone() }
    }
}

#[component]
fn ScreeningLine(client: Id, id: Id, screening: Screening) -> Element {
    let session = use_session();
    let words = use_words();
    let Some(report) = screening.report() else {
        return rsx! { h3 { {words.text("client-entry-screening")} } };
    };
    let finished = screening.finished.is_some();
    let heading = words.text(if finished {
        "client-entry-screening"
    } else {
        "client-entry-screening-open"
    });
    let rows: Vec<_> = report
        .substances
        .iter()
        .filter(|row| {
            row.band
                .is_some_and(|band| band > wayside_domain::assist::Band::Low)
        })
        .cloned()
        .collect();
    let route = if finished {
        Route::Result {
            client,
            screening: id,
        }
    } else {
        Route::Screening {
            client,
            screening: id,
        }
    };
    rsx! {
        h3 { "{heading}" }
        if finished {
            ul { class: "plain",
                for row in rows {
                    li { key: "{row.substance:?}", class: "row",
                        BandSign { band: row.band }
                        span { {words.substance(row.substance, screening.answers.other_name.as_deref())} }
                    }
                }
            }
        }
        Button {
            label: words.text(if finished { "client-entry-results" } else { "client-resume-screening" }),
            testid: if finished { "see-result" } else { "resume-open" },
            kind: ButtonKind::Quiet,
            icon: Glyph::Screen,
            on_press: move |()| session.go(route.clone()),
        }
    }
}

#[component]
fn InterventionLine(client: Id, id: Id, intervention: Intervention) -> Element {
    let session = use_session();
    let words = use_words();
    let substance = words.keyword("substance", intervention.substance.id());
    let finished = intervention.finished.is_some();
    let heading = if finished {
        "client-entry-intervention"
    } else {
        "client-entry-intervention-open"
    };
    let done = intervention
        .steps
        .values()
        .filter(|state| matches!(state, StepState::Done))
        .count();
    let total = wayside_domain::intervention::StepList::default()
        .steps()
        .len();
    let plan = intervention.plan.clone().unwrap_or_default();
    let open = Route::Intervention {
        client: client.clone(),
        intervention: id.clone(),
    };
    rsx! {
        h3 { {words.text_with(heading, &[("substance", substance.into())])} }
        p { class: "small", {words.text_with("intervention-steps-done", &[("done", done.into()), ("total", total.into())])} }
        if !plan.is_empty() {
            p { class: "note-text", dir: "auto", span { class: "soft", {words.text("plan-title")} ": " } "{plan}" }
        }
        Button {
            label: words.text(if finished { "client-entry-open" } else { "client-resume-intervention" }),
            testid: "resume-intervention",
            kind: ButtonKind::Quiet,
            icon: Glyph::Talk,
            on_press: move |()| session.go(open.clone()),
        }
        NoteText { client, id, note: intervention.note.clone() }
    }
}

#[component]
fn ReferralLine(client: Id, id: Id, referral: Referral) -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let service = words.keyword("service", &referral.service);
    let stages = next_stages(&referral);
    rsx! {
        h3 { {words.text_with("client-entry-referral", &[("service", service.into())])} }
        p { class: "small",
            span { class: "pill", {words.keyword("urgency", referral.urgency.id())} }
            if let Some(reason) = referral.reason.clone() {
                " {reason}"
            }
        }
        ul { class: "small",
            for event in referral.events.iter() {
                li { key: "{event.stage}",
                    {words.text_with("referral-event-on", &[
                        ("event", words.keyword("referral-event", event.stage.id()).into()),
                        ("date", words.date(event.when.date().chrono()).into()),
                    ])}
                }
            }
        }
        if !stages.is_empty() {
            details {
                summary { {words.text("referral-next")} }
                div { class: "row",
                    for stage in stages {
                        Button {
                            key: "{stage}",
                            label: words.keyword("referral-event", stage.id()),
                            testid: format!("referral-{stage}"),
                            on_press: {
                                let (client, id) = (client.clone(), id.clone());
                                move |()| {
                                    let event = ReferralEvent { stage: stage.clone(), when: When::Time(session.now()), outcome: None };
                                    let (client, id) = (client.clone(), id.clone());
                                    saver.act(Command::change::<Referral>(client, id, "events", Some(&vec![event])), || ());
                                }
                            },
                        }
                    }
                }
            }
        }
        ProblemBanner { problem: saver.problem() }
    }
}

#[component]
fn FollowUpLine(client: Id, id: Id, follow_up: FollowUp) -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let what = words.keyword("follow-up", &follow_up.what);
    let outcome = follow_up
        .outcome
        .as_ref()
        .map(|outcome| words.keyword("follow-up-outcome", outcome.id()));
    let done = follow_up.done;
    // What was wrongly said to be done is corrected: both stay in the record.
    let reopen = move |()| {
        let open = FollowUp {
            done: None,
            outcome: None,
            ..follow_up.clone()
        };
        let command = Command::Correct {
            client: client.clone(),
            entry: id.clone(),
            correction: session.new_id(),
            body: open.into(),
            reason: words.text("follow-up-reopened"),
            at: session.now(),
        };
        saver.act(command, || ());
    };
    let words = use_words();
    rsx! {
        h3 { {words.text_with("client-entry-follow-up", &[("what", what.into())])} }
        if let Some(done) = done {
            p { class: "small", {words.text_with("follow-up-done-on", &[("date", words.date(done.chrono()).into())])} }
        }
        if let Some(outcome) = outcome {
            p { class: "small", "{outcome}" }
        }
        Button { label: words.text("follow-up-reopen"), testid: "follow-up-reopen", kind: ButtonKind::Quiet, on_press: reopen }
        ProblemBanner { problem: saver.problem() }
    }
}
