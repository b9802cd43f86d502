extension Migration {
  /// More reasons why a follow-up is not sent, and which firm was told.
  static let outboxReasons = Migration(
    name: "0056 outbox reasons",
    sql: """
      -- Only to take three reasons more: what the rows hold, and with it their digests, stays.
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
        -- From 1; another only after the one before turned out to be undue, or for another firm.
        issue       INTEGER NOT NULL CHECK (issue > 0),
        recipient   TEXT NOT NULL CHECK (recipient = 'firm' OR recipient = 'worker' OR
          recipient = 'body' OR recipient = 'leader'),
        -- The body, the leader's level, or the firm's credit code; null for the worker, and for a firm
        -- before this was kept.
        addressee   TEXT,
        dueOn       TEXT NOT NULL CHECK (dueOn IS date(dueOn, '+0 days')),
        textZh      TEXT NOT NULL,
        textEn      TEXT NOT NULL,
        effectiveAt TEXT NOT NULL,
        recordedAt  TEXT NOT NULL,
        -- From then on it goes to no target any more.
        withdrawnAt TEXT,
        why         TEXT CHECK (why = 'undue' OR why = 'answered' OR why = 'left' OR why = 'past' OR
          why = 'settled' OR why = 'other-firm'),
        -- The body that had the case at its moment, empty for none; null before this was kept.
        about       TEXT,
        digest      TEXT NOT NULL DEFAULT '',
        CHECK ((withdrawnAt IS NULL) = (why IS NULL)),
        UNIQUE (caseNo, clock, startsOn, sameDay, step, issue)
      ) STRICT;
      INSERT INTO outboxNew (id, messageId, caseNo, clock, round, startsOn, sameDay, step, issue,
        recipient, addressee, dueOn, textZh, textEn, effectiveAt, recordedAt, withdrawnAt, why, about,
        digest)
      SELECT id, messageId, caseNo, clock, round, startsOn, sameDay, step, issue, recipient, addressee,
        dueOn, textZh, textEn, effectiveAt, recordedAt, withdrawnAt, why, about, digest
      FROM outbox ORDER BY id;
      DROP TABLE outbox;
      ALTER TABLE outboxNew RENAME TO outbox;
      CREATE TRIGGER outboxEnd AFTER INSERT ON outbox
      BEGIN UPDATE tableEnd SET last = NEW.id WHERE name = 'outbox'; END;
      """)
}
