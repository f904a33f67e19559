//! A socket in its place at a shard, and how long it may be silent there. Pure: the second is handed in.

use crate::web::socket::circle::CircleKey;
use crate::web::socket::conn::Conn;
use crate::web::socket::protocol::Goodbye;
use crate::web::socket::talk::Talk;

/// A browser says hello at once; whoever does not is not a page of ours. Seconds, as all that follow.
const HELLO_WITHIN: u32 = 10;
/// Silence after which the server asks whether anybody is there. Phones ping every 25 s while they are looked at.
const PING_AFTER: u32 = 40;
/// Silence after which nobody is.
const GONE_AFTER: u32 = 75;
/// A message takes one packet, or a few on a bad line; whoever drips bytes longer holds up a buffer for nothing.
const MESSAGE_WITHIN: u32 = 10;
/// How long to read on after a close, so that the other side sees it clean.
const CLOSE_WITHIN: u32 = 2;

/// A socket in its place: carried by `conn`, heard by `talk`.
pub(super) struct Place {
    pub conn: Conn,
    pub talk: Talk,
    /// Where it stands in its circle.
    pub circle: Option<(CircleKey, u32)>,
    pub generation: u32,
    /// In seconds since the shard was born: when it last said something whole, or came, or was bid goodbye.
    pub heard: u32,
    /// Since when it has been in the middle of a message.
    pub half_since: Option<u32>,
    /// Whether the server has asked if anybody is there since it last heard something.
    pub asked: bool,
}

/// What the clock asks of a socket.
pub(super) enum Due {
    Nothing,
    Ping,
    Goodbye(Goodbye),
    End,
}

impl Place {
    pub fn due(&self, second: u32) -> Due {
        let silent = second.saturating_sub(self.heard);
        let half_for = self.half_since.map_or(0, |since| second.saturating_sub(since));
        if self.conn.is_leaving() {
            return if silent >= CLOSE_WITHIN { Due::End } else { Due::Nothing };
        }
        match silent {
            HELLO_WITHIN.. if self.talk.is_greeting() => Due::Goodbye(Goodbye::NOT_PROTOCOL),
            GONE_AFTER.. => Due::End,
            _ if half_for >= MESSAGE_WITHIN => Due::Goodbye(Goodbye::UNFINISHED),
            PING_AFTER.. if !self.asked => Due::Ping,
            _ => Due::Nothing,
        }
    }
}
