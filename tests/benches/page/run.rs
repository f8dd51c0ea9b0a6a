//! The run, from the first visit to the last unlock, and what it prints.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::Value;
use wayside_seam::{Problem, Reply, Request, Role};
use wayside_sync::Env;
use wayside_sync::driver::{Http, sync_once};
use wayside_sync::{Home, Pace};
use wayside_tests::bundle;
use wayside_tests::process::{Process, free_port};
use wayside_tests::station::PIN;
use wayside_vault::KdfCost;

use crate::counting::Proxy;
use crate::device::{native, start_relay};
use crate::field::{Field, now};
use crate::numbers::{
    DERIVATIONS, SECRET, UNLOCKS, WRONG, answers, first_page, interview, list, median, unlock,
    worst,
};
use crate::page::Page;
use crate::renderer::{Watch, now_mb, page_thread, worker_threads};
use crate::screens;

struct Bench {
    folder: PathBuf,
    port: u16,
    relay: Option<Process>,
    proxy: Proxy,
    bundle: PathBuf,
}

pub async fn run() {
    let scale: u32 = std::env::var("WAYSIDE_BENCH_SCALE")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1);
    let (devices, each) = (50, 200 / scale);
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let mut bench = Bench {
        folder: folder.path().to_owned(),
        port,
        relay: None,
        proxy: Proxy::start(port),
        bundle: bundle::folder(),
    };
    bench.start_relay();

    let mut field = blocking(|| {
        let mut field = Field::new(folder.path(), bench.proxy.port, devices);
        field.sync();
        field.record(each, &folder.path().join("changes"));
        field
    });
    println!(
        "{} screenings of {devices} devices; native: the service alone, without a screen",
        devices * each
    );

    let page = Page::open(&format!("http://127.0.0.1:{}", bench.proxy.port)).await;
    let watch = Watch::start();
    bench.first_visit(&page).await;
    let native_device = bench.admit(&page).await;
    let code = page.begin_interview().await;
    page.rested().await;

    page.ask(&[Request::Signal(false)]).await;
    blocking(|| field.sync());
    let pulled = bench.pull(&page, &native_device, &code, &watch).await;
    println!(
        "memory after the pull, at rest: {:.0} MB, {:.0} MB while it ran",
        pulled.0, pulled.1
    );
    bench.later_starts(&page, &watch).await;
    bench.start_relay();
    let native_measured = blocking(|| native(&["measure", &native_device]));
    let shown = measure(&page, &native_measured, &watch).await;
    page.close().await;
    let screens = screens::unlock(&native_device, &folder.path().join("screens")).await;
    println!(
        "the same on the native app's screens: press to list shown {:.1} ms, the page's ratio {:.2}",
        median(&screens),
        shown / median(&screens)
    );
}

/// The devices have runtimes of their own.
fn blocking<T>(work: impl FnOnce() -> T) -> T {
    tokio::task::block_in_place(work)
}

impl Bench {
    fn start_relay(&mut self) {
        self.relay = None;
        let data = self.folder.join("relay");
        self.relay = Some(start_relay(
            data.to_str().unwrap(),
            self.port,
            self.bundle.to_str().unwrap(),
        ));
    }

    async fn first_visit(&self, page: &Page) {
        let before = self.proxy.counted();
        let shown = page.start("start-join").await;
        page.kept_offline().await;
        settle().await;
        let first = self.proxy.counted() - before;
        println!(
            "first visit: {} bytes down, {} up, headers and all, until it is kept offline; first screen after {shown:.0} ms; memory {:.0} MB",
            first.down,
            first.up,
            now_mb()
        );
    }

    /// The desk admits the native device and the page as supervisors, who then read the team's roster. The native
    /// folder.
    async fn admit(&self, page: &Page) -> String {
        let folder = self.folder.join("native").to_str().unwrap().to_owned();
        let asked = blocking(|| native(&["ask", &folder]));
        let texts = [asked.as_str().unwrap().to_owned(), page.ask_to_join().await];
        let [for_native, for_page] = blocking(|| self.approve(texts));
        blocking(|| native(&["join", &folder, &for_native]));
        page.join(&for_page).await;
        folder
    }

