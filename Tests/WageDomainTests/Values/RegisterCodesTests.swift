import Foundation
import Testing
import WageDomain

/// Codes of the public register: outside the project, compared where they are at hand.
@Suite(
  "Credit codes of the register",
  .enabled(
    if: ReferenceData.exists("zj_enterprises/firms_huzhou_shaoxing.csv"),
    "the reference data is not beside the package"))
struct RegisterCodesTests {
  private static let column = "统一社会信用代码"

  private func codes(_ file: String) throws -> [String] {
    try ReferenceData.rows(of: ReferenceData.url("zj_enterprises/\(file)"))
      .compactMap { $0[Self.column] }
  }

  private func fault(_ text: String) -> CreditCodeFault? {
    do {
      _ = try CreditCode(text)
      return nil
    } catch {
      return error
    }
  }

  @Test("All codes of two cities pass but the one whose last digit is known to be wrong")
  func register() throws {
    let codes = try codes("firms_huzhou_shaoxing.csv")
    let known = Set(try self.codes("codes_failing_strict_check.csv"))
    #expect(codes.count == 13_492)
    let failing = codes.filter { fault($0) != nil }
    #expect(failing.count == 1)
    #expect(known.isSuperset(of: failing))
    #expect(failing.allSatisfy { fault($0) == .check || fault($0) == .organisationCheck })
  }

  @Test("Of the 47 that a strict check refuses, 41 only have a lower-case letter")
  func strictFailures() throws {
    let codes = try codes("codes_failing_strict_check.csv")
    #expect(codes.count == 47)
    let faults = codes.map { fault($0)?.code ?? "none" }
    #expect(faults.count { $0 == "none" } == 41)
    #expect(faults.count { $0 == "length" } == 4)
    #expect(faults.count { $0 == "check" || $0 == "organisation-check" } == 2)
    for text in codes where fault(text) == nil {
      #expect(text != text.uppercased())
      #expect(try CreditCode(text).text == text.uppercased())
    }
  }
}
