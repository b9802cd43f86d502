import CaseHandling
import WageDomain
import WageStore

/// How much the list of joint punishment asks for, in a line under other lists of due days.
enum PunishmentSteps {
  /// - Parameters:
  ///   - snapshot: of the database.
  ///   - rules: the policy and the calendar.
  ///   - day: the as-of day.
  ///   - last: steps due by this day only, and those whose day is not countable yet; nil: all.
  /// - Returns: nil where the list asks for nothing.
  /// - Throws: what the database throws.
  static func line(
    _ snapshot: StoreSnapshot, _ rules: WorkflowRules, asOf day: Day, by last: Day?
  ) throws -> Bilingual? {
    guard let policy = rules.history.policy.punishment else { return nil }
    let dues = try snapshot.punishments(asOf: day).flatMap { entry in
      policy.dues(of: entry.status, calendar: rules.calendar)
    }.filter { due in due.on.map { on in last.map { on <= $0 } ?? true } ?? true }
    guard !dues.isEmpty else { return nil }
    let overdue = dues.count { due in
      due.what != .repairOver && due.on.map { $0 < day } ?? false
    }
    let isOne = dues.count == 1
    return Bilingual(
      zh: "惩戒名单另有 \(dues.count) 步"
        + (last.map { "（\($0) 前到期，已逾期 \(overdue) 步）" } ?? "（已逾期 \(overdue) 步）")
        + "：wagewatch punish due",
      en: "\(dues.count) step\(isOne ? "" : "s") of the punishment list"
        + (last.map { " due by \($0)" } ?? "") + ", \(overdue) overdue: wagewatch punish due")
  }
}
