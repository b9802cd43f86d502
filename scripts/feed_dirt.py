"""Makes a dirtied copy of a folder of agency files: the same seed, the same dirt.

In every feed each column is broken in every way that its type can be, one row each, and spelled in every
way that the contract accepts; then typing errors are made at random. Rows, keys and counts of cells are
broken, too.
"""

import collections
import csv
import io
import random
import re
import shutil

SEED = 20261121
SOME_CODE = "91330503NXQ0QRP269"  # of an invented firm
# Cells of each column that get a typing error or two.
SLIPS = 10
SLIP_SIGNS = "0123456789-/.,: +eE年月日abcXYZ是否１２－／．，　·#%￥"
# Files of a feed that take dirt: its largest in UTF-8.
FILES = 4


class Raw(str):
    """A cell written as it is, without the quotes that it needs."""


def of_code(break_it):
    """Breaks a right code, also where the cell was empty."""
    return lambda cell: break_it(cell if re.fullmatch("[0-9A-Z]{18}", cell) else SOME_CODE)


def wrong_check(code):
    return code[:17] + ("0" if code[17] != "0" else "1")


def wrong_organisation(code):
    return code[:16] + ("0" if code[16] != "0" else "1") + code[17]


def wide(text):
    return "".join(chr(ord(c) - 0x21 + 0xFF01) if "!" <= c <= "~" else c for c in text)


MONTHS = [
    lambda c: "2025-13", lambda c: "2025-00", lambda c: "25-10", lambda c: "2025.10",
    lambda c: "十月", lambda c: "2025-1", lambda c: "2031-01",
    lambda c: spelled(c, "{}{:02}"), lambda c: spelled(c, "{}/{:02}"), lambda c: spelled(c, "{}/{}"),
    lambda c: spelled(c, "{}年{}月"), lambda c: spelled(c, "{}-{:02}"),
    lambda c: wide(spelled(c, "{}-{:02}")), lambda c: f" {c} ", lambda c: "20251005",
]
# What the contract accepts keeps the row's own day: on another one the row could be bad for that alone.
DAYS = [
    lambda c: "2025-02-30", lambda c: "05/10/2025", lambda c: "2025-10", lambda c: "2025.10.05",
    lambda c: "45935", lambda c: "2025-4-5", lambda c: "2031-01-01",
    lambda c: dated(c, "{}{:02}{:02}"), lambda c: dated(c, "{}/{}/{}"),
    lambda c: dated(c, "{}/{:02}/{:02}"), lambda c: dated(c, "{}年{}月{}日"),
    lambda c: dated(c, "{}-{:02}-{:02}"), lambda c: wide(dated(c, "{}-{:02}-{:02}")),
    lambda c: dated(c, "{}-{:02}-{:02} "), lambda c: dated(c, "{}-{:02}-{:02} 10:00"),
]
INSTANTS = [
    lambda c: "2025-04-05", lambda c: "2025-04-05 24:00", lambda c: "2025-02-30 10:00",
    lambda c: "2025-04-05T10:00", lambda c: "昨天", lambda c: "2031-01-01 10:00",
    lambda c: "2025-4-5 10:00", lambda c: dated(c, "{}-{:02}-{:02} 10:00:00"),
    lambda c: dated(c, "{}/{}/{} 10:00"), lambda c: dated(c, "{}年{}月{}日 10:00"),
    lambda c: wide(dated(c, "{}-{:02}-{:02}")) + " 10:00", lambda c: dated(c, " {}-{:02}-{:02} 10:00"),
]
CODES = [of_code(break_it) for break_it in (
    wrong_check, wrong_organisation, lambda c: c[:17], lambda c: c + "0", lambda c: "I" + c[1:],
    lambda c: c[:9] + "-" + c[9:], lambda c: "无", str.lower, wide, lambda c: c + " ",
)]
BOOLEANS = [
    lambda c: "Y", lambda c: "2", lambda c: "True", lambda c: "有", lambda c: "1", lambda c: "false",
    lambda c: "是", lambda c: " 否", lambda c: wide("1"),
]
NUMBERS = [
    lambda c: "abc", lambda c: "12元", lambda c: "1e3", lambda c: "NaN", lambda c: "--5",
    lambda c: "+5", lambda c: ".5", lambda c: "5.", lambda c: "12,34", lambda c: "1,234,5",
    lambda c: Raw("1,234"), lambda c: "1 234", lambda c: "1.234", lambda c: "-7", lambda c: "９.５",
    lambda c: "1234567890123456789", lambda c: "1,234.50", lambda c: wide("12.34"),
    lambda c: " 12.30 ", lambda c: "007", lambda c: "1_000",
]
COUNTS = [
    lambda c: "abc", lambda c: "1.5", lambda c: "5.0", lambda c: "-7", lambda c: "１２", lambda c: "1e2",
    lambda c: "1234567890123456789", lambda c: "1,234", lambda c: Raw("1,234"), lambda c: " 12",
    lambda c: "3人", lambda c: "1_000",
]
TOWNS = [
    lambda c: "33050310", lambda c: "330503000", lambda c: "000503100", lambda c: "南浔镇",
    lambda c: "330503100001", lambda c: "330503100000", lambda c: wide("330503100"),
]
INDUSTRIES = [
    lambda c: "Z1751", lambda c: "C17511", lambda c: "C99", lambda c: "A1751", lambda c: "c1751",
    lambda c: "纺织", lambda c: "1751", lambda c: "C", lambda c: wide("C1751"),
]
LISTED = [lambda c: "unknown", str.upper, lambda c: "其他", lambda c: f" {c} ", wide]
TEXTS = [
    lambda c: Raw('半"角'), lambda c: Raw('"半"角'), lambda c: '引"号', lambda c: "逗,号",
    lambda c: "两\n行", lambda c: "　" + (c or "x"),
]
FILLERS = [lambda c: "无", lambda c: "不详", lambda c: "N/A", lambda c: "－", lambda c: "（未知）"]


