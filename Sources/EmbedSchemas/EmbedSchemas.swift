import Foundation
import PackagePlugin

/// Compiles every policy file under `Schemas/` into the binary, so that one file is the product.
@main
struct EmbedSchemas: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let schemas = context.package.directoryURL.appending(path: "Schemas")
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedSchemas.swift")
    return [
      .buildCommand(
        displayName: "Embedding Schemas/",
        executable: try context.tool(named: "schema-embedder").url,
        arguments: [schemas.path(), output.path()],
        inputFiles: policyFiles(under: schemas),
        outputFiles: [output])
    ]
  }

  private func policyFiles(under folder: URL) -> [URL] {
    let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (walker?.compactMap { $0 as? URL } ?? [])
      .filter { ["csv", "json", "yaml"].contains($0.pathExtension) }
      .sorted { $0.path() < $1.path() }
  }
}
