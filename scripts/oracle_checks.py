"""The checks of scripts/check-oracles: python oracle_checks.py ROOT BINARY [CHECK]..."""

import csv
import datetime
import difflib
import pathlib
import random
import subprocess
import sys
import tempfile

import chinese_calendar
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

ROOT = pathlib.Path(sys.argv[1])
BINARY = sys.argv[2]
SEED = 20261121
ROWS = 5000
# Every notice of Schemas/calendars/cn.csv is known by then.
AS_OF = "2026-11-21"
ONE_DAY = datetime.timedelta(days=1)


def report(name, count, expected, found):
    """Prints the check's line; returns whether it holds."""
    if expected == found:
        print(f"ok   {name}: {count:,} agree")
        return True
    print(f"FAIL {name}")
    lines = list(difflib.unified_diff(expected, found, "expected", "found", n=0, lineterm=""))
    print("\n".join(lines[:60]))
    if len(lines) > 60:
        print(f"... {len(lines) - 60} more lines")
    return False


def run(workspace, *arguments):
    result = subprocess.run([BINARY, *arguments], cwd=workspace, capture_output=True, text=True)
    return result.returncode, result.stdout, result.stderr


# calendar


def check_calendar():
    """cn.csv, the later published row of a day in force, against chinesecalendar."""
    kinds = {}
    with open(ROOT / "Schemas/calendars/cn.csv", encoding="utf-8", newline="") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: row["published_on"]):
            kinds[row["day"]] = row["kind"]
    expected, found = [], []
    day = datetime.date(2013, 1, 1)
    while day.year <= 2026:
        works = kinds.get(day.isoformat(), "off" if day.weekday() >= 5 else "work") == "work"
        expected.append(f"{day} {'work' if chinese_calendar.is_workday(day) else 'off'}")
        found.append(f"{day} {'work' if works else 'off'}")
        day += ONE_DAY
    return report("calendar, days of 2013-2026", len(expected), expected, found)


# deadlines


def due_on(start, days, kind, roll):
    """A plain count; None when it asks about a year chinesecalendar does not have."""
    day = start
    try:
        if kind == "working":
            while days:
                day += ONE_DAY
                days -= chinese_calendar.is_workday(day)
            return day
        day += days * ONE_DAY
        while roll != "none" and not chinese_calendar.is_workday(day):
            day += ONE_DAY if roll == "forward" else -ONE_DAY
        return day
    except NotImplementedError:
        return None


def deadline_rows(generator, with_roll):
    first = datetime.date(2013, 1, 10)
    last = datetime.date(2026, 12, 31)
    for _ in range(ROWS // 2):
        start = first + generator.randrange((last - first).days) * ONE_DAY
        days = generator.choice([1, 2, 3, 5, 7, 15, 30, 60, 90, generator.randint(1, 120)])
        kind = generator.choice(["calendar", "working"])
        roll = generator.choice(["none", "forward", "backward"]) if with_roll else "forward"
        yield start, days, kind, roll


def check_deadline_batch(workspace, generator, with_roll):
    header = ["from", "days", "kind"] + (["roll"] if with_roll else [])
    given, expected, refused = [], [], 0
    for start, days, kind, roll in deadline_rows(generator, with_roll):
        row = [start.isoformat(), str(days), kind] + ([roll] if with_roll else [])
        due = due_on(start, days, kind, roll)
        refused += due is None
        given.append(row)
        expected.append(",".join(row + ([due.isoformat(), "ok"] if due else ["", "fault"])))
    batch = workspace / "oracle-deadlines.csv"
    with open(batch, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header] + given)
    code, output, errors = run(
        workspace, "deadline", "calc", "--batch", str(batch), "--as-of", AS_OF)
    found = []
    for row in csv.DictReader(output.splitlines()):
        shown = [row.get(column) or "" for column in header + ["due_on"]]
        found.append(",".join(shown + ["fault" if row.get("fault") else "ok"]))
    expected.append(f"exit {2 if refused else 0}")
    found.append(f"exit {code}")
    name = f"deadlines {'with' if with_roll else 'without'} a roll column"
    holds = report(name, len(given), expected, found)
    if not holds and errors:
        print(errors.strip()[:500])
    return holds


