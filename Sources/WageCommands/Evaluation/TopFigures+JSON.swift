import RiskEvaluation
import WageDomain

extension TopFigures {
  /// The hits over all orders of equal scores.
  var hitsJSON: [JSONValue.Member] {
    [
      .init(key: "hits_worst", value: .integer(Int64(worst))),
      .init(key: "hits_mean", value: .ratio(mean)),
      .init(key: "hits_best", value: .integer(Int64(best))),
    ]
  }

  /// What the worst, the mean and the best hits come to.
  ///
  /// - Parameters:
  ///   - name: `precision`, `recall` or `lift`.
  ///   - hasBoth: where all or none came true, hits say nothing of an order, and each is null.
  ///   - value: of a number of hits.
  /// - Returns: three members, as `precision_worst`.
  func threeJSON(
    _ name: String, hasBoth: Bool, _ value: (Double) -> Double?
  ) -> [JSONValue.Member] {
    zip(["worst", "mean", "best"], [Double(worst), mean, Double(best)]).map { word, hits in
      .init(key: "\(name)_\(word)", value: .ratio(hasBoth ? value(hits) : nil))
    }
  }
}
