public import WageDomain

/// Finds complaints that look like the same grievance: same firm, same complainant, overlapping
/// months owed.
///
/// - Source: N2, the same grievance is registered once. How alike is alike: assumption.
public enum DuplicateSearch {
  /// - Parameter complaints: in any order; pairs that share a case already are left out.
  /// - Returns: by the later complaint's day and number, then the earlier's.
  public static func suggestions(among complaints: [ComplaintIdentity]) -> [DuplicateSuggestion] {
    let ordered = complaints.sorted {
      ($0.receivedOn, $0.complaintNo) < ($1.receivedOn, $1.complaintNo)
    }
    // Only complaints about one firm are compared with each other.
    var earlierByFirm: [FirmKey: [ComplaintIdentity]] = [:]
    var found: [DuplicateSuggestion] = []
    for complaint in ordered {
      let keys = FirmKey.keys(of: complaint)
      var compared: Set<String> = []
      for earlier in keys.flatMap({ earlierByFirm[$0] ?? [] })
      where compared.insert(earlier.complaintNo).inserted {
        if let suggestion = suggestion(earlier, complaint) { found.append(suggestion) }
      }
      for key in keys { earlierByFirm[key, default: []].append(complaint) }
    }
    return found
  }

  private static func suggestion(
    _ earlier: ComplaintIdentity, _ later: ComplaintIdentity
  ) -> DuplicateSuggestion? {
    if let caseNo = earlier.caseNo, caseNo == later.caseNo { return nil }
    if let first = earlier.firmId, let second = later.firmId, first != second { return nil }
    guard earlier.months.overlaps(later.months),
      let person = samePerson(earlier.complainant, later.complainant)
    else { return nil }
    let first = max(earlier.months.lowerBound, later.months.lowerBound)
    let last = min(earlier.months.upperBound, later.months.upperBound)
    return DuplicateSuggestion(
      earlier: earlier.complaintNo, later: later.complaintNo, earlierCase: earlier.caseNo,
      laterCase: later.caseNo,
      reason: Bilingual(
        zh: "同一单位、\(person.zh)，欠薪期间重叠（\(first) 至 \(last)）",
        en: "same firm, \(person.en), months owed overlap (\(first) to \(last))"))
  }

  /// By the strongest thing that both complaints state; two identity numbers that differ are two
  /// people, whatever their names.
  private static func samePerson(_ left: Complainant, _ right: Complainant) -> Bilingual? {
    if let first = left.idNo, let second = right.idNo {
      return first.uppercased() == second.uppercased()
        ? Bilingual(zh: "身份证号相同", en: "same identity number") : nil
    }
    if let first = left.phone, let second = right.phone, digits(first) == digits(second) {
      return Bilingual(zh: "联系电话相同", en: "same phone")
    }
    if let first = left.name, let second = right.name, trimmed(first) == trimmed(second) {
      return Bilingual(zh: "姓名相同", en: "same name")
    }
    return nil
  }

  private static func digits(_ phone: String) -> String {
    String(phone.unicodeScalars.filter { ("0"..."9").contains($0) }.map(Character.init))
  }

  private static func trimmed(_ name: String) -> String {
    String(name.unicodeScalars.filter { !$0.properties.isWhitespace }.map(Character.init))
  }
}

/// What two complaints about one firm have in common.
private enum FirmKey: Hashable {
  case id(Int64)
  case name(String)

  /// The firm's id and its name, because one of two complaints may give only the name.
  static func keys(of complaint: ComplaintIdentity) -> [FirmKey] {
    var keys: [FirmKey] = []
    if let id = complaint.firmId { keys.append(.id(id)) }
    if let name = complaint.firmName.map(normalised), !name.isEmpty { keys.append(.name(name)) }
    return keys
  }

  /// Full-width forms as ASCII, without spaces, letters in lower case.
  private static func normalised(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.unicodeScalars.compactMap { scalar in
          if scalar.properties.isWhitespace { return nil }
          guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
          return UnicodeScalar(scalar.value - 0xFEE0)
        })
    ).lowercased()
  }
}
