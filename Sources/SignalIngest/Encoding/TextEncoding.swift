/// The encoding of an agency file, proven over every byte of it.
public enum TextEncoding: String, Hashable, Sendable {
  case utf8 = "UTF-8"
  /// Holds GBK and GB2312, whose texts are GB18030 texts.
  case gb18030 = "GB18030"

  /// The byte order mark of the encoding.
  var mark: [UInt8] {
    switch self {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .gb18030: [0x84, 0x31, 0x95, 0x33]
    }
  }
}
