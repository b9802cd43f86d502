/// One file of an agency, as the district writes it.
struct DistrictFile: Sendable {
  /// Without a folder.
  let name: String
  let bytes: [UInt8]
  /// What is wrong with it on purpose and must be named by whoever reads it.
  var planted: [PlantedFlaw] = []
}

/// A row that is wrong on purpose.
struct PlantedFlaw: Hashable, Sendable {
  /// The physical line, the header being line 1.
  let line: Int
  /// As the program names it: the code of a reject, or of a finding.
  let code: String
}
