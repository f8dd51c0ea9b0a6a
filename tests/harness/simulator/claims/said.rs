//! Claim 1: who said what.

use super::Verdict;
use crate::simulator::ledger::{FORGED, How};
use crate::simulator::picture::{Look, Picture};

/// No member makes a device show a record, role or author that the real one did not say; nor does it undo what one said.
pub fn claim_1(picture: &Picture) -> Verdict {
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
