//! Journal → hub → router: puts the floors together, listens, and stops in good order.
//!
//! The only file that names a concrete journal.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use tokio::net::{TcpListener, TcpSocket};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::codec::qr;
use crate::config::{self, Serve};
use crate::heap;
use crate::hub::shelf::Shelf;
use crate::hub::{Hub, Timing};
use crate::journal::Journal;
use crate::journal::data_folder::DataFolder;
use crate::journal::decks::DeckFolder;
use crate::journal::sqlite::SqliteJournal;
use crate::web::addresses::Addresses;
use crate::web::connection::Deadlines;
use crate::web::door::{self, Door};
use crate::web::gate::Gate;
use crate::web::guesses::Guesses;
use crate::web::identity::Identity;
use crate::web::makers::Makers;
use crate::web::ready::Readiness;
use crate::web::socket::Sockets;
use crate::web::{App, metrics, router};

/// How long stopping waits for open requests and sockets. The whole stop stays under five seconds.
const DRAIN: Duration = Duration::from_secs(3);
/// Connections that the kernel keeps until they are taken. When a server comes back 2,500 phones a second knock, and one
/// that does not fit knocks again only after a second, then after three.
const BACKLOG: u32 = 4096;

/// Serves until Ctrl-C or SIGTERM.
///
/// # Errors
/// What keeps it from starting, as a sentence with a way out.
pub async fn run(options: Serve) -> anyhow::Result<()> {
    raise_open_files();
    heap::keep_large_pieces_apart();
    let listener = listen(options.listen, "--listen")?;
    let metrics = options.metrics.map(|address| listen(address, "--metrics")).transpose()?;
    let address = listener.local_addr().context("the system does not say on which port it listens")?;
    let stop = CancellationToken::new();
    tokio::spawn(stop_on_signal(stop.clone()));
    let running = Running { metrics, ..start(options, address, Timing::default()).await? };
    announce(&running, address);
    serve(listener, running, stop).await;
    Ok(())
}

/// A server put together and not yet listening.
pub struct Running {
    pub app: Arc<App>,
    pub organiser_key: String,
    pub data: String,
    /// Where the figures for an operator are served without a key, if anywhere.
    pub metrics: Option<TcpListener>,
    pub deadlines: Deadlines,
    // Holds the lock on the data folder for as long as the server lives.
    folder: DataFolder,
}

/// Puts the floors together over a data folder and a folder of decks.
///
/// # Errors
/// A folder that is locked, missing or not ours, or a journal that cannot be read.
pub async fn start(options: Serve, address: SocketAddr, timing: Timing) -> anyhow::Result<Running> {
    start_over(options, address, timing, |sessions| Ok(Arc::new(SqliteJournal::open(sessions)?))).await
}

/// As [`start`], over a journal of the caller's choice, which is handed the folder where sessions are kept.
///
/// # Errors
/// As [`start`], and what keeps the journal from opening.
pub async fn start_over(
    options: Serve,
    address: SocketAddr,
    timing: Timing,
    open: impl FnOnce(PathBuf) -> anyhow::Result<Arc<dyn Journal>>,
) -> anyhow::Result<Running> {
    let decks = DeckFolder::open(&options.polls)?;
    let folder = DataFolder::open(&options.data)?;
    let organiser_key = match options.organiser_key {
        Some(key) => config::organiser_key(&key).map_err(anyhow::Error::msg)?,
        None => folder.organiser_key()?,
    };
    let addresses = match &options.public_url {
        Some(url) => Addresses::public(url),
        None => Addresses::of_this_machine(cards(), address.port(), address.ip().is_loopback()),
    };
    let hub = Hub::open(open(folder.sessions())?, timing, addresses.first()).await?;
    let sockets = Sockets::start(hub.metrics()).context("the system gives no threads for the live sockets")?;
    let app = App {
        hub,
        shelf: Shelf::new(decks),
        identity: Identity::new(folder.server_key()?, organiser_key.clone(), options.public_url),
        addresses,
        guesses: Guesses::new(options.trusted_proxy),
        gate: Gate::default(),
        readiness: Readiness::default(),
        makers: Makers::new(heap::give_back),
        sockets,
        stopping: CancellationToken::new(),
    };
    Ok(Running {
        app: Arc::new(app),
        organiser_key,
        data: options.data.display().to_string(),
        metrics: None,
        deadlines: Deadlines::default(),
        folder,
    })
}

