internal import Glibc
internal import WageDomain

extension SeriesIndex {
  /// The series of a batch's rows by account and firm, -1 where there is none yet, or the row names
  /// no account or no firm (0).
  ///
  /// Each step goes over all rows that are left before the next one does: in a file in no order every
  /// look-up waits for memory, and so they wait together.
  mutating func known(accounts: TextColumn, firms: [Int32]) -> [Int32] {
    var found = [Int32](repeating: -1, count: firms.count)
    guard firms.contains(where: { $0 > 0 }) else { return found }
    accounts.bytes.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      let keys = accounts.ends.withUnsafeBufferPointer { KeyRanges(start: start, ends: $0) }
      let followed = follow(keys, firms, &found)
      look(up: keys, firms, from: followed, &found)
    }
    if let last = found.last(where: { $0 >= 0 }) { lastFound = last }
    return found
  }

  /// Agencies send the same accounts in the same order: the next one is often the one meant.
  ///
  /// - Returns: the first row that was not tried, since the file's order is another.
  private func follow(_ keys: KeyRanges, _ firms: [Int32], _ found: inout [Int32]) -> Int {
    var (last, misses) = (lastFound, 0)
    for row in firms.indices {
      let following = last &+ 1
      if Int(following) < count, firmIds[Int(following)] == firms[row],
        matches(following, keys[row])
      {
        found[row] = following
        last = following
        continue
      }
      misses += 1
      if misses * 8 > row + 64 { return row }
      guard firms[row] > 0 else { continue }
      let series = stored(keys[row], firms[row])
      found[row] = series
      if series >= 0 { last = series }
    }
    return firms.count
  }

  private func look(up keys: KeyRanges, _ firms: [Int32], from first: Int, _ found: inout [Int32]) {
    let rows = first..<firms.count
    let hashes = rows.map { Self.hash(of: keys[$0]) }
    for row in rows { found[row] = likely(hashes[row - first]) }
    for row in rows where found[row] >= 0 && firmIds[Int(found[row])] != firms[row] {
      found[row] = firms[row] > 0 ? stored(keys[row], firms[row]) : -1
    }
    for row in rows where found[row] >= 0 && !matches(found[row], keys[row]) {
      found[row] = stored(keys[row], firms[row])
    }
  }

  /// The series of a key and firm; -1 when there is none.
  private func stored(_ key: UnsafeRawBufferPointer, _ firm: Int32) -> Int32 {
    guard !key.isEmpty else { return -1 }
    var series = head(of: key)
    while series >= 0, firmIds[Int(series)] != firm { series = next[Int(series)] }
    return series
  }
}

/// The keys of a batch's rows, where they lie.
private struct KeyRanges {
  let start: UnsafeRawPointer
  let ends: UnsafeBufferPointer<Int32>

  @inline(__always)
  subscript(row: Int) -> UnsafeRawBufferPointer {
    let begin = row == 0 ? 0 : Int(ends[row &- 1])
    return UnsafeRawBufferPointer(start: start + begin, count: Int(ends[row]) &- begin)
  }
}
