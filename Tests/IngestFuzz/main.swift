import Foundation

// Usage: ingest-fuzz SECONDS SEED SAMPLEDATA FOLDER
let words = CommandLine.arguments
let seconds = words.count > 4 ? Double(words[1]) ?? 0 : 0
guard seconds > 0, let seed = UInt64(words[2]) else {
  FileHandle.standardError.write(Data("usage: ingest-fuzz SECONDS SEED SAMPLEDATA FOLDER\n".utf8))
  exit(64)
}
do {
  var run = try FuzzRun(sampleData: words[3], seed: seed, folder: words[4])
  let end = ContinuousClock().now + .seconds(seconds)
  while ContinuousClock().now < end { try run.step() }
  print(
    "fuzz: \(run.files) files in \(words[1]) s, \(run.refused) refused, \(run.rows) rows, "
      + "\(run.ingested) files into SQLite: no crash, no hang, no row lost (seed \(seed))")
} catch {
  FileHandle.standardError.write(Data("fuzz: seed \(seed): \(error)\n".utf8))
  exit(1)
}
