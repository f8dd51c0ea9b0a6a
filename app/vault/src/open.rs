//! Opening: the only part of the vault that knows which files there are, and their locks. What a file is,
//! [`crate::files`] knows.
//!
//! A vault is a folder with `vault.key` (see [`crate::key`]) and `vault.db` (SQLCipher; `vault.db-wal` beside it while
//! it is open or after a kill). Opening goes: key file -> PIN -> key -> database -> version -> pragmas -> migrations.
//!
//! | found | answer | files |
//! |---|---|---|
//! | no slot of the key file opens: a wrong PIN, or damage inside it | `WrongPin` | untouched |
//! | key file of a wrong size, or missing beside a database | `KeyFileDamaged` | untouched |
//! | a keystore takes part, and there is none or it fails | `NoKeystore` | untouched |
//! | database of a newer app | `Newer` | untouched |
//! | database held by another process | `InUse` | untouched |
//! | first pages not readable under the right key | `Damaged { moved_to }` | moved to `damaged-N/`, key file with them |
//! | no database, since it was moved | `Damaged { moved_to }` again | `vault.moved` says where to, until another vault is made |
//! | other pages not readable | opens: what can be read still is | untouched; `vault.suspect` says that it is damaged |
//!
//! Nothing here deletes a database or a key file. A whole check of every page at each unlock was refused: it grows with
//! the vault. Instead, damage that is met later leaves the mark `vault.suspect`, and each opening checks every page
//! while it is there. A damaged vault stays open, for writing too, since sending needs it: each page carries its own
//! seal, and a transaction that meets a broken one changes nothing ([`crate::salvage`] says what is read then).

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Once;

use rand_core::CryptoRng;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use zeroize::Zeroizing;

