internal import Foundation

/// Files that hold personal data: the user who makes one is the only one who can read it.
public enum PrivateFile {
  /// Makes an empty file where nothing is. What is there keeps its mode, which somebody may have chosen;
  /// what cannot be made is left to the one who opens it, and who says why.
  public static func prepare(_ path: String) {
    let made = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if made >= 0 { close(made) }
  }

  /// Writes a whole file in the place of whatever was there.
  ///
  /// - Throws: what keeps it from being written; the file before stands then.
  public static func write(_ text: String, to path: String) throws {
    let part = "\(path).\(UUID().uuidString).part"
    defer { try? FileManager.default.removeItem(atPath: part) }
    prepare(part)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: part))
    defer { try? file.close() }
    try file.write(contentsOf: Data(text.utf8))
    try file.synchronize()
    guard rename(part, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// Those of the files that somebody but their owner can read or write; what is not there is none.
  public static func shared(among paths: [String]) -> [String] {
    paths.filter { path in
      var status = stat()
      return stat(path, &status) == 0 && status.st_mode & 0o077 != 0
    }
  }
}