    fn approve(&self, texts: [String; 2]) -> [String; 2] {
        let mut rng = StdRng::seed_from_u64(2);
        let mut home = Home::new(self.folder.join("desk"), KdfCost::TEST, None, Pace::PHONE);
        let mut ask = |request| {
            let mut env = Env {
                now: now(),
                rng: &mut rng,
            };
            home.request(request, &mut env).unwrap()
        };
        ask(Request::Unlock { pin: PIN.into() });
        let answers = texts.map(|text| {
            let approve = Request::JoinApprove {
                text,
                role: Role::Supervisor,
                caseload: None,
            };
            match ask(approve) {
                Reply::Join { text, .. } => text,
                other => panic!("{other:?}"),
            }
        });
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime
            .block_on(sync_once(
                home.device().unwrap(),
                &Http::new(),
                &now,
                &mut rng,
            ))
            .unwrap();
        answers
    }

    /// Both pull and merge everything, one after the other; memory of the page at rest and at its peak.
    async fn pull(&self, page: &Page, folder: &str, code: &str, watch: &Watch) -> (f64, f64) {
        let before = self.proxy.counted();
        let native = blocking(|| native(&["pull", folder]));
        let native_bytes = self.proxy.counted() - before;

        // Somebody taps all along: answers first, searches when half is merged.
        watch.peak_mb();
        page.live(code).await;
        settle().await;
        let before = self.proxy.counted();
        let begun = Instant::now();
        let (worker, thread) = (worker_threads(), page_thread());
        page.ask(&[Request::Signal(true)]).await;
        let mut most = 0;
        let mut halved = false;
        let mut durable = None;
        let merged = loop {
            let sync = page.sync().await.unwrap();
            assert_eq!(sync.problem, None, "{sync:?}");
            most = most.max(sync.to_open);
            let fetched = sync.received_total >= native["received"].as_u64().unwrap();
            if fetched && durable.is_none() {
                durable = Some(begun.elapsed().as_secs_f64());
            }
            if !halved && fetched && sync.to_open < most / 2 {
                halved = true;
                page.half().await;
            }
            if fetched && sync.to_open == 0 {
                break begun.elapsed().as_secs_f64();
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        };
        let (worker, thread) = (worker_threads() - worker, page_thread() - thread);
        let bytes = self.proxy.counted() - before;
        let (person, busy) = page.end().await;
        let peak = watch.peak_mb();
        page.rested().await;
        settle().await;

        let seconds = native["seconds"].as_f64().unwrap();
        println!(
            "pull and merge: page {merged:.2} s (all fetched after {:.2} s), native {seconds:.2} s, ratio {:.2}",
            durable.unwrap_or_default(),
            merged / seconds
        );
        let native_cpu = native["cpu"].as_f64().unwrap();
        println!(
            "pull and merge, time of processors: worker {:.2} s (and waited {:.2} s for one), native {native_cpu:.2} s, ratio {:.2}; page's own thread {:.2} s (and waited {:.2} s)",
            worker.busy,
            worker.waited,
            worker.busy / native_cpu,
            thread.busy,
            thread.waited
        );
        println!(
            "pull, bytes down: page {}, native {}; up: page {}, native {}; native's peak memory {:.0} MB",
            bytes.down,
            native_bytes.down,
            bytes.up,
            native_bytes.up,
            native["peak_mb"].as_f64().unwrap()
        );
        for (name, what) in [
            ("answers", "answer shown as saved"),
            ("searches", "search shown"),
        ] {
            let samples = list(&person[name]);
            println!(
                "meanwhile, {what}: {} times, median {:.1} ms, worst {:.1} ms",
                samples.len(),
                median(&samples),
                worst(&samples)
            );
        }
        print_busy("meanwhile", &busy);
        (now_mb(), peak)
    }

    /// A start with the relay, and one without it.
    async fn later_starts(&mut self, page: &Page, watch: &Watch) {
        let before = self.proxy.counted();
        let shown = page.start("field-passphrase").await;
        settle().await;
        let second = self.proxy.counted() - before;
        println!(
            "second start: {} bytes down, {} up; asks for the password after {shown:.0} ms",
            second.down, second.up
        );
        let cold = page.unlock().await;
        println!("first unlock after that start, key derivation and all: {cold:.0} ms");
        page.lock().await;
        self.relay = None;
        let before = self.proxy.counted();
        let shown = page.start("field-passphrase").await;
        page.unlock().await;
        settle().await;
        let without = self.proxy.counted() - before;
        println!(
            "start and list without a relay: {} bytes down, after {shown:.0} ms; memory with 10,000 clients on the list at rest {:.0} MB, peak {:.0} MB",
            without.down,
            now_mb(),
            watch.peak_mb()
        );
    }
}

/// Gives the milliseconds from the press that unlocks to the list.
async fn measure(page: &Page, native: &Value, watch: &Watch) -> f64 {
    page.lock().await;
    watch.peak_mb();
    let mut wrong = Vec::new();
    for _ in 0..DERIVATIONS {
        wrong.push(page.refused(unlock(WRONG), &Problem::WrongPin).await);
    }
    let native_wrong = median(&list(&native["wrong"]));
    println!(
        "Argon2id (a wrong password): worker {:.0} ms, native {native_wrong:.0} ms, ratio {:.2}; peak memory {:.0} MB",
        median(&wrong),
        median(&wrong) / native_wrong,
        watch.peak_mb()
    );
    page.cheapen_key().await;
    page.start("field-passphrase").await;
    let (mut shown, mut right) = (Vec::new(), Vec::new());
    for _ in 0..UNLOCKS {
        shown.push(page.unlock().await);
        page.lock().await;
        let asked = page.ask(&[unlock(SECRET), first_page()]).await;
        right.push(asked.iter().sum());
        page.ask(&[Request::Lock]).await;
    }
    let beside = median(&list(&native["right"]));
    println!(
        "unlock to list, key derivation aside, {} clients: press to list shown {:.1} ms; of that the worker {:.1} ms, native service {beside:.1} ms, ratio {:.2}",
        native["clients"],
        median(&shown),
        median(&right),
        median(&right) / beside,
    );
    page.unlock().await;
    page.begin_interview().await;
    page.ask(&interview("page")).await;
    page.rested().await;
    page.busy().await;
    let saved = page.ask(&answers("page")).await;
    let native_saved = list(&native["saved"]);
    let tapped = list(&page.answers(crate::numbers::ANSWERS).await);
    println!(
        "one answer saved, {} times: worker {:.2} ms, native {:.2} ms, ratio {:.2}; tap to shown {:.2} ms, ratio {:.2} (worst {:.1} ms)",
        saved.len(),
        median(&saved),
        median(&native_saved),
        median(&saved) / median(&native_saved),
        median(&tapped),
        median(&tapped) / median(&native_saved),
        worst(&tapped)
    );
    print_busy(
        "while tapping as quickly as it is shown",
        &page.busy().await,
    );
    median(&shown)
}

fn print_busy(when: &str, busy: &Value) {
    let tasks = list(&busy["tasks"]);
    println!(
        "page's thread {when}: longest task over 50 ms {:.0} ms ({} such), longest gap of a 16 ms heartbeat {:.0} ms, longest frame {:.0} ms",
        worst(&tasks),
        tasks.len(),
        busy["gap"].as_f64().unwrap(),
        busy["frame"].as_f64().unwrap()
    );
}

/// What nobody says the end of: the last bytes of a connection, memory given back.
async fn settle() {
    tokio::time::sleep(Duration::from_secs(2)).await;
}
