/// The policy files of this folder as the binary carries them: feeds, scorecards, workflows,
/// calendars, regions; and the help's texts in Chinese.
///
/// They are compiled in, so an installed binary finds them wherever it is copied to. A workspace
/// holds editable copies, which win over these.
public enum WagewatchSchemas {
  /// Paths relative to `Schemas/`, in byte order.
  public static var paths: [String] { embedded.keys.sorted() }

  /// The text of one file, exactly as it stands in `Schemas/`.
  ///
  /// - Parameter path: relative to `Schemas/`, e.g. `calendars/cn.csv`.
  /// - Returns: nil when no such file was compiled in.
  public static func text(_ path: String) -> String? { embedded[path] }

  /// The files of one folder, e.g. `feeds`, in byte order of their names.
  public static func files(in folder: String) -> [(path: String, text: String)] {
    paths.filter { $0.hasPrefix(folder + "/") }.map { ($0, embedded[$0] ?? "") }
  }
}
