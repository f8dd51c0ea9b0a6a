//! The native service: a thread with a small tokio runtime in it, which owns the vault.
//!
//! Each turn takes the first of: a question (they come before everything, so that screens never wait for syncing), an event
//! of the exchange under way, the timer, a slice of background work. HTTP runs as a task beside it and hands its pieces over
//! through a short channel, so that a fast relay waits for the vault and not the other way round.

use std::sync::Arc;
use std::time::Duration;

use rand::SeedableRng;
use rand::rngs::{StdRng, SysRng};
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio::task::AbortHandle;
use tokio::time::Instant;
use wayside_domain::time::Timestamp;

use crate::device::{Effect, Event};
use crate::driver::{Http, Post};
use crate::service::home::Home;
use crate::service::message::{Env, Notice, Problem, Reply, Request};
use crate::service::platform::Platform;

/// The way to a running service; clones share it. When the last one is dropped, the service stops.
#[derive(Clone)]
pub struct ServiceHandle {
    asks: mpsc::UnboundedSender<Ask>,
    notices: broadcast::Sender<Notice>,
}

type Ask = (Request, oneshot::Sender<Result<Reply, Problem>>);

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
        let (answer, answered) = oneshot::channel();
        self.asks
            .send((request, answer))
            .map_err(|_| Problem::Stopped)?;
        answered.await.map_err(|_| Problem::Stopped)?
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

/// Starts the service of one vault folder on a thread of its own. If the machine gives no thread or no randomness, every
/// question is answered with `Problem::Stopped`.
pub fn start(platform: Platform) -> ServiceHandle {
    let (asks, asked) = mpsc::unbounded_channel();
    let (notices, _) = broadcast::channel(BACKLOG);
    let heard = notices.clone();
    let run = move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let rng = StdRng::try_from_rng(&mut SysRng);
        if let (Ok(runtime), Ok(rng)) = (runtime, rng) {
            runtime.block_on(Service::new(platform, rng, heard).run(asked));
        }
    };
    // Without a thread `asked` is dropped, and that is what `Stopped` tells.
    let _ = std::thread::Builder::new()
        .name("wayside".into())
        .spawn(run);
    ServiceHandle { asks, notices }
}

struct Service {
    home: Home,
    clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    rng: StdRng,
    http: Http,
    notices: broadcast::Sender<Notice>,
    timer: Option<Instant>,
    work: bool,
    post: Option<AbortHandle>,
    /// Of the exchange under way; pieces of earlier ones are dropped with their channel.
    events: Option<mpsc::Receiver<Event>>,
}

impl Service {
    fn new(platform: Platform, rng: StdRng, notices: broadcast::Sender<Notice>) -> Service {
        let Platform {
            dir,
            cost,
            platform_secret,
            pace,
            clock,
        } = platform;
        let home = Home::new(dir, cost, platform_secret, pace);
        let http = Http::new();
        Service {
            home,
            clock,
            rng,
            http,
            notices,
            timer: None,
            work: false,
            post: None,
            events: None,
        }
    }

    async fn run(mut self, mut asked: mpsc::UnboundedReceiver<Ask>) {
        loop {
            let timer = self.timer.unwrap_or_else(Instant::now);
            tokio::select! {
                biased;
                ask = asked.recv() => match ask {
                    Some(ask) => self.answer(ask),
                    None => return,
                },
                event = next(&mut self.events) => self.event(event),
                () = tokio::time::sleep_until(timer), if self.timer.is_some() => {
                    self.timer = None;
                    self.event(Event::TimerFired);
                }
                () = tokio::task::yield_now(), if self.work => {
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
        let mut env = Env {
            now: (self.clock)(),
            rng: &mut self.rng,
        };
        let reply = self.home.request(request, &mut env);
        let mut effects = self.home.effects();
        if opens && reply.is_ok() {
            effects.extend(self.home.handle(Event::Opened, &mut env));
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
        let task = tokio::spawn(async move {
            while let Some(event) = exchange.next().await {
                // A closed channel means that the exchange was cancelled.
                if pieces.send(event).await.is_err() {
                    return;
                }
            }
        });
        self.events = Some(events);
        self.post = Some(task.abort_handle());
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
            .unwrap_or(Event::ResponseFailed(crate::device::Failure::Interrupted)),
        None => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Pace;
    use crate::service::message::{Phase, VaultState};
    use wayside_vault::KdfCost;

    fn platform(dir: &std::path::Path) -> Platform {
        let clock = Arc::new(|| Timestamp::parse("2026-11-02T19:40:00+07:00").unwrap());
        Platform {
            cost: KdfCost::TEST,
            pace: Pace::LIVELY,
            clock,
            ..Platform::native(dir.join("vault"))
        }
    }

    fn run<T>(work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap()
            .block_on(work)
    }

    fn team(relay: &str) -> Request {
        Request::NewTeam {
            pin: "2468".into(),
            name: "T".into(),
            relay: relay.into(),
            label: "desk".into(),
        }
    }

    #[test]
    fn questions_are_answered_while_the_relay_cannot_be_reached() {
        let dir = tempfile::tempdir().unwrap();
        let service = start(platform(dir.path()));
        run(async {
            let mut notices = service.subscribe();
            // Nothing listens on the discard port of loopback.
            service.ask(team("http://127.0.0.1:9")).await.unwrap();
            loop {
                match notices.next().await {
                    Some(Notice::Sync(state)) if matches!(state.phase, Phase::Waiting { .. }) => {
                        break assert_eq!(state.problem, Some(Problem::RelayUnreachable));
                    }
                    Some(_) => {}
                    None => panic!("the service stopped"),
                }
            }
            assert!(matches!(
                service.ask(Request::State).await,
                Ok(Reply::State(VaultState::Open(_)))
            ));
        });
    }

    #[test]
    fn locking_is_heard_and_the_vault_can_be_opened_again() {
        let dir = tempfile::tempdir().unwrap();
        let service = start(platform(dir.path()));
        run(async {
            let mut notices = service.subscribe();
            service
                .ask(Request::Practise { pin: "2468".into() })
                .await
                .unwrap();
            service.ask(Request::Lock).await.unwrap();
            while notices.next().await != Some(Notice::Locked) {}
            assert_eq!(
                service.ask(Request::Status).await.unwrap_err(),
                Problem::Locked
            );
            service
                .ask(Request::Unlock { pin: "2468".into() })
                .await
                .unwrap();
        });
    }

    #[test]
    fn a_second_service_on_the_same_folder_is_told_that_it_is_in_use() {
        let dir = tempfile::tempdir().unwrap();
        let (first, second) = (start(platform(dir.path())), start(platform(dir.path())));
        run(async {
            first
                .ask(Request::Practise { pin: "2468".into() })
                .await
                .unwrap();
            let unlock = Request::Unlock { pin: "2468".into() };
            assert_eq!(second.ask(unlock).await.unwrap_err(), Problem::InUse);
        });
    }
}
