//! The memory of Chromium's renderer, which holds page, vault worker and service worker: heaps, WebAssembly memories and all
//! (Linux). Shared pages count by their share (PSS).

use std::collections::HashMap;
use std::fs::read_to_string;
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

fn renderer_kb() -> u64 {
    let mut parents = HashMap::new();
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        let Ok(pid) = entry.file_name().to_string_lossy().parse::<u32>() else {
            continue;
        };
        let stat = read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        // The name in brackets may hold anything; the parent is the second field after it.
        let after = stat.rsplit(')').next().unwrap_or_default();
        if let Some(Ok(parent)) = after.split_whitespace().nth(1).map(str::parse::<u32>) {
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
    let renderers = parents.keys().filter(|pid| {
        let line = read_to_string(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        line.contains("--type=renderer") && below(pid)
    });
    renderers
        .map(|pid| {
            let rollup = read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
            field(&rollup, "Pss:")
        })
        .max()
        .unwrap_or(0)
}

fn field(text: &str, name: &str) -> u64 {
    text.lines()
        .find_map(|line| line.strip_prefix(name)?.split_whitespace().next())
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}
