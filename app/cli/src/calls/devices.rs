//! `wayside devices`: who is in the team.

use wayside_seam::{Reply, Request};

use crate::failure::Failure;
use crate::output::{Printed, table};
use crate::session::{Session, unexpected};

pub fn run(mut session: Session) -> Result<Printed, Failure> {
    let reply = session.ask(Request::Devices)?;
    let Reply::Devices(devices) = reply else {
        return Err(unexpected(reply));
    };
    let rows: Vec<Vec<String>> = devices
        .iter()
        .map(|device| {
            vec![
                device.label.clone() + if device.me { " (this device)" } else { "" },
                device.role.id().to_owned(),
                device
                    .last_seen
                    .as_ref()
                    .map_or_else(|| "never".into(), ToString::to_string),
                device.id.clone(),
            ]
        })
        .collect();
    let json = serde_json::to_value(&devices).map_err(|_| Failure::internal())?;
    Ok(Printed::new(
        json,
        table(&["device", "role", "last seen", "id"], &rows),
    ))
}
