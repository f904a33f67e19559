//! The power goes while a hundred phones vote: what was acknowledged is on the disk that is found afterwards, once.
//!
//! The same over a journal that acknowledges before the disk has it must lose votes, or the test shows nothing. What
//! a drive does with what it was told to flush is not in here: the device keeps all it was sent.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use peil::hub::Timing;
use peil::journal::sqlite::SqliteJournal;
use peil::server;
use rand::Rng;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use super::disk::Disk;
use crate::crash::{AT_ONCE, Volley, assert_none_twice, connect, deck, rounds, stored, words};
use crate::process::{self, Binary};
use crate::support::{ANY_PORT, Socket, Started, folders, options};

const PHONES: usize = 100;
/// Cuts when nobody asks for more with `PEIL_ROUNDS`.
const ROUNDS: usize = 3;
/// The weak journal must lose votes in one of these.
const CONTROL_ROUNDS: usize = 3;
/// The data of thirty rounds, the reserve, and what ext4 keeps for itself.
const DISK_MIB: u64 = 128;
/// All phones vote within this time, a commit every few milliseconds.
const SPREAD_MS: u64 = 800;
/// The cut comes at most so long after the acknowledgement that calls for it, to hit a commit anywhere.
const CUT_WITHIN_US: u64 = 4_000;
/// Where the child that serves over the weak journal finds its folders.
const CHILD_FOLDER: &str = "PEIL_TEST_CONTROL_FOLDER";

/// Serves over this disk.
async fn serve(folder: TempDir, disk: &Disk, mut command: Command) -> Binary {
    command.env("PEIL_DATA", disk.data());
    Binary::run(folder, command).await
}

async fn serve_product(folder: TempDir, disk: &Disk) -> Binary {
    let command = process::command(folder.path(), &[]);
    serve(folder, disk, command).await
}

async fn serve_control(folder: TempDir, disk: &Disk) -> Binary {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "faults::power_cut::serves_over_the_weak_journal", "--nocapture"])
        .env(CHILD_FOLDER, folder.path())
        .stdout(std::fs::File::create(folder.path().join("out")).unwrap())
        .stderr(std::fs::File::create(folder.path().join("err")).unwrap());
    serve(folder, disk, command).await
}

/// Only does something as the child of the control: a server as the product's, but for its journal.
#[tokio::test]
async fn serves_over_the_weak_journal() {
    let (Some(folder), Some(data)) = (std::env::var_os(CHILD_FOLDER), std::env::var_os("PEIL_DATA")) else { return };
    let listener = server::bind(ANY_PORT).unwrap();
    let address: SocketAddr = listener.local_addr().unwrap();
    let options = peil::config::Serve { data: data.into(), ..options(folder.as_ref(), address) };
    let running = server::start_over(options, address, Timing::default(), |sessions| {
        Ok(Arc::new(SqliteJournal::open_for_power_cut_control(sessions)?))
    });
    let running = running.await.unwrap();
    println!("http://localhost:{}/\nStop with Ctrl-C", address.port());
    server::serve(listener, running, CancellationToken::new()).await;
}

/// What a cut found: phones that were told their vote was stored, and what is stored of this question.
struct Found {
    acknowledged: BTreeMap<usize, Socket>,
    stored: Vec<String>,
}

impl Found {
    fn lost(&self) -> Vec<String> {
        let told = self.acknowledged.keys().map(|phone| words(*phone));
        told.filter(|words| self.stored.binary_search(words).is_err()).collect()
    }
}

