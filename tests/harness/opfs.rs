//! The vault's files inside the browser, copied out and in while no app holds them.
//!
//! They lie in `vault/.opaque`, each under a random name. The first 4096 bytes are a header: the file's own name,
//! padded with NUL to 512 bytes, then SQLite's flags. The rest is the file.

use std::path::Path;

use data_encoding::BASE64;
use serde_json::json;

use crate::browser::Browser;

const READ: &str = "
    const root = await navigator.storage.getDirectory();
    const slots = await (await root.getDirectoryHandle('vault')).getDirectoryHandle('.opaque');
    const files = {};
    for await (const slot of slots.values()) {
        const bytes = new Uint8Array(await (await slot.getFile()).arrayBuffer());
        const name = new TextDecoder().decode(bytes.slice(0, bytes.indexOf(0)));
        if (name) { files[name] = bytes.slice(4096).toBase64(); }
    }
    return files;";

const WRITE: &str = "
    const [name, data] = given;
    const MAIN_DB = 0x100;
    const root = await navigator.storage.getDirectory();
    const vault = await root.getDirectoryHandle('vault', { create: true });
    const slots = await vault.getDirectoryHandle('.opaque', { create: true });
    const slot = await slots.getFileHandle('slot-of-' + name, { create: true });
    const header = new Uint8Array(4096);
    header.set(new TextEncoder().encode(name));
    new DataView(header.buffer).setUint32(512, MAIN_DB);
    const out = await slot.createWritable();
    await out.write(header);
    await out.write(Uint8Array.fromBase64(data));
    await out.close();";

impl Browser {
    /// Copies the vault of this origin into a folder. The page that is shown must not be the app.
    pub async fn copy_vault_out(&self, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        let files = self.run(READ, json!([])).await;
        for (name, data) in files.as_object().unwrap() {
            let bytes = BASE64.decode(data.as_str().unwrap().as_bytes()).unwrap();
            std::fs::write(to.join(name), bytes).unwrap();
        }
        assert!(to.join("vault.db").exists(), "{files:.300}");
    }

    /// Puts the files of a folder into this origin as its vault.
    pub async fn copy_vault_in(&self, from: &Path) {
        for file in std::fs::read_dir(from).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            let data = BASE64.encode(&std::fs::read(&path).unwrap());
            self.run(WRITE, json!([name, data])).await;
        }
    }

    /// The browser gives this origin so many bytes in all; none: as many as it likes.
    pub async fn allow(&self, origin: &str, bytes: Option<u64>) {
        let given = match bytes {
            Some(bytes) => json!({ "origin": origin, "quotaSize": bytes }),
            None => json!({ "origin": origin }),
        };
        self.command("Storage.overrideQuotaForOrigin", given).await;
    }
}
