/// How the wages of one month are paid.
struct WagePayment: Sendable {
  /// Days after the firm's pay day.
  var delayDays = 0
  /// Of the wages, per thousand.
  var share = 1000
  /// A second payment to everybody, later and of another share.
  var rest: (delayDays: Int, share: Int)?

  /// Days from the pay day to the last payment.
  var lastDelay: Int { max(delayDays, rest?.delayDays ?? 0) }
}
