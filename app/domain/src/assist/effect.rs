//! What one more answer would change, before it is given: what becomes asked, what no longer counts, which bands move.
//! Screens show it when a person goes back and is about to change an answer that others hang on.

use serde::{Deserialize, Serialize};

use super::{Answer, Answers, Band, Item, Substance, band, counted, next, required, score};

/// The difference that an answer (or taking one back) would make.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// Items that would be asked and are neither required nor settled now.
    pub newly_asked: Vec<Item>,
    /// Items whose answers count now and would not any more. They are kept.
    pub no_longer_counted: Vec<Item>,
    /// Items whose kept answers do not count now and would again.
    pub counted_again: Vec<Item>,
    /// Rows whose band would differ; `None` stands for "no band".
    pub bands_changed: Vec<BandChange>,
    /// What the interview would ask then.
    pub next: Option<Item>,
}

/// One row whose band would differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BandChange {
    /// The row.
    pub substance: Substance,
    /// Its band now.
    pub before: Option<Band>,
    /// Its band then.
    pub after: Option<Band>,
}

/// What giving `answer` to `item` (or taking the answer back: `None`) would change. An answer that the item cannot have
/// changes nothing.
#[must_use]
pub fn effect_of(answers: &Answers, item: Item, answer: impl Into<Option<Answer>>) -> Effect {
    let mut after = answers.clone();
    match answer.into() {
        None => after.clear(item),
        Some(answer) => {
            if after.set(item, answer).is_err() {
                return Effect {
                    next: next(answers),
                    ..Effect::default()
                };
            }
        }
    }
    let (asked_before, asked_after) = (required(answers), required(&after));
    let others = || Item::all().filter(|other| *other != item && answers.is_settled(*other));
    Effect {
        newly_asked: asked_after
            .iter()
            .copied()
            .filter(|item| !asked_before.contains(item) && !after.is_settled(*item))
            .collect(),
        no_longer_counted: others()
            .filter(|item| asked_before.contains(item) && !asked_after.contains(item))
            .collect(),
        counted_again: others()
            .filter(|item| !asked_before.contains(item) && asked_after.contains(item))
            .collect(),
        bands_changed: Substance::ALL
            .into_iter()
            .map(|substance| BandChange {
                substance,
                before: band_of(answers, substance),
                after: band_of(&after, substance),
            })
            .filter(|change| change.before != change.after)
            .collect(),
        next: next(&after),
    }
}

/// The band that a report would show for the row: none for a row that was never used.
fn band_of(answers: &Answers, substance: Substance) -> Option<Band> {
    (counted(answers, Item::Q1(substance)) == Some(Answer::Yes))
        .then(|| score(answers, substance))
        .flatten()
        .map(|score| band(substance, score))
}