def no_such(field):
    """The filler that says what is not known: 无统一社会信用代码."""
    return lambda c: "无" + field["title"]


ROWS = ["extra-cell", "missing-cell", "no-cells", "repeated", "repeated-key", "blank-line", "total",
        "key-after-bad", "swapped"]


def spelled(month, form):
    match = re.match(r"(\d{4})\D?(\d\d?)", month)
    return form.format(int(match[1]), int(match[2])) if match else month


def dated(day, form):
    """The cell's day in another spelling; some day where it has none."""
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", day) or re.match(r"(2025)-(04)-(05)", "2025-04-05")
    return form.format(*map(int, match.groups()))


def slip(cell, chance):
    """A cell with one or two signs added, lost or changed."""
    signs = list(cell)
    for _ in range(chance.randint(1, 2)):
        place, kind = chance.randrange(len(signs) + 1), chance.randrange(3)
        if kind == 0 or not signs:
            signs.insert(place, chance.choice(SLIP_SIGNS))
        elif kind == 1:
            signs.pop(min(place, len(signs) - 1))
        else:
            signs[min(place, len(signs) - 1)] = chance.choice(SLIP_SIGNS)
    return "".join(signs)


def breakers(field):
    """What can be done to a cell of a column."""
    kind, ours = field["type"], field.get("wagewatch:type")
    by_type = {"yearmonth": MONTHS, "date": DAYS, "datetime": INSTANTS, "boolean": BOOLEANS,
               "number": NUMBERS, "integer": COUNTS}
    by_ours = {"credit_code": CODES, "town_code": TOWNS, "industry_code": INDUSTRIES}
    found = by_type.get(kind) or by_ours.get(ours)
    if not found:
        found = LISTED if "enum" in field.get("constraints", {}) else TEXTS
    fillers = FILLERS + [no_such(field)] if field.get("wagewatch:fillers") else []
    if ours == "credit_code":
        fillers = [no_such(field)]
    return found + fillers + [lambda c: "", lambda c: "  "]


