import DistrictSimulator
import RiskEvaluation
import RiskScoring
import WageDomain

/// What the ids of a report are called, for people; JSON keeps the ids.
struct BacktestNames {
  let card: Scorecard
  let codes: CodeNames

  static func cohort(_ name: String) -> Bilingual {
    switch OutcomeLabel.allCases.first(where: { CutoffCohort.usual($0).name == name }) {
    case .arrears?: Bilingual(zh: "未欠薪的企业", en: "firms that owe nothing")
    case .complaint?: Bilingual(zh: "没有欠薪投诉的企业", en: "firms without a wage complaint")
    case .either?:
      Bilingual(zh: "未欠薪也没有欠薪投诉的企业", en: "firms that owe nothing, without a wage complaint")
    case nil: Bilingual(zh: "--cohort 所选的企业", en: "firms of --cohort")
    }
  }

  static func label(_ word: String) -> Bilingual {
    switch OutcomeLabel(rawValue: word) {
    case .arrears?: Bilingual(zh: "其后有工资未发", en: "wages unpaid afterwards")
    case .complaint?: Bilingual(zh: "其后被投诉欠薪", en: "a wage complaint afterwards")
    case .either?:
      Bilingual(zh: "其后有工资未发或被投诉欠薪", en: "wages unpaid or a wage complaint afterwards")
    case nil: .same(word)
    }
  }

  /// E.g. `firms that owe nothing (wages unpaid afterwards)`.
  static func judged(_ cohort: String, by label: String) -> Bilingual {
    let (firms, outcome) = (Self.cohort(cohort), Self.label(label))
    return Bilingual(
      zh: "\(firms.zh)（\(outcome.zh)）", en: "\(firms.en) (\(outcome.en))")
  }

  /// An indicator's by its id and what its reason speaks of.
  func ranking(_ ranking: String) -> Bilingual {
    switch ranking {
    case "card": return Bilingual(zh: "评分表", en: "the card")
    case "random": return Bilingual(zh: "随机", en: "random")
    case "last-complaint": return Bilingual(zh: "最近投诉者先", en: "last complaint first")
    case "arrears-months": return Bilingual(zh: "欠费月数", en: "months of arrears")
    case "yesterday": return Bilingual(zh: "上一截点的名单", en: "the list before")
    default:
      let id = ranking.replacing("indicator:", with: "")
      guard let words = words(id) else { return .same("· \(id)") }
      func subject(_ text: String, _ end: Character) -> String {
        String(text.prefix { $0 != end }).replacing(/\s*(of )?…/, with: "")
      }
      return Bilingual(
        zh: "· \(subject(words.zh, "："))（\(id)）", en: "· \(id) (\(subject(words.en, ":")))")
    }
  }

  /// An indicator's id with the words of its reason, an ellipsis for each value.
  func indicator(_ id: String) -> Bilingual {
    guard let words = words(id) else { return .same(id) }
    return Bilingual(zh: "\(words.zh)（\(id)）", en: "\(id): \(words.en)")
  }

  /// Without what stands in brackets; nil for an id that the card does not have.
  private func words(_ id: String) -> Bilingual? {
    let reason =
      card.triggers.first { $0.id == id }?.reason ?? card.indicators.first { $0.id == id }?.reason
    guard let text = reason?.text([:]) else { return nil }
    func short(_ text: String) -> String {
      text.replacing(/（[^）]*）|\s\([^)]*\)/, with: "").replacing(/\{[^}]*\}/, with: "…")
        .replacing(/%[，,]?…$/, with: "%")
    }
    return Bilingual(zh: short(text.zh), en: short(text.en))
  }

  /// A group of a dimension of ``GroupBook``: a trade or a place by its code and name.
  func group(_ dimension: String, _ group: JSONValue) -> Bilingual {
    guard group != .null else { return Bilingual(zh: "不详", en: "not known") }
    let code = group.cell
    return switch GroupBook.Dimension(rawValue: dimension) {
    case .industry?:
      Bilingual(
        zh: codes.shownTrade(code, .chinese), en: codes.shownTrade(code, .english))
    case .county?, .town?: .same(codes.shownPlace(code))
    case .size?, nil: .same(code)
    }
  }

  static func dimension(_ word: String) -> Bilingual {
    switch GroupBook.Dimension(rawValue: word) {
    case .industry?: Bilingual(zh: "行业门类", en: "industry")
    case .county?: Bilingual(zh: "区县", en: "county")
    case .town?: Bilingual(zh: "乡镇街道", en: "town")
    case .size?: Bilingual(zh: "人数", en: "persons")
    case nil: .same(word)
    }
  }

  /// Of `truth.csv`; null where a firm does not stand there.
  static func cause(_ cause: JSONValue) -> Bilingual {
    guard cause != .null else { return Bilingual(zh: "不在 truth.csv 中", en: "not in truth.csv") }
    return Truth.title(ofCause: cause.cell) ?? .same(cause.cell)
  }
}
