/// Whether plain records are worth a try: a file that quotes its cells has none.
struct PlainAttempts {
  private var failures = 0
  private var successes = 0

  @inline(__always)
  var areWorthwhile: Bool { failures < 64 || failures < successes }

  @inline(__always)
  mutating func note(_ isPlain: Bool) {
    if isPlain { successes &+= 1 } else { failures &+= 1 }
  }
}
