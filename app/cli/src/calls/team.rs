//! `wayside team new`: root key, first device, first caseload.

use serde_json::json;
use wayside_seam::{Reply, Request};

use crate::args::TeamCall;
use crate::failure::Failure;
use crate::output::Printed;
use crate::session::{Session, first_passphrase, unexpected};

pub fn run(mut session: Session, call: TeamCall) -> Result<Printed, Failure> {
    let TeamCall::New { name, relay, label } = call;
    let reply = session.ask(Request::NewTeam {
        pin: first_passphrase()?,
        name: name.clone(),
        relay,
        label,
    })?;
    let Reply::Team { recovery_words } = reply else {
        return Err(unexpected(reply));
    };
    let text = format!(
        "The team {name:?} is made, and this is its first device.\n\n\
         Write these 24 recovery words on paper and keep them safe. They are shown only now and kept nowhere:\n\n\
         {recovery_words}"
    );
    Ok(Printed::new(
        json!({ "team": name, "recovery_words": recovery_words }),
        text,
    ))
}
