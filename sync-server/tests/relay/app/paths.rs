//! What is not the app's: other paths, other methods, the relay's own, a relay without the app.

use axum::http::Method;

use super::folder::AppFolder;
use super::{ask, header};
use crate::world::World;

#[tokio::test]
async fn other_paths_lead_nowhere_and_every_answer_is_guarded() {
    let app = AppFolder::new();
    std::fs::write(app.outside().join("secret"), "secret").unwrap();
    app.write("notes.txt", b"not in the list");
    let world = app.world().await;
    let (get, post) = (Method::GET, Method::POST);
    let tagged = Some(("if-none-match", "*"));
    for (method, path, asked, status) in [
        (&get, "/", None, 200),
        (&get, "/?source=home", None, 200),
        (&get, "/", tagged, 304),
        (&get, "/nothing", None, 404),
        (&get, "/nothing", tagged, 404),
        (&get, "/notes.txt", None, 404),
        (&get, "/../secret", None, 404),
        (&get, "/..%2fsecret", None, 404),
        (&get, "/%2e%2e/secret", None, 404),
        (&get, "/%2E%2E%2Fsecret", None, 404),
        (&get, "/./index.html", None, 404),
        (&get, "//index.html", None, 404),
        (&get, "//", None, 404),
        (&get, "/index.html/", None, 404),
        (&get, "/index.html%00", None, 404),
        (&get, "/%69ndex.html", None, 404),
        (&get, "/index.html.br", None, 404),
        (&get, "/\\..\\secret", None, 404),
        (&post, "/nothing", None, 404),
        (&post, "/", None, 405),
        (&Method::DELETE, "/sw.js", None, 405),
        (&Method::OPTIONS, "/", None, 405),
    ] {
        let response = ask(&world, method.clone(), path, asked).await;
        assert_eq!(response.status(), status, "{method} {path}");
        let told = String::from_utf8_lossy(response.body());
        assert!(!told.contains("secret") && !told.contains("list"), "{told}");
        let csp = header(&response, "content-security-policy");
        for part in [
            "default-src 'none';",
            "script-src 'self' 'wasm-unsafe-eval';",
            "connect-src 'self';",
            "frame-ancestors 'self'",
        ] {
            assert!(
                csp.contains(part),
                "{method} {path}: {part} is not in {csp}"
            );
        }
        assert!(
            !csp.contains("unsafe-inline") && !csp.contains("http"),
            "{csp}"
        );
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(header(&response, name), value, "{method} {path}: {name}");
        }
        let permissions = header(&response, "permissions-policy");
        assert!(permissions.contains("geolocation=()") && permissions.contains("camera=(self)"));
        assert!(
            response
                .headers()
                .get("access-control-allow-origin")
                .is_none()
        );
    }
}

#[tokio::test]
async fn relays_own_paths_stay_its_own() {
    let mut app = AppFolder::new();
    app.add("healthz", b"taken");
    app.describe();
    let world = app.world().await;
    assert_eq!(world.get("/healthz").await.1, "ok\n");
    assert_eq!(world.health("/readyz").await.1, "ready\n");
    world.get("/").await;
    let page = world.health("/metrics").await.1;
    assert!(page.contains("\nwayside_app_requests_total 1\n"), "{page}");
    assert_eq!(world.get("/v1/sync").await.0, 405);
}

#[tokio::test]
async fn what_happens_to_the_folder_later_reaches_nobody() {
    let app = AppFolder::new();
    let world = app.world().await;
    app.write("index.html", b"half of a new ver");
    app.remove(app.script());
    assert_eq!(world.get("/").await.1, app.text("index.html"));
    assert_eq!(world.get(&format!("/{}", app.script())).await.0, 200);
}

#[tokio::test]
async fn relay_without_the_app_says_how_to_serve_it() {
    let world = World::new().await;
    let response = ask(&world, Method::GET, "/", None).await;
    assert_eq!(response.status(), 404);
    assert_eq!(
        header(&response, "content-type"),
        "text/plain; charset=utf-8"
    );
    assert_eq!(
        response.body(),
        "This relay serves no app; 'wayside-relay serve --app DIR' would.\n"
    );
    assert_eq!(world.get("/bundle.json").await.0, 404);
}
