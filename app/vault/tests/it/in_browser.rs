//! What only a browser has: bytes that ended a worker, and files that are written while something else reads them.

use browser_test::wasm_bindgen_test as test;
use js_sys::futures::JsFuture;
use js_sys::{Array, IteratorNext, Uint8Array};
use sha2::{Digest, Sha256};
use wayside_domain::id::Id;
use wayside_domain::record::Screening;
use wayside_vault::{OpenError, Suspect, Vault, distrust, suspect};
use web_sys::{DedicatedWorkerGlobalScope, File, FileSystemDirectoryHandle, FileSystemFileHandle};

use crate::__rt::wasm_bindgen::JsCast;
use crate::browser::DIRECTORY;
use crate::support::{Device, Folder, PIN, add, answer, id, rng, start};

// --- what ended a worker -----------------------------------------------------------------------------------------------------------

/// What a worker's last words name the work over these bytes.
fn named(parts: &[&[u8]]) -> Suspect {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// A client and three answers, each test's with ids of its own: what is distrusted stays so for the tests that follow.
fn made(seed: u64, client: &str) -> Vec<(Id, Vec<u8>)> {
    let mut device = Device::new(seed);
    device.run(add(client, "AB-7K2M"));
    device.run(start(client, "s1"));
    for item in ["q1.alcohol", "q1.opioids", "q1.cannabis"] {
        device.run(answer(client, "s1", item, "yes"));
    }
    device.made()
}

fn answers(vault: &mut Vault, client: &str) -> usize {
    let file = vault.case_file(&id(client)).unwrap();
    file.all::<Screening>()[0].1.answers.len()
}

#[test]
fn a_change_that_ended_a_worker_is_quarantined_and_the_others_are_applied() {
    let mut changes = made(7_001, "ended-1");
    changes.extend(made(7_002, "ended-2"));
    distrust([named(&[&changes[3].1])]);
    let mut device = Device::new(7_003);
    let applied = device.take(&changes);
    assert_eq!((applied.quarantined, applied.clients.len()), (1, 2));
    let quarantined = device.vault.quarantined().unwrap();
    assert_eq!(
        (quarantined[0].what.as_str(), quarantined[0].why.as_str()),
        ("change", "panicked")
    );
    assert_eq!(quarantined[0].bytes, changes[3].1.len() as u64);
    // What follows on it waits; the other client is whole.
    assert_eq!(applied.waiting, 1);
    assert_eq!(answers(&mut device.vault, "ended-1"), 1);
    assert_eq!(answers(&mut device.vault, "ended-2"), 3);
    assert_eq!(device.vault.verify().unwrap(), []);
    assert_eq!(suspect(), None);
}

#[test]
fn a_batch_that_ended_a_worker_is_tried_one_by_one() {
    let changes = made(7_011, "batch-1");
    let mut batch: Vec<&[u8]> = vec![b""];
    batch.extend(changes.iter().map(|(_, bytes)| bytes.as_slice()));
    distrust([named(&batch), named(&[b"alone", &changes[4].1])]);
    let mut device = Device::new(7_012);
    let applied = device.take(&changes);
    assert_eq!((applied.quarantined, applied.waiting), (1, 0));
    assert_eq!(answers(&mut device.vault, "batch-1"), 2);
    assert_eq!(device.vault.quarantined().unwrap()[0].why, "panicked");
    assert_eq!(device.vault.verify().unwrap(), []);
}

#[test]
fn after_two_workers_the_rest_of_a_batch_is_not_tried() {
    let changes = made(7_021, "batch-2");
    let mut batch: Vec<&[u8]> = vec![b""];
    batch.extend(changes.iter().map(|(_, bytes)| bytes.as_slice()));
    distrust([named(&batch)]);
    distrust(
        changes[3..]
            .iter()
            .map(|(_, bytes)| named(&[b"alone", bytes])),
    );
    let mut device = Device::new(7_022);
    // A client of another batch is not concerned.
    let other = made(7_023, "batch-3");
    let applied = device.take(&[changes.clone(), other].concat());
    assert_eq!(applied.quarantined + applied.waiting, changes.len() as u64);
    assert_eq!(answers(&mut device.vault, "batch-3"), 3);
    assert_eq!(device.vault.client_count().unwrap(), 1);
    assert_eq!(device.vault.verify().unwrap(), []);
}

// --- files -------------------------------------------------------------------------------------------------------------------------

/// Every file of the origin's pool as the disk has it, also those that are open.
async fn slots() -> Vec<Vec<u8>> {
    let worker: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let root = JsFuture::from(worker.navigator().storage().get_directory());
    let mut folder: FileSystemDirectoryHandle = root.await.unwrap().into();
    for name in [DIRECTORY, ".opaque"] {
        let next = JsFuture::from(folder.get_directory_handle(name));
        folder = next.await.unwrap().into();
    }
    let entries = folder.entries();
    let mut slots = Vec::new();
    loop {
        let next: IteratorNext = JsFuture::from(entries.next().unwrap())
            .await
            .unwrap()
            .into();
        if next.done() {
            return slots;
        }
        let entry: Array = next.value().into();
        let handle: FileSystemFileHandle = entry.get(1).into();
        let file: File = JsFuture::from(handle.get_file()).await.unwrap().into();
        let bytes = JsFuture::from(file.array_buffer()).await.unwrap();
        slots.push(Uint8Array::new(&bytes).to_vec());
    }
}

/// The files of a vault as a power cut would leave them: a name at the start of each slot, the bytes from 4,096 on.
async fn snapshot(from: &Folder) -> Vec<(String, Vec<u8>)> {
    let folder = format!("{}/", from.path().display());
    let slots = slots().await;
    let mut files: Vec<_> = slots
        .iter()
        .filter_map(|slot| {
            let end = slot.iter().position(|byte| *byte == 0)?;
            let name = std::str::from_utf8(&slot[..end]).unwrap();
            Some((name.strip_prefix(&folder)?.to_owned(), slot[4_096..].into()))
        })
        .collect();
    // A database before its log, as the pool wants it.
    files.sort();
    files
}

fn restored(files: &[(String, Vec<u8>)]) -> (Vault, Folder) {
    let folder = Folder::temporary();
    for (name, bytes) in files {
        folder.write(name, bytes);
    }
    let vault = Vault::open(folder.path(), PIN, None, &mut rng(7)).unwrap();
    (vault, folder)
}

#[test]
async fn a_copy_of_the_files_taken_after_any_answer_holds_that_answer() {
    let mut device = Device::new(7_031);
    device.run(add("copy-1", "AB-7K2M"));
    device.run(start("copy-1", "s1"));
    let items = ["q1.tobacco", "q1.alcohol", "q1.cannabis", "q1.cocaine"];
    for (done, item) in items.into_iter().enumerate() {
        device.run(answer("copy-1", "s1", item, "yes"));
        let (mut vault, _folder) = restored(&snapshot(&device.dir).await);
        assert_eq!(answers(&mut vault, "copy-1"), done + 1);
        assert_eq!(vault.pending_count().unwrap(), 3 + done as u64);
        assert_eq!(vault.verify().unwrap(), []);
    }
}

#[test]
async fn a_log_cut_at_any_byte_opens_with_whole_acts_only() {
    let mut device = Device::new(7_041);
    device.run(add("cut-1", "AB-7K2M"));
    device.run(start("cut-1", "s1"));
    // Everything so far goes into the database file, so that the cut log holds answers only.
    let mut device = device.reopen();
    for item in ["q1.tobacco", "q1.alcohol", "q1.cannabis", "q1.cocaine"] {
        device.run(answer("cut-1", "s1", item, "yes"));
    }
    let files = snapshot(&device.dir).await;
    let log = files
        .iter()
        .position(|(name, _)| name == "vault.db-wal")
        .unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for cut in (0..=files[log].1.len()).step_by(1_531) {
        let mut files = files.clone();
        files[log].1.truncate(cut);
        let (mut vault, _folder) = restored(&files);
        let there = answers(&mut vault, "cut-1");
        assert_eq!(vault.pending_count().unwrap(), 2 + there as u64);
        assert_eq!(vault.verify().unwrap(), []);
        seen.insert(there);
    }
    assert!(seen.len() > 2, "{seen:?}");
}

#[test]
async fn an_answer_writes_two_pages_as_it_does_natively() {
    let mut device = Device::new(7_046);
    device.run(add("c1", "AB-7K2M"));
    device.run(start("c1", "s1"));
    let mut lengths = Vec::new();
    for item in ["q1.tobacco", "q1.opioids"] {
        device.run(answer("c1", "s1", item, "yes"));
        let files = snapshot(&device.dir).await;
        let log = files.iter().find(|(name, _)| name == "vault.db-wal");
        lengths.push(log.unwrap().1.len());
    }
    assert_eq!(lengths[1] - lengths[0], 2 * (24 + 4096));
}

#[test]
async fn no_file_of_the_origin_holds_plaintext() {
    let mut device = Device::new(7_051);
    device.run(add("plain-1", "PLAINLY-VISIBLE"));
    let open = slots().await;
    drop(device.vault);
    for bytes in open.into_iter().chain(slots().await) {
        for needle in [&b"PLAINLY"[..], b"SQLite format", b"profile/code"] {
            assert!(!bytes.windows(needle.len()).any(|window| window == needle));
        }
    }
}

#[test]
fn a_new_key_file_that_was_not_yet_given_its_name_opens_the_vault() {
    let mut device = Device::new(7_061);
    device.run(add("key-1", "AB-7K2M"));
    let Device { vault, dir, .. } = device;
    drop(vault);
    dir.write("vault.key.new", &dir.read("vault.key"));
    dir.remove("vault.key");
    let mut vault = Vault::open(dir.path(), PIN, None, &mut rng(7)).unwrap();
    assert_eq!(vault.case_file(&id("key-1")).unwrap().label(), "AB-7K2M");
}

#[test]
fn a_vault_whose_moving_aside_was_cut_short_is_moved_and_not_opened() {
    let Device { vault, dir, .. } = Device::new(7_071);
    drop(vault);
    let (key, database) = (dir.read("vault.key"), dir.read("vault.db"));
    // So far it had come: the mark, and the log under its new name.
    dir.write("vault.moving", b"");
    dir.write("damaged-1/log", b"of this vault");
    let moved_to = dir.path().join("damaged-1");
    assert_eq!(
        Vault::open(dir.path(), PIN, None, &mut rng(7)).unwrap_err(),
        OpenError::Damaged { moved_to }
    );
    assert_eq!(dir.read("damaged-1/vault.db"), database);
    assert_eq!(dir.read("damaged-1/vault.key"), key);
    assert_eq!(dir.read("damaged-1/log"), b"of this vault");
    assert!(!dir.has("vault.moving") && !Vault::exists(dir.path()));
}
