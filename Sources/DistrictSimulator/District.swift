public import WageDomain

/// An invented district: its firms, its projects and their future, and the files that agencies would
/// send about them.
public struct District: Sendable {
  public let parameters: SimulationParameters
  let firms: [SimulatedFirm]
  let projects: [SimulatedProject]

  /// Invents the firms; the files are written by ``writeFiles(_:)``.
  public init(parameters: SimulationParameters) {
    self.parameters = parameters
    var factory = FirmFactory(parameters)
    var firms = factory.firms()
    var projects = ProjectFactory(parameters).projects(firms)
    var assignment = FateAssignment(parameters)
    assignment.assign(firms: &firms, projects: &projects)
    self.firms = firms
    self.projects = projects
  }

  /// The 21st of the month after the last one: every file is known by then.
  public var asOf: Day { parameters.lastMonth.adding(months: 1).firstDay.adding(days: 20) }

  /// The firms in trouble, in the order in which they were invented.
  public var truth: [Truth] { firms.compactMap { Truth($0) } }

  /// Hands over every file with its bytes, month by month, `truth.csv` last.
  ///
  /// One month is held in memory at a time. The same parameters give the same files in the same
  /// order, byte for byte.
  ///
  /// - Parameter sink: takes a name without a folder, `FEED_YYYY-MM__known-YYYY-MM-DD.csv`, and the
  ///   file's bytes, some of them in GB18030.
  /// - Throws: what `sink` throws; no more files are made after that.
  public func writeFiles(_ sink: (_ name: String, _ bytes: [UInt8]) throws -> Void) rethrows {
    try write { try sink($0.name, $0.bytes) }
  }

  /// The same files with what is wrong in them on purpose.
  func write(_ sink: (DistrictFile) throws -> Void) rethrows {
    try registers(month: nil).forEach(sink)
    var book = WageAccountBook(parameters, firms: firms, projects: projects)
    let complaints = ComplaintFiles(
      parameters: parameters, firms: firms,
      complaints: ComplaintBook(parameters, firms: firms, projects: projects).complaints)
    let further = FurtherFiles(parameters, firms: firms, projects: projects)
    for month in parameters.firstMonth...parameters.lastMonth {
      try registers(month: month).forEach(sink)
      var signals = SignalMonth(parameters, month: month)
      signals.add(firms)
      try signals.files().forEach(sink)
      var account = feedFile(.wageAccount, month, usualDay: 3)
      book.write(month: month, to: &account)
      try account.files().forEach(sink)
      try complaints.files(of: month).forEach(sink)
      try further.files(of: month).forEach(sink)
    }
    // The days since, so that the last night has fresh complaints.
    let open = complaints.file(parameters.lastMonth.lastDay.adding(days: 1), asOf.adding(days: -1))
    try sink(open)
    try sink(DistrictFile(name: "truth.csv", bytes: Truth.bytes(truth)))
  }

  /// What `month` changes; nil for the registers as they stand before the first month.
  private func registers(month: Month?) -> [DistrictFile] {
    let named = month ?? parameters.firstMonth.adding(months: -1)
    let rows = RegisterRows(parameters: parameters)
    var register = feedFile(.firms, named, usualDay: month == nil ? 1 : 5)
    rows.write(firms, month: month, to: &register)
    var sites = feedFile(.projects, named, usualDay: month == nil ? 1 : 5)
    rows.write(projects, firms: firms, month: month, to: &sites)
    return register.files() + sites.files()
  }

  private func feedFile(_ feed: Feed, _ month: Month, usualDay: Int) -> FeedFile {
    FeedFile(
      FilePlan(parameters, feed: feed, month: month, usualDay: usualDay), seed: parameters.seed)
  }
}
