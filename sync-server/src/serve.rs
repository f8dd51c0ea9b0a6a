//! The socket: accepts, limits, and ends well.
//!
//! `axum::serve` would be shorter. But it waits for ever for the headers of a client that sends none, and it takes any
//! number of connections. TLS is the business of the reverse proxy in front. Who gets a place is told in `places`.
//!
//! | who is slow | is cut by |
//! |---|---|
//! | at a request's head, or between two requests | hyper, after [`Bounds::head`](crate::Bounds) |
//! | at a request's body | `sync::upload` |
//! | at reading the answer | [`overdue`] |

use std::convert::Infallible;
use std::io::ErrorKind;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::http::{HeaderValue, Request, Response, StatusCode, header};
use hyper::body::Incoming;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::Instant;

use crate::forwarded;
use crate::places::{Place, Places};
use crate::relay::Relay;
use crate::router::{health_router, router};

/// A proxy keeps a connection for its next request, often for a minute. If the relay closed earlier, a request could
/// meet a connection that is just being closed.
const PROXY_PAUSE: Duration = Duration::from_secs(75);
/// After the signal to stop, for what is under way.
const GRACE: Duration = Duration::from_secs(20);
/// Accepting can fail for want of file handles; trying again at once would not help.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves until `shutdown` completes, then finishes what is under way.
pub async fn serve(
    listener: TcpListener,
    relay: Relay,
    shutdown: impl Future<Output = ()>,
) -> std::io::Result<()> {
    let graceful = accept_all(listener, &relay, router(relay.clone()), shutdown).await;
    relay.tasks().close();
    let finish = async {
        graceful.shutdown().await;
        relay.tasks().wait().await;
    };
    if tokio::time::timeout(GRACE, finish).await.is_err() {
        tracing::warn!("some requests were not finished in time; their devices will send again");
    }
    Ok(())
}

/// Serves the operator's paths at a socket of their own, with places of their own: a flood at the public one hides
/// nothing.
pub async fn serve_health(
    listener: TcpListener,
    relay: Relay,
    shutdown: impl Future<Output = ()>,
) -> std::io::Result<()> {
    accept_all(listener, &relay, health_router(relay.clone()), shutdown).await;
    Ok(())
}

/// Accepts until `shutdown` completes; the connections that are still open then can be waited for.
async fn accept_all(
    listener: TcpListener,
    relay: &Relay,
    router: Router,
    shutdown: impl Future<Output = ()>,
) -> GracefulShutdown {
    let door = Arc::new(Door::new(relay, router));
    let graceful = GracefulShutdown::new();
    tokio::pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            () = &mut shutdown => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => match door.seat(peer.ip()) {
                Some(seat) => door.clone().attend(stream, seat, &graceful),
                // Closed at once, by being dropped.
                None => relay.metrics().connection_refused(),
            },
            // The client was gone before it was accepted.
            Err(error) if error.kind() == ErrorKind::ConnectionAborted => {}
            Err(error) => {
                tracing::warn!(kind = ?error.kind(), "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
    graceful
}

/// What every connection of one socket shares.
struct Door {
    relay: Relay,
    service: TowerToHyperService<Router>,
    places: Places,
    /// Connections of proxies.
    proxied: Arc<Semaphore>,
}

/// By what right a connection is open.
enum Seat {
    /// The client's own place.
    Direct(Arc<Place>),
    /// A named proxy's. Each of its requests takes the place of the client behind.
    Proxied {
        proxy: IpAddr,
        _connection: OwnedSemaphorePermit,
    },
}

impl Door {
    fn new(relay: &Relay, router: Router) -> Self {
        let (bounds, clock) = (relay.config().limits.places, &relay.config().clock);
        Self {
            relay: relay.clone(),
            service: TowerToHyperService::new(router),
            places: Places::new(bounds, clock.clone()),
            proxied: Arc::new(Semaphore::new(bounds.unknown + bounds.known)),
        }
    }

    fn seat(&self, peer: IpAddr) -> Option<Seat> {
        let peer = peer.to_canonical();
        if self.relay.config().behind.contains(&peer) {
            let connection = self.proxied.clone().try_acquire_owned().ok()?;
            return Some(Seat::Proxied {
                proxy: peer,
                _connection: connection,
            });
        }
        let place = self.places.take(peer)?;
        Some(Seat::Direct(Arc::new(place)))
    }

    /// Serves one connection in a task of its own.
    fn attend(self: Arc<Self>, stream: TcpStream, seat: Seat, graceful: &GracefulShutdown) {
        // Answers are written at once; waiting to fill a packet only costs a phone time.
        let _ = stream.set_nodelay(true);
        let pause = match seat {
            Seat::Direct(_) => self.relay.config().limits.places.head,
            Seat::Proxied { .. } => PROXY_PAUSE,
        };
        let (until, deadline) = watch::channel(None);
        let (seat, until) = (Arc::new(seat), Arc::new(until));
        let service = service_fn(move |request| {
            let (door, seat, until) = (self.clone(), seat.clone(), until.clone());
            async move { door.answer(request, &seat, &until).await }
        });
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(pause)
            .serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            tokio::select! {
                // Errors are connections that broke off. They happen every day, and the request has already noticed
                // them.
                _ = connection => {}
                () = overdue(deadline) => {}
            }
        });
    }

    async fn answer(
        &self,
        mut request: Request<Incoming>,
        seat: &Seat,
        until: &watch::Sender<Option<Instant>>,
    ) -> Result<Response<Body>, Infallible> {
        until.send_replace(None);
        let place = match seat {
            Seat::Direct(place) => place.clone(),
            Seat::Proxied { proxy, .. } => {
                let client = forwarded::client(request.headers()).unwrap_or(*proxy);
                let Some(place) = self.places.take(client) else {
                    self.relay.metrics().connection_refused();
                    return Ok(no_place());
                };
                Arc::new(place)
            }
        };
        request.extensions_mut().insert(place);
        let response = self.service.call(request).await?;
        // A proxy takes answers as fast as the machine can.
        if let Seat::Direct(_) = seat {
            let limits = self.relay.config().limits;
            let size = response.body().size_hint().lower();
            until.send_replace(Some(
                Instant::now() + limits.idle + limits.places.at_floor(size),
            ));
        }
        Ok(response)
    }
}

/// To a proxy, for a client that has all its places. Closing keeps nobody waiting for a body that nobody reads.
fn no_place() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(header::CONNECTION, close);
    response
}

/// Completes when an answer should long have been read. While a request comes in or is worked on there is no deadline.
async fn overdue(mut until: watch::Receiver<Option<Instant>>) {
    loop {
        let deadline = *until.borrow_and_update();
        let passed = async {
            match deadline {
                Some(deadline) => tokio::time::sleep_until(deadline).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = passed => return,
            changed = until.changed() => if changed.is_err() {
                // The connection is over and says so itself.
                std::future::pending::<()>().await;
            }
        }
    }
}

/// Completes at SIGTERM or ctrl-c.
pub async fn shutdown_signal() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
