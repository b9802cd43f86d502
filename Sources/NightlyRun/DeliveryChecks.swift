internal import SignalIngest
internal import WageDomain
internal import WageStore

/// Holds a file that is being loaded against its name, the feed's file before it, and today.
struct DeliveryChecks {
  private let file: FileIdentity
  private let schema: FeedSchema
  /// Known by the run: its as-of day, or today when that is later.
  private let latest: Day
  private let before: FileHeader?
  private var later = LaterRows()
  private var rows = 0
  private var isOfPeriod = false
  /// Columns that place a row in time; none where the file's name says no month.
  private let dated: [FeedField]

  private struct LaterRows {
    var count = 0
    var line: Int32 = 0
    var days: ClosedRange<Int32>?
  }

  /// - Parameters:
  ///   - file: as the ledger will keep it.
  ///   - schema: of its feed.
  ///   - before: the file of the feed that was loaded last.
  ///   - latest: what is known later is of a day to come.
  init(_ file: FileIdentity, _ schema: FeedSchema, after before: FileHeader?, latest: Day) {
    self.file = file
    self.schema = schema
    self.before = before
    self.latest = latest
    // A register lists what there is: its days are of the past.
    let isRegister = schema.feed == .firms || schema.feed == .projects
    dated =
      file.period == nil || isRegister
      ? [] : schema.fields.filter { $0.isDated && ($0.isRequired || $0.happens) }
  }

  mutating func look(at batch: FeedBatch) {
    rows += batch.count
    for row in batch.knownOn.indices where batch.knownOn[row] > latest.number {
      let day = batch.knownOn[row]
      if later.count == 0 { later.line = batch.lines[row] }
      later.count += 1
      later.days = min(later.days?.lowerBound ?? day, day)...max(later.days?.upperBound ?? day, day)
    }
    guard !isOfPeriod, let period = file.period else { return }
    isOfPeriod = dated.contains { field in
      batch.integers(field.name)?.contains { Self.month($0, field.kind) == period } ?? false
    }
  }

  /// To be asked when the last row has been seen.
  var findings: [FileFinding] {
    goneColumns + [laterRows, otherPeriod].compactMap(\.self)
  }

  private static func month(_ value: Int64, _ kind: FeedField.Kind) -> Month? {
    if value == ColumnValues.absent { return nil }
    return switch kind {
    case .month: Month(index: Int32(truncatingIfNeeded: value))
    case .instant: Instant(secondsSince1970: value).day.month
    default: Day(number: Int32(truncatingIfNeeded: value)).month
    }
  }

  private var goneColumns: [FileFinding] {
    guard let before, let header = file.header else { return [] }
    let columns = schema.fields(ofHeader: header)
    // A header that cannot be read again today says nothing about its columns.
    guard !columns.isEmpty else { return [] }
    return schema.fields(ofHeader: before.header).filter { !columns.contains($0) }.map { field in
      FileFinding(
        code: FindingCode.columnGone.rawValue, line: nil, column: field.name,
        found: Bilingual(
          zh: "没有此列；上一个文件 \(before.file) 还有",
          en: "no such column; the file before, \(before.file), had it"),
        expected: expected(field))
    }
  }

  private func expected(_ field: FeedField) -> Bilingual {
    let isScored = Measure.measures(of: schema.feed).contains { $0.column == field.name }
    let effect =
      isScored
      ? Bilingual(
        zh: "否则评分在这些行中看不到 \(schema.feed.rawValue).\(field.name)，该月此列按数据迟到处理",
        en: "without it no indicator sees \(schema.feed.rawValue).\(field.name) in these rows: the "
          + "month is data late for it")
      : Feed.monthly.contains(schema.feed)
        ? Bilingual(zh: "否则这些行此项为空", en: "without it these rows say nothing of it")
        : Bilingual(
          zh: "此前所知的沿用，新的行此项为空",
          en: "what was known of it before stands, and of what is new these rows say nothing")
    return Bilingual(
      zh: "\(field.bothNames)；\(effect.zh)。请报送单位补列重报",
      en: "\(field.bothNames); \(effect.en): have the file sent again with it")
  }

  private var laterRows: FileFinding? {
    guard let days = later.days else { return nil }
    let (first, last) = (Day(number: days.lowerBound), Day(number: days.upperBound))
    let on =
      first == last
      ? Bilingual(zh: "\(first)", en: "on \(first)")
      : Bilingual(zh: "\(first) 至 \(last)", en: "from \(first) to \(last)")
    return FileFinding(
      code: FindingCode.knownLater.rawValue, line: Int(later.line), column: nil,
      found: Bilingual(
        zh: "\(later.count) 行的获知日期为 \(on.zh)", en: "\(later.count.counted("row")) known \(on.en)"),
      expected: Bilingual(
        zh: "不晚于 \(latest)；这些行自获知日期起才起作用。日期写错的，请改正文件名或 known_on 后重报",
        en:
          "at most \(latest); they count from then on only. If the day is wrong, correct the file's "
          + "name or known_on and send it again"))
  }

  private var otherPeriod: FileFinding? {
    guard let period = file.period, !dated.isEmpty, rows > 0, !isOfPeriod else { return nil }
    return FileFinding(
      code: FindingCode.otherPeriod.rawValue, line: nil, column: dated.first?.name,
      found: Bilingual(
        zh: "\(rows) 行，无一属于 \(period)", en: "\(rows.counted("row")), none of \(period)"),
      expected: Bilingual(
        zh: "文件名所说的 \(period)：是否取错了文件或起错了名",
        en: "\(period), as the name says: the wrong file, or the wrong name?"))
  }
}
