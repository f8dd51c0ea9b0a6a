//! `wayside status`: what has arrived of every device, and where every own record is.

use wayside_seam::{Place, Reply, Request, StatusReport};

use crate::failure::Failure;
use crate::output::{Printed, table};
use crate::session::{Session, unexpected};

pub fn run(mut session: Session) -> Result<Printed, Failure> {
    let reply = session.ask(Request::Status)?;
    let Reply::Status(report) = reply else {
        return Err(unexpected(reply));
    };
    let json = serde_json::to_value(&report).map_err(|_| Failure::internal())?;
    Ok(Printed::new(json, text(&report)))
}

fn text(report: &StatusReport) -> String {
    let mut rows = Vec::new();
    for device in &report.devices {
        for stream in &device.streams {
            rows.push(vec![
                device.label.clone(),
                stream
                    .caseload
                    .clone()
                    .unwrap_or_else(|| stream.caseload_id.clone()),
                match stream.first_hole {
                    None => format!("1..{}, none missing", stream.held_to),
                    Some(hole) => format!(
                        "1..{}, {hole} missing, highest {}",
                        stream.held_to, stream.highest
                    ),
                },
                device
                    .last_seen
                    .as_ref()
                    .map_or_else(|| "never".into(), ToString::to_string),
            ]);
        }
    }
    let count = |place| {
        report
            .records
            .iter()
            .filter(|record| record.place == place)
            .count()
    };
    format!(
        "{}\n\nown records: {} only here, {} with a courier, {} at the relay, {} read by a supervisor",
        table(&["device", "caseload", "segments", "last seen"], &rows),
        count(Place::OnlyHere),
        count(Place::WithCourier),
        count(Place::AtRelay),
        count(Place::ReadBySupervisor),
    )
}
