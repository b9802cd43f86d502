internal import WageDomain

/// The waiting rows of one account, and which of them go in next.
///
/// A row that goes in makes its firm a holder of the account from the day by which that was known. So
/// the rows whose firm was known first go in first, and the others are asked about again after them.
struct AccountQueue {
  /// An account, as one feed knows it.
  struct Key: Hashable {
    let feed: Feed
    let account: String

    /// Nil for rows that name no account.
    init?(_ key: GroupKey) {
      guard let account = key.account else { return nil }
      (feed, self.account) = (key.feed, account)
    }
  }

  private let entries: [(id: Int64, key: GroupKey)]
  /// Known-on days (``Day/number``) of rows that wait, by entry.
  private var waiting: [Int64: Set<Int32>]
  private var since: [Int64: [Int32: Int32]] = [:]
  /// The first day (``Day/number``) by which it was known whose some of the rows are.
  private(set) var next: Int32?

  /// `days` may be of other entries, too: only those of the queue's own are kept.
  init(_ entries: [(id: Int64, key: GroupKey)], waiting days: [Int64: Set<Int32>]) {
    self.entries = entries
    waiting = Dictionary(uniqueKeysWithValues: entries.map { ($0.id, days[$0.id] ?? []) })
  }

  /// The entries whose rows go in on the next day.
  var due: [Int64] {
    since.filter { $0.value.values.contains { $0 == next } }.map(\.key)
  }

  /// Asks about the rows by the holders of now.
  mutating func ask(_ plan: MatchPlan) throws {
    since = [:]
    for (id, key) in entries where waiting[id]?.isEmpty == false {
      guard try plan.take(id, key) else { continue }
      for day in waiting[id] ?? [] {
        since[id, default: [:]][day] = try plan.since(id, knownOn: day)
      }
    }
    next = since.values.flatMap(\.values).min()
  }

  /// The rows that were due are in, or set aside.
  mutating func step() {
    for (id, days) in since {
      waiting[id]?.subtract(days.filter { $0.value == next }.keys)
    }
  }
}
