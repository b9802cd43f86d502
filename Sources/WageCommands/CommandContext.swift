public import WageDomain

/// What a run of the program gets from outside: the clock, the environment, where output goes.
///
/// Read through ``current``; tests put in their own.
public struct CommandContext: Sendable {
  /// The one clock.
  public let now: @Sendable () -> Instant
  public let environment: [String: String]
  public let console: Console

  public init(
    now: @escaping @Sendable () -> Instant, environment: [String: String], console: Console
  ) {
    self.now = now
    self.environment = environment
    self.console = console
  }

  @TaskLocal public static var current = CommandContext(
    now: { Instant(secondsSince1970: 0) }, environment: [:],
    console: Console(out: { _ in }, error: { _ in }, isTerminal: false))
}

/// Standard output for data, standard error for messages.
public struct Console: Sendable {
  /// Writes a text as it is.
  public let out: @Sendable (String) -> Void
  /// Writes a line.
  public let error: @Sendable (String) -> Void
  /// Whether messages go to a terminal.
  public let isTerminal: Bool

  public init(
    out: @escaping @Sendable (String) -> Void, error: @escaping @Sendable (String) -> Void,
    isTerminal: Bool
  ) {
    self.out = out
    self.error = error
    self.isTerminal = isTerminal
  }
}
