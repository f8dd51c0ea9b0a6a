//! `wayside verify`: database, documents, chains, signatures, projections. Exit 1 where something is wrong.

use serde_json::json;
use wayside_seam::{Reply, Request};

use crate::failure::Failure;
use crate::output::{Printed, table};
use crate::session::{Session, unexpected};

pub fn run(mut session: Session) -> Result<Printed, Failure> {
    let reply = session.ask(Request::Verify)?;
    let Reply::Findings(findings) = reply else {
        return Err(unexpected(reply));
    };
    let text = if findings.is_empty() {
        "all is well: database, documents, chains, signatures and projections".to_owned()
    } else {
        let rows: Vec<Vec<String>> = findings
            .iter()
            .map(|finding| vec![finding.place.clone(), finding.what.clone()])
            .collect();
        table(&["where", "what is wrong"], &rows)
    };
    let mut printed = Printed::new(
        json!({ "ok": findings.is_empty(), "findings": findings }),
        text,
    );
    printed.exit = u8::from(!findings.is_empty());
    Ok(printed)
}
