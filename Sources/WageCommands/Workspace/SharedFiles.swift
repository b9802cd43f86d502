import NightlyRun
import WageDomain
import WageStore

/// Files of a workspace with personal data that other users of the machine can read: a workspace of an
/// older version has them, or one whose mode somebody has changed.
struct SharedFiles {
  /// Absolute.
  let paths: [String]

  /// Nil where there are none.
  init?(of workspace: Workspace) {
    let database = workspace.path(Workspace.databaseName)
    let letters = workspace.outboxTargets.compactMap { target -> String? in
      if case .file(_, let path) = target { path } else { nil }
    }
    // The database's log has the mode of the database, and is gone when nobody works in it.
    paths = PrivateFile.shared(among: [database] + letters)
    if paths.isEmpty { return nil }
  }

  private var command: String {
    "chmod 600 " + paths.map { "'\($0.replacing("'", with: "'\\''"))'" }.joined(separator: " ")
  }

  var found: Bilingual {
    let names = paths.joined(separator: ", ")
    return Bilingual(
      zh: "本机其他用户可以打开含个人信息的文件：\(names)",
      en: "other users of this machine can open what holds personal data: \(names)")
  }

  var expected: Bilingual {
    Bilingual(zh: "仅本用户可读，请运行：\(command)", en: "for its own user alone; run: \(command)")
  }

  /// Both in one, for a night.
  var told: Bilingual {
    Bilingual(zh: "提示：\(found.zh)。\(expected.zh)", en: "Note: \(found.en); expected \(expected.en)")
  }
}
