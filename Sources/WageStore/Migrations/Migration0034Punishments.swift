extension Migration {
  /// The list of joint punishment with its chain of events.
  static let punishments = Migration(
    name: "0034 punishments",
    sql: """
      -- Protected: firms and persons on the list. Events hold the id only, so that erasing a person's
      -- name and number leaves their chain whole.
      CREATE TABLE punishedParty (
        id         INTEGER PRIMARY KEY,
        kind       TEXT NOT NULL CHECK (kind = 'firm' OR kind = 'person'),
        creditCode TEXT,
        name       TEXT,
        idNo       TEXT,
        CHECK (kind = 'person' OR creditCode IS NOT NULL)
      ) STRICT;

      -- A projection of the events.
      CREATE TABLE punishment (
        punishmentNo  TEXT PRIMARY KEY,
        partyId       INTEGER NOT NULL REFERENCES punishedParty (id),
        ground        TEXT NOT NULL CHECK (ground = 'criminal-amount' OR ground = 'group-event'),
        caseNo        TEXT REFERENCES complaintCase (caseNo),
        state         TEXT NOT NULL CHECK (state = 'entered' OR state = 'published' OR
          state = 'removed'),
        enteredOn     TEXT NOT NULL CHECK (enteredOn IS date(enteredOn, '+0 days')),
        publishedOn   TEXT CHECK (publishedOn IS date(publishedOn, '+0 days')),
        endsOn        TEXT NOT NULL CHECK (endsOn IS date(endsOn, '+0 days')),
        renewals      INTEGER NOT NULL,
        paidOn        TEXT CHECK (paidOn IS date(paidOn, '+0 days')),
        removableFrom TEXT CHECK (removableFrom IS date(removableFrom, '+0 days')),
        removedOn     TEXT CHECK (removedOn IS date(removedOn, '+0 days')),
        removal       TEXT CHECK (removal = 'term-over' OR removal = 'repaired' OR
          removal = 'revoked'),
        CHECK ((state = 'removed') = (removedOn IS NOT NULL))
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX punishmentParty ON punishment (partyId);

      -- Protected: promises and reasons; events hold their hashes.
      CREATE TABLE punishmentText (
        punishmentNo TEXT NOT NULL REFERENCES punishment (punishmentNo),
        hash         TEXT NOT NULL,
        text         TEXT NOT NULL,
        PRIMARY KEY (punishmentNo, hash)
      ) STRICT, WITHOUT ROWID;

      -- Append-only: each row holds the hash of the one before.
      CREATE TABLE punishmentEvent (
        seq          INTEGER PRIMARY KEY,
        punishmentNo TEXT NOT NULL REFERENCES punishment (punishmentNo),
        type         TEXT NOT NULL,
        payload      TEXT NOT NULL CHECK (json_valid(payload)),
        effectiveOn  TEXT NOT NULL CHECK (effectiveOn IS date(effectiveOn, '+0 days')),
        recordedAt   TEXT NOT NULL,
        actor        TEXT NOT NULL,
        previous     TEXT NOT NULL CHECK (length(previous) = 64),
        hash         TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
      ) STRICT;
      CREATE INDEX punishmentEventOf ON punishmentEvent (punishmentNo, seq);

      CREATE TRIGGER punishmentEventNoUpdate BEFORE UPDATE ON punishmentEvent
      BEGIN SELECT RAISE(ABORT, 'punishmentEvent is append-only: an event is never changed'); END;
      CREATE TRIGGER punishmentEventNoDelete BEFORE DELETE ON punishmentEvent
      BEGIN SELECT RAISE(ABORT, 'punishmentEvent is append-only: an event is never deleted'); END;
      """)
}
