//! Writing into a document: small puts, collected into as few changes as fit.
//!
//! One act is one change, unless it would pass [`MAX_OWN_CHANGE`](super::change::MAX_OWN_CHANGE): then it is cut into
//! several, each of which fits a segment. A string that is longer than one change may hold is written as Text in
//! pieces; readers see no difference.

use automerge::transaction::Transactable;
use automerge::{AutoCommit, AutomergeError, ChangeHash, ObjId, ObjType, ROOT, ReadDoc};

use super::tree::{self, Node};
use crate::outbox::Touched;

/// A change is cut when it is estimated to be this large; the largest single step after that stays well under
/// `MAX_OWN_CHANGE`.
const CUT_AT: usize = 7 * 1024;

/// Strings up to this many bytes are scalars; longer ones are Text in pieces of this size.
const PIECE: usize = 2 * 1024;

/// What an operation costs beside its key and value.
const OPERATION: usize = 6;

/// One change made here.
#[derive(Clone, Debug)]
pub(crate) struct OwnChange {
    pub(crate) hash: ChangeHash,
    pub(crate) bytes: Vec<u8>,
    pub(crate) touched: Vec<Touched>,
}

/// What was written into one document and is not stored yet.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    estimate: usize,
    touched: Vec<Touched>,
    pub(crate) changes: Vec<OwnChange>,
    /// Of these changes.
    pub(crate) operations: u64,
}

/// Writes into one document. Several pens, one after the other, may write one change.
pub(crate) struct Pen<'a> {
    document: &'a mut AutoCommit,
    draft: &'a mut Draft,
}

type Written<T> = Result<T, AutomergeError>;

impl<'a> Pen<'a> {
    pub(crate) fn new(document: &'a mut AutoCommit, draft: &'a mut Draft) -> Self {
        Self { document, draft }
    }

    /// Names the entry that the next puts belong to.
    pub(crate) fn touch(&mut self, kind: &'static str, entry: &str) {
        let touched = Touched {
            kind,
            entry: entry.to_owned(),
        };
        if !self.draft.touched.contains(&touched) {
            self.draft.touched.push(touched);
        }
    }

    /// Sets a string.
    pub(crate) fn text(&mut self, object: &ObjId, key: &str, value: &str) -> Written<()> {
        if value.len() > PIECE {
            return self.note(object, key, value);
        }
        self.step(key.len() + value.len())?;
        self.document.put(object, key, value)
    }

    /// Sets a number.
    pub(crate) fn number(&mut self, object: &ObjId, key: &str, value: i64) -> Written<()> {
        self.step(key.len() + 4)?;
        self.document.put(object, key, value)
    }

    /// Sets a list, as one JSON array; nothing for an empty one.
    pub(crate) fn list(&mut self, object: &ObjId, key: &str, values: &[String]) -> Written<()> {
        if values.is_empty() {
            return Ok(());
        }
        self.text(object, key, &super::json_list(values))
    }

    /// Takes a value back. It stays in the history.
    pub(crate) fn clear(&mut self, object: &ObjId, key: &str) -> Written<()> {
        self.step(key.len())?;
        if self.document.get(object, key)?.is_some() {
            self.document.delete(object, key)
        } else {
            Ok(())
        }
    }

    /// Sets what `new` has and takes back what only `old` had; equal values write nothing.
    pub(crate) fn changed(
        &mut self,
        object: &ObjId,
        key: &str,
        old: Option<&str>,
        new: Option<&str>,
    ) -> Written<()> {
        match (old, new) {
            (old, new) if old == new => Ok(()),
            (_, Some(new)) => self.text(object, key, new),
            (_, None) => self.clear(object, key),
        }
    }

    /// The map under a key, made if there is none.
    pub(crate) fn map(&mut self, object: &ObjId, key: &str) -> Written<ObjId> {
        if let Some(map) = self.find(object, key) {
            return Ok(map);
        }
        self.step(key.len())?;
        self.document.put_object(object, key, ObjType::Map)
    }

    /// The map under a key of the root, if there is one.
    pub(crate) fn entry(&self, key: &str) -> Option<ObjId> {
        self.find(&ROOT, key)
    }

    fn find(&self, object: &ObjId, key: &str) -> Option<ObjId> {
        match self.document.get(object, key) {
            Ok(Some((value, id))) if value.is_object() => Some(id),
            _ => None,
        }
    }