use crate::error::{Fault, OpenError};
use crate::files::Folder;
use crate::key::{self, DatabaseKey, KdfCost, KeyError, Keystore, Stretch};
use crate::salvage::is_spoilt;
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

    /// Where the vault of this folder was moved to because it is damaged; none when there is one here, or never was.
    pub fn moved_aside(dir: &Path) -> Option<PathBuf> {
        match Self::exists(dir) {
            true => None,
            false => Folder::new(dir).moved_to(),
        }
    }

    /// True when pages of this folder's vault turned out to be damaged.
    pub fn is_damaged(dir: &Path) -> bool {
        Self::exists(dir) && Folder::new(dir).exists(SUSPECT)
    }

    /// Moves the vault of this folder aside, closed as it has to be: it is damaged so that nothing can be done with it
    /// here.
    ///
    /// # Errors
    /// The disk's.
    pub fn move_aside(dir: &Path) -> Result<PathBuf, OpenError> {
        let folder = Folder::new(dir);
        let moved_to = folder.move_aside(KEY_FILE, WAL, DATABASE)?;
        let _ = folder.remove(SUSPECT);
        folder.sync()?;
        Ok(moved_to)
    }

    /// How the PIN of this folder's vault is stretched; none where there is no vault, or its key file has a wrong size.
    pub fn stretch(dir: &Path) -> Option<Stretch> {
        if !Self::exists(dir) {
            return None;
        }
        key::stretch(&Folder::new(dir).read(KEY_FILE).ok()?).ok()
    }

    /// Whether a keystore takes part in unlocking this vault: that was decided when it was made.
    ///
    /// # Errors
    /// As [`Vault::open`], for the key file alone.
    pub fn needs_keystore(&self) -> Result<bool, OpenError> {
        let folder = self.folder.as_ref().ok_or(OpenError::Missing)?;
        Ok(key::needs_keystore(&key_file(folder)?)?)
    }

    /// Makes a new vault in this folder, which is made too.
    ///
    /// # Errors
    /// [`OpenError::Exists`] when there is one; `Full` or `Disk` when files cannot be written.
    pub fn create(
        dir: &Path,
        pin: &str,
        keystore: Option<&dyn Keystore>,
        cost: KdfCost,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, OpenError> {
        if Self::exists(dir) {
            return Err(OpenError::Exists);
        }
        let folder = Folder::new(dir);
        folder.make()?;
        keep_orphans(&folder)?;
        let (key, file) = key::new_key(pin, keystore, cost, rng)?;
        folder.write_whole(KEY_FILE, &file)?;
        folder.make_database(DATABASE)?;
        let made = connect(&folder.path(DATABASE), &key, true)
            .and_then(|connection| prepare(connection).map_err(Opening::Fault));
        match made {
            Ok(connection) => {
                folder.forget_moved();
                let _ = folder.remove(SUSPECT);
                folder.close_to_others()?;
                folder.sync()?;
                Ok(Self::opened(connection, folder, key, rng)?)
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
        keystore: Option<&dyn Keystore>,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, OpenError> {
        let folder = Folder::new(dir);
        if !Self::exists(dir) {
            return Err(match folder.moved_to() {
                Some(moved_to) => OpenError::Damaged { moved_to },
                None => OpenError::Missing,
            });
        }
        folder.close_to_others()?;
        let key = key::open(&key_file(&folder)?, pin, keystore)?;
        let opened = match folder.half_moved() {
            true => Err(Opening::Fault(Fault::Damaged)),
            false => open_database(&folder, &key),
        };
        match opened {
            Ok(connection) => Ok(Self::opened(connection, folder, key, rng)?),
            Err(Opening::Fault(Fault::Damaged)) => {
                let moved_to = Self::move_aside(dir)?;
                Err(OpenError::Damaged { moved_to })
            }
            Err(problem) => Err(problem.into_open_error()),
        }
    }

    /// Seals the key under a new PIN. Salt, cost and the keystore's part stay. The database is not touched; the key file
    /// is the old one or the new one, whole, whatever happens in between. The vault is open, so that no other process
    /// does the same at this moment.
    ///
    /// # Errors
    /// As [`Vault::open`], for the key file alone; the old PIN is the right one then.
    pub fn change_pin(
        &self,
        old: &str,
        new: &str,
        keystore: Option<&dyn Keystore>,
        rng: &mut impl CryptoRng,
    ) -> Result<(), OpenError> {
        let folder = self.folder.as_ref().ok_or(OpenError::Missing)?;
        let file = key::change(&key_file(folder)?, old, new, keystore, rng)?;
        Ok(folder.write_whole(KEY_FILE, &file)?)
    }

    /// Makes the key file of a closed vault anew, at another cost and without a keystore: for measurements that are not
    /// about unlocking. Only this PIN's slot lives on.
    ///
    /// # Errors
    /// As [`Vault::open`], for the key file alone.
    pub fn change_cost(
        dir: &Path,
        pin: &str,
        cost: KdfCost,
        rng: &mut impl CryptoRng,
    ) -> Result<(), OpenError> {
        let folder = Folder::new(dir);
        let key = key::open(&key_file(&folder)?, pin, None)?;
        let file = key::new_file(&key, pin, None, cost, rng)?;
        Ok(folder.write_whole(KEY_FILE, &file)?)
    }
}

impl Vault {
    fn opened(
        connection: Connection,
        folder: Folder,
        key: DatabaseKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, Fault> {
        // A file that can't be written looks like a spoilt connection.
        let key = (!is_spoilt(&connection)).then_some(key);
        let mut vault = Self::new(connection, Some(folder), rng)?;
        vault.key = key;
        Ok(vault)
    }

    /// A new connection in the place of a spoilt one. Should another process take the vault in between, every later
    /// request fails.
    pub(crate) fn open_anew(&mut self) {
        self.forget_all();
        let (Some(folder), Some(key), Ok(nothing)) =
            (&self.folder, &self.key, Connection::open_in_memory())
        else {
            return;
        };
        // Closed first: it holds the lock.
        drop(std::mem::replace(&mut self.connection, nothing));
        let anew = connect(&folder.path(DATABASE), key, false)
            .and_then(|connection| prepare(connection).map_err(Opening::Fault));
        if let Ok(connection) = anew {
            self.connection = connection;
        }
    }
}

/// The bytes of this folder's key file.
fn key_file(folder: &Folder) -> Result<Vec<u8>, OpenError> {
    match folder.read(KEY_FILE) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(OpenError::KeyFileDamaged),
        read => Ok(read?),
    }
}

impl From<KeyError> for OpenError {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Damaged => Self::KeyFileDamaged,
            KeyError::WrongPin => Self::WrongPin,
            KeyError::NoKeystore => Self::NoKeystore,
            KeyError::Underivable => Self::Disk("the key could not be derived".to_owned()),
        }
    }
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
    if folder.exists(SUSPECT) && every_page_is_whole(&connection).map_err(Opening::Fault)? {
        let _ = folder.remove(SUSPECT);
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    let writable = !is_spoilt(&connection);
    let connection = prepare(connection).map_err(Opening::Fault)?;
    match writable && is_spoilt(&connection) {
        true => Err(Opening::Fault(Fault::Damaged)),
        false => Ok(connection),
    }
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

/// Reads every page. The first pragma answers a row for each one whose seal is broken, and spoils nothing; the second
/// would.
pub(crate) fn every_page_is_whole(connection: &Connection) -> Result<bool, Fault> {
    let wrong = connection
        .prepare("PRAGMA cipher_integrity_check")?
        .exists([])?;
    if wrong {
        return Ok(false);
    }
    let sound = connection.query_row("PRAGMA integrity_check(1)", [], |row| {
        row.get::<_, String>(0)
    });
    match sound.map_err(Fault::from) {
        Ok(sound) => Ok(sound == "ok"),
        Err(Fault::Damaged) => Ok(false),
        Err(other) => Err(other),
    }
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
