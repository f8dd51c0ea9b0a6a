//! `wayside join …`: enrolment in three steps, each of which prints a text to carry and words to compare.

use std::path::PathBuf;

use serde_json::json;
use wayside_seam::{Reply, Request};

use crate::args::JoinCall;
use crate::failure::Failure;
use crate::output::Printed;
use crate::session::{Session, first_passphrase, unexpected};

pub fn run(vault: Option<PathBuf>, call: JoinCall) -> Result<Printed, Failure> {
    let (reply, advice) = match call {
        JoinCall::Request { label } => (
            Session::new(vault)?.ask(Request::JoinRequest {
                pin: first_passphrase()?,
                label,
            })?,
            "Carry this text to a supervisor's device ('wayside join approve TEXT'); it shows the same words before it approves.",
        ),
        JoinCall::Approve {
            text,
            role,
            caseload,
        } => (
            Session::unlocked(vault)?.ask(Request::JoinApprove {
                text,
                role: role.into(),
                caseload,
            })?,
            "Carry this text back to the new device ('wayside join accept TEXT'); it must then show the same words.",
        ),
        JoinCall::Accept { text } => (
            Session::unlocked(vault)?.ask(Request::JoinAccept { text })?,
            "This device has joined. The supervisor's device showed the same words; if they differ, do not use this device.",
        ),
    };
    let Reply::Join {
        text,
        words,
        request_words,
    } = reply
    else {
        return Err(unexpected(reply));
    };
    let mut document = json!({ "text": text, "words": words });
    let mut lines = format!("{advice}\nWords: {words}\n");
    if let Some(asked) = request_words {
        lines.push_str(&format!("Words of the request: {asked}\n"));
        if let Some(object) = document.as_object_mut() {
            object.insert("request_words".into(), asked.into());
        }
    }
    lines.push_str(&text);
    Ok(Printed::new(document, lines))
}
