extension Migration {
  /// Follow-ups that are not sent any more, or should not have been: they stay, with when and why. Raises
  /// that were for nothing are found by case.
  static let outboxWithdrawals = Migration(
    name: "0045 outbox withdrawals",
    sql: """
      CREATE TABLE outboxNew (
        id          INTEGER PRIMARY KEY,
        -- What a receiver drops repeats by.
        messageId   TEXT NOT NULL UNIQUE,
        caseNo      TEXT NOT NULL REFERENCES complaintCase (caseNo),
        clock       TEXT NOT NULL,
        -- The round's number when the message was written.
        round       INTEGER NOT NULL,
        -- The round's first day, and its place among the clock's rounds of that day, from 1.
        startsOn    TEXT NOT NULL CHECK (startsOn IS date(startsOn, '+0 days')),
        sameDay     INTEGER NOT NULL,
        step        INTEGER NOT NULL,
        -- From 1; another only after the one before turned out to be undue.
        issue       INTEGER NOT NULL CHECK (issue > 0),
        recipient   TEXT NOT NULL CHECK (recipient = 'firm' OR recipient = 'worker' OR
          recipient = 'body' OR recipient = 'leader'),
        -- The body, or the leader's level; null for the firm and the worker of the case.
        addressee   TEXT,
        dueOn       TEXT NOT NULL CHECK (dueOn IS date(dueOn, '+0 days')),
        textZh      TEXT NOT NULL,
        textEn      TEXT NOT NULL,
        effectiveAt TEXT NOT NULL,
        recordedAt  TEXT NOT NULL,
        -- From then on it goes to no target any more.
        withdrawnAt TEXT,
        why         TEXT CHECK (why = 'undue' OR why = 'answered' OR why = 'left'),
        CHECK ((withdrawnAt IS NULL) = (why IS NULL)),
        UNIQUE (caseNo, clock, startsOn, sameDay, step, issue)
      ) STRICT;
      INSERT INTO outboxNew (id, messageId, caseNo, clock, round, startsOn, sameDay, step, issue,
        recipient, addressee, dueOn, textZh, textEn, effectiveAt, recordedAt)
      SELECT id, messageId, caseNo, clock, round, startsOn, sameDay, step, 1, recipient, addressee,
        dueOn, textZh, textEn, effectiveAt, recordedAt
      FROM outbox ORDER BY id;
      DROP TABLE outbox;
      ALTER TABLE outboxNew RENAME TO outbox;

      -- So few that a night need not look for them case by case.
      CREATE INDEX caseEventWithdrawn ON caseEvent (caseNo) WHERE type = 'raise-withdrawn';
      """)
}
