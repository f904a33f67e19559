-- What the audience asks. Frozen: later versions are added as migrations of their own.

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
