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
    (1, 1763712001500, 'moved', NULL, NULL, NULL, NULL, NULL, '1'),
    (2, 1763712003000, 'moved', NULL, NULL, NULL, NULL, NULL, 'p1'),
    (3, 1763712004500, 'opened', 'p1', NULL, NULL, NULL, NULL, NULL),
    (4, 1763712006000, 'answered', 'p1', 1, x'01010101010101010101010101010101', 1, '["ja"]', NULL),
    (5, 1763712007500, 'answered', 'p1', 1, x'02020202020202020202020202020202', 1, '["nee"]', NULL),
    (6, 1763712009000, 'cleared', 'p1', NULL, NULL, NULL, NULL, NULL),
    (7, 1763712010500, 'opened', 'p1', NULL, NULL, NULL, NULL, NULL),
    (8, 1763712012000, 'answered', 'p1', 2, x'01010101010101010101010101010101', 1, '["ja"]', NULL),
    (9, 1763712013500, 'answered', 'p1', 2, x'02020202020202020202020202020202', 1, '["nee"]', NULL),
    (10, 1763712015000, 'answered', 'p1', 2, x'03030303030303030303030303030303', 1, '["anders"]', NULL),
    (11, 1763712016500, 'answered', 'p1', 2, x'02020202020202020202020202020202', 2, '["ja"]', NULL),
    (12, 1763712018000, 'answered', 'p1', 2, x'03030303030303030303030303030303', 2, '["anders"]', NULL),
    (13, 1763712019500, 'answered', 'p1', 2, x'04040404040404040404040404040404', 1, '["anders"]', NULL),
    (14, 1763712021000, 'closing', 'p1', NULL, NULL, NULL, NULL, NULL),
    (15, 1763712022500, 'reopened', 'p1', NULL, NULL, NULL, NULL, NULL),
    (16, 1763712024000, 'closing', 'p1', NULL, NULL, NULL, NULL, NULL),
    (17, 1763712025500, 'closed', 'p1', NULL, NULL, NULL, NULL, NULL),
    (18, 1763712027000, 'revealed', 'p1', NULL, NULL, NULL, NULL, NULL),
    (19, 1763712028500, 'hidden', 'p1', NULL, NULL, NULL, NULL, NULL),
    (20, 1763712030000, 'revealed', 'p1', NULL, NULL, NULL, NULL, NULL),
    (21, 1763712031500, 'blackened', NULL, NULL, NULL, NULL, NULL, 'on'),
    (22, 1763712033000, 'blackened', NULL, NULL, NULL, NULL, NULL, 'off'),
    (23, 1763712034500, 'link-renewed', NULL, NULL, NULL, NULL, NULL, 'control'),
    (24, 1763712036000, 'link-renewed', NULL, NULL, NULL, NULL, NULL, 'screen'),
    (25, 1763712037500, 'link-renewed', NULL, NULL, NULL, NULL, NULL, 'control'),
    (26, 1763712039000, 'moved', NULL, NULL, NULL, NULL, NULL, NULL),
    (27, 1763712040500, 'moved', NULL, NULL, NULL, NULL, NULL, 'p2'),
    (28, 1763712042000, 'opened', 'p2', NULL, NULL, NULL, NULL, NULL),
    (29, 1763712043500, 'answered', 'p2', 1, x'01010101010101010101010101010101', 1, '["4"]', NULL),
    (30, 1763712045000, 'answered', 'p2', 1, x'06060606060606060606060606060606', 1, '["2"]', NULL),
    (31, 1763712046500, 'ended', NULL, NULL, NULL, NULL, NULL, NULL),
    (32, 1763712048000, 'resumed', NULL, NULL, NULL, NULL, NULL, NULL),
    (33, 1763712049500, 'closed', 'p2', NULL, NULL, NULL, NULL, NULL),
    (34, 1763712051000, 'moved', NULL, NULL, NULL, NULL, NULL, 'slot'),
    (35, 1763712052500, 'ended', NULL, NULL, NULL, NULL, NULL, NULL);

INSERT INTO present VALUES
    (17, x'01010101010101010101010101010101'),
    (17, x'02020202020202020202020202020202'),
    (17, x'03030303030303030303030303030303'),
    (17, x'04040404040404040404040404040404'),
    (17, x'05050505050505050505050505050505'),
    (33, x'01010101010101010101010101010101'),
    (33, x'02020202020202020202020202020202'),
    (33, x'06060606060606060606060606060606');

INSERT INTO words VALUES
    ('p1', x'03030303030303030303030303030303', 12, 'via mijn vakbond');
