//! The Android side that no compiler here reads, against what it must agree with: names that Rust calls, words that it
//! understands, the languages, the colours, the picture.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dioxus::prelude::*;
use wayside_seam::{Me, Role, VaultState};

use super::fake::{Fake, page_on};
use super::finger::Finger;
use super::machine::FakeMachine;
use super::samples::me;
use crate::app::App;
use crate::i18n::{Words, languages};
use crate::platform::{Event, Host};
use crate::service::Service;

fn app() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn read(path: &str) -> String {
    let path = app().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What stands between two marks, everywhere.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    text.split(before)
        .skip(1)
        .filter_map(|rest| rest.split(after).next())
        .collect()
}

#[test]
fn everything_that_rust_asks_of_the_phone_is_there_with_the_shape_it_expects() {
    let rust: String = read("src/platform/android.rs").split_whitespace().collect();
    let kotlin = read("android/kotlin/Phone.kt");
    let mut asked = 0;
    let mut check = |call: &str, shape: &str| {
        for name in between(&rust, &format!("java.{call}(\""), "\"") {
            asked += 1;
            let declared = format!("    fun {name}{shape}");
            assert!(kotlin.contains(&declared), "{declared} is missing");
        }
    };
    check("text", "(): String");
    check("run", "() = activity.runOnUiThread");
    check("give", "(text: String) = activity.runOnUiThread");
    check("hand", "(name: String, bytes: ByteArray): Boolean");
    assert!(asked >= 7, "{asked}");
    let bytes = [
        ("receivedFile", "()"),
        ("hmac", "(message: ByteArray)"),
        ("newHmac", "(message: ByteArray)"),
    ];
    for (name, given) in bytes {
        assert!(rust.contains(&format!("\"{name}\"")), "{name}");
        assert!(kotlin.contains(&format!("fun {name}{given}: ByteArray?")));
    }
    assert!(read("android/kotlin/MainActivity.kt").contains("val phone = Phone(this)"));
    assert!(read("src/platform/android/java.rs").contains("\"()Lorg/wayside/app/Phone;\""));
}

#[test]
fn a_file_is_no_larger_on_one_side_than_on_the_other() {
    let largest = wayside_seam::courier::LARGEST_FILE / 1024 / 1024;
    let kotlin = read("android/kotlin/Phone.kt");
    assert!(kotlin.contains(&format!("LARGEST = {largest} * 1024 * 1024")));
}

#[test]
fn every_word_that_the_phone_tells_is_understood() {
    let rust = read("src/platform/android.rs");
    let mut told = 0;
    for file in ["MainActivity.kt", "Phone.kt", "SyncJob.kt"] {
        for word in between(&read(&format!("android/kotlin/{file}")), "tell(\"", "\"") {
            told += 1;
            assert!(rust.contains(&format!("\"{word}\" => Event::")), "{word}");
        }
    }
    assert!(told >= 9, "{told}");
}

#[test]
fn manifest_names_what_there_is() {
    let manifest = read("android/AndroidManifest.xml");
    for file in between(&manifest, "@xml/", "\"") {
        read(&format!("android/res/xml/{file}.xml"));
    }
    read("android/res/mipmap-anydpi/wayside.xml");
    for class in between(&manifest, "\"org.wayside.app.", "\"") {
        let kotlin = read(&format!("android/kotlin/{class}.kt"));
        assert!(kotlin.contains(&format!("class {class} : ")), "{class}");
        assert!(read("android/build").contains(&format!("/kotlin/{class}.kt")));
    }
    for permission in between(&manifest, "android.permission.", "\"") {
        let known = [
            "INTERNET",
            "ACCESS_NETWORK_STATE",
            "BIND_JOB_SERVICE",
            "CAMERA",
            "POST_NOTIFICATIONS",
        ];
        assert!(known.contains(&permission), "{permission} is new: say why");
    }
    // A permission that implies hardware would keep the app from phones without it.
    let camera = between(&manifest, "\"android.hardware.camera", " />");
    assert_eq!(camera.len(), 2);
    assert!(
        camera
            .iter()
            .all(|feature| feature.ends_with("required=\"false\""))
    );
    for change in ["locale", "fontScale", "uiMode", "orientation", "density"] {
        let declared = between(&manifest, "configChanges=\"", "\"");
        assert!(
            declared[0].split('|').any(|one| one == change),
            "{change} would make the activity anew"
        );
    }
}

