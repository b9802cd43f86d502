public import WageDomain

/// Finds complaints that look like the same grievance: same firm or project, same complainant or
/// group, overlapping months owed, whatever the channels.
///
/// - Source: N2, the same grievance is registered once. How alike is alike: assumption.
public enum DuplicateSearch {
  /// From so many people on a complaint is a group's (assumption: as the levels of N8).
  static let groupPersons: Int64 = 5

  /// - Parameter complaints: in any order; pairs that share a case already are left out.
  /// - Returns: by what they have in common, the strongest first, then by the later complaint's day
  ///   and number, then the earlier's.
  public static func suggestions(among complaints: [ComplaintIdentity]) -> [DuplicateSuggestion] {
    let ordered = complaints.sorted {
      ($0.receivedOn, $0.complaintNo) < ($1.receivedOn, $1.complaintNo)
    }
    // Only complaints about one firm or project are compared with each other.
    var earlierByKey: [GrievanceKey: [ComplaintIdentity]] = [:]
    var found: [DuplicateSuggestion] = []
    for complaint in ordered {
      let keys = GrievanceKey.keys(of: complaint)
      var compared: Set<String> = []
      for earlier in keys.flatMap({ earlierByKey[$0] ?? [] })
      where compared.insert(earlier.complaintNo).inserted {
        if let suggestion = suggestion(earlier, complaint) { found.append(suggestion) }
      }
      for key in keys { earlierByKey[key, default: []].append(complaint) }
    }
    // Swift's sort is stable: equals stay in the order in which they were found.
    return found.sorted { $0.ground < $1.ground }
  }

  private static func suggestion(
    _ earlier: ComplaintIdentity, _ later: ComplaintIdentity
  ) -> DuplicateSuggestion? {
    if let caseNo = earlier.caseNo, caseNo == later.caseNo { return nil }
    guard earlier.months.overlaps(later.months), let subject = subject(earlier, later),
      let ground = ground(earlier, later)
    else { return nil }
    let first = max(earlier.months.lowerBound, later.months.lowerBound)
    let last = min(earlier.months.upperBound, later.months.upperBound)
    let people = people(ground, earlier, later)
    return DuplicateSuggestion(
      earlier: earlier.complaintNo, later: later.complaintNo, earlierCase: earlier.caseNo,
      laterCase: later.caseNo, ground: ground,
      reason: Bilingual(
        zh: "\(subject.zh)、\(people.zh)，欠薪期间重叠（\(first) 至 \(last)）",
        en: "\(subject.en), \(people.en), months owed overlap (\(first) to \(last))"))
  }

  /// Two credit codes are two firms, whatever their names; a project may have many.
  private static func subject(
    _ earlier: ComplaintIdentity, _ later: ComplaintIdentity
  ) -> Bilingual? {
    let keys = Set(GrievanceKey.keys(of: earlier)).intersection(GrievanceKey.keys(of: later))
    let isOtherFirm =
      earlier.firmId != nil && later.firmId != nil && earlier.firmId != later.firmId
    if !isOtherFirm, keys.contains(where: \.isFirm) {
      return Bilingual(zh: "同一单位", en: "same firm")
    }
    return keys.contains { !$0.isFirm } ? Bilingual(zh: "同一项目", en: "same project") : nil
  }

  /// By the strongest thing that both complaints state; two identity numbers that differ are two
  /// people, whatever their names, but may be of one group.
  private static func ground(
    _ earlier: ComplaintIdentity, _ later: ComplaintIdentity
  ) -> DuplicateGround? {
    let (left, right) = (earlier.complainant, later.complainant)
    var areTwo = false
    if let first = left.idNo, let second = right.idNo {
      if first.uppercased() == second.uppercased() { return .identityNumber }
      areTwo = true
    }
    if !areTwo {
      if let first = left.phone.flatMap(number), first == right.phone.flatMap(number) {
        return .phone
      }
      if let first = left.name.map(GroupName.init), let second = right.name.map(GroupName.init) {
        if first.whole == second.whole { return .name }
        if first.leader == second.leader { return .groupName }
      }
    }
    return areAsMany(earlier.persons, later.persons) ? .groupSize : nil
  }

  /// Both groups, the smaller at least half of the larger.
  private static func areAsMany(_ left: Int64?, _ right: Int64?) -> Bool {
    guard let left, let right, min(left, right) >= groupPersons else { return false }
    return min(left, right) >= max(left, right) - min(left, right)
  }

  private static func people(
    _ ground: DuplicateGround, _ earlier: ComplaintIdentity, _ later: ComplaintIdentity
  ) -> Bilingual {
    guard ground == .groupSize, let first = earlier.persons, let second = later.persons else {
      return ground.title
    }
    return Bilingual(
      zh: "\(ground.title.zh)（\(first) 人、\(second) 人）",
      en: "\(ground.title.en) (\(first) and \(second) persons)")
  }

  /// The shortest number of a telephone in China, without its area code.
  private static let fewestDigits = 7

  /// The digits that were typed, full width or not, a mobile's without the country's code; nil for
  /// what is no number, such as 无 or 不详.
  private static func number(_ phone: String) -> String? {
    let digits = phone.narrowed.filter { $0.isASCII && $0.isNumber }
    for prefix in ["0086", "86"] where digits.hasPrefix(prefix) {
      let rest = digits.dropFirst(prefix.count)
      if rest.count == 11, rest.hasPrefix("1") { return String(rest) }
    }
    return digits.count < fewestDigits ? nil : digits
  }
}

/// A complainant's name, and the person whom a group is named after: 赵某等12人 is 赵某's.
private struct GroupName {
  let whole: String
  let leader: String

  init(_ name: String) {
    let bare = String(
      name.unicodeScalars.filter { !$0.properties.isWhitespace }.map(Character.init))
    whole = bare
    guard let end = bare.lastIndex(of: "等") else {
      leader = bare
      return
    }
    let rest = bare[bare.index(after: end)...]
    let isGroup = ["人", "名", "工"].contains { rest.hasSuffix($0) }
    leader = isGroup ? String(bare[..<end]) : bare
  }
}

/// What two complaints that are compared have in common.
private enum GrievanceKey: Hashable {
  case firm(Int64)
  case name(String)
  case project(String)

  var isFirm: Bool {
    switch self {
    case .firm, .name: true
    case .project: false
    }
  }

  /// The firm's id and its name, because one of two complaints may give only the name; the project.
  static func keys(of complaint: ComplaintIdentity) -> [GrievanceKey] {
    var keys: [GrievanceKey] = []
    if let id = complaint.firmId { keys.append(.firm(id)) }
    if let name = complaint.firmName.map(normalised), !name.isEmpty { keys.append(.name(name)) }
    if let code = complaint.projectCode.map(normalised), !code.isEmpty {
      keys.append(.project(code))
    }
    return keys
  }

  private static func normalised(_ name: String) -> String { name.narrowed.lowercased() }
}

extension String {
  /// Full-width forms as ASCII, without spaces.
  fileprivate var narrowed: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.compactMap { scalar in
          scalar.properties.isWhitespace ? nil : scalar.narrowed
        }))
  }
}
