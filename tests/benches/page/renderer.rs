//! What Chromium's renderer takes, which holds page, vault worker and service worker (Linux): memory with heaps,
//! WebAssembly memories and all, shared pages by their share (PSS); and how long its threads kept a processor busy or
//! waited for one.

use std::collections::HashMap;
use std::fs::read_to_string;
use std::ops::Sub;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Looks at the largest renderer below this process ten times a second.
pub struct Watch {
    peak: Arc<AtomicU64>,
}

impl Watch {
    pub fn start() -> Watch {
        let peak = Arc::new(AtomicU64::new(0));
        let watch = Arc::downgrade(&peak);
        std::thread::spawn(move || {
            while let Some(peak) = watch.upgrade() {
                peak.fetch_max(renderer_kb(), Ordering::SeqCst);
                drop(peak);
                std::thread::sleep(Duration::from_millis(100));
            }
        });
        Watch { peak }
    }

    /// The most since the last call, in MB.
    pub fn peak_mb(&self) -> f64 {
        self.peak.swap(0, Ordering::SeqCst) as f64 / 1024.0
    }
}

/// What it holds now, in MB.
pub fn now_mb() -> f64 {
    renderer_kb() as f64 / 1024.0
}

/// The most memory that this process ever held, in MB.
pub fn own_peak_mb() -> f64 {
    let status = read_to_string("/proc/self/status").unwrap();
    field(&status, "VmHWM:") as f64 / 1024.0
}

/// Seconds of a processor that this process took so far, threads that ended included.
pub fn own_cpu() -> f64 {
    let stat = read_to_string("/proc/self/stat").unwrap();
    let ticks: u64 = after_name(&stat)
        .skip(11)
        .take(2)
        .map(|ticks| ticks.parse::<u64>().unwrap())
        .sum();
    ticks as f64 / 100.0
}

/// What threads took of the processors so far, in seconds.
#[derive(Clone, Copy)]
pub struct Spent {
    pub busy: f64,
    /// Ready to go on, but other threads of the machine were before it.
    pub waited: f64,
}

impl Sub for Spent {
    type Output = Spent;

    fn sub(self, before: Spent) -> Spent {
        Spent {
            busy: self.busy - before.busy,
            waited: self.waited - before.waited,
        }
    }
}

/// The page's own thread: of the renderer that worked most.
pub fn page_thread() -> Spent {
    let pages = renderers()
        .into_iter()
        .map(|pid| spent(Path::new(&format!("/proc/{pid}/task/{pid}"))));
    pages
        .max_by(|a, b| a.busy.total_cmp(&b.busy))
        .unwrap_or(Spent {
            busy: 0.0,
            waited: 0.0,
        })
}

/// The vault's workers together.
pub fn worker_threads() -> Spent {
    let (mut busy, mut waited) = (0.0, 0.0);
    for pid in renderers() {
        let tasks = std::fs::read_dir(format!("/proc/{pid}/task"));
        for task in tasks.into_iter().flatten().flatten() {
            let name = read_to_string(task.path().join("comm")).unwrap_or_default();
            if name.starts_with("DedicatedWorker") {
                let spent = spent(&task.path());
                busy += spent.busy;
                waited += spent.waited;
            }
        }
    }
    Spent { busy, waited }
}

fn spent(task: &Path) -> Spent {
    let text = read_to_string(task.join("schedstat")).unwrap_or_default();
    let mut seconds = text
        .split_whitespace()
        .map(|nanoseconds| nanoseconds.parse::<f64>().unwrap_or(0.0) / 1e9);
    Spent {
        busy: seconds.next().unwrap_or(0.0),
        waited: seconds.next().unwrap_or(0.0),
    }
}

fn renderer_kb() -> u64 {
    let sizes = renderers().into_iter().map(|pid| {
        let rollup = read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
        field(&rollup, "Pss:")
    });
    sizes.max().unwrap_or(0)
}

/// The renderers below this process.
fn renderers() -> Vec<u32> {
    let mut parents = HashMap::new();
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        let Ok(pid) = entry.file_name().to_string_lossy().parse::<u32>() else {
            continue;
        };
        let stat = read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        if let Some(Ok(parent)) = after_name(&stat).nth(1).map(str::parse::<u32>) {
            parents.insert(pid, parent);
        }
    }
    let own = std::process::id();
    let below = |pid: &u32| {
        let mut at = *pid;
        while let Some(parent) = parents.get(&at) {
            if *parent == own {
                return true;
            }
            at = *parent;
        }
        false
    };
    let is_renderer = |pid: &u32| {
        let line = read_to_string(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        line.contains("--type=renderer")
    };
    let found = parents.keys().filter(|pid| below(pid) && is_renderer(pid));
    found.copied().collect()
}

/// The fields of a process after its name, which is in brackets and may hold anything.
fn after_name(stat: &str) -> impl Iterator<Item = &str> {
    stat.rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
}

fn field(text: &str, name: &str) -> u64 {
    text.lines()
        .find_map(|line| line.strip_prefix(name)?.split_whitespace().next())
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}
