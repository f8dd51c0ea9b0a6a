//! The interview on the screen: one question a page, one row per substance that it is asked about.
//!
//! | state of one answer | shown as |
//! |---|---|
//! | tapped, not yet answered by the service | saving |
//! | the service replied | on: it is on the disk |
//! | refused by the service | as before, with the reason |
//!
//! Pages follow from the answers alone (`assist::required`). A changed answer adds and removes pages at once, so nobody
//! stands on a page that no longer exists. A tap that would leave given answers uncounted is held back until the person
//! has read what it does ([`Held`]).

use std::collections::BTreeMap;

use wayside_domain::assist::{self, Answer, Answers, Effect, Item, Progress, Question, Substance};

use crate::components::ChoiceState;

/// One question with the rows that it is asked about now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The question.
    pub question: Question,
    /// Its rows.
    pub items: Vec<Item>,
}

/// All pages that these answers make necessary, in the order of the interview.
pub fn pages(answers: &Answers) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for item in assist::required(answers) {
        match pages.last_mut() {
            Some(page) if page.question == item.question() => page.items.push(item),
            _ => pages.push(Page {
                question: item.question(),
                items: vec![item],
            }),
        }
    }
    pages
}

/// Where the worker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// What to say before the first question.
    Intro,
    /// At this question.
    At(Question),
}

/// A tap that waits for "change it".
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// The item.
    pub item: Item,
    /// Its new answer.
    pub answer: Answer,
    /// What it would do to the others.
    pub effect: Effect,
}

/// Where "next" leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forward {
    /// Rows of this page are open.
    Missing(usize),
    /// The next question.
    To(Question),
    /// Nothing is left to ask.
    Finish,
}

/// The interview.
#[derive(Clone, Debug, PartialEq)]
pub struct Interview {
    /// What is on the disk.
    pub answers: Answers,
    /// Where the worker is.
    pub place: Place,
    /// Tapped and not yet answered by the service.
    pub saving: BTreeMap<Item, Answer>,
    /// Waits for "change it".
    pub held: Option<Held>,
    /// "Next" was pressed while rows were open.
    pub pointed: bool,
    /// "Finish" was pressed while answers are refused. The person first reads that the result stays incomplete.
    pub warned: bool,
}

impl Interview {
    /// Goes on where it stopped: at the first open question, or the last one when nothing is open.
    pub fn resume(answers: Answers) -> Self {
        let begun = !answers.is_empty();
        let item = assist::next(&answers).or_else(|| assist::last(&answers));
        let place = match item {
            Some(item) if begun => Place::At(item.question()),
            _ => Place::Intro,
        };
        Self {
            answers,
            place,
            saving: BTreeMap::new(),
            held: None,
            pointed: false,
            warned: false,
        }
    }

    /// Begins with the first question.
    pub fn begin(&mut self) {
        if let Some(page) = pages(&self.answers).first() {
            self.place = Place::At(page.question);
        }
    }

    /// The page that is shown. Where a page no longer exists, it is the page that the interview asks now.
    pub fn page(&self) -> Option<Page> {
        let Place::At(question) = self.place else {
            return None;
        };
        let mut all = pages(&self.answers);
        let at = all.iter().position(|page| page.question == question);
        let at = at.or_else(|| {
            let item = assist::next(&self.answers).or_else(|| assist::last(&self.answers))?;
            all.iter().position(|page| page.question == item.question())
        })?;
        Some(all.swap_remove(at))
    }

    /// How far along it is.
    pub fn progress(&self) -> Progress {
        assist::progress(&self.answers)
    }

    /// The table above.
    pub fn state_of(&self, item: Item, answer: Answer) -> ChoiceState {
        match self.saving.get(&item) {
            Some(tapped) if *tapped == answer => ChoiceState::Saving,
            Some(_) => ChoiceState::Off,
            None => (self.answers.get(item) == Some(answer)).into(),
        }
    }

    /// A tap. True when it must be saved now; false when it changes nothing or waits for "change it".
    pub fn tap(&mut self, item: Item, answer: Answer) -> bool {
        self.pointed = false;
        self.warned = false;
        if self.answers.get(item) == Some(answer) && !self.saving.contains_key(&item) {
            self.held = None;
            return false;
        }
        let effect = assist::effect_of(&self.answers, item, answer);
        if !effect.no_longer_counted.is_empty() {
            self.held = Some(Held {
                item,
                answer,
                effect,
            });
            return false;
        }
        self.held = None;
        self.saving.insert(item, answer);
        true
    }

    /// "Change it": the held tap, to be saved now.
    pub fn confirm(&mut self) -> Option<(Item, Answer)> {
        let held = self.held.take()?;
        self.saving.insert(held.item, held.answer);
        Some((held.item, held.answer))
    }

    /// "Leave it".
    pub fn keep(&mut self) {
        self.held = None;
    }

    /// The service replied well: the answer is on the disk.
    pub fn saved(&mut self, item: Item, answer: Answer) {
        if self.saving.get(&item) == Some(&answer) {
            self.saving.remove(&item);
        }
        // The instrument allowed this answer when the screen offered it. Only a screen of another version could be
        // refused here.
        let _ = self.answers.set(item, answer);
    }

    /// The service refused it.
    pub fn refused(&mut self, item: Item) {
        self.saving.remove(&item);
    }

    /// The rows of question 1 that have no answer yet: "no to all the others".
    pub fn rest_of_first(&self) -> Vec<Item> {
        let first = Substance::ALL.into_iter().map(Item::Q1);
        first
            .filter(|item| !self.answers.is_settled(*item) && !self.saving.contains_key(item))
            .collect()
    }

    /// Where "next" leads. Answers under way count as open: they are not on the disk.
    pub fn forward(&self) -> Option<Forward> {
        let page = self.page()?;
        let open = page
            .items
            .iter()
            .filter(|item| !self.answers.is_settled(**item))
            .count();
        if open > 0 {
            return Some(Forward::Missing(open));
        }
        let all = pages(&self.answers);
        let at = all
            .iter()
            .position(|other| other.question == page.question)?;
        Some(
            all.get(at + 1)
                .map_or(Forward::Finish, |next| Forward::To(next.question)),
        )
    }

    /// The question before this one; none at the first.
    pub fn backward(&self) -> Option<Question> {
        let page = self.page()?;
        let all = pages(&self.answers);
        let at = all
            .iter()
            .position(|other| other.question == page.question)?;
        all.get(at.checked_sub(1)?).map(|before| before.question)
    }

    /// Moves to a question.
    pub fn go(&mut self, question: Question) {
        self.place = Place::At(question);
        self.held = None;
        self.pointed = false;
        self.warned = false;
    }

    /// The first question with something missing or refused, which leaves the result incomplete.
    pub fn lacking(&self) -> Option<Question> {
        let lacks = |item: &Item| matches!(self.answers.get(*item), None | Some(Answer::Refused));
        assist::required(&self.answers)
            .into_iter()
            .find(lacks)
            .map(Item::question)
    }

    /// "Finish". True when it can be done at once; false when the person first has to read what it means.
    pub fn finish(&mut self) -> bool {
        self.warned = self.lacking().is_some();
        !self.warned
    }
}

#[cfg(test)]
mod tests;
