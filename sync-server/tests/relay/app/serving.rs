//! Files over HTTP: forms, caches, what need not be sent again.

use axum::http::Method;

use super::folder::{AppFolder, brotli, gzip, sha256};
use super::{ask, header};

#[tokio::test]
async fn each_file_has_its_type_and_its_life_in_caches() {
    let mut app = AppFolder::new();
    let hash = sha256(b"x");
    let (short, forever) = ("no-cache", "public, max-age=31536000, immutable");
    let files = [
        (
            format!("page-{}.wasm", &hash[..16]),
            "application/wasm",
            forever,
        ),
        (
            format!("app-{}.css", &hash[..8]),
            "text/css; charset=utf-8",
            forever,
        ),
        (
            format!("m-{hash}.webmanifest"),
            "application/manifest+json",
            forever,
        ),
        (format!("icon-{}.png", &hash[..8]), "image/png", forever),
        (
            format!("boot-{}.js", &hash[1..17]),
            "text/javascript; charset=utf-8",
            short,
        ),
        ("LICENSE".into(), "application/octet-stream", short),
    ];
    for (name, ..) in &files {
        app.add(name, b"x");
    }
    app.describe();
    let world = app.world().await;
    let fixed = [
        ("", "text/html; charset=utf-8"),
        ("index.html", "text/html; charset=utf-8"),
        ("sw.js", "text/javascript; charset=utf-8"),
        ("bundle.json", "application/json"),
    ];
    let fixed = fixed.map(|(name, kind)| (name.to_string(), kind, short));
    for (name, kind, life) in files.into_iter().chain(fixed) {
        let response = ask(&world, Method::GET, &format!("/{name}"), None).await;
        let found = (
            response.status().as_u16(),
            header(&response, "content-type"),
            header(&response, "cache-control"),
        );
        assert_eq!(found, (200, kind, life), "{name}");
        let on_disk = match name.as_str() {
            "" => "index.html",
            name => name,
        };
        let bytes = std::fs::read(app.path().join(on_disk)).unwrap();
        assert_eq!(response.body(), &bytes, "{name}");
        let etag = format!("W/\"{}\"", sha256(&bytes));
        assert_eq!(header(&response, "etag"), etag, "{name}");
    }
}

#[tokio::test]
async fn packed_form_is_the_one_that_was_asked_for() {
    let app = AppFolder::new();
    let world = app.world().await;
    let path = format!("/{}", app.script());
    let plain = &app.files[app.script()];
    for (asked, coding) in [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("deflate, zstd", ""),
        ("identity", ""),
        ("", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("*;q=0, gzip", "gzip"),
        ("br;q=0, *", "gzip"),
        ("br;q=0, gzip;q=0.0", ""),
        ("br ; q=0.000 , gzip ; q=0.001", "gzip"),
        ("gzip;q=1.0, br;q=0.1", "br"),
        ("BR;Q=1", "br"),
        ("br;q=none", ""),
        ("br;q=-1", ""),
        ("brotli, gzipped", ""),
    ] {
        let response = ask(&world, Method::GET, &path, Some(("accept-encoding", asked))).await;
        let bytes = match coding {
            "br" => brotli(plain),
            "gzip" => gzip(plain),
            _ => plain.clone(),
        };
        assert_eq!(header(&response, "content-encoding"), coding, "{asked}");
        assert_eq!(header(&response, "vary"), "accept-encoding", "{asked}");
        assert_eq!(response.body(), &bytes, "{asked}");
    }
    // Nothing lies beside this one.
    let asked = Some(("accept-encoding", "gzip, br"));
    let response = ask(&world, Method::GET, "/sw.js", asked).await;
    assert_eq!(header(&response, "content-encoding"), "");
    assert_eq!(header(&response, "vary"), "accept-encoding");
}

#[tokio::test]
async fn stale_or_broken_packed_form_is_never_served() {
    let old = b"const version = 0;";
    let now = b"const version = 1;";
    let (br, gz) = (brotli(now), gzip(now));
    for (br, gz) in [
        (brotli(old), gzip(old)),
        (
            brotli(&[&now[..], b" "].concat()),
            gzip(&[&now[..], b" "].concat()),
        ),
        (brotli(&now[1..]), gzip(&now[1..])),
        (br[..br.len() - 2].to_vec(), gz[..gz.len() - 2].to_vec()),
        (brotli(old), [&gz[..], b"more"].concat()),
        (now.to_vec(), now.to_vec()),
        (Vec::new(), Vec::new()),
    ] {
        let app = AppFolder::new();
        app.write("sw.js.br", &br);
        app.write("sw.js.gz", &gz);
        let world = app.world().await;
        for asked in ["br", "gzip"] {
            let asked = Some(("accept-encoding", asked));
            let response = ask(&world, Method::GET, "/sw.js", asked).await;
            assert_eq!(header(&response, "content-encoding"), "", "{br:?} {gz:?}");
            assert_eq!(response.body(), &now[..]);
        }
    }
}

#[tokio::test]
async fn what_the_browser_has_is_not_sent_again() {
    let app = AppFolder::new();
    let world = app.world().await;
    let hash = sha256(&app.files["index.html"]);
    for (tags, status) in [
        (format!("W/\"{hash}\""), 304),
        (format!("\"{hash}\""), 304),
        (format!("\"other\", W/\"{hash}\""), 304),
        ("*".into(), 304),
        ("\"other\"".into(), 200),
        (hash.clone(), 200),
    ] {
        let asked = Some(("if-none-match", tags.as_str()));
        let response = ask(&world, Method::GET, "/", asked).await;
        assert_eq!(response.status(), status, "{tags}");
        assert_eq!(response.body().is_empty(), status == 304, "{tags}");
        assert_eq!(header(&response, "etag"), format!("W/\"{hash}\""));
        assert_eq!(header(&response, "cache-control"), "no-cache");
        assert_eq!(header(&response, "vary"), "accept-encoding");
    }
}

#[tokio::test]
async fn head_tells_the_same_without_the_bytes() {
    let app = AppFolder::new();
    let world = app.world().await;
    for path in ["/", &format!("/{}", app.script()), "/nothing"] {
        let asked = Some(("accept-encoding", "gzip"));
        let get = ask(&world, Method::GET, path, asked).await;
        let head = ask(&world, Method::HEAD, path, asked).await;
        assert_eq!(head.status(), get.status());
        assert_eq!(head.headers(), get.headers());
        assert_eq!(
            header(&head, "content-length"),
            get.body().len().to_string()
        );
        assert!(head.body().is_empty());
    }
}
