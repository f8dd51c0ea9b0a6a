//! The clients: search, who is due, and the way to a new one.

pub mod model;

use dioxus::prelude::*;
use wayside_domain::record::Kind;
use wayside_seam::{ClientPage, ClientRow, Reply, Request};

use self::model::{Listing, only_copy_at_risk, tone};
use crate::components::{
    BandSign, Banner, Button, ButtonKind, Choice, ChoiceState, Glyph, Icon, Page, PillTone, Tone,
    UpdateOffer, shown,
};
use crate::loaded::use_loaded;
use crate::route::Route;
use crate::session::{use_session, use_words};

/// The screen.
#[component]
pub fn Clients() -> Element {
    let session = use_session();
    let words = use_words();
    let mut listing = use_signal(Listing::default);
    let page = use_loaded(
        move || Request::Clients(listing.read().query(session.now().date())),
        |reply| match reply {
            Reply::Clients(page) => Some(page),
            _ => None,
        },
    );
    let due = listing.read().due;
    rsx! {
        Page {
            heading: words.text("clients-title"),
            over: session.me.read().as_ref().map(|me| me.team_name.clone()).unwrap_or_default(),
            dock: rsx! {
                StorageWarning {}
                Button { label: words.text("clients-new"), testid: "new-client", kind: ButtonKind::Main, icon: Glyph::Plus, wide: true, on_press: move |()| session.go(Route::NewClient) }
            },
            UpdateOffer {}
            div { class: "field",
                label { class: "field-label", r#for: "field-search", {words.text("clients-search")} }
                div { class: "search",
                    Icon { glyph: Glyph::Search }
                    input {
                        class: "input",
                        id: "field-search",
                        "data-testid": "field-search",
                        r#type: "search",
                        autocomplete: "off",
                        autocapitalize: "characters",
                        spellcheck: "false",
                        maxlength: "40",
                        oninput: move |event| listing.write().search(event.value()),
                    }
                }
            }
            div { class: "choices", role: "radiogroup", "aria-label": words.text("clients-filter"), "data-cols": "2",
                Choice { label: words.text("clients-filter-all"), testid: "filter-all", state: ChoiceState::from(!due), on_press: move |()| listing.write().only_due(false) }
                Choice { label: words.text("clients-filter-due"), testid: "filter-due", state: ChoiceState::from(due), on_press: move |()| listing.write().only_due(true) }
            }
            {shown(page, |page| rsx! { List { page, listing } })}
            div { class: "tiles",
                Button { label: words.text("emergency-open"), testid: "go-emergency", kind: ButtonKind::Danger, icon: Glyph::Urgent, wide: true, on_press: move |()| session.go(Route::Emergency) }
                Button { label: words.text("nav-settings"), testid: "go-settings", kind: ButtonKind::Quiet, icon: Glyph::Settings, wide: true, on_press: move |()| session.go(Route::Settings) }
            }
        }
    }
}

/// Warns that unsent records lie where the browser may remove them. The warning is in the dock because it comes and
/// goes with each attempt to send. Above the list it would move the rows under a finger.
#[component]
fn StorageWarning() -> Element {
    let session = use_session();
    let words = use_words();
    let practise = session.me.read().as_ref().is_some_and(|me| me.practise);
    let at_risk = only_copy_at_risk(
        session.storage.read().as_ref(),
        session.sync.read().as_ref(),
        practise,
    );
    if !at_risk {
        return rsx! {};
    }
    rsx! {
        Banner { tone: Tone::Care, testid: "storage-warning", p { {words.text("storage-warning")} } }
    }
}

/// The rows, or why there are none.
#[component]
fn List(page: ClientPage, listing: Signal<Listing>) -> Element {
    let session = use_session();
    let words = use_words();
    let search = listing.read().search.trim().to_owned();
    let (shown, total) = (page.rows.len() as u64, page.total);
    rsx! {
        p { class: "soft small", role: "status", "data-testid": "clients-count", "data-count": "{total}",
            {words.text_with("clients-count", &[("count", total.into())])}
        }
        if page.rows.is_empty() {
            if !search.is_empty() {
                p { class: "strong", {words.text_with("clients-none-found", &[("search", search.into())])} }
                p { class: "soft", {words.text("clients-none-found-hint")} }
            } else if !listing.read().due {
                p { class: "strong", {words.text("clients-empty")} }
                p { class: "soft", {words.text("clients-empty-hint")} }
            }
        } else {
            ul { class: "list", "data-testid": "clients",
                for row in page.rows {
                    li { key: "{row.id}", Line { row } }
                }
            }
        }
        if shown < total {
            p { class: "soft small", {words.text_with("clients-shown", &[("shown", shown.into()), ("total", total.into())])} }
            Button { label: words.text("clients-more"), testid: "clients-more", wide: true, on_press: move |()| listing.write().more() }
        }
        details { "data-testid": "without-client",
            summary { {words.text("clients-without")} }
            div { class: "row",
                for kind in [Kind::Contact, Kind::Overdose, Kind::Activity] {
                    Button {
                        key: "{kind}",
                        label: words.keyword("kind", kind.id()),
                        testid: format!("without-{kind}"),
                        on_press: move |()| session.go(Route::Record { client: None, kind }),
                    }
                }
            }
        }
    }
}

/// One client.
#[component]
fn Line(row: ClientRow) -> Element {
    let session = use_session();
    let words = use_words();
    let now = session.now();
    let code = row.code.clone().unwrap_or_else(|| row.id.to_string());
    let aliases = row.aliases.join(", ");
    let seen = match row.last_contact {
        Some(at) => words.text_with(
            "clients-last-contact",
            &[("when", words.ago(at.chrono(), now.chrono()).into())],
        ),
        None => words.text("clients-no-contact"),
    };
    let id = row.id.clone();
    rsx! {
        button { class: "list-row", r#type: "button", "data-testid": "client-{code}", onclick: move |_| session.go(Route::Client(id.clone())),
            span { class: "list-head",
                span { class: "list-code code", "{code}" }
                if let Some(band) = row.highest_band {
                    BandSign { band: Some(band) }
                }
            }
            if !aliases.is_empty() {
                span { class: "block", "{aliases}" }
            }
            span { class: "row small",
                span { class: "soft", "{seen}" }
                if let Some(due) = row.next_due {
                    span { class: "pill", "data-tone": tone(due, now.date()).id(), {words.due(due.chrono(), now.date().chrono())} }
                }
                if row.open_screening.is_some() {
                    span { class: "pill", "data-tone": PillTone::Lead.id(), {words.text("clients-open-screening")} }
                }
            }
        }
    }
}
