//! Tables and how they came to be: one file per step in `migrations/`, append-only.
//!
//! `user_version` counts the steps that a database has taken. A database with more steps than this app knows is left
//! alone: nothing is written to it. All tables are STRICT; every statement in this crate lists its columns.

use rusqlite::Connection;

use crate::error::Fault;

/// Every step, in order. Append only: a step that was released never changes.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_first.sql"),
    include_str!("migrations/0002_begun.sql"),
];

/// The version that this app writes.
pub(crate) fn current() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// The version of an open database.
pub(crate) fn version(connection: &Connection) -> Result<i64, Fault> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Takes the steps that are missing, each in a transaction of its own with its number.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), Fault> {
    let from = usize::try_from(version(connection)?).unwrap_or(usize::MAX);
    for (done, step) in MIGRATIONS.iter().enumerate().skip(from) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(step)?;
        transaction.pragma_update(
            None,
            "user_version",
            i64::try_from(done + 1).unwrap_or(i64::MAX),
        )?;
        transaction.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_family = "wasm")]
    use browser_test::wasm_bindgen_test as test;

    /// What released versions created. Frozen here: never edit one, add the next one beside them.
    const FROZEN: &[&str] = &[include_str!("../tests/frozen/v1.sql")];

    fn shape(connection: &Connection) -> Vec<(String, String)> {
        let mut statement = connection
            .prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
            .unwrap();
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        rows.map(|row| {
            let (name, sql): (String, String) = row.unwrap();
            let plain: Vec<&str> = sql
                .lines()
                .map(|line| line.split("--").next().unwrap_or(""))
                .collect();
            (
                name,
                plain
                    .join(" ")
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        })
        .collect()
    }

    #[test]
    fn an_upgraded_frozen_database_equals_a_fresh_one_and_keeps_its_rows() {
        let mut fresh = Connection::open_in_memory().unwrap();
        migrate(&mut fresh).unwrap();

        for (before, frozen) in FROZEN.iter().enumerate() {
            let mut old = Connection::open_in_memory().unwrap();
            old.execute_batch(frozen).unwrap();
            assert_eq!(version(&old).unwrap(), before as i64 + 1);
            migrate(&mut old).unwrap();

            assert_eq!(version(&old).unwrap(), current());
            assert_eq!(shape(&old), shape(&fresh));
            let kept: (i64, i64) = old
                .query_row(
                    "SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM documents)",
                    [],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .unwrap();
            assert_eq!(kept, (1, 1));
        }
    }

    #[test]
    fn migrating_twice_changes_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        let before = shape(&connection);
        migrate(&mut connection).unwrap();
        assert_eq!(shape(&connection), before);
    }

    #[test]
    fn no_step_says_what_a_browser_would_read_and_not_do() {
        for step in MIGRATIONS {
            for ignored in ["REFERENCES", "AUTOINCREMENT"] {
                assert!(
                    !step.to_uppercase().contains(ignored),
                    "{ignored}: app/web/build"
                );
            }
        }
    }

    /// Browsers get an SQLite that explains nothing; its planner is the same.
    #[cfg(not(target_family = "wasm"))]
    #[test]
    fn what_opening_looks_for_is_found_without_reading_the_log() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        let queries = [
            (
                "SELECT 1 FROM segments WHERE state = 3 AND caseload = x''",
                "segments_held",
            ),
            (
                "UPDATE segments SET state = 0 WHERE state = 3 AND caseload = x''",
                "segments_held",
            ),
            (
                "SELECT count(*) FROM segments WHERE state = 0",
                "segments_waiting",
            ),
            (
                "SELECT count(*) FROM segments WHERE sent = 0",
                "segments_unsent",
            ),
        ];
        for (query, index) in queries {
            let plan: String = connection
                .query_row(&format!("EXPLAIN QUERY PLAN {query}"), [], |row| row.get(3))
                .unwrap();
            assert!(plan.contains(index), "{query}: {plan}");
        }
    }
}
