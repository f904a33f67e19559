//! A phone's connection as bytes: its handshake, and its frames as RFC 6455 lays them out. Reads none.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::support::{PATIENCE, Site, Started};

pub const TEXT: u8 = 0x81;

/// A connection of a phone, right after its handshake.
pub async fn shake_hands(site: &Site, session: &Started) -> TcpStream {
    let mut stream = TcpStream::connect(site.address).await.unwrap();
    let request = format!(
        "GET /{}/live HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nConnection: Upgrade\r\n\
         Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
         Sec-WebSocket-Protocol: peil.v1\r\n\r\n",
        session.code,
        address = site.address,
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(timeout(PATIENCE, stream.read_u8()).await.expect("a handshake in time").unwrap());
    }
    assert!(head.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&head));
    stream
}

/// A frame as a client sends it, masked with zeros, which every server must take.
pub fn frame(head: u8, payload: &[u8]) -> Vec<u8> {
    masked_frame(head, payload, [0; 4])
}

pub fn masked_frame(head: u8, payload: &[u8], mask: [u8; 4]) -> Vec<u8> {
    let mut frame = vec![head];
    match payload.len() {
        length @ 0..126 => frame.push(0x80 | length as u8),
        length @ 126..=0xffff => {
            frame.push(0x80 | 126);
            frame.extend((length as u16).to_be_bytes());
        }
        length => {
            frame.push(0x80 | 127);
            frame.extend((length as u64).to_be_bytes());
        }
    }
    frame.extend(mask);
    frame.extend(payload.iter().zip(mask.into_iter().cycle()).map(|(byte, mask)| byte ^ mask));
    frame
}
