//! A folder that is not served, and the one sentence that says why.

use std::path::Path;

use wayside_relay::{Config, Relay};

use super::folder::AppFolder;

/// The relay does not start, says this (`DIR` is the folder), and has made no database.
async fn check(change: impl FnOnce(&mut AppFolder), expected: &str) {
    let mut app = AppFolder::new();
    change(&mut app);
    check_folder(&app, &app.path(), expected).await;
}

async fn check_folder(app: &AppFolder, folder: &Path, expected: &str) {
    let data = app.outside().join("data");
    let config = Config {
        app: Some(folder.to_owned()),
        ..Config::new(&data)
    };
    let Err(error) = Relay::open(config).await else {
        panic!("was served, though {expected:?}");
    };
    let told = error.to_string();
    assert_eq!(told.replace(folder.to_str().unwrap(), "DIR"), expected);
    assert!(!data.exists());
}

#[tokio::test]
async fn folder_that_is_not_there_is_named() {
    let app = AppFolder::new();
    let expected = "there is no folder DIR, so there is no app to serve";
    check_folder(&app, &app.outside().join("nothing"), expected).await;
    check_folder(&app, &app.path().join("index.html"), expected).await;
}

#[tokio::test]
async fn list_must_be_there_and_readable() {
    let missing = "there is no bundle.json in DIR; name the folder that the app was built into";
    check(|app| app.remove("bundle.json"), missing).await;
    let unreadable =
        "bundle.json is not a list of files that this relay can read; build the app again";
    for json in [
        "",
        "{}",
        "[1]",
        "{\"version\":\"a\",\"files\":[]}",
        "\u{feff}{",
    ] {
        check(|app| app.write("bundle.json", json.as_bytes()), unreadable).await;
    }
}

#[tokio::test]
async fn half_a_copy_is_refused() {
    let lacks = |name: &str| {
        format!("bundle.json names {name}, but the folder lacks it; copy the whole folder again")
    };
    check(|app| app.remove("sw.js"), &lacks("sw.js")).await;
    let nameless = |app: &mut AppFolder| {
        app.files.remove("index.html");
        app.describe();
    };
    check(nameless, &lacks("index.html")).await;
    let folder_instead = |app: &mut AppFolder| {
        app.remove("sw.js");
        std::fs::create_dir(app.path().join("sw.js")).unwrap();
    };
    check(folder_instead, &lacks("sw.js")).await;

    let changed = |name: &str| {
        format!("{name} is not the file that bundle.json describes; copy the whole folder again")
    };
    check(|app| app.write("sw.js", b"const ver"), &changed("sw.js")).await;
    check(|app| app.write("sw.js", b""), &changed("sw.js")).await;
    let one_letter = |app: &mut AppFolder| {
        let other = app.text("index.html").replace("Wayside", "Wayward");
        app.write("index.html", other.as_bytes());
    };
    check(one_letter, &changed("index.html")).await;
}

#[tokio::test]
async fn new_list_over_old_files_is_refused() {
    let update = |app: &mut AppFolder| {
        app.files
            .insert("sw.js".into(), b"const version = 2;".to_vec());
        app.describe();
    };
    let expected = "sw.js is not the file that bundle.json describes; copy the whole folder again";
    check(update, expected).await;
}

#[tokio::test]
async fn version_must_follow_from_the_hashes() {
    let expected = "the version in bundle.json does not fit its list of files; build the app again";
    check(|app| app.describe_as(&"0".repeat(64)), expected).await;
    check(|app| app.describe_as(""), expected).await;
    let file_added_later = |app: &mut AppFolder| {
        let version = app.version();
        app.add("extra.js", b"steal()");
        app.describe_as(&version);
    };
    check(file_added_later, expected).await;
}

#[tokio::test]
async fn only_plain_names_are_read() {
    let names = [
        "../secret",
        "/etc/passwd",
        "a/b.js",
        "a\\b.js",
        "..",
        ".hidden",
        "",
        "a b.js",
        "c:x",
        "é.js",
        &"n".repeat(101),
    ];
    for name in names {
        let with_name = |app: &mut AppFolder| {
            std::fs::write(app.outside().join("secret"), "secret").unwrap();
            app.files.insert(name.into(), b"secret".to_vec());
            app.describe();
        };
        let expected = format!(
            "bundle.json names {name:?}, which is not a plain file name; the app is not served"
        );
        check(with_name, &expected).await;
    }
}

#[cfg(unix)]
#[tokio::test]
async fn links_lead_nowhere_else() {
    use std::os::unix::fs::symlink;
    let expected = "sw.js is a link that leads out of the folder; put the file itself there";
    let link_out = |app: &mut AppFolder| {
        std::fs::rename(app.path().join("sw.js"), app.outside().join("sw.js")).unwrap();
        symlink("../sw.js", app.path().join("sw.js")).unwrap();
    };
    check(link_out, expected).await;
    let packed_link_out = |app: &mut AppFolder| {
        std::fs::rename(app.path().join("sw.js"), app.outside().join("sw.js")).unwrap();
        symlink(app.outside().join("sw.js"), app.path().join("sw.js.br")).unwrap();
        app.write("sw.js", &app.files["sw.js"]);
    };
    check(packed_link_out, &expected.replace("sw.js", "sw.js.br")).await;

    // Inside the folder, and to the folder, links are how some systems put new versions in place.
    let app = AppFolder::new();
    std::fs::rename(app.path().join("sw.js"), app.path().join("other")).unwrap();
    symlink("other", app.path().join("sw.js")).unwrap();
    let current = app.outside().join("current");
    symlink(app.path(), &current).unwrap();
    let world = crate::world::World::with(|config| config.app = Some(current)).await;
    assert_eq!(world.get("/sw.js").await.1, app.text("sw.js"));
}

#[tokio::test]
async fn more_than_an_app_is_refused() {
    let expected = "the app's folder has more than 16 MiB to serve; name the folder that the app was built into";
    let large = |app: &mut AppFolder| {
        app.add("film.bin", &vec![0; 15 << 20]);
        app.describe();
    };
    let too_large = |app: &mut AppFolder| {
        large(app);
        app.write("film.bin.gz", &vec![0; 1 << 20]);
    };
    check(too_large, expected).await;
    let mut app = AppFolder::new();
    large(&mut app);
    let world = app.world().await;
    assert_eq!(world.get("/film.bin").await.1.len(), 15 << 20);
}
