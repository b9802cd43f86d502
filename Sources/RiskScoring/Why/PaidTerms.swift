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
    let same = amounts.allSatisfy { $0 == amounts.first }
    let shown = (same ? Array(amounts.prefix(1)) : amounts).map { amount in
      let persons = Measure.Unit.persons.shown(amount.persons)
      let money = Measure.Unit.fen.shown(amount.fen)
      return Bilingual(zh: "\(persons.zh)、\(money.zh)", en: "\(persons.en), \(money.en)")
    }
    let isEach = same && amounts.count > 1
    let zh = shown.map(\.zh).joined(separator: "；")
    let en = shown.map(\.en).joined(separator: "; ")
    let basis =
      isFirst
      ? Bilingual(
        zh: "此前无发放记录，\(isEach ? "每月" : "")按 \(zh)计",
        en: "none before: taken as \(en)\(isEach ? " each" : "")")
      : Bilingual(
        zh: "\(isEach ? "每月" : "")按上次 \(zh)计", en: "\(isEach ? "each " : "")as the last, \(en)")
    guard following > 0 else { return basis }
    return Bilingual(
      zh: "\(basis.zh)；其中 \(following) 个月因前面月份已发才成为应发",
      en: "\(basis.en); \(following) of them to be expected once those before are paid")
  }
}
