"""Kills nights at random moments and compares what they leave with an undisturbed night.

Standard library only. See scripts/check-kill for how to call it.
"""

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

AS_OF = "2026-10-21"
# The ledger of runs tells of every attempt; all else must be as if nothing had happened.
LEFT_OUT_TABLES = {"stageRun", "grdb_migrations"}
# Wall-clock instants, and the hashes over them: `verify` checks the chain of those by itself.
LEFT_OUT_COLUMNS = {
    "ingestedFile": {"ingestedAt"},
    "scoreRun": {"startedAt", "endedAt"},
    "caseEvent": {"recordedAt", "previous", "hash"},
    "warningEvent": {"recordedAt", "previous", "hash"},
    "matchEvent": {"recordedAt"},
    "outbox": {"recordedAt", "withdrawnAt", "digest"},
    "rejectEvent": {"at"},
}


def wagewatch(binary, *words, check=True):
    run = subprocess.run(
        [binary, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if check and run.returncode != 0:
        sys.exit(f"check-kill: {' '.join(words)} ended with {run.returncode}:\n{run.stderr}")
    return run


def nightly(binary, folder):
    return [binary, "nightly", "--as-of", AS_OF, "--workspace", str(folder)]


def contents(folder):
    """Every row of every table that a night may not change by being cut off."""
    with sqlite3.connect(folder / "wagewatch.sqlite") as database:
        names = [
            row[0] for row in database.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
        rows = {}
        for table in sorted(set(names) - LEFT_OUT_TABLES):
            columns = [
                row[1] for row in database.execute(f'PRAGMA table_info("{table}")')
                if row[1] not in LEFT_OUT_COLUMNS.get(table, ())]
            listed = ", ".join(f'"{column}"' for column in columns)
            rows[table] = sorted(
                database.execute(f'SELECT {listed} FROM "{table}"').fetchall(), key=repr)
        faults = [row[0] for row in database.execute("PRAGMA integrity_check")]
        if faults != ["ok"]:
            rows["integrity"] = faults
        if database.execute("PRAGMA foreign_key_check").fetchall():
            rows["foreign keys"] = ["broken"]
    return rows


def difference(found, expected):
    """The first table that differs, in a line; None when there is none."""
    for table in sorted(found.keys() | expected.keys()):
        left, right = found.get(table, []), expected.get(table, [])
        if left != right:
            extra = [row for row in left if row not in right][:2]
            lost = [row for row in right if row not in left][:2]
            return f"{table}: {len(left)} rows, expected {len(right)}; extra {extra}; lost {lost}"
    return None


def killed_night(binary, folder, delay):
    """Starts a night and kills it after `delay` seconds; true when it was still at work."""
    process = subprocess.Popen(
        nightly(binary, folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def main(binary, count, seed):
    generator = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="check-kill-") as name:
        base = Path(name)
        fresh, whole = base / "fresh", base / "whole"
        wagewatch(binary, "init", str(fresh))
        wagewatch(
            binary, "simulate", str(fresh / "inbox"),
            "--firms", "150", "--months", "6", "--seed", str(seed))
        shutil.copytree(fresh, whole)
        began = time.monotonic()
        wagewatch(*nightly(binary, whole))
        seconds = time.monotonic() - began
        expected = contents(whole)
        print(f"undisturbed: {seconds:.2f} s, {sum(map(len, expected.values()))} rows", flush=True)

        equal = in_time = 0
        for number in range(1, count + 1):
            folder = base / f"killed-{number}"
            shutil.copytree(fresh, folder)
            delay = generator.uniform(0, seconds)
            in_time += killed_night(binary, folder, delay)
            # Every third time the second attempt is killed as well.
            if number % 3 == 0:
                killed_night(binary, folder, generator.uniform(0, seconds))
            wagewatch(*nightly(binary, folder))
            fault = difference(contents(folder), expected)
            verify = wagewatch(binary, "verify", "--workspace", str(folder), check=False)
            if fault is None and verify.returncode != 0:
                fault = f"verify: {verify.stdout}{verify.stderr}"
            if fault is None:
                equal += 1
                shutil.rmtree(folder)
            else:
                print(f"run {number}, killed after {delay:.3f} s: {fault}", flush=True)
        print(f"{in_time} of {count} were killed at work")
        print(f"{equal} of {count} equal")
        return 0 if equal == count else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
