//! A shard without its thread, over real sockets.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream as Browser};

use super::*;

/// As a browser says `{"type":"ping","id":7}`, masked with zeros.
fn ping() -> Vec<u8> {
    let text = br#"{"type":"ping","id":7}"#;
    let mut bytes = vec![0x81, 0x80 | text.len() as u8, 0, 0, 0, 0];
    bytes.extend_from_slice(text);
    bytes
}

struct Scene {
    shard: Shard,
    listener: TcpListener,
}

impl Scene {
    fn new() -> Self {
        let shard = Shard::new(Arc::new(Metrics::default())).unwrap();
        Self { shard, listener: TcpListener::bind("127.0.0.1:0").unwrap() }
    }

    /// One more socket, whose conversation is over, so that it only answers pings.
    fn seat(&mut self) -> (u32, Browser) {
        let browser = Browser::connect(self.listener.local_addr().unwrap()).unwrap();
        browser.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        let (stream, _) = self.listener.accept().unwrap();
        stream.set_nonblocking(true).unwrap();
        let key = self.shard.places.insert(Box::new(Place {
            conn: Conn::new(TcpStream::from_std(stream), 0),
            talk: Talk::Over,
            circle: None,
            generation: 0,
            heard: 0,
            half_since: None,
            asked: false,
        }));
        (key as u32, browser)
    }

    fn pongs(&mut self, key: u32, browser: &mut Browser) -> bool {
        browser.write_all(&ping()).unwrap();
        let deadline = Instant::now() + Duration::from_secs(5);
        // On the loopback it is there at once, or a moment later.
        while Instant::now() < deadline && self.shard.unflushed.is_empty() && self.shard.places.contains(key as usize) {
            self.shard.read(key, false);
        }
        self.shard.flush();
        let mut heard = [0; 64];
        let read = browser.read(&mut heard).unwrap();
        heard[..read].windows(4).any(|word| word == b"pong")
    }
}

#[test]
fn a_bug_met_with_one_socket_closes_that_one_and_the_others_are_served_on() {
    let mut scene = Scene::new();
    let (struck, mut struck_browser) = scene.seat();
    let (other, mut other_browser) = scene.seat();
    scene.shard.contain(Some(struck), |shard| {
        let _lent = std::mem::take(&mut shard.buffer);
        panic!("planted");
    });
    assert_eq!(struck_browser.read(&mut [0; 8]).unwrap(), 0, "it is closed, so its page comes back");
    assert!(scene.pongs(other, &mut other_browser));
}

#[test]
fn a_bug_between_two_sockets_closes_all_and_whoever_comes_next_is_served() {
    let mut scene = Scene::new();
    let (_, mut before) = scene.seat();
    scene.shard.begin_anew();
    assert_eq!(before.read(&mut [0; 8]).unwrap(), 0);
    let (key, mut next) = scene.seat();
    assert!(scene.pongs(key, &mut next));
}
