//! What every backend must do, as checks that its tests call: `wayside_relay::mailbox_conformance!(fresh)` makes one
//! test of each, where `async fn fresh() -> impl Deref<Target = dyn Mailbox>` gives an empty mailbox.
//!
//! The checks use made-up bytes: a mailbox understands nothing.
// These are tests that live in the library so that every backend can call them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

mod reading;
mod storing;

use wayside_protocol::{CaseloadId, DeviceId, Hash, TeamId};

pub use reading::*;
pub use storing::*;

use super::{Batch, Deposit, Mailbox, Outcome, Page, PageQuery, Quota};

/// Makes one test of each check.
#[macro_export]
macro_rules! mailbox_conformance {
    ($fresh:path) => {
        $crate::mailbox_conformance!($fresh:
            sequence_has_no_gaps, same_again_is_held, other_hash_is_a_conflict, place_is_per_device_and_caseload,
            team_sees_only_its_own, chain_comes_before_segments, own_entries_are_left_out,
            other_caseloads_are_passed_over, pages_join_without_loss, cursor_beyond_the_head_gets_nothing,
            holes_are_filled_in_order, unknown_author_is_told, quota_stops_new_but_not_held, device_limit_holds,
            team_limit_holds, concurrent_batches_share_one_sequence, totals_and_latest_count_segments,
            log_epoch_is_renewed_and_kept, ready_changes_nothing, keys_are_per_team);
    };
    ($fresh:path: $($check:ident),*) => {
        $(#[tokio::test]
        async fn $check() {
            $crate::mailbox::conformance::$check(&*$fresh().await).await;
        })*
    };
}

const TEAM: TeamId = TeamId([1; 16]);
const OTHER_TEAM: TeamId = TeamId([2; 16]);
const ANN: DeviceId = DeviceId([3; 16]);
const BEN: DeviceId = DeviceId([4; 16]);
const SITE: CaseloadId = CaseloadId([5; 16]);
const OTHER_SITE: CaseloadId = CaseloadId([6; 16]);
const AMPLE: Quota = Quota {
    bytes: 1 << 30,
    devices: 100,
    teams: 100,
};

fn device(device: DeviceId) -> Deposit {
    Deposit::Device {
        device,
        sign: [device.0[0]; 32],
        chain: vec![device.0[0]; 20],
    }
}

fn segment(device: DeviceId, caseload: CaseloadId, index: u64, bytes: &[u8]) -> Deposit {
    Deposit::Segment {
        device,
        caseload,
        index,
        hash: Hash::of(bytes),
        bytes: bytes.to_vec(),
    }
}

async fn store(mailbox: &dyn Mailbox, items: Vec<Deposit>) -> Vec<Outcome> {
    mailbox
        .store(Batch {
            team: TEAM,
            items,
            quota: AMPLE,
        })
        .await
        .unwrap()
}

fn query(after: u64, max_bytes: usize) -> PageQuery {
    PageQuery {
        team: TEAM,
        after,
        caseloads: vec![SITE],
        except: BEN,
        max_bytes,
    }
}

async fn everything(mailbox: &dyn Mailbox) -> Page {
    mailbox.page(query(0, usize::MAX)).await.unwrap()
}
