//! The socket: accepts, limits, and ends well.
//!
//! `axum::serve` would be shorter. But it waits for ever for the headers of a client that sends none, and it takes any
//! number of connections. TLS is the business of the reverse proxy in front.

use std::sync::Arc;
use std::time::Duration;

use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use crate::relay::Relay;
use crate::router::router;

/// Further connections wait in the system's queue.
const CONNECTIONS: usize = 2_000;
/// For a request's first line and headers, and for the pause between requests on one connection.
const HEADER_TIMEOUT: Duration = Duration::from_secs(30);
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
    let service = TowerToHyperService::new(router(relay.clone()));
    let graceful = GracefulShutdown::new();
    let free = Arc::new(Semaphore::new(CONNECTIONS));
    tokio::pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            () = &mut shutdown => break,
            accepted = accept(&listener, &free) => accepted,
        };
        let (stream, place) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(kind = ?error.kind(), "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADER_TIMEOUT)
            .serve_connection(TokioIo::new(stream), service.clone());
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // Errors are connections that broke off. They happen every day, and the request has already noticed them.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
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

async fn accept(
    listener: &TcpListener,
    free: &Arc<Semaphore>,
) -> std::io::Result<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let place = free
        .clone()
        .acquire_owned()
        .await
        .map_err(std::io::Error::other)?;
    let (stream, _) = listener.accept().await?;
    // Answers are written at once; waiting to fill a packet only costs a phone time.
    stream.set_nodelay(true)?;
    Ok((stream, place))
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
