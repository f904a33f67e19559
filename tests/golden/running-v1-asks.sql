-- A session as version 1 wrote it while it ran, with questions from the audience. Never changed: if this no longer reads, old
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
INSERT INTO deck_text VALUES (0, NULL, 'polls/webinar.md', '+++' || char(10) || 'title = "Webinar over werk"' || char(10) || '+++' || char(10) || char(10) || '# Vraag en antwoord {#vragen .questions}' || char(10));

INSERT INTO fact (seq, at, kind, question, round, voter, n, choices, detail, ask) VALUES
    (1, 1763712001000, 'moved', NULL, NULL, NULL, NULL, NULL, 'vragen', NULL),
    (2, 1763712002000, 'opened', 'vragen', NULL, NULL, NULL, NULL, NULL, NULL),
    (3, 1763712003000, 'asked', 'vragen', 1, x'01010101010101010101010101010101', 1, NULL, NULL, NULL),
    (4, 1763712004000, 'asked', 'vragen', 1, x'02020202020202020202020202020202', 1, NULL, NULL, NULL),
    (5, 1763712005000, 'asked', 'vragen', 1, x'03030303030303030303030303030303', 1, NULL, NULL, NULL),
    (6, 1763712006000, 'asked', 'vragen', 1, x'01010101010101010101010101010101', 2, NULL, NULL, NULL),
    (7, 1763712007000, 'ask-shown', 'vragen', NULL, NULL, NULL, NULL, NULL, 1),
    (8, 1763712008000, 'upvoted', 'vragen', 1, x'02020202020202020202020202020202', 1, NULL, 'on', 1),
    (9, 1763712009000, 'upvoted', 'vragen', 1, x'04040404040404040404040404040404', 1, NULL, 'on', 1),
    (10, 1763712010000, 'upvoted', 'vragen', 1, x'04040404040404040404040404040404', 2, NULL, 'off', 1),
    (11, 1763712011000, 'ask-merged', 'vragen', NULL, NULL, 1, NULL, NULL, 3),
    (12, 1763712012000, 'ask-pinned', 'vragen', NULL, NULL, NULL, NULL, NULL, 1),
    (13, 1763712013000, 'ask-spotlit', 'vragen', NULL, NULL, NULL, NULL, NULL, 1),
    (14, 1763712014000, 'asks-curtained', 'vragen', NULL, NULL, NULL, NULL, 'on', NULL),
    (15, 1763712015000, 'asks-curtained', 'vragen', NULL, NULL, NULL, NULL, 'off', NULL),
    (16, 1763712016000, 'ask-answered', 'vragen', NULL, NULL, NULL, NULL, NULL, 2),
    (17, 1763712017000, 'ask-hidden', 'vragen', NULL, NULL, NULL, NULL, NULL, 4),
    (18, 1763712018000, 'ask-unpinned', 'vragen', NULL, NULL, NULL, NULL, NULL, 1),
    (19, 1763712019000, 'ask-spotlit', 'vragen', NULL, NULL, NULL, NULL, NULL, NULL);

INSERT INTO ask_words VALUES
    (3, 'vragen', 'Wat kost dat?', 'Ans'),
    (4, 'vragen', 'Wie betaalt dat?', NULL),
    (5, 'vragen', 'Hoe duur is dat?', NULL),
    (6, 'vragen', 'Ben ik in beeld?', NULL);
