//! The ASSIST interview. Every tap goes to the vault at once and is shown as chosen when the vault has it.

pub mod model;
mod row;

use dioxus::prelude::*;
use wayside_domain::assist::{Answer, Frequency, Item, Question};
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::Screening as Kept;
use wayside_seam::{Reply, Request};

use self::model::{Forward, Held, Interview};
use self::row::{Row, answer_text};
use crate::components::{
    Banner, Button, ButtonKind, Field, Glyph, Loading, Page, SHORT, SaveSign, Tone, over,
    shown_page,
};
use crate::drafts::{put_draft, use_found_draft, use_way};
use crate::loaded::use_asked;
use crate::route::Route;
use crate::saving::{Saver, use_saver};
use crate::session::{use_session, use_words};

/// The screen: waits for the case file, then holds the interview.
#[component]
pub fn Screening(client: Id, screening: Id) -> Element {
    let session = use_session();
    let words = use_words();
    let file = use_asked(
        Request::Client { id: client.clone() },
        |reply| match reply {
            Reply::CaseFile(file) => Some(file),
            _ => None,
        },
    );
    let heading = words.text("assist-title");
    shown_page(heading.clone(), file, |file| {
        let Some(kept) = file.get::<Kept>(&screening) else {
            return rsx! { Page { heading, p { {words.text("client-not-found")} } } };
        };
        if kept.finished.is_some() {
            session.replace(Route::Result { client, screening });
            return rsx! {};
        }
        let code = file.profile.code.clone().unwrap_or_default();
        rsx! { Questions { client, screening, code, start: Interview::resume(kept.answers.clone()) } }
    })
}

