//! `wayside client …`: add, list, show.

use std::path::PathBuf;

use serde_json::{Value, json};
use wayside_domain::record::{Body, parse_lined, to_json};
use wayside_domain::time::Date;
use wayside_seam::{ClientPage, ClientQuery, Reply, Request};

use super::record::{bad_record, keep};
use crate::args::ClientCall;
use crate::failure::Failure;
use crate::input::read_text;
use crate::output::{Printed, table};
use crate::session::{Session, unexpected};

/// Rows asked for at a time.
const PAGE: u64 = 500;

pub fn run(vault: Option<PathBuf>, call: ClientCall) -> Result<Printed, Failure> {
    match call {
        ClientCall::Add { json_file } => add(vault, &json_file),
        ClientCall::List { search, due } => list(Session::unlocked(vault)?, search, due),
        ClientCall::Show { code } => show(Session::unlocked(vault)?, code),
    }
}

/// One client from a file; `"type": "client"` may be left out.
fn add(vault: Option<PathBuf>, file: &std::path::Path) -> Result<Printed, Failure> {
    let name = file.display().to_string();
    let text = read_text(file)?;
    let text = typed(text);
    let records = parse_lined(&text).map_err(|error| bad_record(&name, &error))?;
    if records.len() != 1
        || !records
            .iter()
            .all(|record| matches!(record.entry.body, Body::Client(_)))
    {
        return Err(Failure::input(format!(
            "{name}: expected one client; 'wayside record' takes other records"
        )));
    }
    let mut session = Session::unlocked(vault)?;
    let recorded = keep(&mut session, &name, records)?;
    let id = recorded
        .first()
        .map(|one| one.id.clone())
        .ok_or_else(Failure::internal)?;
    let code = code_of(&mut session, &id)?;
    Ok(Printed::new(
        json!({ "id": id, "code": code }),
        format!("client {code} is recorded"),
    ))
}

/// The text with `"type": "client"` where it names none. Inserted as text: the strict reader has to see the rest as it
/// is.
fn typed(text: String) -> String {
    let untyped = matches!(serde_json::from_str::<Value>(&text), Ok(Value::Object(object)) if !object.contains_key("type"));
    match text.split_once('{') {
        Some((_, rest)) if untyped && rest.trim_start().starts_with('}') => {
            r#"{"type": "client"}"#.into()
        }
        Some((before, rest)) if untyped => format!(r#"{before}{{"type": "client", {rest}"#),
        _ => text,
    }
}

fn code_of(session: &mut Session, id: &wayside_domain::id::Id) -> Result<String, Failure> {
    match session.ask(Request::Client { id: id.clone() })? {
        Reply::CaseFile(case_file) => Ok(case_file
            .profile
            .code
            .clone()
            .unwrap_or_else(|| id.to_string())),
        other => Err(unexpected(other)),
    }
}

fn list(mut session: Session, search: Option<String>, due: bool) -> Result<Printed, Failure> {
    let due_before: Option<Date> = due.then(|| session.now().date());
    let search = search.unwrap_or_default();
    let mut rows = Vec::new();
    loop {
        let page = page(&mut session, &search, due_before, rows.len())?;
        let end = page.rows.is_empty();
        rows.extend(page.rows);
        if end || rows.len() as u64 >= page.total {
            break;
        }
    }
    let none = || "-".to_owned();
    let lines: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            vec![
                row.code.clone().unwrap_or_else(none),
                row.aliases.join(", "),
                row.last_contact
                    .as_ref()
                    .map_or_else(none, ToString::to_string),
                row.next_due.as_ref().map_or_else(none, ToString::to_string),
                row.id.to_string(),
            ]
        })
        .collect();
    let json = serde_json::to_value(&rows).map_err(|_| Failure::internal())?;
    Ok(Printed::new(
        json,
        table(&["code", "aliases", "last contact", "due", "id"], &lines),
    ))
}

fn page(
    session: &mut Session,
    search: &str,
    due_before: Option<Date>,
    offset: usize,
) -> Result<ClientPage, Failure> {
    let query = ClientQuery {
        search: search.to_owned(),
        due_before,
        offset: offset as u64,
        limit: PAGE,
    };
    match session.ask(Request::Clients(query))? {
        Reply::Clients(page) => Ok(page),
        other => Err(unexpected(other)),
    }
}

fn show(mut session: Session, code: String) -> Result<Printed, Failure> {
    let id = match session.ask(Request::FindClient { code })? {
        Reply::Id(id) => id,
        other => return Err(unexpected(other)),
    };
    let case_file = match session.ask(Request::Client { id })? {
        Reply::CaseFile(case_file) => case_file,
        other => return Err(unexpected(other)),
    };
    // What an export writes of this client, and the fields in which people set different values.
    let records: Vec<_> = case_file.entries().iter().map(to_json).collect();
    let json = json!({ "id": case_file.id, "records": records, "conflicts": case_file.conflicts });
    let text = serde_json::to_string_pretty(&json).map_err(|_| Failure::internal())?;
    Ok(Printed::new(json, text))
}
