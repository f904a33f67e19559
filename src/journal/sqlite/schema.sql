-- Version 1. Frozen: later versions are added as migrations of their own.

-- The one row that a session starts with. Sealing empties `key`.
CREATE TABLE charter (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    session    TEXT NOT NULL,
    code       INTEGER NOT NULL,
    deck       TEXT NOT NULL,
    title      TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    key        BLOB
) STRICT;

-- The deck as it was at the start. The original has no language here: its text says it.
CREATE TABLE deck_text (
    position INTEGER PRIMARY KEY,
    language TEXT,
    name     TEXT NOT NULL,
    text     TEXT NOT NULL
) STRICT;

-- What happened, in order of `seq`. Columns that a kind does not use are empty. Votes that stand are, for each voter
-- of a question and round, the row with the highest `seq`.
CREATE TABLE fact (
    seq      INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    question TEXT,
    round    INTEGER,
    voter    BLOB,
    n        INTEGER,
    choices  TEXT,
    detail   TEXT
) STRICT;

-- Who was present at the closing that is `seq`.
CREATE TABLE present (
    seq   INTEGER NOT NULL,
    voter BLOB NOT NULL,
    PRIMARY KEY (seq, voter)
) STRICT, WITHOUT ROWID;

-- Words of a voter's own, only with the answer that stands, which is `seq`.
CREATE TABLE words (
    question TEXT NOT NULL,
    voter    BLOB NOT NULL,
    seq      INTEGER NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (question, voter)
) STRICT, WITHOUT ROWID;

-- One row when the session is sealed, else none. From then on the results are the truth.
CREATE TABLE seal (
    one          INTEGER PRIMARY KEY CHECK (one = 1),
    ended_at     INTEGER NOT NULL,
    participants INTEGER NOT NULL,
    answers      INTEGER NOT NULL
) STRICT;

CREATE TABLE result_question (
    position  INTEGER PRIMARY KEY,
    question  TEXT NOT NULL,
    round     INTEGER NOT NULL,
    opened_at INTEGER,
    closed_at INTEGER,
    revealed  INTEGER NOT NULL,
    answered  INTEGER NOT NULL,
    present   INTEGER NOT NULL,
    changes   INTEGER NOT NULL
) STRICT;

-- Votes per option, in the order of the deck.
CREATE TABLE result_count (
    question INTEGER NOT NULL REFERENCES result_question (position),
    position INTEGER NOT NULL,
    option   TEXT NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (question, position)
) STRICT, WITHOUT ROWID;

-- A row of the table of participants is a number of chance, never a voter.
CREATE TABLE result_cell (
    row      INTEGER NOT NULL,
    question INTEGER NOT NULL REFERENCES result_question (position),
    kind     TEXT NOT NULL,
    choices  TEXT,
    text     TEXT,
    at       INTEGER,
    PRIMARY KEY (row, question)
) STRICT, WITHOUT ROWID;
