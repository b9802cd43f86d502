import WageDomain

extension World {
  /// A district whose agencies keep and send their files badly.
  static let dirty = World(
    name: "dirty",
    summary: Bilingual(
      zh: "报送很乱的区：单位写错、重复报送、迟到的更正、国标编码、测试行、残缺的名称",
      en:
        "a district of dirty feeds: wrong units, files sent twice, late corrections, GB18030, test rows, "
        + "mangled names"),
    mechanisms: [
      .ordinaryNoise,
      Mechanism(
        "dirt", zh: "每四份文件有一份迟到，五份中有一份更正，三份中有一份为 GB18030，每千行有十二行作废",
        en:
          "one file in four late, one in five corrected, one in three in GB18030, twelve rows in a thousand "
          + "beyond use",
        source:
          "Domain notes: Yuhang's textbook warning was a late upload; kinds of dirt from the issue lists of the "
          + "anchors; the sizes are assumptions",
        .dirt(
          Dirt(
            lateFiles: 240, correctedFiles: 220, correctionDelay: 20...90, misreadRows: 400,
            nationalEncoding: 33, byteOrderMarks: 15, totals: 150, wrongTotals: 400,
            filesWithFlaws: 950, flawedRows: 120, wrongUnits: 120, sentTwice: 80, testRows: 250,
            mangledNames: 20, mangledComplaints: 400))),
    ])
}
