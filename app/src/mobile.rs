//! The face on Android: the same app, its data in the app's private files.
//!
//! Limits are listed in `platform/android.rs`. The page and its policy are Dioxus's own; the style sheet travels with the app.

use dioxus::prelude::*;

use crate::app::App;
use crate::native;
use crate::platform::host::data_folder;
use crate::style::SHELL_JS;

/// Starts the app. A change of locale, font scale or dark mode starts it again: the vault is the state.
pub fn run() -> std::io::Result<()> {
    let folder = data_folder();
    std::fs::create_dir_all(&folder)?;
    let config =
        dioxus::mobile::Config::new().with_custom_head(format!("<script>{SHELL_JS}</script>"));
    LaunchBuilder::mobile()
        .with_cfg(config)
        .with_context(native::host(&folder))
        .launch(App);
    Ok(())
}
