//! Opening: the only part of the vault that knows which files there are, and their locks. What a file is,
//! [`crate::files`] knows.
//!
//! A vault is a folder with `vault.key` (see [`crate::key`]) and `vault.db` (SQLCipher; `vault.db-wal` beside it while
//! it is open or after a kill). Opening goes: key file -> PIN -> key -> database -> version -> pragmas -> migrations.
//!
//! | found | answer | files |
//! |---|---|---|
//! | key file whole, does not open | `WrongPin` | untouched |
//! | key file not whole, or missing beside a database | `KeyFileDamaged` | untouched |
//! | database of a newer app | `Newer` | untouched |
//! | database held by another process | `InUse` | untouched |
//! | database not readable under the right key | `Damaged { moved_to }` | moved to `damaged-N/`, key file with them |
//!
//! Nothing here deletes a database or a key file. A whole check of every page at each unlock was refused: it grows with
//! the vault. Instead, damage that is met later leaves the mark `vault.suspect`, and the next opening checks every
//! page.

use std::io;
use std::path::Path;
use std::sync::Once;

use rand_core::CryptoRng;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use zeroize::Zeroizing;

use crate::error::{Fault, OpenError};
use crate::files::Folder;
use crate::key::{self, DatabaseKey, KdfCost, KeyError, Stretch};
use crate::schema;
use crate::vault::Vault;

const KEY_FILE: &str = "vault.key";
const DATABASE: &str = "vault.db";
const WAL: &str = "vault.db-wal";
const SUSPECT: &str = "vault.suspect";

impl Folder {
    /// Leaves the mark that makes the next opening check every page.
    pub(crate) fn mark_suspect(&self) {
        // A mark that cannot be written changes nothing: the next opening then checks as little as usual.
        let _ = self.mark(SUSPECT);
    }
}

impl Vault {
    /// True when the folder holds a vault.
    pub fn exists(dir: &Path) -> bool {
        Folder::new(dir).exists(DATABASE)
    }

    /// How the PIN of this folder's vault is stretched; none where there is no vault, or its key file is not whole.
    pub fn stretch(dir: &Path) -> Option<Stretch> {
        if !Self::exists(dir) {
            return None;
        }
        key::stretch(&Folder::new(dir).read(KEY_FILE).ok()?).ok()
    }

    /// Makes a new vault in this folder, which is made too.
    ///
    /// # Errors
    /// [`OpenError::Exists`] when there is one; `Full` or `Disk` when files cannot be written.
    pub fn create(
        dir: &Path,
        pin: &str,
        platform_secret: Option<&[u8; 32]>,
        cost: KdfCost,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, OpenError> {
        if Self::exists(dir) {
            return Err(OpenError::Exists);
        }
        let folder = Folder::new(dir);
        folder.make()?;
        keep_orphans(&folder)?;
        let (key, file) = key::new_key(pin, platform_secret, cost, rng)
            .map_err(|_| OpenError::Disk("the key could not be derived".to_owned()))?;
        folder.write_whole(KEY_FILE, &file)?;
        let made = connect(&folder.path(DATABASE), &key, true)
            .and_then(|connection| prepare(connection).map_err(Opening::Fault));
        match made {
            Ok(connection) => {
                folder.sync()?;
                Ok(Self::new(connection, Some(folder), rng)?)
            }
            Err(problem) => {
                // Only what this call has just made, and nothing was ever stored in it.
                for name in [DATABASE, WAL, KEY_FILE] {
                    let _ = folder.remove(name);
                }
                Err(problem.into_open_error())
            }
        }
    }

    /// Opens the vault of this folder.
    ///
    /// # Errors
    /// See the table at the top of this module.
    pub fn open(
        dir: &Path,
        pin: &str,
        platform_secret: Option<&[u8; 32]>,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, OpenError> {
        if !Self::exists(dir) {
            return Err(OpenError::Missing);
        }
        let folder = Folder::new(dir);
        let key = key_of(&folder, pin, platform_secret)?;
        let opened = match folder.half_moved() {
            true => Err(Opening::Fault(Fault::Damaged)),
            false => open_database(&folder, &key),
        };
        match opened {
            Ok(connection) => Ok(Self::new(connection, Some(folder), rng)?),
            Err(Opening::Fault(Fault::Damaged)) => {
                let moved_to = folder.move_aside(KEY_FILE, WAL, DATABASE)?;
                let _ = folder.remove(SUSPECT);
                folder.sync()?;
                Err(OpenError::Damaged { moved_to })
            }
            Err(problem) => Err(problem.into_open_error()),
        }
    }

    /// Wraps the key under a new PIN. The database is not touched; the key file is the old one or the new one, whole,
    /// whatever happens in between. The vault is open, so that no other process does the same at this moment.
    ///
    /// # Errors
    /// As [`Vault::open`], for the key file alone; the old PIN is the right one then.
    pub fn change_pin(
        &self,
        old: &str,
        new: &str,
        platform_secret: Option<&[u8; 32]>,
        cost: KdfCost,
        rng: &mut impl CryptoRng,
    ) -> Result<(), OpenError> {
        let folder = self.folder.as_ref().ok_or(OpenError::Missing)?;
        let key = key_of(folder, old, platform_secret)?;
        let file = key::wrap(&key, new, platform_secret, cost, rng)
            .map_err(|_| OpenError::Disk("the key could not be derived".to_owned()))?;
        Ok(folder.write_whole(KEY_FILE, &file)?)
    }
}

/// The key in this folder's key file.
fn key_of(
    folder: &Folder,
    pin: &str,
    platform_secret: Option<&[u8; 32]>,
) -> Result<DatabaseKey, OpenError> {
    let file = match folder.read(KEY_FILE) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(OpenError::KeyFileDamaged);
        }
        Err(error) => return Err(error.into()),
    };
    key::unwrap(&file, pin, platform_secret).map_err(|error| match error {
        KeyError::Damaged => OpenError::KeyFileDamaged,
        KeyError::Newer => OpenError::Newer,
        KeyError::WrongPin => OpenError::WrongPin,
        KeyError::NoPlatformSecret => OpenError::NoPlatformSecret,
    })
}

