//! The page in Chromium, and what is asked of it. Taps and times are taken inside the page (`probe.js`), so that the
//! way to the WebDriver does not count.

use std::cell::Cell;
use std::time::Duration;

use serde_json::{Value, json};
use wayside_seam::wire::{FromWorker, ToWorker, decode, encode};
use wayside_seam::{Notice, Phase, Problem, Reply, Request, SyncState};
use wayside_tests::browser::Browser;

use crate::device::cheapen_key;
use crate::numbers::SECRET;

/// A window that nobody sees is in the background for Chromium, and gets what other programs leave. This one is looked
/// at.
const FOREGROUND: &str = "--disable-renderer-backgrounding --disable-backgrounding-occluded-windows \
                          --disable-background-timer-throttling ";
const LOOK: Duration = Duration::from_millis(100);
/// Numbers of requests that the page itself never reaches.
const FIRST: u64 = 1 << 40;
/// Merging everything may take this long.
const PATIENCE: Duration = Duration::from_secs(60);

/// Gives the key file's bytes, or writes others of the same length in their place.
const KEY_FILE: &str = r"
    const root = await navigator.storage.getDirectory();
    const slots = await (await root.getDirectoryHandle('vault')).getDirectoryHandle('.opaque');
    const HEADER = 4096; // of a slot: the file's name, then flags
    for await (const slot of slots.values()) {
        const bytes = new Uint8Array(await (await slot.getFile()).arrayBuffer());
        if (new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0))) !== 'vault.key') { continue; }
        if (!given[0]) { return Array.from(bytes.subarray(HEADER)); }
        const out = await slot.createWritable({ keepExistingData: true });
        await out.write({ type: 'write', position: HEADER, data: Uint8Array.from(given[0]) });
        await out.close();
    }";

pub struct Page {
    browser: Browser,
    address: String,
    next: Cell<u64>,
}

impl Page {
    /// A phone's size, nothing visited yet.
    pub async fn open(address: &str) -> Page {
        let mut flags = FOREGROUND.to_owned();
        flags.push_str(&std::env::var("WAYSIDE_BENCH_FLAGS").unwrap_or_default());
        let flags: Vec<String> = flags.split_whitespace().map(str::to_owned).collect();
        let browser = Browser::own_phone(&flags).await;
        browser.allow_scripts(PATIENCE).await;
        browser.before_pages(include_str!("probe.js")).await;
        Page {
            browser,
            address: address.to_owned(),
            next: Cell::new(FIRST),
        }
    }

    pub async fn close(self) {
        self.browser.close().await;
    }

    /// Goes there: a start. Milliseconds until this is shown.
    pub async fn start(&self, testid: &str) -> f64 {
        self.browser.goto(&self.address).await;
        self.browser.find(testid).await;
        self.until("return probe.started").await;
        let shown = format!("return probe.shown['{testid}']");
        self.until(&shown).await.as_f64().unwrap()
    }

    /// A whole version lies in the browser.
    pub async fn kept_offline(&self) {
        self.until("return window.wayside.offline").await;
    }

    /// The steps of joining that a person takes on the new device; the text that goes to the desk.
    pub async fn ask_to_join(&self) -> String {
        let page = &self.browser;
        page.tap("start-join").await;
        page.fill("field-label", "page").await;
        page.tap("go-on").await;
        for _ in 0..2 {
            page.password(SECRET).await;
        }
        page.value("join-text").await
    }

    pub async fn join(&self, text: &str) {
        self.browser.paste("field-join-answer", text).await;
        self.browser.tap("join-accept").await;
        self.browser.tap("join-finish").await;
        self.rested().await;
    }

    /// A new client, at the first question of an interview; its code.
    pub async fn begin_interview(&self) -> String {
        let page = &self.browser;
        page.tap("new-client").await;
        let code = page.read("new-code").await;
        page.tap("consent-yes").await;
        page.tap("save-client").await;
        page.tap("start-screening").await;
        page.tap("screening-begin").await;
        page.find("answer-q1.tobacco-yes").await;
        code
    }

