//! What has to hold against anybody, as far as today's engine can be asked; the sentence of each claim stands above its
//! function. What is left out: 5 knows no removal and 7 no word of those who read something. Three more claims have
//! nothing to look at yet: a team that comes back from its paper, a later version's things, erasure.

use std::collections::BTreeSet;

use wayside_protocol::Hash;
use wayside_seam::Place;
use wayside_sync::seal;

use super::ledger::{FORGED, How};
use super::picture::{Look, Picture};

/// What is wrong, if something is.
pub type Verdict = Result<(), String>;

type Judge = fn(&Picture) -> Verdict;

pub const CLAIMS: [(u8, Judge); 7] = [
    (1, claim_1),
    (2, claim_2),
    (3, claim_3),
    (4, claim_4),
    (5, claim_5),
    (6, claim_6),
    (7, claim_7),
];

macro_rules! ensure {
    ($holds:expr, $($said:tt)+) => {
        if !$holds {
            return Err(format!($($said)+));
        }
    };
}

/// No member makes a device show a record, role or author that the real one did not say; nor does it undo what one said.
fn claim_1(picture: &Picture) -> Verdict {
    for look in picture.honest() {
        roles(picture, look)?;
        records(picture, look)?;
        corrections(picture, look)?;
    }
    Ok(())
}

fn roles(picture: &Picture, look: &Look) -> Verdict {
    for device in &look.devices {
        let (at, label) = (look.name, &device.label);
        let admitted = picture.ledger.admitted.get(&device.id);
        ensure!(
            admitted.is_some(),
            "{at} shows {label}, whom nobody admitted"
        );
        let right = admitted.is_some_and(|said| said.label == *label && said.role == device.role);
        ensure!(right, "{at} shows {label} as {}", device.role);
    }
    Ok(())
}

fn records(picture: &Picture, look: &Look) -> Verdict {
    let ledger = &picture.ledger;
    for (file, shown) in &look.files {
        let at = look.name;
        ensure!(
            ledger.files.contains_key(file),
            "{at} shows {file}, which nobody opened"
        );
        let of_file = || ledger.said.iter().filter(|said| said.file == *file);
        for tag in &shown.tags {
            ensure!(!tag.starts_with(FORGED), "{at} shows {tag} in {file}");
            ensure!(
                of_file().any(|said| said.tag == *tag),
                "{at} shows {tag} in {file}"
            );
        }
        for entry in &shown.entries {
            let said = of_file().any(|said| said.entry == *entry);
            ensure!(said, "{at} shows {entry} in {file}, which nobody said");
        }
    }
    Ok(())
}

fn corrections(picture: &Picture, look: &Look) -> Verdict {
    for said in &picture.ledger.said {
        let How::Replaces(replaced) = &said.how else {
            continue;
        };
        let Some(shown) = look.files.get(&said.file) else {
            continue;
        };
        let stands = shown.standing.get(&said.entry);
        let undone = shown.tags.contains(&said.tag)
            && stands.is_some_and(|stands| replaced.contains(stands));
        ensure!(
            !undone,
            "at {} {} does not replace {replaced:?}",
            look.name,
            said.tag
        );
    }
    Ok(())
}

/// No input stops a device from opening, syncing, or what comes behind.
fn claim_2(picture: &Picture) -> Verdict {
    for look in picture.honest() {
        let (at, state) = (look.name, &look.state);
        let synced = state.last_success == Some(look.now);
        ensure!(synced, "{at} does not sync: {:?}", state.problem);
        ensure!(
            state.to_open == 0,
            "{at} has {} left to open",
            state.to_open
        );
        for other in picture.honest() {
            let device = other.spy.identity.id().0;
            let aside = look.aside.iter().find(|aside| aside.device == Some(device));
            ensure!(
                aside.is_none(),
                "{at} puts aside what {} sent: {aside:?}",
                other.name
            );
        }
    }
    Ok(())
}

