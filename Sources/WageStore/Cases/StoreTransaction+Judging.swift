internal import Foundation
internal import WageDomain

extension StoreTransaction {
  /// Hands the events of each case to `judge` on a thread of its own and what it found to `take`, in
  /// the order of the cases: some are judged beside the writing of those before.
  ///
  /// - Parameters:
  ///   - cases: numbers; what is taken of one must not change the events of another.
  ///   - judge: knows nothing of the database.
  ///   - take: writes.
  /// - Throws: what `take` throws; what `judge` throws is handed to it.
  func judging<Judged: Sendable>(
    _ cases: [String], judge: @escaping @Sendable (String, [CaseEvent]) throws -> Judged,
    take: (String, Result<Judged, any Error>) throws -> Void
  ) throws {
    let queue = DispatchQueue(label: "cases", qos: .userInitiated)
    var ahead: JudgedCases<Judged>?
    for start in stride(from: 0, to: cases.count, by: Self.judgedAtOnce) {
      let some = cases[start..<min(start + Self.judgedAtOnce, cases.count)]
      let next = JudgedCases<Judged>(try some.map { ($0, try snapshot.chainRows(ofCase: $0)) })
      next.judge(on: queue, by: judge)
      try ahead?.forEach(take)
      ahead = next
    }
    try ahead?.forEach(take)
  }

  private static let judgedAtOnce = 500
}

/// Some cases under way: written by the judging thread, read after it is done.
private final class JudgedCases<Judged: Sendable>: @unchecked Sendable {
  private let rows: [(caseNo: String, rows: [ChainRow])]
  private let group = DispatchGroup()
  private var found: [Result<Judged, any Error>] = []

  init(_ rows: [(caseNo: String, rows: [ChainRow])]) { self.rows = rows }

  func judge(
    on queue: DispatchQueue, by judge: @escaping @Sendable (String, [CaseEvent]) throws -> Judged
  ) {
    queue.async(group: group) { [self] in
      found = rows.map { caseNo, rows in
        Result { try judge(caseNo, try rows.map { try $0.readEvent() }) }
      }
    }
  }

  func forEach(_ take: (String, Result<Judged, any Error>) throws -> Void) throws {
    group.wait()
    for (row, result) in zip(rows, found) { try take(row.caseNo, result) }
  }
}
