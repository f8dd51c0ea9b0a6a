//! What was answered, as a document or a record holds it: a map from item id to answer id, and the free name of the
//! row "other".
//!
//! A newer app may have written an item or an answer that this one cannot read. It is kept as text, sent back, settles
//! its item for the interview (so that nobody overwrites it by accident) and leaves the row without a score.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Answer, Item};

/// The key under which the free name of the row "other" travels among the answers.
pub const OTHER_NAME: &str = "other.name";

/// The answers of one screening, in the order of the interview.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    given: BTreeMap<Item, Answer>,
    /// What the row "other" stands for, in the client's words.
    pub other_name: Option<String>,
    unreadable: BTreeMap<String, String>,
}

/// The item cannot have that answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{item} cannot be answered \"{answer}\"")]
pub struct NotAllowed {
    /// The item.
    pub item: Item,
    /// The answer that it cannot have.
    pub answer: Answer,
}

impl Answers {
    /// No answer yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers an item; an earlier answer is replaced.
    ///
    /// # Errors
    /// [`NotAllowed`] if the item cannot have that answer; nothing changes then.
    pub fn set(&mut self, item: Item, answer: Answer) -> Result<(), NotAllowed> {
        if !item.allows(answer) {
            return Err(NotAllowed { item, answer });
        }
        self.unreadable.remove(&item.to_string());
        self.given.insert(item, answer);
        Ok(())
    }

    /// Takes an answer back: the item is "not asked yet" again.
    pub fn clear(&mut self, item: Item) {
        self.unreadable.remove(&item.to_string());
        self.given.remove(&item);
    }

    /// The answer of an item, whether or not the skip rules reach it.
    #[must_use]
    pub fn get(&self, item: Item) -> Option<Answer> {
        self.given.get(&item).copied()
    }

    /// Whether the item has any answer, also one that this version cannot read.
    #[must_use]
    pub fn is_settled(&self, item: Item) -> bool {
        self.given.contains_key(&item) || self.is_unreadable(item)
    }

    /// Whether the item's answer was written by a newer app in a word that this one does not know.
    #[must_use]
    pub fn is_unreadable(&self, item: Item) -> bool {
        !self.unreadable.is_empty() && self.unreadable.contains_key(&item.to_string())
    }

    /// All readable answers in the order of the interview, whether or not the skip rules reach them.
    pub fn iter(&self) -> impl Iterator<Item = (Item, Answer)> + '_ {
        self.given.iter().map(|(item, answer)| (*item, *answer))
    }

    /// Keys and values of a newer app that this one keeps but does not understand.
    #[must_use]
    pub fn unreadable(&self) -> &BTreeMap<String, String> {
        &self.unreadable
    }

    /// How many items have a readable answer.
    #[must_use]
    pub fn len(&self) -> usize {
        self.given.len()
    }

    /// Whether nothing at all is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.given.is_empty() && self.unreadable.is_empty() && self.other_name.is_none()
    }

    /// Takes one key and value as a document holds them. Never fails: what cannot be read is kept.
    pub fn read(&mut self, key: &str, value: &str) {
        if key == OTHER_NAME {
            self.other_name = Some(value.to_owned());
            return;
        }
        let readable = key.parse::<Item>().ok().zip(value.parse::<Answer>().ok());
        match readable {
            Some((item, answer)) if item.allows(answer) => {
                self.given.insert(item, answer);
            }
            _ => {
                self.unreadable.insert(key.to_owned(), value.to_owned());
            }
        }
    }

    /// Every key and value as documents and records hold them: items in order, the name of "other", then what a newer
    /// app wrote.
    pub fn pairs(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let given = self
            .given
            .iter()
            .map(|(item, answer)| (item.to_string(), answer.to_string()));
        let name = self
            .other_name
            .iter()
            .map(|name| (OTHER_NAME.to_owned(), name.clone()));
        let kept = self
            .unreadable
            .iter()
            .map(|(key, value)| (key.clone(), value.clone()));
        given.chain(name).chain(kept)
    }

    /// These answers with all of `later` laid over them; nothing is lost that `later` does not answer.
    #[must_use]
    pub fn with(&self, later: &Answers) -> Answers {
        let mut all = self.clone();
        for (item, answer) in later.iter() {
            all.unreadable.remove(&item.to_string());
            all.given.insert(item, answer);
        }
        for (key, value) in &later.unreadable {
            if let Ok(item) = key.parse::<Item>() {
                all.given.remove(&item);
            }
            all.unreadable.insert(key.clone(), value.clone());
        }
        if later.other_name.is_some() {
            all.other_name.clone_from(&later.other_name);
        }
        all
    }
}

impl Serialize for Answers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.pairs().count()))?;
        for (key, value) in self.pairs() {
            map.serialize_entry(&key, &value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Answers;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of item ids to answer ids")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Answers, A::Error> {
                let mut answers = Answers::new();
                while let Some((key, value)) = map.next_entry::<String, String>()? {
                    answers.read(&key, &value);
                }
                Ok(answers)
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assist::Substance;

    #[test]
    fn what_a_newer_app_wrote_is_kept_and_sent_back() {
        let text = r#"{"q1.cannabis":"yes","q2.cannabis":"hourly","q2.kratom":"weekly","q9":"no"}"#;
        let answers: Answers = serde_json::from_str(text).unwrap();
        assert!(answers.is_unreadable(Item::Q2(Substance::Cannabis)));
        assert!(answers.is_settled(Item::Q2(Substance::Cannabis)));
        assert_eq!(answers.get(Item::Q2(Substance::Cannabis)), None);
        assert_eq!(serde_json::to_string(&answers).unwrap(), text);
    }

    #[test]
    fn an_answer_that_the_item_cannot_have_changes_nothing() {
        let mut answers = Answers::new();
        assert!(
            answers
                .set(Item::Q1(Substance::Alcohol), Answer::Weekly)
                .is_err()
        );
        assert!(
            answers
                .set(Item::Q5(Substance::Tobacco), Answer::Never)
                .is_err()
        );
        assert!(answers.is_empty());
    }

    #[test]
    fn answering_an_unreadable_item_replaces_it() {
        let item = Item::Q2(Substance::Cannabis);
        let mut answers = Answers::new();
        answers.read("q2.cannabis", "hourly");
        answers.set(item, Answer::Daily).unwrap();
        assert_eq!(
            (answers.get(item), answers.unreadable().len()),
            (Some(Answer::Daily), 0)
        );
        let mut newer = Answers::new();
        newer.read("q2.cannabis", "hourly");
        assert!(answers.with(&newer).is_unreadable(item));
    }
}