/// Same segments, same view. Everybody has heard of everything by now.
fn claim_3(picture: &Picture) -> Verdict {
    for (file, caseload) in &picture.ledger.files {
        let mut holders = picture.holders(*caseload);
        let Some(first) = holders.next() else {
            continue;
        };
        let lines = |look: &Look| look.files.get(file).map(|shown| shown.lines.clone());
        let expected = lines(first);
        for look in holders {
            let (a, b) = (first.name, look.name);
            let shown = lines(look);
            ensure!(
                shown == expected,
                "{a} and {b} differ in {file}: {expected:#?} {shown:#?}"
            );
        }
    }
    Ok(())
}

/// What anybody still holds is wherever it may be read, and nothing is said to be where it is not.
fn claim_4(picture: &Picture) -> Verdict {
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

/// A device opens what it was given, and nothing else.
fn claim_5(picture: &Picture) -> Verdict {
    for look in &picture.looks {
        let Some(given) = picture.ledger.given.get(look.name) else {
            continue;
        };
        let at = look.name;
        for segment in &picture.relay {
            let header = segment.header;
            let key = look.spy.key(header.caseload, header.epoch);
            let own = given.contains(&header.caseload)
                || header.caseload == wayside_protocol::CaseloadId::ROSTER;
            let opens = !own && key.is_some_and(|key| seal::open(segment, key).is_ok());
            ensure!(!opens, "{at} opens a segment of {}", header.caseload);
        }
        for (file, caseload) in &picture.ledger.files {
            let shown = look.files.contains_key(file) && !given.contains(caseload);
            ensure!(
                !shown || look.is_enemy,
                "{at} shows {file}, which it was not given"
            );
        }
    }
    Ok(())
}

/// Two who lead, apart, any acts: everybody has the same team, and whoever leads has every caseload.
fn claim_6(picture: &Picture) -> Verdict {
    let team = |look: &Look| {
        let devices = look.devices.iter();
        let told = devices.map(|device| (device.id.clone(), device.label.clone(), device.role));
        told.collect::<BTreeSet<_>>()
    };
    let caseloads = |look: &Look| {
        look.spy
            .keyring
            .caseloads()
            .into_iter()
            .collect::<BTreeSet<_>>()
    };
    let mut honest = picture.honest();
    let Some(first) = honest.next() else {
        return Ok(());
    };
    for look in honest {
        let (a, b) = (first.name, look.name);
        ensure!(team(first) == team(look), "{a} and {b} see different teams");
    }
    let leads = || picture.honest().filter(|look| look.spy.role.leads());
    for (one, other) in leads().zip(leads().skip(1)) {
        let (a, b) = (one.name, other.name);
        ensure!(
            caseloads(one) == caseloads(other),
            "{a} and {b} hold different caseloads"
        );
    }
    Ok(())
}

/// What is missing before something that is here is shown as missing.
fn claim_7(picture: &Picture) -> Verdict {
    for look in picture.honest() {
        for device in &look.devices {
            for stream in &device.streams {
                let missing = (stream.held_to < stream.highest).then_some(stream.held_to + 1);
                let (at, of) = (look.name, &device.label);
                let shown = stream.first_hole;
                ensure!(
                    shown == missing,
                    "{at}, of {of}: {missing:?} is missing, {shown:?} is shown"
                );
            }
        }
        heard(picture, look)?;
    }
    Ok(())
}

/// Of what is at the relay and may be read, nothing is missing in silence.
fn heard(picture: &Picture, look: &Look) -> Verdict {
    for segment in &picture.relay {
        let header = segment.header;
        let device = header.device.to_string();
        let known = look.devices.iter().find(|known| known.id == device);
        let stream = known.and_then(|known| {
            let caseload = header.caseload.to_string();
            known
                .streams
                .iter()
                .find(|stream| stream.caseload_id == caseload)
        });
        let highest = stream.map_or(0, |stream| stream.highest);
        let own = look.spy.identity.id() == header.device;
        let mine = look.holds(header.caseload) && !own;
        let (at, index) = (look.name, header.index);
        ensure!(
            !mine || highest >= index,
            "{at} never heard of {index} of {device}"
        );
    }
    Ok(())
}