def check_deadlines():
    with tempfile.TemporaryDirectory() as folder:
        workspace = new_workspace(folder)
        generator = random.Random(SEED)
        return all([check_deadline_batch(workspace, generator, with_roll)
                    for with_roll in (True, False)])


# codes

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def organisation_check(body):
    """GB 11714: letters count from A = 10 to Z = 35."""
    weights = [3, 7, 9, 10, 5, 8, 4, 2]
    total = sum(int(character, 36) * weight for character, weight in zip(body, weights))
    return "0123456789X0"[11 - total % 11]


def fault_of(code):
    code = code.upper()
    if len(code) != 18:
        return "length"
    if any(character not in ALPHABET for character in code):
        return "character"
    if organisation_check(code[8:16]) != code[16]:
        return "organisation-check"
    # stdnum.validate refuses letters in the first eight, which the standard has (Y, N).
    outer = uscc.calc_check_digit(code[:17])
    if code[:8].isdigit():
        try:
            uscc.validate(code)
            assert outer == code[17]
        except ValidationError:
            return "check"
    return "" if outer == code[17] else "check"


def valid_code(generator):
    head = generator.choice(["91", "92", "93", "52", "12", "Y1"])
    head += f"33{generator.choice(['0503', '0602', '0681', '0100', '0523'])}"
    body = "".join(generator.choice(ALPHABET) for _ in range(8))
    head += body + organisation_check(body)
    return head + uscc.calc_check_digit(head)


def mutated(code, generator):
    place = generator.randrange(len(code))
    other = generator.choice(ALPHABET)
    way = generator.randrange(8)
    if way == 0:
        return code[:place] + other + code[place + 1:]
    if way == 1:
        place = min(place, 16)
        return code[:place] + code[place + 1] + code[place] + code[place + 2:]
    if way == 2:
        return code[:place] + code[place + 1:]
    if way == 3:
        return code[:place] + other + code[place:]
    if way == 4:
        return code[:place] + generator.choice("IOSVZ中") + code[place + 1:]
    if way == 5:
        # The organisation code's digit wrong, the outer one right for it.
        head = code[:16] + generator.choice("0123456789X")
        return head + uscc.calc_check_digit(head)
    return code.lower() if way == 6 else code[:17] + other


def check_codes():
    generator = random.Random(SEED)
    codes = [valid_code(generator) for _ in range(ROWS)]
    codes = [code if index % 2 else mutated(code, generator) for index, code in enumerate(codes)]
    faults = [fault_of(code) for code in codes]
    expected = [f"{code.upper()},{'false' if fault else 'true'},{fault}"
                for code, fault in zip(codes, faults)]
    with tempfile.TemporaryDirectory() as folder:
        workspace = new_workspace(folder)
        batch = workspace / "oracle-codes.txt"
        batch.write_text("\n".join(["code"] + codes) + "\n", encoding="utf-8")
        code, output, errors = run(workspace, "code", "check", "--batch", str(batch))
    found = [f"{row.get('code', '').upper()},{row.get('valid')},{row.get('fault')}"
             for row in csv.DictReader(output.splitlines())]
    holds = report("credit codes", len(codes), expected + ["exit 2"], found + [f"exit {code}"])
    if not holds and errors:
        print(errors.strip()[:500])
    return holds


def new_workspace(folder):
    workspace = pathlib.Path(folder) / "workspace"
    code, _, errors = run(folder, "init", str(workspace))
    if code:
        sys.exit(f"FAIL init: exit {code}: {errors.strip()}")
    return workspace


CHECKS = {"calendar": check_calendar, "deadlines": check_deadlines, "codes": check_codes}


def main():
    names = sys.argv[3:] or list(CHECKS)
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        sys.exit(f"found {', '.join(unknown)}, expected any of {', '.join(CHECKS)}")
    results = []
    for name in names:
        if name != "calendar" and not pathlib.Path(BINARY).is_file():
            print(f"FAIL {name}: no binary at {BINARY}; build it or set WAGEWATCH")
            results.append(False)
            continue
        results.append(CHECKS[name]())
    sys.exit(0 if all(results) else 1)


main()
