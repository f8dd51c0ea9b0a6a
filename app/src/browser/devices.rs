//! The devices of the browser mode: folders, service threads, signal switches; and the relay between them.
//!
//! The sample team is set up once, through the same requests that a person's taps send: a supervisor's desk makes the
//! team, the two phones join by texts. With `--data` it is found again and stands locked, as any phone after a restart.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use wayside_domain::passphrase::SAMPLE;
use wayside_relay::{Config, Relay};
use wayside_seam::{Problem, Reply, Request, Role, VaultState};
use wayside_sync::engine::Pace;
use wayside_vault::KdfCost;

use super::{Failure, sample};
use crate::i18n::Words;
use crate::native;
use crate::platform::Host;
use crate::service::{Answering, Ask, Notices, Service};

/// The relay beside the devices.
#[derive(Clone)]
pub struct Beside {
    /// The relay.
    pub relay: Relay,
    /// Its address.
    pub url: String,
}

/// One device of the page.
pub struct Device {
    /// Its name in addresses: `worker`, `peer`, `supervisor`, or `one`.
    pub name: &'static str,
    /// What screens get.
    pub host: Host,
    /// The switch above it.
    pub signal: Arc<AtomicBool>,
}

/// All devices of this run.
pub struct Devices {
    all: Vec<Device>,
    /// The relay beside them.
    pub beside: Beside,
}

/// Starts a relay on loopback; on the port of last time, since the devices remember it.
pub async fn start_relay(folder: &Path, app: Option<PathBuf>) -> Result<Beside, Failure> {
    let data = folder.join("relay");
    std::fs::create_dir_all(&data)?;
    let remembered = data.join("port");
    let port: u16 = std::fs::read_to_string(&remembered)
        .ok()
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or(0);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    let port = listener.local_addr()?.port();
    std::fs::write(&remembered, port.to_string())?;
    let relay = Relay::open(Config {
        app,
        ..Config::new(data)
    })
    .await?;
    tokio::spawn(wayside_relay::serve(
        listener,
        relay.clone(),
        std::future::pending(),
    ));
    Ok(Beside {
        relay,
        url: format!("http://127.0.0.1:{port}"),
    })
}

/// A service behind a signal switch. Each request that opens the vault is followed by one that tells whether there is
/// signal.
struct Switched {
    service: Service,
    signal: Arc<AtomicBool>,
}

impl Ask for Switched {
    fn ask(&self, request: Request) -> Answering {
        let opens = matches!(
            request,
            Request::Unlock { .. }
                | Request::NewTeam { .. }
                | Request::Practise { .. }
                | Request::JoinRequest { .. }
                | Request::JoinAccept { .. }
        );
        let (service, signal) = (self.service.clone(), self.signal.clone());
        Box::pin(async move {
            let reply = service.ask(request).await;
            if opens && reply.is_ok() {
                // A device without a team may refuse this.
                let _ = service
                    .ask(Request::Signal(signal.load(Ordering::SeqCst)))
                    .await;
            }
            reply
        })
    }

    fn notices(&self) -> Notices {
        self.service.notices()
    }
}

impl Device {
    fn start(folder: &Path, name: &'static str) -> std::io::Result<Self> {
        let folder = folder.join(name);
        std::fs::create_dir_all(&folder)?;
        let signal = Arc::new(AtomicBool::new(true));
        let service = native::start_service(&folder, KdfCost::PHONE, Pace::LIVELY, None);
        let service = Service::new(Switched {
            service,
            signal: signal.clone(),
        });
        Ok(Self {
            name,
            host: native::with_machine(service, &folder),
            signal,
        })
    }

    /// Turns the switch.
    pub async fn switch(&self, on: bool) {
        self.signal.store(on, Ordering::SeqCst);
        // A locked device hears of it when it is unlocked.
        let _ = self.host.service.ask(Request::Signal(on)).await;
    }

    async fn ask(&self, request: Request) -> Result<Reply, Problem> {
        self.host.service.ask(request).await
    }
}

impl Devices {
    /// One device, from its set-up on.
    pub fn one(folder: &Path, beside: Beside) -> Result<Self, Failure> {
        Ok(Self {
            all: vec![Device::start(folder, "one")?],
            beside,
        })
    }

    /// The worker's phone, the peer's phone and the supervisor's desk.
    pub async fn sample(folder: &Path, beside: Beside, words: &Words) -> Result<Self, Failure> {
        let names = ["worker", "peer", "supervisor"];
        let all = names
            .into_iter()
            .map(|name| Device::start(folder, name))
            .collect::<Result<Vec<_>, _>>()?;
        let devices = Self { all, beside };
        let [worker, peer, supervisor] = devices.all.as_slice() else {
            return Ok(devices);
        };
        if matches!(
            supervisor.ask(Request::State).await?,
            Reply::State(VaultState::New)
        ) {
            let label = |device: &Device| words.text(&format!("demo-{}", device.name));
            let team = Request::NewTeam {
                pin: SAMPLE.to_owned(),
                name: words.text("demo-sample-team"),
                relay: devices.beside.url.clone(),
                label: label(supervisor),
            };
            // Every vault stretches the passphrase, which takes time. The three do it side by side.
            let asks = |device| Request::JoinRequest {
                pin: SAMPLE.to_owned(),
                label: label(device),
            };
            let (team, of_worker, of_peer) = tokio::join!(
                supervisor.ask(team),
                worker.ask(asks(worker)),
                peer.ask(asks(peer))
            );
            team?;
            join(worker, supervisor, Role::Worker, text(of_worker?)?).await?;
            join(peer, supervisor, Role::Peer, text(of_peer?)?).await?;
            sample::record(&worker.host, words).await?;
            for device in [supervisor, worker, peer] {
                device.ask(Request::SyncNow).await?;
            }
        }
        Ok(devices)
    }

    /// All devices in their order.
    pub fn all(&self) -> &[Device] {
        &self.all
    }

    /// The device of this name.
    pub fn named(&self, name: &str) -> Option<&Device> {
        self.all.iter().find(|device| device.name == name)
    }

    /// What the first page shows: the one device, or all three.
    pub fn first_page(&self) -> &'static str {
        match self.all.as_slice() {
            [one] => one.name,
            _ => "demo",
        }
    }
}

/// The second and third step of joining, as two people would do them.
async fn join(new: &Device, leader: &Device, role: Role, request: String) -> Result<(), Problem> {
    let approve = Request::JoinApprove {
        text: request,
        role,
        caseload: None,
    };
    let answer = text(leader.ask(approve).await?)?;
    text(new.ask(Request::JoinAccept { text: answer }).await?).map(drop)
}

fn text(reply: Reply) -> Result<String, Problem> {
    match reply {
        Reply::Join { text, .. } => Ok(text),
        _ => Err(Problem::Internal {
            what: "seam".to_owned(),
        }),
    }
}
