//! The brief intervention: one step a screen, each done or skipped with a reason, saved as it goes.

mod capture;
pub mod model;

use dioxus::prelude::*;
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::intervention::StepList;
use wayside_domain::record::{Intervention as Kept, StepState};
use wayside_seam::Request;

use self::capture::CapturePart;
use self::model::{Place, REASONS, state_of};
use crate::components::{
    Banner, Button, ButtonKind, Choice, ChoiceState, DraftArea, Glyph, Icon, Page, ProblemBanner,
    SaveSign, Tone, shown_page,
};
use crate::loaded::use_case_file;
use crate::saving::{Saver, use_saver};
use crate::session::{use_session, use_words};

/// The screen.
#[component]
pub fn Intervention(client: Id, intervention: Id) -> Element {
    let words = use_words();
    let file = use_case_file(&client);
    let heading = words.text("intervention-title");
    shown_page(heading.clone(), file, |file| {
        let Some(kept) = file.get::<Kept>(&intervention).cloned() else {
            return rsx! { Page { heading, p { {words.text("problem-unknown-entry")} } } };
        };
        let code = file.label().to_owned();
        rsx! { Steps { client, intervention, code, kept } }
    })
}

/// The steps, and the summary after the last.
#[component]
fn Steps(client: Id, intervention: Id, code: String, kept: Kept) -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let steps = use_hook(|| CopyValue::new(StepList::default()));
    let mut place = use_signal(|| Place::resume(&steps.read(), &kept));
    let now = place.read().clone();
    let Some(step) = now.step(&steps.read()).cloned() else {
        return rsx! { Summary { client, intervention, code, kept, saver, on_back: move |()| place.write().backward() } };
    };
    let total = steps.read().steps().len();
    let substance = match kept.substance.known() {
        Some(substance) => words.substance_inline(substance, None),
        None => kept.substance.id().to_owned(),
    };
    let id = step.id.clone();
    let mark = {
        let (client, intervention, step) = (client.clone(), intervention.clone(), step.id.clone());
        use_callback_of(move |state: Option<StepState>| {
            let command = Command::Step {
                client: client.clone(),
                intervention: intervention.clone(),
                step: step.clone(),
                state,
            };
            saver.act(command, move || place.write().forward(&steps.read()));
        })
    };
    let skip = mark.clone();
    let state = state_of(&kept, &id);
    rsx! {
        Page {
            heading: words.keyword("step", &id),
            over: code,
            step: format!("{id}-{}", now.skipping),
            dock_cols: if now.skipping { 1 } else { 2 },
            dock: rsx! {
                if now.skipping {
                    Button { label: words.text("common-back"), testid: "step-previous", wide: true, on_press: move |()| place.write().backward() }
                } else {
                    Button { label: words.text("intervention-skip"), testid: "step-skip", on_press: move |()| place.write().skipping = true }
                    Button { label: words.text("intervention-done"), testid: "step-done", kind: ButtonKind::Main, icon: Glyph::Check, on_press: move |()| mark(Some(StepState::Done)) }
                }
            },
            div { class: "row spread", "data-testid": "step", "data-step": id.clone(), "data-state": state,
                span { class: "pill", {words.text_with("intervention-step", &[("step", (now.at + 1).into()), ("total", total.into())])} }
                SaveSign { saver }
            }
            if now.skipping {
                fieldset { class: "field",
                    legend { class: "field-label", {words.text("intervention-skip-why")} }
                    div { class: "choices", "data-cols": "1",
                        for reason in REASONS.iter().copied() {
                            Choice {
                                key: "{reason}",
                                label: words.keyword("skip", reason),
                                testid: format!("skip-{reason}"),
                                state: ChoiceState::Off,
                                on_press: {
                                    let skip = skip.clone();
                                    move |()| skip(Some(StepState::Skipped(Some(reason.to_owned()))))
                                },
                            }
                        }
                    }
                }
            } else {
                if words.has(&format!("step-{id}-say")) {
                    p { class: "lead card", {words.text_with(&format!("step-{id}-say"), &[("substance", substance.clone().into())])} }
                    p { class: "soft", {words.text(&format!("step-{id}-hint"))} }
                }
                for one in [id.clone()] {
                    CapturePart { key: "{one}", client: client.clone(), intervention: intervention.clone(), capture: step.capture, kept: kept.clone(), saver }
                }
                div { class: "row",
                    if now.at > 0 {
                        Button { label: words.text("common-back"), testid: "step-previous", kind: ButtonKind::Quiet, icon: Glyph::Back, on_press: move |()| place.write().backward() }
                    }
                    Button { label: words.text("intervention-stop"), testid: "step-stop", kind: ButtonKind::Quiet, on_press: move |()| session.back() }
                }
            }
        }
    }
}

