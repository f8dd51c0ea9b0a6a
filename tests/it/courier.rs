//! Without any network: files by hand, by anybody of the team, in any order, as often as it may be. Invariants 3, 5, 6
//! and 8.

use rand::RngExt;
use wayside_seam::{Place, Request, Role};
use wayside_tests::process::{Wayside, free_port, relay};
use wayside_tests::samples::{SECRET_WORDS, client_with_screening, whole_case};
use wayside_tests::{World, long};

fn holds(file: &[u8], word: &str) -> bool {
    file.windows(word.len()).any(|part| part == word.as_bytes())
}

#[tokio::test]
async fn a_village_that_never_has_signal_is_read_and_answered() {
    let mut world = World::new(400).await;
    world.at("desk").ask(Request::NewCaseload {
        name: "Sample town".into(),
    });
    world.join_for("desk", "village", Role::Peer, Some("Sample team"));
    world.join_for("desk", "courier", Role::Worker, Some("Sample town"));
    world.sync("desk").await;

    world.at("village").record(&whole_case());
    assert_eq!(world.at("village").places(), [Place::OnlyHere; 6]);
    let file = world.at("village").give(false);
    assert_eq!(world.at("village").places(), [Place::WithCourier; 6]);
    for word in SECRET_WORDS
        .iter()
        .chain(&["Sample village", "Sample team"])
    {
        assert!(!holds(&file, word), "{word} in the file");
    }

    // Twice, as people do; the second time it says so.
    let read = world.at("courier").take(&file).await;
    let again = world.at("courier").take(&file).await;
    assert!(read.new > 0);
    assert_eq!((again.new, again.known), (0, read.new));
    assert_eq!(world.at("courier").records(), Vec::<String>::new());
    assert_eq!(world.sync("courier").await.waiting_segments, 0);
    assert_eq!(world.at("village").places(), [Place::WithCourier; 6]);
    world.sync("desk").await;
    assert_eq!(world.at("desk").records().len(), 6);

    // The answer: a new client of the desk's, and word of what was read, through the same hands.
    let lines = client_with_screening(&mut world.rng, 1);
    world.at("desk").record(&lines);
    world.sync("desk").await;
    let file = world.at("desk").give(true);
    world.at("courier").take(&file).await;
    world.sync("courier").await;
    let file = world.at("courier").give(true);
    world.at("village").take(&file).await;
    let records = world.at("desk").records();
    assert_eq!(records.len(), 8);
    assert_eq!(world.at("village").records(), records);
    assert_eq!(world.at("village").places(), [Place::ReadBySupervisor; 6]);
    assert_eq!(world.at("courier").records(), Vec::<String>::new());
    for name in world.names() {
        world.at(&name).assert_sound();
    }
}

const NAMES: [&str; 4] = ["desk", "village", "walker", "rider"];

/// The village and the walker never meet the relay.
fn online(name: &str) -> bool {
    matches!(name, "desk" | "rider")
}

#[tokio::test]
async fn random_hands_in_any_order_bring_everybody_the_same_records() {
    for seed in long::seeds(410..414) {
        random_hands(seed).await;
    }
}

async fn random_hands(seed: u64) {
    let mut world = World::with_workers(seed, &NAMES[1..]).await;
    let mut files: Vec<Vec<u8>> = Vec::new();
    for step in 0..long::steps(60) {
        let name = NAMES[world.rng.random_range(0..NAMES.len())];
        match world.rng.random_range(0..6) {
            0 | 1 => {
                let lines = client_with_screening(&mut world.rng, step);
                world.at(name).record(&lines);
            }
            2 => {
                let all = world.rng.random();
                files.push(world.at(name).give(all));
            }
            3 | 4 if !files.is_empty() => {
                // Files stay: each may arrive never, once or often, whatever came before it.
                let file = files[world.rng.random_range(0..files.len())].clone();
                assert_eq!(world.at(name).take(&file).await.rejected, 0);
            }
            _ if online(name) => drop(world.sync(name).await),
            _ => world.at(name).restart(),
        }
        world.pass(60);
    }
    // One last round trip of each way.
    for (from, to) in [
        ("village", "walker"),
        ("walker", "rider"),
        ("rider", "desk"),
        ("desk", "walker"),
        ("walker", "village"),
    ] {
        let file = world.at(from).give(true);
        world.at(to).take(&file).await;
        world.sync("rider").await;
        world.sync("desk").await;
    }
    world.sync("rider").await;
    let expected = world.at("desk").records();
    assert!(!expected.is_empty());
    for name in NAMES {
        let station = world.at(name);
        assert_eq!(station.records(), expected, "{name} of {seed}");
        station.assert_sound();
        assert_eq!(station.state().quarantined, 0, "{name} of {seed}");
    }
    for name in ["desk", "rider"] {
        assert_eq!(world.at(name).state().waiting_segments, 0, "{name}");
    }
}

