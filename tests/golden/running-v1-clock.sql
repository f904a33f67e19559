-- A session as version 1 wrote it while it ran. Never changed: if this no longer reads, old journals do not either.
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

INSERT INTO charter VALUES (1, 'golden', 482913, 'webinar', 'Webinar over werk', 1763712000000, x'abababababababababababababababababababababababababababababababab');
INSERT INTO deck_text VALUES (0, NULL, 'polls/webinar.md', '# Wat is dit? {#p1}' || char(10));
INSERT INTO deck_text VALUES (1, 'en', 'polls/webinar.en.md', '# What is this? {#p1}' || char(10));

INSERT INTO fact VALUES
    (1, 1763712001000, 'moved', NULL, NULL, NULL, NULL, NULL, 'p1'),
    (2, 1763712002000, 'opened', 'p1', NULL, NULL, NULL, NULL, NULL),
    (3, 1763712003000, 'clock-set', 'p1', NULL, NULL, NULL, NULL, '1763712062000'),
    (4, 1763712004000, 'answered', 'p1', 1, x'01010101010101010101010101010101', 1, '["ja"]', NULL),
    (5, 1763712005000, 'clock-stopped', 'p1', NULL, NULL, NULL, NULL, NULL),
    (6, 1763712006000, 'clock-set', 'p1', NULL, NULL, NULL, NULL, '1763712036000'),
    (7, 1763712007000, 'answered', 'p1', 1, x'02020202020202020202020202020202', 1, '["nee"]', NULL);
