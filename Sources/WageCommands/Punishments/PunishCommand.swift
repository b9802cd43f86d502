import ArgumentParser

/// `wagewatch punish`
struct PunishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "punish",
    abstract: "The list of joint punishment for wage arrears (失信联合惩戒名单): entry to removal.",
    discussion: "EXAMPLE: wagewatch punish due",
    subcommands: [
      PunishListCommand.self, PunishShowCommand.self, PunishDueCommand.self,
      PunishEnterCommand.self, PunishPublishCommand.self, PunishRenewCommand.self,
      PunishRepairCommand.self, PunishRemoveCommand.self,
    ])
}
