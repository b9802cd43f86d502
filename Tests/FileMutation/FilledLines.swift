/// Counts the lines of a file by other means than its reader, so that no row is lost unseen.
public struct FilledLines {
  /// Lines after the first that a reader must count: as few as these, when lines of delimiters and spaces
  /// alone are empty, and as many when they are not.
  public let bounds: ClosedRange<Int>

  /// - Returns: nil for a file with quotes, within which a line may end.
  public init?(_ bytes: [UInt8]) {
    guard !bytes.contains(0x22) else { return nil }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    let lines = text.split(separator: 0x0A)
    let empty: Set<UInt8> = [0x09, 0x0D, 0x20, 0x2C, 0x3B]
    let fewest = lines.count { !$0.allSatisfy(empty.contains) }
    guard fewest > 0 else { return nil }
    bounds = (fewest - 1)...(lines.count - 1)
  }
}
