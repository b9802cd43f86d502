/// The tables of an ``ObservationFile`` whose columns do not depend on a feed.
enum ObservationSchema {
  static let fixedTables = """
    CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    -- Freshness limits, in days since the end of the last month delivered.
    CREATE TABLE feed (
      feed TEXT PRIMARY KEY, warn_days INTEGER NOT NULL, error_days INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE calendar (
      day TEXT NOT NULL, kind TEXT NOT NULL, festival TEXT NOT NULL, notice_no TEXT NOT NULL,
      published_on TEXT NOT NULL
    ) STRICT;

    -- What a value is: the column of the feed and the unit of the integers.
    CREATE TABLE measure (
      measure_id INTEGER PRIMARY KEY, feed TEXT NOT NULL, "column" TEXT NOT NULL, unit TEXT NOT NULL
    ) STRICT;

    CREATE TABLE file (
      file_id INTEGER PRIMARY KEY, file TEXT NOT NULL, feed TEXT NOT NULL, sha256 TEXT NOT NULL
    ) STRICT;

    CREATE TABLE firm (
      firm_id INTEGER PRIMARY KEY, credit_code TEXT NOT NULL, name TEXT, town_code TEXT,
      industry TEXT, known_on TEXT NOT NULL
    ) STRICT;

    -- As of since_on a firm's rows count for another; a chain ends at the firm that is not merged.
    CREATE TABLE firm_merge (
      firm_id INTEGER PRIMARY KEY, into_firm_id INTEGER NOT NULL, since_on TEXT NOT NULL
    ) STRICT;

    -- Complaints that shared a case on the day are one event; one that stands alone is not here.
    CREATE TABLE complaint_merge (
      complaint_id INTEGER PRIMARY KEY, group_id INTEGER NOT NULL
    ) STRICT;

    -- A version of a row of disbursement that was said again, on each day on which it was.
    CREATE TABLE disbursement_again (
      project_code TEXT NOT NULL, due_on TEXT NOT NULL, version INTEGER NOT NULL,
      known_on TEXT NOT NULL
    ) STRICT;

    -- A month that a file of disbursement is named for which came when it was over.
    CREATE TABLE month_file (
      feed TEXT NOT NULL, month TEXT NOT NULL, known_on TEXT NOT NULL, PRIMARY KEY (feed, month)
    ) STRICT, WITHOUT ROWID;

    -- An account of a firm, a kind of payment, or the firm itself where the feed has neither.
    CREATE TABLE series (
      series_id INTEGER PRIMARY KEY, feed TEXT NOT NULL, firm_id INTEGER NOT NULL, account_no TEXT,
      paid_months_after INTEGER, paid_on_day INTEGER, batch_no TEXT
    ) STRICT;

    -- What one file said of one month from one day on. Of two layers that speak of a value the one
    -- with the later known_on holds; of the same day, the one with the higher layer_id.
    CREATE TABLE layer (
      layer_id INTEGER PRIMARY KEY, feed TEXT NOT NULL, month TEXT NOT NULL,
      known_on TEXT NOT NULL, file_id INTEGER NOT NULL, rows INTEGER NOT NULL
    ) STRICT;

    -- A NULL value takes back what an older layer said.
    CREATE TABLE observation (
      series_id INTEGER NOT NULL, measure_id INTEGER NOT NULL, layer_id INTEGER NOT NULL,
      value INTEGER, line INTEGER, superseded_by INTEGER
    ) STRICT;

    CREATE VIEW obs AS
    SELECT m.feed, f.credit_code, s.account_no,
      CASE WHEN s.paid_on_day IS NOT NULL THEN
        strftime('%Y-%m', l.month || '-01', s.paid_months_after || ' months')
        || printf('-%02d', s.paid_on_day) END AS paid_on,
      s.batch_no, l.month, m."column", o.value, m.unit, l.known_on,
      n.known_on AS superseded_on, i.file, o.line, o.series_id, o.layer_id
    FROM observation o
    JOIN measure m ON m.measure_id = o.measure_id
    JOIN series s ON s.series_id = o.series_id
    JOIN firm f ON f.firm_id = s.firm_id
    JOIN layer l ON l.layer_id = o.layer_id
    JOIN file i ON i.file_id = l.file_id
    LEFT JOIN layer n ON n.layer_id = o.superseded_by;
    """
}
