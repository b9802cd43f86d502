public import WageDomain

/// What became of a try, as it is stored: a word that lists say in both languages. Rows of older versions
/// hold the words of the system that they ran on, which are shown as they are.
public enum OutboxAnswer {
  static let appended = "appended"
  static let noAnswer = "no-answer"
  static let noConnection = "no-connection"
  static let unknownHost = "unknown-host"
  static let notTrusted = "not-trusted"
  static let noAddress = "no-address"
  private static let notWritable = "not-writable"

  /// Of a file: with the system's number of why; nil where it did not say.
  static func notWritable(errno: Int?) -> String {
    errno.map { "\(notWritable) \($0)" } ?? notWritable
  }

  public static func text(_ stored: String) -> Bilingual {
    switch stored {
    case appended: Bilingual(zh: "已写入文件", en: "appended")
    case noAnswer: Bilingual(zh: "限时内没有应答", en: "no answer in time")
    case noConnection: Bilingual(zh: "无法连接", en: "no connection")
    case unknownHost: Bilingual(zh: "找不到该主机", en: "the host is not known")
    case notTrusted: Bilingual(zh: "证书不受信任", en: "its certificate is not trusted")
    case noAddress: Bilingual(zh: "地址无效", en: "the address is none")
    default: stored.hasPrefix(notWritable) ? fileText(stored) : .same(stored)
    }
  }

  private static func fileText(_ stored: String) -> Bilingual {
    let (zh, en) =
      switch stored.dropFirst(notWritable.count + 1) {
      case "2": ("：没有此文件夹", ": there is no such folder")
      case "1", "13": ("：没有权限", ": permission denied")
      case "28": ("：磁盘已满", ": the disk is full")
      case "30": ("：只读磁盘", ": the disk is read-only")
      case "": ("", "")
      case let number: ("（系统错误 \(number)）", " (system error \(number))")
      }
    return Bilingual(zh: "无法写入文件\(zh)", en: "the file cannot be written\(en)")
  }
}
