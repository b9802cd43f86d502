import Testing

/// The targets and their dependencies as `Package.swift` declares them.
struct Manifest {
  let declared: [String: Set<String>]

  init(_ file: SourceFile) {
    let text = file.codeLines.joined(separator: "\n")
    let products = Dictionary(
      text.matches(of: /let (\w+): Target\.Dependency = \.product\(\s*name: "(\w+)"/)
        .map { (String($0.output.1), String($0.output.2)) }, uniquingKeysWith: { $1 })
    let rooms = text.matches(of: /\broom\(\s*"([\w-]+)"(?:,\s*\[([^\]]*)\])?\s*\)/)
      .map { (String($0.output.1), $0.output.2 ?? "") }
    let targets = text.matches(
      of:
        /\.(?:target|executableTarget|plugin)\(\s*name: "([\w-]+)"([^()]*(?:dependencies: \[([^\]]*)\])?)/
    ).map { (String($0.output.1), Self.dependencies(in: $0.output.2)) }
    declared = Dictionary(
      (rooms + targets).map { name, list in (name, Self.names(in: list, products: products)) },
      uniquingKeysWith: { $0.union($1) })
  }

  private static func dependencies(in arguments: Substring) -> Substring {
    arguments.firstMatch(of: /dependencies: \[([^\]]*)\]/)?.output.1 ?? ""
  }

  private static func names(in list: Substring, products: [String: String]) -> Set<String> {
    Set(
      list.matches(of: /"([\w-]+)"|(\w+)/).compactMap { match in
        match.output.1.map(String.init) ?? match.output.2.flatMap { products[String($0)] }
      })
  }

  /// One line for everything declared beyond the import table.
  var faults: [String] {
    declared.sorted { $0.key < $1.key }.flatMap { target, dependencies in
      // The plugin runs the embedder; it does not import it.
      let allowed = (ImportTable.allowed[target] ?? []).union(
        target == "EmbedSchemas" ? ["schema-embedder"] : [])
      return dependencies.subtracting(allowed).sorted().map {
        "Package.swift: \(target) declares \($0), which the import table does not have"
      }
    }
  }

  /// One line for every import of the table that no one declared; the toolchain's are free.
  var missing: [String] {
    ImportTable.allowed.keys.filter { declared[$0] == nil }.sorted().map {
      "Package.swift: does not declare the target \($0)"
    }
  }
}

@Suite("Package.swift")
struct ManifestTests {
  @Test("declares the table's targets and nothing beyond the table")
  func declared() throws {
    let manifest = Manifest(try SourceTree.file("Package.swift"))
    #expect(manifest.missing == [])
    #expect(manifest.faults == [])
    #expect(manifest.declared["WageStore"] == ["WageDomain", "GRDB", "GRDBSQLite", "Crypto"])
    #expect(manifest.declared["wagewatch"]?.contains("WageCommands") == true)
  }

  @Test("a declaration beyond the table is found")
  func beyond() {
    let text = """
      let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
      targets: [
        room("WageDomain", [grdb]),
        .executableTarget(
          name: "wagewatch", dependencies: ["WageCommands", "WageStore"], swiftSettings: strict),
      ]
      """
    let manifest = Manifest(SourceFile(path: "Package.swift", text: text))
    #expect(
      manifest.faults == [
        "Package.swift: WageDomain declares GRDB, which the import table does not have",
        "Package.swift: wagewatch declares WageStore, which the import table does not have",
      ])
    #expect(manifest.missing.contains("Package.swift: does not declare the target RiskScoring"))
  }
}
