/// How many letters apart two names are.
enum NameEdits {
  /// Letters to insert, delete or replace until one is the other.
  static func count(_ left: String, _ right: String) -> Int {
    let letters = Array(right.lowercased())
    var row = Array(0...letters.count)
    for (line, letter) in left.lowercased().enumerated() {
      var corner = row[0]
      row[0] = line + 1
      for (place, other) in letters.enumerated() {
        let kept = corner + (letter == other ? 0 : 1)
        corner = row[place + 1]
        row[place + 1] = min(kept, row[place] + 1, corner + 1)
      }
    }
    return row[letters.count]
  }
}
