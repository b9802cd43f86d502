"""The measurements behind scripts/bench cases: a night over open cases, what is due, a year's replay."""
import os
import re
import shutil
import statistics
import subprocess
import sys
import time

BINARY, CASE_YEAR, HOME = (os.path.abspath(path) for path in sys.argv[1:4])
OPEN, YEAR = int(sys.argv[4]), int(sys.argv[5])


def run(*arguments):
    """Runs a command; returns its seconds, peak memory in MB and standard output."""
    start = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.stdout.read().decode(), process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode != 0:
        sys.exit(f"{' '.join(arguments)} ended with {process.returncode}:\n{err[-2000:]}")
    return seconds, usage.ru_maxrss / 1024, out


def workspace(name):
    folder = os.path.join(HOME, name)
    shutil.rmtree(folder, ignore_errors=True)
    run(BINARY, "init", folder)
    return folder


def seconds(text, what):
    return re.search(rf"^{what} ([0-9.]+) s$", text, re.M).group(1)


def row(what, value, note):
    print(f"| {what} | {value} | {note} |")


folder = workspace("cases-open")
_, memory, text = run(CASE_YEAR, folder, "open", str(OPEN))
print(f"{OPEN:,} open cases, and a year of {YEAR:,} cases through all roads\n")
print("| | s | |")
print("| --- | --- | --- |")
row("night that finds none overdue", seconds(text, "night 2026-01-07 of none"), "peak "
    f"{memory:.0f} MB over all nights")
row("night that finds every reply overdue", seconds(text, "night 2026-01-07"), f"{OPEN:,} events")
row("the same night again", seconds(text, "night 2026-01-07 again"), "0 events")
told = int(re.search(r"^told (\d+)", text, re.M).group(1))
row("their follow-ups into the outbox", seconds(text, "follow-ups"), f"{told:,} texts, two languages each")
for name, day, extra, times in (
    ("case due, the first 20", "2026-01-07", ["--limit", "20"], 5),
    ("case due, all as JSON", "2026-01-07", ["--json"], 5),
    ("case due of a day since which every case has moved", "2026-01-05", ["--limit", "20"], 1),
):
    found = [run(BINARY, "case", "due", "--workspace", folder, "--as-of", day, *extra)[0] for _ in range(times)]
    row(name, f"{statistics.median(found):.3f} ({min(found):.3f}-{max(found):.3f})", "whole process")
folder = workspace("cases-year")
_, memory, text = run(CASE_YEAR, folder, "year", str(YEAR))
events = re.search(r"^events (\d+)", text, re.M).group(1)
row("a year recorded event by event", seconds(text, "recorded"), f"{int(events):,} events")
row("replayed from its events and compared", seconds(text, "replayed"), f"peak {memory:.0f} MB")
