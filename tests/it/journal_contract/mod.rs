//! The contract of a journal, a clause a file, each run over every implementation; beside them what only a disk can show.

use std::future::Future;
use std::time::Duration;

/// Runs every check of a clause over every implementation.
macro_rules! contract {
    ($($check:ident)*) => {
        mod memory {
            $(#[tokio::test]
            async fn $check() {
                crate::journal_contract::bounded(super::$check::<crate::journal_contract::bench::InMemory>()).await;
            })*
        }
        mod sqlite {
            $(#[tokio::test]
            async fn $check() {
                crate::journal_contract::bounded(super::$check::<crate::journal_contract::bench::OnDisk>()).await;
            })*
        }
    };
}

mod bench;
mod facts;
mod files;
mod forgetting;
mod gone;
mod headlines;
mod keeping;
mod kill;
mod sessions;
mod storage;
mod traces;
pub mod worded;

/// Nothing in here may hang.
async fn bounded(check: impl Future<Output = ()>) {
    tokio::time::timeout(Duration::from_secs(60), check).await.expect("a journal never hangs");
}
