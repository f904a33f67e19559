//! Journal → hub → router: puts the floors together, listens, and stops in good order.
//!
//! The only file that names a concrete journal. Its accept loop is its own, because `axum::serve` never times out a
//! half-sent header.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use socket2::SockRef;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;

use crate::codec::qr;
use crate::config::{self, Serve};
use crate::hub::shelf::Shelf;
use crate::hub::{Hub, Timing};
use crate::journal::Journal;
use crate::journal::data_folder::DataFolder;
use crate::journal::decks::DeckFolder;
use crate::journal::sqlite::SqliteJournal;
use crate::web::addresses::Addresses;
use crate::web::guesses::Guesses;
use crate::web::identity::Identity;
use crate::web::socket::Sockets;
use crate::web::{App, router};

/// A header that takes longer to arrive is an attack or a dead line.
const HEADER_DEADLINE: Duration = Duration::from_secs(10);
/// How much unsent data the kernel keeps for a phone that does not read: without this it keeps hundreds of stale frames.
const UNSENT_BYTES_MAX: u32 = 4096;
/// How long stopping waits for open requests and sockets. The whole stop stays under five seconds.
const DRAIN: Duration = Duration::from_secs(3);
/// Wait after a failed accept; the usual cause is that all files are in use, which passes.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);
/// Files that are not sockets: journals, libraries, the terminal.
const FILES_KEPT: u64 = 200;

/// Serves until Ctrl-C or SIGTERM.
///
/// # Errors
/// What keeps it from starting, as a sentence with a way out.
pub async fn run(options: Serve) -> anyhow::Result<()> {
    let listener = listen(options.listen).await?;
    let address = listener.local_addr().context("the system does not say on which port it listens")?;
    let stop = CancellationToken::new();
    tokio::spawn(stop_on_signal(stop.clone()));
    let running = start(options, address, Timing::default()).await?;
    announce(&running, address);
    serve(listener, running, stop).await;
    Ok(())
}

/// A server put together and not yet listening.
pub struct Running {
    pub app: Arc<App>,
    pub organiser_key: String,
    pub data: String,
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
    let app = App {
        hub,
        shelf: Shelf::new(decks),
        identity: Identity::new(folder.server_key()?, organiser_key.clone(), options.public_url),
        addresses,
        guesses: Guesses::new(options.trusted_proxy),
        sockets: Sockets::start().context("the system gives no threads for the live sockets")?,
        stopping: CancellationToken::new(),
    };
    Ok(Running { app: Arc::new(app), organiser_key, data: options.data.display().to_string(), folder })
}

async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => bail!(
            "port {} is in use, perhaps by another Peil; stop that one, or choose another port with --listen {}:{}",
            address.port(),
            address.ip(),
            address.port().wrapping_add(1).max(1024),
        ),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => bail!(
            "port {} is not for everyone to use; choose one above 1023 with --listen {}:8080",
            address.port(),
            address.ip(),
        ),
        Err(error) => {
            Err(error).with_context(|| format!("cannot listen on {address}; choose another address with --listen"))
        }
    }
}

fn cards() -> Vec<(String, IpAddr)> {
    let cards = if_addrs::get_if_addrs().unwrap_or_default();
    cards.into_iter().map(|card| (card.name.clone(), card.ip())).collect()
}

/// Says on the terminal all that a presenter needs to begin.
fn announce(running: &Running, address: SocketAddr) {
    let phones = raise_open_files().saturating_sub(FILES_KEPT);
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
    println!("  The limit on open files leaves room for {phones} phones");
    println!("  Stop with Ctrl-C");
    println!();
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}

/// Raises the soft limit on open files to the hard one; how many files may then be open.
fn raise_open_files() -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    let current = if setrlimit(Resource::Nofile, raised).is_ok() { limit.maximum } else { limit.current };
    current.unwrap_or(u64::MAX)
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
    let Running { app, folder, .. } = running;
    let router = router(Arc::clone(&app));
    let connections = TaskTracker::new();
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                tune(&stream);
                connections.spawn(serve_connection(stream, peer, router.clone(), stop.clone()));
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
    drop(listener);
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

fn tune(stream: &TcpStream) {
    let socket = SockRef::from(stream);
    // Neither is needed to be right, only to be fast; a system that lacks one serves all the same.
    let _ = socket.set_tcp_nodelay(true);
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let _ = set_unsent_limit(&socket);
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn set_unsent_limit(socket: &SockRef<'_>) -> io::Result<()> {
    socket.set_tcp_notsent_lowat(UNSENT_BYTES_MAX)
}

async fn serve_connection(stream: TcpStream, peer: SocketAddr, router: Router, stop: CancellationToken) {
    let service = TowerToHyperService::new(router.map_request(move |mut request: Request<hyper::body::Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.map(Body::new)
    }));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_DEADLINE)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    tokio::pin!(connection);
    tokio::select! {
        // A browser that goes away in the middle is no news.
        _ = connection.as_mut() => {}
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}
