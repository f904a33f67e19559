//! Gives back to the system what a wave of page loads took, or a file of a full hall. A hall that comes in makes some
//! thousand pages within seconds; afterwards glibc keeps that memory, more than the phones themselves need.
//!
//! The one file with `unsafe` in it: glibc's calls for this take numbers, return numbers, and may be made at any time
//! from any thread (malloc_trim(3), mallopt(3)), but they are C. With another C library nothing is done.

#![allow(unsafe_code)]

use std::time::Duration;

use tokio_util::sync::CancellationToken;

/// A wave: fewer connections leave nothing behind that is worth the walk over the heap.
const WAVE: u64 = 500;
/// The wave is over when hardly anybody comes any more: so many between two looks.
const CALM: u64 = 50;
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Gives memory back after each wave of connections, until `stop`. `taken` says how many were ever taken.
pub async fn give_back_after_waves(taken: impl Fn() -> u64, stop: CancellationToken) {
    let (mut given_back_at, mut last) = (0, 0);
    while stop.run_until_cancelled(tokio::time::sleep(LOOK_EVERY)).await.is_some() {
        let now = taken();
        let calm = now - last < CALM;
        last = now;
        if calm && now - given_back_at >= WAVE {
            given_back_at = now;
            let begun = std::time::Instant::now();
            let _ = tokio::task::spawn_blocking(give_back).await;
            tracing::debug!(took_us = begun.elapsed().as_micros() as u64, "memory was given back");
        }
    }
}

/// What is larger than this is taken from the system by itself and given back the moment it is free. By itself glibc raises
/// the mark to the largest piece that ever was freed, and then keeps the room of files of 30 MB that were sent long ago.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const LARGE_BYTES: libc::c_int = 1 << 20;

/// Called once, before anything large is made.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn keep_large_pieces_apart() {
    // SAFETY: it sets a number of glibc's, which locks its heap for it (mallopt(3)).
    unsafe { libc::mallopt(libc::M_MMAP_THRESHOLD, LARGE_BYTES) };
}

/// Nothing to call on this system.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn keep_large_pieces_apart() {}

/// Gives back what is free now. Takes milliseconds; others may use the heap meanwhile.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn give_back() {
    // SAFETY: it touches nothing of ours; glibc locks its own heaps, one at a time.
    unsafe { libc::malloc_trim(0) };
}

/// Nothing to call on this system.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn give_back() {}
