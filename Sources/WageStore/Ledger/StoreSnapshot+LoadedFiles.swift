internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// The files loaded by the day, in the order they came; not those of which every row was rejected.
  ///
  /// A file of corrected rejects stands for the files that set them aside: it says of their time, not
  /// of the day on which somebody got round to it. One whose numbers closed no reject stands for
  /// itself, and is marked.
  ///
  /// - Parameters:
  ///   - day: known by then.
  ///   - isOfCorrections: whether a header is one of corrected rejects.
  /// - Returns: the files by the order they came in, one as often as files stand for it.
  /// - Throws: what the database throws.
  public func loadedFiles(
    asOf day: Day, isOfCorrections: (String, Feed) -> Bool
  ) throws -> [LoadedFile] {
    var loaded: [(id: Int64, file: LoadedFile, hasRows: Bool)] = []
    var corrections: Set<Int64> = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, feed, file, knownOn, \(Self.toldOfPeriod), header FROM ingestedFile f
        WHERE status IN ('loaded', 'unchanged') AND knownOn <= ? ORDER BY id
        """,
      arguments: [day.description])
    while let row = try rows.next() {
      guard let feed = Feed(rawValue: row[1]), let knownOn = Day(row[3] as String) else { continue }
      let header: String? = row[5]
      let corrects = header.map { isOfCorrections($0, feed) } ?? false
      let file = LoadedFile(
        feed: feed, file: row[2], knownOn: knownOn, isOfCorrections: corrects)
      loaded.append((row[0], file, row[4]))
      if corrects { corrections.insert(row[0]) }
    }
    guard !corrections.isEmpty else { return loaded.filter(\.hasRows).map(\.file) }
    let corrected = try corrected(by: corrections)
    let known = Dictionary(uniqueKeysWithValues: loaded.map { ($0.id, $0.file) })
    return loaded.filter(\.hasRows).flatMap { id, file, _ in
      let first = Self.firsts(of: id, corrected).compactMap { known[$0] }
      return first.isEmpty ? [file] : first
    }
  }

  /// The files whose rejects the rows of others corrected.
  private func corrected(by files: Set<Int64>) throws -> [Int64: Set<Int64>] {
    var corrected: [Int64: Set<Int64>] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT DISTINCT e.fileId, r.fileId FROM rejectEvent e JOIN rejectedRow r ON r.id = e.rejectId
        WHERE e.kind IN ('corrected', 'replaced') AND e.fileId IS NOT NULL
        """)
    while let row = try rows.next() {
      if files.contains(row[0]) { corrected[row[0], default: []].insert(row[1]) }
    }
    return corrected
  }

  /// The files at the beginning: what corrects may be corrected in its turn, by a later file.
  private static func firsts(of file: Int64, _ corrected: [Int64: Set<Int64>]) -> [Int64] {
    guard let before = corrected[file] else { return [] }
    return before.sorted().flatMap { earlier in
      let firsts = earlier < file ? firsts(of: earlier, corrected) : []
      return firsts.isEmpty ? [earlier] : firsts
    }
  }
}
