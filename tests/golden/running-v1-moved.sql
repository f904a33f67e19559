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
INSERT INTO deck_text VALUES (0, NULL, 'polls/webinar.md', '+++' || char(10) || 'title = "Webinar over werk"' || char(10) || '+++' || char(10) || '' || char(10) || '# Gaat u het doen? {#eerst}' || char(10) || '' || char(10) || '- (ja) Ja' || char(10) || '- (nee) Nee' || char(10) || '' || char(10) || '---' || char(10) || '' || char(10) || '# En nu? {#nu repeat=eerst}' || char(10));

INSERT INTO fact VALUES
    (1, 1763712001000, 'moved', NULL, NULL, NULL, NULL, NULL, 'eerst'),
    (2, 1763712002000, 'opened', 'eerst', NULL, NULL, NULL, NULL, NULL),
    (3, 1763712003000, 'answered', 'eerst', 1, x'01010101010101010101010101010101', 1, '["ja"]', NULL),
    (4, 1763712004000, 'answered', 'eerst', 1, x'02020202020202020202020202020202', 1, '["nee"]', NULL),
    (5, 1763712005000, 'answered', 'eerst', 1, x'03030303030303030303030303030303', 1, '["nee"]', NULL),
    (6, 1763712006000, 'closing', 'eerst', NULL, NULL, NULL, NULL, NULL),
    (7, 1763712007000, 'closed', 'eerst', NULL, NULL, NULL, NULL, NULL),
    (8, 1763712008000, 'revealed', 'eerst', NULL, NULL, NULL, NULL, NULL),
    (9, 1763712009000, 'moved', NULL, NULL, NULL, NULL, NULL, 'nu'),
    (10, 1763712010000, 'opened', 'nu', NULL, NULL, NULL, NULL, NULL),
    (11, 1763712011000, 'answered', 'nu', 1, x'01010101010101010101010101010101', 1, '["ja"]', NULL),
    (12, 1763712012000, 'answered', 'nu', 1, x'02020202020202020202020202020202', 1, '["ja"]', NULL),
    (13, 1763712013000, 'answered', 'nu', 1, x'03030303030303030303030303030303', 1, '["nee"]', NULL),
    (14, 1763712014000, 'closing', 'nu', NULL, NULL, NULL, NULL, NULL),
    (15, 1763712015000, 'closed', 'nu', NULL, NULL, NULL, NULL, NULL),
    (16, 1763712016000, 'revealed', 'nu', NULL, NULL, NULL, NULL, NULL),
    (17, 1763712017000, 'movement-shown', 'nu', NULL, NULL, NULL, NULL, NULL),
    (18, 1763712018000, 'movement-hidden', 'nu', NULL, NULL, NULL, NULL, NULL),
    (19, 1763712019000, 'movement-shown', 'nu', NULL, NULL, NULL, NULL, NULL),
    (20, 1763712020000, 'hidden', 'nu', NULL, NULL, NULL, NULL, NULL),
    (21, 1763712021000, 'revealed', 'nu', NULL, NULL, NULL, NULL, NULL),
    (22, 1763712022000, 'movement-shown', 'nu', NULL, NULL, NULL, NULL, NULL);

INSERT INTO present VALUES
    (7, x'01010101010101010101010101010101'),
    (7, x'02020202020202020202020202020202'),
    (7, x'03030303030303030303030303030303'),
    (15, x'01010101010101010101010101010101'),
    (15, x'02020202020202020202020202020202'),
    (15, x'03030303030303030303030303030303');
