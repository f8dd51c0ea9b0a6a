//! The command line of the browser mode.

use std::path::PathBuf;

use clap::Parser;

/// Wayside in a browser on this machine: a worker's phone, a peer's phone and a supervisor's desk side by side, each
/// with its own encrypted vault, and a relay between them. Prints the address of the page; only this machine can open
/// it.
///
/// For one device in a window of its own: cargo run --release --no-default-features --features desktop
#[derive(Clone, Debug, Parser)]
#[command(name = "wayside-app", version)]
pub struct Args {
    /// Keep the devices and the relay in this folder, and find them again next time [default: a fresh temporary folder]
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// The page's port; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    pub port: u16,
    /// The relay serves the browser's app from this folder, too (app/web/build makes it): a fourth device, in a tab of
    /// its own
    #[arg(long, value_name = "DIR")]
    pub app: Option<PathBuf>,
    /// One device only, from its set-up on, without samples
    #[arg(long)]
    pub one: bool,
}