/// A clonable handler.
fn use_callback_of<T: 'static>(f: impl FnMut(T) + 'static) -> impl Fn(T) + Clone + 'static {
    let callback = use_callback(f);
    move |value| callback.call(value)
}

/// What was done, the note, and the end.
#[component]
fn Summary(
    client: Id,
    intervention: Id,
    code: String,
    kept: Kept,
    saver: Saver,
    on_back: EventHandler<()>,
) -> Element {
    let session = use_session();
    let words = use_words();
    let finished = kept.finished.is_some();
    let (note_client, note_entry) = (client.clone(), intervention.clone());
    let commit = use_callback(move |text: String| {
        Request::Do(Command::Note {
            client: note_client.clone(),
            entry: note_entry.clone(),
            text,
        })
    });
    let draft = format!("note:{client}:{intervention}");
    let mut too_long = use_signal(|| false);
    let finish = move |()| {
        if finished {
            session.back();
            return;
        }
        let command = Command::Finish {
            client: client.clone(),
            entry: intervention.clone(),
            at: session.now(),
        };
        saver.act(command, move || session.back());
    };
    rsx! {
        Page {
            heading: words.text("intervention-summary"),
            over: code,
            step: "summary",
            dock_cols: 2,
            dock: rsx! {
                Button { label: words.text("common-back"), testid: "step-previous", icon: Glyph::Back, on_press: move |()| on_back.call(()) }
                Button { label: words.text(if finished { "common-done" } else { "intervention-finish" }), testid: "intervention-finish", kind: ButtonKind::Main, off: too_long(), on_press: finish }
            },
            if finished {
                Banner { tone: Tone::Good, p { {words.text("intervention-finished")} } }
            }
            ul { class: "list", "data-testid": "summary",
                for step in StepList::default().steps().iter() {
                    li { key: "{step.id}", class: "list-row row", "data-step": step.id.clone(), "data-state": state_of(&kept, &step.id),
                        Icon { glyph: step_glyph(kept.steps.get(&step.id)) }
                        span { class: "grow", {words.keyword("step", &step.id)} }
                        if let Some(StepState::Skipped(reason)) = kept.steps.get(&step.id) {
                            span { class: "soft small", {words.keyword("skip", reason.as_deref().unwrap_or("other"))} }
                        }
                    }
                }
            }
            Facts { kept: kept.clone() }
            DraftArea { id: "field-note", label: words.text("intervention-notes"), help: words.text("note-hint"), text: kept.note.clone().unwrap_or_default(), draft, saver, commit, on_too_long: move |so| too_long.set(so) }
            SaveSign { saver }
            ProblemBanner { problem: saver.problem() }
        }
    }
}

fn step_glyph(state: Option<&StepState>) -> Glyph {
    match state {
        Some(StepState::Done) => Glyph::Check,
        Some(StepState::Skipped(_)) => Glyph::Minus,
        Some(StepState::Unknown(_)) | None => Glyph::BandNone,
    }
}

/// What was taken down.
#[component]
fn Facts(kept: Kept) -> Element {
    let words = use_words();
    let ruler = |value: Option<u8>| {
        value
            .map(|value| words.text_with("ruler-value", &[("value", value.into())]))
            .unwrap_or_else(|| words.text("ruler-not-set"))
    };
    let materials: Vec<String> = kept
        .materials
        .iter()
        .map(|id| words.keyword("material", id))
        .collect();
    rsx! {
        dl { class: "facts card", "data-stack": "true",
            dt { {words.text("ruler-importance")} }
            dd { "data-testid": "fact-importance", {ruler(kept.rulers.importance)} }
            dt { {words.text("ruler-confidence")} }
            dd { "data-testid": "fact-confidence", {ruler(kept.rulers.confidence)} }
            if !kept.good_things.is_empty() {
                dt { {words.text("points-good")} }
                dd { dir: "auto", {kept.good_things.join(" · ")} }
            }
            if !kept.less_good_things.is_empty() {
                dt { {words.text("points-less-good")} }
                dd { dir: "auto", {kept.less_good_things.join(" · ")} }
            }
            if let Some(plan) = kept.plan.clone() {
                dt { {words.text("plan-title")} }
                dd { dir: "auto", "{plan}" }
            }
            if !materials.is_empty() {
                dt { {words.text("materials-title")} }
                dd { {materials.join(" · ")} }
            }
        }
    }
}
