//! The relay as a program: reads the command line, runs the library, says what went wrong in one line.

mod cli;

use std::error::Error;
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use tokio::net::TcpListener;
use wayside_relay::mailbox::sqlite::{FILE_NAME, SqliteMailbox};
use wayside_relay::{Config, Relay, serve, serve_health, shutdown_signal};

use cli::{Cli, Command, Serve};

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve(options) => run(&options).await,
        Command::Backup { data, to } => backup(&data.dir, &to),
        Command::Restored { data } => restored(&data.dir).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "wayside-relay: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: &Serve) -> Result<(), Box<dyn Error>> {
    log(options.log_json);
    options.check()?;
    let relay = Relay::open(options.config()).await?;
    let listener = listen(options.listen).await?;
    let health = match options.health {
        Some(address) => Some(listen(address).await?),
        None => None,
    };
    // For scripts that let the system choose a port.
    let own = listener.local_addr()?;
    say(&format!("listening on http://{own}"))?;
    if let Some(health) = &health {
        say(&format!("health on http://{}", health.local_addr()?))?;
    }
    let watched = async {
        match health {
            Some(health) => serve_health(health, relay.clone(), shutdown_signal()).await,
            None => Ok(()),
        }
    };
    tokio::try_join!(serve(listener, relay.clone(), shutdown_signal()), watched)?;
    tracing::info!("stopped");
    Ok(())
}

async fn listen(address: SocketAddr) -> Result<TcpListener, String> {
    let bound = TcpListener::bind(address).await;
    bound.map_err(|error| format!("can't listen on {address}: {error}"))
}

fn backup(data: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    if to.exists() {
        return Err("the file of --to exists already; nothing was written".into());
    }
    SqliteMailbox::backup(data, to)?;
    say("The copy is complete.")
}

async fn restored(data: &Path) -> Result<(), Box<dyn Error>> {
    if !data.join(FILE_NAME).is_file() {
        return Err(
            format!("there is no {FILE_NAME} in that folder; put the copy back first").into(),
        );
    }
    Relay::open(Config::new(data)).await?.restored().await?;
    say("Devices will send again what the restored database lacks. The relay may be started.")
}

fn say(line: &str) -> Result<(), Box<dyn Error>> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

fn log(json: bool) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if json {
        lines.json().init()
    } else {
        lines.init()
    }
}
