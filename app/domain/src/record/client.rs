//! A client's profile: registers that may be edited, and consents. A code stands for the person; no name is needed.
//! Day, purpose and way of a consent are what makes it the same consent, so that two devices that record it make one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::define::record;
use super::field::Meets::{Each, Never, Register, Set};
use super::field::{Own, Role, Shape};
use super::fields::{Fields, Problem, Read, at, one_of, wrong};
use super::value::{Part, Value};
use super::words::{CODE, LANGUAGE, LONG};
use crate::client_code::{self, Uic};
use crate::keyword::keywords;
use crate::limits;
use crate::time::Date;

record! {
    /// The profile of a client
    #[derive(Default)]
    Client = "client" {
        /// The code that the programme knows the client by
        code: Option<String> => CODE, meets(Register), role(Role::Title);
        /// Facts that a code is computed from; used up on the way in and never stored
        #[serde(default)]
        uic: Option<Uic> => FACTS, meets(Never);
        /// Other codes of the same person
        aliases: Vec<String> => Shape::List(&CODE), meets(Set);
        /// As stated by the client
        sex: Option<Sex> => Sex::SHAPE, meets(Register);
        /// Year of birth
        birth_year: Option<i32> => BIRTH_YEAR, meets(Register);
        /// Languages, BCP 47
        languages: Vec<String> => Shape::List(&LANGUAGE), meets(Set);
        /// Groups with needs of their own
        special_groups: Vec<SpecialGroup> => Shape::List(&SpecialGroup::SHAPE), meets(Set);
        /// How and when the client wants to be contacted
        contact_preferences: Option<String> => LONG, meets(Register);
        /// Purpose, day given and, after a slash, day withdrawn
        consents: Vec<Consent> => CONSENTS, meets(Each);
    }
}

const BIRTH_YEAR: Shape = Shape::Number {
    range: (
        *limits::BIRTH_YEARS.start() as i64,
        *limits::BIRTH_YEARS.end() as i64,
    ),
    unit: "year",
};

/// One thing that a client agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// What for, such as `care-record`.
    pub purpose: String,
    /// When it was given.
    pub given: Date,
    /// When it was taken back.
    pub withdrawn: Option<Date>,
    /// How it was given, such as `spoken`.
    pub how: String,
    /// Who took it down.
    pub by: Option<String>,
}

keywords! {
    /// Sex as the client says it.
    Sex {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
        /// Transgender.
        Transgender = "transgender",
        /// Another.
        Other = "other",
        /// The client does not say.
        NotStated = "not-stated",
    }
}

keywords! {
    /// Groups that need a way of their own.
    #[allow(missing_docs, reason = "the names say it")]
    SpecialGroup {
        Pregnant = "pregnant",
        Breastfeeding = "breastfeeding",
        Under18 = "under-18",
        SexWorker = "sex-worker",
        Homeless = "homeless",
        EthnicMinority = "ethnic-minority",
        PrisonRelease = "prison-release",
        MentalIllness = "mental-illness",
        LivingWithHiv = "living-with-hiv",
    }
}

impl Client {
    /// Uses up the facts of a computed code. The code becomes the client's code, or an alias where a card code is
    /// given already; the facts are gone afterwards. `key` is the programme's.
    #[must_use]
    pub fn settle_code(mut self, key: &[u8]) -> Self {
        if let Some(uic) = self.uic.take() {
            let computed = uic.code(key);
            match &self.code {
                None => self.code = Some(computed),
                Some(code) if *code == computed || self.aliases.contains(&computed) => {}
                Some(_) => self.aliases.push(computed),
            }
        }
        self
    }

    /// The youngest age that the client can have on a day; only the year of birth is known.
    #[must_use]
    pub fn youngest_age_on(&self, day: Date) -> Option<u8> {
        let years = day.year().checked_sub(self.birth_year?)?;
        u8::try_from(years.checked_sub(1)?.max(0))
            .ok()
            .filter(|age| years >= 0 && *age <= limits::AGE)
    }

    /// Whether the client agreed to a purpose and has not taken it back.
    #[must_use]
    pub fn consents_to(&self, purpose: &str) -> bool {
        self.consents
            .iter()
            .any(|consent| consent.purpose == purpose && consent.withdrawn.is_none())
    }
}

const FACTS: Shape = Shape::Own(Own {
    read: |path, value| {
        Ok(uic(path, value)?
            .say()
            .unwrap_or(Value::Map(BTreeMap::new())))
    },
    write: |_| Json::Null,
});

const CONSENTS: Shape = Shape::Own(Own {
    read: read_consents,
    write: |value| {
        let consents = Vec::<Consent>::hear(Some(value)).unwrap_or_default();
        Json::Array(consents.iter().map(write_consent).collect())
    },
});

