//! The result: for each substance words, colour, shape and score, and what to do next. Always "a screening, not a
//! diagnosis".

pub mod model;

use dioxus::prelude::*;
use wayside_domain::alert::{self, Alert, Person};
use wayside_domain::assist::{Band, InjectingTier, Report, SubstanceResult};
use wayside_domain::case_file::CaseFile;
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::{Intervention, Screening};

use self::model::{Whole, alert_tone, injecting_offers, injecting_tone, offers, rows, whole};
use crate::components::{
    BandSign, Banner, Button, ButtonKind, Glyph, Page, ProblemBanner, Tone, band_id, shown_page,
};
use crate::loaded::use_case_file;
use crate::route::Route;
use crate::saving::{Saver, use_saver};
use crate::session::{Session, use_session, use_words};

/// The alerts of one screening of a client.
pub fn alerts_of(file: &CaseFile, screening: &Screening) -> Vec<Alert> {
    let person = Person {
        age: screening.age,
        groups: file.profile.special_groups.clone(),
        history: Vec::new(),
    };
    alert::alerts(&screening.answers, &person)
}

/// The screen.
#[component]
pub fn ResultScreen(client: Id, screening: Id) -> Element {
    let session = use_session();
    let words = use_words();
    let file = use_case_file(&client);
    let heading = words.text("results-title");
    shown_page(heading.clone(), file, |file| {
        let found = file
            .get::<Screening>(&screening)
            .and_then(|kept| Some((kept.clone(), kept.report()?)));
        let Some((kept, report)) = found else {
            return rsx! { Page { heading, p { {words.text("client-not-found")} } } };
        };
        let alerts = alerts_of(&file, &kept);
        let asked = words.text_with(
            "results-of",
            &[("date", words.date(kept.started.date().chrono()).into())],
        );
        let over = file.label().to_owned();
        let home = client.clone();
        rsx! {
            Page {
                heading,
                over,
                dock: rsx! {
                    Button { label: words.text("common-done"), testid: "result-done", kind: ButtonKind::Main, wide: true, on_press: move |()| session.back_to(Route::Client(home.clone())) }
                },
                p { class: "soft", "{asked}" }
                Banner { tone: Tone::Info, testid: "disclaimer",
                    p { class: "strong", {words.text("disclaimer-screening-not-diagnosis")} }
                    p { class: "small", {words.text("wording-notice")} }
                }
                for flag in report.flags.iter() {
                    Banner { key: "{flag.id()}", tone: Tone::Care, testid: format!("flag-{}", flag.id()), p { {words.text(&format!("flag-{}", flag.id()))} } }
                }
                Alerts { alerts }
                match whole(&report) {
                    Whole::NothingUsed => rsx! { p { class: "lead", "data-testid": "nothing-used", {words.text("results-nothing-used")} } },
                    Whole::Incomplete => rsx! {
                        Banner { tone: Tone::Care, testid: "result-incomplete", p { {words.text("results-incomplete")} } }
                    },
                    Whole::Complete => rsx! {},
                }
                for row in rows(&report) {
                    Row { key: "{row.substance:?}", client: client.clone(), screening: screening.clone(), report: report.clone(), row, other: kept.answers.other_name.clone() }
                }
                Injecting { client, screening, report }
                p { class: "soft small", {words.text("results-rescreen")} }
            }
        }
    })
}

/// Starts a brief intervention and goes there.
pub fn start_intervention(
    session: Session,
    saver: Saver,
    client: Id,
    screening: Option<Id>,
    substance: wayside_domain::assist::Substance,
) {
    let intervention = session.new_id();
    let route = Route::Intervention {
        client: client.clone(),
        intervention: intervention.clone(),
    };
    saver.act(
        Command::Add {
            client,
            entry: intervention,
            body: Intervention::begin(screening, substance, session.now()).into(),
        },
        move || session.go(route),
    );
}

