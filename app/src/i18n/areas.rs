//! The embedded files. i18n-embed reads one file per language. Here a language is a folder of areas; the files are
//! joined on reading, so that one area may use a term of another. They are joined in the order of their names, with an
//! empty line between them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use i18n_embed::I18nAssets;
use rust_embed::RustEmbed;

use super::FALLBACK;

/// The name under which i18n-embed asks for a language's file.
pub(super) const DOMAIN: &str = "wayside";

#[derive(RustEmbed)]
#[folder = "../locales"]
struct Files;

/// Every language as one file.
pub(super) struct Areas;

/// Every file of words as its path, such as `vi/common.ftl`; what an editor leaves beside them is none.
fn paths() -> impl Iterator<Item = String> {
    Files::iter()
        .map(|path| path.into_owned())
        .filter(|path| path.ends_with(".ftl"))
}

/// The tags of all languages, the fallback first.
pub(super) fn tags() -> Vec<String> {
    let all: BTreeSet<String> = paths()
        .filter_map(|path| Some(path.split_once('/')?.0.to_owned()))
        .collect();
    let (mut first, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|tag| tag == FALLBACK);
    first.extend(rest);
    first
}

/// The areas of one language and their contents, by name.
pub(super) fn files(tag: &str) -> Vec<(String, String)> {
    let text = |path: &str| String::from_utf8(Files::get(path)?.data.into_owned()).ok();
    let mut files: Vec<(String, String)> = paths()
        .filter(|path| {
            path.split_once('/')
                .is_some_and(|(folder, _)| folder == tag)
        })
        .filter_map(|path| text(&path).map(|text| (path, text)))
        .collect();
    files.sort();
    files
}

/// One area of one language.
pub(super) fn file(tag: &str, area: &str) -> String {
    Files::get(&format!("{tag}/{area}.ftl"))
        .and_then(|file| String::from_utf8(file.data.into_owned()).ok())
        .unwrap_or_default()
}

impl I18nAssets for Areas {
    fn get_files(&self, file_path: &str) -> Vec<Cow<'_, [u8]>> {
        let tag = file_path.split('/').next().unwrap_or_default();
        let joined = files(tag)
            .into_iter()
            .map(|(_, text)| text)
            .collect::<Vec<_>>()
            .join("\n\n");
        if joined.is_empty() {
            Vec::new()
        } else {
            vec![Cow::Owned(joined.into_bytes())]
        }
    }

    fn filenames_iter(&self) -> Box<dyn Iterator<Item = String> + '_> {
        Box::new(tags().into_iter().map(|tag| format!("{tag}/{DOMAIN}.ftl")))
    }
}
