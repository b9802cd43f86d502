import WageDomain

/// Values of one measure in a block: a row of its matrix and some columns, oldest first.
struct Cells: Hashable, Sendable {
  let measure: Measure
  let row: Int
  let columns: [Int]

  init(_ measure: Measure, _ row: Int, _ columns: [Int]) {
    self.measure = measure
    self.row = row
    self.columns = columns
  }
}

/// A change of what is known of a firm.
enum InputChange: Hashable, Sendable {
  /// Each of the values at least, or at most, so much in the stored unit.
  case atLeast(Cells, Int64)
  case atMost(Cells, Int64)
  /// A row where there is none.
  case row(Cells, Int64)
  /// Wages of these columns' months on record; nil where no last day is known. `following` are those
  /// of them that are only to be expected once the ones before are paid.
  case paid([Int], following: [Int] = [], by: Day?)
  /// Of labour fees of a project's months enough has come, see `LabourFee`.
  case settled(Cells)
  /// What a project lacked.
  case madeGood(project: Int64, [SiteDuty])
  /// Nothing new until the day.
  case aged(Day)
  /// Linked firms that are no longer flagged.
  case noLongerFlagged([Int64])
}

/// How a kind's value is made milder.
enum Lever {
  /// By raising values as little as does it, or lowering them.
  case least(Cells)
  case most(Cells)
  /// By paying as few of the columns' transfers as do it, in this order.
  case settle(Cells)
  case fixed([InputChange])
  /// Changes of one row of the matrix, which is judged by itself.
  case ofRow(Int, [InputChange])
}
