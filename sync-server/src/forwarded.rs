//! The client's address behind a proxy.
//!
//! Anybody can write these headers, and a proxy adds to what came. So they are read only from a proxy that is named
//! (`--behind`), and of all hops only the last, which is the one that the proxy has seen itself. A proxy writes one of
//! the two headers and may pass the other on as the client wrote it. When both are there and differ, none is believed.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, header};

/// Who asked the proxy, if it says so.
pub(crate) fn client(headers: &HeaderMap) -> Option<IpAddr> {
    let listed = last(headers, "x-forwarded-for").map(address);
    let standard = last(headers, header::FORWARDED.as_str()).map(|hop| {
        let value = hop.split(';').find_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            let is_client = name.trim().eq_ignore_ascii_case("for");
            is_client.then_some(value)
        });
        address(value?)
    });
    match (listed, standard) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other).flatten(),
    }
}

/// The last hop of the last header line.
fn last<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let line = headers.get_all(name).iter().next_back()?;
    line.to_str().unwrap_or_default().rsplit(',').next()
}

/// `10.0.0.1`, `10.0.0.1:80`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:80`, perhaps quoted.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"');
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let with_port = || text.parse::<SocketAddr>().map(|there| there.ip());
    bare.parse().or_else(|_| with_port()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_hop_counts_and_a_header_that_contradicts_is_not_believed() {
        let check = |lines: &[(&'static str, &'static str)], expected: Option<&str>| {
            let mut headers = HeaderMap::new();
            for (name, value) in lines {
                headers.append(*name, value.parse().unwrap());
            }
            let expected = expected.map(|text| text.parse().unwrap());
            assert_eq!(client(&headers), expected, "{lines:?}");
        };
        let (list, standard) = ("x-forwarded-for", "forwarded");
        check(&[], None);
        check(&[(list, "10.0.0.1")], Some("10.0.0.1"));
        check(&[(list, "9.9.9.9, 10.0.0.1")], Some("10.0.0.1"));
        check(&[(list, "9.9.9.9"), (list, "10.0.0.1")], Some("10.0.0.1"));
        check(&[(list, "10.0.0.1:4711")], Some("10.0.0.1"));
        check(&[(list, "2001:db8::1")], Some("2001:db8::1"));
        check(&[(list, "10.0.0.1, nonsense")], None);
        check(&[(list, "10.0.0.1,")], None);
        check(&[(standard, "for=10.0.0.1;proto=https")], Some("10.0.0.1"));
        check(
            &[(
                standard,
                "for=9.9.9.9, proto=http; For=\"[2001:db8::1]:80\"",
            )],
            Some("2001:db8::1"),
        );
        check(&[(standard, "for=unknown")], None);
        check(&[(list, "10.0.0.1"), (standard, "for=9.9.9.9")], None);
        check(
            &[(list, "10.0.0.1"), (standard, "for=10.0.0.1")],
            Some("10.0.0.1"),
        );
    }
}
