internal import WageDomain
internal import WageStore

/// How the files of a run reach the store: each in a transaction of its own, or all in one that is
/// rolled back.
protocol FileWriting {
  var isRehearsal: Bool { get }
  func read<Value>(_ work: (StoreSnapshot) throws -> Value) throws -> Value
  func write<Value>(_ work: (StoreTransaction) throws -> Value) throws -> Value
}

/// A transaction a file.
struct DirectWriting: FileWriting {
  private let database: WageDatabase

  init(_ database: WageDatabase) { self.database = database }

  var isRehearsal: Bool { false }

  func read<Value>(_ work: (StoreSnapshot) throws -> Value) throws -> Value {
    try database.read(work)
  }

  func write<Value>(_ work: (StoreTransaction) throws -> Value) throws -> Value {
    try database.write(work)
  }
}

/// Within a transaction that somebody else rolls back: a file sees those before it.
struct RehearsedWriting: FileWriting {
  let transaction: StoreTransaction

  var isRehearsal: Bool { true }

  func read<Value>(_ work: (StoreSnapshot) throws -> Value) throws -> Value {
    try work(transaction.snapshot)
  }

  func write<Value>(_ work: (StoreTransaction) throws -> Value) throws -> Value {
    try transaction.attempt(work)
  }
}
