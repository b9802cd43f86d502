"""Scoring and the same per-series work in other programs: bench_score.py FIRMS BINARY HOME

FIRMS x 36 months x 10 signals. The work per series: last, previous, drop in percent, months missing at
the end, median and slope of the last twelve. Each program reads its own table in its own file; all give one
checksum. Wagewatch does what a night does: it reads, compares by the card, and stores points and reasons.
"""

import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

MONTHS, LAST = 36, 2026 * 12 + 8
AS_OF, RUNS = "2026-10-21", 3
# Signals of the first ten measures that most firms have.
SIGNALS = ("electricity.quantity", "electricity.arrears_yuan", "water.quantity", "water.arrears_yuan",
           "tax.sales_yuan", "tax.tax_arrears_yuan", "social_insurance.insured_persons",
           "social_insurance.arrears_yuan", "payroll.persons", "payroll.amount_yuan")

WINDOW_SQL = """
WITH spread AS (
  SELECT firm, signal, month, value,
    row_number() OVER (PARTITION BY firm, signal ORDER BY month DESC) AS back FROM cell),
twelve AS (
  SELECT firm, signal, month, value,
    row_number() OVER (PARTITION BY firm, signal ORDER BY value) AS place,
    count(*) OVER (PARTITION BY firm, signal) AS n
  FROM cell WHERE month > {last} - 12),
ends AS (
  SELECT firm, signal, max(CASE WHEN back = 1 THEN value END) AS last,
    max(CASE WHEN back = 2 THEN value END) AS previous, {last} - max(month) AS missing
  FROM spread GROUP BY firm, signal),
shapes AS (
  SELECT firm, signal, max(CASE WHEN place = (n + 1) / 2 THEN value END) AS median,
    (count(*) * sum((month - {last}) * value) - sum(month - {last}) * sum(value)) * 1.0
      / nullif(count(*) * sum((month - {last}) * (month - {last}))
               - sum(month - {last}) * sum(month - {last}), 0) AS slope
  FROM twelve GROUP BY firm, signal)
SELECT count(*), sum(last), sum(previous), sum(missing), sum(median),
  sum(CASE WHEN previous > 0 THEN (previous - last) * 100.0 / previous END), sum(slope)
FROM ends LEFT JOIN shapes USING (firm, signal)
"""

PROGRAM = """
import sys, time, resource
start = time.perf_counter()
{body}
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
print(*row)
"""

SQLITE = """
import sqlite3
row = sqlite3.connect({path!r}).execute({sql!r}).fetchone()
"""

DUCKDB = """
import duckdb
row = duckdb.connect({path!r}, read_only=True).execute({sql!r}).fetchone()
"""

POLARS = """
import polars as pl
last = {last}
key = ["firm", "signal"]
cells = pl.scan_parquet({path!r})
ends = cells.sort("month").group_by(key).agg(
    pl.col("value").last().alias("last"),
    pl.when(pl.len() > 1).then(pl.col("value").slice(-2, 1).first()).alias("previous"),
    (last - pl.col("month").max()).alias("missing"))
x, v = pl.col("month") - last, pl.col("value")
shapes = cells.filter(pl.col("month") > last - 12).group_by(key).agg(
    v.sort().get((pl.len() - 1) // 2).alias("median"),
    ((pl.len() * (x * v).sum() - x.sum() * v.sum()).cast(pl.Float64)
     / (pl.len() * (x * x).sum() - x.sum() * x.sum())).alias("slope"))
f = pl.col("previous") > 0
row = ends.join(shapes, on=key, how="left").select(
    pl.len(), pl.col("last").sum(), pl.col("previous").sum().alias("p"), pl.col("missing").sum(),
    pl.col("median").sum(),
    pl.when(f).then((pl.col("previous") - pl.col("last")) * 100.0 / pl.col("previous")).sum().alias("d"),
    pl.col("slope").fill_nan(None).sum()).collect().row(0)
"""


def run(*arguments):
    """Seconds and the peak memory of a process in MB, and what it printed."""
    start = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, text = process.stdout.read().decode(), process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(arguments)[:200]} failed:\n{text[-2000:]}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024, out


def district(firms, binary, home):
    """A workspace of the district, loaded once and kept."""
    folder = os.path.join(home, f"score-{firms}")
    if os.path.exists(os.path.join(folder, "ready")):
        # What is kept from an earlier version is brought up to date once, not in each run that is measured.
        run(binary, "files", "--limit", "1", "--workspace", folder)
        shutil.copy(os.path.join("Schemas", "scorecards", "default.yaml"),
                    os.path.join(folder, "policies", "scorecard.yaml"))
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    files = os.path.join(home, f"score-files-{firms}")
    shutil.rmtree(files, ignore_errors=True)
    run(binary, "simulate", files, "--firms", str(firms), "--months", str(MONTHS), "--seed", "1")
    run(binary, "init", folder)
    for name in os.listdir(files):
        if name != "truth.csv":
            os.link(os.path.join(files, name), os.path.join(folder, "inbox", name))
    run(binary, "ingest", "--workspace", folder, "--as-of", AS_OF)
    open(os.path.join(folder, "ready"), "w").close()
    shutil.rmtree(files)
    return folder


