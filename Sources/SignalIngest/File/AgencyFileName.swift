public import WageDomain

/// What the name of an agency file says: `social_insurance_2026-10__known-2026-11-05.csv`.
public struct AgencyFileName: Hashable, Sendable {
  /// The name up to the first `_` before a digit.
  public let feed: Feed
  /// From `__known-YYYY-MM-DD`; nil when the name does not say.
  public let knownOn: Day?
  /// The last day of the month or day that follows the feed: `2026-10`, `2026-10-20`, `202610`,
  /// `20261020`; nil when the name says neither.
  public let periodEnd: Day?
  /// The month that follows the feed; nil when the name says none, or a single day.
  public let month: Month?
  /// Whether it is that of an export of rejects, `FEED_DAY_rejects.csv`, whose day says when somebody
  /// made it and nothing of the rows.
  public let isOfRejects: Bool

  /// - Parameters:
  ///   - path: only the last component is read.
  ///   - feed: overrules the name, as `--feed` does.
  /// - Throws: ``FileRefusal`` `unknown-feed`, `file-name` or `masked-export`.
  public init(_ path: String, feed: Feed? = nil) throws(FileRefusal) {
    // A dot before it hides a file from listings; named by a person it is read like any other.
    let name = String((path.split(separator: "/").last ?? "").drop { $0 == "." })
    guard !name.hasPrefix(Self.maskedPrefix) else {
      throw RefusalCode.refusedExport(
        Bilingual(zh: "已脱敏的导出文件", en: "an export with hidden personal data"))
    }
    if let feed { self.feed = feed } else { self.feed = try Self.feed(of: name) }
    knownOn = try Self.knownOn(of: name)
    (periodEnd, month) = Self.period(of: name)
    isOfRejects = name.lowercased().contains(Self.rejectsMark)
  }

  /// How exports begin whose personal data are hidden: to be looked at, never to be sent in.
  public static let maskedPrefix = "masked-"
  /// How exports of rejects go on behind their day.
  public static let rejectsMark = "_rejects"

  private static func feed(of name: String) throws(FileRefusal) -> Feed {
    var stem = Substring(name)
    if let dot = stem.firstIndex(of: ".") { stem = stem[..<dot] }
    if let again = stem.firstRange(of: /\ ?\(\d+\)$/) { stem = stem[..<again.lowerBound] }
    let bytes = Array(stem.utf8)
    let end = bytes.indices.first { index in
      guard bytes[index] == UInt8(ascii: "_"), index + 1 < bytes.count else { return false }
      let next = bytes[index + 1]
      return (0x30...0x39).contains(next) || next == UInt8(ascii: "_")
    }
    let text = String(decoding: bytes[..<(end ?? bytes.count)], as: UTF8.self)
    guard let feed = Feed(rawValue: text) else {
      let feeds = Feed.allCases.map(\.rawValue).sorted().joined(separator: ", ")
      throw RefusalCode.unknownFeed.refusal(
        found: text.isEmpty
          ? Bilingual(zh: "文件名中没有数据源", en: "a name without a feed") : .same(text),
        expected: Bilingual(zh: "其中之一：\(feeds)", en: "one of \(feeds)"),
        remedy: Bilingual(
          zh: "请把文件改名为 FEED_PERIOD.csv，或用 --feed 指明；不是报送文件的请移出收件目录。",
          en: """
            Rename the file FEED_PERIOD.csv, or name the feed with --feed; what no agency sent does \
            not belong into the inbox.
            """))
    }
    return feed
  }

  private static func period(of name: String) -> (end: Day?, month: Month?) {
    let stem = name.firstRange(of: "__known-").map { name[..<$0.lowerBound] } ?? name[...]
    for place in stem.indices where stem[place] == "_" {
      let rest = stem[stem.index(after: place)...]
      let text = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "-") }
      guard text.first?.isNumber == true else { continue }
      let digits = text.filter { $0 != "-" }
      guard
        [text.count, digits.count] == [7, 6] || [text.count, digits.count] == [10, 8]
          || text.count == digits.count, digits.count == 6 || digits.count == 8
      else { continue }
      let monthText = "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))"
      let month = digits.count == 6 ? Month(monthText) : nil
      let end = digits.count == 6 ? month?.lastDay : Day("\(monthText)-\(digits.suffix(2))")
      // A number such as 000012 counts files.
      if let end, end.year >= 1990 { return (end, month) }
    }
    return (nil, nil)
  }

  private static func knownOn(of name: String) throws(FileRefusal) -> Day? {
    let marker = Array("__known-".utf8)
    let bytes = Array(name.utf8)
    guard bytes.count >= marker.count,
      let start = (0...(bytes.count - marker.count)).first(where: {
        bytes[$0..<($0 + marker.count)].elementsEqual(marker)
      })
    else {
      try refuseMisspelt(name)
      return nil
    }
    let rest = bytes[(start + marker.count)...]
    let text = String(decoding: rest.prefix(10), as: UTF8.self)
    guard let day = Day(text) else {
      throw RefusalCode.fileName.refusal(
        found: .same("__known-\(text)"),
        expected: Bilingual(
          zh: "__known-YYYY-MM-DD，日期须存在", en: "__known-YYYY-MM-DD with a day that exists"),
        remedy: Bilingual(zh: "请改正文件名中的日期。", en: "Correct the day in the file's name."))
    }
    let after = String(decoding: rest.dropFirst(10), as: UTF8.self)
    guard isEnd(after) else {
      throw RefusalCode.fileName.refusal(
        found: Bilingual(zh: "日期之后的“\(after)”", en: "“\(after)” after the day"),
        expected: Bilingual(
          zh: "日期之后为 .csv、.xlsx 或 _ 加说明；浏览器所加的 (1) 亦可",
          en: ".csv, .xlsx, or _ and a remark, after the day; a browser's (1) may stand before them"
        ),
        remedy: Bilingual(
          zh: "请改名，去掉日期之后多余的文字。", en: "Rename the file without the words after the day."))
    }
    return day
  }

  /// A marker that is nearly right: taken for none, the file would be known today.
  private static func refuseMisspelt(_ name: String) throws(FileRefusal) {
    let marked = /[^A-Z0-9]+KNOWN([^A-Z0-9]{0,3}ON)?[^A-Z0-9]{0,3}[0-9][-0-9]{0,9}/.ignoresCase()
    let other = /__[A-Za-z]+[^A-Za-z0-9]{0,3}20[0-9]{2}[-0-9]{0,6}/
    guard let found = name.firstRange(of: marked) ?? name.firstRange(of: other) else { return }
    throw RefusalCode.fileName.refusal(
      found: .same(String(name[found])),
      expected: Bilingual(
        zh: "__known-YYYY-MM-DD：两个下划线、小写 known、一个连字符",
        en: "__known-YYYY-MM-DD: two underscores, known in lower case, a hyphen"),
      remedy: Bilingual(
        zh: "请改正文件名中的获知日期标记。",
        en: "Correct the mark in the file's name, or take it out."))
  }

  /// What browsers write before the suffix of a file downloaded again, ` (1)`, says nothing: its
  /// bytes tell whether it came before.
  private static func isEnd(_ after: String) -> Bool {
    let rest =
      after.prefixMatch(of: /\ ?\(\d+\)/).map { after[$0.range.upperBound...] } ?? after[...]
    return rest.isEmpty || rest.hasPrefix(".") || rest.hasPrefix("_")
  }
}
