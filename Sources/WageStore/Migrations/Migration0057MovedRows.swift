extension Migration {
  /// Which rows a decision moved, from where and to where, so that it can be taken back exactly.
  static let movedRows = Migration(
    name: "0057 moved rows",
    sql: """
      CREATE TABLE movedRow (
        -- The acceptance or split.
        eventId INTEGER NOT NULL REFERENCES matchEvent (id),
        rowId   INTEGER NOT NULL REFERENCES waitingRow (id),
        -- By which event the row was in; null: it waited.
        heldBy  INTEGER REFERENCES matchEvent (id),
        -- From when it counted there; null: from its own known-on day.
        since   TEXT CHECK (since IS date(since, '+0 days')),
        -- By which event it was in after it; null: it waited. What the acceptance itself brought in stands
        -- here only where it was in before.
        wentTo  INTEGER REFERENCES matchEvent (id),
        PRIMARY KEY (eventId, rowId)
      ) STRICT, WITHOUT ROWID;

      -- To delete a reject, both are searched for it.
      CREATE INDEX waitingRowReject ON waitingRow (rejectId) WHERE rejectId IS NOT NULL;
      CREATE INDEX rejectedRowCorrects ON rejectedRow (correctsId) WHERE correctsId IS NOT NULL;

      -- Of a rule's event that gives rows back: the one by which they were in first.
      ALTER TABLE matchEvent ADD COLUMN standsFor INTEGER REFERENCES matchEvent (id);
      """)
}
