//! The program itself, in the browser mode: what it says of itself. (What it does is tested end to end, in a real
//! browser.)
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]
#![cfg(feature = "browser")]

use std::process::Command;

#[test]
fn the_help_tells_how_to_keep_the_data_choose_the_port_run_one_device_and_open_a_window() {
    let output = Command::new(env!("CARGO_BIN_EXE_wayside-app"))
        .arg("--help")
        .output()
        .unwrap();
    assert!(output.status.success());
    let help = String::from_utf8(output.stdout).unwrap();
    for told in ["--data", "--port", "--one", "--features desktop"] {
        assert!(help.contains(told), "{told} is missing in {help}");
    }
}

#[test]
fn an_unknown_option_ends_with_usage_and_starts_nothing() {
    let output = Command::new(env!("CARGO_BIN_EXE_wayside-app"))
        .arg("--dance")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
}
