//! Opening the file: pragmas, migrations, and whether it is still the same file.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::MailboxError;

/// The database's name in the data folder.
pub const FILE_NAME: &str = "relay.sqlite";

/// In order; only ever appended to.
const MIGRATIONS: [&str; 2] = [
    include_str!("../../../migrations/0001_mailbox.sql"),
    include_str!("../../../migrations/0002_probe.sql"),
];

/// Written and removed by each probe.
const PROBE_NAME: &str = "relay.probe";
/// What the disk must still take. A commit may find room in pages and in a log that are there already, while a
/// checkpoint needs more.
const PROBE_BYTES: usize = 64 << 10;

/// What an operator may set.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings {
    /// The file grows no further than about this many bytes.
    pub max_file_bytes: Option<u64>,
}

/// Which file it is, by more than its name. On Unix a deleted file still takes writes, and nobody will see them again.
#[derive(Clone)]
pub(super) struct File {
    path: PathBuf,
    identity: Option<(u64, u64)>,
}

impl File {
    pub(super) fn existing(dir: &Path) -> Result<Self, MailboxError> {
        let path = dir.join(FILE_NAME);
        if !path.is_file() {
            return Err(MailboxError::Broken(format!(
                "there is no {FILE_NAME} in that folder"
            )));
        }
        Ok(Self {
            identity: identity(&path),
            path,
        })
    }

    /// Fails when another file, or none, now has this name.
    pub(super) fn check(&self) -> Result<(), MailboxError> {
        if identity(&self.path) == self.identity {
            Ok(())
        } else {
            Err(MailboxError::Lost)
        }
    }
}

impl File {
    /// Fails when the disk under the database takes nothing more.
    pub(super) fn probe_disk(&self) -> Result<(), MailboxError> {
        use std::io::{ErrorKind, Write};
        let path = self.path.with_file_name(PROBE_NAME);
        let written = std::fs::File::create(&path).and_then(|mut file| {
            file.write_all(&[0; PROBE_BYTES])?;
            file.sync_all()
        });
        let removed = std::fs::remove_file(&path);
        written.and(removed).map_err(|error| match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => MailboxError::Full,
            kind => MailboxError::Broken(format!("the data folder takes no file: {kind}")),
        })
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path)
        .ok()
        .map(|meta| (meta.dev(), meta.ino()))
}

/// Elsewhere an open file can't be deleted; that it is there is enough.
#[cfg(not(unix))]
fn identity(path: &Path) -> Option<(u64, u64)> {
    path.is_file().then_some((0, 0))
}

pub(super) fn writer(dir: &Path, settings: Settings) -> Result<(Connection, File), MailboxError> {
    make_folder(dir)?;
    let mut connection = Connection::open(dir.join(FILE_NAME))?;
    // Readers go on while the writer writes, and a commit is one append and one fsync.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // What is acknowledged is on disk. NORMAL would lose the last commits in a power cut.
    connection.pragma_update(None, "synchronous", "FULL")?;
    // After a burst the write-ahead log is cut back to 64 MiB instead of keeping its largest size for ever.
    connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
    common(&connection)?;
    if let Some(bytes) = settings.max_file_bytes {
        let page: i64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
        let pages = i64::try_from(bytes).unwrap_or(i64::MAX) / page.max(1);
        connection.pragma_update(None, "max_page_count", pages)?;
    }
    migrate(&mut connection)?;
    let file = File::existing(dir)?;
    Ok((connection, file))
}

pub(super) fn reader(file: &File) -> Result<Connection, MailboxError> {
    file.check()?;
    // Not SQLITE_OPEN_CREATE: a lost database must not come back empty.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&file.path, flags)?;
    common(&connection)?;
    // A reader that writes is a mistake in this crate.
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

fn common(connection: &Connection) -> Result<(), MailboxError> {
    // A backup tool may hold the file for a moment.
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // A tampered file must not run functions by way of its schema.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(())
}

fn migrate(connection: &mut Connection) -> Result<(), MailboxError> {
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let version: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let Some(missing) = usize::try_from(version)
        .ok()
        .and_then(|version| MIGRATIONS.get(version..))
    else {
        return Err(MailboxError::Broken(
            "the database was written by a newer wayside-relay".into(),
        ));
    };
    for migration in missing {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", MIGRATIONS.len() as u32)?;
    let insert = "INSERT INTO facts (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING";
    transaction.execute(
        insert,
        ("log_epoch", super::write::new_log_epoch()?.to_le_bytes()),
    )?;
    transaction.execute(insert, ("nonce_secret", super::write::random::<32>()?))?;
    transaction.commit()?;
    Ok(())
}

fn make_folder(dir: &Path) -> Result<(), MailboxError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        // The file holds ciphertext only. But it tells which device talks when, and that is nobody else's business.
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder
        .create(dir)
        .map_err(|error| MailboxError::Broken(format!("the data folder can't be made: {error}")))
}
