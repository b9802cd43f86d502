import Testing
import WageDomain

@testable import DistrictSimulator

@Suite("The truth of an invented district")
struct TruthTests {
  private let sample = SampleDistrict.small

  @Test("No wages are paid for the months that the truth calls unpaid, and the months before are")
  func payroll() {
    let paid = sample.rows(of: .payroll).reduce(into: [String: Set<String>]()) {
      $0[$1[0], default: []].insert($1[1])
    }
    let last = sample.district.parameters.lastMonth
    for firm in sample.district.firms {
      guard let unpaid = firm.fate.firstUnpaidMonth else { continue }
      let months = paid[firm.code.text] ?? []
      #expect(!months.contains { $0 >= unpaid.description && $0.count == 7 && !$0.hasSuffix("13") })
      let before = unpaid.adding(months: -2)
      if before <= last { #expect(months.contains(before.description)) }
    }
  }

  @Test("Firms that the truth does not call unpaid pay every month")
  func everyoneElsePays() {
    let paid = sample.rows(of: .payroll).reduce(into: [String: Set<String>]()) {
      $0[$1[0], default: []].insert($1[1])
    }
    let parameters = sample.district.parameters
    for firm in sample.district.firms where firm.fate.firstUnpaidMonth == nil {
      // The last month's late payments come after the last file.
      for month in parameters.firstMonth...parameters.lastMonth.adding(months: -1)
      where firm.operates(in: month) {
        #expect(paid[firm.code.text]?.contains(month.description) == true, "\(firm.index) \(month)")
      }
    }
  }

  @Test("The days stand in order, and the file says what the district knows")
  func order() throws {
    let truth = sample.district.truth
    for row in truth {
      guard let arrears = row.arrearsOn else {
        #expect(row.cause == "recovered" && row.complaintOn == nil)
        continue
      }
      #expect(row.distressOn < arrears)
      if let complaint = row.complaintOn {
        #expect((21...56).contains(complaint.days(since: arrears)))
      }
    }
    let file = try #require(sample.files.last)
    let rows = SampleDistrict.rows(file.bytes)
    #expect(rows.map { $0[0] } == truth.map(\.creditCode.text))
    #expect(rows.map { $0[2] } == truth.map { $0.arrearsOn?.description ?? "" })
  }

  @Test("The first complaint about unpaid wages comes on the day that the truth says")
  func complaints() {
    let first = sample.rows(of: .complaints).filter { !$0[10].isEmpty }
      .reduce(into: [String: String]()) { days, row in
        guard !row[3].isEmpty else { return }
        days[row[3]] = min(days[row[3]] ?? "9", String(row[2].prefix(10)))
      }
    for row in sample.district.truth {
      guard let day = first[row.creditCode.text] else { continue }
      #expect(day >= row.complaintOn?.description ?? "9")
    }
  }

  @Test("In a district of 3,000 the shares are those asked for")
  func rates() throws {
    let parameters = try SimulationParameters(firms: 3000, months: 24, seed: 3)
    let district = District(parameters: parameters)
    let distressed = district.firms.filter { $0.fate.kind.isDistress }
    #expect((90...94).contains(distressed.count))
    for cause in ["lost-orders", "cash-flow", "upstream", "owner-left"] {
      #expect(district.truth.count { $0.cause == cause } >= 9, "\(cause)")
    }
    #expect((40...120).contains(district.truth.count { $0.cause == "recovered" }))
    #expect((80...160).contains(district.firms.count { $0.fate.kind == .closing }))
    let sizes = district.firms.map(\.persons).sorted()
    #expect((7...20).contains(sizes[sizes.count / 2]))
    #expect(sizes.count { $0 > 500 } < 40 && sizes.count { $0 > 100 } > 100)
    let complaints = ComplaintBook(
      parameters, firms: district.firms, projects: district.projects
    ).complaints.filter { $0.owedSince != nil }
    let persons = complaints.reduce(0) { $0 + $1.persons }
    let yuan = complaints.reduce(0) { $0 + $1.fen } / 100
    #expect((9_500...12_000).contains(yuan / persons))
    #expect(complaints.allSatisfy { (1...35).contains($0.persons) })
  }

  @Test("No share of distress, no firm that owes wages")
  func none() throws {
    let parameters = try SimulationParameters(
      firms: 200, months: 12, seed: 3, distressPermille: 0)
    #expect(District(parameters: parameters).truth.allSatisfy { $0.arrearsOn == nil })
  }
}
