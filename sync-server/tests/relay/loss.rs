//! A relay that was restored from a backup.

use wayside_relay::mailbox::sqlite::{FILE_NAME, SqliteMailbox};

use crate::team::{SITE, Team, segments};
use crate::world::World;

#[tokio::test]
async fn restored_relay_makes_phones_notice_and_gets_everything_again() {
    let world = World::new().await;
    let (mut ann, mut ben) = (Team::new(1).phone(10), Team::new(1).phone(11));
    world.meet(&mut ann).await;
    world.meet(&mut ben).await;
    let written: Vec<_> = (0..6).map(|n| ann.write(SITE, n, 100)).collect();
    world.post(&ann, &segments(&written[..2])).await;
    let backup = world.dir.path().join("backup");
    SqliteMailbox::backup(world.dir.path(), &backup).unwrap();
    let before = world.post(&ann, &segments(&written[2..5])).await.welcome();

    // The disk dies; the operator follows --help.
    let World {
        relay,
        clock,
        dir,
        config,
    } = world;
    drop(relay);
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(dir.path().join(format!("{FILE_NAME}{suffix}")));
    }
    std::fs::rename(&backup, dir.path().join(FILE_NAME)).unwrap();
    let relay = wayside_relay::Relay::open(config.clone()).await.unwrap();
    relay.restored().await.unwrap();
    let world = World {
        relay,
        clock,
        dir,
        config,
    };

    let after = world.post(&ann, &[]).await.welcome();
    assert!(
        after.has_lost(Some(before.log_epoch), 0),
        "even a phone that never pulled notices"
    );
    assert!(!before.has_lost(Some(before.log_epoch), before.head));
    assert_eq!(
        world.post(&ann, &segments(&written)).await.results(),
        (6, vec![])
    );
    assert_eq!(world.pull_all(&ben, SITE).await, written);
}

#[tokio::test]
async fn restart_is_not_a_loss() {
    let world = World::new().await;
    let mut ann = Team::new(1).phone(10);
    world.meet(&mut ann).await;
    let before = world.post(&ann, &[]).await.welcome();
    let world = world.restart().await;
    let answer = world.post(&ann, &[]).await;
    assert_eq!(answer.status, 200, "the nonce from before is still good");
    assert_eq!(answer.welcome(), before);
}
