//! Limits of meaning, each with its reason. Timeouts, rates and buffers stand beside the code that enforces them.

/// A deck of 300 long slides is about 200 KiB; twice that is still read in a tenth of a second.
pub const DECK_BYTES_MAX: usize = 512 * 1024;
/// An hour at twelve seconds a slide.
pub const SLIDES_MAX: usize = 300;
/// More than a phone shows in four screens of thumb travel.
pub const ANSWERS_MAX: usize = 30;
/// Rows of a grid or fields of a form: what one person fills in before giving up.
pub const ROWS_MAX: usize = 20;
/// Characters in a question: three lines on the projector.
pub const QUESTION_CHARS_MAX: usize = 300;
/// Characters in an answer: two lines on the projector.
pub const ANSWER_CHARS_MAX: usize = 200;
/// Characters in a name; it becomes a column in the export.
pub const NAME_CHARS_MAX: usize = 32;
/// Lists and quotes inside one another; deeper is no longer readable on a screen.
pub const NESTING_MAX: usize = 4;
/// Characters (graphemes) in a write-in: one short line.
pub const WRITE_IN_CHARS_MAX: usize = 140;
/// Letters an open answer may have, when its question does not say.
pub const OPEN_CHARS: usize = 200;
/// Points to divide, when the question does not say: then they are per cents too.
pub const POINTS: u32 = 100;
/// Points at a press.
pub const POINTS_STEP: u32 = 5;
/// Characters (graphemes) in a question from the audience, unless the deck says otherwise: two sentences.
pub const ASK_CHARS: u32 = 280;
/// The most that a deck may allow for one: a long paragraph, still read aloud in a minute.
pub const ASK_CHARS_MAX: u32 = 1_000;
/// Characters (graphemes) in the name that may stand under it: a first and a last name, and where from.
pub const ASKER_CHARS_MAX: usize = 60;
/// Questions of one voter that may wait at once. Who has more to ask has a conversation, not a question.
pub const ASKS_WAITING_MAX: usize = 10;
/// Questions from the audience in one round: more than anybody moderates in an afternoon, and drawn ten times a second.
pub const ASKS_MAX: usize = 5_000;
/// `show_from` may ask for at most this many answers before results show.
pub const SHOW_FROM_MAX: u32 = 50;
/// Below this many answers counts lead and per cents are left out: 1 of 3 is not "33%".
pub const PERCENT_FROM: u32 = 20;
/// Changes of mind a phone may count for one question: a finger makes a few, a script must not count past a u32.
pub const ANSWER_NUMBER_MAX: u32 = 1_000_000;
/// A group of fewer people is never told apart: the others in it could work out who said what. Surveys among staff report
/// from five (Effectory, Dialog). A session may ask for more, never for less.
pub const FLOOR: u32 = 5;
/// The highest floor a session may ask for.
pub const FLOOR_MAX: u32 = 50;
/// Days after the end that texts people wrote are kept, when nobody chose: time to write the report.
pub const TEXTS_DAYS: u32 = 30;
/// The same for single answers: time to ask about the report.
pub const ROWS_DAYS: u32 = 90;
/// Nothing that may be deleted by itself is promised to be kept longer than two years.
pub const KEEP_DAYS_MAX: u32 = 730;
/// How much more time a press gives to everybody, in milliseconds.
pub const MORE_TIME_MS: i64 = 30_000;
/// Seconds a question's clock may run: shorter nobody can read it, longer it is a break.
pub const CLOCK_SECONDS: std::ops::RangeInclusive<u32> = 10..=3_600;
/// What a clock still gives after the server was away, at the least, in milliseconds: people must find their way back.
pub const CLOCK_LEFT_MIN_MS: i64 = 10_000;
/// How long closing waits for votes already under way, in milliseconds.
pub const GRACE_MS: i64 = 3_000;
/// How long a close or a reveal can be undone, in milliseconds.
pub const UNDO_MS: i64 = 10_000;
/// How long an ended session can be resumed, and so when it is sealed, in milliseconds.
pub const RESUME_MS: i64 = 10 * 60 * 1_000;
/// A day, in milliseconds.
pub const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// A session that nobody steers for this long ends by itself, in milliseconds.
pub const IDLE_END_MS: i64 = 24 * 60 * 60 * 1_000;
