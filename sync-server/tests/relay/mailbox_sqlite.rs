//! The embedded mailbox against the conformance suite, and what is its own: its file.

use std::ops::Deref;

use tempfile::TempDir;
use wayside_protocol::{CaseloadId, DeviceId, Hash, TeamId};
use wayside_relay::mailbox::sqlite::{FILE_NAME, Settings, SqliteMailbox};
use wayside_relay::mailbox::{Batch, Deposit, Mailbox, MailboxError, Quota};

struct Fresh {
    mailbox: Box<dyn Mailbox>,
    _dir: TempDir,
}

impl Deref for Fresh {
    type Target = dyn Mailbox;
    fn deref(&self) -> &Self::Target {
        self.mailbox.as_ref()
    }
}

async fn fresh() -> Fresh {
    let dir = tempfile::tempdir().unwrap();
    let mailbox = SqliteMailbox::open(dir.path(), Settings::default()).unwrap();
    Fresh {
        mailbox: Box::new(mailbox),
        _dir: dir,
    }
}

mod conformance {
    wayside_relay::mailbox_conformance!(super::fresh);
}

fn batch() -> Batch {
    let device = DeviceId([1; 16]);
    let items = vec![
        Deposit::Device {
            device,
            sign: [1; 32],
            chain: vec![1; 10],
        },
        Deposit::Segment {
            device,
            caseload: CaseloadId([2; 16]),
            index: 1,
            hash: Hash::of(b"x"),
            bytes: b"x".to_vec(),
        },
    ];
    Batch {
        team: TeamId([9; 16]),
        items,
        quota: Quota {
            bytes: 1000,
            devices: 10,
            teams: 10,
        },
    }
}

#[tokio::test]
async fn what_was_stored_is_there_after_reopening() {
    let dir = tempfile::tempdir().unwrap();
    let mailbox = SqliteMailbox::open(dir.path(), Settings::default()).unwrap();
    mailbox.store(batch()).await.unwrap();
    let (identity, totals) = (
        mailbox.identity().await.unwrap(),
        mailbox.totals().await.unwrap(),
    );
    drop(mailbox);
    let mailbox = SqliteMailbox::open(dir.path(), Settings::default()).unwrap();
    assert_eq!(mailbox.totals().await.unwrap(), totals);
    assert_eq!(
        mailbox.identity().await.unwrap().log_epoch,
        identity.log_epoch
    );
    assert_eq!(
        mailbox.identity().await.unwrap().nonce_secret,
        identity.nonce_secret
    );
}

#[tokio::test]
async fn database_of_a_newer_relay_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    drop(SqliteMailbox::open(dir.path(), Settings::default()).unwrap());
    let file = dir.path().join(FILE_NAME);
    rusqlite::Connection::open(&file)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let error = SqliteMailbox::open(dir.path(), Settings::default())
        .err()
        .unwrap();
    assert_eq!(
        error,
        MailboxError::Broken("the database was written by a newer wayside-relay".into())
    );
    let version: i64 = rusqlite::Connection::open(&file)
        .unwrap()
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(version, 99);
}

#[tokio::test]
async fn file_that_is_no_database_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join(FILE_NAME);
    let text = "shopping list\n".repeat(100);
    std::fs::write(&file, &text).unwrap();
    assert!(SqliteMailbox::open(dir.path(), Settings::default()).is_err());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}

#[cfg(unix)]
#[tokio::test]
async fn data_folder_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("new/data");
    drop(SqliteMailbox::open(&data, Settings::default()).unwrap());
    assert_eq!(
        std::fs::metadata(&data).unwrap().permissions().mode() & 0o777,
        0o700
    );
}
