//! The demonstration: the same screens through LiveView on this machine. Not a face of the product.
//!
//! It stays beside the real page (`web`) because it does three things that the page can't. It starts with plain `cargo
//! run`, without a toolchain for WebAssembly. It shows three devices with a vault each on one page, where a browser
//! gives an origin one. It cuts and restores each device's signal. With `--app` its relay serves the real page, too, as
//! a fourth device.
//!
//! | file | holds |
//! |---|---|
//! | `args` | the command line |
//! | `guard` | who may ask: token or cookie, Host, Origin |
//! | `page` | the empty page, its policy, the scripts |
//! | `server` | the routes |
//! | `devices` | the three sample devices and how they are set up |
//! | `sample` | sample clients, plainly named samples |
//! | `demo` | the page with three frames, signal switches and the relay's view |
//!
//! Invariants: loopback only; every route, the websocket too, refuses without the token of this run; the page asks no
//! other origin for anything (a policy says so to the browser); a device's screens reach its vault only through the
//! message seam, as everywhere.
//!
//! A reload begins a new session of screens: the vault is the state.

pub mod args;
pub mod demo;
pub mod devices;
pub mod guard;
pub mod page;
pub mod sample;
pub mod server;

use std::path::{Path, PathBuf};

use wayside_domain::passphrase::SAMPLE;

use self::args::Args;
use self::devices::Devices;
use self::guard::Guard;
use crate::i18n::Words;
use crate::platform::host::system_language;

/// Why the browser mode could not start, in words.
pub type Failure = Box<dyn std::error::Error>;

/// Runs until interrupted.
pub async fn run(args: Args) -> Result<(), Failure> {
    let words = Words::new(&system_language());
    let folder = Folder::choose(args.data.as_deref())?;
    let relay = devices::start_relay(&folder.path, args.app.clone()).await?;
    let devices = if args.one {
        Devices::one(&folder.path, relay.clone())?
    } else {
        Devices::sample(&folder.path, relay.clone(), &words).await?
    };
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", args.port)).await?;
    let address = listener.local_addr()?;
    let guard = Guard::new(address.port());
    let url = guard.url();
    say(&words.text_with("demo-say-url", &[("url", url.as_str().into())]));
    if args.one {
        say(&words.text_with("demo-say-relay", &[("url", relay.url.as_str().into())]));
    } else {
        say(&words.text_with("demo-password", &[("password", SAMPLE.into())]));
    }
    if args.app.is_some() {
        say(&words.text_with("demo-say-app", &[("url", relay.url.as_str().into())]));
    }
    say(&words.text_with(
        if folder.kept {
            "demo-say-kept"
        } else {
            "demo-say-fresh"
        },
        &[("folder", folder.path.display().to_string().into())],
    ));
    say(&words.text("demo-say-stop"));
    let served = server::serve(listener, guard, devices, wayside_relay::shutdown_signal()).await;
    folder.leave();
    Ok(served?)
}

#[allow(
    clippy::print_stdout,
    reason = "the address is what the person who started this waits for"
)]
fn say(line: &str) {
    println!("{line}");
}

/// Where the devices live.
struct Folder {
    path: PathBuf,
    kept: bool,
}

impl Folder {
    /// The given folder, or a fresh one that goes at the end.
    fn choose(given: Option<&Path>) -> std::io::Result<Self> {
        let path = match given {
            Some(path) => std::path::absolute(path)?,
            None => std::env::temp_dir().join(format!("wayside-{}", guard::token())),
        };
        std::fs::create_dir_all(&path)?;
        only_mine(&path)?;
        Ok(Self {
            path,
            kept: given.is_some(),
        })
    }

    /// Removes a fresh folder: it held nothing but samples.
    fn leave(&self) {
        if !self.kept {
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}

#[cfg(unix)]
fn only_mine(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn only_mine(_: &Path) -> std::io::Result<()> {
    Ok(())
}
