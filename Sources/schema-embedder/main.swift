import Foundation

// Usage: schema-embedder SCHEMAS_FOLDER OUTPUT.swift
// Writes one Swift dictionary: path under Schemas/ -> text of the file.

let folder = URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true)
let output = URL(fileURLWithPath: CommandLine.arguments[2])
let base = folder.standardizedFileURL.path

var entries: [(path: String, text: String)] = []
let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
for case let file as URL in walker ?? .init()
where ["csv", "json", "yaml"].contains(file.pathExtension) {
  let path = String(file.standardizedFileURL.path.dropFirst(base.count))
    .trimmingCharacters(in: CharacterSet(charactersIn: "/"))
  entries.append((path, try String(contentsOf: file, encoding: .utf8)))
}
entries.sort { $0.path < $1.path }

// Four #: no policy file holds `"""####`, and the compiler would refuse the output if one did.
var source = "extension WagewatchSchemas {\n  static let embedded: [String: String] = [\n"
for entry in entries {
  source += "    \"\(entry.path)\": ####\"\"\"\n\(entry.text)\n\"\"\"####,\n"
}
if entries.isEmpty { source += "    :" }
source += "  ]\n}\n"
try source.write(to: output, atomically: true, encoding: .utf8)
