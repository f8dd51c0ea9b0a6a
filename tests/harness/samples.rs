//! Sample people, plainly samples, and answers as an interview would collect them.

use rand::{Rng, RngExt};
use wayside_domain::assist::{Answer, Answers, Item, Substance, next};
use wayside_domain::id::Id;
use wayside_domain::record::to_json;

/// Words that must never be seen outside a vault.
pub const SECRET_WORDS: [&str; 4] = [
    "SAMPLE-SECRET-1",
    "Sample-alias-one",
    "a sample note nobody else may read",
    "q2.cannabis",
];

/// Walks the interview to its end: about three substances ever used, never a refusal.
pub fn answers(rng: &mut impl Rng) -> Answers {
    let mut answers = Answers::default();
    let used: Vec<Substance> = Substance::ALL
        .into_iter()
        .filter(|_| rng.random_ratio(3, 10))
        .collect();
    while let Some(item) = next(&answers) {
        let answer = match item {
            Item::Q1(substance) if used.contains(&substance) => Answer::Yes,
            Item::Q1(_) => Answer::No,
            Item::Q1Confirmed => Answer::Yes,
            _ => {
                let allowed: Vec<Answer> = item
                    .allowed()
                    .iter()
                    .copied()
                    .filter(|answer| *answer != Answer::Refused)
                    .collect();
                allowed[rng.random_range(0..allowed.len())]
            }
        };
        answers.set(item, answer).unwrap();
    }
    answers
}

/// A client and one finished screening, as two JSON lines.
pub fn client_with_screening(rng: &mut impl rand::CryptoRng, number: u32) -> String {
    let code = format!("SAMPLE-{number:05}");
    let birth_year = rng.random_range(1960..2006);
    let minute = rng.random_range(0..60);
    let client = format!(
        r#"{{"type":"client","id":"{}","code":"{code}","sex":"female","birth_year":{birth_year},"languages":["vi"]}}"#,
        Id::random(rng)
    );
    let screening = format!(
        r#"{{"type":"screening","id":"{}","client":"{code}","instrument":"assist-3.1","wording":"wayside-vi-1","started":"2026-11-02T19:{minute:02}:00+07:00","finished":"2026-11-02T19:{minute:02}:40+07:00","answers":{}}}"#,
        Id::random(rng),
        serde_json::to_string(&answers(rng)).unwrap()
    );
    format!("{client}\n{screening}\n")
}

/// Every kind of record for one client, with the secret words in it.
pub fn whole_case() -> String {
    let [code, alias, note, _] = SECRET_WORDS;
    [
        format!(r#"{{"type":"client","id":"sample-client-1","code":"{code}","aliases":["{alias}"],"sex":"male","birth_year":1991,"languages":["vi"],"special_groups":["homeless"],"consents":[{{"purpose":"care-record","given":"2026-11-02","how":"spoken"}}]}}"#),
        format!(r#"{{"type":"contact","id":"sample-contact-1","client":"{code}","at":"2026-11-02T19:40:00+07:00","setting":"street","supplies":{{"needles-out":20,"needles-back":14,"naloxone-kits":1,"condoms":10}},"note":"{note}"}}"#),
        format!(r#"{{"type":"screening","id":"sample-screening-1","client":"{code}","instrument":"assist-3.1","wording":"wayside-en-1","started":"2026-11-02T19:42:00+07:00","finished":"2026-11-02T19:49:00+07:00","answers":{}}}"#, three_substances()),
        format!(r#"{{"type":"intervention","id":"sample-intervention-1","client":"{code}","screening":"sample-screening-1","substance":"cannabis","at":"2026-11-02T19:50:00+07:00","steps":{{"feedback":"done","advice":"done","good-things":"skipped"}},"rulers":{{"importance":7,"confidence":4}},"note":"{note}"}}"#),
        format!(r#"{{"type":"referral","id":"sample-referral-1","client":"{code}","service":"sample clinic","reason":"hepatitis C test","urgency":"soon","events":[{{"made":"2026-11-02"}}]}}"#),
        format!(r#"{{"type":"follow-up","id":"sample-follow-up-1","client":"{code}","due":"2026-11-16","what":"re-screen","done":null}}"#),
    ]
    .join("\n")
}

/// Tobacco daily, cannabis weekly, heroin long ago; nothing injected.
fn three_substances() -> String {
    let mut answers = Answers::default();
    while let Some(item) = next(&answers) {
        let answer = match item {
            Item::Q1(Substance::Tobacco | Substance::Cannabis | Substance::Opioids) => Answer::Yes,
            Item::Q1(_) => Answer::No,
            Item::Q2(Substance::Tobacco) => Answer::Daily,
            Item::Q2(Substance::Opioids) => Answer::Never,
            Item::Q2(_) | Item::Q3(_) => Answer::Weekly,
            Item::Q4(_) | Item::Q5(_) => Answer::Monthly,
            Item::Q6(_) => Answer::Past3Months,
            Item::Q7(_) => Answer::Earlier,
            _ => Answer::No,
        };
        answers.set(item, answer).unwrap();
    }
    serde_json::to_string(&answers).unwrap()
}

/// The lines of a document, for comparing with what a device exports.
pub fn canonical(lines: &str) -> Vec<String> {
    let entries = wayside_domain::record::parse_document(lines).unwrap();
    let mut lines: Vec<String> = entries
        .iter()
        .map(|entry| to_json(entry).to_string())
        .collect();
    lines.sort();
    lines
}
