/// How often trades occur against the usual mix.
struct TradeMix: Sendable {
  /// By the beginning of the industry code, per thousand of the usual weight; the first that fits.
  let weights: [(industry: String, permille: Int)]

  func applied(to trades: [Trade]) -> [Trade] {
    trades.map { trade in
      guard let found = weights.first(where: { trade.industry.hasPrefix($0.industry) }) else {
        return trade
      }
      var changed = trade
      changed.weight = max(1, trade.weight.permille(found.permille))
      return changed
    }
  }
}

/// How much building goes on, and how often its owners stop paying.
struct BuildingSites: Sendable {
  /// Sites for 15,000 firms; Nanxun counted some 140 in 2020.
  var perFirms = 140
  /// Of the firms in trouble, the share that a site's owner has dragged in, per thousand.
  var upstreamPermille = 200
  /// Sites whose owner pays late for some months while the contractor lays out the wages, per thousand.
  var strainedPermille = 0

  static let usual = BuildingSites()
}
