extension Migration {
  /// What was erased beside the complainants of cases, and salts of short texts that go with them.
  static let erasures = Migration(
    name: "0042 erasures",
    sql: """
      -- Goes with the text, so that its hash in the chain cannot be guessed back; null in rows from
      -- before, whose hash is plain.
      ALTER TABLE punishmentText ADD COLUMN salt TEXT CHECK (length(salt) = 64);
      ALTER TABLE incident ADD COLUMN placeSalt TEXT CHECK (length(placeSalt) = 64);
      ALTER TABLE incident ADD COLUMN resultSalt TEXT CHECK (length(resultSalt) = 64);

      -- Append-only: each row holds the hash of the one before.
      CREATE TABLE erasureEvent (
        seq         INTEGER PRIMARY KEY,
        -- The number of the complaint, entry, incident or look, or the day of duty.
        subject     TEXT NOT NULL,
        type        TEXT NOT NULL CHECK (type = 'complaints' OR type = 'punishments' OR
          type = 'incidents' OR type = 'duty' OR type = 'looks'),
        payload     TEXT NOT NULL CHECK (json_valid(payload)),
        effectiveAt TEXT NOT NULL,
        recordedAt  TEXT NOT NULL,
        actor       TEXT NOT NULL,
        previous    TEXT NOT NULL CHECK (length(previous) = 64),
        hash        TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
      ) STRICT;
      CREATE INDEX erasureEventOf ON erasureEvent (type, subject);
      CREATE TRIGGER erasureEventNoUpdate BEFORE UPDATE ON erasureEvent
      BEGIN SELECT RAISE(ABORT, 'erasureEvent is append-only: an event is never changed'); END;
      CREATE TRIGGER erasureEventNoDelete BEFORE DELETE ON erasureEvent
      BEGIN SELECT RAISE(ABORT, 'erasureEvent is append-only: an event is never deleted'); END;
      """)
}
