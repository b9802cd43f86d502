import Testing
import WageDomain

@testable import WageStore

@Suite("Watching for commits")
struct CommitWatchTests {
  @Test("Reading leaves it quiet, what anybody commits does not")
  func commits() throws {
    let store = try TestStore()
    let watch = try store.database.watchCommits()
    _ = try store.database.read { try $0.files() }
    #expect(try watch.isQuiet())
    try store.load(
      FeedFile(.electricity, "2026-02-10", [.power(.firm(1), "A", "2026-01", quantity: 5)]))
    #expect(try !watch.isQuiet())
    #expect(try store.database.watchCommits().isQuiet())
  }
}
