import FirmGrading
import Testing
import WageDomain

@Suite("The six systems of sites, and their rates")
struct SystemRateTests {
  private static func check(
    _ day: String, lacking: Set<SiteSystem> = [], silent: Set<SiteSystem> = []
  ) throws -> SiteCheck {
    SiteCheck(
      checkedOn: try #require(Day(day)), file: "inbox/six_systems_\(day.prefix(7)).csv", line: 2,
      inPlace: Dictionary(
        uniqueKeysWithValues: SiteSystem.allCases.filter { !silent.contains($0) }
          .map { ($0, !lacking.contains($0)) }))
  }

  private static func project(
    _ code: String, _ checks: [SiteCheck], finished: String? = nil
  ) -> CheckedProject {
    CheckedProject(
      projectCode: code, name: "安置房", kind: .housing, town: "330503100", contractorId: 1,
      contractorCode: "", contractorName: nil, startedOn: Day("2026-01-01"),
      finishedOn: finished.flatMap { Day($0) }, file: "inbox/projects.csv", line: 2, checks: checks)
  }

  @Test("What lacks, lacks since the first check of the unbroken row")
  func since() throws {
    let project = Self.project(
      "1",
      [
        try Self.check("2026-01-10", lacking: [.deposit, .noticeBoard]),
        try Self.check("2026-04-10", lacking: [.noticeBoard]),
        try Self.check("2026-07-10", lacking: [.deposit], silent: [.noticeBoard]),
        try Self.check("2026-10-10", lacking: [.deposit], silent: [.realName, .noticeBoard]),
      ])
    #expect(project.lacking.map(\.system) == [.deposit, .noticeBoard])
    #expect(
      project.lacking.map { $0.since?.checkedOn.description } == ["2026-07-10", "2026-01-10"])
    #expect(
      project.lacking.map { $0.latest?.checkedOn.description } == ["2026-10-10", "2026-04-10"])
    let realName = try #require(project.systems.first { $0.system == .realName })
    #expect(realName.isInPlace == true, "an empty cell takes nothing back")
    #expect(!project.hasAllSix)
  }

  @Test("Platform registration is none of the six: without it all six can be in place")
  func notOfTheSix() throws {
    let project = Self.project("1", [try Self.check("2026-01-10", lacking: [.registered])])
    #expect(project.hasAllSix)
    let day = try #require(Day("2026-10-21"))
    let rates = SystemRate.all([project], on: day)
    #expect(rates.map(\.text) == ["0.00 %", "100.00 %", "100.00 %", "100.00 %"])
  }

  @Test("Rates are of the live projects; one never checked is not in place, and named")
  func rates() throws {
    let day = try #require(Day("2026-10-21"))
    let projects = [
      Self.project("3", [try Self.check("2026-09-01")]),
      Self.project("1", [try Self.check("2026-09-01", lacking: [.registered, .deposit])]),
      Self.project("2", []),
      Self.project("4", [try Self.check("2026-09-01")], finished: "2026-10-20"),
    ]
    let rates = SystemRate.all(projects, on: day)
    #expect(rates.map(\.text) == ["33.33 %", "66.67 %", "33.33 %", "66.67 %"])
    let registered = try #require(rates.first)
    #expect(registered.inPlace == ["3"])
    #expect(registered.lacking == ["1"])
    #expect(registered.unknown == ["2"])
    #expect(SystemRate.all([], on: day).map(\.text) == ["-", "-", "-", "-"])
    let last = try #require(Day("2026-10-20"))
    #expect(SystemRate.all(projects, on: last).first?.projects == 4, "live on its last day")
  }
}