    /// The exchange rests, and nothing is left to send or to open.
    pub async fn rested(&self) {
        let begun = std::time::Instant::now();
        loop {
            let sync = self.sync().await;
            let rests = sync.as_ref().is_some_and(|sync| {
                sync.problem.is_none()
                    && matches!(sync.phase, Phase::Idle)
                    && sync.received_total + sync.sent_total > 0
                    && sync.to_open + sync.waiting_records + sync.waiting_segments == 0
            });
            if rests {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "never rested: {sync:?}");
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Requests to the worker beside the page's own, none of which is refused: how long each took, in milliseconds.
    pub async fn ask(&self, requests: &[Request]) -> Vec<f64> {
        let answered = self.answered(requests).await.into_iter();
        let times = answered.map(|(millis, answer)| match answer {
            Ok(_) => millis,
            Err(problem) => panic!("{problem:?}"),
        });
        times.collect()
    }

    /// The same of one that is refused.
    pub async fn refused(&self, request: Request, with: &Problem) -> f64 {
        let answered = self.answered(&[request]).await;
        match answered.as_slice() {
            [(millis, Err(problem))] if problem == with => *millis,
            other => panic!("{other:?}"),
        }
    }

    async fn answered(&self, requests: &[Request]) -> Vec<(f64, Result<Reply, Problem>)> {
        let numbered = requests.iter().map(|request| {
            let number = self.next.replace(self.next.get() + 1);
            let request = request.clone();
            json!({ "number": number, "bytes": encode(&ToWorker::Ask { number, request }) })
        });
        let numbered: Value = numbered.collect();
        let told = self.run("return probe.askAll(given[0])", numbered).await;
        let told: Vec<(f64, Vec<u8>)> = serde_json::from_value(told).unwrap();
        let answered = told
            .into_iter()
            .map(|(millis, bytes)| match decode(&bytes).unwrap() {
                FromWorker::Answer { answer, .. } => (millis, answer),
                _ => panic!("no answer"),
            });
        answered.collect()
    }

    /// Lets deriving the key from the passphrase cost nothing, in a page of the origin that is not the app.
    pub async fn cheapen_key(&self) {
        self.browser
            .goto(&format!("{}/bundle.json", self.address))
            .await;
        let file = self.run(KEY_FILE, Value::Null).await;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.key");
        let bytes: Vec<u8> = serde_json::from_value(file).unwrap();
        std::fs::write(&path, bytes).unwrap();
        cheapen_key(folder.path());
        self.run(KEY_FILE, json!(std::fs::read(&path).unwrap()))
            .await;
    }

    /// Types the passphrase and presses; milliseconds from the press to the list.
    pub async fn unlock(&self) -> f64 {
        self.browser.find("field-passphrase").await;
        self.until("return !document.querySelector(\"[data-testid='pin-go-on']\").disabled")
            .await;
        self.run("probe.type('field-passphrase', given[0])", json!(SECRET))
            .await;
        self.look("return probe.press('pin-go-on', probe.listShown)")
            .await
            .as_f64()
            .unwrap()
    }

    /// Locks, and waits for the next worker.
    pub async fn lock(&self) {
        self.browser.tap("go-lock").await;
        self.browser.find("field-passphrase").await;
        self.until("return probe.started").await;
    }

    /// Taps one answer after the other; milliseconds from each tap until it is shown as saved.
    pub async fn answers(&self, count: usize) -> Value {
        self.run(
            "const all = []; for (let n = 0; n < given[0]; n += 1) { all.push(await probe.answer()); } return all;",
            json!(count),
        )
        .await
    }

    /// Somebody taps from now on.
    pub async fn live(&self, code: &str) {
        self.look("probe.busy()").await;
        self.run("void probe.live(given[0])", json!(code)).await;
    }

    /// What is left to open, and whether the exchange still runs.
    pub async fn sync(&self) -> Option<SyncState> {
        let bytes: Option<Vec<u8>> =
            serde_json::from_value(self.look("return probe.sync").await).unwrap();
        match decode(&bytes?)? {
            FromWorker::Notice(Notice::Sync(state)) => Some(state),
            _ => None,
        }
    }

    /// From now on the person searches.
    pub async fn half(&self) {
        self.look("probe.person.half = true").await;
    }

    /// The person stops; what they saw, and how busy the page's thread was.
    pub async fn end(&self) -> (Value, Value) {
        let busy = self.look("return probe.busy()").await;
        self.look("probe.person.stop = true").await;
        self.until("return probe.person.done").await;
        (self.look("return probe.person").await, busy)
    }

    /// Longest task, gap of the heartbeat and frame since the last call.
    pub async fn busy(&self) -> Value {
        self.look("return probe.busy()").await
    }

    async fn run(&self, body: &str, given: Value) -> Value {
        self.browser.run(body, json!([given])).await
    }

    async fn look(&self, body: &str) -> Value {
        self.run(body, Value::Null).await
    }

    async fn until(&self, script: &str) -> Value {
        let begun = std::time::Instant::now();
        loop {
            let told = self.look(script).await;
            if !matches!(told, Value::Null | Value::Bool(false)) {
                return told;
            }
            if begun.elapsed() > PATIENCE {
                let state = self.sync().await;
                self.browser.never(&format!("{script}; {state:?}")).await;
            }
            tokio::time::sleep(LOOK).await;
        }
    }
}
