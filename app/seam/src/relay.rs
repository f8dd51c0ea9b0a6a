//! The relay's address: `https://` anywhere, plain `http://` only on loopback, for demonstrations and tests. The relay
//! reads no content, but over plain http a listener on the way would see which device talks when.

use crate::problem::Problem;

/// The address without a slash at its end, if it can be used.
pub fn address(text: &str) -> Result<String, Problem> {
    let text = text.trim().trim_end_matches('/');
    let lower = text.to_ascii_lowercase();
    let (rest, plain) = match (
        lower.strip_prefix("https://"),
        lower.strip_prefix("http://"),
    ) {
        (Some(rest), _) => (rest, false),
        (_, Some(rest)) => (rest, true),
        _ => return Err(Problem::RelayAddress),
    };
    let host_and_port = rest.split('/').next().unwrap_or_default();
    let forbidden =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '@' | '?' | '#' | '\\');
    if host_and_port.is_empty()
        || rest.contains(forbidden)
        || (plain && !is_loopback(host_and_port))
    {
        return Err(Problem::RelayAddress);
    }
    Ok(text.to_owned())
}

fn is_loopback(host_and_port: &str) -> bool {
    let host = match host_and_port.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host_and_port.split(':').next().unwrap_or_default(),
    };
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_anywhere_and_http_on_loopback_only() {
        for (text, good) in [
            ("https://relay.example", true),
            (" https://relay.example:8443/wayside/ ", true),
            ("HTTPS://Relay.Example", true),
            ("http://127.0.0.1:8080", true),
            ("http://localhost:8080/", true),
            ("http://[::1]:8080", true),
            ("http://relay.example", false),
            ("http://127.0.0.1.example", false),
            ("http://localhost@relay.example", false),
            ("http://[::2]:8080", false),
            ("https://user:secret@relay.example", false),
            ("https://relay.example?x", false),
            ("https://", false),
            ("relay.example", false),
            ("ftp://relay.example", false),
            ("", false),
        ] {
            assert_eq!(address(text).is_ok(), good, "{text}");
        }
        assert_eq!(
            address("https://relay.example/a/").unwrap(),
            "https://relay.example/a"
        );
    }
}
