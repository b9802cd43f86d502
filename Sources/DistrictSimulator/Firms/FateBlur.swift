import WageDomain

/// Hides part of what goes on: firms in trouble that show little or nothing, firms that pay up, sites whose owner
/// pays late and pays all the same.
struct FateBlur {
  private let parameters: SimulationParameters
  private let noise: Noise

  init(_ parameters: SimulationParameters) {
    self.parameters = parameters
    noise = parameters.setting.noise
  }

  func blur(firms: inout [SimulatedFirm], projects: inout [SimulatedProject]) {
    for index in firms.indices where firms[index].fate.kind.isDistress {
      blur(&firms[index].fate, index)
    }
    for place in projects.indices { blur(&projects[place], firms: &firms) }
  }

  private func blur(_ fate: inout Fate, _ index: Int) {
    var draw = Draw(parameters.seed, .blur, index)
    let roll = draw.below(1000)
    let shown = draw.within(150...550)
    // Those that a site drags in show what the site shows.
    guard fate.kind != .upstream else { return }
    if roll < noise.silent {
      hush(&fate)
    } else if roll < noise.silent + noise.faint {
      fade(&fate, shown, &draw)
    }
    guard draw.chance(noise.paysUp) else { return }
    let months = draw.within(1...3)
    fate.paysUpAfter = months
    // Once all is paid nobody complains.
    if let wait = fate.complaintAfterDays, wait > months * 30 { fate.complaintAfterDays = nil }
  }

  private func hush(_ fate: inout Fate) {
    fate.onset = fate.firstUnpaidMonth
    fate.shown = 0
    fate.fallsBehindWithBills = false
    fate.fallsBehindWithTax = false
    fate.fallsBehindWithInsurance = false
    fate.paysLateBefore = false
  }

  private func fade(_ fate: inout Fate, _ shown: Int, _ draw: inout Draw) {
    fate.shown = shown
    fate.fallsBehindWithBills = fate.fallsBehindWithBills && draw.chance(shown)
    fate.fallsBehindWithTax = fate.fallsBehindWithTax && draw.chance(shown)
    fate.fallsBehindWithInsurance = fate.fallsBehindWithInsurance && draw.chance(shown)
    fate.paysLateBefore = fate.paysLateBefore && draw.chance(shown)
  }

  private func blur(_ project: inout SimulatedProject, firms: inout [SimulatedFirm]) {
    var draw = Draw(parameters.seed, .blur, -1 - project.index)
    guard project.failsFrom != nil else {
      guard draw.chance(parameters.setting.sites.strainedPermille) else { return }
      let first = parameters.firstMonth.adding(months: draw.within(1...(parameters.months - 1)))
      project.strain = first...first.adding(months: draw.within(1...3))
      return
    }
    guard draw.chance(noise.silent) else { return }
    project.failsFrom = project.firstUnpaidMonth
    project.failsSilently = true
    for firm in Set([project.contractor] + project.employers) { hush(&firms[firm].fate) }
  }
}
