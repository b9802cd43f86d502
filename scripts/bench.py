"""The measurements behind scripts/bench: first load, scoring, a normal night, one query, peers."""
import os
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

FIRMS, BINARY, HOME = int(sys.argv[1]), os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3])
MONTHS, SEED, AS_OF, LAST = 24, 1, "2026-10-21", "2026-09"
MONTHLY = ("electricity", "water", "gas", "tax", "social_insurance", "payroll")


def run(*arguments, cwd=None):
    """Runs a command; returns seconds and the peak memory of the process in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(
        arguments, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    text = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode != 0:
        sys.exit(f"{' '.join(arguments)} ended with {process.returncode}:\n{text[-2000:]}")
    return seconds, usage.ru_maxrss / 1024


def workspace(name, files):
    folder = os.path.join(HOME, name)
    shutil.rmtree(folder, ignore_errors=True)
    run(BINARY, "init", folder, "--cases-from", "2026-09-21")
    for file in files:
        os.link(os.path.join(DATA, file), os.path.join(folder, "inbox", file))
    return folder


def rows(folder, like="%"):
    with sqlite3.connect(os.path.join(folder, "wagewatch.sqlite")) as db:
        return db.execute(
            "SELECT coalesce(sum(rows), 0) FROM ingestedFile WHERE feed LIKE ?", (like,)).fetchone()[0]


def show(what, value, note=""):
    print(f"| {what} | {value} | {note} |", flush=True)


def spread(values, unit="s", digits=2):
    middle = statistics.median(values)
    return f"{middle:.{digits}f} {unit} ({min(values):.{digits}f}-{max(values):.{digits}f})"


DATA = os.path.join(HOME, f"district-{FIRMS}")
if not os.path.exists(os.path.join(DATA, "truth.csv")):
    shutil.rmtree(DATA, ignore_errors=True)
    seconds, _ = run(
        BINARY, "simulate", DATA, "--firms", str(FIRMS), "--months", str(MONTHS), "--seed", str(SEED))
FILES = sorted(f for f in os.listdir(DATA) if f != "truth.csv")
BYTES = sum(os.path.getsize(os.path.join(DATA, f)) for f in FILES)
for file in FILES:  # the disk is not what is measured
    with open(os.path.join(DATA, file), "rb") as handle:
        handle.read()

print(f"{FIRMS} firms, {MONTHS} months, {len(FILES)} files, {BYTES / 1e6:.0f} MB; "
      "median of 3 (least-most)\n")
print("| what | measured | note |\n| --- | --- | --- |")

loads, scores, memory = [], [], []
for _ in range(3):
    full = workspace("full", FILES)
    seconds, peak = run(BINARY, "ingest", "--workspace", full, "--as-of", AS_OF)
    loads.append(seconds)
    memory.append(peak)
    seconds, peak = run(BINARY, "score", "--workspace", full, "--as-of", AS_OF)
    scores.append(seconds)
    memory.append(peak)
total = rows(full)
show("first load, files to slabs", spread(loads),
     f"{total:,} rows, {total / statistics.median(loads) / 1e6:.2f} million rows/s end to end")
show("scoring every firm", spread(scores), "values read, reasons and evidence stored")
show("peak memory of both", f"{max(memory):.0f} MB")
size = os.path.getsize(os.path.join(full, "wagewatch.sqlite")) / 1e6
show("database", f"{size:.0f} MB", f"{BYTES / 1e6:.0f} MB of files")

nights, memory = [], []
last = [f for f in FILES if LAST in f.split("__")[0] or f.split("__known-")[-1][:7] >= "2026-10"]
for _ in range(3):
    night = workspace("night", [f for f in FILES if f not in last])
    run(BINARY, "nightly", "--workspace", night, "--as-of", "2026-09-30")
    for file in last:
        os.link(os.path.join(DATA, file), os.path.join(night, "inbox", file))
    seconds, peak = run(BINARY, "nightly", "--workspace", night, "--as-of", AS_OF)
    nights.append(seconds)
    memory.append(peak)
show("a normal night, one new month", spread(nights), f"{len(last)} new files, the others known")
show("peak memory of the night", f"{max(memory):.0f} MB")
queries = [run(BINARY, "flagged", "--json", "--workspace", full, "--as-of", AS_OF)[0] * 1000
           for _ in range(15)]
show("flagged --json, all of them with every line of evidence", spread(queries, "ms", 0),
     "whole process, 15 runs")
queries = [run(BINARY, "flagged", "--workspace", full, "--as-of", AS_OF)[0] * 1000
           for _ in range(15)]
show("flagged", spread(queries, "ms", 0), "the table of all flagged firms, whole process, 15 runs")

# Peers: the UTF-8 electricity files, each program by its own way of loading CSV.
peers = []
for file in FILES:
    if re.match(r"electricity_\d{4}-\d{2}__", file):
        with open(os.path.join(DATA, file), "rb") as handle:
            try:
                handle.read().decode("utf-8")
                peers.append(file)
            except UnicodeDecodeError:
                pass
results = {"wagewatch": [], "sqlite3 .import": [], "duckdb": []}
for _ in range(3):
    folder = workspace("peers", peers)
    results["wagewatch"].append(run(BINARY, "ingest", "--workspace", folder, "--as-of", AS_OF)[0])
    count = rows(folder)
    if shutil.which("sqlite3"):
        target = os.path.join(HOME, "peer.sqlite")
        if os.path.exists(target):
            os.remove(target)
        script = "".join(
            f".import --csv {os.path.join(DATA, f)} t{n}\n" for n, f in enumerate(peers))
        start = time.perf_counter()
        subprocess.run(["sqlite3", target], input=script.encode(), check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        results["sqlite3 .import"].append(time.perf_counter() - start)
    try:
        import duckdb
    except ImportError:
        continue
    target = os.path.join(HOME, "peer.duckdb")
    if os.path.exists(target):
        os.remove(target)
    start = time.perf_counter()
    with duckdb.connect(target) as db:
        for number, file in enumerate(peers):
            db.execute(
                f"CREATE TABLE t{number} AS SELECT * FROM read_csv("
                f"'{os.path.join(DATA, file)}', all_varchar=true, store_rejects=true)")
    results["duckdb"].append(time.perf_counter() - start)
base = statistics.median(results["wagewatch"])
for name, seconds in results.items():
    if seconds:
        middle = statistics.median(seconds)
        show(f"{name}: {len(peers)} electricity files", spread(seconds),
             f"{count / middle / 1e6:.2f} million rows/s, {middle / base:.1f} x our time")
