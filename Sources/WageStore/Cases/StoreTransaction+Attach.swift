internal import GRDB
public import WageDomain

extension StoreTransaction {
  /// Puts a complaint into a case by hand: the same grievance, whatever was suggested (N2).
  ///
  /// A complaint whose own case holds nothing else takes that case with it, as a merge does; one that
  /// never opened a case is linked.
  ///
  /// - Returns: the status of the case that it is in now.
  /// - Throws: ``CaseStoreError``; nothing is changed then.
  public func attach(
    _ complaintNo: String, to caseNo: String, entry: CaseEntry, rules: some CaseRules
  ) throws -> CaseStatus {
    let (id, own) = try complaint(complaintNo)
    _ = try snapshot.events(ofCase: caseNo)
    guard let own else { return try link(complaintNo, id, to: caseNo, entry: entry, rules: rules) }
    let status = try rules.status(of: snapshot.events(ofCase: own).map(\.event))
    guard own == caseNo || status.complaints.count == 1 else {
      throw CaseStoreError.illegal(
        caseNo: own,
        .cannotMergeInto(
          caseNo,
          reason: Bilingual(
            zh: "投诉 \(complaintNo) 所在案件另有投诉，要整案并入请用 `case merge \(own) --into \(caseNo)`",
            en: "the case of complaint \(complaintNo) holds others; merge the whole with "
              + "`case merge \(own) --into \(caseNo)`")))
    }
    return try merge(own, into: caseNo, entry: entry, rules: rules)
  }

  /// Takes a complaint out of its case, which others share, into a new case of its own.
  ///
  /// - Returns: the status of the case that it left, and the number of the new one.
  /// - Throws: ``CaseStoreError``; nothing is changed then.
  public func detach(
    _ complaintNo: String, reason: String, entry: CaseEntry, rules: some CaseRules
  ) throws -> (left: CaseStatus, caseNo: String) {
    let (id, own) = try complaint(complaintNo)
    guard let own else { throw CaseStoreError.withoutCase(complaintNo) }
    let unlinking = Unlinking(complaintNo: complaintNo, reasonHash: TextHash.sha256(reason))
    // Before the event: what the complaint's firm was to be told is withdrawn with it.
    try db.execute(sql: "UPDATE complaint SET caseNo = NULL WHERE id = ?", arguments: [id])
    let status = try act(
      .unlinked(unlinking), onCase: own, text: reason, entry: entry, rules: rules)
    let new = try registerCases(
      asOf: entry.now.day, rules: rules, now: entry.now, only: complaintNo,
      detachedOn: entry.on ?? entry.now.day, actor: entry.actor)
    guard let caseNo = new.first else {
      throw StoreError.failed("complaint \(id) opened no case")
    }
    return (status, caseNo)
  }

  /// Says which firm a complaint is about that names none.
  ///
  /// One that names a firm waits in the match queue, and is decided there for all rows of that name.
  ///
  /// - Returns: the status of its case, nil when it has none; the credit code of another firm that it was
  ///   about before, nil when there was none.
  /// - Throws: ``CaseStoreError``; nothing is changed then.
  public func assign(
    _ complaintNo: String, toFirm firm: Int64, entry: CaseEntry, rules: some CaseRules
  ) throws -> (status: CaseStatus?, former: String?) {
    let (id, own) = try complaint(complaintNo)
    let day = entry.now.day
    guard let version = try latestVersion(of: id, asOf: day) else {
      throw StoreError.failed("complaint \(id) has no version")
    }
    let group = try Int64.fetchOne(
      db,
      sql: """
        SELECT w.groupId FROM waitingRow w JOIN complaintVersion v ON v.id = w.versionId
        WHERE w.feed = 'complaints' AND v.complaintId = ? AND w.status = 'waiting'
        ORDER BY w.id DESC LIMIT 1
        """,
      arguments: [id])
    if let group { throw CaseStoreError.waitsForMatch(complaintNo: complaintNo, group: group) }
    let former = try creditCode(ofVersion: version.id)
    try nameFirm(Int32(truncatingIfNeeded: firm), since: day, complaintVersion: version.id)
    let named = try creditCode(ofVersion: version.id)
    let other = named == former ? nil : former
    guard let own else { return (nil, other) }
    if let named, named != former {
      let naming = FirmNaming(complaintNo: complaintNo, firm: named, former: former)
      try act(.firmNamed(naming), onCase: own, entry: entry, rules: rules)
    }
    let events = try snapshot.events(ofCase: own).map(\.event)
    guard let told = lastTold(of: complaintNo, in: events), !told.isFirmKnown else {
      return (try rules.status(of: events), other)
    }
    let known = RegisteredComplaint(
      complaintNo: complaintNo, details: told.details, placeHash: told.placeHash)
    return (try act(.detailsChanged(known), onCase: own, entry: entry, rules: rules), other)
  }

  private func creditCode(ofVersion version: Int64) throws -> String? {
    try String.fetchOne(
      db,
      sql:
        "SELECT f.creditCode FROM complaintVersion v JOIN firm f ON f.id = v.firmId WHERE v.id = ?",
      arguments: [version])
  }

  private func complaint(_ number: String) throws -> (id: Int64, caseNo: String?) {
    try snapshot.complaint(number)
  }

  private func link(
    _ complaintNo: String, _ id: Int64, to caseNo: String, entry: CaseEntry, rules: some CaseRules
  ) throws -> CaseStatus {
    guard let version = try latestVersion(of: id, asOf: entry.now.day) else {
      throw StoreError.failed("complaint \(id) has no version")
    }
    let linked = LinkedComplaint(
      complaintNo: complaintNo, fromCase: nil, details: version.details,
      placeHash: version.placeHash, isFirmKnown: version.isFirmKnown)
    let status = try act(.linked(linked), onCase: caseNo, entry: entry, rules: rules)
    try db.execute(
      sql: "UPDATE complaint SET caseNo = ? WHERE id = ?", arguments: [caseNo, id])
    try markTold(complaint: id, upTo: version.id)
    return status
  }
}

extension StoreSnapshot {
  /// The case that a complaint is in; nil when it opened none.
  ///
  /// - Throws: ``CaseStoreError/unknownComplaint(_:nearest:)``.
  public func caseNo(ofComplaint number: String) throws -> String? {
    try complaint(number).caseNo
  }

  fileprivate func complaint(_ number: String) throws -> (id: Int64, caseNo: String?) {
    let row = try Row.fetchOne(
      db, sql: "SELECT id, caseNo FROM complaint WHERE complaintNo = ?", arguments: [number])
    guard let row else {
      throw CaseStoreError.unknownComplaint(number, nearest: try nearestComplaint(to: number))
    }
    return (row["id"], row["caseNo"])
  }

  /// The complaint whose number begins like this one for longest.
  private func nearestComplaint(to number: String) throws -> String? {
    for length in stride(from: number.count, through: 1, by: -1) {
      let start = String(number.prefix(length))
      let found = try String.fetchOne(
        db,
        sql: """
          SELECT complaintNo FROM complaint WHERE complaintNo >= :start
            AND complaintNo < :start || char(1114111)
          ORDER BY abs(length(complaintNo) - :length), complaintNo LIMIT 1
          """,
        arguments: ["start": start, "length": number.count])
      if let found { return found }
    }
    return nil
  }
}
