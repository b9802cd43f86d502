import WageDomain

/// Incidents and their steps in words.
enum IncidentText {
  /// What marks a drill wherever it is shown.
  static let drill = Bilingual(zh: "【演练】", en: "DRILL ")

  /// `2026-10-21 09:30`, as a table has room for.
  static func clock(_ moment: Instant) -> String {
    let text = moment.description
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
  }

  /// A level by the plan's own name for it; its id where the plan has it no more.
  static func level(_ id: String, _ plan: IncidentPlan) -> Bilingual {
    plan.levels.first { $0.id == id }?.title ?? .same(id)
  }

  static func line(_ incident: Incident, _ plan: IncidentPlan) -> Bilingual {
    let mark = incident.isDrill ? drill : .same("")
    let level = level(incident.level, plan)
    let state =
      incident.annulledAt.map {
        Bilingual(zh: "已于 \(clock($0)) 撤销，不计入任何统计", en: "annulled at \(clock($0)), counts nowhere")
      }
      ?? incident.closedAt.map { Bilingual(zh: "已于 \(clock($0)) 结束", en: "closed at \(clock($0))") }
      ?? Bilingual(
        zh: "处置中，待办 \(incident.toDo.count) 步",
        en: "open, \(incident.toDo.count.counted("step")) to do")
    return Bilingual(
      zh:
        "\(mark.zh)\(incident.number)：\(incident.persons) 人，\(level.zh)，\(state.zh)，预案 \(incident.plan)",
      en:
        "\(mark.en)\(incident.number): \(incident.persons.counted("person")), "
        + "\(level.en), \(state.en), "
        + "plan \(incident.plan)")
  }

  /// What stands above an incident's steps.
  static func head(
    _ incident: Incident, _ plan: IncidentPlan, _ names: CodeNames, _ language: Language
  ) -> String {
    let firm = [incident.creditCode, incident.firmName].compactMap(\.self).joined(separator: " ")
    let lines: [(Bilingual, String?)] = [
      (Bilingual(zh: "案件", en: "case"), incident.caseNo),
      (Bilingual(zh: "单位", en: "firm"), firm.isEmpty ? nil : firm),
      (Bilingual(zh: "属地", en: "town"), incident.town.map(names.shownPlace)),
      (Bilingual(zh: "地点", en: "place"), incident.place),
      (Bilingual(zh: "结果", en: "result"), incident.result),
      (
        Bilingual(zh: "地点、结果和理由", en: "place, result and reasons"),
        incident.erasedOn.map { ErasedText.text($0).text(language) }
      ),
    ]
    let known = lines.compactMap { title, text in
      text.map { Bilingual(zh: "\(title.zh)：\($0)", en: "\(title.en): \($0)").text(language) }
    }
    let mended = incident.corrections.map { line($0).text(language) }
    return ([line(incident, plan).text(language)] + known + mended).joined(separator: "\n") + "\n"
  }

  static func line(_ step: IncidentStep, at moment: Instant) -> Bilingual {
    let state = step.state(at: moment).title
    let done = step.doneAt.map {
      Bilingual(zh: "，\(step.doneBy ?? "") \(clock($0))", en: ", \(step.doneBy ?? "") \(clock($0))")
    }
    return Bilingual(
      zh:
        "\(clock(step.dueAt)) 前  \(step.id) \(step.title.zh)（\(state.zh)\(done?.zh ?? "")）  告知：\(step.told.zh)",
      en:
        "by \(clock(step.dueAt))  \(step.id): \(step.title.en) (\(state.en)\(done?.en ?? ""))  tell: \(step.told.en)"
    )
  }

  /// What the people of a step are told; a drill says so first and last.
  static func message(
    _ step: IncidentStep, of incident: Incident, _ names: CodeNames
  ) -> Bilingual {
    let mark = incident.isDrill ? drill : .same("")
    let end =
      incident.isDrill
      ? Bilingual(zh: "这是演练。", en: " This is a drill.") : Bilingual.same("")
    let place =
      incident.town.map { code in
        Bilingual(zh: "，属地 \(names.place(code) ?? code)", en: ", town \(names.shownPlace(code))")
      } ?? .same("")
    return Bilingual(
      zh: "\(mark.zh)欠薪群体性事件 \(incident.number)，\(incident.persons) 人\(place.zh)："
        + "请于 \(clock(step.dueAt)) 前完成“\(step.title.zh)”。\(end.zh)",
      en:
        "\(mark.en)Group incident \(incident.number) over wages, "
        + "\(incident.persons.counted("person"))\(place.en): "
        + "\(step.title.en), by \(clock(step.dueAt)).\(end.en)")
  }

  static func json(_ step: IncidentStep, at moment: Instant, _ language: Language) -> JSONValue {
    .object([
      "step": .string(step.id), "title": .string(step.title.text(language)),
      "told": .string(step.told.text(language)), "due_at": .string(step.dueAt.description),
      "state": .string(step.state(at: moment).rawValue),
      "done_at": .optional(step.doneAt?.description), "done_by": .optional(step.doneBy),
      "recorded_at": .optional(step.recordedAt?.description),
      "source": .string(step.source),
    ])
  }
}
