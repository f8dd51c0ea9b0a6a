//! One flipped byte in any page of the vault: every request answers what it can, or names the damage; what can be read
//! travels.

use std::collections::BTreeMap;

use wayside_domain::list::ClientQuery;
use wayside_seam::{Problem, Reply, Request, Role, VaultState};
use wayside_vault::{Fault, KdfCost, Vault};

use super::relay::Relay;
use super::world::{Link, One, PIN, enrolled, founder};
use crate::engine::Pace;
use crate::service::home::Home;

const PAGE: usize = 4096;
const CLIENTS: usize = 12;

/// A phone with records at the relay and some that never left; its files, and a relay that has heard of it.
fn world() -> (BTreeMap<String, Vec<u8>>, Relay) {
    let (mut relay, mut desk) = (Relay::default(), founder(1));
    let mut phone = enrolled(&mut desk, 2, Role::Worker, None);
    desk.synced(&mut relay);
    for n in 0..CLIENTS {
        phone.client(&format!("AB-{n:04}"));
        if n == CLIENTS / 2 {
            phone.synced(&mut relay);
            desk.synced(&mut relay);
            phone.synced(&mut relay);
        }
    }
    phone.ask(Request::Lock).unwrap();
    let files = std::fs::read_dir(phone.dir.path().join("vault")).unwrap();
    let read = |file: std::io::Result<std::fs::DirEntry>| {
        let file = file.unwrap();
        let name = file.file_name().into_string().unwrap();
        (name, std::fs::read(file.path()).unwrap())
    };
    (files.map(read).collect(), relay)
}

/// The phone with a byte flipped in this page; none behind the last one.
fn flipped(files: &BTreeMap<String, Vec<u8>>, page: usize) -> Option<One> {
    let one = One::new(40);
    let dir = one.dir.path().join("vault");
    std::fs::create_dir(&dir).unwrap();
    for (name, bytes) in files {
        let mut bytes = bytes.clone();
        if name == "vault.db" {
            *bytes.get_mut(page * PAGE + 2_000)? ^= 4;
        }
        std::fs::write(dir.join(name), bytes).unwrap();
    }
    Some(one)
}

fn unlock(one: &mut One) -> Result<Reply, Problem> {
    one.ask(Request::Unlock { pin: PIN.into() })
}

/// Done, or on a damaged page: nothing else may come of it.
fn done(page: usize, what: &str, answer: Result<Reply, Problem>) -> bool {
    match answer {
        Ok(_) => true,
        Err(Problem::DatabaseDamaged) => false,
        Err(other) => panic!("page {page}: {what}: {other:?}"),
    }
}

#[test]
fn every_request_to_a_vault_with_a_damaged_page_is_answered_or_names_it() {
    let (files, relay) = world();
    let (mut open, mut aside, mut sent) = (0, 0, 0);
    let mut page = 0;
    while let Some(mut one) = flipped(&files, page) {
        page += 1;
        match unlock(&mut one) {
            Ok(_) => {}
            Err(Problem::Damaged { moved_to }) => {
                aside += 1;
                // Each call after it says the same, until the phone is set up again.
                let said = Problem::Damaged { moved_to };
                assert_eq!(one.ask(Request::Status).unwrap_err(), said, "{page}");
                assert_eq!(unlock(&mut one).unwrap_err(), said, "{page}");
                let state = one.ask(Request::State).unwrap();
                assert!(matches!(state, Reply::State(VaultState::New)), "{page}");
                one.ask(Request::Practise { pin: PIN.into() }).unwrap();
                assert!(one.dir.path().join("vault/damaged-1/vault.db").exists());
                continue;
            }
            Err(other) => panic!("page {page}: {other:?}"),
        }
        open += 1;
        let mut heard = relay.clone();
        one.sync(&mut heard, Link::Good);
        let arrived = heard.log.len() > relay.log.len();
        sent += usize::from(arrived);
        let query = ClientQuery {
            limit: 100,
            ..ClientQuery::default()
        };
        let mut all = done(page, "list", one.ask(Request::Clients(query)));
        for n in 0..CLIENTS {
            let code = format!("AB-{n:04}");
            match one.ask(Request::FindClient { code }) {
                Ok(Reply::Id(id)) => all &= done(page, "show", one.ask(Request::Client { id })),
                other => all &= done(page, "find", other),
            }
        }
        all &= done(page, "status", one.ask(Request::Status));
        all &= done(page, "sync state", one.ask(Request::SyncState));
        let Reply::Findings(findings) = one.ask(Request::Verify).unwrap() else {
            panic!()
        };
        assert!(findings.iter().any(|one| one.place == "database"), "{page}");
        // What the log still has leaves with a courier.
        done(
            page,
            "courier",
            one.ask(Request::CourierExport { all: true }),
        );
        assert!(all || Vault::is_damaged(&one.dir.path().join("vault")));
    }
    println!("{page} pages: {open} open, {aside} aside, {sent} send what waited");
    assert!(
        page > 20 && open > page / 2 && sent > open / 2,
        "{page} {open} {sent}"
    );
}

/// The command line reads on where the phone would begin anew.
#[test]
fn a_home_that_reads_damaged_vaults_exports_what_its_device_can_not() {
    let (files, _) = world();
    let (mut without_device, mut page) = (0, 0);
    while let Some(mut one) = flipped(&files, page) {
        page += 1;
        let dir = one.dir.path().join("vault");
        one.home = Home::new(dir.clone(), KdfCost::TEST, None, Pace::LIVELY).that_reads_damaged();
        match unlock(&mut one) {
            Err(Problem::DatabaseDamaged) => without_device += 1,
            Err(Problem::Damaged { .. }) => continue,
            other => drop(other.unwrap()),
        }
        let mut clients = 0;
        let vault = one.home.vault().unwrap();
        let unreadable = vault.export_entries(|_, _| {
            clients += 1;
            Ok::<(), Fault>(())
        });
        assert!(
            clients == CLIENTS || unreadable.unwrap() > 0,
            "{page}: {clients}"
        );
        assert!(!dir.join("damaged-1").exists(), "{page}");
    }
    assert!(without_device > 0);
}
