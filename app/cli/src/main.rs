//! `wayside`: the headless device.
//!
//! ```text
//! args (what was typed) -> calls/<call>.rs (one file a call) -> session (an unlocked vault) -> the message seam
//!                                     └─> output (one JSON document, or lines for a person) or Failure (one line, exit code)
//! ```
//! Invariants: bad input changes nothing; a failure is one line on standard error that says what is wrong, where, and
//! what to do; no call prints a panic. Texts are English: this binary is for operators and scripts.

mod args;
mod calls;
mod failure;
mod input;
mod output;
mod part;
mod session;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use crate::args::Cli;
use crate::failure::{Failure, one_line};
use crate::output::{Printed, visible};

fn main() -> ExitCode {
    // The line for a person is printed below; a panic's own report could carry what was being handled.
    std::panic::set_hook(Box::new(|_| {}));
    let arguments = match Cli::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    let json = arguments.json;
    let result = std::panic::catch_unwind(|| calls::run(arguments))
        .unwrap_or_else(|_| Err(Failure::internal()));
    match result.and_then(|printed| print(&printed, json).map(|()| printed.exit)) {
        Ok(exit) => ExitCode::from(exit),
        Err(failure) => {
            // Nothing is left to do if standard error is closed.
            let _ = writeln!(
                std::io::stderr(),
                "wayside: {}",
                one_line(&failure.to_string())
            );
            ExitCode::from(failure.exit())
        }
    }
}

/// `--help` and `--version` go to standard output; anything else is one line and exit code 2.
fn usage(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = writeln!(
                std::io::stderr(),
                "wayside: which call? See 'wayside --help'"
            );
            ExitCode::from(2)
        }
        _ => {
            let whole = error.to_string();
            let said: Vec<&str> = whole
                .lines()
                .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"))
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .collect();
            let line = said.join(" ");
            let line = one_line(line.trim_start_matches("error: "));
            let _ = writeln!(std::io::stderr(), "wayside: {line}; see 'wayside --help'");
            ExitCode::from(2)
        }
    }
}

fn print(printed: &Printed, json: bool) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let text = if json {
        printed.json.to_string()
    } else {
        let lines: Vec<_> = printed.text.trim_end().lines().map(visible).collect();
        lines.join("\n")
    };
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        // The reader has seen enough (`wayside … | head`).
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::outside(format!("standard output: {error}"))),
    }
}
