//! The clock of the machine, which screens and service read alike.

use wayside_domain::time::Timestamp;

/// What the machine's clock says, in its own time zone.
pub fn wall_clock() -> Timestamp {
    let now = chrono::Local::now();
    let offset = now.offset().local_minus_utc() / 60;
    let told = Timestamp::from_millis(now.timestamp_millis(), offset);
    // A clock before the year 1000 or after 9999 tells nothing: then it is 1970.
    told.or_else(|| Timestamp::from_millis(0, 0))
        .unwrap_or_else(|| unreachable!("1970 can be written"))
}