/// What can happen between the key and an open database.
enum Opening {
    InUse,
    Newer,
    Fault(Fault),
}

impl Opening {
    fn into_open_error(self) -> OpenError {
        match self {
            Self::InUse => OpenError::InUse,
            Self::Newer => OpenError::Newer,
            Self::Fault(fault) => fault.into(),
        }
    }
}

impl From<rusqlite::Error> for Opening {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse,
            _ => Self::Fault(error.into()),
        }
    }
}

fn open_database(folder: &Folder, key: &DatabaseKey) -> Result<Connection, Opening> {
    let connection = connect(&folder.path(DATABASE), key, false)?;
    // Until the version is known, closing must not even write the log back into the file.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let version = connection.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0))?;
    if version > schema::current() {
        return Err(Opening::Newer);
    }
    if version == 0 {
        // Every vault takes its first step when it is made: this is an emptied file, not a new one.
        return Err(Opening::Fault(Fault::Damaged));
    }
    if folder.exists(SUSPECT) {
        check_every_page(&connection)?;
        let _ = folder.remove(SUSPECT);
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    prepare(connection).map_err(Opening::Fault)
}

/// SQLite counts as ready a moment before SQLCipher in it is: `sqlite3_initialize` runs SQLCipher's part after it let
/// its lock go. Who opened a vault on another thread in that moment was told that the database could not be used (code
/// 1). So the first vault goes alone; whoever else uses SQLite in the process should have begun before.
fn make_ready() {
    static READY: Once = Once::new();
    READY.call_once(|| drop(Connection::open_in_memory()));
}

/// Opens the file under the raw key and takes its lock.
fn connect(path: &Path, key: &DatabaseKey, create: bool) -> Result<Connection, Opening> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    make_ready();
    let connection = Connection::open_with_flags(path, flags)?;
    #[cfg(target_family = "wasm")]
    crate::files::whole_pages(&connection);
    connection.busy_timeout(std::time::Duration::ZERO)?;
    // SQLCipher would report a wrong page to standard error; what is wrong is said by our own errors instead.
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    // Off, the default: the keys are locked and wiped either way. On, every allocation of SQLite is, which costs
    // several times more than it hides on a phone whose memory also holds the pages on the screen.
    connection.execute_batch("PRAGMA cipher_memory_security = OFF;")?;
    let hex = Zeroizing::new(data_encoding::HEXLOWER.encode(key.as_ref()));
    let statement = Zeroizing::new(format!("PRAGMA key = \"x'{}'\";", hex.as_str()));
    connection.execute_batch(&statement)?;
    // One process owns a vault; it also spares the shared-memory file, which would not be encrypted.
    connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE;")?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
        row.get::<_, i64>(0)
    })?;
    Ok(connection)
}

/// Pragmas of every session, then the migrations that are missing.
fn prepare(mut connection: Connection) -> Result<Connection, Fault> {
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;        -- a commit is one append and one fsync
         PRAGMA synchronous = FULL;        -- what a screen showed as saved survives a power cut
         PRAGMA temp_store = MEMORY;       -- no sorter ever spills plaintext to a file
         PRAGMA trusted_schema = OFF;
         PRAGMA cache_size = -8192;        -- 8 MiB: the hot pages of 10,000 clients
         PRAGMA journal_size_limit = 8388608;",
    )?;
    connection.set_prepared_statement_cache_capacity(96);
    schema::migrate(&mut connection)?;
    Ok(connection)
}

fn check_every_page(connection: &Connection) -> Result<(), Opening> {
    let mut statement = connection.prepare("PRAGMA cipher_integrity_check")?;
    let wrong_pages = statement.exists([])?;
    let quick: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if wrong_pages || quick != "ok" {
        return Err(Opening::Fault(Fault::Damaged));
    }
    Ok(())
}

/// A key file or a log without a database may belong to one that was moved by hand: they are kept under other names.
fn keep_orphans(folder: &Folder) -> io::Result<()> {
    for name in [KEY_FILE, WAL] {
        if folder.exists(name) {
            folder.keep(name)?;
        }
    }
    Ok(())
}
