//! A file that outgrew its document goes on in further ones: its volumes. The file's own document is volume 1.
//!
//! ```text
//! id        = "volume_" ‖ hash ‖ "_" ‖ caseload ‖ "_" ‖ number        (hash and caseload: base32 of 16 bytes)
//! hash      = SHA-256("wayside volume 1" ‖ 0 ‖ id of the file), cut
//! continues = the id of the file; a key of the root, in the first change of each further volume
//! ```
//! The id follows from the file, so that devices that go on apart meet in one document, and no device has to tell
//! another where a file goes on. Each part of it does one thing:
//! - the hash stands for the file, whose id may be as long as an id can be. All volumes of a file lie together in the
//!   index of documents, so they are found without a table that would have to be kept right;
//! - the caseload says which stream may write the volume. Whatever comes through another one is refused before
//!   anything of the document is here, so nobody takes its place. A volume counts where its caseload is the file's;
//! - the number says which one it is, and there are only so many: whoever opens a file opens all of them.
//!
//! Readers believe `continues` if the id follows from it. A change that says anything else is put aside alone. A volume
//! is no file: nothing continues it, no command and no import opens it, and no list shows it. A volume whose first
//! change or whose file is not here yet waits, as a change does that depends on another.
//!
//! Refused: a random id that the document before names (devices apart would name two), and values of the profile in
//! further volumes (who would win where two documents know nothing of each other?).

use automerge::{AutoCommit, AutomergeError, ROOT};
use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};
use wayside_domain::id::Id;

use super::change::Unusable;
use super::pen::Pen;
use super::{FORMAT, FORMAT_NOW, tree};
use crate::segments::RawId;

/// The file's own document.
pub(crate) const FIRST: u8 = 1;

/// The last volume. With the usual cap that is thirty years of 500 letters a day from one device, and no file can be
/// made to cost more than eight times what one document may.
pub(crate) const LAST: u8 = 8;

const CONTINUES: &str = "continues";
const NAME: &str = "volume_";

/// What the id of a further volume says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) caseload: RawId,
    pub(crate) number: u8,
}

impl Name {
    /// Reads an id; `None` where it is no further volume's.
    pub(crate) fn of(id: &Id) -> Option<Self> {
        let mut parts = id.as_str().strip_prefix(NAME)?.split('_');
        let (hash, caseload, number) = (parts.next()?, parts.next()?, parts.next()?);
        bytes(hash)?;
        let name = Self {
            caseload: bytes(caseload)?,
            number: number.parse().ok()?,
        };
        let further = FIRST < name.number && name.number <= LAST;
        (further && parts.next().is_none() && number == name.number.to_string()).then_some(name)
    }
}

/// Sixteen bytes in the one way in which ids write them.
fn bytes(text: &str) -> Option<RawId> {
    let bytes = BASE32_NOPAD.decode(text.to_ascii_uppercase().as_bytes());
    let bytes: RawId = bytes.ok()?.try_into().ok()?;
    (Id::of_bytes(&bytes).as_str() == text).then_some(bytes)
}

/// Whether this is the id of a further volume, and so of no file.
pub(crate) fn is_one(id: &Id) -> bool {
    Name::of(id).is_some()
}

/// Which volume of its file a document is.
pub(crate) fn number(id: &Id) -> u8 {
    Name::of(id).map_or(FIRST, |name| name.number)
}

/// What the ids of all further volumes of a file begin with.
pub(crate) fn prefix(file: &Id) -> String {
    let mut hash = Sha256::new();
    hash.update("wayside volume 1\0");
    hash.update(file.as_str());
    let hash = hash.finalize();
    format!(
        "{NAME}{}_",
        Id::of_bytes(hash.get(..16).unwrap_or_default())
    )
}

/// The id of a volume; `None` for a number that no further volume has.
pub(crate) fn id(file: &Id, caseload: &RawId, number: u8) -> Option<Id> {
    let id = format!("{}{}_{number}", prefix(file), Id::of_bytes(caseload));
    Id::parse(&id).ok().filter(is_one)
}

/// Whether a document is a further volume of this file.
pub(crate) fn is_of(id: &Id, file: &Id) -> bool {
    is_one(id) && id.as_str().starts_with(&prefix(file))
}

/// Writes what makes a document a volume of this file.
pub(crate) fn begin(pen: &mut Pen<'_>, file: &Id) -> Result<(), AutomergeError> {
    pen.number(&ROOT, FORMAT, FORMAT_NOW)?;
    pen.text(&ROOT, CONTINUES, file.as_str())
}

/// The file that a document says it continues; `None` where it says nothing, as a file's own document does.
///
/// # Errors
/// It says what its id does not.
pub(crate) fn continues(document: &AutoCommit, id: &Id) -> Result<Option<Id>, Unusable> {
    let mut file = None;
    // People apart may have begun one volume each: then all of their words count.
    for said in tree::values(document, &ROOT, CONTINUES, 0) {
        let named = said.as_text().and_then(|text| Id::parse(&text).ok());
        let named = named.filter(|named| !is_one(named) && is_of(id, named));
        file = Some(named.ok_or(Unusable::WrongVolume)?);
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_family = "wasm")]
    use browser_test::wasm_bindgen_test as test;

    const CASELOAD: RawId = [7; 16];

    #[test]
    fn an_id_follows_from_file_caseload_and_number_and_says_the_last_two() {
        let longest = Id::parse(&"x".repeat(Id::MAX)).unwrap();
        let second = id(&longest, &CASELOAD, 2).unwrap();
        let (caseload, number) = (CASELOAD, 2);
        assert_eq!(Name::of(&second), Some(Name { caseload, number }));
        assert!(is_of(&second, &longest));
        assert!(!is_of(&second, &Id::parse("x").unwrap()));
        assert_ne!(id(&longest, &[8; 16], 2), Some(second));
        for none in [0, FIRST, LAST + 1, u8::MAX] {
            assert_eq!(id(&longest, &CASELOAD, none), None, "{none}");
        }
        // A golden one: every version of the app has to derive the same.
        assert_eq!(
            id(&Id::parse("c1").unwrap(), &CASELOAD, 8)
                .unwrap()
                .as_str(),
            "volume_7earke2kft3razutbe7nt4awoq_a4dqobyha4dqobyha4dqobyha4_8"
        );
    }

    #[test]
    fn an_id_that_is_written_in_another_way_is_no_volumes() {
        let good = id(&Id::parse("c1").unwrap(), &CASELOAD, 2).unwrap();
        let text = good.as_str();
        for bad in [
            text.replace("_2", "_02"),
            text.replace("_2", "_9"),
            text.replace("_2", ""),
            format!("{text}_2"),
            text.to_ascii_uppercase(),
            text.replacen("volume_", "volume_a", 1),
            "volume_2".to_owned(),
        ] {
            assert!(!is_one(&Id::parse(&bad).unwrap()), "{bad}");
        }
    }
}