def cell_files(home):
    return {name: os.path.join(home, f"score-cells.{name}") for name in ("sqlite", "duckdb", "parquet")}


def cells(folder, binary, home):
    """The ten signals as (firm, signal, month, value), in each program's own file.

    Runs in a process of its own: a child's peak memory counts what its parent held.
    """
    paths = cell_files(home)
    for path in (*paths.values(), os.path.join(home, "score-obs.sqlite")):
        if os.path.exists(path):
            os.remove(path)
    obs = os.path.join(home, "score-obs.sqlite")
    run(binary, "export", "--obs", obs, "--workspace", folder, "--as-of", AS_OF)
    names = ", ".join(f"'{signal}'" for signal in SIGNALS)
    with sqlite3.connect(paths["sqlite"]) as db:
        db.execute("ATTACH ? AS source", (obs,))
        db.execute("CREATE TABLE cell (firm INTEGER, signal INTEGER, month INTEGER, value INTEGER,"
                   " PRIMARY KEY (firm, signal, month)) STRICT, WITHOUT ROWID")
        db.execute(f"""
            INSERT INTO cell SELECT s.firm_id, m.measure_id,
              12 * substr(l.month, 1, 4) + substr(l.month, 6, 2) - 1, sum(o.value)
            FROM source.observation o JOIN source.series s USING (series_id)
            JOIN source.measure m USING (measure_id) JOIN source.layer l USING (layer_id)
            WHERE o.superseded_by IS NULL AND o.value IS NOT NULL
              AND m.feed || '.' || m."column" IN ({names})
            GROUP BY 1, 2, 3 HAVING 12 * substr(l.month, 1, 4) + substr(l.month, 6, 2) - 1 <= {LAST}
            ORDER BY 1, 2, 3""")
    os.remove(obs)
    import duckdb
    import polars
    with sqlite3.connect(paths["sqlite"]) as db:
        rows = db.execute("SELECT firm, signal, month, value FROM cell")
        # A city's 47 million rows do not fit into memory as Python's own values.
        parts = [polars.DataFrame(part, schema=["firm", "signal", "month", "value"], orient="row")
                 for part in iter(lambda: rows.fetchmany(1_000_000), [])]
    frame = polars.concat(parts)
    frame.write_parquet(paths["parquet"])
    with duckdb.connect(paths["duckdb"]) as db:
        db.execute(f"CREATE TABLE cell AS SELECT * FROM read_parquet('{paths['parquet']}')")
    print(len(frame))


def peers(paths):
    sql = WINDOW_SQL.format(last=LAST)
    # DuckDB divides whole numbers into a fraction unless told otherwise.
    return {
        "DuckDB, its own table": DUCKDB.format(path=paths["duckdb"], sql=sql.replace("(n + 1) / 2", "(n + 1) // 2")),
        "SQLite, window functions": SQLITE.format(path=paths["sqlite"], sql=sql),
        "polars, parquet": POLARS.format(path=paths["parquet"], last=LAST),
    }


def show(what, times, memory, base, note=""):
    middle = statistics.median(times)
    ratio = f"{middle / base:.1f}" if base else "1.0"
    print(f"| {what} | {middle:.2f} s ({min(times):.2f}-{max(times):.2f}) | {max(memory):.0f} | {ratio} | {note} |",
          flush=True)


def main():
    firms, binary, home = int(sys.argv[1]), os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3])
    os.makedirs(home, exist_ok=True)
    folder = district(firms, binary, home)
    count = int(run(sys.executable, __file__, "--cells", folder, binary, home)[2])
    paths = cell_files(home)
    print(f"{firms:,} firms x {MONTHS} months: {count:,} values of {len(SIGNALS)} signals; "
          f"median of {RUNS} (least-most)\n")
    print("| program | time | peak MB | x our time | note |\n| --- | --- | --- | --- | --- |")
    times, memory = [], []
    for _ in range(RUNS):
        # A run is stored once a day: each begins from a copy that has none.
        work = os.path.join(home, "score-work")
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(folder, work)
        os.sync()
        seconds, peak, text = run(binary, "score", "run", "--lang", "en", "--workspace", work, "--as-of", AS_OF)
        times.append(seconds)
        memory.append(peak)
    shutil.rmtree(work)
    base = statistics.median(times)
    with open(os.path.join(folder, "policies", "scorecard.yaml"), encoding="utf-8") as file:
        rules = len(re.findall(r"(?m)^    kind: ", file.read()))
    show("Wagewatch: all it reads, points and reasons stored", times, memory, 0, f"{rules} rules over every feed")
    sums = {}
    for name, body in peers(paths).items():
        times, memory = [], []
        for _ in range(RUNS):
            _, _, text = run(sys.executable, "-c", PROGRAM.format(body=body))
            first, second = text.strip().split("\n")[-2:]  # a program may draw a bar before
            seconds, peak = map(float, first.split())
            times.append(seconds)
            memory.append(peak)
        sums[name] = [f"{float(x):.4g}" for x in second.split()]
        show(name, times, memory, base)
    if len({tuple(value) for value in sums.values()}) != 1:
        print("\nThe programs do not agree:", *sums.items(), sep="\n")
        sys.exit(1)


if __name__ == "__main__":
    cells(*sys.argv[2:]) if sys.argv[1] == "--cells" else main()
