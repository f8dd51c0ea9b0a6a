//! The loop of the service, the same on a thread and in a worker.
//!
//! Each turn takes the first of: a question (they come before everything, so that screens never wait for syncing), the
//! moment in which the vault locks itself, an event of the exchange under way, the timer, a vault that was opened, a
//! step of background work. HTTP runs as a task beside it and hands its pieces over through a short channel, so that a
//! fast relay waits for the vault and not the other way round.
//!
//! Syncing begins a moment after opening (`GRACE`): who unlocks waits for the list, and building and signing a request
//! is work that the questions of the first screen would otherwise stand behind.

use std::sync::Arc;
use std::time::Duration;

use rand::rngs::StdRng;
use tokio::sync::{broadcast, mpsc, oneshot};
use wayside_domain::time::Timestamp;
use wayside_seam::{Notice, Problem, Reply, Request};

use crate::device::{Effect, Event, Failure};
use crate::driver::{Http, Post};
use crate::env::Env;
use crate::service::home::Home;
use crate::service::platform::Platform;
use crate::service::runtime::{self, Instant, Task};

/// The way to a running service; clones share it. When the last one is dropped, the service stops.
#[derive(Clone)]
pub struct ServiceHandle {
    asks: mpsc::UnboundedSender<Ask>,
    notices: broadcast::Sender<Notice>,
}

pub(super) type Ask = (Request, oneshot::Sender<Result<Reply, Problem>>);

/// Notices as they come.
pub struct Notices(broadcast::Receiver<Notice>);

impl Notices {
    /// The next notice; none when the service has stopped. Notices that were missed become one `Changed` of everything.
    pub async fn next(&mut self) -> Option<Notice> {
        match self.0.recv().await {
            Ok(notice) => Some(notice),
            Err(broadcast::error::RecvError::Lagged(_)) => Some(Notice::Changed { client: None }),
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }
}

impl ServiceHandle {
    /// Asks, and waits for the answer. Never waits for the network.
    pub async fn ask(&self, request: Request) -> Result<Reply, Problem> {
        self.send(request).await
    }

    /// Asks at once, and hands over the wait for the answer. Requests are answered in the order in which they were
    /// sent.
    pub fn send(
        &self,
        request: Request,
    ) -> impl Future<Output = Result<Reply, Problem>> + Send + use<> {
        let (answer, answered) = oneshot::channel();
        let sent = self.asks.send((request, answer));
        async move {
            sent.map_err(|_| Problem::Stopped)?;
            answered.await.map_err(|_| Problem::Stopped)?
        }
    }

    /// Hears what changes from now on.
    pub fn subscribe(&self) -> Notices {
        Notices(self.notices.subscribe())
    }
}

/// Notices that a slow listener may lag behind.
const BACKLOG: usize = 256;
/// Pieces of an answer on their way from the network to the vault.
const PIECES: usize = 4;
/// From opening to syncing.
const GRACE: Duration = Duration::from_millis(300);

impl ServiceHandle {
    /// A handle, and the two ends that the service holds.
    pub(super) fn new() -> (
        Self,
        mpsc::UnboundedReceiver<Ask>,
        broadcast::Sender<Notice>,
    ) {
        let (asks, asked) = mpsc::unbounded_channel();
        let (notices, _) = broadcast::channel(BACKLOG);
        let heard = notices.clone();
        (Self { asks, notices }, asked, heard)
    }
}

pub(super) struct Service {
    home: Home,
    clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    rng: StdRng,
    http: Http,
    notices: broadcast::Sender<Notice>,
    timer: Option<Instant>,
    /// The vault locks itself.
    lock: Option<Instant>,
    /// A vault was opened, and syncs from then on.
    opened: Option<Instant>,
    work: bool,
    post: Option<Task>,
    /// Of the exchange under way; pieces of earlier ones are dropped with their channel.
    events: Option<mpsc::Receiver<Event>>,
}

impl Service {
    pub(super) fn new(
        platform: Platform,
        rng: StdRng,
        notices: broadcast::Sender<Notice>,
    ) -> Service {
        let Platform {
            dir,
            cost,
            keystore,
            locks_itself,
            pace,
            clock,
        } = platform;
        let mut home = Home::new(dir, cost, keystore, pace);
        if locks_itself {
            home = home.locking_itself();
        }
        let http = Http::new();
        Service {
            home,
            clock,
            rng,
            http,
            notices,
            timer: None,
            lock: None,
            opened: None,
            work: false,
            post: None,
            events: None,
        }
    }

