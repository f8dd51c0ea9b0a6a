//! Android: the app's private files folder.
//!
//! Limits, known and open: the folder comes from the environment that the launcher sets (`HOME` or `TMPDIR`, both inside the app's
//! private storage), not yet from `getFilesDir` by JNI; the back button leaves the app, because only the activity can ask the app first;
//! there is no keystore secret yet, so the PIN alone wraps the key. Dioxus 0.7 needs Android 11.

use std::path::PathBuf;

/// The app's private folder.
pub fn data_folder() -> PathBuf {
    let named = |name: &str| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    named("WAYSIDE_FILES")
        .or_else(|| named("HOME"))
        .unwrap_or_else(std::env::temp_dir)
        .join("wayside")
}

/// The language before one was chosen: the first start asks.
pub fn system_language() -> String {
    "en".to_owned()
}
