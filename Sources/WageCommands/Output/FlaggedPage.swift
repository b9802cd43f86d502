import WageDomain
import WageStore

/// The visit list as a person reads it: headings, the line of the capacity, what fell below it.
struct FlaggedPage {
  let list: VisitList
  let query: FlaggedQuery
  let names: CodeNames
  let language: Language
  /// Each firm's most urgent warning that is still to be checked.
  let warnings: [Int64: ListedWarning]

  var rows: [JSONValue] {
    list.entries.map {
      FlaggedRows.row(
        $0.firm, rank: $0.rank, language: language, names: names, shortfall: $0.shortfall,
        warning: warnings[$0.firm.firmId])
    }
  }

  /// The table's columns: those of any list, what is claimed where the list is in that order, and why a
  /// firm is below the line where some are shown.
  var columns: [Listing.Column] {
    let columns = FlaggedRows.columns(language, withAmount: query.order == .amount)
    guard list.entries.contains(where: { $0.shortfall != nil }) else { return columns }
    return columns + [.init("below_why", zh: "未入名单", en: "below the line because")]
  }

  /// What stands above a row where it differs from that above the row before.
  var heading: ((JSONValue) -> String?)? {
    let line = lineHeading.text(language)
    guard query.order == .townRoute else {
      return query.below > 0 ? { $0["below_line"] == .bool(true) ? line : nil } : nil
    }
    let towns = townHeadings
    return { row in row["below_line"] == .bool(true) ? line : towns[row["town_code"].cell] }
  }

  private var lineHeading: Bilingual {
    let shown = list.entries.count - list.visits.count
    return Bilingual(
      zh: "-- 以下超出力量：共 \(list.leftOut) 家，列出 \(shown) 家 --",
      en: "-- below the line: \(shown) shown of \(list.leftOut) left out --")
  }

  private var townHeadings: [String: String] {
    let firms = Dictionary(grouping: list.visits.map(\.firm)) { $0.townCode ?? "" }
    return Dictionary(
      uniqueKeysWithValues: firms.map { town, firms in
        let none = Bilingual(zh: "无属地", en: "no town")
        let place = town.isEmpty ? none.text(language) : names.shownPlace(town)
        return (town, place + ": " + Self.counts(firms).text(language))
      })
  }

  private static func counts(_ firms: [FlaggedFirm]) -> Bilingual {
    let tiers = Tier.allCases.reversed().compactMap { tier -> Bilingual? in
      let count = firms.count { $0.tier == tier }
      return count == 0
        ? nil : Bilingual(zh: "\(tier.name.zh) \(count)", en: "\(count) \(tier.name.en)")
    }
    return Bilingual(
      zh: tiers.map(\.zh).joined(separator: "，"), en: tiers.map(\.en).joined(separator: ", "))
  }

  /// What is told beside the list: filters by name, who was left out, a line that falls among equals.
  var remarks: [Bilingual] {
    var remarks: [Bilingual] = []
    if let town = query.town {
      let place = names.shownPlace(town)
      remarks.append(Bilingual(zh: "仅 \(place)", en: "only \(place)"))
    }
    if let industry = query.industry {
      remarks.append(
        Bilingual(
          zh: "仅行业 \(names.shownTrade(industry, .chinese))",
          en: "only industry \(names.shownTrade(industry, .english))"))
    }
    if let capacity = query.capacity, list.leftOut > 0 {
      let hint = query.below == 0
      remarks.append(
        Bilingual(
          zh: "力量 \(capacity) 家，另有 \(list.leftOut) 家未列入" + (hint ? "（--below N 可查看紧随其后者）" : ""),
          en: "capacity \(capacity): \(list.leftOut) flagged firms are left out"
            + (hint ? " (--below N shows the next ones)" : "")))
    }
    if let tie = list.tie {
      remarks.append(
        Bilingual(
          zh: "界线落在并列者之间：名单内 \(tie.within) 家与名单外 \(tie.beyond) 家仅信用代码不同",
          en:
            "the line falls among equals: \(tie.within) within and \(tie.beyond) beyond it differ "
            + "by credit code only"))
    }
    return remarks
  }
}
