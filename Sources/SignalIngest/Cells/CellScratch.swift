/// Room in which a cell is decoded and its full-width forms are made ASCII.
struct CellScratch {
  private var memory = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
  private var capacity = 256

  /// The cell as trimmed UTF-8 without full-width forms; valid until the next call.
  mutating func fold(_ bytes: CellBytes, _ isEscaped: Bool, _ decoder: TextDecoder) -> CellBytes {
    let needed = TextDecoder.capacity(for: bytes.count)
    if needed > capacity {
      memory.deallocate()
      memory = .allocate(capacity: needed)
      capacity = needed
    }
    let decoded = decoder.decode(bytes.start, bytes.count, isEscaped: isEscaped, into: memory)
    return CellBytes(start: memory, count: CellBytes.fold(memory, decoded)).trimmed(.utf8)
  }

  func deallocate() { memory.deallocate() }
}
