internal import Crypto

/// SHA-256 of the bytes of a file, as the ledger keeps it.
public enum FileHash {
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - stretch: how many bytes are taken at a time.
  ///   - letGo: told of each stretch that was hashed.
  /// - Returns: 64 lower-case hexadecimal digits.
  public static func sha256(
    _ bytes: UnsafeRawBufferPointer, stretch: Int = .max, letGo: (Range<Int>) -> Void = { _ in }
  ) -> String {
    var hash = SHA256()
    var start = 0
    while start < bytes.count {
      let range = start..<(start + min(stretch, bytes.count - start))
      hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[range]))
      letGo(range)
      start = range.upperBound
    }
    return hexadecimal(hash.finalize())
  }
}

/// SHA-256 of a text that events and versions refer to.
public enum TextHash {
  /// - Returns: 64 lower-case hexadecimal digits.
  public static func sha256(_ text: String) -> String {
    hexadecimal(SHA256.hash(data: Array(text.utf8)))
  }
}

/// Two lower-case hexadecimal digits a byte.
func hexadecimal(_ bytes: [UInt8]) -> String {
  String(unsafeUninitializedCapacity: bytes.count * 2) { text in
    for (place, byte) in bytes.enumerated() {
      text[place * 2] = digit(byte >> 4)
      text[place * 2 + 1] = digit(byte & 15)
    }
    return bytes.count * 2
  }
}

/// 64 lower-case hexadecimal digits.
func hexadecimal(_ digest: SHA256Digest) -> String {
  String(unsafeUninitializedCapacity: SHA256Digest.byteCount * 2) { text in
    digest.withUnsafeBytes { bytes in
      for place in bytes.indices {
        text[place * 2] = digit(bytes[place] >> 4)
        text[place * 2 + 1] = digit(bytes[place] & 15)
      }
    }
    return SHA256Digest.byteCount * 2
  }
}

private func digit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}
