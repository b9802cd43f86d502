extension Migration {
  /// The few events that put a complaint into another case, or take it out: every score asks for them.
  static let casePlaces = Migration(
    name: "0046 case places",
    sql: """
      CREATE INDEX caseEventPlace ON caseEvent (seq) WHERE type = 'linked' OR type = 'unlinked';
      """)
}
