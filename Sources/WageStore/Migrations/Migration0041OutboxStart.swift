extension Migration {
  /// A follow-up is known again by its round's first day: an event typed in with an earlier day can
  /// shift the rounds' numbers.
  static let outboxStart = Migration(
    name: "0041 outbox start",
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
        recipient   TEXT NOT NULL CHECK (recipient = 'firm' OR recipient = 'worker' OR
          recipient = 'body' OR recipient = 'leader'),
        -- The body, or the leader's level; null for the firm and the worker of the case.
        addressee   TEXT,
        dueOn       TEXT NOT NULL CHECK (dueOn IS date(dueOn, '+0 days')),
        textZh      TEXT NOT NULL,
        textEn      TEXT NOT NULL,
        effectiveAt TEXT NOT NULL,
        recordedAt  TEXT NOT NULL,
        UNIQUE (caseNo, clock, startsOn, sameDay, step)
      ) STRICT;
      WITH rounds AS (
        SELECT caseNo, clock, round, startsOn,
          row_number() OVER (PARTITION BY caseNo, clock, startsOn ORDER BY round) AS sameDay
        FROM caseClock
      )
      INSERT INTO outboxNew (id, messageId, caseNo, clock, round, startsOn, sameDay, step, recipient,
        addressee, dueOn, textZh, textEn, effectiveAt, recordedAt)
      -- A round that an event has undone since stands by the message's own day and number.
      SELECT o.id, o.messageId, o.caseNo, o.clock, o.round,
        coalesce(r.startsOn, substr(o.effectiveAt, 1, 10)), coalesce(r.sameDay, -o.round), o.step,
        o.recipient, o.addressee, o.dueOn, o.textZh, o.textEn, o.effectiveAt, o.recordedAt
      FROM outbox o LEFT JOIN rounds r USING (caseNo, clock, round) ORDER BY o.id;
      DROP TABLE outbox;
      ALTER TABLE outboxNew RENAME TO outbox;
      """)
}
