import WageDomain

/// Changes as an officer says them to a firm.
struct RemedyWords {
  private let trial: FirmTrial

  init(_ trial: FirmTrial) { self.trial = trial }

  func text(_ changes: [InputChange]) -> Bilingual {
    let texts = changes.map(text)
    return Bilingual(
      zh: texts.map(\.zh).joined(separator: "，且"), en: texts.map(\.en).joined(separator: " and "))
  }

  private func text(_ change: InputChange) -> Bilingual {
    switch change {
    case .atLeast(let cells, let value): return bound(cells, value, "不低于", "at least")
    case .atMost(let cells, let value): return bound(cells, value, "不高于", "at most")
    case .row(let cells, let value):
      let usual = cells.measure.unit.shown(value)
      return subject(
        cells, zh: "有数据（按最后一次 \(usual.zh) 计）", en: "on record (as last, \(usual.en))")
    case .paid(let columns, let following, let day):
      let months = months(columns)
      let terms = PaidTerms(trial, change, columns, following).text
      return Bilingual(
        zh: "\(months.zh) 工资\(day.map { "于 \($0) 前（含）" } ?? "")有发放记录（\(terms.zh)）",
        en:
          "wages of \(months.en) are on record as paid\(day.map { " by \($0)" } ?? "") (\(terms.en))"
      )
    case .settled(let cells):
      let months = months(cells.columns.sorted())
      let code = trial.block.projects[cells.row].code
      return Bilingual(
        zh: "工程 \(code) \(months.zh) 应拨人工费至少拨付 \(LabourFee.settledPercent)%",
        en:
          "at least \(LabourFee.settledPercent)% of the labour fees of \(months.en) at project \(code) is transferred"
      )
    case .madeGood(let id, let duties):
      let code = trial.block.projects.first { $0.id == id }?.code ?? "-"
      return Bilingual(
        zh: "工程 \(code) 补齐\(duties.map(\.name.zh).joined(separator: "、"))",
        en: "project \(code) makes good \(duties.map(\.name.en).joined(separator: ", "))")
    case .aged(let day):
      return Bilingual(zh: "到 \(day) 没有新的记录", en: "nothing new by \(day)")
    case .noLongerFlagged(let firms):
      let codes = firms.compactMap { trial.pass.flagged[$0]?.code.text }.joined(separator: ", ")
      return Bilingual(zh: "\(codes) 不再预警", en: "\(codes) no longer flagged")
    }
  }

  private func bound(_ cells: Cells, _ value: Int64, _ zh: String, _ en: String) -> Bilingual {
    let amount = cells.measure.unit.shown(value)
    return subject(cells, zh: "\(zh) \(amount.zh)", en: "\(en) \(amount.en)")
  }

  private func subject(_ cells: Cells, zh: String, en: String) -> Bilingual {
    let months = months(cells.columns)
    let title = cells.measure.title
    let code = cells.measure.isOfProjects ? trial.block.projects[cells.row].code : nil
    return Bilingual(
      zh: "\(code.map { "工程 \($0) " } ?? "")\(months.zh) \(title.zh)\(zh)",
      en: "\(title.en)\(code.map { " at project \($0)" } ?? "") of \(months.en) \(en)")
  }

  private func months(_ columns: [Int]) -> Bilingual {
    let months = columns.map { trial.calendar.month($0).description }
    return Bilingual(zh: months.joined(separator: "、"), en: months.joined(separator: ", "))
  }
}