#[tokio::test]
async fn a_restored_relay_gets_again_what_a_courier_had_brought() {
    let mut world = World::with_workers(420, &["village", "courier"]).await;
    world.sync("courier").await;
    let backup = world.relay.back_up();
    world.at("village").record(&whole_case());
    let file = world.at("village").give(false);
    world.at("courier").take(&file).await;
    world.sync("courier").await;
    world.relay.restore(&backup).await;
    world.sync("desk").await;
    assert_eq!(world.at("desk").records(), Vec::<String>::new());
    world.sync("courier").await;
    world.sync("desk").await;
    assert_eq!(world.at("desk").records().len(), 6);
}

#[test]
fn programs_hand_files_over_and_say_what_is_wrong_with_one() {
    let folder = tempfile::tempdir().unwrap();
    let device = |name: &str| Wayside::new(folder.path(), name);
    let (desk, village, courier) = (device("desk"), device("village"), device("courier"));
    let port = free_port();
    let url = format!("http://127.0.0.1:{port}");
    desk.ok(
        &["team", "new", "--name", "Sample team", "--relay", &url],
        "",
    );
    for phone in [&village, &courier] {
        let request = phone.ok(&["join", "request", "--label", "Sample phone"], "");
        let answer = desk.ok(&["join", "approve", request["text"].as_str().unwrap()], "");
        phone.ok(&["join", "accept", answer["text"].as_str().unwrap()], "");
    }
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    village.ok(&["record", "-"], &whole_case());
    let file = at("courier.wayside");
    let made = village.ok(&["courier", "export", &file], "");
    assert_eq!(
        (&made["records"], &made["left_out"]),
        (&6.into(), &0.into())
    );
    assert!(made["segments"].as_u64().unwrap() > 0);
    let bytes = std::fs::read(&file).unwrap();
    assert_eq!(made["bytes"], bytes.len());
    let status = village.ok(&["status"], "");
    for record in status["records"].as_array().unwrap() {
        assert_eq!(record["place"], "with-courier");
    }

    // A file is never replaced, and a failed one is not with anybody.
    let line = village.fails(2, &["courier", "export", &file], "");
    assert!(line.contains("another name"), "{line}");
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
    village.fails(1, &["courier", "export", &at("missing/file")], "");
    let client = r#"{"type":"client","code":"SAMPLE-2"}"#;
    village.ok(&["record", "-"], client);
    village.fails(1, &["courier", "export", &at("missing/file")], "");
    let status = village.ok(&["status"], "");
    let here = |record: &&serde_json::Value| record["place"] == "only-here";
    assert_eq!(
        status["records"]
            .as_array()
            .unwrap()
            .iter()
            .filter(here)
            .count(),
        1
    );

    for (name, content, word) in [
        ("cut", &bytes[..bytes.len() - 1], "incomplete"),
        ("other", b"some other file".as_slice(), "not a courier file"),
        (
            "newer",
            &[&bytes[..16], &[9], &bytes[17..]].concat(),
            "newer version",
        ),
        (
            "foreign",
            &[&bytes[..17], &[0; 16], &bytes[33..]].concat(),
            "another team",
        ),
    ] {
        std::fs::write(at(name), content).unwrap();
        let line = courier.fails(2, &["courier", "import", &at(name)], "");
        assert!(
            line.contains(word) && line.contains("nothing was changed"),
            "{line}"
        );
    }
    courier.fails(2, &["courier", "import", &at("nowhere")], "");
    let read = courier.ok(&["courier", "import", &file], "");
    assert_eq!(
        (&read["new"], &read["rejected"]),
        (&made["segments"], &0.into())
    );
    let again = courier.ok(&["courier", "import", &file], "");
    assert_eq!(
        (&again["new"], &again["known"]),
        (&0.into(), &made["segments"])
    );

    let _running = relay(&folder.path().join("relay"), port);
    courier.ok(&["sync"], "");
    desk.ok(&["sync"], "");
    assert_eq!(
        desk.ok(&["client", "list"], "").as_array().unwrap().len(),
        1
    );
    let empty = courier.ok(&["courier", "export", "--unsent", &at("empty")], "");
    assert_eq!(empty["segments"], 0);
    assert_eq!(
        village.ok(&["courier", "import", &at("empty")], "")["new"],
        0
    );
    // Back again: everything, though the relay has it all.
    desk.ok(&["courier", "export", &at("answer")], "");
    village.ok(&["courier", "import", &at("answer")], "");
    let status = village.ok(&["status"], "");
    let read = |record: &&serde_json::Value| record["place"] == "read-by-supervisor";
    assert_eq!(
        status["records"]
            .as_array()
            .unwrap()
            .iter()
            .filter(read)
            .count(),
        6
    );
    for device in [&desk, &village, &courier] {
        assert_eq!(device.ok(&["verify"], "")["ok"], true);
    }
}
