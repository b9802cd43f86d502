"""Compares CSV files with the workbooks that LibreOffice makes of them. See scripts/check-sheets.

Every column is imported as text but the numbers, which become numbers of the sheet. What is compared:
all rows stored and set aside, with their lines; the ledger's counts.
"""

import csv
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

NUMBERS = re.compile(r"quantity|persons|_yuan$|用量|人数|\(元\)$")
LEDGER = {"id", "file", "sha256", "bytes", "encoding", "header", "ingestedAt", "ingested_at", "raw"}


def run(*words, **more):
    done = subprocess.run(words, capture_output=True, text=True, **more)
    if done.returncode not in (0, 2):
        sys.exit(f"check-sheets: {' '.join(map(str, words))}\n{done.stdout}{done.stderr}")
    return done


def encoding(path):
    try:
        path.read_bytes().decode("utf-8")
        return "utf-8-sig"
    except UnicodeDecodeError:
        return "gb18030"


def workbook(source, folder, scratch):
    """The file as .xlsx: text columns as text (2), numbers as what LibreOffice makes of them (1)."""
    with source.open(encoding=encoding(source), newline="") as lines:
        rows = list(csv.reader(lines))
    plain = scratch / source.name
    with plain.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, quoting=csv.QUOTE_MINIMAL).writerows(rows)
    kinds = "/".join(
        f"{place}/{1 if NUMBERS.search(name) else 2}" for place, name in enumerate(rows[0], 1))
    run("soffice", "--headless", f"-env:UserInstallation=file://{scratch}/profile",
        f"--infilter=CSV:44,34,76,1,{kinds},1033,false,false", "--convert-to", "xlsx",
        "--outdir", str(folder), str(plain), timeout=120)


def contents(workspace):
    tables = {}
    with sqlite3.connect(workspace / "wagewatch.sqlite") as database:
        for table in ("ingestedFile", "rejectedRow", "waitingRow", "firm", "project", "complaint",
                      "slab", "fileFinding"):
            columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')
                       if row[1] not in LEDGER]
            if columns:
                listed = ", ".join(f'"{column}"' for column in columns)
                tables[table] = sorted(
                    database.execute(f'SELECT {listed} FROM "{table}"').fetchall(), key=repr)
    return tables


def main(root, binary, count):
    sample = sorted((Path(root) / "SampleData").glob("*_2026-0*.csv"))
    feeds = {}
    for file in sample:
        feeds.setdefault(re.sub(r"_\d.*", "", file.name), []).append(file)
    chosen = sorted(file for files in feeds.values() for file in files[:max(1, count // len(feeds))])
    # Equal files are one to the ledger; the workbooks made of them differ by their time stamps.
    chosen = sorted({file.read_bytes(): file for file in reversed(chosen)}.values())
    with tempfile.TemporaryDirectory(prefix="check-sheets-") as name:
        base = Path(name)
        run(binary, "init", str(base / "csv"))
        # A copy: each workspace has a secret of its own that hashes are keyed with.
        shutil.copytree(base / "csv", base / "xlsx")
        for file in chosen:
            shutil.copy(file, base / "csv" / "inbox")
            workbook(file, base / "xlsx" / "inbox", base)
        for kind in ("csv", "xlsx"):
            done = run(binary, "ingest", "--as-of", "2026-10-21", "--lang", "en",
                       "--workspace", str(base / kind))
            print(f"{kind}: {done.stderr.strip().splitlines()[-1]}", flush=True)
        left, right = contents(base / "csv"), contents(base / "xlsx")
        wrong = [table for table in left if left[table] != right[table]]
        for table in wrong:
            print(f"{table}: csv only {[r for r in left[table] if r not in right[table]][:2]}, "
                  f"xlsx only {[r for r in right[table] if r not in left[table]][:2]}"[:2000])
        print(f"{len(chosen)} files, {len(left) - len(wrong)} of {len(left)} tables equal")
        return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
