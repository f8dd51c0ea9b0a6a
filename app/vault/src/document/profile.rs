//! `profile/<field>` and `consents/<given>␟<purpose>␟<how>`: registers of the root, edited one by one.
//!
//! Two people who set one field differently both stay: the value that Automerge shows first counts, and all of them are
//! in the conflicts until a person sets the field again. Lists count as the union of what both wrote: a missing
//! "pregnant" is worse than one too many.
//!
//! The key of a consent is what makes it the same consent, so that two devices that record it make one.

use automerge::{AutomergeError, ROOT};
use wayside_domain::record::{Client, Consent, Sex, SpecialGroup};
use wayside_domain::time::Date;

use super::pen::Pen;
use super::tree::{Fields, Node};
use super::{FORMAT, parse_list};

const CODE: &str = "profile/code";
const ALIASES: &str = "profile/aliases";
const SEX: &str = "profile/sex";
const BIRTH_YEAR: &str = "profile/birth_year";
const LANGUAGES: &str = "profile/languages";
const GROUPS: &str = "profile/special_groups";
const PREFERENCES: &str = "profile/contact_preferences";
const CONSENTS: &str = "consents/";
const SEPARATOR: char = '\u{1f}';

/// Writes what differs from `old`; consents are never taken back by this, only added or changed.
pub(crate) fn write(
    pen: &mut Pen<'_>,
    old: Option<&Client>,
    new: &Client,
) -> Result<(), AutomergeError> {
    let none = Client::default();
    if old.is_none() {
        // A document says something from its first moment, also for a client without any profile.
        pen.number(&ROOT, FORMAT, 1)?;
    }
    let old = old.unwrap_or(&none);
    pen.changed(&ROOT, CODE, old.code.as_deref(), new.code.as_deref())?;
    pen.changed_list(&ROOT, ALIASES, &old.aliases, &new.aliases)?;
    pen.changed(
        &ROOT,
        SEX,
        old.sex.as_ref().map(Sex::id),
        new.sex.as_ref().map(Sex::id),
    )?;
    pen.changed_number(
        &ROOT,
        BIRTH_YEAR,
        old.birth_year.map(i64::from),
        new.birth_year.map(i64::from),
    )?;
    pen.changed_list(&ROOT, LANGUAGES, &old.languages, &new.languages)?;
    pen.changed_list(&ROOT, GROUPS, &groups(old), &groups(new))?;
    pen.changed(
        &ROOT,
        PREFERENCES,
        old.contact_preferences.as_deref(),
        new.contact_preferences.as_deref(),
    )?;
    for consent in &new.consents {
        let held = old.consents.iter().find(|held| key(held) == key(consent));
        if held == Some(consent) {
            continue;
        }
        let map = pen.map(&ROOT, &format!("{CONSENTS}{}", key(consent)))?;
        let withdrawn = |consent: &Consent| consent.withdrawn.map(|day| day.to_string());
        pen.changed(
            &map,
            "withdrawn",
            held.and_then(withdrawn).as_deref(),
            withdrawn(consent).as_deref(),
        )?;
        pen.changed(
            &map,
            "by",
            held.and_then(|held| held.by.as_deref()),
            consent.by.as_deref(),
        )?;
    }
    Ok(())
}

/// Reads the profile.
pub(crate) fn read(root: &Fields) -> Client {
    Client {
        code: root.text(CODE).map(str::to_owned),
        uic: None,
        aliases: union(root, ALIASES),
        sex: root.text(SEX).map(Sex::read),
        birth_year: root
            .number(BIRTH_YEAR)
            .and_then(|year| i32::try_from(year).ok()),
        languages: union(root, LANGUAGES),
        special_groups: union(root, GROUPS)
            .iter()
            .map(|group| SpecialGroup::read(group))
            .collect(),
        contact_preferences: root.text(PREFERENCES).map(str::to_owned),
        consents: root
            .under(CONSENTS)
            .filter_map(|(name, node)| consent(name, node))
            .collect(),
    }
}

fn groups(client: &Client) -> Vec<String> {
    client
        .special_groups
        .iter()
        .map(|group| group.id().to_owned())
        .collect()
}

fn union(root: &Fields, key: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for node in root.all(key) {
        if let Node::Text(text) = node {
            for value in parse_list(text) {
                if !all.contains(&value) {
                    all.push(value);
                }
            }
        }
    }
    all
}

fn key(consent: &Consent) -> String {
    let plain = |text: &str| text.replace(char::is_control, " ");
    format!(
        "{}{SEPARATOR}{}{SEPARATOR}{}",
        consent.given,
        plain(&consent.purpose),
        plain(&consent.how)
    )
}

fn consent(name: &str, node: &Node) -> Option<Consent> {
    let Node::Map(fields) = node else {
        return None;
    };
    let mut parts = name.splitn(3, SEPARATOR);
    Some(Consent {
        given: Date::parse(parts.next()?).ok()?,
        purpose: parts.next()?.to_owned(),
        how: parts.next()?.to_owned(),
        withdrawn: fields
            .text("withdrawn")
            .and_then(|day| Date::parse(day).ok()),
        by: fields.text("by").map(str::to_owned),
    })
}
