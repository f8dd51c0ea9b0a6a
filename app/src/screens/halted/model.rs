//! What is said of each problem that keeps the app from going on.
//!
//! | problem | heading | sentence | what is safe |
//! |---|---|---|---|
//! | in use | open elsewhere | its own | nothing is lost: the other tab goes on |
//! | disk full | can't go on | its own: here, nothing was being saved | what was saved |
//! | stopped | can't go on | its own: the last letters may be missing | what was shown as saved |
//! | anything else | can't go on | the problem's | only what its sentence says |

use wayside_seam::Problem;

/// What the screen says, as ids of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account {
    /// The problem's stable name, as `data-problem` shows it.
    pub id: &'static str,
    /// The heading.
    pub heading: &'static str,
    /// The sentence; none where the problem's own fits.
    pub sentence: Option<&'static str>,
    /// What is safe, where that is sure.
    pub safe: Option<&'static str>,
}

/// What to say of this problem.
pub fn account(problem: &Problem) -> Account {
    let plain = |id| Account {
        id,
        heading: "halted-title",
        sentence: None,
        safe: None,
    };
    match problem {
        Problem::InUse => Account {
            heading: "halted-in-use-title",
            sentence: Some("halted-in-use"),
            safe: Some("halted-nothing-lost"),
            ..plain("in-use")
        },
        Problem::DiskFull => Account {
            sentence: Some("halted-disk-full"),
            safe: Some("halted-saved-is-safe"),
            ..plain("disk-full")
        },
        Problem::Stopped => Account {
            sentence: Some("halted-stopped"),
            safe: Some("halted-shown-is-saved"),
            ..plain("stopped")
        },
        Problem::NoStorage { .. } => plain("no-storage"),
        Problem::Disk { .. } => plain("disk"),
        Problem::Newer => plain("newer"),
        Problem::Damaged { .. } => plain("damaged"),
        Problem::DatabaseDamaged => plain("database-damaged"),
        Problem::KeyFileDamaged => plain("key-file-damaged"),
        Problem::Internal { .. } => plain("internal"),
        _ => plain("other"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(problem: Problem, id: &str, safe: Option<&str>) {
        let account = account(&problem);
        assert_eq!((account.id, account.safe), (id, safe), "{problem:?}");
    }

    #[test]
    fn only_what_is_sure_is_called_safe() {
        let what = || "x".to_owned();
        check(Problem::InUse, "in-use", Some("halted-nothing-lost"));
        check(Problem::DiskFull, "disk-full", Some("halted-saved-is-safe"));
        check(Problem::Stopped, "stopped", Some("halted-shown-is-saved"));
        check(Problem::NoStorage { what: what() }, "no-storage", None);
        check(Problem::Disk { what: what() }, "disk", None);
        check(Problem::Damaged { moved_to: what() }, "damaged", None);
        check(Problem::KeyFileDamaged, "key-file-damaged", None);
        check(Problem::Newer, "newer", None);
        check(Problem::Internal { what: what() }, "internal", None);
        check(Problem::Locked, "other", None);
    }
}
