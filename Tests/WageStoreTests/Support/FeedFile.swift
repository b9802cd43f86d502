import WageDomain

/// An agency file as ingest would hand it on: rows of named cells, checked already.
struct FeedFile {
  var name: String
  var feed: Feed
  var knownOn: Day
  var rows: [FeedRow]
  var rejects: [RejectedRow] = []
  var hasPersonalData = false

  init(_ feed: Feed, _ knownOn: String, _ rows: [FeedRow], name: String? = nil) {
    self.feed = feed
    self.knownOn = .of(knownOn)
    self.rows = rows
    self.name = name ?? "\(feed.rawValue)_\(knownOn).csv"
  }

  /// The header is line 1; rows follow one a line unless they name their own.
  func line(_ row: Int) -> Int32 { rows[row].line ?? Int32(row + 2) }

  /// The rows in batches of at most `count`; the rejects come with the first.
  func batches(of count: Int) -> [FeedBatch] {
    guard rows.count > count else { return [batch()] }
    return stride(from: 0, to: rows.count, by: count).map { start in
      var part = self
      part.rows = (start..<min(start + count, rows.count)).map { index in
        var row = rows[index]
        row.line = line(index)
        return row
      }
      part.rejects = start == 0 ? rejects : []
      return part.batch()
    }
  }

  func batch() -> FeedBatch {
    var batch = FeedBatch()
    batch.rejects = rejects
    for (index, row) in rows.enumerated() {
      batch.lines.append(line(index))
      batch.rows.append(Int32(index + 1))
      batch.knownOn.append((row.knownOn ?? knownOn).number)
      batch.recordRanges.append(index..<index + 1)
    }
    for (column, cell) in rows.first?.cells ?? [:] {
      batch.columns[column] = values(column, like: cell)
    }
    return batch
  }

  private func values(_ column: String, like first: FeedCell) -> ColumnValues {
    let cells = rows.map { $0.cells[column] }
    switch first {
    case .integer:
      return .integers(
        cells.map {
          if case .integer(let value?)? = $0 { value } else { ColumnValues.absent }
        })
    case .code:
      return .codes(
        cells.map {
          if case .code(let code?)? = $0 { code.packed } else { ColumnValues.noCode }
        })
    case .text:
      var texts = TextColumn()
      for cell in cells {
        if case .text(let text?)? = cell { texts.bytes += Array(text.utf8) }
        texts.ends.append(Int32(texts.bytes.count))
      }
      return .texts(texts)
    }
  }
}

/// A cell of a row; nil is an empty cell.
enum FeedCell: Hashable {
  case integer(Int64?)
  case code(CreditCode?)
  case text(String?)

  static func day(_ text: String?) -> FeedCell { .integer(text.map { Int64(Day.of($0).number) }) }

  static func month(_ text: String) -> FeedCell { .integer(Int64(Month.of(text).index)) }
}

struct FeedRow {
  var cells: [String: FeedCell]
  var knownOn: Day?
  var line: Int32?

  init(_ cells: [String: FeedCell], knownOn: String? = nil) {
    self.cells = cells
    self.knownOn = knownOn.map { Day.of($0) }
  }
}

extension FeedRow {
  static func power(
    _ firm: CreditCode?, _ account: String?, _ month: String, quantity: Int64? = nil,
    fee: Int64? = nil, arrears: Int64? = nil, name: String? = nil, knownOn: String? = nil
  ) -> FeedRow {
    FeedRow(
      [
        "credit_code": .code(firm), "account_no": .text(account), "name": .text(name),
        "month": .month(month), "quantity": .integer(quantity), "fee_yuan": .integer(fee),
        "arrears_yuan": .integer(arrears),
      ], knownOn: knownOn)
  }

  static func tax(_ firm: CreditCode, _ month: String, sales: Int64?, arrears: Int64? = nil)
    -> FeedRow
  {
    FeedRow([
      "credit_code": .code(firm), "month": .month(month), "filed": .integer(1),
      "sales_yuan": .integer(sales), "tax_yuan": .integer(nil),
      "tax_arrears_yuan": .integer(arrears),
    ])
  }

  static func payment(
    _ firm: CreditCode, _ month: String, paidOn: String, batch: String?, persons: Int64?,
    amount: Int64?
  ) -> FeedRow {
    FeedRow([
      "credit_code": .code(firm), "wage_month": .month(month), "paid_on": .day(paidOn),
      "batch_no": .text(batch), "persons": .integer(persons), "amount_yuan": .integer(amount),
    ])
  }

  static func firm(
    _ code: CreditCode, _ name: String, town: String? = nil, industry: String? = nil,
    persons: Int64? = nil, knownOn: String? = nil
  ) -> FeedRow {
    FeedRow(
      [
        "credit_code": .code(code), "name": .text(name), "town_code": .text(town),
        "industry": .text(industry), "persons": .integer(persons), "status": .text("active"),
      ], knownOn: knownOn)
  }

  static func project(_ code: String, contractor: CreditCode, name: String = "甲乙广场")
    -> FeedRow
  {
    FeedRow([
      "project_code": .text(code), "general_contractor_code": .code(contractor),
      "name": .text(name), "kind": .text("housing"),
    ])
  }

  static func transaction(
    _ number: String, _ project: String, on day: String, _ direction: String, _ purpose: String?,
    amount: Int64, balance: Int64? = nil, employer: CreditCode? = nil
  ) -> FeedRow {
    FeedRow([
      "credit_code": .code(employer),
      "transaction_no": .text(number), "project_code": .text(project), "occurred_on": .day(day),
      "direction": .text(direction), "purpose": .text(purpose), "amount_yuan": .integer(amount),
      "balance_yuan": .integer(balance),
    ])
  }

  static func complaint(
    _ number: String, _ firm: CreditCode?, on day: String, persons: Int64? = nil,
    amount: Int64? = nil, name: String? = nil
  ) -> FeedRow {
    FeedRow([
      "complaint_no": .text(number), "credit_code": .code(firm), "firm_name": .text(name),
      "received_at": .integer(Instant(day: .of(day), secondOfDay: 36_000).secondsSince1970),
      "channel": .text("12345"), "persons": .integer(persons), "amount_yuan": .integer(amount),
      "complainant_phone": .text("13900000001"),
    ])
  }
}

extension Day {
  /// A day written in a test; a slip shows as the day 0001-01-01.
  static func of(_ text: String) -> Day { Day(text) ?? Day(number: -719_162) }
}

extension Month {
  static func of(_ text: String) -> Month { Month(text) ?? Month(index: 12) }
}

extension CreditCode {
  /// The n-th invented firm; codes rise with n.
  static func firm(_ number: Int) -> CreditCode {
    let digits = String(number)
    let organisation = "MA" + String(repeating: "0", count: 6 - digits.count) + digits
    return completing(authorityAndRegion: "91330503", organisation: organisation)
      ?? CreditCode(checkedPacked: UInt128(number))
  }
}
