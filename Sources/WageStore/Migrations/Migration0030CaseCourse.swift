extension Migration {
  /// States of cases that were sent back, taken up again or withdrawn, and what happened on the way.
  static let caseCourse = Migration(
    name: "0030 case course",
    sql: """
      CREATE TABLE complaintCaseNew (
        caseNo         TEXT PRIMARY KEY CHECK (
          caseNo GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9][0-9][0-9]'),
        state          TEXT NOT NULL CHECK (state = 'registered' OR state = 'received' OR
          state = 'dispatched' OR state = 'bounced' OR state = 'replied' OR state = 'escalated' OR
          state = 'resolved' OR state = 'closed' OR state = 'reopened' OR state = 'withdrawn' OR
          state = 'merged'),
        level          TEXT NOT NULL CHECK (level = 'officer' OR level = 'leader' OR
          level = 'principal'),
        receptionLevel TEXT NOT NULL CHECK (receptionLevel = 'officer' OR
          receptionLevel = 'leader' OR receptionLevel = 'principal'),
        body           TEXT,
        registeredAt   TEXT NOT NULL,
        dueOn          TEXT NOT NULL CHECK (dueOn IS date(dueOn, '+0 days')),
        dueClock       TEXT,
        persons        INTEGER,
        amountFen      INTEGER,
        townCode       TEXT CHECK (length(townCode) = 9),
        resolution     TEXT CHECK (resolution IN ('wages-paid', 'repayment-agreement')),
        mergedInto     TEXT REFERENCES complaintCase (caseNo),
        bounces        INTEGER NOT NULL DEFAULT 0,
        reopenings     INTEGER NOT NULL DEFAULT 0,
        -- Since when the clocks that may pause stand still.
        pausedOn       TEXT CHECK (pausedOn IS date(pausedOn, '+0 days')),
        -- What the worker said last.
        callback       TEXT CHECK (callback = 'satisfied' OR callback = 'unsatisfied' OR
          callback = 'unreached')
      ) STRICT;
      INSERT INTO complaintCaseNew (caseNo, state, level, receptionLevel, body, registeredAt, dueOn,
        dueClock, persons, amountFen, townCode, resolution, mergedInto)
      SELECT caseNo, state, level, receptionLevel, body, registeredAt, dueOn, dueClock, persons,
        amountFen, townCode, resolution, mergedInto FROM complaintCase;
      DROP TABLE complaintCase;
      ALTER TABLE complaintCaseNew RENAME TO complaintCase;
      CREATE INDEX complaintCaseState ON complaintCase (state, dueOn);

      -- A projection of caseEvent: what a repayment agreement promises. Broken: not paid by its day.
      CREATE TABLE caseInstalment (
        caseNo    TEXT NOT NULL REFERENCES complaintCase (caseNo),
        number    INTEGER NOT NULL,
        dueOn     TEXT NOT NULL CHECK (dueOn IS date(dueOn, '+0 days')),
        amountFen INTEGER NOT NULL CHECK (amountFen > 0),
        paidAt    TEXT,
        isBroken  INTEGER NOT NULL CHECK (isBroken IN (0, 1)),
        PRIMARY KEY (caseNo, number)
      ) STRICT, WITHOUT ROWID;
      """)
}