class Table:
    """The rows of one file, with a column known_on added."""

    def __init__(self, path, schema):
        self.path = path
        text = path.read_text(encoding="utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        named = {name: field for field in schema["fields"] for name in (field["name"], field["title"])}
        self.fields = [named[label] for label in rows[0]] + [named["known_on"]]
        self.header = rows[0] + ["known_on"]
        self.rows = [row + [""] for row in rows[1:] if row and row[0] != "合计"]

    def write(self, folder):
        lines = [self.header] + self.rows
        text = "".join(",".join(map(quoted, row)) + "\n" for row in lines)
        (folder / self.path.name).write_text(text, encoding="utf-8", newline="")


def quoted(cell):
    if isinstance(cell, Raw) or not re.search(r'[",\n]', cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'


class Feed:
    """The dirt of one feed."""

    def __init__(self, tables, schema, chance):
        self.tables, self.chance, self.serial, self.made = tables, chance, 0, 0
        key = schema["primaryKey"]
        names = [key] if isinstance(key, str) else key
        fields = {field["name"]: field for field in schema["fields"]}
        free = [name for name in names
                if fields[name]["type"] == "string" and "wagewatch:type" not in fields[name]]
        # A feed whose key is free text takes new rows; in the others rows there are broken.
        self.free = free[0] if free else None
        self.pool = [(table, place) for table in tables for place in range(len(table.rows))]
        chance.shuffle(self.pool)
        if self.free:
            self.pool = [(table, list(table.rows[place])) for table, place in self.pool]

    def take(self):
        """A good row to break: its table and the row, already in the table."""
        if not self.free:
            table, place = self.pool.pop()
            return table, table.rows[place]
        table, row = self.pool[self.serial % len(self.pool)]
        self.serial += 1
        row = list(row)
        column = next(place for place, field in enumerate(table.fields)
                      if field["name"] == self.free)
        row[column] = f"{row[column]}-{self.serial}"
        table.rows.insert(self.chance.randrange(len(table.rows) + 1), row)
        return table, row

    def dirty(self):
        for column, field in enumerate(self.tables[0].fields):
            for breaker in breakers(field):
                _, row = self.take()
                row[column] = breaker(row[column])
                self.made += 1
            for _ in range(SLIPS):
                _, row = self.take()
                row[column] = slip(row[column], self.chance)
                self.made += 1
        for kind in ROWS:
            self.dirty_row(kind)
        if self.free == "account_no":
            self.without_account()

    def without_account(self):
        """A row that names nobody, and two firms of one month without an account."""
        table, nobody = self.take()
        columns = {field["name"]: place for place, field in enumerate(table.fields)}
        names = [columns[name] for name in ("credit_code", "name", "account_no")]
        codes = {row[names[0]] for row in table.rows if len(row) == len(nobody)}
        codes = sorted(code for code in codes if re.fullmatch("[0-9A-Z]{18}", code))
        pair = [list(nobody), list(nobody)]
        for row, code in zip(pair, self.chance.sample(codes, 2)):
            row[names[0]], row[names[1]], row[names[2]] = code, "", ""
        table.rows += pair
        for place in names:
            nobody[place] = ""
        self.made += 3

    def dirty_row(self, kind):
        table, row = self.take()
        at = next(place for place, other in enumerate(table.rows) if other is row)
        self.made += 1
        later = list(row)
        if kind == "extra-cell":
            row.append("x")
        elif kind == "missing-cell":
            row.pop()
        elif kind == "no-cells":
            row[:] = [row[0]]
        elif kind == "blank-line":
            table.rows.insert(at, [""])
        elif kind == "total":
            table.rows.append(["合计"] + [""] * (len(row) - 1))
        elif kind == "swapped":
            row[0], row[1] = row[1], row[0]
        else:
            if kind == "key-after-bad":
                row[-1] = "never"
            if kind == "repeated-key":
                later[-1] = "2026-10-20"
            table.rows.insert(self.chance.randrange(at + 1, len(table.rows) + 1), later)


def dirty_copy(source, target, schemas, seed):
    """Copies the agency files and dirties the largest of each feed; returns the dirt by feed."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    files = collections.defaultdict(list)
    for path in sorted(source.glob("*_*.csv")):
        shutil.copy(path, target)
        files[re.match(r"(.+?)_(?=\d)", path.name)[1]].append(path)
    made = {}
    for name, schema in schemas.items():
        chance = random.Random(f"{seed} {name}")
        largest = sorted(filter(is_utf8, files[name]), key=lambda p: (-p.stat().st_size, p.name))
        feed = Feed([Table(path, schema) for path in largest[:FILES]], schema, chance)
        feed.dirty()
        for table in feed.tables:
            table.write(target)
        made[name] = feed.made
    return made


def is_utf8(path):
    try:
        return bool(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return False
