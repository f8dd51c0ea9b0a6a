//! Invariant 5: no plaintext at the relay, in the vault's files, or in what goes over the wire.

use wayside_tests::World;
use wayside_tests::relay::search;
use wayside_tests::samples::{SECRET_WORDS, whole_case};

#[tokio::test]
async fn neither_relay_nor_vault_files_hold_a_word_of_a_record() {
    let mut world = World::with_workers(50, &["worker"]).await;
    world.at("worker").record(&whole_case());
    world.sync_all().await;
    assert_eq!(world.at("desk").records().len(), 6);
    assert_eq!(world.relay.search(&SECRET_WORDS), Vec::<String>::new());
    // Labels and names of the team are nobody's business either.
    assert_eq!(
        world
            .relay
            .search(&["Sample desk", "Sample worker", "Sample team"]),
        Vec::<String>::new()
    );
    for name in ["desk", "worker"] {
        assert_eq!(
            search(world.at(name).folder.path(), &SECRET_WORDS),
            Vec::<String>::new(),
            "{name}"
        );
    }
}

#[tokio::test]
async fn the_search_would_find_a_word_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("file"),
        format!("xx{}yy", SECRET_WORDS[0]),
    )
    .unwrap();
    assert_eq!(search(folder.path(), &SECRET_WORDS).len(), 1);
}
