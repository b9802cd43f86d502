import WageDomain

/// Changes as an officer says them to a firm.
struct RemedyWords {
  private let trial: FirmTrial
  private let kind: any IndicatorKind

  /// `rule` is the one that the changes were thought of for.
  init(_ trial: FirmTrial, rule: Int) {
    self.trial = trial
    kind = trial.pass.rules[rule].scored.comparison.kind
  }

  func text(_ changes: [InputChange]) -> Bilingual {
    let texts = changes.map(text)
    // Chinese stands apart from digits and Latin letters only.
    let others = texts.dropFirst().map { "，且" + ($0.zh.first?.isASCII == true ? " " : "") + $0.zh }
    return Bilingual(
      zh: (texts.first?.zh ?? "") + others.joined(), en: texts.map(\.en).joined(separator: " and "))
  }

  private func text(_ change: InputChange) -> Bilingual {
    switch change {
    case .atLeast(let cells, let value): return bound(cells, value, "不低于", "at least")
    case .atMost(let cells, let value): return bound(cells, value, "不高于", "at most")
    case .row(let cells, let value):
      let usual = cells.measure.state(value) ?? cells.measure.unit.shown(value)
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
      let events = events
      return Bilingual(zh: "到 \(day) 没有新的\(events.zh)", en: "no new \(events.en) by \(day)")
    case .noLongerFlagged(let firms):
      let codes = firms.compactMap { trial.pass.flagged[$0]?.code.text }.joined(separator: ", ")
      guard let tier = (kind as? LinkedKind)?.tier.name else {
        return Bilingual(zh: "\(codes) 不再预警", en: "\(codes) no longer flagged")
      }
      return Bilingual(
        zh: "\(codes) 降到\(tier.zh)级以下",
        en: "\(codes) \(firms.count > 1 ? "are" : "is") below \(tier.en)")
    }
  }

  /// What the rule counts, with the words that it looks for.
  private var events: Bilingual {
    guard let count = kind as? CountKind else { return Bilingual(zh: "记录", en: "records") }
    let noun = count.feed.events
    let words = EventWords.text(count.words.sorted())
    let results = EventWords.text(count.results.sorted())
    let parts = [
      words, Bilingual(zh: "结果为\(results.zh)", en: "with the result \(results.en)"),
    ]
    let told = zip(parts, [count.words, count.results]).filter { !$0.1.isEmpty }.map(\.0)
    guard !told.isEmpty else { return noun }
    return Bilingual(
      zh: "\(noun.zh)（\(told.map(\.zh).joined(separator: "，"))）",
      en: "\(noun.en) (\(told.map(\.en).joined(separator: ", ")))")
  }

  private func bound(_ cells: Cells, _ value: Int64, _ zh: String, _ en: String) -> Bilingual {
    if let state = cells.measure.state(value) { return self.state(cells, state) }
    let amount = cells.measure.unit.shown(value)
    if cells.measure == .accountBalance, cells.columns == [trial.calendar.runningColumn] {
      return newestBalance(cells, zh: "\(zh) \(amount.zh)", en: "\(en) \(amount.en)")
    }
    let later = laterBalance(cells)
    return subject(
      cells, zh: "\(zh) \(amount.zh)\(later.zh)", en: "\(en) \(amount.en)\(later.en)")
  }

  private func subject(_ cells: Cells, zh: String, en: String) -> Bilingual {
    let months = months(cells.columns)
    let title = cells.measure.title
    let code = cells.measure.isOfProjects ? trial.block.projects[cells.row].code : nil
    return Bilingual(
      zh: "\(code.map { "工程 \($0) " } ?? "")\(months.zh) \(title.zh)\(zh)",
      en: "\(title.en)\(code.map { " at project \($0)" } ?? "") of \(months.en) \(en)")
  }

  private func state(_ cells: Cells, _ state: Bilingual) -> Bilingual {
    let months = months(cells.columns)
    let title = cells.measure == .taxFiled ? "tax return" : "premises"
    return Bilingual(
      zh: "\(months.zh) \(state.zh)", en: "\(title) \(state.en) for \(months.en)")
  }

  /// Whatever month it is told in: any row of the account that comes before wages are due counts.
  private func newestBalance(_ cells: Cells, zh: String, en: String) -> Bilingual {
    let code = trial.block.projects[cells.row].code
    let due = trial.calendar.nextPayDay
    return Bilingual(
      zh: "工程 \(code) \(due.map { "于 \($0) 发薪日前（含）" } ?? "")专户最新余额\(zh)",
      en: "the newest balance of the wage account at project \(code) is \(en)"
        + (due.map { " by \($0), when wages are due" } ?? ""))
  }

  /// A balance at a month's end is past: that the next one takes its place is what can still be done.
  private func laterBalance(_ cells: Cells) -> Bilingual {
    guard cells.measure == .accountBalance, (kind as? LevelKind)?.takesWorst == false else {
      return .same("")
    }
    return Bilingual(
      zh: "（次月文件报来后看次月末余额）", en: " (once the next month's file is in, its balance decides)")
  }

  private func months(_ columns: [Int]) -> Bilingual {
    let months = columns.map { trial.calendar.month($0).description }
    return Bilingual(zh: months.joined(separator: "、"), en: months.joined(separator: ", "))
  }
}

extension Measure {
  /// What a flag says in words; nil for a number.
  fileprivate func state(_ value: Int64) -> Bilingual? {
    switch self {
    case .taxFiled:
      value > 0 ? Bilingual(zh: "已纳税申报", en: "filed") : Bilingual(zh: "未纳税申报", en: "not filed")
    case .propertyVacated:
      value > 0 ? Bilingual(zh: "已退租", en: "vacated") : Bilingual(zh: "未退租", en: "not vacated")
    default: nil
    }
  }
}

extension Feed {
  /// The events of the feed, as officers speak of them.
  fileprivate var events: Bilingual {
    switch self {
    case .complaints: Bilingual(zh: "投诉", en: "complaints")
    case .inspections: Bilingual(zh: "监察记录", en: "inspections")
    case .judicial: Bilingual(zh: "司法记录", en: "court records")
    case .gridReports: Bilingual(zh: "网格排摸", en: "grid reports")
    default: Bilingual(zh: "\(title.zh)记录", en: "records of \(title.en)")
    }
  }
}
