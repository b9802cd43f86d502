internal import WageDomain

/// Complaints of a file.
struct ComplaintLoad: FeedLoad {
  private var counts = LoadCounts()

  mutating func add(_ batch: FeedBatch, to sink: inout RowSink) throws {}

  mutating func finish(fileId: Int64, in transaction: StoreTransaction) throws -> LoadCounts {
    counts
  }
}
