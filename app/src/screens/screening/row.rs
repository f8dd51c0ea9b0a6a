//! One row of a question: the substance, and its large answer buttons.

use dioxus::prelude::*;
use wayside_domain::assist::{Answer, Item};

use super::model::Interview;
use crate::components::Choice;
use crate::i18n::Words;
use crate::session::use_words;

/// The words of an answer to this item.
pub fn answer_text(words: &Words, item: Item, answer: Answer) -> String {
    match (item, answer) {
        (Item::Q1Confirmed, Answer::Yes) => words.text("assist-q1-confirmed-yes"),
        _ => words.answer(item, answer),
    }
}

/// The row.
#[component]
pub fn Row(
    /// Which item.
    item: Item,
    /// The whole interview.
    interview: Interview,
    /// A tap.
    on_tap: EventHandler<(Item, Answer)>,
) -> Element {
    let words = use_words();
    let other = interview.answers.other_name.clone();
    let asked = words.question(item, other.as_deref());
    let missing = interview.pointed && !interview.answers.is_settled(item);
    let (name, examples) = match item.substance() {
        Some(substance) => (
            words.substance(substance, other.as_deref()),
            words.text(&format!("substance-{}-examples", substance.id())),
        ),
        None => (asked.ask.clone(), String::new()),
    };
    let few = item.allowed().len() <= 3;
    rsx! {
        fieldset { class: "question-row", role: "radiogroup", "aria-label": asked.ask.clone(), "data-testid": "row-{item}",
            "data-state": if interview.answers.is_settled(item) { "answered" } else { "open" },
            legend { class: if item.substance().is_none() { "sr" } else { "" },
                h3 { "{name}" }
                if !examples.is_empty() {
                    span { class: "examples", "{examples}" }
                }
            }
            div { class: "choices", "data-cols": if few && item.substance().is_some() { "3" } else { "0" },
                for answer in item.allowed().iter().copied() {
                    Choice {
                        key: "{answer}",
                        label: answer_text(&words, item, answer),
                        testid: format!("answer-{item}-{answer}"),
                        state: interview.state_of(item, answer),
                        quiet: answer == Answer::Refused,
                        on_press: move |()| on_tap.call((item, answer)),
                    }
                }
            }
            span { class: "field-error", role: "alert", if missing { {words.text("assist-answer-missing")} } }
        }
    }
}
