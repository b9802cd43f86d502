public import WageDomain

/// The text of a list that a clerk hands in: UTF-8, or GB18030 as a Chinese Excel saves it, proven over
/// every byte as an agency's file is.
public enum ClerkText {
  /// - Returns: the text without its byte order mark.
  /// - Throws: ``FileRefusal`` `nul-byte` or `encoding` with line and byte.
  public static func decode(_ bytes: some Sequence<UInt8>) throws(FileRefusal) -> String {
    let bytes = Array(bytes)
    let decoded = bytes.withUnsafeBytes { raw -> Result<String, FileRefusal> in
      do throws(FileRefusal) {
        let proof = try TextEncodingProof.prove(raw, titles: [])
        let text = UnsafeRawBufferPointer(rebasing: raw[proof.markLength...])
        return .success(TextDecoder(proof.encoding).string(text))
      } catch {
        return .failure(error)
      }
    }
    return try decoded.get()
  }
}
