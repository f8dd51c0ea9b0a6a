//! A client's profile: registers that may be edited, and consents. A code stands for the person; no name is needed.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::fields::{Fields, Problem, Read, at, one_of, parsed, put, put_list, put_text};
use crate::client_code::{self, Uic};
use crate::keyword::keywords;
use crate::limits;
use crate::time::Date;

/// The profile of one client.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// The code on the client's card.
    pub code: Option<String>,
    /// Facts from which a code is computed, only on the way in: [`Client::settle_code`] uses them up.
    #[serde(default)]
    pub uic: Option<Uic>,
    /// Other codes of the same person.
    pub aliases: Vec<String>,
    /// As the client says it.
    pub sex: Option<Sex>,
    /// The year of birth.
    pub birth_year: Option<i32>,
    /// BCP 47 tags.
    pub languages: Vec<String>,
    /// Groups that need a way of their own.
    pub special_groups: Vec<SpecialGroup>,
    /// How and when the client wants to be reached.
    pub contact_preferences: Option<String>,
    /// What the client agreed to.
    pub consents: Vec<Consent>,
}

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

pub(super) fn read(fields: &mut Fields) -> Read<Client> {
    Ok(Client {
        code: code_field(fields, "code")?,
        uic: fields
            .take("uic")
            .map(|value| uic(&fields.at("uic"), value))
            .transpose()?,
        aliases: fields.list("aliases", |path, value| {
            parsed(path, &value, CODE, client_code::tidy)
        })?,
        sex: fields.parsed("sex", &one_of(Sex::IDS), Sex::parse)?,
        birth_year: birth_year(fields)?,
        languages: fields.list("languages", |path, value| {
            parsed(path, &value, "a language tag such as vi", language)
        })?,
        special_groups: fields.list("special_groups", |path, value| {
            parsed(
                path,
                &value,
                &one_of(SpecialGroup::IDS),
                SpecialGroup::parse,
            )
        })?,
        contact_preferences: fields.text("contact_preferences", limits::LONG_TEXT)?,
        consents: fields.list("consents", |path, value| consent(Fields::new(path, value)?))?,
    })
}

const CODE: &str = "a code of 1 to 40 letters, digits, spaces, hyphens, slashes or underscores";

fn code_field(fields: &mut Fields, name: &str) -> Read<Option<String>> {
    fields.parsed(name, CODE, client_code::tidy)
}

fn birth_year(fields: &mut Fields) -> Read<Option<i32>> {
    let Some(value) = fields.take("birth_year") else {
        return Ok(None);
    };
    let year = value.as_i64().and_then(|year| i32::try_from(year).ok());
    let year = year.filter(|year| limits::BIRTH_YEARS.contains(year));
    let (first, last) = (limits::BIRTH_YEARS.start(), limits::BIRTH_YEARS.end());
    year.map(Some).ok_or_else(|| {
        fields.problem(
            "birth_year",
            format!("has to be a year from {first} to {last}"),
        )
    })
}

fn language(text: &str) -> Option<String> {
    let fine = (2..=35).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    fine.then(|| text.to_owned())
}

fn consent(mut fields: Fields) -> Read<Consent> {
    let purpose = fields.text("purpose", limits::SHORT_TEXT)?;
    let given = fields.date("given")?;
    let how = fields.text("how", limits::SHORT_TEXT)?;
    let consent = Consent {
        purpose: fields.required("purpose", purpose)?,
        given: fields.required("given", given)?,
        withdrawn: fields.date("withdrawn")?,
        how: fields.required("how", how)?,
        by: fields.text("by", limits::SHORT_TEXT)?,
    };
    if consent.withdrawn.is_some_and(|day| day < consent.given) {
        return Err(fields.problem("withdrawn", "is before the day on which it was given"));
    }
    fields.finish()?;
    Ok(consent)
}

fn uic(path: &str, value: Value) -> Read<Uic> {
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

pub(super) fn write(client: &Client, out: &mut Map<String, Value>) {
    put_text(out, "code", client.code.as_ref());
    put_list(out, "aliases", client.aliases.iter().cloned());
    put(out, "sex", client.sex.as_ref());
    put(out, "birth_year", client.birth_year);
    put_list(out, "languages", client.languages.iter().cloned());
    put_list(
        out,
        "special_groups",
        client.special_groups.iter().map(SpecialGroup::id),
    );
    put_text(
        out,
        "contact_preferences",
        client.contact_preferences.as_ref(),
    );
    put_list(out, "consents", client.consents.iter().map(write_consent));
}

fn write_consent(consent: &Consent) -> Map<String, Value> {
    let mut out = Map::new();
    put(&mut out, "purpose", Some(&consent.purpose));
    put(&mut out, "given", Some(consent.given));
    put(&mut out, "withdrawn", consent.withdrawn);
    put(&mut out, "how", Some(&consent.how));
    put_text(&mut out, "by", consent.by.as_ref());
    out
}