    pub(super) async fn run(mut self, mut asked: mpsc::UnboundedReceiver<Ask>) {
        loop {
            let timer = self.timer.unwrap_or_else(Instant::now);
            let opened = self.opened.unwrap_or_else(Instant::now);
            let lock = self.lock.unwrap_or_else(Instant::now);
            tokio::select! {
                biased;
                ask = asked.recv() => match ask {
                    Some(ask) => self.answer(ask),
                    None => return,
                },
                () = runtime::sleep_until(lock), if self.lock.is_some() => {
                    let (answer, _nobody) = oneshot::channel();
                    self.answer((Request::Lock, answer));
                }
                event = next(&mut self.events) => self.event(event),
                () = runtime::sleep_until(timer), if self.timer.is_some() => {
                    self.timer = None;
                    self.event(Event::TimerFired);
                }
                () = runtime::sleep_until(opened), if self.opened.is_some() => {
                    self.opened = None;
                    self.event(Event::Opened);
                }
                () = runtime::yield_now(), if self.work => {
                    self.work = false;
                    let effects = self.home.work(&mut Env { now: (self.clock)(), rng: &mut self.rng });
                    self.carry_out(effects);
                }
            }
        }
    }

    fn answer(&mut self, (request, answer): Ask) {
        let opens = matches!(
            request,
            Request::Unlock { .. }
                | Request::NewTeam { .. }
                | Request::JoinAccept { .. }
                | Request::Practise { .. }
        );
        // Other requests leave the moment as it is: a clock that was put back would put it off.
        let moves_lock = opens
            || matches!(
                request,
                Request::JoinRequest { .. }
                    | Request::Present { .. }
                    | Request::SetLockTimes(_)
                    | Request::Lock
            );
        let now = (self.clock)();
        let mut env = Env {
            now,
            rng: &mut self.rng,
        };
        let reply = self.home.request(request, &mut env);
        let effects = self.home.effects();
        if moves_lock {
            let left = self.home.locks_in(now);
            self.lock = left.map(|millis| Instant::now() + Duration::from_millis(millis));
        }
        if opens && reply.is_ok() {
            self.opened = Some(Instant::now() + GRACE);
        }
        // Who asked may have gone; what was asked for is done all the same.
        let _ = answer.send(reply);
        self.carry_out(effects);
    }

    fn event(&mut self, event: Event) {
        if matches!(event, Event::ResponseEnded | Event::ResponseFailed(_)) {
            self.events = None;
            self.post = None;
        }
        let effects = self.home.handle(
            event,
            &mut Env {
                now: (self.clock)(),
                rng: &mut self.rng,
            },
        );
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Post {
                    url,
                    authorization,
                    body,
                } => self.start_post(Post {
                    url,
                    authorization,
                    body,
                }),
                Effect::CancelPost => self.cancel_post(),
                Effect::SetTimer { millis } => {
                    self.timer = Some(Instant::now() + Duration::from_millis(millis))
                }
                Effect::Work => self.work = true,
                // Nobody may be listening.
                Effect::Notify(notice) => drop(self.notices.send(notice)),
            }
        }
    }

    fn start_post(&mut self, post: Post) {
        self.cancel_post();
        let (pieces, events) = mpsc::channel(PIECES);
        let mut exchange = self.http.post(post);
        let task = runtime::spawn(async move {
            while let Some(event) = exchange.next().await {
                // A closed channel means that the exchange was cancelled.
                if pieces.send(event).await.is_err() {
                    return;
                }
            }
        });
        self.events = Some(events);
        self.post = Some(task);
    }

    fn cancel_post(&mut self) {
        self.events = None;
        if let Some(post) = self.post.take() {
            post.abort();
        }
    }
}

