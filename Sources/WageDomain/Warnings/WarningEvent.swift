/// What the check of a warning found.
public enum WarningOutcome: String, CaseIterable, Hashable, Sendable {
  /// The danger is real.
  case valid
  case falseAlarm = "false-alarm"
  /// The data had not come, or were wrong: nothing to do with the firm.
  case dataLate = "data-late"
  /// Real, and the office was at work on it before the warning.
  case alreadyKnown = "already-known"

  public var title: Bilingual {
    switch self {
    case .valid: Bilingual(zh: "属实", en: "valid")
    case .falseAlarm: Bilingual(zh: "误报", en: "false alarm")
    case .dataLate: Bilingual(zh: "数据迟到", en: "data late")
    case .alreadyKnown: Bilingual(zh: "已掌握", en: "already known")
    }
  }
}

/// What happens to a warning.
public enum WarningAct: Hashable, Sendable {
  /// A firm's tier rose; holds the run that said so and the day by which it is checked,
  /// earlier than its tier's rule says when a key date shortened it.
  case fired(Tier, firm: Int64, run: Int64, dueOn: Day, shortened: ShortenedCheck? = nil)
  case assigned(to: String)
  /// Checked; the note itself is kept apart, under its hash.
  case recorded(WarningOutcome, noteHash: String?)

  /// `fired`, `assigned` or `recorded`.
  public var type: String {
    switch self {
    case .fired: "fired"
    case .assigned: "assigned"
    case .recorded: "recorded"
    }
  }

  /// The contents as texts, as the chain keeps them.
  public var payload: [String: String] {
    switch self {
    case .fired(let tier, let firm, let run, let dueOn, let shortened):
      [
        "tier": tier.rawValue, "firm": String(firm), "run": String(run),
        "dueOn": dueOn.description,
      ].merging(shortened?.payload ?? [:]) { $1 }
    case .assigned(let name): ["to": name]
    case .recorded(let outcome, let hash):
      ["outcome": outcome.rawValue].merging(hash.map { ["noteHash": $0] } ?? [:]) { $1 }
    }
  }

  /// - Returns: nil for what no act has as its type and payload.
  public init?(type: String, payload: [String: String]) {
    switch type {
    case "fired":
      guard let tier = payload["tier"].flatMap(Tier.init(rawValue:)), tier > .green,
        let firm = payload["firm"].flatMap({ Int64($0) }),
        let run = payload["run"].flatMap({ Int64($0) }), let due = payload["dueOn"],
        let dueOn = Day(due)
      else { return nil }
      let shortened = ShortenedCheck.read(payload)
      if case .some(.none) = shortened { return nil }
      self = .fired(tier, firm: firm, run: run, dueOn: dueOn, shortened: shortened ?? nil)
    case "assigned":
      guard let name = payload["to"] else { return nil }
      self = .assigned(to: name)
    case "recorded":
      guard let outcome = payload["outcome"].flatMap(WarningOutcome.init(rawValue:)) else {
        return nil
      }
      self = .recorded(outcome, noteHash: payload["noteHash"])
    default: return nil
    }
  }
}

/// An act with the day it counts from and who did it.
public struct WarningEvent: Hashable, Sendable {
  public let act: WarningAct
  public let effectiveOn: Day
  public let actor: String

  public init(_ act: WarningAct, effectiveOn: Day, actor: String) {
    self.act = act
    self.effectiveOn = effectiveOn
    self.actor = actor
  }
}
