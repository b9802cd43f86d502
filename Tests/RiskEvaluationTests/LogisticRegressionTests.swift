import RiskEvaluation
import Testing

@Suite("Logistic regression")
struct LogisticRegressionTests {
  @Test("Without a penalty one yes-or-no feature gives the odds of each group")
  func groups() throws {
    // 30 of 40 without the feature came true, 10 of 60 with it.
    let rows = (0..<100).map { [$0 < 40 ? 0.0 : 1.0] }
    let outcomes = (0..<100).map { $0 < 40 ? $0 < 30 : $0 < 50 }
    let model = try #require(LogisticRegression(rows: rows, outcomes: outcomes, ridge: 0))
    #expect(abs(model.score([0]) - 1.0986122886681098) < 1e-6)
    #expect(abs(model.score([1]) + 1.6094379124341003) < 1e-6)
  }

  @Test("Outcomes that a feature parts wholly still give finite weights")
  func parted() throws {
    let rows = (0..<20).map { [Double($0)] }
    let model = try #require(
      LogisticRegression(rows: rows, outcomes: rows.map { $0[0] >= 10 }))
    let areFinite = model.weights.allSatisfy { $0.isFinite }
    #expect(areFinite)
    #expect(model.score([0]) < model.score([19]))
  }

  @Test("A feature that never varies changes nothing; one outcome only cannot be fitted")
  func constant() throws {
    let rows = (0..<20).map { [Double($0 % 4), 7] }
    let outcomes = (0..<20).map { $0 % 4 > 1 || $0 == 4 }
    let model = try #require(LogisticRegression(rows: rows, outcomes: outcomes))
    #expect(model.score([1, 7]) == model.score([1, 9]) || model.weights[2] == 0)
    #expect(LogisticRegression(rows: rows, outcomes: rows.map { _ in true }) == nil)
    #expect(LogisticRegression(rows: [], outcomes: []) == nil)
  }
}
