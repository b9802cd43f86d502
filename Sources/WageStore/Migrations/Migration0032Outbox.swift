extension Migration {
  /// Clocks without a due day yet, and follow-ups that are to be sent.
  static let outbox = Migration(
    name: "0032 outbox",
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
        -- Null while every clock that runs reaches a year without a holiday notice.
        dueOn          TEXT CHECK (dueOn IS date(dueOn, '+0 days')),
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
          callback = 'unreached'),
        CHECK (dueOn IS NOT NULL OR dueClock IS NOT NULL)
      ) STRICT;
      INSERT INTO complaintCaseNew (caseNo, state, level, receptionLevel, body, registeredAt, dueOn,
        dueClock, persons, amountFen, townCode, resolution, mergedInto, bounces, reopenings,
        pausedOn, callback)
      SELECT caseNo, state, level, receptionLevel, body, registeredAt, dueOn, dueClock, persons,
        amountFen, townCode, resolution, mergedInto, bounces, reopenings, pausedOn, callback
      FROM complaintCase;
      DROP TABLE complaintCase;
      ALTER TABLE complaintCaseNew RENAME TO complaintCase;
      CREATE INDEX complaintCaseState ON complaintCase (state, dueOn);

      -- A projection of caseEvent: one row a round of a clock.
      CREATE TABLE caseClockNew (
        caseNo      TEXT NOT NULL REFERENCES complaintCase (caseNo),
        clock       TEXT NOT NULL,
        round       INTEGER NOT NULL,
        position    INTEGER NOT NULL,
        body        TEXT,
        startsOn    TEXT NOT NULL CHECK (startsOn IS date(startsOn, '+0 days')),
        dueOn       TEXT CHECK (dueOn IS date(dueOn, '+0 days')),
        -- The year without a holiday notice that keeps the due day from being counted.
        missingYear INTEGER,
        ending      TEXT CHECK (ending IN ('answered', 'stopped')),
        endedAt     TEXT,
        CHECK ((dueOn IS NULL) = (missingYear IS NOT NULL)),
        CHECK ((ending IS NULL) = (endedAt IS NULL)),
        PRIMARY KEY (caseNo, clock, round)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO caseClockNew (caseNo, clock, round, position, body, startsOn, dueOn, ending, endedAt)
      SELECT caseNo, clock, round, position, body, startsOn, dueOn, ending, endedAt FROM caseClock;
      DROP TABLE caseClock;
      ALTER TABLE caseClockNew RENAME TO caseClock;
      CREATE INDEX caseClockDue ON caseClock (dueOn) WHERE ending IS NULL;
      CREATE INDEX caseClockOf ON caseClock (clock, dueOn);

      -- Follow-ups of clocks, each once: who is told what, from which moment on. No personal data.
      CREATE TABLE outbox (
        id          INTEGER PRIMARY KEY,
        -- What a receiver drops repeats by.
        messageId   TEXT NOT NULL UNIQUE,
        caseNo      TEXT NOT NULL REFERENCES complaintCase (caseNo),
        clock       TEXT NOT NULL,
        round       INTEGER NOT NULL,
        step        INTEGER NOT NULL,
        recipient   TEXT NOT NULL CHECK (recipient = 'firm' OR recipient = 'worker' OR
          recipient = 'body' OR recipient = 'leader'),
        -- The body, or the leader's level; null for the firm and the worker of the case.
        addressee   TEXT,
        dueOn       TEXT NOT NULL CHECK (dueOn IS date(dueOn, '+0 days')),
        textZh      TEXT NOT NULL,
        textEn      TEXT NOT NULL,
        effectiveAt TEXT NOT NULL,
        recordedAt  TEXT NOT NULL,
        UNIQUE (caseNo, clock, round, step)
      ) STRICT;

      -- Every try to deliver a message to a target.
      CREATE TABLE outboxAttempt (
        id          INTEGER PRIMARY KEY,
        outboxId    INTEGER NOT NULL REFERENCES outbox (id),
        target      TEXT NOT NULL,
        attemptedAt TEXT NOT NULL,
        status      TEXT NOT NULL CHECK (status IN ('sent', 'failed')),
        -- The receiver's answer, or what went wrong.
        answer      TEXT NOT NULL,
        retryAt     TEXT,
        CHECK ((status = 'failed') = (retryAt IS NOT NULL))
      ) STRICT;
      CREATE INDEX outboxAttemptOf ON outboxAttempt (outboxId, target, id);

      -- Targets that a dry run has shown; nothing goes to another one.
      CREATE TABLE outboxRehearsal (
        target  TEXT PRIMARY KEY,
        shownAt TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- Follow-ups of moments up to this day are none: they are from before there was an outbox.
      CREATE TABLE outboxStart (
        afterOn TEXT NOT NULL CHECK (afterOn IS date(afterOn, '+0 days'))
      ) STRICT;
      INSERT INTO outboxStart
      SELECT substr(recordedAt, 1, 10) FROM caseEvent ORDER BY recordedAt DESC LIMIT 1;
      """)
}
