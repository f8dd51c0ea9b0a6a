//! Finding entries in a case file.

use wayside_domain::case_file::CaseFile;
use wayside_domain::id::Id;
use wayside_domain::record::Meets;

/// The letters of an entry, as it stands now; none where there is no such entry, or one without any.
pub fn note(file: &CaseFile, id: &Id) -> Option<String> {
    let body = file.body(id)?;
    let mut fields = body.kind().fields().iter();
    let letters = fields.find(|field| field.meets == Meets::Letters)?;
    let text = body.part(letters.name).and_then(|value| value.text());
    Some(text.unwrap_or_default())
}