/// One substance.
#[component]
fn Row(
    client: Id,
    screening: Id,
    report: Report,
    row: SubstanceResult,
    other: Option<String>,
) -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let id = row.substance.id();
    let name = words.substance(row.substance, other.as_deref());
    let offers = offers(&report, &row);
    let band = band_id(row.band);
    let score = row.score.map(|score| score.to_string()).unwrap_or_default();
    let refer_client = client.clone();
    rsx! {
        section { class: "card result stack", "data-testid": "result-{id}", "data-band": band, "data-score": "{score}",
            div { class: "result-head",
                div { h2 { "{name}" } BandSign { band: row.band } }
                if let Some(score) = row.score {
                    p { class: "score", "aria-label": words.text_with("results-score", &[("score", score.into())]),
                        b { "{score}" }
                        br {}
                        span { class: "small soft", {words.text("results-points")} }
                    }
                }
            }
            if row.band.is_some() {
                p { {words.text(&format!("band-{band}-meaning"))} }
            }
            if let Some(action) = row.action {
                p { class: "strong", {words.text(&format!("action-{}", action.id()))} }
                p { class: "soft", {words.text(&format!("action-{}-hint", action.id()))} }
            }
            if offers.ask {
                p { {words.text_with("results-incomplete-hint", &[("count", row.missing.len().into())])} }
            }
            if !row.ignored.is_empty() {
                p { class: "soft small", {words.text_with("results-ignored", &[("count", row.ignored.len().into())])} }
            }
            details {
                summary { {words.text("results-show-advice")} }
                Advice { about: id.to_owned(), band: row.band }
            }
            ProblemBanner { problem: saver.problem() }
            if offers.intervene || offers.refer {
                div { class: "row",
                    if offers.intervene {
                        Button {
                            label: words.text("results-start-intervention"),
                            testid: format!("intervene-{id}"),
                            kind: if offers.suggested { ButtonKind::Main } else { ButtonKind::Plain },
                            icon: Glyph::Talk,
                            on_press: move |()| start_intervention(session, saver, client.clone(), Some(screening.clone()), row.substance),
                        }
                    }
                    if offers.refer {
                        Button {
                            label: words.text("results-refer"),
                            testid: format!("refer-{id}"),
                            icon: Glyph::Refer,
                            on_press: move |()| session.go(Route::Referral { client: refer_client.clone(), substance: Some(row.substance) }),
                        }
                    }
                }
            }
        }
    }
}

/// What to talk about: one sentence for the band, what can happen, what makes it safer.
#[component]
fn Advice(about: String, band: Option<Band>) -> Element {
    let words = use_words();
    let opening = format!("advice-{about}-{}", band_id(band));
    let (risks, help) = (
        words.list(&format!("advice-{about}")),
        words.list(&format!("advice-{about}-help")),
    );
    rsx! {
        if words.has(&opening) {
            p { {words.text(&opening)} }
        }
        h3 { {words.text("advice-risks")} }
        ul {
            for topic in risks {
                li { "{topic}" }
            }
        }
        if !help.is_empty() {
            h3 { {words.text("advice-help")} }
            ul {
                for topic in help {
                    li { "{topic}" }
                }
            }
        }
        p { class: "soft small", {words.text("alert-sign-off")} }
    }
}

/// Injecting, which does not depend on points.
#[component]
fn Injecting(client: Id, screening: Id, report: Report) -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let tier = report.injecting;
    let id = tier.map_or("not-asked", InjectingTier::id);
    let injects = matches!(
        tier,
        Some(InjectingTier::Past | InjectingTier::BriefIntervention | InjectingTier::Specialist)
    );
    let offers = injecting_offers(&report);
    let refer_client = client.clone();
    rsx! {
        h2 { {words.text("injecting-title")} }
        Banner { tone: injecting_tone(tier), testid: "injecting", title: words.text(&format!("injecting-{id}")),
            p { {words.text(&format!("injecting-{id}-action"))} }
            if injects {
                details {
                    summary { {words.text("advice-injecting-title")} }
                    Advice { about: "injecting", band: None }
                }
            }
            ProblemBanner { problem: saver.problem() }
            div { class: "row",
                if let Some(substance) = offers.intervene {
                    Button {
                        label: words.text("results-start-intervention"),
                        testid: "intervene-injecting",
                        kind: ButtonKind::Main,
                        icon: Glyph::Talk,
                        on_press: move |()| start_intervention(session, saver, client.clone(), Some(screening.clone()), substance),
                    }
                }
                if offers.refer {
                    Button {
                        label: words.text("results-refer"),
                        testid: "refer-injecting",
                        icon: Glyph::Refer,
                        on_press: move |()| session.go(Route::Referral { client: refer_client.clone(), substance: offers.about }),
                    }
                }
            }
        }
    }
}

/// What the worker is asked to think of.
#[component]
pub fn Alerts(
    /// The alerts, the most urgent first.
    alerts: Vec<Alert>,
    /// Only the names, the rest on a tap.
    #[props(default)]
    folded: bool,
) -> Element {
    let words = use_words();
    if alerts.is_empty() {
        return rsx! {};
    }
    rsx! {
        section { "aria-label": words.text("alert-title"),
            for alert in alerts {
                Banner {
                    key: "{alert.id()}",
                    tone: alert_tone(alert),
                    testid: format!("alert-{}", alert.id()),
                    title: if folded { String::new() } else { words.text(&format!("alert-{}", alert.id())) },
                    if folded {
                        details {
                            summary { {words.text(&format!("alert-{}", alert.id()))} }
                            AlertText { alert }
                        }
                    } else {
                        AlertText { alert }
                    }
                }
            }
            p { class: "soft small", {words.text("alert-sign-off")} }
        }
    }
}

/// What an alert says.
#[component]
fn AlertText(alert: Alert) -> Element {
    let words = use_words();
    let points = words.list(&format!("alert-{}", alert.id()));
    rsx! {
        p { {words.text(&format!("alert-{}-text", alert.id()))} }
        if !points.is_empty() {
            ul {
                for point in points {
                    li { "{point}" }
                }
            }
        }
    }
}
