"""scripts/bench ingest: one electricity file of millions of rows, ours and others' loaders beside it.

Ours does all of it: hash, encoding proof, parse, check, match, ledger, source lines, SQLite. What the
others leave out stands in the last column.
"""
import importlib.util
import multiprocessing
import os
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

BINARY, HOME = os.path.abspath(sys.argv[1]), os.path.join(os.path.abspath(sys.argv[2]), "ingest")
ROWS = [int(n) for n in sys.argv[3].split(",")] if len(sys.argv) > 3 else [1_000_000, 5_000_000]
FIRMS, SEED, RUNS = 100_000, 7, 3
AS_OF, LAST_MONTH = "2026-11-20", (2026, 10)
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
HEADER = "统一社会信用代码,企业名称,户号,年月,用量,费用(元),欠费(元)\n"
BAD_EVERY = 2_000  # a quantity that is no number


def credit_code(number):
    """An invented code with both check digits of GB 32100-2015."""
    body, value = "", number
    for _ in range(8):
        body = ALPHABET[value % 31] + body
        value //= 31
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    # The organisation code has its own alphabet of 36.
    values = [int(c) if c.isdigit() else ord(c) - 55 for c in body]
    check = 11 - sum(w * v for w, v in zip(weights, values)) % 11
    organisation = body + {10: "X", 11: "0"}.get(check, str(check))
    start = "91330503" + organisation
    total = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(start))
    return start + ALPHABET[(31 - total % 31) % 31]


def months(count):
    year, month = LAST_MONTH
    found = []
    for _ in range(count):
        found.append(f"{year:04d}-{month:02d}")
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return found[::-1]


def firms():
    chosen = random.Random(SEED)
    first, second = "南北东西华新安兴永丰恒泰", "盛达源隆昌茂林江湖山海川"
    trade = ["纺织", "服饰", "木业", "机电", "建筑劳务", "家具", "食品", "电梯部件"]
    found = []
    for number in range(FIRMS):
        name = (f"{chosen.choice(first)}{chosen.choice(second)}{chosen.choice(first)}"
                f"{chosen.choice(trade)}有限公司")
        found.append((credit_code(number + 31 ** 7), name, f"{5100000000 + number}"))
    return found


def lines(parties, wanted, chosen):
    for month in wanted:
        for code, name, account in parties:
            quantity = chosen.randrange(100, 9_999_999)
            text = f"{quantity // 100}.{quantity % 100:02d}"
            yield f"{code},{name},{account},{month},{text},{quantity * 7 // 1000}.5,0.00\n"


def spoiled(row, number):
    cells = row.split(",")
    cells[4] = "x" if number % BAD_EVERY == BAD_EVERY // 2 else cells[4]
    return ",".join(cells) if cells[4] == "x" else row


