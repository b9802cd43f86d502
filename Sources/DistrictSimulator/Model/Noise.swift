/// How hard it is to see from outside what goes on in a firm.
///
/// The standard values are those of a calm district, where nearly all firms in trouble show it and few others do.
/// Shares are per thousand.
struct Noise: Sendable {
  // Firms in trouble
  /// Show nothing before the missed pay day.
  var silent = 0
  /// Show it faintly: 15 to 55 % as deep, each arrears only in some.
  var faint = 0
  /// Pay what they owe one to three months later and go on.
  var paysUp = 0
  /// Are complained about.
  var complains = 920
  /// Days from the missed pay day to the first complaint.
  var complaintDelay = 21...56

  // Firms that pay
  /// Begin like firms in trouble and recover.
  var recovered = 25
  /// What remains of a recovering firm's orders at the worst.
  var recoveredFloor = 450...900
  var shrinking = 30
  var paidLateOnce = 50
  var behindWithBills = 30
  /// Firms a half-year that owe bills, tax or contributions for two to five months.
  var spells = 0
  /// Complained about in a year.
  var complainedOf = 40
  /// Of these complaints, those that claim unpaid wages all the same.
  var falseClaims = 0

  // A month of a firm
  /// Ups and downs of use, sales and wages against those of a calm district.
  var swing = 1000
  /// A reading far off, for once.
  var oddReadings = 12
  var billSlips = 12
  var taxSlips = 7
  var unfiled = 6
  var insuranceSlips = 6
  var interestSlips = 8
  var lawsuits = 4
  var gridReports = 5
  var inspections = 6

  static let calm = Noise()
}
