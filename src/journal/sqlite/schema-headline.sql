-- What the organiser wrote above results. Frozen: later versions are added as migrations of their own.
CREATE TABLE headline (
    question TEXT NOT NULL,
    language TEXT NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (question, language)
) STRICT, WITHOUT ROWID;
