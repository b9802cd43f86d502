import NightlyRun
import SignalIngest
import Testing
import WageDomain

@testable import RiskScoring

@Suite("What an explanation asks for, a file can say")
struct LeastStepTests {
  @Test(
    "Values are stated with the decimals that their column takes", arguments: Feed.monthly.sorted())
  func columns(feed: Feed) throws {
    let schema = try #require(try NightDesk.policies().feeds[feed])
    for measure in Measure.measures(of: feed) {
      // Sums over transactions have no column of their own.
      guard let field = schema.fields.first(where: { $0.name == measure.column }) else { continue }
      guard case .number(let rule) = field.kind else {
        #expect(measure.unit == .flag, "\(measure.name)")
        continue
      }
      let step = (rule.decimals..<rule.storedDecimals).reduce(Int64(1)) { step, _ in step * 10 }
      #expect(measure.unit.leastStep == step, "\(measure.name)")
    }
  }
}
