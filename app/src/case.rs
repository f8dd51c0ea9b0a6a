//! Finding entries in a case file.

use wayside_domain::case_file::{CaseFile, Filed};
use wayside_domain::id::Id;
use wayside_domain::record::{Contact, Intervention, Screening};

fn find<'a, T>(list: &'a [Filed<T>], id: &Id) -> Option<&'a T> {
    list.iter()
        .find(|filed| filed.id == *id)
        .map(Filed::current)
}

/// The interview with this id, as it stands now.
pub fn screening<'a>(file: &'a CaseFile, id: &Id) -> Option<&'a Screening> {
    find(&file.screenings, id)
}

/// The brief intervention with this id, as it stands now.
pub fn intervention<'a>(file: &'a CaseFile, id: &Id) -> Option<&'a Intervention> {
    find(&file.interventions, id)
}

/// The contact with this id, as it stands now.
pub fn contact<'a>(file: &'a CaseFile, id: &Id) -> Option<&'a Contact> {
    find(&file.contacts, id)
}

/// The note of a contact or an intervention; none where there is no such entry.
pub fn note(file: &CaseFile, id: &Id) -> Option<String> {
    let of_contact = contact(file, id).map(|contact| contact.note.clone());
    let note = of_contact
        .or_else(|| intervention(file, id).map(|intervention| intervention.note.clone()))?;
    Some(note.unwrap_or_default())
}
