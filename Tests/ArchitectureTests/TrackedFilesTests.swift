import Foundation
import Testing

/// Words that tie a file to one machine or one network; spelt in two halves, since this file is
/// checked as well.
enum MachineTie {
  private static let folders = [
    "/wo" + "rk/", "/op" + "t/", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/",
  ]
  private static let hosts = [
    "pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "crates" + ".io",
    "proxy.golang" + ".org", "deb.debian" + ".org", "archive.ubuntu" + ".com",
    "docker" + ".io", "ghcr" + ".io", "local" + "host:",
  ]

  static func faults(path: String, text: String) -> [String] {
    (folders + hosts).filter { text.holds($0) }.map { "\(path): names \($0)" }
  }
}

@Suite("Tracked files")
struct TrackedFilesTests {
  private static let isCheckout = FileManager.default.fileExists(
    atPath: SourceTree.root.appending(path: ".git").path())

  @Test("name no machine's folder and no package registry", .enabled(if: isCheckout, "no git here"))
  func machines() throws {
    let paths = try SourceTree.trackedPaths()
    #expect(paths.count > 100)
    let faults = paths.flatMap { path -> [String] in
      guard let bytes = try? Data(contentsOf: SourceTree.root.appending(path: path)) else {
        return []
      }
      // In GB18030 samples ASCII stays itself too; the rest is repaired and does not matter.
      return MachineTie.faults(path: path, text: String(decoding: bytes, as: UTF8.self))
    }
    #expect(faults == [])
  }

  @Test("a machine's folder and a registry are found")
  func found() {
    let text = "cd /wo" + "rk/main && pip install -i https://pypi" + ".org/simple x"
    #expect(MachineTie.faults(path: "README.md", text: text).count == 2)
  }

  @Test("hold no built thing and no database", .enabled(if: isCheckout, "no git here"))
  func built() throws {
    let built = try SourceTree.trackedPaths().filter {
      $0.hasPrefix(".build") || $0.hasSuffix(".sqlite") || $0 == "Package.resolved"
        || $0.hasSuffix(".pyc")
    }
    #expect(built == [])
  }
}
