extension Migration {
  /// Rows without a code: whose they may be, whose a person said they are, and who said so.
  static let matching = Migration(
    name: "0009 matching",
    sql: """
      -- What waiting rows name, once each: an entry of the match queue. Ids are stable.
      CREATE TABLE matchGroup (
        id        INTEGER PRIMARY KEY,
        feed      TEXT NOT NULL,
        name      TEXT,
        accountNo TEXT,
        -- Out of the queue, later rows too, until the refusal is taken back.
        isRefused INTEGER NOT NULL DEFAULT 0 CHECK (isRefused IN (0, 1))
      ) STRICT;
      CREATE UNIQUE INDEX matchGroupKey
      ON matchGroup (feed, ifnull(name, ''), ifnull(accountNo, ''));

      INSERT INTO matchGroup (feed, name, accountNo)
      SELECT feed, name, accountNo FROM waitingRow
      GROUP BY feed, name, accountNo ORDER BY min(id);

      -- Append-only: every decision, and every one taken back.
      CREATE TABLE matchEvent (
        id         INTEGER PRIMARY KEY,
        groupId    INTEGER NOT NULL REFERENCES matchGroup (id),
        kind       TEXT NOT NULL CHECK (kind = 'accepted' OR kind = 'automatic' OR
          kind = 'refused' OR kind = 'split'),
        firmId     INTEGER REFERENCES firm (id),
        undoes     INTEGER REFERENCES matchEvent (id),
        actor      TEXT NOT NULL,
        reason     TEXT NOT NULL,
        recordedAt TEXT NOT NULL,
        CHECK ((kind IN ('accepted', 'automatic')) <= (firmId IS NOT NULL)),
        CHECK ((kind = 'split') = (undoes IS NOT NULL))
      ) STRICT;
      CREATE INDEX matchEventGroup ON matchEvent (groupId, id);

      CREATE TRIGGER matchEventNoUpdate BEFORE UPDATE ON matchEvent
      BEGIN SELECT RAISE(ABORT, 'matchEvent is append-only: an event is never changed'); END;
      CREATE TRIGGER matchEventNoDelete BEFORE DELETE ON matchEvent
      BEGIN SELECT RAISE(ABORT, 'matchEvent is append-only: an event is never deleted'); END;

      -- A projection of matchEvent: what later rows are matched by without asking again.
      CREATE TABLE firmAlias (
        id      INTEGER PRIMARY KEY,
        kind    TEXT NOT NULL CHECK (kind IN ('account', 'name')),
        -- Accounts are of one feed; a name counts in all.
        feed    TEXT CHECK ((kind = 'account') = (feed IS NOT NULL)),
        value   TEXT NOT NULL,
        firmId  INTEGER NOT NULL REFERENCES firm (id),
        eventId INTEGER NOT NULL REFERENCES matchEvent (id),
        endedBy INTEGER REFERENCES matchEvent (id)
      ) STRICT;
      CREATE UNIQUE INDEX firmAliasInForce ON firmAlias (kind, ifnull(feed, ''), value)
      WHERE endedBy IS NULL;

      -- A projection of matchEvent: no rule matches the group to the firm again.
      CREATE TABLE refusedMatch (
        groupId INTEGER NOT NULL REFERENCES matchGroup (id),
        firmId  INTEGER NOT NULL REFERENCES firm (id),
        eventId INTEGER NOT NULL REFERENCES matchEvent (id),
        PRIMARY KEY (groupId, firmId)
      ) STRICT, WITHOUT ROWID;

      ALTER TABLE waitingRow ADD COLUMN groupId INTEGER REFERENCES matchGroup (id);
      -- The decision that the row entered the store by.
      ALTER TABLE waitingRow ADD COLUMN eventId INTEGER REFERENCES matchEvent (id);
      UPDATE waitingRow SET groupId = (
        SELECT id FROM matchGroup g
        WHERE g.feed = waitingRow.feed AND g.name IS waitingRow.name
          AND g.accountNo IS waitingRow.accountNo);
      CREATE INDEX waitingRowGroup ON waitingRow (groupId, status);
      CREATE INDEX waitingRowEvent ON waitingRow (eventId);
      """)
}
