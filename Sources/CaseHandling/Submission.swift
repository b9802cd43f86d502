import WageDomain

/// What became of a case at one authority, the last time it was taken there.
struct Submission {
  /// Nil where the case was taken up again meanwhile, and the authority goes on with what it had.
  var takenOn: Day?
  /// The other county, where that is the authority.
  var county: String?
  var acceptedOn: Day?
  var concludedOn: Day?
}
