//! Claim 4: where things are.

use std::collections::BTreeSet;

use wayside_protocol::Hash;
use wayside_seam::Place;

use super::Verdict;
use crate::simulator::ledger::How;
use crate::simulator::picture::{Look, Picture};

/// What anybody still holds is wherever it may be read, and nothing is said to be where it is not.
pub fn claim_4(picture: &Picture) -> Verdict {
    held(picture)?;
    for look in picture.honest() {
        places(picture, look)?;
    }
    Ok(())
}

fn held(picture: &Picture) -> Verdict {
    let lasting = picture
        .ledger
        .said
        .iter()
        .filter(|said| said.how != How::Register);
    for said in lasting {
        let (tag, file) = (&said.tag, &said.file);
        let here = |look: &&Look| look.shows(file, tag);
        let speaker = picture.honest().find(|look| look.name == said.who);
        let lost = !said.rewound && speaker.is_some_and(|look| !here(&look));
        ensure!(!lost, "{} lost {tag}", said.who);
        let Some(holder) = picture.honest().find(here) else {
            continue;
        };
        let missing = picture
            .holders(picture.ledger.files[file])
            .find(|look| !here(look));
        let missing = missing.map(|look| look.name);
        ensure!(
            missing.is_none(),
            "{} holds {tag}, {missing:?} does not",
            holder.name
        );
    }
    Ok(())
}

fn places(picture: &Picture, look: &Look) -> Verdict {
    let at_relay: BTreeSet<Hash> = picture.relay.iter().map(|segment| segment.hash()).collect();
    for placed in &look.placed {
        let (at, entry) = (look.name, &placed.entry);
        let there = placed.segment.is_some_and(|hash| at_relay.contains(&hash));
        let read = || {
            let mut leads = picture.honest().filter(|look| look.spy.role.leads());
            leads.any(|lead| {
                let shown = lead.files.get(&placed.file);
                shown.is_some_and(|shown| shown.entries.contains(entry))
            })
        };
        match placed.place {
            Place::AtRelay => ensure!(there, "{at} says that {entry} is at the relay"),
            // A lead that lies about what it read is believed: it could have read it.
            Place::ReadBySupervisor if !picture.enemy_leads => {
                ensure!(read(), "{at} says that {entry} was read");
            }
            Place::ReadBySupervisor => {}
            other => {
                return Err(format!(
                    "{at} says that {entry} is {other:?} after three rounds"
                ));
            }
        }
    }
    Ok(())
}
