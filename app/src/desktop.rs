//! The face in a window: one device, its data in the user's data folder or `--data`.
//!
//! The window shows the app's own page only: a strict policy, no navigation, no new windows, no page script but
//! Dioxus's and ours.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Parser;
use dioxus::desktop::{Config, LogicalSize, WindowBuilder};
use dioxus::prelude::*;

use crate::app::App;
use crate::i18n::Words;
use crate::native;
use crate::platform::Host;
use crate::platform::host::{Machine, data_folder, system_language};
use crate::style::{CSS, SHELL_JS};

/// Wayside in a window: one device, encrypted with its passphrase.
#[derive(Clone, Debug, Parser)]
#[command(name = "wayside-app", version)]
pub struct Args {
    /// The device's folder [default: the user's data folder]
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
}

/// Dioxus's own page is inline script and sends events to `__events`; everything else stays out. The scheme would serve
/// any file of this machine to a script in the page, so the policy names the one path. The page never holds a foreign
/// script.
const POLICY: &str = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; \
     connect-src dioxus://index.html/__events dioxus://index.html//__events http://dioxus.index.html/__events http://dioxus.index.html//__events ws://127.0.0.1:*; base-uri 'none'; form-action 'none'";

/// Opens the window.
pub fn run(args: Args) -> std::io::Result<()> {
    let folder = args.data.unwrap_or_else(data_folder);
    std::fs::create_dir_all(&folder)?;
    let host = Host {
        platform: Arc::new(Machine::new(folder.clone()).with_dialogs()),
        ..native::host(&folder)
    };
    let title = Words::new(&system_language()).text("app-name");
    let window = WindowBuilder::new()
        .with_title(title)
        .with_inner_size(LogicalSize::new(460.0, 860.0))
        .with_always_on_top(false);
    let head = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\"><style>{CSS}</style><script>{SHELL_JS}</script>"
    );
    let config = Config::new()
        .with_window(window)
        .with_custom_head(head)
        .with_menu(None)
        .with_disable_context_menu(true)
        .with_navigation_handler(|url| {
            url.starts_with("dioxus://")
                || url.starts_with("http://dioxus.")
                || url.starts_with("about:")
        });
    LaunchBuilder::desktop()
        .with_cfg(config)
        .with_context(host)
        .launch(App);
    Ok(())
}
