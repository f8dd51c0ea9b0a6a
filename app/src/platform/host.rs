//! Linux and other desktops: the folder and the language from the environment.

use std::path::PathBuf;

/// The user's data folder for this app: `$XDG_DATA_HOME/wayside` or `~/.local/share/wayside`.
pub fn data_folder() -> PathBuf {
    let base = std::env::var_os("XDG_DATA_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute());
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"));
    base.or_else(home)
        .unwrap_or_else(std::env::temp_dir)
        .join("wayside")
}

/// The language of the environment (`LANGUAGE`, `LC_ALL`, `LC_MESSAGES`, `LANG`), English when there is none.
pub fn system_language() -> String {
    ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .map(|value| {
            value
                .split(['.', ':', '@'])
                .next()
                .unwrap_or_default()
                .replace('_', "-")
        })
        .find(|tag| !tag.is_empty() && tag != "C" && tag != "POSIX")
        .unwrap_or_else(|| "en".to_owned())
}
