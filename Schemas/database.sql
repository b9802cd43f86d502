-- Generated from Sources/WageStore/Migrations; a test compares. To write it anew:
-- WAGEWATCH_WRITE_GOLDEN=1 swift test --filter SchemaTests

CREATE TABLE fileFinding (
  id       INTEGER PRIMARY KEY,
  fileId   INTEGER NOT NULL REFERENCES ingestedFile (id),
  code     TEXT NOT NULL,
  line     INTEGER,
  "column" TEXT,
  found    TEXT NOT NULL,
  expected TEXT NOT NULL
, foundZh TEXT, expectedZh TEXT) STRICT;

CREATE TABLE rejectedRow (
  id       INTEGER PRIMARY KEY,
  fileId   INTEGER NOT NULL REFERENCES ingestedFile (id),
  feed     TEXT NOT NULL,
  line     INTEGER NOT NULL,
  row      INTEGER NOT NULL,
  "column" TEXT,
  code     TEXT NOT NULL,
  found    TEXT NOT NULL,
  expected TEXT NOT NULL,
  raw      TEXT NOT NULL,
  status   TEXT NOT NULL DEFAULT 'open' CHECK (status = 'open' OR status = 'retried' OR
    status = 'dropped')
, correctsId INTEGER REFERENCES rejectedRow (id), rowKey TEXT, foundZh TEXT, expectedZh TEXT) STRICT;

CREATE INDEX rejectedRowFile ON rejectedRow (fileId);

CREATE TABLE rejectedRaw (
  rejectId INTEGER PRIMARY KEY REFERENCES rejectedRow (id),
  raw      TEXT NOT NULL
) STRICT;

CREATE TABLE firm (
  id         INTEGER PRIMARY KEY,
  creditCode TEXT NOT NULL UNIQUE CHECK (length(creditCode) = 18),
  name       TEXT,
  -- As the row said that first named the firm; shown for days before the register came.
  firstName  TEXT,
  townCode   TEXT CHECK (length(townCode) = 9),
  industry   TEXT,
  knownOn    TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days'))
, firstNameOn TEXT
  CHECK (firstNameOn IS date(firstNameOn, '+0 days'))) STRICT;

CREATE TABLE layer (
  id      INTEGER PRIMARY KEY,
  fileId  INTEGER NOT NULL REFERENCES ingestedFile (id),
  feed    TEXT NOT NULL,
  month   TEXT NOT NULL CHECK (month IS substr(date(month || '-01', '+0 days'), 1, 7)),
  knownOn TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
  rows    INTEGER NOT NULL
, saidOn TEXT CHECK (saidOn IS date(saidOn, '+0 days'))) STRICT;

CREATE INDEX layerFeed ON layer (feed, month);

CREATE TABLE slab (
  block   INTEGER NOT NULL,
  measure INTEGER NOT NULL,
  month   INTEGER NOT NULL,
  layerId INTEGER NOT NULL REFERENCES layer (id),
  form    INTEGER NOT NULL,
  data    BLOB NOT NULL,
  PRIMARY KEY (block, measure, month, layerId)
) STRICT;

