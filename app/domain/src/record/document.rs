//! One document of records: a JSON object, a list of objects, or JSON lines. A problem names the line on which its
//! record begins (for broken JSON: the line that is broken) and the field.

use std::fmt;

use serde_json::Value;
use serde_json::value::RawValue;

use super::entry::{self, Entry};
use crate::fault::Fault;
use crate::json::Strict;

/// What is wrong with a document, and where. It never repeats a value.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RecordError {
    /// The line, from 1.
    pub line: usize,
    /// The path of the field; empty where the JSON itself is broken.
    pub field: String,
    /// What is wrong with it, to be read after the field.
    pub fault: Fault,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: ", self.line)?;
        if !self.field.is_empty() {
            write!(f, "\"{}\" ", self.field)?;
        }
        self.fault.fmt(f)
    }
}

impl std::error::Error for RecordError {}

/// Reads one record that stands alone.
///
/// # Errors
/// [`RecordError`] with line 1.
pub fn parse_line(line: &str) -> Result<Entry, RecordError> {
    let value = serde_json::from_str::<Strict>(line).map_err(|error| broken(&error, 1))?;
    Ok(read(value.0, 1)?.entry)
}

/// Reads an entry out of its own record: what a file that holds it would give. It may read back otherwise than it was,
/// so its version is not looked at.
///
/// # Errors
/// [`RecordError`] with line 1.
pub(crate) fn reread(entry: &Entry) -> Result<Entry, RecordError> {
    let mut json = entry::to_json(entry);
    if let Some(fields) = json.as_object_mut() {
        fields.shift_remove("version");
    }
    Ok(read(json, 1)?.entry)
}

/// A record and the line on which it begins, so that a problem that is found later can name it, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lined {
    /// The line, from 1.
    pub line: usize,
    /// The record.
    pub entry: Entry,
}

/// The records of [`parse_lined`] without their lines.
///
/// # Errors
/// [`RecordError`] with the line and the field.
pub fn parse_document(text: &str) -> Result<Vec<Entry>, RecordError> {
    Ok(parse_lined(text)?
        .into_iter()
        .map(|lined| lined.entry)
        .collect())
}

/// Reads a whole document: all of its records, or the first problem.
///
/// # Errors
/// [`RecordError`] with the line and the field.
pub fn parse_lined(text: &str) -> Result<Vec<Lined>, RecordError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().starts_with('[') {
        parse_list(text)
    } else {
        parse_lines(text)
    }
}

fn parse_list(text: &str) -> Result<Vec<Lined>, RecordError> {
    let records: Vec<&RawValue> = serde_json::from_str(text).map_err(|error| broken(&error, 1))?;
    let begin = text.as_ptr().addr();
    let parse = |raw: &RawValue| {
        let line = line_at(text, raw.get().as_ptr().addr().saturating_sub(begin));
        let value =
            serde_json::from_str::<Strict>(raw.get()).map_err(|error| broken(&error, line))?;
        read(value.0, line)
    };
    records.into_iter().map(parse).collect()
}

/// JSON lines, or one object (or a few) written over several lines.
fn parse_lines(text: &str) -> Result<Vec<Lined>, RecordError> {
    let is_object = |line: &str| {
        serde_json::from_str::<&RawValue>(line).is_ok_and(|raw| raw.get().starts_with('{'))
    };
    let by_line = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(2)
        .any(is_object);
    if !by_line {
        return parse_stream(text);
    }
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(n, line)| {
            let value =
                serde_json::from_str::<Strict>(line).map_err(|error| broken(&error, n + 1))?;
            read(value.0, n + 1)
        })
        .collect()
}

fn parse_stream(text: &str) -> Result<Vec<Lined>, RecordError> {
    let mut entries = Vec::new();
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Strict>();
    loop {
        let rest = text.get(values.byte_offset()..).unwrap_or_default();
        let line = line_at(text, text.len() - rest.trim_start().len());
        match values.next() {
            None => return Ok(entries),
            Some(value) => entries.push(read(value.map_err(|error| broken(&error, 1))?.0, line)?),
        }
    }
}

fn read(value: Value, line: usize) -> Result<Lined, RecordError> {
    match entry::read(value) {
        Ok(entry) => Ok(Lined { line, entry }),
        Err(problem) => Err(RecordError {
            line,
            field: problem.field,
            fault: problem.fault,
        }),
    }
}

/// A syntax error of `serde_json`, whose lines count from the piece that it was given.
fn broken(error: &serde_json::Error, first: usize) -> RecordError {
    let line = first + error.line().saturating_sub(1);
    RecordError {
        line,
        field: String::new(),
        fault: Fault::not_possible(format!("this is not a JSON record: {error}")),
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    1 + newlines(text.get(..offset).unwrap_or_default())
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}
