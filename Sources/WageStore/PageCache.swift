internal import GRDB

/// How much of the database a connection keeps in memory.
struct PageCache {
  fileprivate let kilobytes: Int

  /// SQLite walks its whole cache at the end of most commits: a first load with its hundreds of them
  /// is quicker with 8 MB than with 32, and a night no slower.
  static let usual = PageCache(kilobytes: 8_000)

  /// For a hundred thousand events in one transaction: hashes fall all over their index, and in the
  /// usual cache each one would fetch and spill a page.
  static let manyEvents = PageCache(kilobytes: 64_000)
}

extension Database {
  func setPageCache(_ cache: PageCache) throws {
    try execute(sql: "PRAGMA cache_size = -\(cache.kilobytes)")
  }
}
