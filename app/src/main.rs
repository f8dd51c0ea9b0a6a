//! Wayside's screens as a program. The feature chooses the face: `browser` (default), `desktop`, `mobile`, `web`.

use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => complain(error.as_ref()),
    }
}

#[allow(clippy::print_stderr, reason = "there is no screen to say it on")]
fn complain(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("wayside-app: {error}");
    ExitCode::FAILURE
}

#[cfg(feature = "desktop")]
fn run() -> Result<(), Box<dyn std::error::Error>> {
    use clap::Parser;
    Ok(wayside_app::desktop::run(
        wayside_app::desktop::Args::parse(),
    )?)
}

#[cfg(all(feature = "web", target_family = "wasm"))]
fn run() -> Result<(), Box<dyn std::error::Error>> {
    wayside_app::web::run();
    Ok(())
}

#[cfg(all(feature = "mobile", target_os = "android"))]
fn run() -> Result<(), Box<dyn std::error::Error>> {
    Ok(wayside_app::mobile::run()?)
}

#[cfg(all(
    feature = "browser",
    not(any(feature = "desktop", all(feature = "mobile", target_os = "android")))
))]
fn run() -> Result<(), Box<dyn std::error::Error>> {
    use clap::Parser;
    let args = wayside_app::browser::args::Args::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(wayside_app::browser::run(args))
}

#[cfg(not(any(
    feature = "browser",
    feature = "desktop",
    all(feature = "mobile", target_os = "android"),
    all(feature = "web", target_family = "wasm")
)))]
fn run() -> Result<(), Box<dyn std::error::Error>> {
    Err("built without a face: choose one of the features browser, desktop, mobile, web".into())
}
