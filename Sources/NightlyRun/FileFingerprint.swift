internal import Foundation
internal import SignalIngest
internal import WageDomain
internal import WageStore

/// The hash of a file, computed on a thread of its own while the file's rows are read.
final class FileFingerprint: @unchecked Sendable {
  private let file: AgencyFile
  private let group = DispatchGroup()
  private var result = ""

  init(_ file: AgencyFile) {
    self.file = file
    DispatchQueue.global(qos: .userInitiated).async(group: group) {
      self.result = file.withBytes { bytes in
        FileHash.sha256(bytes, stretch: AgencyFile.stretch) { file.letGo($0) }
      }
    }
  }

  /// What is wrong when the file was written to while it was hashed; waits for the hash.
  var change: FileRefusal? {
    group.wait()
    return file.change
  }

  /// Waits for the hash: SHA-256 in lower-case hexadecimal.
  var sha256: String {
    group.wait()
    return result
  }
}
