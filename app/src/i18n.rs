//! Words: every sentence that a person reads, in the language that the person chose.
//!
//! The sentences live in `locales/<language>/<area>.ftl`, one file per area, the same ids in every language. All files
//! are part of the program, so the words are there without a network. A language is added by adding a folder: its own
//! name, its direction and its number marks are messages too (`language.ftl`); no code names a language except English,
//! the fallback.
//!
//! | what | rule |
//! |---|---|
//! | one loader per language | made when the language is first spoken, shared; [`Words`] is a cheap clone and compares by language |
//! | a message that a language lacks | English |
//! | an id that no language has | `⟦id⟧` on the screen, so that nobody overlooks it; a panic in this crate's own tests |
//! | numbers | grouped as the language writes them (`language-number-group`, `language-number-point`) |
//! | isolation marks (U+2068, U+2069) | always in a right-to-left language; in a left-to-right one only around right-to-left values |
//!
//! Invariants (`i18n/tests.rs` holds them): the same ids, variables and attributes in every language; nothing empty,
//! untranslated or doubled; every id that the domain or a screen can ask for exists.
//!
//! Refused: isolation marks around every value (they stick to copied codes and join texts and say nothing between two
//! values of one direction); a global "current language" (two phones on one demonstration page speak different
//! languages).

mod areas;
mod number;
mod records;
mod terms;
#[cfg(test)]
mod tests;
mod when;

use std::sync::{Arc, LazyLock, OnceLock};

use fluent::{FluentArgs, FluentResource};
use i18n_embed::LanguageLoader;
use i18n_embed::fluent::FluentLanguageLoader;
use unic_langid::LanguageIdentifier;

pub use fluent::FluentValue as Value;

/// The language that has every message.
pub const FALLBACK: &str = "en";

/// The way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// The value of the `dir` attribute in a page.
    pub fn id(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// One language that the app speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// The language's tag, such as `vi`.
    pub tag: String,
    /// The language's name for itself.
    pub name: String,
    /// The way it is written.
    pub direction: Direction,
}

struct Inner {
    language: Language,
    loader: FluentLanguageLoader,
}

/// A start reads the sentences of one language, and of the others what they are called.
static LANGUAGES: LazyLock<Vec<Language>> =
    LazyLock::new(|| areas::tags().iter().map(|tag| describe(tag)).collect());
static WORDS: LazyLock<Vec<OnceLock<Words>>> =
    LazyLock::new(|| LANGUAGES.iter().map(|_| OnceLock::new()).collect());

/// What `language.ftl` says of the language that it is in.
fn describe(tag: &str) -> Language {
    let resource = FluentResource::try_new(areas::file(tag, "language"));
    let mut bundle = fluent::concurrent::FluentBundle::new_concurrent(Vec::new());
    // A test reads every file; what can't be read is an empty text here.
    let _ = bundle.add_resource(Arc::new(resource.unwrap_or_else(|(readable, _)| readable)));
    let value = |id: &str| {
        let pattern = bundle.get_message(id)?.value()?;
        Some(bundle.format_pattern(pattern, None, &mut Vec::new()))
    };
    let right_to_left = value("language-direction").is_some_and(|direction| direction == "rtl");
    Language {
        tag: tag.to_owned(),
        name: value("language-name").unwrap_or_default().into_owned(),
        direction: if right_to_left {
            Direction::Rtl
        } else {
            Direction::Ltr
        },
    }
}

/// All words of one language. Cheap to clone; two are equal when they speak the same language.
#[derive(Clone)]
pub struct Words {
    inner: Arc<Inner>,
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.inner.language.tag == other.inner.language.tag
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.inner.language.tag)
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::new(FALLBACK)
    }
}

/// The languages of the app, English first, then by tag.
pub fn languages() -> &'static [Language] {
    &LANGUAGES
}

impl Words {
    /// The words of the language with this tag; of its nearest relative (`vi` for `vi-VN`) or English when there is
    /// none.
    pub fn new(tag: &str) -> Self {
        let main = |tag: &str| {
            tag.split(['-', '_', '.'])
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase()
        };
        let known = |language: &Language| language.tag.eq_ignore_ascii_case(tag);
        let related = |language: &Language| main(&language.tag) == main(tag);
        let all = languages();
        let place = all.iter().position(known);
        let place = place.or_else(|| all.iter().position(related)).unwrap_or(0);
        match (all.get(place), WORDS.get(place)) {
            (Some(language), Some(words)) => words.get_or_init(|| Self::load(language)).clone(),
            _ => Self::load(&describe(FALLBACK)),
        }
    }

