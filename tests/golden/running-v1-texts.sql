-- A session as version 1 wrote it while it ran, with texts that were sorted. Never changed: if this no longer reads, old
-- journals do not either.
PRAGMA application_id = 1348823404;
PRAGMA user_version = 3;

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

-- Which question from the audience a fact is about.
ALTER TABLE fact ADD COLUMN ask INTEGER;

-- The words of the question from the audience that is `seq`, as long as its round lasts.
CREATE TABLE ask_words (
    seq      INTEGER PRIMARY KEY,
    question TEXT NOT NULL,
    text     TEXT NOT NULL,
    name     TEXT
) STRICT;

-- What the audience asked, in the order it came; never who.
CREATE TABLE result_ask (
    question INTEGER NOT NULL REFERENCES result_question (position),
    number   INTEGER NOT NULL,
    text     TEXT NOT NULL,
    name     TEXT,
    votes    INTEGER NOT NULL,
    state    TEXT NOT NULL,
    into_ask INTEGER,
    at       INTEGER NOT NULL,
    PRIMARY KEY (question, number)
) STRICT, WITHOUT ROWID;

-- In the order in which the texts came; never who wrote them.
CREATE TABLE result_text (
    question INTEGER NOT NULL REFERENCES result_question (position),
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    part     TEXT NOT NULL,
    text     TEXT NOT NULL,
    count    INTEGER NOT NULL,
    state    TEXT NOT NULL,
    option   TEXT,
    recoded  TEXT,
    PRIMARY KEY (question, position)
) STRICT, WITHOUT ROWID;

INSERT INTO charter VALUES (1, 'golden', 482913, 'webinar', 'Webinar over werk', 1763712000000, x'abababababababababababababababababababababababababababababababab');
INSERT INTO deck_text VALUES (0, NULL, 'polls/webinar.md', '+++' || char(10) || 'title = "Webinar over werk"' || char(10) || '+++' || char(10) || char(10) || '# Wat helpt? {#helpt}' || char(10) || char(10) || '- (geld) Geld' || char(10) || '- (anders) Anders… ____' || char(10));

INSERT INTO fact (seq, at, kind, question, round, voter, n, choices, detail, ask) VALUES
    (1, 1763712001000, 'moved', NULL, NULL, NULL, NULL, NULL, 'helpt', NULL),
    (2, 1763712002000, 'opened', 'helpt', NULL, NULL, NULL, NULL, NULL, NULL),
    (3, 1763712003000, 'answered', 'helpt', 1, x'01010101010101010101010101010101', 1, '["anders"]', NULL, NULL),
    (4, 1763712004000, 'answered', 'helpt', 1, x'02020202020202020202020202020202', 1, '["anders"]', NULL, NULL),
    (5, 1763712005000, 'answered', 'helpt', 1, x'03030303030303030303030303030303', 1, '["anders"]', NULL, NULL),
    (6, 1763712006000, 'answered', 'helpt', 1, x'04040404040404040404040404040404', 1, '["anders"]', NULL, NULL),
    (7, 1763712007000, 'answered', 'helpt', 1, x'05050505050505050505050505050505', 1, '["anders"]', NULL, NULL),
    (8, 1763712008000, 'sorted', 'helpt', NULL, NULL, NULL, '["752496100d8a44f10d48a1c90030902c"]', 'count-as:geld', NULL),
    (9, 1763712009000, 'sorted', 'helpt', NULL, NULL, NULL, '["ebfba0483295954e2da1c736e89d6e39"]', 'promote', NULL),
    (10, 1763712010000, 'sorted', 'helpt', NULL, NULL, NULL, '["3ec78a380a21782ebfce5a64ef8f649c"]', 'merge:ebfba0483295954e2da1c736e89d6e39', NULL),
    (11, 1763712011000, 'sorted', 'helpt', NULL, NULL, NULL, '["199eecc1e9a481d48cc54ce98d9da09c"]', 'hide', NULL),
    (12, 1763712012000, 'sorted', 'helpt', NULL, NULL, NULL, '["db0266ff9617b16a1f9c7bc86bb6d602"]', 'hide', NULL),
    (13, 1763712013000, 'sorted', 'helpt', NULL, NULL, NULL, '["db0266ff9617b16a1f9c7bc86bb6d602"]', 'restore', NULL),
    (14, 1763712014000, 'sorted', 'helpt', NULL, NULL, NULL, '["db0266ff9617b16a1f9c7bc86bb6d602"]', 'show', NULL),
    (15, 1763712015000, 'veiled', 'helpt', NULL, NULL, NULL, NULL, 'on', NULL),
    (16, 1763712016000, 'veiled', 'helpt', NULL, NULL, NULL, NULL, 'off', NULL);

INSERT INTO words VALUES
    ('helpt', x'01010101010101010101010101010101', 3, 'poen'),
    ('helpt', x'02020202020202020202020202020202', 4, 'Thuis'),
    ('helpt', x'03030303030303030303030303030303', 5, 'van huis uit'),
    ('helpt', x'04040404040404040404040404040404', 6, 'dom'),
    ('helpt', x'05050505050505050505050505050505', 7, 'later');
