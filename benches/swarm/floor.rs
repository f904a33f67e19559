//! The floors: what the system alone asks for the same work. One loop over plain sockets in a process of its own, which
//! gives back what it gets, and sends so many bytes to every socket when told; and the phones that talk to it.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Context;
use mio::net::{TcpListener, TcpStream};
use mio::{Events, Interest, Poll, Token};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpSocket;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

use crate::process::Cpu;

/// The argument with which this program runs itself as the floor.
pub const FLOOR: &str = "serve-floor";
/// As many bytes as a vote and its head: what `phone` sends for a question of this deck.
const VOTE_BYTES: usize = 84;
const LISTENER: Token = Token(usize::MAX);
/// As many addresses as phones have.
const ADDRESSES: usize = 40;
/// Events a turn; what does not fit comes at the next.
const EVENTS: usize = 1_024;
/// More than anything that arrives.
const BUFFER_BYTES: usize = 64 * 1024;

/// What the child does. The first to connect is the conductor: four bytes from it are a number, and every other socket
/// is then sent so many bytes. Whatever others send, they get back.
pub fn serve() -> anyhow::Result<()> {
    let mut poll = Poll::new()?;
    let mut events = Events::with_capacity(EVENTS);
    let mut listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
    poll.registry().register(&mut listener, LISTENER, Interest::READABLE)?;
    println!("{}", listener.local_addr()?.port());
    let mut sockets: Vec<TcpStream> = Vec::new();
    let mut buffer = vec![0; BUFFER_BYTES];
    loop {
        poll.poll(&mut events, None)?;
        for event in &events {
            if event.token() == LISTENER {
                while let Ok((mut socket, _)) = listener.accept() {
                    socket.set_nodelay(true)?;
                    poll.registry().register(&mut socket, Token(sockets.len()), Interest::READABLE)?;
                    sockets.push(socket);
                }
                continue;
            }
            let Token(place) = event.token();
            loop {
                match sockets[place].read(&mut buffer) {
                    // The conductor has gone, and with it the reason to be here.
                    Ok(0) | Err(_) if place == 0 && !sockets_wait(&sockets[0]) => return Ok(()),
                    Ok(0) => break,
                    Ok(bytes) if place == 0 => {
                        for order in buffer[..bytes].to_vec().chunks_exact(4) {
                            let size = u32::from_le_bytes([order[0], order[1], order[2], order[3]]) as usize;
                            for socket in &mut sockets[1..] {
                                // A full socket is passed over, as a shard would.
                                let _ = socket.write(&buffer[..size]);
                            }
                        }
                        break;
                    }
                    Ok(bytes) => {
                        let _ = sockets[place].write(&buffer[..bytes]);
                        // A short read has emptied the socket.
                        if bytes < buffer.len() {
                            break;
                        }
                    }
                    Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                    Err(_) => break,
                }
            }
        }
    }
}

/// Whether a socket is only empty, and not at its end.
fn sockets_wait(socket: &TcpStream) -> bool {
    matches!(socket.peek(&mut [0]), Err(error) if error.kind() == ErrorKind::WouldBlock)
}

/// The floor's process and all who are connected to it. Ends with its handle.
pub struct Floor {
    child: Child,
    conductor: tokio::net::TcpStream,
    phones: Vec<UnboundedSender<()>>,
    tasks: Vec<JoinHandle<()>>,
    /// Bytes that came to all phones.
    pub bytes: Arc<AtomicU64>,
}

impl Drop for Floor {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
        // An error means that it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Floor {
    pub async fn start(phones: usize) -> anyhow::Result<Self> {
        let mut child =
            Command::new(std::env::current_exe()?).arg(FLOOR).stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut port = String::new();
        let out = child.stdout.take().context("the floor says nothing")?;
        std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut port)?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port.trim().parse()?));
        let conductor = tokio::net::TcpStream::connect(address).await?;
        conductor.set_nodelay(true)?;
        let bytes = Arc::new(AtomicU64::new(0));
        let mut floor = Self { child, conductor, phones: Vec::new(), tasks: Vec::new(), bytes };
        for number in 0..phones {
            floor.connect(address, number).await?;
        }
        Ok(floor)
    }

    async fn connect(&mut self, address: SocketAddr, number: usize) -> anyhow::Result<()> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from((Ipv4Addr::new(127, 0, 0, 2 + (number % ADDRESSES) as u8), 0)))?;
        let mut stream = socket.connect(address).await?;
        stream.set_nodelay(true)?;
        let (orders, mut inbox) = unbounded_channel();
        let came = Arc::clone(&self.bytes);
        self.phones.push(orders);
        self.tasks.push(tokio::spawn(async move {
            let mut buffer = [0; 4096];
            loop {
                tokio::select! {
                    order = inbox.recv() => {
                        if order.is_none() || stream.write_all(&[b'v'; VOTE_BYTES]).await.is_err() {
                            return;
                        }
                    }
                    ready = stream.readable() => {
                        if ready.is_err() {
                            return;
                        }
                        match stream.try_read(&mut buffer) {
                            Ok(0) => return,
                            Ok(bytes) => drop(came.fetch_add(bytes as u64, Ordering::Relaxed)),
                            Err(_) => {}
                        }
                    }
                }
            }
        }));
        Ok(())
    }

    pub fn cpu(&self) -> anyhow::Result<Cpu> {
        Cpu::of(self.child.id())
    }

    /// One phone sends as much as a vote.
    pub fn vote(&self, number: usize) {
        // A phone whose task has ended shows in what comes back: nothing.
        let _ = self.phones[number].send(());
    }

    /// Votes that came back.
    pub fn echoed(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed) / VOTE_BYTES as u64
    }

    /// Every phone is sent so many bytes.
    pub async fn send_all(&mut self, bytes: u64) -> anyhow::Result<()> {
        Ok(self.conductor.write_all(&(bytes as u32).to_le_bytes()).await?)
    }
}
