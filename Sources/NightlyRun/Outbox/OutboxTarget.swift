public import PolicyFiles

/// Where follow-ups are sent.
public enum OutboxTarget: Hashable, Sendable {
  /// A file, a message a line; its name as configured, and its path.
  case file(name: String, path: String)
  /// An address that each message is posted to.
  case webhook(String)

  /// How it is told and kept with every attempt; what stands after `?` in an address may be a secret.
  public var name: String {
    switch self {
    case .file(let name, _): "file \(name)"
    case .webhook(let address): "webhook \(address.prefix { $0 != "?" && $0 != "#" })"
    }
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
