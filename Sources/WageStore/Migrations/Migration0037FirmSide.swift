extension Migration {
  /// Written reviews that clerks recorded, and the grades that were given.
  static let firmSide = Migration(
    name: "0037 firm side",
    sql: """
      -- One row for each record; of a firm and year the last one counts.
      CREATE TABLE writtenReview (
        id          INTEGER PRIMARY KEY,
        firmId      INTEGER NOT NULL REFERENCES firm (id),
        year        INTEGER NOT NULL,
        -- Null: not handed in.
        handedInOn  TEXT CHECK (handedInOn IS date(handedInOn, '+0 days')),
        checkedBy   TEXT,
        result      TEXT CHECK (result = 'passed' OR result = 'problem' OR result = 'corrected'),
        corrections TEXT,
        effectiveOn TEXT NOT NULL CHECK (effectiveOn IS date(effectiveOn, '+0 days')),
        recordedAt  TEXT NOT NULL,
        actor       TEXT NOT NULL
      ) STRICT;
      CREATE INDEX writtenReviewFirm ON writtenReview (firmId, year);
      CREATE TRIGGER writtenReviewNoUpdate BEFORE UPDATE ON writtenReview
      BEGIN SELECT RAISE(ABORT, 'writtenReview is append-only: a record is never changed'); END;
      CREATE TRIGGER writtenReviewNoDelete BEFORE DELETE ON writtenReview
      BEGIN SELECT RAISE(ABORT, 'writtenReview is append-only: a record is never deleted'); END;

      -- A grade as it was given: of a firm and year the last one counts.
      CREATE TABLE firmGrade (
        id         INTEGER PRIMARY KEY,
        firmId     INTEGER NOT NULL REFERENCES firm (id),
        year       INTEGER NOT NULL,
        asOf       TEXT NOT NULL CHECK (asOf IS date(asOf, '+0 days')),
        policy     TEXT NOT NULL,
        grade      TEXT NOT NULL,
        -- The ids of the rules that gave it, with the numbers of their facts, as JSON.
        reasons    TEXT NOT NULL CHECK (json_valid(reasons)),
        recordedAt TEXT NOT NULL,
        actor      TEXT NOT NULL
      ) STRICT;
      CREATE INDEX firmGradeOf ON firmGrade (year, firmId);
      CREATE TRIGGER firmGradeNoUpdate BEFORE UPDATE ON firmGrade
      BEGIN SELECT RAISE(ABORT, 'firmGrade is append-only: a grade is never changed'); END;
      CREATE TRIGGER firmGradeNoDelete BEFORE DELETE ON firmGrade
      BEGIN SELECT RAISE(ABORT, 'firmGrade is append-only: a grade is never deleted'); END;
      """)
}
