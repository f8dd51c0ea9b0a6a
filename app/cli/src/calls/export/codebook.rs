//! The columns of every table, in order, and what each of them means. The tables and `codebook.csv` both come from here.

use super::folder::Folder;
use crate::failure::Failure;

/// One column: its name, its type and what it means.
pub struct Column {
    /// The name in the first row.
    pub name: &'static str,
    /// text, keyword, list (separated by "; "), number, date, time, id.
    pub kind: &'static str,
    /// One sentence.
    pub meaning: &'static str,
}

const fn column(name: &'static str, kind: &'static str, meaning: &'static str) -> Column {
    Column {
        name,
        kind,
        meaning,
    }
}

const ID: Column = column(
    "id",
    "id",
    "The record's id; corrections of a record share it, the last one counts",
);
const CLIENT: Column = column(
    "client",
    "text",
    "Code of the client that the record belongs to",
);
const CORRECTION: Column = column(
    "correction",
    "text",
    "Empty for an original record; else why the earlier one with this id was corrected",
);
const NOTE: Column = column("note", "text", "Free text");

/// Tables in the order of their files: the record's type, the file, its columns.
pub const TABLES: [(&str, &str, &[Column]); 6] = [
    (
        "client",
        "clients.csv",
        &[
            ID,
            CORRECTION,
            column(
                "code",
                "text",
                "The code that the programme knows the client by",
            ),
            column("aliases", "list", "Other names that the client gave"),
            column("sex", "keyword", "As stated by the client"),
            column("birth_year", "number", "Year of birth"),
            column("languages", "list", "Languages, ISO 639-1"),
            column("special_groups", "list", "Groups with needs of their own"),
            column(
                "contact_preferences",
                "text",
                "How and when the client wants to be contacted",
            ),
            column(
                "consents",
                "list",
                "Purpose, day given and, after a slash, day withdrawn",
            ),
        ],
    ),
    (
        "contact",
        "contacts.csv",
        &[
            ID,
            CLIENT,
            CORRECTION,
            column("at", "time", "When the contact took place"),
            column("setting", "keyword", "Where it took place"),
            column("worker", "text", "Who made it"),
            column("done", "list", "What was done"),
            column(
                "needles-out",
                "number",
                "Needles handed out, in single needles, not packs",
            ),
            column(
                "needles-back",
                "number",
                "Needles taken back, in single needles",
            ),
            column("naloxone-kits", "number", "Naloxone kits handed out"),
            column("condoms", "number", "Condoms handed out, in pieces"),
            column("other_supplies", "list", "Other supplies: name=units"),
            NOTE,
        ],
    ),
    (
        "screening",
        "screenings.csv",
        &[
            ID,
            CLIENT,
            CORRECTION,
            column("instrument", "keyword", "Which instrument was used"),
            column(
                "wording",
                "keyword",
                "Which wording the questions were asked with",
            ),
            column("started", "time", "When it began"),
            column("finished", "time", "When it ended; empty while it is open"),
            column(
                "age",
                "number",
                "Age in years at the screening, where known",
            ),
            column(
                "status",
                "keyword",
                "complete, or incomplete: an item that counts is missing or was refused",
            ),
            column(
                "injecting",
                "keyword",
                "Tier of the injecting pattern; empty while unanswered or refused",
            ),
            column("flags", "list", "Marks of the result"),
            column(
                "scores",
                "list",
                "substance=score (band); computed from the answers at export, empty where incomplete",
            ),
            column(
                "answers",
                "list",
                "item=answer, every answer that was given, counted or not",
            ),
            column("other_name", "text", "What the tenth row stands for"),
        ],
    ),
    (
        "intervention",
        "interventions.csv",
        &[
            ID,
            CLIENT,
            CORRECTION,
            column("screening", "id", "The screening that it follows"),
            column("substance", "keyword", "What it was about"),
            column("at", "time", "When it began"),
            column("finished", "time", "When it ended; empty while it is open"),
            column("steps", "list", "step=done or skipped, with the reason"),
            column("importance", "number", "Ruler, 0 to 10"),
            column("confidence", "number", "Ruler, 0 to 10"),
            column("good_things", "list", "What the client likes about the use"),
            column(
                "less_good_things",
                "list",
                "What the client likes less about it",
            ),
            column("plan", "text", "What the client plans"),
            column("materials", "list", "What was given to take home"),
            NOTE,
        ],
    ),
    (
        "referral",
        "referrals.csv",
        &[
            ID,
            CLIENT,
            CORRECTION,
            column("service", "text", "Where to"),
            column("reason", "text", "Why"),
            column("urgency", "keyword", "routine, soon or emergency"),
            column(
                "events",
                "list",
                "event=when, in the order in which they were noted",
            ),
        ],
    ),
    (
        "follow-up",
        "follow-ups.csv",
        &[
            ID,
            CLIENT,
            CORRECTION,
            column("due", "date", "The day it is due"),
            column("what", "text", "What is to be done"),
            column(
                "done",
                "date",
                "The day it was done; empty while it is open",
            ),
        ],
    ),
];

/// Writes `codebook.csv`.
pub fn write(folder: &Folder) -> Result<String, Failure> {
    let mut writer = csv::Writer::from_writer(folder.file("codebook.csv")?);
    let failed = |error: csv::Error| Failure::outside(format!("codebook.csv: {error}"));
    writer
        .write_record(["file", "column", "type", "meaning"])
        .map_err(failed)?;
    for (_, file, columns) in TABLES {
        for column in columns {
            writer
                .write_record([file, column.name, column.kind, column.meaning])
                .map_err(failed)?;
        }
    }
    writer
        .into_inner()
        .map_err(|error| Failure::outside(format!("codebook.csv: {error}")))?
        .finish()
}
