/// What each target may import: the layers, arrows one way.
enum ImportTable {
  static let allowed: [String: Set<String>] = [
    "WageDomain": [],
    "PolicyFiles": ["WageDomain", "RiskScoring", "Yams"],
    // Foundation: JSON of the feed schemas; Glibc: mmap and iconv.
    "SignalIngest": ["WageDomain", "Foundation", "Glibc"],
    // FoundationXML: the platform's parser; CZlib: the system's zlib.
    "WorkbookReading": ["WageDomain", "SignalIngest", "CZlib", "Foundation", "FoundationXML"],
    "RiskScoring": ["WageDomain"],
    "CaseHandling": ["WageDomain"],
    "CaseAssessment": ["WageDomain"],
    "FirmGrading": ["WageDomain"],
    "WageReports": ["WageDomain", "CaseAssessment"],
    // Foundation: logarithms.
    "RiskEvaluation": ["WageDomain", "RiskScoring", "Foundation"],
    // Foundation: files' bytes to hash, JSON of event contents.
    "WageStore": ["WageDomain", "GRDB", "GRDBSQLite", "Crypto", "Foundation", "Glibc"],
    "DistrictSimulator": ["WageDomain"],
    // Foundation: files to be written, JSON of the package's description.
    "DataPackage": ["WageDomain", "SignalIngest", "WageStore", "Foundation"],
    // Foundation: the inbox and the lock; FoundationNetworking: the webhook of follow-ups.
    "NightlyRun": [
      "WageDomain", "PolicyFiles", "SignalIngest", "WorkbookReading", "RiskScoring",
      "RiskEvaluation", "CaseHandling", "WageStore", "Foundation", "FoundationNetworking",
      "Synchronization",
    ],
    "WagewatchSchemas": [],
    "WageCommands": [
      "WageDomain", "PolicyFiles", "SignalIngest", "RiskScoring", "CaseHandling", "WageStore",
      "NightlyRun", "DataPackage", "DistrictSimulator", "WagewatchSchemas", "ArgumentParser",
      "CaseAssessment", "WageReports", "FirmGrading", "RiskEvaluation", "Logging", "Foundation",
    ],
    // CMalloc: the system's memory allocator, which Glibc does not show.
    "wagewatch": ["WageCommands", "WageDomain", "CMalloc", "Foundation"],
    "schema-embedder": ["Foundation"],
    "EmbedSchemas": ["PackagePlugin", "Foundation"],
  ]

  /// Of the toolchain, so declared nowhere.
  static let ofTheToolchain: Set<String> = [
    "Foundation", "FoundationNetworking", "FoundationXML", "Glibc", "PackagePlugin",
    "Synchronization",
  ]

  /// One line for every import that the table does not have.
  static func faults(of file: SourceFile) -> [String] {
    guard let allowed = allowed[file.target] else {
      return ["\(file.path): target \(file.target) is not in the import table"]
    }
    return file.imports.filter { !allowed.contains($0) }.map {
      let may =
        allowed.isEmpty ? "the standard library only" : allowed.sorted().joined(separator: ", ")
      return "\(file.path): imports \($0); \(file.target) may import \(may)"
    }
  }
}
