//! Letting a device join, on a supervisor's or admin's device.

pub mod model;

use dioxus::prelude::*;
use wayside_seam::{Reply, Role};

use self::model::Approval;
use crate::components::{Button, ButtonKind, Code, JoinText, OneOf, Page, Pick, ProblemBanner};
use crate::saving::use_saver;
use crate::screens::join::{CompareWords, ShareButton};
use crate::session::{use_session, use_words};

/// The screen.
#[component]
pub fn Approve() -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let mut approval = session.approval;
    use_hook(|| {
        if let Some(text) = session.take_given() {
            approval.set(Approval {
                text,
                ..Approval::default()
            });
        }
    });
    let now = approval.read().clone();
    if let Some((text, compare)) = now.answer {
        return rsx! {
            Page {
                heading: words.text("approve-answer"),
                step: "answer",
                dock: rsx! {
                    Button { label: words.text("common-done"), testid: "approve-done", kind: ButtonKind::Main, wide: true, on_press: move |()| {
                        session.back();
                        approval.set(Approval::default());
                    } }
                },
                p { {words.text("approve-answer-hint")} }
                Code { text: text.clone() }
                textarea { class: "input secret", "data-mono": "true", "data-testid": "approve-answer", "aria-label": words.text("approve-answer"), readonly: true, initial_value: "{text}" }
                ShareButton { text: text.clone() }
                h2 { {words.text("join-words")} }
                p { {words.text("join-words-hint")} }
                CompareWords { words_to_compare: compare, testid: "approve-words" }
            }
        };
    }
    let me = session.me.read().clone();
    let highest = me.as_ref().map(|me| me.role);
    let caseloads: Vec<Pick> = me
        .iter()
        .flat_map(|me| &me.caseloads)
        .map(|caseload| Pick::new(&caseload.name, &caseload.name))
        .collect();
    let roles: Vec<Pick> = Role::ALL
        .into_iter()
        .filter(|role| highest.is_some_and(|highest| *role <= highest))
        .map(|role| Pick::new(role.id(), words.text(&format!("role-{}", role.id()))))
        .collect();
    let role_help = now
        .role
        .map(|role| words.text(&format!("role-{}-hint", role.id())))
        .unwrap_or_default();
    let chosen_caseload = now
        .caseload
        .clone()
        .or_else(|| caseloads.first().map(|first| first.value.clone()));
    let for_request = chosen_caseload.clone();
    let needs_caseload = now.role.is_some_and(|role| !role.leads()) && caseloads.len() > 1;
    rsx! {
        Page { heading: words.text("approve-title"), step: "request",
            p { {words.text("approve-intro")} }
            JoinText {
                id: "field-join-request",
                label: words.text("approve-text"),
                help: words.text("approve-text-hint"),
                initial: now.text.clone(),
                on_text: move |text| approval.write().typed(text),
            }
            Button {
                label: words.text("approve-check"),
                testid: "approve-check",
                wide: true,
                on_press: move |()| {
                    let request = approval.peek().check();
                    let Some(request) = request else { return };
                    saver.ask(request, move |result| {
                        if let Ok(Reply::Join { words, .. }) = result {
                            approval.write().words = Some(words);
                        }
                    });
                },
            }
            ProblemBanner { problem: saver.problem() }
            if let Some(compare) = now.words.clone() {
                h2 { {words.text("approve-request-words")} }
                p { {words.text("approve-request-words-hint")} }
                CompareWords { words_to_compare: compare, testid: "approve-request-words" }
                OneOf {
                    label: words.text("approve-role"),
                    help: role_help,
                    testid: "role",
                    options: roles,
                    chosen: now.role.map(|role| role.id().to_owned()),
                    on_choose: move |id: String| approval.write().role = id.parse().ok(),
                }
                if needs_caseload {
                    OneOf {
                        label: words.text("approve-caseload"),
                        help: words.text("approve-caseload-hint"),
                        testid: "caseload",
                        options: caseloads,
                        chosen: chosen_caseload,
                        on_choose: move |name| approval.write().caseload = Some(name),
                    }
                }
                Button {
                    label: words.text("approve-make"),
                    testid: "approve-make",
                    kind: ButtonKind::Main,
                    wide: true,
                    off: now.role.is_none(),
                    on_press: move |()| {
                        let mut decided = approval.peek().clone();
                        decided.caseload = for_request.clone();
                        let Some(request) = decided.approve() else { return };
                        saver.ask(request, move |result| {
                            if let Ok(Reply::Join { text, words, .. }) = result {
                                approval.write().answer = Some((text, words));
                            }
                        });
                    },
                }
            }
        }
    }
}