    fn load(language: &Language) -> Self {
        let tag: LanguageIdentifier = language.tag.parse().unwrap_or_default();
        let loader = FluentLanguageLoader::new(areas::DOMAIN, FALLBACK.parse().unwrap_or_default());
        // The assets are part of the program, and a test reads each of them. Without them every text would be its
        // visible marker.
        let _ = loader.load_languages(&areas::Areas, &[tag]);
        loader.with_bundles_mut(|bundle| {
            let _ = bundle.add_builtins();
            bundle.set_use_isolating(false);
        });
        let value = |id: &str| {
            if loader.has(id) {
                loader.get(id)
            } else {
                String::new()
            }
        };
        let format = number::formatter(
            &value("language-number-group"),
            &value("language-number-point"),
        );
        loader.with_bundles_mut(|bundle| {
            bundle.set_formatter(Some(format));
            bundle.set_use_isolating(language.direction == Direction::Rtl);
        });
        Self {
            inner: Arc::new(Inner {
                language: language.clone(),
                loader,
            }),
        }
    }

    /// The language of these words.
    pub fn language(&self) -> &Language {
        &self.inner.language
    }

    /// The text of a message without variables.
    pub fn text(&self, id: &str) -> String {
        self.text_with(id, &[])
    }

    /// The text of a message with its variables: `words.text_with("sync-retry", &[("count", 3.into())])`.
    pub fn text_with(&self, id: &str, args: &[(&str, Value<'_>)]) -> String {
        if !self.has(id) {
            return unknown(id);
        }
        let args: FluentArgs<'_> = args
            .iter()
            .map(|(name, value)| (*name, self.isolated(value)))
            .collect();
        self.inner.loader.get_args_fluent(id, Some(&args))
    }

    /// The text of a message's attribute, such as the `.hint` of a field.
    pub fn attribute(&self, id: &str, attribute: &str) -> String {
        if !self.inner.loader.has_attr(id, attribute) {
            return unknown(&format!("{id}.{attribute}"));
        }
        self.inner.loader.get_attr(id, attribute)
    }

    /// Whether any language has this message.
    pub fn has(&self, id: &str) -> bool {
        self.inner.loader.has(id)
    }

    /// The word for one of the record's keywords (`keyword("setting", "street")` reads `setting-street`); a keyword
    /// that a newer app wrote and this one does not know is shown as it stands.
    pub fn keyword(&self, kind: &str, value: &str) -> String {
        let id = format!("{kind}-{value}");
        if self.has(&id) {
            self.text(&id)
        } else {
            self.isolated(&value.into()).into_text()
        }
    }

    /// A number alone, written as the language writes it.
    pub fn number(&self, value: u64) -> String {
        self.text_with("number-plain", &[("number", value.into())])
    }

    /// The id of this wording, kept with every screening that was asked in it.
    pub fn wording(&self) -> String {
        self.text("wording-id")
    }

    /// In a left-to-right language, a right-to-left value must not reorder the sentence around it; the bundle does the
    /// rest.
    fn isolated<'a>(&self, value: &Value<'a>) -> Value<'a> {
        match value {
            Value::String(text)
                if self.inner.language.direction == Direction::Ltr
                    && text.chars().any(is_right_to_left) =>
            {
                Value::String(format!("\u{2068}{text}\u{2069}").into())
            }
            other => other.clone(),
        }
    }
}

trait IntoText {
    fn into_text(self) -> String;
}

impl IntoText for Value<'_> {
    fn into_text(self) -> String {
        if let Value::String(text) = self {
            text.into_owned()
        } else {
            String::new()
        }
    }
}

/// Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms: the blocks that Unicode keeps for right-to-left
/// scripts.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(not(test))]
fn unknown(id: &str) -> String {
    format!("⟦{id}⟧")
}

#[cfg(test)]
fn unknown(id: &str) -> String {
    panic!("no message has the id {id}: add it to every language under locales/")
}