def generate():
    parties, chosen = firms(), random.Random(SEED + 1)
    with open(path("firms_2026-10__known-2022-01-01.csv"), "w", encoding="utf-8") as out:
        out.write("统一社会信用代码,企业名称\n")
        out.writelines(f"{code},{name}\n" for code, name, _ in parties)
    for count in ROWS:
        wanted = months(count // FIRMS)
        rows = [spoiled(r, n) for n, r in enumerate(lines(parties, wanted, chosen))]
        write(f"electricity_{count}-feed", rows)
        chosen.shuffle(rows)
        write(f"electricity_{count}-random", rows)
    for month in months(37):
        rows = list(lines(parties, [month], chosen))
        write(f"electricity_{month}-month", rows, ("utf-8",))


def write(name, rows, encodings=("utf-8", "gb18030")):
    for encoding in encodings:
        with open(path(f"{name}-{encoding}__known-{AS_OF}.csv"), "w", encoding=encoding) as out:
            out.write(HEADER)
            out.writelines(rows)


def path(name):
    return os.path.join(HOME, name)


def run(*command, script=None):
    """Seconds and peak memory in MB of a process, from a moment at which the disk has nothing left to write."""
    os.sync()
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if script:
        process.stdin.write(script.encode())
    process.stdin.close()
    text = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 2):
        sys.exit(f"{' '.join(command)[:300]} ended with {process.returncode}:\n{text[-2000:]}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def workspace(name, source=None):
    folder = path(name)
    shutil.rmtree(folder, ignore_errors=True)
    if source:
        shutil.copytree(source, folder)
    else:
        run(BINARY, "init", folder)
    return folder


def ours(file, base):
    folder = workspace("work", base)
    return run(BINARY, "ingest", path(file), "--workspace", folder, "--as-of", AS_OF)


def fresh(name):
    for end in ("", "-wal", "-shm", ".wal"):
        if os.path.exists(path(name + end)):
            os.remove(path(name + end))
    return path(name)


def python(code):
    return lambda file: run(sys.executable, "-c", code.format(file=path(file), target=fresh("peer")))


def sqlite_import(file):
    return run("sqlite3", fresh("peer"), script=f".import --csv {path(file)} electricity\n")


DUCKDB = """
import duckdb
db = duckdb.connect("{target}")
db.execute('''CREATE TABLE electricity AS SELECT * FROM read_csv("{file}", header=true,
  store_rejects=true, columns={{"code":"VARCHAR","name":"VARCHAR","account":"VARCHAR",
  "month":"VARCHAR","quantity":"DECIMAL(18,2)","fee":"DECIMAL(18,2)","arrears":"DECIMAL(18,2)"}})''')
"""
PANDAS = """
import pandas, sqlite3
frame = pandas.read_csv("{file}", dtype={{0: "string", 1: "string", 2: "string"}})
frame["用量"] = pandas.to_numeric(frame["用量"], errors="coerce")
frame.to_sql("electricity", sqlite3.connect("{target}"), index=False)
"""
SQLITE_UTILS = """
from sqlite_utils import cli
cli.cli(["insert", "{target}", "electricity", "{file}", "--csv", "--silent"], standalone_mode=False)
"""
FRICTIONLESS = """
from frictionless import Resource, Schema, system
system.trusted = True
with system.use_context(trusted=True):
    Resource(path="{file}").validate(limit_errors=1000000)
"""
PEERS = [
    ("sqlite3 .import", sqlite_import, "no types, no checks", "sqlite3"),
    ("DuckDB read_csv, store_rejects", python(DUCKDB), "typed, rejects kept, no key, no match", "duckdb"),
    ("pandas read_csv and to_sql", python(PANDAS), "typed, bad cells become nothing", "pandas"),
    ("sqlite-utils insert --csv", python(SQLITE_UTILS), "all text", "sqlite_utils"),
    ("frictionless validate", python(FRICTIONLESS), "checks only, stores nothing", "frictionless"),
]


def show(what, file, count, measured, base=None, note=""):
    seconds = statistics.median(s for s, _ in measured)
    least, most = min(s for s, _ in measured), max(s for s, _ in measured)
    size = os.path.getsize(path(file)) / 1e6
    ratio = f"{seconds / base:.1f}" if base else "1.0"
    print(f"| {what} | {seconds:.2f} ({least:.2f}-{most:.2f}) | {count / seconds / 1e6:.2f} | "
          f"{size / seconds:.0f} | {max(m for _, m in measured):.0f} | {ratio} | {note} |", flush=True)
    return seconds


def table(title):
    print(f"\n{title}\n\n| | s | million rows/s | MB/s | peak MB | x our time | |\n"
          "| --- | --- | --- | --- | --- | --- | --- |", flush=True)


os.makedirs(HOME, exist_ok=True)
if not os.path.exists(path("made")):
    # In a process of its own: what it starts would inherit its peak memory.
    maker = multiprocessing.Process(target=generate)
    maker.start()
    maker.join()
    if maker.exitcode:
        sys.exit("the files could not be made")
    open(path("made"), "w").close()
BASE = workspace("base")
run(BINARY, "ingest", path("firms_2026-10__known-2022-01-01.csv"), "--workspace", BASE,
    "--as-of", AS_OF)
for rows in ROWS:
    table(f"{rows:,} rows of {FIRMS:,} accounts, {rows // FIRMS} months, one row in {BAD_EVERY:,} bad "
          f"(median of {RUNS}, least-most)")
    first = f"electricity_{rows}-feed-utf-8__known-{AS_OF}.csv"
    base = None
    for order in ("feed", "random"):
        for encoding in ("utf-8", "gb18030"):
            file = f"electricity_{rows}-{order}-{encoding}__known-{AS_OF}.csv"
            with open(path(file), "rb") as handle:
                while handle.read(1 << 24):
                    pass
            measured = [ours(file, BASE) for _ in range(RUNS)]
            seconds = show(f"Wagewatch, {order} order, {encoding}", file, rows, measured, base,
                           "all checks, match, ledger, source lines")
            base = base or seconds
    for name, load, note, module in PEERS:
        known = shutil.which(module) or importlib.util.find_spec(module)
        if not known:
            print(f"| {name} | not to be had here | | | | | |")
            continue
        slow = module in ("pandas", "sqlite_utils", "frictionless")
        if slow and rows > 1_000_000:
            continue
        for order in ("feed",) if slow else ("feed", "random"):
            file = first.replace("-feed-", f"-{order}-")
            measured = [load(file) for _ in range(1 if slow else RUNS)]
            show(f"{name}, {order} order", file, rows, measured, base, note)

table(f"A month's file of {FIRMS:,} rows appended, month after month")
folder = workspace("appended", BASE)
for number, month in enumerate(months(37), 1):
    file = f"electricity_{month}-month-utf-8__known-{AS_OF}.csv"
    measured = run(BINARY, "ingest", path(file), "--workspace", folder, "--as-of", AS_OF)
    if number in (1, 2, 13, 25, 37):
        show(f"month {number}", file, FIRMS, [measured])
