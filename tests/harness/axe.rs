//! axe-core over a page: what stands in the way of somebody who hears, magnifies or tabs through it.

use std::path::PathBuf;

use serde_json::json;
use wayside_protocol::Hash;

use crate::browser::Browser;

/// Every finding on what is shown now, as `rule: the element`; none is wanted. `app/web/lint/run` fetches axe-core.
pub async fn findings(page: &Browser) -> Vec<String> {
    let source = std::fs::read_to_string(script()).unwrap_or_else(|error| {
        panic!(
            "{}: {error}; app/web/lint/run fetches it",
            script().display()
        )
    });
    // What fades in has less contrast meanwhile.
    let look = "
        await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
        const found = await axe.run(document, { resultTypes: ['violations'] });
        return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));";
    let told = page.run(&format!("{source};{look}"), json!([])).await;
    let all = told.as_array().unwrap().iter();
    all.map(|one| one.as_str().unwrap().to_owned()).collect()
}

/// The same, of the screen that a page begins with, once what has this test id is on it: in each language.
pub async fn at_the_start(page: &Browser, testid: &str) -> Vec<String> {
    let mut all = Vec::new();
    for tag in ["vi", "en"] {
        page.run("localStorage.language = given[0];", json!([tag]))
            .await;
        page.refresh().await;
        page.find(testid).await;
        all.extend(findings(page).await);
    }
    all
}

fn script() -> PathBuf {
    let lock = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../app/web/lint/package-lock.json"
    );
    let hash = Hash::of(&std::fs::read(lock).unwrap());
    let home = || PathBuf::from(std::env::var_os("HOME").unwrap()).join(".cache/wayside");
    let cache = std::env::var_os("WAYSIDE_CACHE").map_or_else(home, PathBuf::from);
    let tools = format!("lint-{}", &data_encoding::HEXLOWER.encode(&hash.0)[..16]);
    cache.join(tools).join("node_modules/axe-core/axe.min.js")
}