CREATE TABLE project (
  id          INTEGER PRIMARY KEY,
  projectCode TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE wageAccountEntry (
  id            INTEGER PRIMARY KEY,
  transactionNo TEXT NOT NULL,
  knownOn       TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
  fileId        INTEGER NOT NULL REFERENCES ingestedFile (id),
  line          INTEGER NOT NULL,
  projectCode   TEXT NOT NULL,
  creditCode    TEXT,
  occurredOn    TEXT NOT NULL CHECK (occurredOn IS date(occurredOn, '+0 days')),
  direction     TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  purpose       TEXT CHECK (purpose = 'labour_fee' OR purpose = 'wages' OR purpose = 'other'),
  instructionNo TEXT,
  wageMonth     TEXT,
  amountFen     INTEGER NOT NULL,
  balanceFen    INTEGER,
  persons       INTEGER,
  UNIQUE (transactionNo, knownOn, fileId)
) STRICT;

CREATE INDEX wageAccountProject ON wageAccountEntry (projectCode, occurredOn);

CREATE TABLE scoreRun (
  id        INTEGER PRIMARY KEY,
  asOf      TEXT NOT NULL CHECK (asOf IS date(asOf, '+0 days')),
  scorecard TEXT NOT NULL,
  calendar  TEXT NOT NULL,
  inputHash TEXT NOT NULL,
  startedAt TEXT NOT NULL,
  endedAt   TEXT NOT NULL
, scorecardHash TEXT REFERENCES policyText (hash), calendarHash TEXT REFERENCES policyText (hash)) STRICT;

CREATE INDEX scoreRunAsOf ON scoreRun (asOf, id);

CREATE TABLE scoreRunFeed (
  runId     INTEGER NOT NULL REFERENCES scoreRun (id),
  feed      TEXT NOT NULL,
  lastMonth TEXT,
  state     TEXT NOT NULL CHECK (state = 'fresh' OR state = 'late' OR state = 'never'),
  PRIMARY KEY (runId, feed)
) STRICT, WITHOUT ROWID;

CREATE TABLE score (
  runId  INTEGER NOT NULL REFERENCES scoreRun (id),
  firmId INTEGER NOT NULL REFERENCES firm (id),
  points INTEGER NOT NULL,
  tier   TEXT NOT NULL CHECK (tier = 'green' OR tier = 'yellow' OR tier = 'orange' OR
    tier = 'red'),
  PRIMARY KEY (runId, firmId)
) STRICT, WITHOUT ROWID;

CREATE INDEX scoreFlagged ON score (runId, tier) WHERE tier <> 'green';

CREATE TABLE reason (
  runId     INTEGER NOT NULL,
  firmId    INTEGER NOT NULL,
  position  INTEGER NOT NULL,
  indicator TEXT NOT NULL,
  points    INTEGER NOT NULL,
  "trigger" TEXT CHECK ("trigger" = 'yellow' OR "trigger" = 'orange' OR "trigger" = 'red'),
  textZh    TEXT NOT NULL,
  textEn    TEXT NOT NULL,
  PRIMARY KEY (runId, firmId, position),
  FOREIGN KEY (runId, firmId) REFERENCES score (runId, firmId)
) STRICT, WITHOUT ROWID;

CREATE TABLE reasonEvidence (
  runId    INTEGER NOT NULL,
  firmId   INTEGER NOT NULL,
  position INTEGER NOT NULL,
  ordinal  INTEGER NOT NULL,
  feed     TEXT NOT NULL,
  fileId   INTEGER REFERENCES ingestedFile (id),
  line     INTEGER,
  PRIMARY KEY (runId, firmId, position, ordinal),
  FOREIGN KEY (runId, firmId, position) REFERENCES reason (runId, firmId, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE stageRun (
  id          INTEGER PRIMARY KEY,
  stage       TEXT NOT NULL,
  asOf        TEXT NOT NULL CHECK (asOf IS date(asOf, '+0 days')),
  inputHash   TEXT NOT NULL,
  policies    TEXT NOT NULL,
  counts      TEXT NOT NULL CHECK (json_valid(counts)),
  outcome     TEXT NOT NULL CHECK (outcome = 'running' OR outcome = 'done' OR
    outcome = 'unchanged' OR outcome = 'failed'),
  fault       TEXT,
  startedAt   TEXT NOT NULL,
  endedAt     TEXT,
  chainLength INTEGER,
  chainHead   TEXT
) STRICT;

CREATE INDEX stageRunDay ON stageRun (asOf, stage);

CREATE TABLE party (
  id    INTEGER PRIMARY KEY,
  name  TEXT,
  idNo  TEXT,
  phone TEXT
) STRICT;

CREATE TABLE complaint (
  id          INTEGER PRIMARY KEY,
  complaintNo TEXT NOT NULL UNIQUE,
  channel     TEXT NOT NULL CHECK (channel = '12345' OR channel = '110' OR
    channel = 'hotline' OR channel = 'petition' OR channel = 'online_petition' OR
    channel = 'inspection' OR channel = 'online' OR channel = 'qr' OR channel = 'court' OR
    channel = 'opinion' OR channel = 'other'),
  receivedAt  TEXT NOT NULL,
  knownOn     TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
  fileId      INTEGER REFERENCES ingestedFile (id),
  line        INTEGER,
  firmId      INTEGER REFERENCES firm (id),
  firmName    TEXT,
  projectCode TEXT,
  townCode    TEXT CHECK (length(townCode) = 9),
  persons     INTEGER CHECK (persons >= 0),
  amountFen   INTEGER CHECK (amountFen >= 0),
  owedSince   TEXT CHECK (owedSince IS substr(date(owedSince || '-01', '+0 days'), 1, 7)),
  partyId     INTEGER REFERENCES party (id),
  caseNo      TEXT REFERENCES complaintCase (caseNo)
, erasedOn TEXT CHECK (erasedOn IS date(erasedOn, '+0 days')), digest TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX complaintFirm ON complaint (firmId);

CREATE INDEX complaintCaseNo ON complaint (caseNo);

CREATE TABLE complaintVersion (
  id          INTEGER PRIMARY KEY,
  complaintId INTEGER NOT NULL REFERENCES complaint (id),
  knownOn     TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
  fileId      INTEGER REFERENCES ingestedFile (id),
  line        INTEGER,
  contentHash TEXT NOT NULL,
  receivedAt  TEXT NOT NULL,
  firmId      INTEGER REFERENCES firm (id),
  townCode    TEXT CHECK (length(townCode) = 9),
  persons     INTEGER,
  amountFen   INTEGER,
  placeHash   TEXT,
  -- The event that tells the case of it; null until the next night, 0 when the case has
  -- nothing to be told.
  eventSeq    INTEGER
, channel TEXT, firmName TEXT, projectCode TEXT, owedSince TEXT
  CHECK (owedSince IS substr(date(owedSince || '-01', '+0 days'), 1, 7)), firmKnownOn TEXT
  CHECK (firmKnownOn IS date(firmKnownOn, '+0 days'))) STRICT;

CREATE INDEX complaintVersionFirm ON complaintVersion (firmId);

CREATE INDEX complaintVersionNew ON complaintVersion (knownOn) WHERE eventSeq IS NULL;

CREATE TABLE complaintText (
  versionId INTEGER PRIMARY KEY REFERENCES complaintVersion (id),
  place     TEXT,
  content   TEXT
) STRICT;

CREATE TABLE caseText (
  hash   TEXT NOT NULL,
  caseNo TEXT NOT NULL REFERENCES complaintCase (caseNo),
  text   TEXT NOT NULL,
  PRIMARY KEY (caseNo, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE transferOrder (
  number   TEXT PRIMARY KEY,
  caseNo   TEXT NOT NULL REFERENCES complaintCase (caseNo),
  body     TEXT NOT NULL,
  helper   TEXT,
  rule     TEXT,
  issuedAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX transferOrderCase ON transferOrder (caseNo);

CREATE TABLE holdingPen (
  caseNo  TEXT PRIMARY KEY REFERENCES complaintCase (caseNo),
  sinceOn TEXT NOT NULL CHECK (sinceOn IS date(sinceOn, '+0 days')),
  whyZh   TEXT NOT NULL,
  whyEn   TEXT NOT NULL
) STRICT;

CREATE TABLE attendanceVersion (
  id              INTEGER PRIMARY KEY,
  projectId       INTEGER NOT NULL REFERENCES project (id),
  month           TEXT NOT NULL CHECK (month IS substr(date(month || '-01', '+0 days'), 1, 7)),
  knownOn         TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
  fileId          INTEGER NOT NULL REFERENCES ingestedFile (id),
  line            INTEGER NOT NULL,
  attendedPersons INTEGER NOT NULL CHECK (attendedPersons >= 0),
  attendedDays    INTEGER CHECK (attendedDays >= 0),
  UNIQUE (projectId, month, knownOn, fileId)
) STRICT;

CREATE TABLE disbursementVersion (
  id        INTEGER PRIMARY KEY,
  projectId INTEGER NOT NULL REFERENCES project (id),
  dueOn     TEXT NOT NULL CHECK (dueOn IS date(dueOn, '+0 days')),
  knownOn   TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
  fileId    INTEGER NOT NULL REFERENCES ingestedFile (id),
  line      INTEGER NOT NULL,
  dueFen    INTEGER NOT NULL CHECK (dueFen >= 0),
  paidOn    TEXT CHECK (paidOn IS date(paidOn, '+0 days')),
  paidFen   INTEGER CHECK (paidFen >= 0),
  UNIQUE (projectId, dueOn, knownOn, fileId)
) STRICT;

CREATE TABLE sixSystemsVersion (
  id                   INTEGER PRIMARY KEY,
  projectId            INTEGER NOT NULL REFERENCES project (id),
  checkedOn            TEXT NOT NULL CHECK (checkedOn IS date(checkedOn, '+0 days')),
  knownOn              TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
  fileId               INTEGER NOT NULL REFERENCES ingestedFile (id),
  line                 INTEGER NOT NULL,
  registered           INTEGER CHECK (registered IN (0, 1)),
  bankSigned           INTEGER CHECK (bankSigned IN (0, 1)),
  realName             INTEGER CHECK (realName IN (0, 1)),
  wageAccount          INTEGER CHECK (wageAccount IN (0, 1)),
  agentPayment         INTEGER CHECK (agentPayment IN (0, 1)),
  deposit              INTEGER CHECK (deposit IN (0, 1)),
  monthlyTransfer      INTEGER CHECK (monthlyTransfer IN (0, 1)),
  noticeBoard          INTEGER CHECK (noticeBoard IN (0, 1)),
  labourOfficerTrained INTEGER CHECK (labourOfficerTrained IN (0, 1)),
  UNIQUE (projectId, checkedOn, knownOn, fileId)
) STRICT;

CREATE TABLE inspectionVersion (
  id           INTEGER PRIMARY KEY,
  inspectionNo TEXT NOT NULL,
  knownOn      TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
  fileId       INTEGER NOT NULL REFERENCES ingestedFile (id),
  line         INTEGER NOT NULL,
  firmId       INTEGER NOT NULL REFERENCES firm (id),
  occurredOn   TEXT NOT NULL CHECK (occurredOn IS date(occurredOn, '+0 days')),
  kind         TEXT NOT NULL CHECK (kind = 'written_review' OR kind = 'on_site' OR
    kind = 'order' OR kind = 'penalty'),
  result       TEXT CHECK (result = 'passed' OR result = 'problem' OR result = 'corrected' OR
    result = 'refused'),
  persons      INTEGER CHECK (persons >= 0),
  amountFen    INTEGER CHECK (amountFen >= 0),
  grade        TEXT,
  UNIQUE (inspectionNo, knownOn, fileId)
) STRICT;

CREATE INDEX inspectionFirm ON inspectionVersion (firmId);

CREATE TABLE judicialVersion (
  id         INTEGER PRIMARY KEY,
  caseNo     TEXT NOT NULL,
  firmId     INTEGER NOT NULL REFERENCES firm (id),
  knownOn    TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
  fileId     INTEGER NOT NULL REFERENCES ingestedFile (id),
  line       INTEGER NOT NULL,
  occurredOn TEXT NOT NULL CHECK (occurredOn IS date(occurredOn, '+0 days')),
  kind       TEXT NOT NULL CHECK (kind = 'lawsuit' OR kind = 'enforcement' OR
    kind = 'dishonest' OR kind = 'bankruptcy'),
  amountFen  INTEGER CHECK (amountFen >= 0),
  UNIQUE (caseNo, firmId, knownOn, fileId)
) STRICT;

CREATE INDEX judicialFirm ON judicialVersion (firmId);

CREATE TABLE gridReportVersion (
  id         INTEGER PRIMARY KEY,
  reportNo   TEXT NOT NULL,
  knownOn    TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
  fileId     INTEGER NOT NULL REFERENCES ingestedFile (id),
  line       INTEGER NOT NULL,
  reporter   TEXT NOT NULL CHECK (reporter = 'town' OR reporter = 'village' OR
    reporter = 'union' OR reporter = 'grid' OR reporter = 'opinion'),
  occurredOn TEXT NOT NULL CHECK (occurredOn IS date(occurredOn, '+0 days')),
  -- Null when the report names no firm we know; the name stays as it was given.
  firmId     INTEGER REFERENCES firm (id),
  firmName   TEXT,
  townCode   TEXT CHECK (length(townCode) = 9),
  finding    TEXT NOT NULL CHECK (finding = 'stopped_work' OR finding = 'layoff' OR
    finding = 'pay_cut' OR finding = 'late_wages' OR finding = 'owner_missing' OR
    finding = 'bankruptcy' OR finding = 'moving_out'),
  persons    INTEGER CHECK (persons >= 0),
  noteHash   TEXT CHECK (length(noteHash) = 64), firmKnownOn TEXT
  CHECK (firmKnownOn IS date(firmKnownOn, '+0 days')),
  UNIQUE (reportNo, knownOn, fileId)
) STRICT;

CREATE INDEX gridReportFirm ON gridReportVersion (firmId);

CREATE TABLE gridReportText (
  versionId INTEGER PRIMARY KEY REFERENCES gridReportVersion (id),
  note      TEXT NOT NULL
) STRICT;

CREATE TABLE matchGroup (
  id        INTEGER PRIMARY KEY,
  feed      TEXT NOT NULL,
  name      TEXT,
  accountNo TEXT,
  -- Out of the queue, later rows too, until the refusal is taken back.
  isRefused INTEGER NOT NULL DEFAULT 0 CHECK (isRefused IN (0, 1))
, county TEXT CHECK (length(county) = 6), nameKey TEXT) STRICT;

CREATE TABLE firmAlias (
  id      INTEGER PRIMARY KEY,
  kind    TEXT NOT NULL CHECK (kind IN ('account', 'name')),
  -- Accounts are of one feed; a name counts in all.
  feed    TEXT CHECK ((kind = 'account') = (feed IS NOT NULL)),
  value   TEXT NOT NULL,
  firmId  INTEGER NOT NULL REFERENCES firm (id),
  eventId INTEGER NOT NULL REFERENCES matchEvent (id),
  endedBy INTEGER REFERENCES matchEvent (id)
, isDeliberate INTEGER NOT NULL DEFAULT 0
  CHECK (isDeliberate IN (0, 1))) STRICT;

CREATE UNIQUE INDEX firmAliasInForce ON firmAlias (kind, ifnull(feed, ''), value)
WHERE endedBy IS NULL;

CREATE TABLE refusedMatch (
  groupId INTEGER NOT NULL REFERENCES matchGroup (id),
  firmId  INTEGER NOT NULL REFERENCES firm (id),
  eventId INTEGER NOT NULL REFERENCES matchEvent (id),
  PRIMARY KEY (groupId, firmId)
) STRICT, WITHOUT ROWID;

CREATE TABLE rejectEvent (
  id       INTEGER PRIMARY KEY,
  rejectId INTEGER NOT NULL REFERENCES rejectedRow (id),
  kind     TEXT NOT NULL CHECK (kind = 'corrected' OR kind = 'replaced' OR kind = 'read' OR
    kind = 'kept' OR kind = 'dropped'),
  fileId   INTEGER REFERENCES ingestedFile (id),
  line     INTEGER,
  reason   TEXT,
  actor    TEXT,
  at       TEXT NOT NULL
) STRICT;

CREATE INDEX rejectEventOf ON rejectEvent (rejectId);

CREATE TABLE unmasking (
  id     INTEGER PRIMARY KEY,
  what   TEXT NOT NULL,
  rows   INTEGER NOT NULL,
  reason TEXT NOT NULL,
  actor  TEXT NOT NULL,
  at     TEXT NOT NULL
) STRICT;

CREATE TABLE knownValue (
  feed     TEXT NOT NULL,
  "column" TEXT NOT NULL,
  value    TEXT NOT NULL,
  fileId   INTEGER NOT NULL REFERENCES ingestedFile (id),
  line     INTEGER NOT NULL,
  PRIMARY KEY (feed, "column", value)
) STRICT, WITHOUT ROWID;

CREATE INDEX fileFindingFile ON fileFinding (fileId);

CREATE TABLE saidAgain (
  feed      TEXT NOT NULL,
  versionId INTEGER NOT NULL,
  fileId    INTEGER NOT NULL REFERENCES ingestedFile (id),
  knownOn   TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
  line      INTEGER NOT NULL,
  PRIMARY KEY (feed, versionId, fileId)
) STRICT, WITHOUT ROWID;

CREATE INDEX saidAgainFile ON saidAgain (fileId);

CREATE TABLE "firmVersion" (
  id                  INTEGER PRIMARY KEY,
  firmId              INTEGER NOT NULL REFERENCES firm (id),
  knownOn             TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
  fileId              INTEGER NOT NULL REFERENCES ingestedFile (id),
  line                INTEGER NOT NULL,
  name                TEXT NOT NULL,
  industry            TEXT,
  townCode            TEXT CHECK (length(townCode) = 9),
  registeredOn        TEXT CHECK (registeredOn IS date(registeredOn, '+0 days')),
  capitalFen          INTEGER,
  legalRepresentative TEXT,
  status              TEXT,
  persons             INTEGER,
  UNIQUE (firmId, knownOn, fileId)
) STRICT;

CREATE TABLE "projectVersion" (
  id                 INTEGER PRIMARY KEY,
  projectId          INTEGER NOT NULL REFERENCES project (id),
  knownOn            TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
  fileId             INTEGER NOT NULL REFERENCES ingestedFile (id),
  line               INTEGER NOT NULL,
  name               TEXT NOT NULL,
  kind               TEXT NOT NULL CHECK (kind = 'housing' OR kind = 'commercial' OR
    kind = 'transport' OR kind = 'water' OR kind = 'government' OR kind = 'other'),
  districtFunded     INTEGER CHECK (districtFunded IN (0, 1)),
  approvalNo         TEXT,
  permitNo           TEXT,
  contractorFirmId   INTEGER NOT NULL REFERENCES firm (id),
  ownerName          TEXT,
  townCode           TEXT CHECK (length(townCode) = 9),
  contractAmountFen  INTEGER,
  labourFeeBp        INTEGER CHECK (labourFeeBp BETWEEN 0 AND 10000),
  startedOn          TEXT CHECK (startedOn IS date(startedOn, '+0 days')),
  finishedOn         TEXT CHECK (finishedOn IS date(finishedOn, '+0 days')),
  UNIQUE (projectId, knownOn, fileId)
) STRICT;

CREATE INDEX projectContractor ON projectVersion (contractorFirmId);

CREATE INDEX complaintVersionOf ON complaintVersion (complaintId, knownOn, fileId);

CREATE TABLE "ingestedFile" (
  id         INTEGER PRIMARY KEY,
  file       TEXT NOT NULL,
  feed       TEXT,
  sha256     TEXT NOT NULL,
  bytes      INTEGER NOT NULL CHECK (bytes >= 0),
  encoding   TEXT,
  -- As text; with it, rows set aside or waiting are read again without the file.
  header     TEXT,
  knownOn    TEXT CHECK (knownOn IS date(knownOn, '+0 days')),
  ingestedAt TEXT NOT NULL,
  rows       INTEGER NOT NULL DEFAULT 0,
  stored     INTEGER NOT NULL DEFAULT 0,
  rejected   INTEGER NOT NULL DEFAULT 0,
  unchanged  INTEGER NOT NULL DEFAULT 0,
  waiting    INTEGER NOT NULL DEFAULT 0,
  superseded INTEGER NOT NULL DEFAULT 0,
  status     TEXT NOT NULL CHECK (status = 'loaded' OR status = 'refused' OR
    status = 'unchanged'),
  fault      TEXT, faultZh TEXT, period TEXT
  CHECK (period || '-01' IS date(period || '-01', '+0 days')), totals INTEGER CHECK (totals >= 0),
  CHECK (rows = stored + rejected + unchanged + waiting),
  CHECK ((status = 'refused') = (fault IS NOT NULL))
) STRICT;

CREATE INDEX ingestedFileHash ON ingestedFile (sha256);

CREATE INDEX ingestedFileName ON ingestedFile (file, feed);

CREATE INDEX ingestedFileFeed ON ingestedFile (feed, status);

CREATE VIEW scoreReason AS
SELECT r.runId, r.firmId, f.creditCode, r.indicator, r.points,
  e.feed, i.file, e.line
FROM reason r
JOIN firm f ON f.id = r.firmId
LEFT JOIN reasonEvidence e ON e.runId = r.runId AND e.firmId = r.firmId
  AND e.position = r.position AND e.ordinal = (
    SELECT max(ordinal) FROM reasonEvidence n
    WHERE n.runId = r.runId AND n.firmId = r.firmId AND n.position = r.position)
LEFT JOIN ingestedFile i ON i.id = e.fileId;

CREATE INDEX layerFile ON layer (fileId, feed, month);

CREATE INDEX rejectedRowKey ON rejectedRow (feed, rowKey) WHERE status = 'open';

CREATE TABLE "matchEvent" (
  id         INTEGER PRIMARY KEY,
  -- Null for what is about firms and not about rows.
  groupId    INTEGER REFERENCES matchGroup (id),
  kind       TEXT NOT NULL CHECK (kind = 'accepted' OR kind = 'automatic' OR
    kind = 'refused' OR kind = 'split' OR kind = 'merged' OR kind = 'undone'),
  firmId     INTEGER REFERENCES firm (id),
  -- Of a merge: the firm that goes on, and from which day.
  intoFirmId INTEGER REFERENCES firm (id),
  sinceOn    TEXT CHECK (sinceOn IS date(sinceOn, '+0 days')),
  undoes     INTEGER REFERENCES matchEvent (id),
  actor      TEXT NOT NULL,
  reason     TEXT NOT NULL,
  recordedAt TEXT NOT NULL, standsFor INTEGER REFERENCES matchEvent (id),
  CHECK (firmId IS NOT NULL OR kind = 'refused' OR kind = 'split' OR kind = 'undone'),
  CHECK ((kind = 'merged') = (intoFirmId IS NOT NULL)),
  CHECK ((kind = 'merged') = (sinceOn IS NOT NULL)),
  CHECK ((groupId IS NULL) <= (kind IN ('merged', 'undone'))),
  CHECK ((kind IN ('split', 'undone')) = (undoes IS NOT NULL))
) STRICT;

CREATE INDEX matchEventGroup ON matchEvent (groupId, id);

CREATE INDEX matchEventUndoes ON matchEvent (undoes) WHERE undoes IS NOT NULL;

CREATE TRIGGER matchEventNoUpdate BEFORE UPDATE ON matchEvent
BEGIN SELECT RAISE(ABORT, 'matchEvent is append-only: an event is never changed'); END;

CREATE TRIGGER matchEventNoDelete BEFORE DELETE ON matchEvent
BEGIN SELECT RAISE(ABORT, 'matchEvent is append-only: an event is never deleted'); END;

CREATE TABLE firmMerge (
  eventId    INTEGER PRIMARY KEY REFERENCES matchEvent (id),
  firmId     INTEGER NOT NULL REFERENCES firm (id),
  intoFirmId INTEGER NOT NULL REFERENCES firm (id),
  sinceOn    TEXT NOT NULL CHECK (sinceOn IS date(sinceOn, '+0 days')),
  endedBy    INTEGER REFERENCES matchEvent (id),
  CHECK (firmId <> intoFirmId)
) STRICT;

CREATE UNIQUE INDEX firmMergeInForce ON firmMerge (firmId) WHERE endedBy IS NULL;

CREATE UNIQUE INDEX matchGroupKey
ON matchGroup (feed, ifnull(name, ''), ifnull(accountNo, ''), ifnull(county, ''));

CREATE INDEX matchGroupAccount ON matchGroup (feed, accountNo) WHERE accountNo IS NOT NULL;

CREATE INDEX matchGroupNameKey ON matchGroup (nameKey);

CREATE INDEX firmAliasEvent ON firmAlias (eventId);

CREATE TABLE "waitingRow" (
  id        INTEGER PRIMARY KEY,
  fileId    INTEGER REFERENCES ingestedFile (id),
  feed      TEXT NOT NULL,
  line      INTEGER,
  row       INTEGER,
  name      TEXT,
  accountNo TEXT,
  raw       TEXT NOT NULL,
  -- rejected: accepted, but its file had said otherwise of the account and month.
  status    TEXT NOT NULL DEFAULT 'waiting' CHECK (status = 'waiting' OR
    status = 'matched' OR status = 'refused' OR status = 'rejected'),
  groupId   INTEGER REFERENCES matchGroup (id),
  -- The decision that the row entered the store by.
  eventId   INTEGER REFERENCES matchEvent (id),
  -- Of complaintVersion or gridReportVersion: the row is in, only its firm is asked.
  versionId INTEGER,
  rejectId  INTEGER REFERENCES rejectedRow (id),
  -- 1: raw was put together from the row's values, under a header of our own.
  isRebuilt INTEGER NOT NULL DEFAULT 0 CHECK (isRebuilt IN (0, 1)),
  CHECK ((fileId IS NULL) = (line IS NULL)),
  CHECK ((fileId IS NULL) <= (versionId IS NOT NULL)),
  CHECK ((status = 'rejected') = (rejectId IS NOT NULL))
) STRICT;

CREATE INDEX waitingRowGroup ON waitingRow (groupId, status);

CREATE INDEX waitingRowEvent ON waitingRow (eventId);

CREATE INDEX waitingRowVersion ON waitingRow (feed, versionId) WHERE versionId IS NOT NULL;

CREATE INDEX waitingRowFile ON waitingRow (fileId) WHERE fileId IS NOT NULL;

CREATE INDEX waitingRowWaiting ON waitingRow (groupId) WHERE status = 'waiting';

CREATE TABLE ruledSheet (
  id     INTEGER PRIMARY KEY,
  feed   TEXT NOT NULL,
  fileId INTEGER NOT NULL REFERENCES ingestedFile (id),
  rows   INTEGER NOT NULL CHECK (rows > 0),
  data   BLOB NOT NULL
) STRICT;

CREATE INDEX ruledSheetFeed ON ruledSheet (feed, fileId);

CREATE TABLE matchLook (
  topic TEXT PRIMARY KEY,
  mark  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE seriesSheet (
  feed      TEXT NOT NULL,
  block     INTEGER NOT NULL,
  firstSlot INTEGER NOT NULL,
  count     INTEGER NOT NULL CHECK (count > 0),
  -- For each slot (firm.id - 1) % 1024: UInt16, little-endian.
  firms     BLOB NOT NULL CHECK (length(firms) = 2 * count),
  -- For each slot the length of its key, Int32, little-endian, -1 for none; then the key.
  keys      BLOB NOT NULL,
  PRIMARY KEY (feed, block, firstSlot)
) STRICT;

CREATE TABLE tierHold (
  runId      INTEGER NOT NULL,
  firmId     INTEGER NOT NULL,
  tier       TEXT NOT NULL CHECK (tier = 'yellow' OR tier = 'orange' OR tier = 'red'),
  scored     TEXT NOT NULL CHECK (scored = 'green' OR scored = 'yellow' OR
    scored = 'orange'),
  causeRunId INTEGER NOT NULL REFERENCES scoreRun (id),
  -- NULL while a feed of the cause is late.
  goneOn     TEXT CHECK (goneOn IS date(goneOn, '+0 days')),
  loweredOn  TEXT CHECK (loweredOn IS date(loweredOn, '+0 days')),
  PRIMARY KEY (runId, firmId, tier),
  FOREIGN KEY (runId, firmId) REFERENCES score (runId, firmId)
) STRICT, WITHOUT ROWID;

CREATE TABLE warningNight (
  asOf  TEXT PRIMARY KEY CHECK (asOf IS date(asOf, '+0 days')),
  runId INTEGER NOT NULL REFERENCES scoreRun (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE warning (
  warningNo  TEXT PRIMARY KEY,
  firmId     INTEGER NOT NULL REFERENCES firm (id),
  tier       TEXT NOT NULL CHECK (tier = 'yellow' OR tier = 'orange' OR tier = 'red'),
  runId      INTEGER NOT NULL REFERENCES scoreRun (id),
  firedOn    TEXT NOT NULL CHECK (firedOn IS date(firedOn, '+0 days')),
  dueOn      TEXT NOT NULL CHECK (dueOn IS date(dueOn, '+0 days')),
  assignedTo TEXT,
  assignedOn TEXT CHECK (assignedOn IS date(assignedOn, '+0 days')),
  outcome    TEXT CHECK (outcome = 'valid' OR outcome = 'false-alarm' OR
    outcome = 'data-late' OR outcome = 'already-known'),
  recordedOn TEXT CHECK (recordedOn IS date(recordedOn, '+0 days'))
) STRICT, WITHOUT ROWID;

CREATE INDEX warningFirm ON warning (firmId);

CREATE INDEX warningOpen ON warning (firedOn) WHERE outcome IS NULL;

CREATE TABLE warningText (
  warningNo TEXT NOT NULL REFERENCES warning (warningNo),
  hash      TEXT NOT NULL,
  text      TEXT NOT NULL,
  PRIMARY KEY (warningNo, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE warningEvent (
  seq         INTEGER PRIMARY KEY,
  warningNo   TEXT NOT NULL REFERENCES warning (warningNo),
  type        TEXT NOT NULL,
  payload     TEXT NOT NULL CHECK (json_valid(payload)),
  effectiveOn TEXT NOT NULL CHECK (effectiveOn IS date(effectiveOn, '+0 days')),
  recordedAt  TEXT NOT NULL,
  actor       TEXT NOT NULL,
  previous    TEXT NOT NULL CHECK (length(previous) = 64),
  hash        TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;

CREATE INDEX warningEventOf ON warningEvent (warningNo, seq);

CREATE TRIGGER warningEventNoUpdate BEFORE UPDATE ON warningEvent
BEGIN SELECT RAISE(ABORT, 'warningEvent is append-only: an event is never changed'); END;

CREATE TRIGGER warningEventNoDelete BEFORE DELETE ON warningEvent
BEGIN SELECT RAISE(ABORT, 'warningEvent is append-only: an event is never deleted'); END;

CREATE VIEW warningOutcome AS
SELECT w.warningNo, w.firmId, f.creditCode, w.tier, w.runId, w.firedOn, w.dueOn,
  w.recordedOn, w.outcome,
  (SELECT json_group_array(indicator) FROM (
    SELECT r.indicator FROM reason r
    WHERE r.runId = w.runId AND r.firmId = w.firmId
      AND r.indicator NOT LIKE 'cap:%' AND r.indicator NOT LIKE 'held:%'
    ORDER BY r.position)) AS indicators
FROM warning w JOIN firm f ON f.id = w.firmId
WHERE w.outcome IS NOT NULL;

CREATE TABLE policyText (
  hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE scoreRunColumn (
  runId     INTEGER NOT NULL REFERENCES scoreRun (id),
  measure   INTEGER NOT NULL,
  lastMonth TEXT NOT NULL
    CHECK (lastMonth || '-01' IS date(lastMonth || '-01', '+0 days')),
  PRIMARY KEY (runId, measure)
) STRICT, WITHOUT ROWID;

CREATE TABLE caseInstalment (
  caseNo    TEXT NOT NULL REFERENCES complaintCase (caseNo),
  number    INTEGER NOT NULL,
  dueOn     TEXT NOT NULL CHECK (dueOn IS date(dueOn, '+0 days')),
  amountFen INTEGER NOT NULL CHECK (amountFen > 0),
  paidAt    TEXT,
  isBroken  INTEGER NOT NULL CHECK (isBroken IN (0, 1)),
  PRIMARY KEY (caseNo, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE "complaintCase" (
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
    callback = 'unreached'), county TEXT CHECK (length(county) = 6 OR county = ''),
  CHECK (dueOn IS NOT NULL OR dueClock IS NOT NULL)
) STRICT;

CREATE INDEX complaintCaseState ON complaintCase (state, dueOn);

CREATE TABLE "caseClock" (
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

CREATE INDEX caseClockOf ON caseClock (clock, dueOn);

CREATE TABLE outboxAttempt (
  id          INTEGER PRIMARY KEY,
  outboxId    INTEGER NOT NULL REFERENCES outbox (id),
  target      TEXT NOT NULL,
  attemptedAt TEXT NOT NULL,
  status      TEXT NOT NULL CHECK (status IN ('sent', 'failed')),
  -- The receiver's answer, or what went wrong.
  answer      TEXT NOT NULL,
  retryAt     TEXT, digest TEXT NOT NULL DEFAULT '',
  CHECK ((status = 'failed') = (retryAt IS NOT NULL))
) STRICT;

CREATE INDEX outboxAttemptOf ON outboxAttempt (outboxId, target, id);

CREATE TABLE outboxStart (
  afterOn TEXT NOT NULL CHECK (afterOn IS date(afterOn, '+0 days'))
) STRICT;

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

CREATE TABLE fundAccount (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  balanceFen INTEGER NOT NULL CHECK (balanceFen >= 0)
) STRICT;

CREATE TRIGGER fundMovementCounts AFTER INSERT ON fundMovement
BEGIN UPDATE fundAccount SET balanceFen = balanceFen + NEW.amountFen; END;

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

CREATE TABLE punishedParty (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL CHECK (kind = 'firm' OR kind = 'person'),
  creditCode TEXT,
  name       TEXT,
  idNo       TEXT,
  CHECK (kind = 'person' OR creditCode IS NOT NULL)
) STRICT;

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

CREATE TABLE punishmentText (
  punishmentNo TEXT NOT NULL REFERENCES punishment (punishmentNo),
  hash         TEXT NOT NULL,
  text         TEXT NOT NULL, salt TEXT CHECK (length(salt) = 64),
  PRIMARY KEY (punishmentNo, hash)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE hashSecret (
  secret BLOB NOT NULL CHECK (length(secret) = 32)
) STRICT;

CREATE TABLE writtenReview (
  id          INTEGER PRIMARY KEY,
  firmId      INTEGER NOT NULL REFERENCES firm (id),
  year        INTEGER NOT NULL,
  -- Null: not handed in.
  handedInOn  TEXT CHECK (handedInOn IS date(handedInOn, '+0 days')),
  checkedBy   TEXT,
  result      TEXT CHECK (result = 'passed' OR result = 'problem' OR result = 'corrected'),
  corrections TEXT,
  effectiveOn TEXT NOT NULL CHECK (effectiveOn IS date(effectiveOn, '+0 days')),
  recordedAt  TEXT NOT NULL,
  actor       TEXT NOT NULL
) STRICT;

CREATE INDEX writtenReviewFirm ON writtenReview (firmId, year);

CREATE TRIGGER writtenReviewNoUpdate BEFORE UPDATE ON writtenReview
BEGIN SELECT RAISE(ABORT, 'writtenReview is append-only: a record is never changed'); END;

CREATE TRIGGER writtenReviewNoDelete BEFORE DELETE ON writtenReview
BEGIN SELECT RAISE(ABORT, 'writtenReview is append-only: a record is never deleted'); END;

CREATE TABLE firmGrade (
  id         INTEGER PRIMARY KEY,
  firmId     INTEGER NOT NULL REFERENCES firm (id),
  year       INTEGER NOT NULL,
  asOf       TEXT NOT NULL CHECK (asOf IS date(asOf, '+0 days')),
  policy     TEXT NOT NULL,
  grade      TEXT NOT NULL,
  -- The ids of the rules that gave it, with the numbers of their facts, as JSON.
  reasons    TEXT NOT NULL CHECK (json_valid(reasons)),
  recordedAt TEXT NOT NULL,
  actor      TEXT NOT NULL
) STRICT;

CREATE INDEX firmGradeOf ON firmGrade (year, firmId);

CREATE TRIGGER firmGradeNoUpdate BEFORE UPDATE ON firmGrade
BEGIN SELECT RAISE(ABORT, 'firmGrade is append-only: a grade is never changed'); END;

CREATE TRIGGER firmGradeNoDelete BEFORE DELETE ON firmGrade
BEGIN SELECT RAISE(ABORT, 'firmGrade is append-only: a grade is never deleted'); END;

CREATE TABLE duty (
  id         INTEGER PRIMARY KEY,
  day        TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
  person     TEXT NOT NULL,
  body       TEXT NOT NULL,
  -- Protected: lists show it masked.
  phone      TEXT NOT NULL,
  isRemoved  INTEGER NOT NULL CHECK (isRemoved IN (0, 1)),
  recordedAt TEXT NOT NULL,
  actor      TEXT NOT NULL
) STRICT;

CREATE INDEX dutyDay ON duty (day, person);

CREATE TABLE incident (
  incidentNo TEXT PRIMARY KEY,
  -- A drill is no incident: it counts nowhere and has numbers of its own.
  isDrill    INTEGER NOT NULL CHECK (isDrill IN (0, 1)),
  openedAt   TEXT NOT NULL,
  persons    INTEGER NOT NULL CHECK (persons > 0),
  level      TEXT NOT NULL,
  plan       TEXT NOT NULL,
  caseNo     TEXT REFERENCES complaintCase (caseNo),
  firmId     INTEGER REFERENCES firm (id),
  townCode   TEXT CHECK (length(townCode) = 9),
  place      TEXT,
  closedAt   TEXT,
  result     TEXT, placeSalt TEXT CHECK (length(placeSalt) = 64), resultSalt TEXT CHECK (length(resultSalt) = 64), annulledAt TEXT,
  CHECK ((closedAt IS NULL) = (result IS NULL)),
  CHECK (incidentNo GLOB iif(isDrill, 'YL-*', 'QT-*')),
  CHECK (isDrill = 0 OR caseNo IS NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE incidentStep (
  incidentNo TEXT NOT NULL REFERENCES incident (incidentNo),
  step       TEXT NOT NULL,
  position   INTEGER NOT NULL,
  titleZh    TEXT NOT NULL,
  titleEn    TEXT NOT NULL,
  toldZh     TEXT NOT NULL,
  toldEn     TEXT NOT NULL,
  source     TEXT NOT NULL,
  dueAt      TEXT NOT NULL,
  doneAt     TEXT,
  doneBy     TEXT, voidedAt TEXT,
  CHECK ((doneAt IS NULL) = (doneBy IS NULL)),
  PRIMARY KEY (incidentNo, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE countedBy (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  -- A hash of the workflow policy of the last night.
  rules TEXT NOT NULL
) STRICT;

CREATE INDEX caseClockDue ON caseClock (dueOn IS NULL, dueOn, caseNo, position, startsOn, ending)
  WHERE ending IS NULL;

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

CREATE TABLE "caseEvent" (
  seq         INTEGER PRIMARY KEY,
  caseNo      TEXT NOT NULL REFERENCES complaintCase (caseNo),
  type        TEXT NOT NULL,
  payload     TEXT NOT NULL CHECK (json_valid(payload)),
  effectiveAt TEXT NOT NULL,
  recordedAt  TEXT NOT NULL,
  actor       TEXT NOT NULL,
  previous    TEXT NOT NULL CHECK (length(previous) = 64),
  hash        TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE INDEX caseEventCase ON caseEvent (caseNo, seq);

CREATE INDEX caseEventEffective ON caseEvent (effectiveAt, caseNo);

CREATE TRIGGER caseEventNoUpdate BEFORE UPDATE ON caseEvent
BEGIN SELECT RAISE(ABORT, 'caseEvent is append-only: an event is never changed'); END;

CREATE TRIGGER caseEventNoDelete BEFORE DELETE ON caseEvent
BEGIN SELECT RAISE(ABORT, 'caseEvent is append-only: an event is never deleted'); END;

CREATE TABLE outboxShown (
  outboxId INTEGER NOT NULL REFERENCES outbox (id),
  target   TEXT NOT NULL,
  shownAt  TEXT NOT NULL,
  PRIMARY KEY (outboxId, target)
) STRICT, WITHOUT ROWID;

CREATE TABLE retentionShown (
  policy  TEXT NOT NULL,
  asOf    TEXT NOT NULL CHECK (asOf IS date(asOf, '+0 days')),
  shownAt TEXT NOT NULL,
  PRIMARY KEY (policy, asOf)
) STRICT, WITHOUT ROWID;

CREATE INDEX caseEventWithdrawn ON caseEvent (caseNo) WHERE type = 'raise-withdrawn';

CREATE INDEX caseEventPlace ON caseEvent (seq) WHERE type = 'linked' OR type = 'unlinked';

CREATE TABLE tableEnd (
  name TEXT PRIMARY KEY CHECK (name = 'erasureEvent' OR name = 'outbox' OR
    name = 'outboxAttempt'),
  last INTEGER NOT NULL,
  -- Of a chain the row's own hash.
  hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER outboxAttemptEnd AFTER INSERT ON outboxAttempt
BEGIN UPDATE tableEnd SET last = NEW.id WHERE name = 'outboxAttempt'; END;

CREATE TRIGGER erasureEventEnd AFTER INSERT ON erasureEvent
BEGIN UPDATE tableEnd SET last = NEW.seq, hash = NEW.hash WHERE name = 'erasureEvent'; END;

CREATE INDEX caseEventMoney ON caseEvent (caseNo) WHERE type = 'paid' OR type = 'advanced';

CREATE TABLE "incidentEvent" (
  seq         INTEGER PRIMARY KEY,
  incidentNo  TEXT NOT NULL REFERENCES incident (incidentNo),
  type        TEXT NOT NULL CHECK (type = 'opened' OR type = 'counted' OR type = 'done' OR
    type = 'closed' OR type = 'corrected' OR type = 'annulled'),
  payload     TEXT NOT NULL CHECK (json_valid(payload)),
  effectiveAt TEXT NOT NULL,
  recordedAt  TEXT NOT NULL,
  actor       TEXT NOT NULL,
  previous    TEXT NOT NULL CHECK (length(previous) = 64),
  hash        TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;

CREATE INDEX incidentEventOf ON incidentEvent (incidentNo, seq);

CREATE TRIGGER incidentEventNoUpdate BEFORE UPDATE ON incidentEvent
BEGIN SELECT RAISE(ABORT, 'incidentEvent is append-only: an event is never changed'); END;

CREATE TRIGGER incidentEventNoDelete BEFORE DELETE ON incidentEvent
BEGIN SELECT RAISE(ABORT, 'incidentEvent is append-only: an event is never deleted'); END;

CREATE TABLE incidentReason (
  seq  INTEGER PRIMARY KEY REFERENCES incidentEvent (seq),
  text TEXT NOT NULL,
  salt TEXT NOT NULL CHECK (length(salt) = 64)
) STRICT;

CREATE TABLE "outbox" (
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

CREATE TRIGGER outboxEnd AFTER INSERT ON outbox
BEGIN UPDATE tableEnd SET last = NEW.id WHERE name = 'outbox'; END;

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

CREATE INDEX waitingRowReject ON waitingRow (rejectId) WHERE rejectId IS NOT NULL;

CREATE INDEX rejectedRowCorrects ON rejectedRow (correctsId) WHERE correctsId IS NOT NULL;
