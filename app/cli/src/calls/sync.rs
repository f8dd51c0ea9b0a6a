//! `wayside sync`: push and pull, once or until stopped.

use std::time::Duration;

use serde_json::Value;
use wayside_sync::driver::SyncReport;

use crate::args::SyncArgs;
use crate::failure::Failure;
use crate::output::{Printed, eprint_line};
use crate::session::Session;

pub fn run(mut session: Session, call: SyncArgs) -> Result<Printed, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::outside(format!("this machine: {error}")))?;
    if call.retry {
        let tried = session.retry()?;
        eprint_line(&format!(
            "{tried} packets that were put aside are tried again"
        ));
    }
    if call.watch {
        let every = Duration::from_secs(call.every.into());
        return runtime.block_on(watch(&mut session, every));
    }
    let report = runtime.block_on(session.sync())?;
    let mut printed = Printed::new(json(&report)?, text(&report));
    // A schedule has to notice what a person would read.
    printed.exit = u8::from(report.problem.is_some());
    Ok(printed)
}

/// Goes on through failures of the network: that is what it is for. Between two exchanges the vault is closed, so that
/// other calls can have it. Ends on Ctrl-C, or on a problem that waiting won't mend.
async fn watch(session: &mut Session, every: Duration) -> Result<Printed, Failure> {
    let mut last = SyncReport::default();
    loop {
        // The first time it is open already.
        let done = match session.unlock() {
            Ok(()) => session.sync().await,
            Err(failure) => Err(failure),
        };
        session.lock()?;
        match done {
            Ok(report) => {
                eprint_line(&text(&report));
                last = report;
            }
            Err(Failure::Outside(line)) => eprint_line(&line),
            Err(failure) => return Err(failure),
        }
        tokio::select! {
            () = tokio::time::sleep(every) => {}
            stopped = tokio::signal::ctrl_c() => {
                stopped.map_err(|error| Failure::outside(error.to_string()))?;
                return Ok(Printed::new(json(&last)?, "stopped"));
            }
        }
    }
}

fn json(report: &SyncReport) -> Result<Value, Failure> {
    serde_json::to_value(report).map_err(|_| Failure::internal())
}

fn text(report: &SyncReport) -> String {
    let lasting = report
        .problem
        .as_ref()
        .map(|problem| format!("\nstill wrong: {problem}"));
    format!(
        "{} sent, {} received, {} waiting, {} put aside; {} bytes up, {} down{}",
        report.sent,
        report.received,
        report.waiting,
        report.quarantined,
        report.bytes_up,
        report.bytes_down,
        lasting.unwrap_or_default()
    )
}
