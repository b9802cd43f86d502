/// SQL: what an entry `e` of a wage account (农民工工资专户) is.
enum WageAccountWord {
  /// Wages that went out; one that names a wage month is of wages, though its purpose is empty.
  static let isWages = """
    (e.direction = 'out' AND (e.purpose = 'wages' OR e.purpose IS NULL AND e.wageMonth IS NOT NULL))
    """

  /// Money that went out, nobody says what for: it may have been wages.
  static let isUnnamed =
    "(e.direction = 'out' AND e.purpose IS NULL AND e.wageMonth IS NULL)"
}