/// The interview.
#[component]
fn Questions(client: Id, screening: Id, code: String, start: Interview) -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let mut interview = use_signal(|| start.clone());
    let ids = use_hook(|| CopyValue::new((client.clone(), screening.clone())));
    let typed = use_signal(|| None::<String>);
    let save = move |item: Item, answer: Answer| save_answer(saver, interview, ids, item, answer);
    let mut tap = move |(item, answer): (Item, Answer)| {
        let now = interview.write().tap(item, answer);
        if now {
            save(item, answer);
        }
    };
    let now = interview.read().clone();
    let Some(page) = now.page() else {
        return rsx! { Intro { code, on_begin: move |()| interview.write().begin() } };
    };
    let progress = now.progress();
    let Some(asked) = page
        .items
        .first()
        .map(|item| words.question(*item, now.answers.other_name.as_deref()))
    else {
        return rsx! {};
    };
    // A question without rows is its own heading; the others ask about all their rows together.
    let alone = page.items.iter().all(|item| item.substance().is_none());
    let title = if alone {
        asked.ask.clone()
    } else {
        asked.title.clone()
    };
    let forward = now.forward();
    let previous = now.backward();
    let finish = move || {
        let (client, screening) = ids.read().clone();
        let route = Route::Result {
            client: client.clone(),
            screening: screening.clone(),
        };
        saver.act(
            Command::Finish {
                client,
                entry: screening,
                at: session.now(),
            },
            move || session.replace(route),
        );
    };
    rsx! {
        Page {
            heading: title,
            over: code,
            step: page.question.id().to_owned(),
            dock_cols: 2,
            dock: rsx! {
                Button {
                    label: words.text("common-back"),
                    testid: "screening-previous",
                    icon: Glyph::Back,
                    off: previous.is_none(),
                    on_press: move |()| {
                        if let Some(question) = previous {
                            interview.write().go(question);
                        }
                    },
                }
                Button {
                    label: words.text(if forward == Some(Forward::Finish) { "assist-finish" } else { "assist-next" }),
                    testid: "screening-next",
                    kind: ButtonKind::Main,
                    on_press: move |()| match forward {
                        Some(Forward::To(question)) => interview.write().go(question),
                        Some(Forward::Finish) => {
                            let at_once = interview.write().finish();
                            if at_once {
                                finish();
                            }
                        }
                        Some(Forward::Missing(_)) => interview.write().pointed = true,
                        None => {}
                    },
                }
            },
            div { class: "stack tight", "data-testid": "question", "data-question": page.question.id(),
                progress { "data-testid": "progress", max: "{progress.total}", value: "{progress.done}",
                    "aria-label": words.text_with("assist-progress-label", &[("done", progress.done.into()), ("total", progress.total.into())]),
                }
                div { class: "row spread",
                    span { class: "pill", "{asked.recall}" }
                    SaveSign { saver }
                }
                p { class: "soft", "{asked.help}" }
            }
            ResponseCard { question: page.question }
            for item in page.items.iter().copied() {
                Row { key: "{item}", item, interview: now.clone(), on_tap: tap }
                if let Some(held) = now.held.clone().filter(|held| held.item == item) {
                    HeldBanner {
                        held,
                        on_change: move |()| {
                            let confirmed = interview.write().confirm();
                            if let Some((item, answer)) = confirmed {
                                save(item, answer);
                            }
                        },
                        on_keep: move |()| interview.write().keep(),
                    }
                }
            }
            if page.question == Question::Q1 {
                OtherName { interview, saver, ids, typed }
                if !now.rest_of_first().is_empty() {
                    Button {
                        label: words.text("assist-all-no"),
                        testid: "all-no",
                        wide: true,
                        on_press: move |()| {
                            let rest = interview.peek().rest_of_first();
                            for item in rest {
                                tap((item, Answer::No));
                            }
                        },
                    }
                }
            }
            if page.question == Question::Q1Confirmed {
                Button { label: words.text("assist-q1-confirmed-back"), testid: "q1-again", wide: true, on_press: move |()| interview.write().go(Question::Q1) }
            }
            if now.pointed {
                p { class: "field-error", role: "alert", "data-testid": "answers-missing", {words.text("assist-answer-missing")} }
            }
            if now.warned {
                Banner { tone: Tone::Care, testid: "finish-incomplete",
                    p { class: "strong", {words.text("assist-finish-incomplete")} }
                    div { class: "row",
                        Button {
                            label: words.text("assist-finish-look"),
                            testid: "finish-look",
                            kind: ButtonKind::Main,
                            on_press: move |()| {
                                let lacking = interview.peek().lacking();
                                if let Some(question) = lacking {
                                    interview.write().go(question);
                                }
                            },
                        }
                        Button { label: words.text("assist-finish-anyway"), testid: "finish-anyway", on_press: move |()| finish() }
                    }
                }
            }
            Button { label: words.text("assist-stop"), testid: "screening-stop", kind: ButtonKind::Quiet, wide: true, on_press: move |()| session.back() }
            p { class: "soft small", {words.text("assist-stop-hint")} }
        }
    }
}

/// Sends one answer; the reply makes it count.
fn save_answer(
    saver: Saver,
    mut interview: Signal<Interview>,
    ids: CopyValue<(Id, Id)>,
    item: Item,
    answer: Answer,
) {
    let (client, screening) = ids.read().clone();
    let command = Command::Answer {
        client,
        screening,
        item,
        answer: Some(answer),
    };
    saver.ask(Request::Do(command), move |result| match result {
        Ok(_) => interview.write().saved(item, answer),
        Err(_) => interview.write().refused(item),
    });
}

/// What to say before the first question.
#[component]
fn Intro(code: String, on_begin: EventHandler<()>) -> Element {
    let words = use_words();
    rsx! {
        Page {
            heading: words.text("assist-intro-title"),
            over: code,
            step: "intro",
            dock: rsx! {
                Button { label: words.text("assist-begin"), testid: "screening-begin", kind: ButtonKind::Main, wide: true, on_press: move |()| on_begin.call(()) }
            },
            p { class: "lead card", {words.text("assist-intro-say")} }
            p { {words.text("assist-intro-medicine")} }
            ul {
                for hint in words.list("assist-intro-hint") {
                    li { "{hint}" }
                }
            }
            p { class: "soft small", {words.text("wording-notice")} }
        }
    }
}

