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
      let next = JudgedCases<Judged>(some, try some.map(snapshot.storedEvents(ofCase:)))
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
  private let numbers: [String]
  private var events: [[StoredEvent]]
  private let group = DispatchGroup()
  private var found: [Result<Judged, any Error>] = []

  init(_ numbers: some Collection<String>, _ events: [[StoredEvent]]) {
    self.numbers = Array(numbers)
    self.events = events
  }

  func judge(
    on queue: DispatchQueue, by judge: @escaping @Sendable (String, [CaseEvent]) throws -> Judged
  ) {
    queue.async(group: group) { [self] in
      found = zip(numbers, events).map { caseNo, events in
        Result { try judge(caseNo, try events.map { try $0.read() }) }
      }
      // Here, so that the writing thread is not kept by it.
      events = []
    }
  }

  func forEach(_ take: (String, Result<Judged, any Error>) throws -> Void) throws {
    group.wait()
    for (caseNo, result) in zip(numbers, found) { try take(caseNo, result) }
  }
}
