import CaseHandling
import Testing
import WageDomain

@Suite("Duplicates are suggested, never merged by themselves (N2)")
struct DuplicateTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let why: String
    let second: ComplaintIdentity
    let reason: String?
    var testDescription: String { why }
  }

  /// Invented people and firms.
  static func complaint(
    _ number: String, firm: Int64? = 1, name: String? = "甲乙制衣厂", person: String? = "赵测试",
    idNo: String? = nil, phone: String? = "13900000001", owed: String? = "2026-03",
    on: String = "2026-05-08", caseNo: String? = nil
  ) -> ComplaintIdentity {
    ComplaintIdentity(
      complaintNo: number, caseNo: caseNo, firmId: firm, firmName: name,
      complainant: Complainant(name: person, idNo: idNo, phone: phone),
      owedSince: owed.flatMap { Month($0) }, receivedOn: Fixture.day(on))
  }

  static let first = complaint("A")

  @Test(
    "Beside a complaint of 8 May about March to May",
    arguments: [
      Example(
        why: "the same phone", second: complaint("B", person: "钱示例"),
        reason: "same firm, same phone, months owed overlap (2026-03 to 2026-05)"),
      Example(
        why: "the same name, no phone given", second: complaint("B", phone: nil, owed: "2026-05"),
        reason: "same firm, same name, months owed overlap (2026-05 to 2026-05)"),
      Example(
        why: "the firm by name only, written in full-width letters",
        second: complaint("B", firm: nil, name: "甲乙 制衣厂"),
        reason: "same firm, same phone, months owed overlap (2026-03 to 2026-05)"),
      Example(why: "another firm", second: complaint("B", firm: 2, name: "丙丁食品厂"), reason: nil),
      Example(
        why: "two firms of one name but two codes", second: complaint("B", firm: 2), reason: nil),
      Example(
        why: "another person", second: complaint("B", person: "孙样本", phone: "13900000002"),
        reason: nil),
      Example(
        why: "months that do not meet",
        second: complaint("B", owed: "2026-06", on: "2026-07-01"), reason: nil),
      Example(
        why: "no first month: the month of the complaint",
        second: complaint("B", owed: nil, on: "2026-05-30"),
        reason: "same firm, same phone, months owed overlap (2026-05 to 2026-05)"),
    ])
  func pair(_ example: Example) {
    let found = DuplicateSearch.suggestions(among: [example.second, Self.first])
    #expect(found.map(\.reason.en) == (example.reason.map { [$0] } ?? []))
    if let suggestion = found.first {
      #expect(suggestion.earlier == "A")
      #expect(suggestion.later == "B")
    }
  }

  struct Phones: CustomTestStringConvertible, Sendable {
    let why: String
    let left: String
    let right: String
    let areSame: Bool
    var testDescription: String { why }
  }

  @Test(
    "Two phones are the same by their number, and what is no number is no phone",
    arguments: [
      Phones(why: "the same digits", left: "13900000001", right: "13900000001", areSame: true),
      Phones(
        why: "hyphens and spaces", left: "139-0000-0001", right: "139 0000 0001", areSame: true),
      Phones(
        why: "the country's code", left: "13900000001", right: "+86 13900000001", areSame: true),
      Phones(
        why: "the country's code dialled", left: "008613900000001", right: "13900000001",
        areSame: true),
      Phones(
        why: "full-width digits", left: "１３９０００００００１", right: "＋８６13900000001", areSame: true),
      Phones(
        why: "a number in the town", left: "0572-3011234", right: "05723011234", areSame: true),
      Phones(
        why: "86 that begins a number in the town", left: "86301123", right: "301123",
        areSame: false),
      Phones(why: "none, said in words", left: "无", right: "无", areSame: false),
      Phones(why: "two ways of saying none", left: "不详", right: "无", areSame: false),
      Phones(why: "empty cells", left: "", right: " ", areSame: false),
      Phones(why: "a hot line is nobody's own", left: "12345", right: "12345", areSame: false),
      Phones(why: "another number", left: "13900000001", right: "13900000002", areSame: false),
    ])
  func phones(_ example: Phones) {
    let found = DuplicateSearch.suggestions(among: [
      Self.complaint("A", phone: example.left),
      Self.complaint("B", person: "钱示例", phone: example.right),
    ])
    #expect(found.map(\.ground) == (example.areSame ? [.phone] : []))
  }

  @Test("Two identity numbers that differ are two people, whatever their names")
  func identityNumbers() {
    let left = Self.complaint("A", idNo: "99000019900101001X")
    let right = Self.complaint("B", idNo: "990000199001010036")
    let same = Self.complaint("C", person: "李", idNo: "99000019900101001x", phone: nil)
    let found = DuplicateSearch.suggestions(among: [left, right, same])
    #expect(found.map(\.earlier) == ["A"])
    #expect(found.map(\.later) == ["C"])
  }

  @Test("Complaints of one case are not suggested again")
  func sameCase() {
    let pair = [
      Self.complaint("A", caseNo: "2026-000001"), Self.complaint("B", caseNo: "2026-000001"),
    ]
    #expect(DuplicateSearch.suggestions(among: pair).isEmpty)
  }

  @Test("A masked complainant shows what the contract allows and no more")
  func masking() {
    let masked = Complainant(
      name: "赵测试", idNo: "99000019900101001X", phone: "13900000001"
    ).masked
    #expect(masked.name == "赵**")
    #expect(masked.idNo == "990000********001X")
    #expect(masked.phone == "139****0001")
    let short = Complainant(name: "", idNo: "12345678901", phone: "39123456").masked
    #expect(short == Complainant(name: "", idNo: "1**", phone: "3**"))
    let old = Complainant(name: nil, idNo: "123456789012345", phone: nil).masked
    #expect(old.idNo == "123456*****2345")
  }
}