/// `flag` is what chose the address, for whoever must choose another.
fn listen(address: SocketAddr, flag: &str) -> anyhow::Result<TcpListener> {
    match bind(address) {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => bail!(
            "port {} is in use, perhaps by another Peil; stop that one, or choose another port with {flag} {}:{}",
            address.port(),
            address.ip(),
            address.port().wrapping_add(1).max(1024),
        ),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => bail!(
            "port {} is not for everyone to use; choose one above 1023 with {flag} {}:8080",
            address.port(),
            address.ip(),
        ),
        Err(error) => {
            Err(error).with_context(|| format!("cannot listen on {address}; choose another address with {flag}"))
        }
    }
}

/// A listener with room for everyone who knocks at once. With less, the kernel may forget somebody who says nothing: that
/// one thinks to be connected, and the server never hears of it.
///
/// # Errors
/// When the address is not ours, is in use, or is not for everyone to use.
pub fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // The port of a server that was just stopped is ours again at once.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

fn cards() -> Vec<(String, IpAddr)> {
    let cards = if_addrs::get_if_addrs().unwrap_or_default();
    cards.into_iter().map(|card| (card.name.clone(), card.ip())).collect()
}

/// Says on the terminal all that a presenter needs to begin.
fn announce(running: &Running, address: SocketAddr) {
    let phones = door::phones_max(door::open_files_max());
    let join = running.app.addresses.first();
    let desk = if running.app.addresses.is_public() {
        join.origin.clone()
    } else {
        format!("http://localhost:{}", address.port())
    };
    println!();
    println!("  Peil is running. Open the desk:");
    println!("  {desk}/desk?key={}", running.organiser_key);
    println!();
    if running.app.addresses.is_out_of_reach() {
        println!("  Phones cannot reach {}: Peil listens on {} only.", join.origin, address.ip());
        println!(
            "  Start it with --listen 0.0.0.0:{}, or with --public-url if a proxy stands in front.",
            address.port()
        );
        println!();
    } else {
        println!("  Phones go to {}", join.origin);
        println!("{}", indent(&qr::terminal(&join.origin.to_uppercase())));
    }
    println!("  Data is kept in {}", running.data);
    if let Some(Ok(address)) = running.metrics.as_ref().map(TcpListener::local_addr) {
        println!("  Figures for an operator are at http://{address}/metrics");
    }
    println!("  The limit on open files leaves room for {phones} phones");
    println!("  Stop with Ctrl-C");
    println!();
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}

/// Raises the soft limit on open files to the hard one. Where that is refused the server does with less.
fn raise_open_files() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let maximum = getrlimit(Resource::Nofile).maximum;
    if let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }) {
        tracing::warn!(%error, "the limit on open files stays as it is");
    }
}

async fn stop_on_signal(stop: CancellationToken) {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupted = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
        }
        Err(_) => {
            let _ = interrupted.await;
        }
    }
    stop.cancel();
}

/// Serves until `stop`, then drains: nothing new comes in, sockets are told to come back, rooms finish their batch.
pub async fn serve(listener: TcpListener, running: Running, stop: CancellationToken) {
    let Running { app, folder, metrics, deadlines, .. } = running;
    let connections = TaskTracker::new();
    let door = |router| Door { app: Arc::clone(&app), router, deadlines, connections: connections.clone() };
    if let Some(listener) = metrics {
        connections.spawn(door(metrics::router(Arc::clone(&app))).keep(listener, stop.clone()));
    }
    let taken = Arc::clone(&app);
    connections.spawn(heap::give_back_after_waves(move || taken.hub.metrics().connections_taken(), stop.clone()));
    door(router(Arc::clone(&app), deadlines.request)).keep(listener, stop).await;
    app.stopping.cancel();
    connections.close();
    let drained = tokio::time::timeout(DRAIN, async {
        app.sockets.stop().await;
        connections.wait().await;
    });
    if drained.await.is_err() {
        tracing::warn!("some connections did not end in time");
    }
    app.hub.close().await;
    // Only now may another server take the folder.
    drop(folder);
}