/// The answer words with their meaning, to show to the person.
#[component]
fn ResponseCard(question: Question) -> Element {
    let words = use_words();
    if !matches!(
        question,
        Question::Q2 | Question::Q3 | Question::Q4 | Question::Q5
    ) {
        return rsx! {};
    }
    let often = Frequency::ALL.map(Frequency::answer);
    rsx! {
        details { "data-testid": "response-card",
            summary { {words.text("assist-show-words")} }
            dl { class: "facts card",
                for answer in often {
                    dt { key: "{answer}", class: "strong", {words.text(&format!("answer-{answer}"))} }
                    dd { {words.text(&format!("answer-{answer}-help"))} }
                }
            }
        }
    }
}

/// What a changed answer would do to the others.
#[component]
fn HeldBanner(held: Held, on_change: EventHandler<()>, on_keep: EventHandler<()>) -> Element {
    let words = use_words();
    let count = held.effect.no_longer_counted.len();
    rsx! {
        Banner { tone: Tone::Care, testid: "held",
            p { class: "strong", {words.text_with("assist-current-answer", &[("answer", answer_text(&words, held.item, held.answer).into())])} }
            p { {words.text_with("assist-effect-ignored", &[("count", count.into())])} }
            for change in held.effect.bands_changed.iter() {
                p { key: "{change.substance:?}", {words.text_with("assist-effect-bands", &[("substance", words.substance(change.substance, None).into())])} }
            }
            div { class: "row",
                Button { label: words.text("common-change"), testid: "change-anyway", kind: ButtonKind::Main, on_press: move |()| on_change.call(()) }
                Button { label: words.text("common-cancel"), testid: "change-keep", on_press: move |()| on_keep.call(()) }
            }
        }
    }
}

/// The client's own word for "something else". While it is typed it is kept as a draft, which outlives the page and the
/// app.
#[component]
fn OtherName(
    interview: Signal<Interview>,
    saver: Saver,
    ids: CopyValue<(Id, Id)>,
    typed: Signal<Option<String>>,
) -> Element {
    let session = use_session();
    let words = use_words();
    let way = use_way();
    let draft = use_hook(|| CopyValue::new(format!("other-name:{}", ids.read().1)));
    let found = use_found_draft(&draft.read());
    let (asked, known) = {
        let now = interview.read();
        let asked = now
            .answers
            .get(Item::Q1(wayside_domain::assist::Substance::Other))
            == Some(Answer::Yes);
        (asked, now.answers.other_name.clone().unwrap_or_default())
    };
    if !asked {
        return rsx! {};
    }
    let Some(found) = found else {
        return rsx! { Loading {} };
    };
    if typed.peek().is_none() && found.is_some() {
        typed.set(found);
    }
    rsx! {
        Field {
            id: "field-other-name",
            label: words.text("assist-other-name"),
            help: words.text("assist-other-name-hint"),
            initial: typed.peek().clone().unwrap_or(known),
            on_text: move |text: String| {
                typed.set(Some(text.clone()));
                put_draft(session, &way.read(), &draft.read(), Some(text));
            },
            on_leave: move |()| {
                // The typed name stays until the reply. A refused name is sent again when the field is left again.
                let Some(name) = typed.peek().clone().filter(|name| over(name, SHORT) == 0) else { return };
                let (client, screening) = ids.read().clone();
                saver.act(Command::NameOther { client, screening, name: name.clone() }, move || {
                    if typed.peek().as_deref() == Some(name.as_str()) {
                        typed.set(None);
                        put_draft(session, &way.read(), &draft.read(), None);
                    }
                    interview.write().answers.other_name = Some(name).filter(|name| !name.trim().is_empty());
                });
            },
        }
    }
}
