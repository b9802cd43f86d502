/// Room in which a cell is decoded and its full-width forms are made ASCII.
struct CellScratch {
  private var memory = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
  private var capacity = 256

  /// The cell as trimmed UTF-8 without full-width forms; valid until the next call.
  mutating func fold(_ bytes: CellBytes, _ isEscaped: Bool, _ decoder: TextDecoder) -> CellBytes {
    let decoded = decode(bytes, isEscaped, decoder)
    return CellBytes(start: memory, count: CellBytes.fold(memory, decoded)).trimmed(.utf8)
  }

  private mutating func decode(
    _ bytes: CellBytes, _ isEscaped: Bool, _ decoder: TextDecoder
  ) -> Int {
    let needed = TextDecoder.capacity(for: bytes.count)
    if needed > capacity {
      memory.deallocate()
      memory = .allocate(capacity: needed)
      capacity = needed
    }
    return decoder.decode(bytes.start, bytes.count, isEscaped: isEscaped, into: memory)
  }

  /// The cell as an identifier in UTF-8; valid until the next call.
  mutating func identifier(
    _ bytes: CellBytes, _ isEscaped: Bool, _ decoder: TextDecoder
  ) -> CellBytes {
    let decoded = decode(bytes, isEscaped, decoder)
    return IdentifierCell.fold(memory, decoded)
  }

  /// What is seen of a cell that ``fold(_:_:_:)`` just gave.
  func seen(_ folded: CellBytes) -> CellBytes {
    IdentifierCell.fold(memory + (folded.start - UnsafePointer(memory)), folded.count)
  }

  func deallocate() { memory.deallocate() }
}
