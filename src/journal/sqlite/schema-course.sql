-- How votes came about. Frozen: later versions are added as migrations of their own.

-- The count of a question at moments since it opened; never who. Sessions from before have none.
CREATE TABLE result_course (
    question INTEGER NOT NULL REFERENCES result_question (position),
    step     INTEGER NOT NULL,
    seconds  INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    PRIMARY KEY (question, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE result_course_count (
    question INTEGER NOT NULL,
    step     INTEGER NOT NULL,
    position INTEGER NOT NULL,
    option   TEXT NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (question, step, position),
    FOREIGN KEY (question, step) REFERENCES result_course (question, step)
) STRICT, WITHOUT ROWID;
