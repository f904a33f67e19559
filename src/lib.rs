//! Peil runs a webinar's questions live: attendees vote by phone, the charts move on the screen, and every answer that
//! was acknowledged is on disk.
//!
//! # Floors
//! A file may use what stands below it and never what stands above; the test `tidy` reads every path and holds this.
//!
//! | floor | what it is | knows nothing of |
//! |---|---|---|
//! | [`domain`] | what a session means: decks, facts, the session that is their fold, tallies, charts, results | clocks, randomness, serde, async |
//! | [`codec`] | bytes ↔ domain: deck files, the wire, the words, views as HTML, exports | disk, network |
//! | [`journal`] | facts on disk, one SQLite file a session | rooms, HTTP |
//! | [`hub`] | rooms, one task each; frames on a clock; presence | HTTP, a concrete journal |
//! | [`web`] | HTTP, pages, the live socket | the journal |
//! | [`server`], [`cli`], [`config`], [`heap`] | the roof: puts the floors together | – |
//!
//! # Invariants
//! - A room is one task and the only writer of its session. It decides, applies, journals, and only then replies.
//! - Acknowledged means on disk. Nothing leaves a room while a commit runs.
//! - A session is the fold of its facts; replay is `apply` alone and judges nothing again.
//! - A count is derived and never stored; one answer each is a key and never a check.
//! - Fan-out follows a clock and never a vote. A frame is the whole visible state of an audience.
//! - Counts that an audience may not see yet are not on its wire.
//!
//! # Adding a kind of question
//! One place a floor: its word and settings in `deck_file::kinds` and `deck_file::build`; what it takes and counts in
//! [`domain::kinds`], one file, and the figures of its chart in [`domain::chart`]; its fields, result and sentences in
//! [`codec::view::kinds`], one file; a script and style in `static/phone`, named in `web::pages::inlined` so that only decks
//! that ask it carry them. The wire, the journal, the forms and the exports hold an answer of any kind
//! ([`domain::answer`]) and are not touched.
//!
//! # What leaves a session
//! Results pass one gate, [`domain::published`]; the hub hands out nothing else. [`codec::findings`] says in one language what
//! they came to, and every document is made of that: the page of results, [`codec::export`], [`codec::report`],
//! [`codec::picture`]. [`codec::together`] lays two questions beside each other.
//!
//! # Choices that shape the house
//! - Frames carry HTML parts, drawn by the templates of the first page. There is one renderer, so a page that loads and
//!   a page that was open cannot differ, and no script holds a sentence or draws an answer. Figures that move while the
//!   step stays travel apart, as `live`, so that a tick stays under 300 bytes.
//! - A link's secret is a digest of the session's key and a number; renewing counts that number up. Nothing secret is
//!   stored beside the key, and sealing withdraws every link.
//! - One's own answers carry their time in milliseconds: a phone shows it in its own zone.
//!
//! - Live sockets are carried by shards, a thread for every two cores, and not by a task each: a vote and a frame then cost little
//!   more than the two system calls they need. tungstenite reads and writes buffers and never touches a socket.
//!
//! # Reading order
//! [`domain::session`], [`hub::room`], [`hub::frames`], [`codec::view`], [`web`], [`web::socket`], [`server`].
//!
//! # One vote, from tap to chart
//! The phone's script sends `answer` → a shard of [`web::socket`] reads it → [`hub::Room::hand_in`] → the room decides it
//! into a fact → [`journal::Journal::append`] → the reply `counted` goes to the shard by letter → the phone shows
//! "Opgeslagen". At the next tick the room draws tally → [`domain::chart`] → [`codec::view`] → one frame per audience,
//! which a herald brings to every shard, which brings the newest to every socket that can take it.

pub mod cli;
pub mod codec;
pub mod config;
pub mod domain;
pub mod heap;
pub mod hub;
pub mod journal;
pub mod server;
pub mod web;