    /// Makes a Text and fills it.
    pub(crate) fn note(&mut self, object: &ObjId, key: &str, text: &str) -> Written<()> {
        self.step(key.len())?;
        let note = self.document.put_object(object, key, ObjType::Text)?;
        let mut at = 0;
        for piece in pieces(text) {
            self.step(piece.len() + 2 * piece.chars().count())?;
            self.document.splice_text(&note, at, 0, piece)?;
            at = self.document.length(&note);
        }
        Ok(())
    }

    /// Makes the Text under `key` say `text`, by the smallest edit, so that another person's edit merges with it.
    pub(crate) fn edit_note(&mut self, object: &ObjId, key: &str, text: &str) -> Written<()> {
        let note = match self.document.get(object, key)? {
            Some((value, id)) if value.is_object() => id,
            _ => return self.note(object, key, text),
        };
        let old = self.document.text(&note)?;
        if old == text {
            return Ok(());
        }
        let (before, middle, after) = difference(&old, text);
        let gone = old.len() - before.len() - after.len();
        let mut rest = old.get(before.len()..before.len() + gone);
        // A letter that goes is an operation: what is long goes in pieces, as it would come.
        while let Some((piece, later)) = rest.and_then(split_piece)
            && !later.is_empty()
        {
            self.step(piece.chars().count())?;
            self.document
                .update_text(&note, format!("{before}{later}{after}"))?;
            rest = Some(later);
        }
        let gone = rest.unwrap_or_default().chars().count();
        let mut written = String::new();
        for (at, piece) in pieces(middle).enumerate() {
            let gone = if at == 0 { gone } else { 0 };
            self.step(piece.len() + 2 * piece.chars().count() + gone)?;
            written.push_str(piece);
            self.document
                .update_text(&note, format!("{before}{written}{after}"))?;
        }
        if middle.is_empty() {
            self.step(gone)?;
            self.document.update_text(&note, text)?;
        }
        Ok(())
    }

    /// What is under a key now.
    pub(crate) fn reads(&self, object: &ObjId, key: &str) -> Option<Node> {
        tree::values(&*self.document, object, key, 0)
            .into_iter()
            .next()
    }

    /// The document says who the client is.
    pub(crate) fn has_profile(&self) -> bool {
        super::has_profile(self.document)
    }

    /// The document as it is being written.
    pub(crate) fn document(&self) -> &AutoCommit {
        self.document
    }

    /// Ends the last change.
    pub(crate) fn finish(mut self) {
        self.cut();
        self.draft.touched.clear();
    }

    fn step(&mut self, bytes: usize) -> Written<()> {
        let estimate = self.draft.estimate;
        if estimate > 0 && estimate + bytes + OPERATION > CUT_AT {
            self.cut();
        }
        self.draft.estimate += bytes + OPERATION;
        Ok(())
    }

    fn cut(&mut self) {
        let draft = &mut *self.draft;
        draft.estimate = 0;
        let Some(hash) = self.document.commit() else {
            return;
        };
        if let Some(change) = ReadDoc::get_change_by_hash(&*self.document, &hash) {
            draft.operations += change.len() as u64;
            draft.changes.push(OwnChange {
                hash,
                bytes: change.raw_bytes().to_vec(),
                touched: draft.touched.clone(),
            });
        }
        // An entry that goes on in the next change is touched by it too.
        if draft.touched.len() > 1 {
            draft.touched.drain(..draft.touched.len() - 1);
        }
    }
}

/// A text in pieces of at most [`PIECE`] bytes.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (piece, later) = split_piece(rest)?;
        rest = later;
        Some(piece)
    })
}

/// The first piece of a text, and what follows on it.
fn split_piece(text: &str) -> Option<(&str, &str)> {
    let mut end = text.len().min(PIECE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (!text.is_empty()).then(|| text.split_at(end))
}

/// What the two begin with, what only the new one has between, and what the two end with.
fn difference<'a>(old: &str, new: &'a str) -> (&'a str, &'a str, &'a str) {
    let mut start = old
        .bytes()
        .zip(new.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    while !new.is_char_boundary(start) || !old.is_char_boundary(start) {
        start -= 1;
    }
    let most = old.len().min(new.len()) - start;
    let mut end = old
        .bytes()
        .rev()
        .zip(new.bytes().rev())
        .take(most)
        .take_while(|(a, b)| a == b)
        .count();
    while !new.is_char_boundary(new.len() - end) || !old.is_char_boundary(old.len() - end) {
        end -= 1;
    }
    let (before, rest) = new.split_at(start);
    let (middle, after) = rest.split_at(rest.len() - end);
    (before, middle, after)
}

#[cfg(test)]
mod tests;
