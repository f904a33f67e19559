//! A page that stops reading: nothing is queued for it but what must arrive, and when it wakes it sees the present.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{sleep, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

use crate::support::{PATIENCE, Server, Started};

/// What the client's system takes in before the page reads it: less than one frame of a control.
const CLIENT_BYTES: u32 = 2_048;
/// Presses while the page sleeps, a frame each.
const PRESSES: u32 = 50;
/// A frame goes out at most every 100 ms.
const FRAME: Duration = Duration::from_millis(110);
/// What may lie in the systems' buffers of both sides; a page that queued every frame would see all fifty.
const OLD_FRAMES_MAX: usize = 20;

/// The control's socket, with little room on our side.
async fn narrow_control(server: &Server, session: &Started) -> WebSocketStream<TcpStream> {
    let cookie = server.control_cookie(session);
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(CLIENT_BYTES).unwrap();
    let address: SocketAddr = server.address;
    let stream = socket.connect(address).await.unwrap();
    let mut request = format!("ws://{address}/control/{}/live", session.code).into_client_request().unwrap();
    for (name, value) in
        [("sec-websocket-protocol", "peil.v1"), ("origin", &format!("http://{address}")), ("cookie", &cookie)]
    {
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    let (mut stream, _) = tokio_tungstenite::client_async(request, stream).await.unwrap();
    say(&mut stream, json!({ "type": "hello", "language": "nl" })).await;
    stream
}

async fn say(stream: &mut WebSocketStream<TcpStream>, message: Value) {
    stream.send(Message::text(message.to_string())).await.unwrap();
}

#[tokio::test]
async fn a_page_that_stops_reading_keeps_its_replies_and_skips_to_the_newest_frame() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let mut control = narrow_control(&server, &session).await;
    for id in 0..PRESSES {
        say(&mut control, json!({ "type": "command", "id": id, "command": "black", "from": "0" })).await;
        sleep(FRAME).await;
    }
    let (mut replies, mut states, mut last) = (Vec::new(), 0, Value::Null);
    while let Ok(Some(Ok(message))) = timeout(Duration::from_secs(2), control.next()).await {
        let Ok(text) = message.to_text() else { continue };
        let Ok(message) = serde_json::from_str::<Value>(text) else { continue };
        match message["type"].as_str() {
            Some("reply") => replies.push(message["id"].as_u64().unwrap() as u32),
            Some("state") => {
                states += 1;
                last = message;
            }
            _ => {}
        }
    }
    println!("{states} states after {PRESSES} presses unread");
    assert_eq!(replies, (0..PRESSES).collect::<Vec<_>>());
    assert!(states <= OLD_FRAMES_MAX, "{states} frames were kept for a page that did not read");
    let mut fresh = server.control(&session).await;
    let newest = timeout(PATIENCE, fresh.hear_until("state", |_| true)).await.unwrap();
    assert_eq!((&last["frame"], &last["view"]), (&newest["frame"], &newest["view"]));
}
