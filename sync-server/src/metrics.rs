//! Counters in Prometheus' text format. No label names a team or device: `/metrics` shows load, not people.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use wayside_protocol::Reason;

use crate::mailbox::Totals;

/// What this process did since it started.
#[derive(Default)]
pub(crate) struct Metrics {
    requests: [AtomicU64; STATUSES.len()],
    segments: [AtomicU64; SEGMENTS.len()],
    bytes_in: AtomicU64,
    bytes_out: AtomicU64,
    entries_out: AtomicU64,
    commits: AtomicU64,
    commit_micros: AtomicU64,
    in_flight: AtomicU64,
    app: AtomicU64,
    connections_refused: AtomicU64,
}

const STATUSES: [u16; 8] = [200, 400, 401, 403, 413, 429, 500, 503];

const SEGMENTS: [&str; 9] = [
    "accepted",
    "conflict",
    "unknown_author",
    "bad_signature",
    "malformed",
    "too_large",
    "wrong_team",
    "over_quota",
    "other",
];

impl Metrics {
    pub(crate) fn request_began(&self) {
        self.in_flight.fetch_add(1, Relaxed);
    }

    pub(crate) fn request_ended(&self, status: u16, bytes_in: u64, bytes_out: u64) {
        self.in_flight.fetch_sub(1, Relaxed);
        count(
            &self.requests,
            STATUSES.iter().position(|known| *known == status),
            1,
        );
        self.bytes_in.fetch_add(bytes_in, Relaxed);
        self.bytes_out.fetch_add(bytes_out, Relaxed);
    }

    pub(crate) fn accepted(&self, segments: u64) {
        count(&self.segments, Some(0), segments);
    }

    pub(crate) fn refused(&self, reason: Reason) {
        let at = usize::from(reason.code()).min(SEGMENTS.len() - 1);
        count(&self.segments, Some(at), 1);
    }

    pub(crate) fn committed(&self, micros: u64) {
        self.commits.fetch_add(1, Relaxed);
        self.commit_micros.fetch_add(micros, Relaxed);
    }

    pub(crate) fn sent_entries(&self, entries: u64) {
        self.entries_out.fetch_add(entries, Relaxed);
    }

    pub(crate) fn app_requested(&self) {
        self.app.fetch_add(1, Relaxed);
    }

    pub(crate) fn connection_refused(&self) {
        self.connections_refused.fetch_add(1, Relaxed);
    }

    /// The page. Without `totals` the store could not be asked.
    pub(crate) fn page(&self, totals: Option<Totals>) -> String {
        let mut page = Page(String::with_capacity(2048));
        page.head(
            "wayside_requests_total",
            "counter",
            "Sync requests by HTTP status.",
        );
        for (status, value) in STATUSES.iter().zip(&self.requests) {
            page.line(
                &format!("wayside_requests_total{{status=\"{status}\"}}"),
                value.load(Relaxed),
            );
        }
        page.head(
            "wayside_segments_total",
            "counter",
            "Segments received, by what became of them.",
        );
        for (outcome, value) in SEGMENTS.iter().zip(&self.segments) {
            page.line(
                &format!("wayside_segments_total{{outcome=\"{outcome}\"}}"),
                value.load(Relaxed),
            );
        }
        let mut one = |name: &str, kind: &str, help: &str, value: u64| {
            page.head(name, kind, help);
            page.line(name, value);
        };
        one(
            "wayside_requests_in_flight",
            "gauge",
            "Sync requests being served.",
            self.in_flight.load(Relaxed),
        );
        one(
            "wayside_body_bytes_in_total",
            "counter",
            "Bytes of request bodies.",
            self.bytes_in.load(Relaxed),
        );
        one(
            "wayside_body_bytes_out_total",
            "counter",
            "Bytes of answers.",
            self.bytes_out.load(Relaxed),
        );
        one(
            "wayside_entries_out_total",
            "counter",
            "Entries given to devices.",
            self.entries_out.load(Relaxed),
        );
        one(
            "wayside_commits_total",
            "counter",
            "Batches stored.",
            self.commits.load(Relaxed),
        );
        let micros = self.commit_micros.load(Relaxed);
        one(
            "wayside_commit_microseconds_total",
            "counter",
            "Time that batches waited for the store.",
            micros,
        );
        one(
            "wayside_app_requests_total",
            "counter",
            "Requests for the browser's app.",
            self.app.load(Relaxed),
        );
        one(
            "wayside_connections_refused_total",
            "counter",
            "Connections, or requests through a proxy, for which there was no place.",
            self.connections_refused.load(Relaxed),
        );
        one(
            "wayside_store_up",
            "gauge",
            "Whether the store could be read.",
            totals.is_some().into(),
        );
        if let Some(totals) = totals {
            one(
                "wayside_store_teams",
                "gauge",
                "Teams that have something here.",
                totals.teams,
            );
            one(
                "wayside_store_devices",
                "gauge",
                "Devices that were admitted.",
                totals.devices,
            );
            one(
                "wayside_store_segments",
                "gauge",
                "Segments kept.",
                totals.segments,
            );
            one(
                "wayside_store_bytes",
                "gauge",
                "Bytes of what is kept, without overhead.",
                totals.bytes,
            );
        }
        page.0
    }
}

struct Page(String);

impl Page {
    fn head(&mut self, name: &str, kind: &str, help: &str) {
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn line(&mut self, name: &str, value: u64) {
        let _ = writeln!(self.0, "{name} {value}");
    }
}

fn count(counters: &[AtomicU64], at: Option<usize>, by: u64) {
    if let Some(counter) = at.and_then(|at| counters.get(at)) {
        counter.fetch_add(by, Relaxed);
    }
}
