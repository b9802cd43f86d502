import WageDomain

/// A sheet of A4 under way: every text is escaped, nothing is loaded from outside.
struct PrintedPage {
  private let title: String
  private let number: String
  private var parts: [String] = []

  init(title: String, number: String) {
    self.title = title
    self.number = number
  }

  /// A document's number, which follows from its case's; from the second round on the round is in it.
  static func number(_ prefix: String, _ caseNo: String, _ round: Int) -> String {
    "\(prefix)-\(caseNo)" + (round > 1 ? "-\(round)" : "")
  }

  static func date(_ day: Day) -> String {
    "\(day.year)年\(day.month.monthOfYear)月\(day.dayOfMonth)日（\(weekdays[day.weekday.rawValue - 1])）"
  }

  /// The due day, or why there is none yet.
  static func due(_ clock: CaseClock) -> String { clock.dueOn.map(date) ?? clock.dueText.zh }

  mutating func heading(_ text: String) { parts.append("<h2>\(HTMLText.escaped(text))</h2>") }

  mutating func paragraph(_ text: String) { parts.append("<p>\(HTMLText.escaped(text))</p>") }

  mutating func table(_ rows: [(String, String)]) {
    let lines = rows.map {
      "<tr><th>\(HTMLText.escaped($0.0))</th><td>\(HTMLText.escaped($0.1))</td></tr>"
    }
    parts.append("<table>\n\(lines.joined(separator: "\n"))\n</table>")
  }

  /// Every day that was counted, and every one that was not and why.
  mutating func count(_ clock: CaseClock) {
    let counted = clock.deadline.counted.enumerated().map { index, day in
      "<li>第 \(index + 1) 日：\(HTMLText.escaped(Self.date(day)))</li>"
    }
    let skipped = clock.deadline.skipped.map {
      "<li>不计：\(HTMLText.escaped(Self.date($0.day)))，\(HTMLText.escaped($0.why.text.zh))</li>"
    }
    parts.append(
      """
      <h2>期限的计算</h2>
      <p>\(HTMLText.escaped(Self.date(clock.startsOn))) 为第 0 日，不计入。</p>
      <ul class="days">
      \((counted + skipped).joined(separator: "\n"))
      </ul>
      """)
  }

  mutating func clauses(_ clauses: [LawClause]) {
    guard !clauses.isEmpty else { return }
    heading("依据")
    for clause in clauses { paragraph("《\(clause.law)》\(clause.article)：\(clause.text)") }
  }

  mutating func signatures(_ labels: [String]) {
    let cells = labels.map { "<div>\(HTMLText.escaped($0))：<span></span></div>" }
    parts.append("<div class=\"signatures\">\n\(cells.joined(separator: "\n"))\n</div>")
  }

  var html: String {
    """
    <!DOCTYPE html>
    <html lang="zh-CN">
    <head>
    <meta charset="utf-8">
    <title>\(HTMLText.escaped(title)) \(HTMLText.escaped(number))</title>
    <style>
    @page { size: A4; margin: 14mm 20mm; }
    body { font-family: "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; color: #000;
      max-width: 170mm; margin: 0 auto; font-size: 10.5pt; line-height: 1.45; }
    h1 { text-align: center; font-size: 20pt; letter-spacing: .2em; margin: 2mm 0 1mm; }
    .number { text-align: right; margin: 0 0 4mm; }
    h2 { font-size: 12pt; margin: 3.5mm 0 1mm; }
    p { margin: 1mm 0; text-indent: 2em; text-align: justify; }
    table { border-collapse: collapse; width: 100%; }
    th, td { border: .3mm solid #000; padding: .7mm 2.5mm; text-align: left; vertical-align: top; }
    th { width: 28mm; font-weight: normal; background: #f2f2f2; }
    .days { columns: 2; margin: 1mm 0 0; padding-left: 1.5em; font-size: 10pt; }
    .signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm 8mm; margin-top: 8mm;
      break-inside: avoid; }
    .signatures div { display: flex; }
    .signatures span { flex: 1; border-bottom: .3mm solid #000; }
    </style>
    </head>
    <body>
    <h1>\(HTMLText.escaped(title))</h1>
    <p class="number">编号：\(HTMLText.escaped(number))</p>
    \(parts.joined(separator: "\n"))
    </body>
    </html>

    """
  }

  private static let weekdays = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]
}

extension CaseSheet {
  /// What every sheet says of the case.
  var rows: [(String, String)] {
    var rows = [("案号", caseNo), ("登记日期", PrintedPage.date(registeredAt.day))]
    let firm = [firmName, creditCode].compactMap(\.self).joined(separator: " ")
    rows.append(("被反映单位", firm.orUnknown))
    if !firmAsNamed.isEmpty {
      rows.append(("投诉人所称单位", firmAsNamed.joined(separator: "；")))
    }
    rows += [
      ("用工所在地", (townName ?? "").orUnknown),
      ("涉及人数", details.persons.map { "\($0) 人" } ?? "不详"),
      ("涉及金额", details.amount.map { "\($0) 元" } ?? "不详"),
      ("投诉", complaints.map(\.line).joined(separator: "；").orUnknown),
    ]
    return rows
  }
}

extension CaseSheet.Complaint {
  fileprivate var line: String {
    let person = [complainant.name, complainant.phone].compactMap(\.self).joined(separator: " ")
    return "\(number)（\(channel)）" + (person.isEmpty ? "" : " \(person)")
  }
}

extension String {
  fileprivate var orUnknown: String { isEmpty ? "不详" : self }
}
