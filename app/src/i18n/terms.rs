//! The domain's terms in words: questions, answers, substances. Only this file turns an id of the domain into an id of
//! a message, so a screen can't ask one substance's question with another one's name.

use wayside_domain::assist::{Answer, Item, Substance};

use super::Words;

/// One item as it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The question for a whole screen of substances.
    pub title: String,
    /// The question about this item alone.
    pub ask: String,
    /// The time that it is about.
    pub recall: String,
    /// What helps to ask it.
    pub help: String,
}

impl Words {
    /// How an item is asked. `other` is the name that the person gave to the row "other".
    pub fn question(&self, item: Item, other: Option<&str>) -> Asked {
        let id = format!("assist-{}", item.question().id());
        let ask = match item.substance() {
            Some(substance) => self.text_with(
                &id,
                &[("substance", self.substance_inline(substance, other).into())],
            ),
            None => self.text(&id),
        };
        let recall = match item {
            Item::Q1(_) | Item::Q1Confirmed => "assist-recall-lifetime",
            Item::Q6(_) | Item::Q7(_) | Item::Q8 => "assist-recall-both",
            Item::Q2(_)
            | Item::Q3(_)
            | Item::Q4(_)
            | Item::Q5(_)
            | Item::Q8Weekly
            | Item::Q8DaysInRow => "assist-recall-3-months",
        };
        Asked {
            title: self.text(&format!("{id}-title")),
            ask,
            recall: self.text(recall),
            help: self.text(&format!("{id}-help")),
        }
    }

    /// The words of an answer, as the item offers it: "No" is "No, never" where the other answers are times.
    pub fn answer(&self, item: Item, answer: Answer) -> String {
        let ever = matches!(item, Item::Q6(_) | Item::Q7(_) | Item::Q8);
        let id = if ever && answer == Answer::No {
            "no-never"
        } else {
            answer.id()
        };
        self.text(&format!("answer-{id}"))
    }

    /// A substance as a heading.
    pub fn substance(&self, substance: Substance, other: Option<&str>) -> String {
        match named(substance, other) {
            Some(name) => self.text_with("substance-other-named", &[("name", name.into())]),
            None => self.text(&format!("substance-{}", substance.id())),
        }
    }

    /// A substance inside a sentence.
    pub fn substance_inline(&self, substance: Substance, other: Option<&str>) -> String {
        match named(substance, other) {
            Some(name) => name.to_owned(),
            None => self.text(&format!("substance-{}-inline", substance.id())),
        }
    }

    /// The numbered texts of a list, in order: `list("advice-cannabis")` reads `advice-cannabis-1`, `-2` and so on.
    pub fn list(&self, id: &str) -> Vec<String> {
        (1..)
            .map(|number| format!("{id}-{number}"))
            .take_while(|id| self.has(id))
            .map(|id| self.text(&id))
            .collect()
    }
}

fn named(substance: Substance, other: Option<&str>) -> Option<&str> {
    other
        .map(str::trim)
        .filter(|name| substance == Substance::Other && !name.is_empty())
}
