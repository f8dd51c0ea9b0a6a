//! The relay's address: the one rule for every door (set-up on the command line and on the screens) and for the driver
//! that uses it.
//!
//! `https://` anywhere; plain `http://` only on loopback, for demonstrations and tests: the relay reads no content, but
//! a listener on the way would see which device talks when. An address is `scheme://host[:port][/path]` and nothing
//! more. The rule is narrower than what HTTP libraries take, so that all of them read an address in the same way: a
//! host is an IP address or a name of ASCII letters, digits, `-`, `_` and dots; a path has no `%`, no empty part and no
//! dots alone. Refused: a crate for URLs, whose tables would travel to every browser.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use serde::{Deserialize, Serialize};

use crate::problem::Problem;

/// What is wrong with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AddressFault {
    /// It begins with neither `https://` nor `http://`.
    #[error("it must begin with https://")]
    Scheme,
    /// Plain HTTP to another machine.
    #[error("http:// is for this machine only: use https://")]
    Plain,
    /// The host is missing or can't be one.
    #[error(
        "the name after https:// is missing, or can't be one (letters a-z, digits, dots and hyphens)"
    )]
    Host,
    /// The port can't be one.
    #[error("what follows the colon is not a port from 1 to 65535")]
    Port,
    /// A user or a password.
    #[error("a user name or password (before an @) does not belong in it")]
    User,
    /// A query or a fragment.
    #[error("a ? or # does not belong in it")]
    Query,
    /// The path can't be one.
    #[error(
        "the path after the name is not possible (letters, digits, - _ . ~ between single slashes)"
    )]
    Path,
}

impl From<AddressFault> for Problem {
    fn from(fault: AddressFault) -> Problem {
        Problem::RelayAddress { fault }
    }
}

/// The address without a slash at its end, if it can be used.
pub fn address(text: &str) -> Result<String, AddressFault> {
    let text = text.trim().trim_end_matches('/');
    let (scheme, rest) = text.split_once("://").unwrap_or_default();
    let plain = scheme.eq_ignore_ascii_case("http");
    if !plain && !scheme.eq_ignore_ascii_case("https") {
        return Err(AddressFault::Scheme);
    }
    if rest.contains(['?', '#']) {
        return Err(AddressFault::Query);
    }
    let (authority, path) = match rest.split_once('/') {
        Some((authority, path)) => (authority, Some(path)),
        None => (rest, None),
    };
    if authority.contains('@') {
        return Err(AddressFault::User);
    }
    let (host, port) = split_port(authority)?;
    let loopback = match host.strip_prefix('[') {
        Some(ip) => ip
            .strip_suffix(']')
            .and_then(|ip| ip.parse::<Ipv6Addr>().ok())
            .ok_or(AddressFault::Host)?
            .is_loopback(),
        None => names_loopback(host)?,
    };
    if port.is_some_and(|port| !is_port(port)) {
        return Err(AddressFault::Port);
    }
    if plain && !loopback {
        return Err(AddressFault::Plain);
    }
    if path.is_some_and(|path| !path.split('/').all(is_part)) {
        return Err(AddressFault::Path);
    }
    Ok(text.to_owned())
}

/// The host with its brackets, and what follows the colon behind it.
fn split_port(authority: &str) -> Result<(&str, Option<&str>), AddressFault> {
    let end = match authority.strip_prefix('[') {
        // One bracket before, one at the end.
        Some(rest) => rest.find(']').ok_or(AddressFault::Host)? + 2,
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (host, rest) = authority.split_at_checked(end).ok_or(AddressFault::Host)?;
    match rest.strip_prefix(':') {
        Some(port) => Ok((host, Some(port))),
        None if rest.is_empty() => Ok((host, None)),
        None => Err(AddressFault::Host),
    }
}

/// Is this name, or IPv4 address, this machine?
fn names_loopback(host: &str) -> Result<bool, AddressFault> {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    if host.len() > 253 || !host.split('.').all(label) {
        return Err(AddressFault::Host);
    }
    // Libraries read a name that ends in a number as an IPv4 address, in many forms; here it has one.
    let last = host.rsplit('.').next().unwrap_or_default();
    let hex = last
        .get(..2)
        .is_some_and(|start| start.eq_ignore_ascii_case("0x"));
    if hex || last.bytes().all(|byte| byte.is_ascii_digit()) {
        let ip: Ipv4Addr = host.parse().map_err(|_| AddressFault::Host)?;
        return Ok(IpAddr::V4(ip).is_loopback());
    }
    Ok(host.eq_ignore_ascii_case("localhost"))
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u16>().is_ok_and(|port| port > 0)
}

fn is_part(text: &str) -> bool {
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    !text.is_empty() && text.bytes().all(sign) && text.bytes().any(|byte| byte != b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_used_is_taken_and_what_is_wrong_is_named() {
        use AddressFault::{Host, Path, Plain, Port, Query, Scheme, User};
        for (text, expected) in [
            ("https://relay.example", Ok("https://relay.example")),
            (
                " https://relay.example:8443/wayside/ ",
                Ok("https://relay.example:8443/wayside"),
            ),
            ("HTTPS://Relay.Example", Ok("HTTPS://Relay.Example")),
            ("https://10.0.0.7", Ok("https://10.0.0.7")),
            ("https://[2001:db8::1]:443", Ok("https://[2001:db8::1]:443")),
            ("http://127.0.0.1:8080", Ok("http://127.0.0.1:8080")),
            ("http://localhost:8080/", Ok("http://localhost:8080")),
            ("http://[::1]:8080", Ok("http://[::1]:8080")),
            ("http://relay.example", Err(Plain)),
            ("http://127.0.0.1.example", Err(Plain)),
            ("http://[::2]:8080", Err(Plain)),
            ("http://localhost@relay.example", Err(User)),
            ("https://user:secret@relay.example", Err(User)),
            ("https://relay.example?x", Err(Query)),
            ("https://relay.example/a#b", Err(Query)),
            ("https://", Err(Scheme)),
            ("https:///a", Err(Host)),
            ("https://:8080", Err(Host)),
            ("https://[::1", Err(Host)),
            ("https://[::1]x", Err(Host)),
            ("https://[relay]", Err(Host)),
            ("https://a b.example", Err(Host)),
            ("https://a..example", Err(Host)),
            ("https://-a.example", Err(Host)),
            ("https://relay.example\\x", Err(Host)),
            ("https://relay,example", Err(Host)),
            ("https://999.1.1.1", Err(Host)),
            ("https://1.2.3", Err(Host)),
            ("https://relay.0x7f", Err(Host)),
            ("https://relay.example:99999", Err(Port)),
            ("https://relay.example:0", Err(Port)),
            ("https://relay.example:+80", Err(Port)),
            ("https://relay.example:80a", Err(Port)),
            ("https://relay.example:", Err(Port)),
            ("https://relay.example//a", Err(Path)),
            ("https://relay.example/a/../b", Err(Path)),
            ("https://relay.example/a%2e", Err(Path)),
            ("https://relay.example/a b", Err(Path)),
            ("relay.example", Err(Scheme)),
            ("ftp://relay.example", Err(Scheme)),
            ("", Err(Scheme)),
        ] {
            assert_eq!(address(text), expected.map(str::to_owned), "{text}");
        }
    }
}
