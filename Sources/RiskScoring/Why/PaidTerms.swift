import WageDomain

/// How much is taken as paid where a change says that wages are on record.
struct PaidTerms {
  private let amounts: [Amount]
  private let isFirst: Bool
  private let following: Int

  private struct Amount: Equatable {
    let persons: Int64
    let fen: Int64
  }

  /// `change` is the payment of the months in `columns`, of which `following` are only to be expected
  /// once the others are paid.
  init(_ trial: FirmTrial, _ change: InputChange, _ columns: [Int], _ following: [Int]) {
    // What the trial is asked with, read back: nothing is worked out a second time.
    let paid = trial.applying([change], for: 0).block
    amounts = columns.map { column in
      Amount(
        persons: paid.matrix(.payrollPersons)?[column] ?? 0,
        fen: paid.matrix(.payrollAmount)?[column] ?? 0)
    }
    let before = trial.block.matrix(.payrollAmount)?.prefix(columns.first ?? 0) ?? []
    isFirst = before.allSatisfy { $0 == SignalBlock.absent }
    self.following = following.count
  }

  var text: Bilingual {
    let basis = isFirst ? persons : asLast
    guard following > 0 else { return basis }
    return Bilingual(
      zh: "\(basis.zh)；其中 \(following) 个月因前面月份已发才成为应发",
      en: "\(basis.en); \(following) of them to be expected once those before are paid")
  }

  /// As many as last time, month by month where they differ.
  private var asLast: Bilingual {
    let same = amounts.allSatisfy { $0 == amounts.first }
    let shown = (same ? Array(amounts.prefix(1)) : amounts).map { amount in
      let persons = Measure.Unit.persons.shown(amount.persons)
      let money = Measure.Unit.fen.shown(amount.fen)
      return Bilingual(zh: "\(persons.zh)、\(money.zh)", en: "\(persons.en), \(money.en)")
    }
    let isEach = same && amounts.count > 1
    return Bilingual(
      zh: "\(isEach ? "每月" : "")按上次 \(shown.map(\.zh).joined(separator: "；"))计",
      en: "\(isEach ? "each " : "")as the last, \(shown.map(\.en).joined(separator: "; "))")
  }

  /// Of a firm that never paid, only those who are insured are known; what they earn is not.
  private var persons: Bilingual {
    let counts = amounts.map(\.persons)
    let same = counts.allSatisfy { $0 == counts.first }
    let shown = (same ? Array(counts.prefix(1)) : counts).map(Measure.Unit.persons.shown)
    let each = same && counts.count > 1
    return Bilingual(
      zh: "此前无发放记录，须有\(each ? "每月 " : " ")\(shown.map(\.zh).joined(separator: "、"))的工资发放，金额不限",
      en: "none before: a payment for \(shown.map(\.en).joined(separator: "; "))"
        + "\(each ? " each" : "") must be on record, of whatever amount")
  }
}
