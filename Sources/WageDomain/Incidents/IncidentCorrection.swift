/// What was written down wrongly of an incident, and who said so.
public struct IncidentCorrection: Hashable, Sendable {
  /// Something that was mended; nil stands for nothing there.
  public struct Change: Hashable, Sendable {
    public let what: Subject
    public let from: String?
    public let to: String?

    public init(_ what: Subject, from: String?, to: String?) {
      self.what = what
      self.from = from
      self.to = to
    }
  }

  /// What can be mended.
  public enum Subject: String, CaseIterable, Hashable, Sendable {
    case persons
    /// Told by its credit code.
    case firm
    case caseNo = "case"

    /// What an event calls the value before.
    public var former: String {
      switch self {
      case .persons: "formerPersons"
      case .firm: "formerFirm"
      case .caseNo: "formerCase"
      }
    }

    public var title: Bilingual {
      switch self {
      case .persons: Bilingual(zh: "人数", en: "persons")
      case .firm: Bilingual(zh: "单位", en: "firm")
      case .caseNo: Bilingual(zh: "案件", en: "case")
      }
    }
  }

  /// Of an annulment none: nothing of the incident counts any more.
  public let changes: [Change]
  public let isAnnulment: Bool
  public let at: Instant
  public let recordedAt: Instant
  public let actor: String
  /// Protected: lists do not show it; nil once erased.
  public let reason: String?

  public init(
    changes: [Change], isAnnulment: Bool, at: Instant, recordedAt: Instant, actor: String,
    reason: String?
  ) {
    self.changes = changes
    self.isAnnulment = isAnnulment
    self.at = at
    self.recordedAt = recordedAt
    self.actor = actor
    self.reason = reason
  }
}