/// Between the parts of a consent's key.
const SEPARATOR: char = '\u{1f}';

/// A list of consents is a map by day, purpose and way.
impl Part for Vec<Consent> {
    fn say(&self) -> Option<Value> {
        let plain = |text: &str| text.replace(char::is_control, " ");
        let entry = |consent: &Consent| {
            let key = format!(
                "{}{SEPARATOR}{}{SEPARATOR}{}",
                consent.given,
                plain(&consent.purpose),
                plain(&consent.how)
            );
            let rest = [
                ("withdrawn", consent.withdrawn.say()),
                ("by", consent.by.say()),
            ];
            let rest = rest.into_iter().filter_map(|(name, value)| {
                Some((name.to_owned(), value.filter(Value::says_something)?))
            });
            (key, Value::Map(rest.collect()))
        };
        Some(Value::Map(self.iter().map(entry).collect()))
    }

    fn hear(value: Option<&Value>) -> Option<Self> {
        let consent = |(key, value): (&String, &Value)| {
            let mut parts = key.splitn(3, SEPARATOR);
            let rest = value.map()?;
            Some(Consent {
                given: Date::parse(parts.next()?).ok()?,
                purpose: parts.next()?.to_owned(),
                how: parts.next()?.to_owned(),
                withdrawn: Option::hear(rest.get("withdrawn"))?,
                by: Option::hear(rest.get("by"))?,
            })
        };
        let map = value.and_then(Value::map).into_iter().flatten();
        Some(map.filter_map(consent).collect())
    }
}

fn read_consents(path: &str, value: Json) -> Read<Value> {
    let Json::Array(list) = value else {
        return Err(wrong(path, &value, "a list"));
    };
    if list.len() > limits::LIST {
        return Err(super::fields::too_many(path, limits::LIST));
    }
    let consents: Vec<Consent> = list
        .into_iter()
        .enumerate()
        .map(|(n, value)| consent(Fields::new(&format!("{path}[{n}]"), value)?))
        .collect::<Read<_>>()?;
    let said = consents.say().unwrap_or(Value::Map(BTreeMap::new()));
    let distinct = said.map().map_or(0, BTreeMap::len);
    if distinct < consents.len() {
        return Err(at(path, "has two consents of one day, purpose and way"));
    }
    Ok(said)
}

const A_DATE: &str = "a date that exists, such as 2026-11-02";

fn consent(mut fields: Fields) -> Read<Consent> {
    let day = |text: &str| Date::parse(text).ok();
    let purpose = fields.text("purpose", limits::SHORT_TEXT)?;
    let given = fields.parsed("given", A_DATE, day)?;
    let how = fields.text("how", limits::SHORT_TEXT)?;
    let consent = Consent {
        purpose: fields.required("purpose", purpose)?,
        given: fields.required("given", given)?,
        withdrawn: fields.parsed("withdrawn", A_DATE, day)?,
        how: fields.required("how", how)?,
        by: fields.text("by", limits::SHORT_TEXT)?,
    };
    if consent.withdrawn.is_some_and(|day| day < consent.given) {
        return Err(fields.problem("withdrawn", "is before the day on which it was given"));
    }
    fields.finish()?;
    Ok(consent)
}

fn uic(path: &str, value: Json) -> Read<Uic> {
    let mut fields = Fields::new(path, value)?;
    let formula = fields.parsed(
        "formula",
        &one_of(client_code::Formula::IDS),
        client_code::Formula::parse,
    )?;
    let formula = fields.required("formula", formula)?;
    let inputs_path = fields.at("inputs");
    let inputs = fields.take("inputs");
    let inputs = fields.required("inputs", inputs)?;
    fields.finish()?;
    let mut inputs = Fields::new(&inputs_path, inputs)?;
    let mut given = Vec::new();
    for name in formula.inputs() {
        if let Some(text) = inputs.text(name, limits::SHORT_TEXT)? {
            given.push(((*name).to_owned(), text));
        }
    }
    inputs.finish()?;
    Uic::new(formula, given).map_err(|error| -> Problem {
        at(&format!("{inputs_path}.{}", error.input), error.to_string())
    })
}

fn write_consent(consent: &Consent) -> Json {
    let mut out = Map::new();
    let mut put = |name: &str, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            out.insert(name.to_owned(), text.into());
        }
    };
    put("purpose", Some(consent.purpose.clone()));
    put("given", Some(consent.given.to_string()));
    put("withdrawn", consent.withdrawn.map(|day| day.to_string()));
    put("how", Some(consent.how.clone()));
    put("by", consent.by.clone());
    Json::Object(out)
}
