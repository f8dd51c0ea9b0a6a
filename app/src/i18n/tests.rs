//! What must hold for the words of every language. `parsed` reads the files as Fluent does; `domain` walks the domain's
//! ids and `used` walks the sources for the ids that screens ask for.

mod boot;
mod domain;
mod loader;
mod parsed;
mod used;

use std::collections::BTreeSet;

use parsed::{Parsed, parsed};

use super::{FALLBACK, languages};

/// Messages that may read the same in two languages: names, marks, international words.
const SAME_IN_EVERY_LANGUAGE: &[&str] = &[
    "app-name",
    "contact-supply-line",
    "date-clock",
    "language-direction",
    "number-plain",
    "substance-cocaine",
    "substance-cocaine-inline",
    "unit-gigabytes",
    "unit-kilobytes",
    "unit-megabytes",
];

/// Words that label a person by what they use, or that blame. No message needs one.
const HURTFUL: &[&str] = &[
    "addict",
    "abuse",
    "junkie",
    "drug user",
    "alcoholic",
    "clean and sober",
    "con nghiện",
    "nghiện",
    "lạm dụng",
    "tệ nạn",
];

/// Every other language beside the fallback.
fn others() -> Vec<(String, Parsed)> {
    languages()
        .iter()
        .filter(|language| language.tag != FALLBACK)
        .map(|language| (language.tag.clone(), parsed(&language.tag)))
        .collect()
}

#[test]
fn every_language_has_the_same_messages_variables_and_attributes() {
    let english = parsed(FALLBACK);
    for (tag, other) in others() {
        let ids = |parsed: &Parsed| parsed.messages.keys().cloned().collect::<BTreeSet<_>>();
        let missing: Vec<_> = ids(&english).difference(&ids(&other)).cloned().collect();
        let surplus: Vec<_> = ids(&other).difference(&ids(&english)).cloned().collect();
        assert!(
            missing.is_empty() && surplus.is_empty(),
            "{tag} lacks {missing:?} and has {surplus:?} alone"
        );
        for (id, message) in &english.messages {
            let same = &other.messages[id];
            assert_eq!(
                message.variables, same.variables,
                "variables of {id} in {tag}"
            );
            assert_eq!(
                message.attributes, same.attributes,
                "attributes of {id} in {tag}"
            );
        }
    }
}

#[test]
fn every_file_parses_without_junk_and_no_id_is_there_twice() {
    for language in languages() {
        let parsed = parsed(&language.tag);
        assert!(
            parsed.junk.is_empty(),
            "{}: {:?}",
            language.tag,
            parsed.junk
        );
        assert!(
            parsed.doubled.is_empty(),
            "{}: {:?}",
            language.tag,
            parsed.doubled
        );
        assert!(
            parsed.messages.len() > 500,
            "{} has only {}",
            language.tag,
            parsed.messages.len()
        );
    }
}

#[test]
fn every_language_has_the_same_files() {
    let names = |tag: &str| {
        super::areas::files(tag)
            .into_iter()
            .filter_map(|(path, _)| Some(path.split_once('/')?.1.to_owned()))
            .collect::<Vec<_>>()
    };
    for language in languages() {
        assert_eq!(names(FALLBACK), names(&language.tag), "{}", language.tag);
    }
}

#[test]
fn nothing_is_empty_and_nothing_is_left_untranslated() {
    let english = parsed(FALLBACK);
    for (id, message) in &english.messages {
        assert!(!message.text.trim().is_empty(), "{id} is empty");
    }
    for (tag, other) in others() {
        for (id, message) in &other.messages {
            assert!(!message.text.trim().is_empty(), "{id} is empty in {tag}");
            let same = english
                .messages
                .get(id)
                .is_some_and(|one| one.text == message.text);
            assert!(
                !same || SAME_IN_EVERY_LANGUAGE.contains(&id.as_str()),
                "{id} is not translated into {tag}: {:?}",
                message.text
            );
        }
    }
}

#[test]
fn every_vietnamese_sentence_carries_its_marks() {
    let plain = |text: &str| text.chars().all(|c| c.is_ascii() || "…“”".contains(c));
    for (id, message) in parsed("vi").messages {
        let long = message
            .text
            .split_whitespace()
            .filter(|word| word.chars().all(char::is_alphabetic))
            .count()
            > 4;
        assert!(
            !long || !plain(&message.text),
            "{id} has no diacritics: {:?}",
            message.text
        );
    }
}

#[test]
fn no_message_uses_a_word_that_hurts() {
    for language in languages() {
        for (id, message) in parsed(&language.tag).messages {
            let text = message.text.to_lowercase();
            let found = HURTFUL.iter().find(|word| text.contains(*word));
            assert_eq!(found, None, "{id} in {}: {text}", language.tag);
        }
    }
}

#[test]
fn no_message_holds_markup_or_a_placeholder_left_behind() {
    for language in languages() {
        for (id, message) in parsed(&language.tag).messages {
            let bad = ["TODO", "FIXME", "XXX", "<", ">", "  "]
                .into_iter()
                .find(|bad| message.text.contains(bad));
            assert_eq!(bad, None, "{id} in {}: {:?}", language.tag, message.text);
        }
    }
}
