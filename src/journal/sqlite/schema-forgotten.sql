-- What was deleted of a sealed session, and what stays of it. Frozen: later versions are added as migrations of their own.

-- `clean` is 0 until no byte of it is left in the file.
CREATE TABLE forgotten (
    what  TEXT PRIMARY KEY,
    at    INTEGER NOT NULL,
    clean INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What only single answers told, kept when texts or they themselves were deleted: a row for each question.
CREATE TABLE result_kept (
    question  INTEGER PRIMARY KEY REFERENCES result_question (position),
    had_right INTEGER NOT NULL,
    recounted INTEGER NOT NULL
) STRICT;

-- Its counts. `kind` is `group` for a group of options, `option` for an option after recoding, and `made` for an answer
-- that was made of a text, which is its `label`.
CREATE TABLE result_figure (
    question INTEGER NOT NULL REFERENCES result_kept (question),
    kind     TEXT NOT NULL,
    position INTEGER NOT NULL,
    label    TEXT,
    count    INTEGER NOT NULL,
    PRIMARY KEY (question, kind, position)
) STRICT, WITHOUT ROWID;

-- What people wrote, each text once, when the rows it stood in were deleted and texts were not.
CREATE TABLE result_said (
    question INTEGER NOT NULL REFERENCES result_kept (question),
    position INTEGER NOT NULL,
    part     TEXT NOT NULL,
    text     TEXT NOT NULL,
    count    INTEGER NOT NULL,
    state    TEXT NOT NULL,
    option   TEXT,
    recoded  TEXT,
    -- The place in `result_gathered` of what it counts with; empty when it was hidden.
    counts_with INTEGER,
    PRIMARY KEY (question, position)
) STRICT, WITHOUT ROWID;

-- The same by what it counts as, with how many people gave that.
CREATE TABLE result_gathered (
    question INTEGER NOT NULL REFERENCES result_kept (question),
    position INTEGER NOT NULL,
    part     TEXT NOT NULL,
    text     TEXT NOT NULL,
    people   INTEGER NOT NULL,
    PRIMARY KEY (question, position)
) STRICT, WITHOUT ROWID;
