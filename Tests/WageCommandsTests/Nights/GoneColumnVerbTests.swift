import Testing

@Suite("A column that went missing is told wherever a firm is explained")
struct GoneColumnVerbTests {
  @Test("Score and firm name it, the arrears stand, and a file sent again with it heals both")
  func told() throws {
    let office = try NightOffice()
    let code = NightOffice.codes[0]
    func put(_ month: Int, _ owed: String?, known: String) throws {
      let header = "credit_code,month,sales_yuan" + (owed == nil ? "" : ",tax_arrears_yuan")
      try office.put(
        "tax_2026-0\(month)__known-\(known).csv",
        "\(header)\n\(code),2026-0\(month),90000\(owed.map { "," + $0 } ?? "")\n")
    }
    for month in 4...8 {
      try put(month, month < 7 ? "60000" : nil, known: "2026-0\(month + 1)-12")
    }
    let ingest = office.run("ingest")
    #expect(ingest.error.contains("the month is data late for it"), "\(ingest.error)")
    #expect(office.run("score", "--as-of", "2026-07-20").code == 0)
    let score = office.run("score", "--as-of", "2026-08-20")
    #expect(score.error.contains("data late: tax.tax_arrears_yuan"), "\(score.error)")
    #expect(
      office.run("score", "--as-of", "2026-08-20", "--lang", "zh").error
        .contains("数据迟到：税收的“欠税”"))
    let why = office.run("firm", code, "--why", "--as-of", "2026-08-20").out
    // The files begin in April, the arrears perhaps before.
    #expect(
      why.contains(
        "Tax: in arrears for at least 3 months in a row since 2026-04 or earlier, 60,000.00 yuan")
    )
    #expect(
      why.contains(
        "data late: tax.tax_arrears_yuan, last month 2026-06: later files do not have it"),
      "\(why)")
    let json = office.run("firm", code, "--json", "--as-of", "2026-08-20").json
    #expect(json?["data_late_columns"] as? [String] == ["tax.tax_arrears_yuan"])
    #expect(json?["data_late"] as? [String] == [])
    // Paid in July: the file sent again says so from its own day on.
    try put(7, "0", known: "2026-08-25")
    #expect(office.run("ingest").code == 0)
    #expect(!office.run("score", "--as-of", "2026-08-25").error.contains("data late: tax."))
    let healed = office.run("firm", code, "--why", "--as-of", "2026-08-25").out
    #expect(!healed.contains("Tax: in arrears") && !healed.contains("data late: tax."))
    #expect(office.run("score", "--as-of", "2026-08-24").error.contains("data late: tax."))
  }
}
