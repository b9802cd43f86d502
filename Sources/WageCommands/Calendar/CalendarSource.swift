import PolicyFiles
import WageDomain
import WagewatchSchemas

/// Where a verb's calendar comes from: the workspace's where there is one, else the shipped one.
enum CalendarSource {
  static func entries(_ option: WorkspaceOption) throws -> [CalendarEntry] {
    let workspace: Workspace
    do {
      workspace = try option.open()
    } catch {
      guard option.workspace == nil else { throw error }
      let name = "calendars/cn.csv"
      return try CalendarFile.parse(WagewatchSchemas.text(name) ?? "", file: name)
    }
    return try workspace.calendarEntries()
  }
}
