//! A folder as the packer leaves it. Hashes are counted here again, not by the relay's own code.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::world::World;

pub struct AppFolder {
    outer: TempDir,
    pub files: BTreeMap<String, Vec<u8>>,
}

impl AppFolder {
    /// Good, with packed forms of the script and the page.
    pub fn new() -> Self {
        let outer = tempfile::tempdir().unwrap();
        std::fs::create_dir(outer.path().join("app")).unwrap();
        let mut app = Self {
            outer,
            files: BTreeMap::new(),
        };
        app.add("index.html", b"<!doctype html><title>Wayside</title>");
        app.add("sw.js", b"const version = 1;");
        let script = "say('good morning');".repeat(50);
        let named = format!("page-{}.js", &sha256(script.as_bytes())[..16]);
        app.add(&named, script.as_bytes());
        for name in ["index.html", &named] {
            app.pack(name);
        }
        app.describe();
        app
    }

    pub fn path(&self) -> std::path::PathBuf {
        self.outer.path().join("app")
    }

    /// The folder around it, which nobody may ever read through the relay.
    pub fn outside(&self) -> &Path {
        self.outer.path()
    }

    pub fn script(&self) -> &str {
        let is_script = |name: &&String| name.starts_with("page-");
        self.files.keys().find(is_script).unwrap()
    }

    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.files[name].clone()).unwrap()
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path().join(name), bytes).unwrap();
    }

    pub fn remove(&self, name: &str) {
        std::fs::remove_file(self.path().join(name)).unwrap();
    }

    pub fn add(&mut self, name: &str, bytes: &[u8]) {
        self.write(name, bytes);
        self.files.insert(name.into(), bytes.into());
    }

    pub fn pack(&self, name: &str) {
        self.write(&format!("{name}.br"), &brotli(&self.files[name]));
        self.write(&format!("{name}.gz"), &gzip(&self.files[name]));
    }

    pub fn version(&self) -> String {
        let lines = self.files.iter().filter(|(name, _)| *name != "sw.js");
        let lines = lines.map(|(name, bytes)| format!("{}  {name}\n", sha256(bytes)));
        sha256(lines.collect::<String>().as_bytes())
    }

    /// Writes `bundle.json`.
    pub fn describe(&self) {
        self.describe_as(&self.version());
    }

    pub fn describe_as(&self, version: &str) {
        let file = |(name, bytes): (&String, &Vec<u8>)| {
            let (hash, length) = (sha256(bytes), bytes.len());
            format!("{name:?}:{{\"sha256\":{hash:?},\"bytes\":{length}}}")
        };
        let files: Vec<_> = self.files.iter().map(file).collect();
        let json = format!(
            "{{\"version\":{version:?},\"files\":{{{}}}}}",
            files.join(",")
        );
        self.write("bundle.json", json.as_bytes());
    }

    /// A relay that serves it.
    pub async fn world(&self) -> World {
        World::with(|config| config.app = Some(self.path())).await
    }
}

pub fn sha256(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// Brotli that only wraps: a window of 64 KiB, one block that is not packed, the end.
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len() - 1).unwrap();
    assert!(length < 1 << 16);
    let head = (1 << 20 | length << 4).to_le_bytes();
    [&head[..3], bytes, &[0b11]].concat()
}
