"""24 monthly cutoffs of an invented city: how long `backtest` takes, and how much memory.

Usage: bench_evaluation.py WAGEWATCH FOLDER [FIRMS]
"""
import json
import pathlib
import resource
import shutil
import subprocess
import sys
import time

MONTHS = 36
AS_OF = "2026-10-21"
CUTOFFS = [f"{2024 + (4 + m) // 12}-{(4 + m) % 12 + 1:02d}-01" for m in range(24)]


def run(*words):
    """What is told of rejected rows is not of interest here."""
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


def main():
    wagewatch, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    firms = int(sys.argv[3]) if len(sys.argv) > 3 else 130_000
    workspace = folder / f"evaluation-{firms}"
    if not (workspace / "loaded").exists():
        shutil.rmtree(workspace, ignore_errors=True)
        run(wagewatch, "init", workspace)
        run(wagewatch, "simulate", workspace / "inbox", "--firms", firms, "--months", MONTHS, "--seed", 1)
        run(wagewatch, "ingest", "--workspace", workspace, "--as-of", AS_OF)
        shutil.rmtree(workspace / "inbox")
        (workspace / "loaded").touch()
    cutoffs = [word for day in CUTOFFS for word in ("--cutoff", day)]
    began = time.monotonic()
    done = subprocess.run(
        [wagewatch, "backtest", *cutoffs, "--json", "--as-of", AS_OF, "--workspace", workspace],
        check=True, stdout=subprocess.PIPE)
    seconds = time.monotonic() - began
    report = json.loads(done.stdout)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print("| what | measured | note |\n| --- | --- | --- |")
    print(f"| backtest, {len(CUTOFFS)} monthly cutoffs of {firms:,} firms | {seconds:.0f} s | "
          f"{len(report['cohorts'])} cohorts, {len(report['rankings'])} rankings, {report['draws']} draws |")
    print(f"| peak memory, the first load included where it was made anew | {peak} MB |  |")
    for row in report["summary"]:
        if row["ranking"] in ("card", "arrears-months", "last-complaint"):
            print(f"| {row['cohort_name']}: {row['ranking']} | AUC {row['auc_mean']} | worst {row['auc_worst']} |")


main()
