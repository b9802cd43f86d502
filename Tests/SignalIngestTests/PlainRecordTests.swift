import Testing
import WageDomain

@testable import SignalIngest

@Suite("Plain records")
struct PlainRecordTests {
  private static let oddities = [
    "", " ", "0", "-1", "1.", ".5", "1e5", "12345678", "123456789012345678901", "9.13305E+17",
    "#N/A", "2026-13", "202610", "2026/9", "２０２６-10", "\u{3000}甲\u{3000}", "合计", "小计", "总计", " 合计",
    "甲\r", "0.125", "1.23456", "+3", "是", "南浔甲纺织有限公司", "x", "abc\u{0001}", "\u{3000}", "，",
    "３３０５２６４８０９１", "\u{200B}33052648091", "'33052648091", "'", "A\u{00AD}1", "’12", "1\u{00A0}",
    "（2026）浙0503民初１号", "Ａ－１／２", "\u{FEFF}", "JC[2026]1", "浙〔2026〕1", "'[1]",
    "超过十六个字节的一段很长的文字，后面还有文字",
  ]

  private static func usual(_ kind: FeedField.Kind, _ random: inout Seeded) -> String {
    let number = Int.random(in: 0...999_999, using: &random)
    return switch kind {
    case .text: ["南方\(number)纺织有限公司", "51000\(number)", "A-\(number)"][number % 3]
    case .creditCode: Support.codes.randomElement(using: &random) ?? ""
    case .townCode: "330503101"
    case .industryCode: "C1711"
    case .month: "2026-0\(number % 9 + 1)"
    case .day: "2026-10-1\(number % 10)"
    case .instant: "2026-10-1\(number % 10) 08:30"
    case .boolean: ["1", "0", "是"][number % 3]
    case .oneOf(let values): values.randomElement(using: &random) ?? ""
    case .number: ["\(number)", "\(number).5", "-\(number)", "0.00", "\(number % 7)"][number % 5]
    }
  }

  /// A file, and the same one with the first cell of every record quoted, which is never plain.
  private static func files(
    _ schema: FeedSchema, _ random: inout Seeded
  ) -> (plain: String, quoted: String) {
    let lineEnd = Bool.random(using: &random) ? "\n" : "\r\n"
    var fields = schema.fields.map(Optional.some)
    fields.insert(nil, at: Int.random(in: 0...fields.count, using: &random))
    var lines = [(fields.map { $0?.title ?? "备注二" }).joined(separator: ",")]
    var quoted = lines
    for _ in 0..<Int.random(in: 1...40, using: &random) {
      let cells = fields.map { field in
        Int.random(in: 0..<40, using: &random) == 0
          ? oddities.randomElement(using: &random) ?? ""
          : usual(field?.kind ?? .text, &random)
      }
      lines.append(cells.joined(separator: ","))
      quoted.append((["\"\(cells[0])\""] + cells.dropFirst()).joined(separator: ","))
    }
    let total = (["合计"] + fields.dropFirst().map { _ in "1" }).joined(separator: ",")
    let end = Bool.random(using: &random) ? lineEnd : ""
    return (
      (lines + [total]).joined(separator: lineEnd) + end,
      (quoted + [total]).joined(separator: lineEnd) + end
    )
  }

  /// All that was read, as text.
  private static func told(_ read: ReadFile) -> [String] {
    read.batches.flatMap { batch -> [String] in
      let columns = batch.columns.sorted { $0.key < $1.key }
      let values = columns.map { name, values in
        guard case .texts(let texts) = values else { return "\(name) \(values)" }
        return "\(name) \((0..<batch.count).map { texts.string($0) })"
      }
      let rejects = batch.rejects.map {
        "\($0.line) \($0.row) \($0.column ?? "-") \($0.code) \($0.found) \($0.expected)"
      }
      return ["\(batch.lines) \(batch.rows) \(batch.knownOn)"] + values + rejects
    } + read.reader.findings.map { "\($0)" }
  }

  @Test("A record reads the same in one pass as cell by cell", arguments: Feed.allCases)
  func sameAsTheLongWay(_ feed: Feed) throws {
    var random = Seeded(state: 29)
    let schema = try Support.schema(feed)
    var good = 0
    for round in 0..<24 {
      let (plain, quoted) = Self.files(schema, &random)
      func read(_ text: String) throws -> ReadFile {
        try Support.read(
          feed, round % 3 == 0 ? EncodingTests.gb18030(text) : Array(text.utf8),
          knownOn: round % 4 == 0 ? "2026-08-15" : "2026-11-20")
      }
      let (one, other) = try (read(plain), read(quoted))
      good += one.count
      #expect(Self.told(one) == Self.told(other))
    }
    #expect(good > 0)
  }
}
