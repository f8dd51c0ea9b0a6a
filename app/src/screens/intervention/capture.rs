//! What a step takes down: rulers, points, plan, material.

use dioxus::prelude::*;
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::intervention::Capture;
use wayside_domain::record::Intervention;
use wayside_seam::Request;

use super::model::{Listed, with_point, without_point};
use crate::components::{
    Button, DraftArea, Field, Glyph, IconButton, Pick, Ruler, SHORT, SomeOf, over,
};
use crate::saving::Saver;
use crate::session::use_words;

/// The material that is offered: ends of message ids.
const MATERIALS: &[&str] = &[
    "self-help",
    "risk-card",
    "injecting-card",
    "overdose-card",
    "services",
    "contact-card",
];

/// What this step takes down.
#[component]
pub fn CapturePart(
    client: Id,
    intervention: Id,
    capture: Capture,
    kept: Intervention,
    saver: Saver,
) -> Element {
    match capture {
        Capture::None => rsx! {},
        Capture::Rulers => rsx! { Rulers { client, intervention, kept, saver } },
        Capture::GoodThings => {
            rsx! { Points { client, intervention, list: "good_things", points: kept.good_things, saver } }
        }
        Capture::LessGoodThings => {
            rsx! { Points { client, intervention, list: "less_good_things", points: kept.less_good_things, saver } }
        }
        Capture::Plan => {
            rsx! { PlanPart { client, intervention, plan: kept.plan.unwrap_or_default(), saver } }
        }
        Capture::Materials => {
            rsx! { Materials { client, intervention, chosen: kept.materials, saver } }
        }
    }
}

#[component]
fn Rulers(client: Id, intervention: Id, kept: Intervention, saver: Saver) -> Element {
    let words = use_words();
    let set = use_callback(move |(ruler, value): (&'static str, u8)| {
        let (client, intervention) = (client.clone(), intervention.clone());
        saver.act(
            Command::change::<Intervention>(client, intervention, ruler, Some(&value)),
            || (),
        );
    });
    rsx! {
        Ruler {
            label: words.text("ruler-importance"),
            testid: "importance",
            low: words.text("ruler-importance-low"),
            high: words.text("ruler-importance-high"),
            chosen: kept.rulers.importance,
            on_choose: move |value| set.call(("rulers.importance", value)),
        }
        p { class: "soft", {words.text("ruler-importance-why")} }
        Ruler {
            label: words.text("ruler-confidence"),
            testid: "confidence",
            low: words.text("ruler-confidence-low"),
            high: words.text("ruler-confidence-high"),
            chosen: kept.rulers.confidence,
            on_choose: move |value| set.call(("rulers.confidence", value)),
        }
        p { class: "soft", {words.text("ruler-confidence-why")} }
    }
}

/// The list as it is shown, corrected when the case file comes again.
fn use_listed(recorded: Vec<String>) -> Signal<Listed> {
    let first = recorded.clone();
    let mut listed = use_signal(move || Listed::new(first));
    if listed.peek().recorded() != recorded {
        listed.write().reloaded(recorded);
    }
    listed
}

/// Shows the list that a command carries and sends it; `then` runs only when it was saved.
fn send_list(
    saver: Saver,
    mut listed: Signal<Listed>,
    (client, intervention): (Id, Id),
    list: &'static str,
    points: Vec<String>,
    then: impl FnOnce() + 'static,
) {
    listed.write().asked(points.clone());
    let command = Command::change::<Intervention>(client, intervention, list, Some(&points));
    saver.ask(Request::Do(command), move |result| {
        if let Ok(mut listed) = listed.try_write() {
            listed.answered(result.is_ok());
        } else {
            return;
        }
        if result.is_ok() {
            then();
        }
    });
}

#[component]
fn Points(
    client: Id,
    intervention: Id,
    list: &'static str,
    points: Vec<String>,
    saver: Saver,
) -> Element {
    let words = use_words();
    let listed = use_listed(points);
    let mut typed = use_signal(String::new);
    let mut round = use_signal(|| 0u32);
    let title = words.text(if list == "good_things" {
        "points-good"
    } else {
        "points-less-good"
    });
    let ids = (client, intervention);
    let held = ids.clone();
    let remove = use_callback(move |point: String| {
        let rest = without_point(listed.peek().shown(), &point);
        send_list(saver, listed, held.clone(), list, rest, || ());
    });
    // The text stays in the field until the record has the point.
    let add = use_callback(move |()| {
        let text = typed.peek().clone();
        if over(&text, SHORT) > 0 {
            return;
        }
        let Some(points) = with_point(listed.peek().shown(), &text) else {
            return;
        };
        send_list(saver, listed, ids.clone(), list, points, move || {
            if *typed.peek() == text {
                typed.set(String::new());
                round += 1;
            }
        });
    });
    let points = listed.read().shown().to_vec();
    let fields = round();
    rsx! {
        h2 { "{title}" }
        if points.is_empty() {
            p { class: "soft", {words.text("points-empty")} }
        }
        ul { class: "plain stack", "data-testid": "points-{list}",
            for point in points {
                li { key: "{point}", class: "card row spread",
                    span { class: "grow", dir: "auto", "{point}" }
                    IconButton {
                        label: words.text_with("points-remove", &[("point", point.clone().into())]),
                        testid: "remove-point",
                        icon: Glyph::Close,
                        on_press: move |()| remove.call(point.clone()),
                    }
                }
            }
        }
        form { onsubmit: move |_| add.call(()),
            for one in [fields] {
                Field {
                    key: "{one}",
                    id: format!("field-{}", list),
                    label: words.text("points-add"),
                    help: words.text("points-add-hint"),
                    on_text: move |text| typed.set(text),
                    on_leave: move |()| add.call(()),
                }
            }
            Button { label: words.text("common-add"), testid: format!("add-{}", list), icon: Glyph::Plus, submit: true }
        }
    }
}

#[component]
fn PlanPart(client: Id, intervention: Id, plan: String, saver: Saver) -> Element {
    let words = use_words();
    let draft = format!("plan:{client}:{intervention}");
    let commit = use_callback(move |text: String| {
        let (client, intervention) = (client.clone(), intervention.clone());
        Request::Do(Command::change::<Intervention>(
            client,
            intervention,
            "plan",
            Some(&text),
        ))
    });
    rsx! {
        DraftArea { id: "field-plan", label: words.text("plan-title"), help: words.text("plan-hint"), text: plan, draft, saver, commit }
    }
}

#[component]
fn Materials(client: Id, intervention: Id, chosen: Vec<String>, saver: Saver) -> Element {
    let words = use_words();
    let options: Vec<Pick> = MATERIALS
        .iter()
        .map(|id| Pick::new(*id, words.keyword("material", id)))
        .collect();
    let listed = use_listed(chosen);
    let chosen = listed.read().shown().to_vec();
    let ids = (client, intervention);
    rsx! {
        SomeOf {
            label: words.text("materials-title"),
            testid: "material",
            options,
            chosen,
            on_toggle: move |value: String| {
                let points = {
                    let now = listed.peek();
                    with_point(now.shown(), &value).unwrap_or_else(|| without_point(now.shown(), &value))
                };
                send_list(saver, listed, ids.clone(), "materials", points, || ());
            },
        }
    }
}