/// The next event of the exchange under way; never, if there is none. A task that died without a last word has failed.
async fn next(events: &mut Option<mpsc::Receiver<Event>>) -> Event {
    match events {
        Some(events) => events
            .recv()
            .await
            .unwrap_or(Event::ResponseFailed(Failure::Interrupted)),
        None => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use wayside_domain::passphrase::SAMPLE;
    use wayside_seam::Phase;
    use wayside_vault::KdfCost;

    use super::*;

    /// Time passes only where everything waits for it.
    #[tokio::test(start_paused = true)]
    async fn syncing_begins_a_moment_after_opening_and_questions_are_answered_before() {
        let dir = tempfile::tempdir().unwrap();
        let platform = Platform {
            cost: KdfCost::TEST,
            ..Platform::native(dir.path().join("vault"))
        };
        let (handle, asked, heard) = ServiceHandle::new();
        let service = Service::new(platform, StdRng::seed_from_u64(1), heard).run(asked);
        let mut notices = handle.subscribe();
        let person = async {
            let begun = Instant::now();
            let team = Request::NewTeam {
                pin: SAMPLE.into(),
                name: "T".into(),
                // Nothing listens on the discard port of loopback.
                relay: "http://127.0.0.1:9".into(),
                label: "desk".into(),
            };
            handle.ask(team).await.unwrap();
            handle.ask(Request::SyncState).await.unwrap();
            assert_eq!(begun.elapsed(), Duration::ZERO);
            loop {
                match notices.next().await {
                    Some(Notice::Sync(state)) if state.phase == Phase::Working => break,
                    Some(_) => {}
                    None => panic!("the service stopped"),
                }
            }
            // Long enough for a slow phone to ask for its first list, and too short to be missed.
            let moment = Duration::from_millis(200)..Duration::from_secs(1);
            assert!(moment.contains(&begun.elapsed()), "{:?}", begun.elapsed());
        };
        tokio::select! {
            () = service => panic!("the service stopped"),
            () = person => {}
        }
    }
    /// The wall clock stands still: the time that passes is enough.
    #[tokio::test(start_paused = true)]
    async fn an_idle_vault_locks_itself_and_a_touch_puts_that_off() {
        let dir = tempfile::tempdir().unwrap();
        let still = wayside_seam::wall_clock();
        let platform = Platform {
            cost: KdfCost::TEST,
            locks_itself: true,
            clock: Arc::new(move || still),
            ..Platform::native(dir.path().join("vault"))
        };
        let (handle, asked, heard) = ServiceHandle::new();
        let service = Service::new(platform, StdRng::seed_from_u64(2), heard).run(asked);
        let person = async {
            let minutes = |n| Duration::from_secs(n * 60);
            let present = |visible| handle.ask(Request::Present { visible });
            let practise = Request::Practise { pin: SAMPLE.into() };
            handle.ask(practise).await.unwrap();
            let table: [(&[(u64, bool)], u64); 4] = [
                (&[], 15),
                (&[(14, true), (14, true)], 43),
                (&[(10, false)], 12),
                (&[(10, false), (1, true)], 26),
            ];
            for (touches, locks) in table {
                let begun = Instant::now();
                let mut notices = handle.subscribe();
                for (after, visible) in touches {
                    tokio::time::sleep(minutes(*after)).await;
                    present(*visible).await.unwrap();
                    // Asking is no touch.
                    handle.ask(Request::SyncState).await.unwrap();
                }
                while notices.next().await != Some(Notice::Locked) {}
                assert_eq!(begun.elapsed(), minutes(locks), "{touches:?}");
                let refused = handle.ask(Request::SyncState).await;
                assert_eq!(refused.unwrap_err(), Problem::Locked);
                // A closed vault does not mind.
                present(true).await.unwrap();
                let unlock = Request::Unlock { pin: SAMPLE.into() };
                handle.ask(unlock).await.unwrap();
            }
        };
        tokio::select! {
            () = service => panic!("the service stopped"),
            () = person => {}
        }
    }
}
