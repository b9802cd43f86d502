public import WageDomain

/// How many live projects have a system in place, and which have not.
///
/// - Source: Y5, the platform's registration rate, bank-signing rate and rate of all six systems;
///   the denominators are an assumption: every live project, checked or not.
public struct SystemRate: Hashable, Sendable {
  /// What is counted.
  public enum Subject: String, CaseIterable, Hashable, Sendable {
    case registered
    case bankSigned = "bank_signed"
    /// All of the six.
    case allSix = "all_six"
    case labourOfficerTrained = "labour_officer_trained"

    public var title: Bilingual {
      switch self {
      case .registered: Bilingual(zh: "平台注册率", en: "registration rate")
      case .bankSigned: Bilingual(zh: "银行签约率", en: "bank-signing rate")
      case .allSix: Bilingual(zh: "六项制度全上传率", en: "six-systems upload rate")
      case .labourOfficerTrained: Bilingual(zh: "劳资专管员培训率", en: "labour officers trained")
      }
    }

    /// Nil: no check has said.
    func isInPlace(_ project: CheckedProject) -> Bool? {
      switch self {
      case .registered: Self.word(.registered, project)
      case .bankSigned: Self.word(.bankSigned, project)
      case .labourOfficerTrained: Self.word(.labourOfficerTrained, project)
      case .allSix: allSix(project)
      }
    }

    private func allSix(_ project: CheckedProject) -> Bool? {
      if project.hasAllSix { return true }
      return project.lacking.isEmpty ? nil : false
    }

    private static func word(_ system: SiteSystem, _ project: CheckedProject) -> Bool? {
      project.systems.first { $0.system == system }?.isInPlace
    }
  }

  public let subject: Subject
  /// By code.
  public let inPlace: [String]
  public let lacking: [String]
  /// Of these no check has said; they count as not in place.
  public let unknown: [String]

  public var projects: Int { inPlace.count + lacking.count + unknown.count }

  /// `66.67 %`, half a hundredth up; `-` without a project.
  public var text: String {
    guard projects > 0 else { return "-" }
    let hundredths = (inPlace.count * 20_000 + projects) / (2 * projects)
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) %"
  }

  /// - Parameters:
  ///   - projects: in any order; those that are not live on the day are left out.
  ///   - day: the day looked at.
  /// - Returns: one for each subject, in their order.
  public static func all(_ projects: [CheckedProject], on day: Day) -> [SystemRate] {
    let live = projects.filter { $0.isLive(on: day) }
      .sorted { $0.projectCode < $1.projectCode }
    return Subject.allCases.map { subject in
      func codes(_ word: Bool?) -> [String] {
        live.filter { subject.isInPlace($0) == word }.map(\.projectCode)
      }
      return SystemRate(
        subject: subject, inPlace: codes(true), lacking: codes(false), unknown: codes(nil))
    }
  }
}
