//! The bundle of the browser's app that `app/web/build` made, and variants of it that the same packer makes.

use std::path::{Path, PathBuf};
use std::process::Command;

use data_encoding::BASE64;
use wayside_protocol::Hash;

/// The folder: `WAYSIDE_APP_BUNDLE`, or else `target/web`.
pub fn folder() -> PathBuf {
    let folder =
        std::env::var_os("WAYSIDE_APP_BUNDLE").map_or_else(|| target().join("web"), PathBuf::from);
    assert!(
        folder.join("bundle.json").exists(),
        "there is no bundle in {}: run app/web/build, or name another folder in WAYSIDE_APP_BUNDLE",
        folder.display()
    );
    folder
}

/// Packs the same program into `out`, with a script more at the end of its own, which page and worker both run.
pub fn variant(out: &Path, more: &str) {
    let stage = stage();
    let changed = tempfile::tempdir().unwrap();
    let program = changed.path().join("program.wasm");
    std::os::unix::fs::symlink(stage.join("program.wasm"), program).unwrap();
    let script = std::fs::read_to_string(stage.join("program.js")).unwrap();
    std::fs::write(
        changed.path().join("program.js"),
        format!("{script}\n{more}\n"),
    )
    .unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let packed = Command::new("node")
        .arg(root.join("app/web/pack.mjs"))
        .arg("--quick")
        .args([changed.path(), out])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&packed.stderr);
    assert!(packed.status.success(), "{said}");
}

/// What the build gave to the packer for this bundle.
fn stage() -> PathBuf {
    let worker = std::fs::read_to_string(folder().join("sw.js")).unwrap();
    let is_of = |stage: &PathBuf| {
        let program = std::fs::read(stage.join("program.wasm"));
        program.is_ok_and(|bytes| worker.contains(&BASE64.encode(&Hash::of(&bytes).0)))
    };
    ["wasm", "wasm-dev"]
        .map(|profile| target().join("web-stage").join(profile))
        .into_iter()
        .find(is_of)
        .unwrap_or_else(|| panic!("the bundle is not of the last build: run app/web/build"))
}

/// What the program's export of this name is called in the bundle: wasm-opt gives short names.
pub fn export(name: &str) -> String {
    let Ok(names) = std::fs::read(stage().join("names.json")) else {
        return name.to_owned();
    };
    let names: serde_json::Value = serde_json::from_slice(&names).unwrap();
    let mut exports = names["exports"].as_array().unwrap().iter();
    let export = exports.find(|export| export[0] == name);
    export.unwrap()[1].as_str().unwrap().to_owned()
}

/// The file `boot-0123456789abcdef.js` of a bundle, by its plain name `boot.js`.
pub fn file(bundle: &Path, plain: &str) -> String {
    let names = std::fs::read_dir(bundle).unwrap();
    names
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .find(|name| is(name, plain))
        .unwrap_or_else(|| panic!("no {plain} in {}", bundle.display()))
}

pub fn is(name: &str, plain: &str) -> bool {
    let (stem, extension) = plain.split_once('.').unwrap();
    let hash = name
        .strip_prefix(stem)
        .and_then(|rest| rest.strip_prefix('-'))
        .and_then(|rest| rest.strip_suffix(extension));
    name == plain || hash.is_some_and(|hash| hash.len() == 17 && hash.ends_with('.'))
}

/// Its version and the names of all its files, as a page knows them: the program is fetched in pieces and kept whole.
pub fn list(bundle: &Path) -> (String, Vec<String>) {
    let text = std::fs::read_to_string(bundle.join("bundle.json")).unwrap();
    let list: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut names: Vec<String> = list["files"].as_object().unwrap().keys().cloned().collect();
    let boot = std::fs::read_to_string(bundle.join(file(bundle, "boot.js"))).unwrap();
    let whole = boot.split('"').find(|word| is(word, "program.wasm"));
    names.push(whole.unwrap().to_owned());
    (list["version"].as_str().unwrap().to_owned(), names)
}

/// Language and id of every sentence that a page can say before the program runs.
pub fn sentences() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut all = Vec::new();
    for language in std::fs::read_dir(root.join("locales")).unwrap() {
        let language = language.unwrap();
        let text = std::fs::read_to_string(language.path().join("boot.ftl")).unwrap();
        let tag = language.file_name().into_string().unwrap();
        let ids = text.lines().filter_map(|line| line.split_once(" = "));
        all.extend(ids.map(|(id, _)| (tag.clone(), id.to_owned())));
    }
    all
}

/// Bytes of a first visit, as a host sends them that compresses by brotli.
pub fn packed(bundle: &Path) -> u64 {
    let files = std::fs::read_dir(bundle).unwrap().map(Result::unwrap);
    let packed = files.filter(|file| file.path().extension().is_some_and(|one| one == "br"));
    packed.map(|file| file.metadata().unwrap().len()).sum()
}

fn target() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.ancestors().nth(3).unwrap().to_owned()
}
