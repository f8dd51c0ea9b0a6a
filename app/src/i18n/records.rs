//! Records in words: the names of their fields and what they say, by the tables of the kinds. A kind without a screen
//! of its own needs nothing but its messages: `kind-<kind>`, `field-<kind>-<field>`, and `<kind>-<field>-<word>` for
//! each word of a field.

use wayside_domain::record::{Field, Kind, Shape, Value as Said};

use super::Words;

impl Words {
    /// The name of a field.
    pub fn field(&self, kind: Kind, name: &str) -> String {
        self.keyword(&format!("field-{kind}"), name)
    }

    /// One word that a field may hold. Where people were met has the same words in every kind.
    pub fn field_word(&self, kind: Kind, field: &Field, word: &str) -> String {
        let own = format!("{kind}-{}", field.name);
        if self.has(&format!("{own}-{word}")) {
            self.keyword(&own, word)
        } else {
            self.keyword(field.name, word)
        }
    }

    /// What a field says.
    pub fn said(&self, kind: Kind, field: &Field, said: &Said) -> String {
        match said {
            Said::Text(text) if matches!(field.shape, Shape::Word(word) if !word.ids.is_empty()) => {
                self.field_word(kind, field, text)
            }
            Said::Text(text) => text.clone(),
            Said::Number(number) => self.number(u64::try_from(*number).unwrap_or_default()),
            Said::Time(time) => self.date(time.chrono().date_naive()),
            Said::List(list) => {
                let all: Vec<String> = list.iter().map(|one| self.said(kind, field, one)).collect();
                all.join(", ")
            }
            Said::Map(map) => {
                let all: Vec<String> = map
                    .iter()
                    .map(|(name, one)| {
                        format!(
                            "{} {}",
                            self.keyword("supply", name),
                            self.said(kind, field, one)
                        )
                    })
                    .collect();
                all.join(", ")
            }
        }
    }
}
