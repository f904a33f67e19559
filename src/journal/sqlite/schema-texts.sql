-- What the presenter did with texts that people wrote. Frozen: later versions are added as migrations of their own.

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
