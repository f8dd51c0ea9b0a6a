//! What has to hold against anybody, as far as today's engine can be asked; the sentence of each claim stands above its
//! function. What is left out: 5 knows no removal and 7 no word of those who read something. Three more claims have
//! nothing to look at yet: a team that comes back from its paper, a later version's things, erasure.

#[macro_use]
mod ensure;
mod places;
mod said;

use std::collections::BTreeSet;

use wayside_sync::seal;

use super::picture::{Look, Picture};

/// What is wrong, if something is.
pub type Verdict = Result<(), String>;

type Judge = fn(&Picture) -> Verdict;

pub const CLAIMS: [(u8, Judge); 7] = [
    (1, said::claim_1),
    (2, claim_2),
    (3, claim_3),
    (4, places::claim_4),
    (5, claim_5),
    (6, claim_6),
    (7, claim_7),
];

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
