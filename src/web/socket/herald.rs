//! Carries what a room draws to every shard: a task an audience and language, as long as the room lives.
//!
//! A frame is encoded once here, however many sockets it goes to. Knows no sockets.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::circle::{CircleKey, Framed, RoomKey};
use super::mailbox::{Letter, Mailbox};
use super::protocol::Goodbye;
use crate::codec::words::Tongue;
use crate::hub::frames::Frames;
use crate::hub::{Audience, Hub, Room, Standing};
use crate::web::App;

pub struct Heralds(Arc<Court>);

struct Court {
    mailboxes: Vec<Arc<Mailbox>>,
    /// The rooms that have their heralds. Keeping the room keeps its key its own.
    rooms: Mutex<HashMap<RoomKey, Arc<Room>>>,
}

impl Heralds {
    pub fn new(mailboxes: Vec<Arc<Mailbox>>) -> Self {
        Self(Arc::new(Court { mailboxes, rooms: Mutex::default() }))
    }

    /// Sees to it that this room's frames reach every shard. Letters posted after this find its circles open.
    pub fn attend(&self, app: &App, room: &Arc<Room>) {
        let key = RoomKey::of(room);
        let mut rooms = self.0.lock();
        if rooms.contains_key(&key) {
            return;
        }
        rooms.insert(key, Arc::clone(room));
        let circles: Vec<CircleKey> = Audience::ALL
            .into_iter()
            .flat_map(|audience| Tongue::ALL.map(|tongue| CircleKey { room: key, audience, tongue }))
            .collect();
        // Under the lock, so that nobody finds the room attended and its circles not open.
        for circle in &circles {
            self.0.post_all(|| Letter::Open(*circle));
        }
        drop(rooms);
        tokio::spawn(Arc::clone(&self.0).serve(Arc::clone(&app.hub), app.stopping.clone(), Arc::clone(room), circles));
    }
}

impl Court {
    /// Serves one room to its end.
    async fn serve(
        self: Arc<Self>,
        hub: Arc<Hub>,
        stopping: CancellationToken,
        room: Arc<Room>,
        circles: Vec<CircleKey>,
    ) {
        let key = RoomKey::of(&room);
        let mut heralds = JoinSet::new();
        for circle in &circles {
            heralds.spawn(Arc::clone(&self).carry(*circle, room.frames(circle.audience, circle.tongue)));
        }
        let mut links = room.links();
        while links.changed().await.is_ok() {
            self.post_all(|| Letter::LinksChanged(key));
        }
        // The room has stopped; what was drawn last is on its way before the pages are told.
        while heralds.join_next().await.is_some() {}
        let goodbye = why_gone(&hub, &stopping, &room);
        for circle in circles {
            self.post_all(|| Letter::Gone(circle, goodbye));
        }
        self.lock().remove(&key);
    }

    async fn carry(self: Arc<Self>, circle: CircleKey, mut frames: Frames) {
        frames.mark_changed();
        while frames.changed().await.is_ok() {
            let frame = frames.borrow_and_update().clone();
            // Zero stands for "not drawn yet".
            if frame.number > 0 {
                let framed = Framed::new(&frame);
                self.post_all(|| Letter::Frame(circle, framed.clone()));
            }
        }
    }

    fn post_all(&self, letter: impl Fn() -> Letter) {
        for mailbox in &self.mailboxes {
            mailbox.post(letter());
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<RoomKey, Arc<Room>>> {
        // Nothing panics while it is held.
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why a room's frames end: it is sealed or deleted, or it comes back in a moment, with the server or by itself.
fn why_gone(hub: &Hub, stopping: &CancellationToken, room: &Room) -> Goodbye {
    match hub.standing(room.code) {
        Standing::Running(_) => Goodbye::RESTART,
        _ if stopping.is_cancelled() => Goodbye::RESTART,
        Standing::Over(_) | Standing::Unknown => Goodbye::OVER,
    }
}
