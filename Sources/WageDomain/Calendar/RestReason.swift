/// Why a day does not count as a working day.
public enum RestReason: Hashable, Sendable {
  /// A Saturday or Sunday that no notice makes a working day.
  case weekend
  /// A day that a notice gives off; the festival's name in Chinese.
  case festival(String)
  /// A day on which the clock stood still; only in deadlines with pauses.
  case paused
}

extension RestReason: CustomStringConvertible {
  /// `weekend`, `paused`, or the festival's name.
  public var description: String {
    switch self {
    case .weekend: "weekend"
    case .festival(let name): name
    case .paused: "paused"
    }
  }

  /// The same for a person; a festival's name is Chinese.
  public var text: Bilingual {
    switch self {
    case .weekend: Bilingual(zh: "周末", en: "weekend")
    case .festival(let name): .same(name)
    case .paused: Bilingual(zh: "暂停", en: "paused")
    }
  }
}
