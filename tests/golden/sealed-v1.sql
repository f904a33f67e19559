-- A session as version 1 sealed it. Never changed: if this no longer reads, old results do not either.
PRAGMA application_id = 1348823404;
PRAGMA user_version = 1;
CREATE TABLE charter (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    session    TEXT NOT NULL,
    code       INTEGER NOT NULL,
    deck       TEXT NOT NULL,
    title      TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    key        BLOB
) STRICT;

CREATE TABLE deck_text (
    position INTEGER PRIMARY KEY,
    language TEXT,
    name     TEXT NOT NULL,
    text     TEXT NOT NULL
) STRICT;

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

CREATE TABLE present (
    seq   INTEGER NOT NULL,
    voter BLOB NOT NULL,
    PRIMARY KEY (seq, voter)
) STRICT, WITHOUT ROWID;

CREATE TABLE words (
    question TEXT NOT NULL,
    voter    BLOB NOT NULL,
    seq      INTEGER NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (question, voter)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE result_count (
    question INTEGER NOT NULL REFERENCES result_question (position),
    position INTEGER NOT NULL,
    option   TEXT NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (question, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE result_cell (
    row      INTEGER NOT NULL,
    question INTEGER NOT NULL REFERENCES result_question (position),
    kind     TEXT NOT NULL,
    choices  TEXT,
    text     TEXT,
    at       INTEGER,
    PRIMARY KEY (row, question)
) STRICT, WITHOUT ROWID;

INSERT INTO charter VALUES (1, 'golden', 482913, 'webinar', 'Webinar over werk', 1763712000000, NULL);
INSERT INTO deck_text VALUES (0, NULL, 'polls/webinar.md', '# Wat is dit? {#p1}' || char(10));
INSERT INTO deck_text VALUES (1, 'en', 'polls/webinar.en.md', '# What is this? {#p1}' || char(10));

INSERT INTO seal VALUES (1, 1763712052000, 3, 3);
INSERT INTO result_question VALUES
    (0, 'p1', 2, 1763712010500, 1763712025500, 1, 2, 3, 1),
    (1, 'p2', 1, 1763712042000, 1763712049500, 0, 1, 2, 0),
    (2, 'p3', 1, NULL, NULL, 0, 0, 0, 0);
INSERT INTO result_count VALUES
    (0, 0, 'ja', 1), (0, 1, 'nee', 0), (0, 2, 'anders', 1),
    (1, 0, '1', 0), (1, 1, '2', 0), (1, 2, '3', 0), (1, 3, '4', 1), (1, 4, '5', 0),
    (2, 0, 'nu', 0), (2, 1, 'later', 0), (2, 2, 'anders', 0);
INSERT INTO result_cell VALUES
    (0, 0, 'not-answered', NULL, NULL, NULL),
    (0, 1, 'not-present', NULL, NULL, NULL),
    (0, 2, 'not-asked', NULL, NULL, NULL),
    (1, 0, 'answered', '["anders"]', 'via mijn vakbond', 1763712018000),
    (1, 1, 'answered', '["4"]', NULL, 1763712043000),
    (1, 2, 'not-asked', NULL, NULL, NULL),
    (2, 0, 'answered', '["ja"]', NULL, 1763712012000),
    (2, 1, 'not-answered', NULL, NULL, NULL),
    (2, 2, 'not-asked', NULL, NULL, NULL);
