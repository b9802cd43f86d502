public import PolicyFiles

/// Where follow-ups are sent.
public enum OutboxTarget: Hashable, Sendable {
  /// A file, a message a line; its name as configured, and its path.
  case file(name: String, path: String)
  /// An address that each message is posted to.
  case webhook(String)

  /// How it is told and kept with every attempt; what stands after `?` in an address, and before `@`,
  /// may be a secret.
  public var name: String {
    switch self {
    case .file(let name, _): "file \(name)"
    case .webhook(let address): "webhook \(Self.withoutSecrets(address))"
    }
  }

  private static func withoutSecrets(_ address: String) -> String {
    let open = address.prefix { $0 != "?" && $0 != "#" }
    let parts = open.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count > 2, let at = parts[2].lastIndex(of: "@") else { return String(open) }
    let host = parts[2][parts[2].index(after: at)...]
    return (parts.prefix(2) + [host] + parts.dropFirst(3)).joined(separator: "/")
  }

  /// Those that a workspace names, the file first; none without `outbox` in its configuration.
  public static func targets(
    _ configuration: OutboxConfiguration, folder: String
  ) -> [OutboxTarget] {
    let file = configuration.file.map { name in
      OutboxTarget.file(name: name, path: name.hasPrefix("/") ? name : "\(folder)/\(name)")
    }
    return [file, configuration.webhook.map(OutboxTarget.webhook)].compactMap(\.self)
  }
}
