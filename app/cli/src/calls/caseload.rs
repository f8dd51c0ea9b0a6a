//! `wayside caseload new`: a group of clients with a key of its own.

use wayside_seam::{Reply, Request};

use crate::args::CaseloadCall;
use crate::failure::Failure;
use crate::output::Printed;
use crate::session::{Session, unexpected};

pub fn run(mut session: Session, call: CaseloadCall) -> Result<Printed, Failure> {
    let CaseloadCall::New { name } = call;
    let reply = session.ask(Request::NewCaseload { name })?;
    let Reply::Caseload(caseload) = reply else {
        return Err(unexpected(reply));
    };
    let text = format!("caseload {:?} is made; id {}", caseload.name, caseload.id);
    let json = serde_json::to_value(&caseload).map_err(|_| Failure::internal())?;
    Ok(Printed::new(json, text))
}