/// Everybody votes, and the power goes when `after` were told that they are stored.
async fn cut_during(
    binary: Binary,
    disk: &mut Disk,
    sockets: Vec<Socket>,
    question: &str,
    after: usize,
) -> (TempDir, BTreeMap<usize, Socket>) {
    let mut volley = Volley::fire(sockets, question, SPREAD_MS);
    volley.until(after).await;
    tokio::time::sleep(Duration::from_micros(rand::rng().random_range(0..CUT_WITHIN_US))).await;
    // Where the power goes the machine says nothing more. Ours runs on for a moment, and what the kernel then says of a
    // device that is gone binds nobody: only what was heard before counts.
    let moment = Instant::now();
    disk.cut();
    let folder = binary.kill();
    let acknowledged = volley.acknowledged_by(moment).await;
    disk.come_back();
    (folder, acknowledged)
}

async fn tokens(binary: &Binary, session: &Started) -> Vec<String> {
    stream::iter(0..PHONES).map(|_| binary.token(session)).buffered(AT_ONCE).collect().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_vote_is_lost_or_counted_twice_when_the_power_goes_while_a_hundred_phones_vote() {
    let rounds = rounds(ROUNDS);
    let Some(mut disk) = Disk::new(DISK_MIB) else { return };
    let mut binary = serve_product(folders(&deck(rounds)), &disk).await;
    let session = binary.begin("proef").await;
    let tokens = tokens(&binary, &session).await;
    let mut mixed = 0;
    for round in 1..=rounds {
        let question = format!("p{round}");
        let step = format!("{question}.open");
        let sockets = connect(&binary, &session, &tokens).await;
        binary.walk_to(&session, &step).await;
        // 7 and 20 have no common divisor: every twentieth has its turn.
        let after = (PHONES * 9 / 10 * (round * 7 % 20) / 20).max(1);
        let (folder, acknowledged) = cut_during(binary, &mut disk, sockets, &question, after).await;
        binary = serve_product(folder, &disk).await;
        assert_eq!(binary.step(&session).await, step, "the session goes on where it was");
        let (after, count) = stored(&binary, &session, &question).await;
        assert_none_twice(&after);
        assert_eq!(after.len() as u64, count);
        let found = Found { acknowledged, stored: after };
        println!("cut {round}: {} acknowledged, {} on the disk", found.acknowledged.len(), found.stored.len());
        assert!(found.lost().is_empty(), "acknowledged and lost: {:?}", found.lost());
        mixed += usize::from(found.acknowledged.len() < PHONES);

        // Nobody knows what the server knows: all send again what they sent, with the same number.
        let mut volley = Volley::fire(connect(&binary, &session, &tokens).await, &question, 0);
        volley.until(PHONES).await;
        let (all, count) = stored(&binary, &session, &question).await;
        assert_none_twice(&all);
        assert_eq!((all.len(), count), (PHONES, PHONES as u64));
    }
    println!("{rounds} power cuts: 0 lost, 0 doubled, {mixed} between two acknowledgements");
    assert!(mixed * 4 >= rounds * 3, "only {mixed} of {rounds} cuts came between two acknowledgements");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_journal_that_does_not_wait_for_the_disk_loses_acknowledged_votes_when_the_power_goes() {
    let mut lost = 0;
    for round in 1..=CONTROL_ROUNDS {
        let Some(mut disk) = Disk::new(DISK_MIB) else { return };
        let binary = serve_control(folders(&deck(1)), &disk).await;
        let session = binary.begin("proef").await;
        let sockets = connect(&binary, &session, &tokens(&binary, &session).await).await;
        binary.walk_to(&session, "p1.open").await;
        // Only votes are at stake.
        disk.settle();
        let (folder, acknowledged) = cut_during(binary, &mut disk, sockets, "p1", PHONES / 2).await;
        let binary = serve_control(folder, &disk).await;
        let (stored, _) = stored(&binary, &session, "p1").await;
        let found = Found { acknowledged, stored };
        println!(
            "control {round}: {} acknowledged, of which {} are lost",
            found.acknowledged.len(),
            found.lost().len(),
        );
        lost += found.lost().len();
        drop(binary);
    }
    assert!(lost > 0, "the weak journal lost nothing: this test cannot see a lost vote");
}
