extension Migration {
  /// The district's petition account: its movements, and what they leave in it.
  static let fund = Migration(
    name: "0033 fund",
    sql: """
      -- Append-only, into the account positive, out of it negative: each row holds the hash of the one
      -- before.
      CREATE TABLE fundMovement (
        seq        INTEGER PRIMARY KEY,
        kind       TEXT NOT NULL CHECK (kind = 'deposit' OR kind = 'withdrawal' OR
          kind = 'advance' OR kind = 'recovery'),
        amountFen  INTEGER NOT NULL,
        -- The case that wages were advanced in or recovered for, and its event of the same moment.
        caseNo     TEXT REFERENCES complaintCase (caseNo),
        eventSeq   INTEGER UNIQUE REFERENCES caseEvent (seq),
        -- The voucher's number.
        reference  TEXT,
        occurredOn TEXT NOT NULL CHECK (occurredOn IS date(occurredOn, '+0 days')),
        recordedAt TEXT NOT NULL,
        actor      TEXT NOT NULL,
        previous   TEXT NOT NULL CHECK (length(previous) = 64),
        hash       TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
        CHECK (CASE WHEN kind = 'deposit' OR kind = 'recovery' THEN amountFen > 0
          ELSE amountFen < 0 END),
        CHECK ((kind = 'advance' OR kind = 'recovery') = (eventSeq IS NOT NULL)),
        CHECK ((eventSeq IS NULL) = (caseNo IS NULL))
      ) STRICT;
      CREATE INDEX fundMovementDay ON fundMovement (occurredOn, amountFen);
      CREATE INDEX fundMovementCase ON fundMovement (caseNo) WHERE caseNo IS NOT NULL;
      CREATE UNIQUE INDEX fundMovementReference ON fundMovement (kind, reference)
        WHERE reference IS NOT NULL;

      -- What the movements leave.
      CREATE TABLE fundAccount (
        id         INTEGER PRIMARY KEY CHECK (id = 1),
        balanceFen INTEGER NOT NULL CHECK (balanceFen >= 0)
      ) STRICT;
      INSERT INTO fundAccount (id, balanceFen) VALUES (1, 0);

      CREATE TRIGGER fundMovementCounts AFTER INSERT ON fundMovement
      BEGIN UPDATE fundAccount SET balanceFen = balanceFen + NEW.amountFen; END;
      -- Not at the end of any day either: a movement may be typed in late.
      CREATE TRIGGER fundMovementCovered AFTER INSERT ON fundMovement
      WHEN NEW.amountFen < 0 AND EXISTS (
        SELECT 1 FROM fundMovement day
        WHERE day.occurredOn >= NEW.occurredOn AND (
          SELECT sum(m.amountFen) FROM fundMovement m WHERE m.occurredOn <= day.occurredOn) < 0)
      BEGIN SELECT RAISE(ABORT, 'fundMovement: the account would be overdrawn'); END;
      CREATE TRIGGER fundMovementNoUpdate BEFORE UPDATE ON fundMovement
      BEGIN SELECT RAISE(ABORT, 'fundMovement is append-only: a movement is never changed'); END;
      CREATE TRIGGER fundMovementNoDelete BEFORE DELETE ON fundMovement
      BEGIN SELECT RAISE(ABORT, 'fundMovement is append-only: a movement is never deleted'); END;
      """)
}