#[test]
fn a_notice_says_the_name_and_the_sentence_that_it_was_given() {
    let kotlin = read("android/kotlin/Reminder.kt");
    assert_eq!(between(&kotlin, ".setContent", "\n").len(), 3);
    for shown in [
        ".setContentTitle(name)",
        ".setContentText(text)",
        ".setVisibility(Notification.VISIBILITY_SECRET)",
    ] {
        assert!(kotlin.contains(shown), "{shown}");
    }
}

#[test]
fn the_system_offers_the_languages_that_there_are() {
    let mut offered = read("android/res/xml/languages.xml");
    for language in languages() {
        let entry = format!("<locale android:name=\"{}\" />", language.tag);
        assert!(offered.contains(&entry), "{entry}");
        offered = offered.replace(&entry, "");
    }
    assert!(!offered.contains("<locale "), "{offered}");
}

#[test]
fn colours_name_and_picture_are_the_app_s_own() {
    let papers = between(crate::style::CSS, "--paper: ", ";");
    for (file, paper) in ["values", "values-night"].iter().zip(papers) {
        let colours = read(&format!("android/res/{file}/wayside.xml"));
        let entry = format!("<color name=\"paper\">{paper}</color>");
        assert!(colours.contains(&entry), "{entry}");
    }
    let name = Words::new("en").text("app-name");
    assert!(read("android/res/values/wayside.xml").contains(&format!(">{name}</string>")));
    let (drawn, own) = (
        read("android/res/drawable/wayside.xml"),
        read("../assets/icons-app/icon.svg"),
    );
    let way = between(&own, " d=\"", "\"");
    assert!(drawn.contains(&format!("pathData=\"{}\"", way[0])));
}

fn given(state: VaultState, text: &str) -> String {
    let machine = FakeMachine {
        received: Some(text.to_owned()),
        ..FakeMachine::speaking("en")
    };
    page_on(
        &Fake::with(state),
        machine.telling(&[Event::Received]),
        None,
    )
}

#[test]
fn shared_join_text_is_put_into_the_screen_that_can_use_it_and_nothing_is_done_with_it() {
    let text = "WAYSIDE1RABCDEF";
    let request = format!("Please: {text}");
    let page = given(VaultState::Open(me()), &request);
    assert!(page.contains("field-join-request") && page.contains(text));
    assert!(!page.contains("data-testid=\"approve-make\""));
    let worker = VaultState::Open(Me {
        role: Role::Worker,
        ..me()
    });
    assert!(!given(worker, &request).contains(text));
    let waiting = VaultState::Waiting {
        text: "WAYSIDE1RXYZ".into(),
        words: "one two".into(),
        label: "Phone".into(),
    };
    let page = given(waiting, "wayside:join?WAYSIDE1AQRSTUV");
    assert!(page.contains("field-join-answer") && page.contains("WAYSIDE1AQRSTUV"));
    assert!(page.contains("data-testid=\"join-share\""));
    let page = given(VaultState::Open(me()), "nothing of ours");
    assert!(!page.contains("field-join-request"));
    for closed in [VaultState::Locked, VaultState::New] {
        assert!(!given(closed, &request).contains(text));
    }
}

#[test]
fn another_language_of_the_machine_is_spoken_at_once() {
    let machine = FakeMachine::speaking("en");
    let host = Host {
        service: Service::new(Fake::open()),
        platform: Arc::new(machine.clone()),
    };
    let mut app = Finger::open(VirtualDom::new(App), host);
    assert!(app.settle().contains("lang=\"en\""));
    *machine.language.lock().unwrap() = "vi-VN".to_owned();
    machine.tell(Event::Language);
    assert!(app.settle().contains("lang=\"vi\""));
}
