/// Bytes of a CSV file in the making, RFC 4180, UTF-8.
struct CSVText {
  private(set) var bytes: [UInt8] = []
  private var atRowStart = true
  private let lineEnd: [UInt8]

  init(crlf: Bool) { lineEnd = crlf ? [0x0D, 0x0A] : [0x0A] }

  mutating func endRow() {
    bytes.append(contentsOf: lineEnd)
    atRowStart = true
  }

  mutating func cell(_ raw: [UInt8]) {
    separate()
    bytes.append(contentsOf: raw)
  }

  mutating func empty() { separate() }

  /// Quoted when it holds a comma, a quote or a line end.
  mutating func cell(_ text: String) {
    separate()
    guard text.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D })
    else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  mutating func cell(_ number: Int) {
    separate()
    digits(number)
  }

  /// `hundredths` with two decimals; whole numbers of a hundred without, as agencies send both.
  mutating func decimal(_ hundredths: Int) {
    separate()
    if hundredths < 0 { bytes.append(0x2D) }
    let magnitude = abs(hundredths)
    digits(magnitude / 100)
    guard magnitude % 100 != 0 else { return }
    bytes.append(0x2E)
    bytes.append(UInt8(0x30 + magnitude % 100 / 10))
    bytes.append(UInt8(0x30 + magnitude % 10))
  }

  mutating func takeBytes() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  private mutating func separate() {
    if !atRowStart { bytes.append(0x2C) }
    atRowStart = false
  }

  private mutating func digits(_ number: Int) {
    if number < 0 { bytes.append(0x2D) }
    var rest = number.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(0x30 + rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }
}
