"""Where wagewatch and frictionless may differ about a row, and the proof asked for each time.

Nothing here asks wagewatch whether it is right: each class is checked against the cell itself, by the
rules of the contract written down a second time.
"""

import datetime
import re
import unicodedata

# Class -> who alone calls the row bad. Explained in SignalIngest.docc/Frictionless.md.
NAMES = {
    "check-digit": "wagewatch",
    "known-too-early": "wagewatch",
    "too-late": "wagewatch",
    "decimals": "wagewatch",
    "number-spelling": "wagewatch",
    "too-large": "wagewatch",
    "white-space-only": "wagewatch",
    "filler": "wagewatch",
    "names-nobody": "wagewatch",
    "town-code": "wagewatch",
    "industry-code": "wagewatch",
    "quotes": "wagewatch",
    "date-digits": "wagewatch",
    "month-spelling": "frictionless",
    "day-spelling": "frictionless",
    "instant-spelling": "frictionless",
    "full-width": "frictionless",
    "white-space-around": "frictionless",
    "grouped-count": "frictionless",
    "lower-case-code": "frictionless",
    "control-total": "frictionless",
    "blank-line": "frictionless",
    "first-was-bad": "frictionless",
    "no-account": "frictionless",
    "filler-code": "frictionless",
}

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LARGEST = 90_000_000_000_000  # stored units: fen, Wh, litres
PLAIN = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
MONTHS = {
    "%Y%m": re.compile(r"(\d{4})(\d\d)", re.ASCII),
    "%Y/%m": re.compile(r"(\d{4})/(\d{1,2})", re.ASCII),
    "%Y年%m月": re.compile(r"(\d{4})年(\d{1,2})月", re.ASCII),
    None: re.compile(r"(\d{4})-(\d\d)", re.ASCII),
}
DAYS = {
    "%Y%m%d": re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII),
    "%Y/%m/%d": re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})", re.ASCII),
    "%Y年%m月%d日": re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日", re.ASCII),
    None: re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII),
}
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?", re.ASCII)


def usual_spelling(kind, cells):
    """The date format that most of a column's cells are written in; None for the schema's own."""
    patterns = {"yearmonth": MONTHS, "date": DAYS}.get(kind)
    if not patterns:
        return None
    found = {form: sum(1 for cell in cells if pattern.fullmatch(cell))
             for form, pattern in patterns.items()}
    return max(found, key=lambda form: (found[form], form is None))


def folded(cell):
    """Full-width letters, digits and signs as ASCII, as the contract accepts them."""
    return "".join(unicodedata.normalize("NFKC", c) if "！" <= c <= "～" or c == "　" else c
                   for c in cell)


def month_of(cell):
    for pattern in MONTHS.values():
        match = pattern.fullmatch(cell)
        if match and 1 <= int(match[2]) <= 12 and int(match[1]) >= 1:
            return datetime.date(int(match[1]), int(match[2]), 1)
    return None


def day_of(cell):
    for pattern in DAYS.values():
        match = pattern.fullmatch(cell)
        if match:
            try:
                return datetime.date(*map(int, match.groups()))
            except ValueError:
                return None
    return None


def instant_day_of(cell):
    day, _, time = cell.partition(" ")
    return day_of(day) if TIME.fullmatch(time) else None


def first_day_of(field, cell):
    """The day before which a row with this cell cannot be known."""
    reader = {"yearmonth": month_of, "date": day_of, "datetime": instant_day_of}[field["type"]]
    return reader(folded(cell).strip())


def good_cell(field, cell):
    """True when the contract accepts the trimmed, folded cell."""
    kind, ours, rules = field["type"], field.get("wagewatch:type"), field.get("constraints", {})
    if cell == "":
        return not rules.get("required", False)
    if kind == "yearmonth":
        return month_of(cell) is not None
    if kind == "date":
        return day_of(cell) is not None
    if kind == "datetime":
        return instant_day_of(cell) is not None
    if kind == "boolean":
        return cell in field["trueValues"] + field["falseValues"]
    if kind in ("number", "integer"):
        return good_number(field, cell)
    if ours == "credit_code":
        return code_fault(cell.upper()) is None
    if ours == "industry_code":
        return industry_exists(cell.upper())
    if "enum" in rules:
        return cell in rules["enum"]
    return re.fullmatch(rules["pattern"], cell) is not None if "pattern" in rules else True


def good_number(field, cell):
    if not PLAIN.fullmatch(cell) and not GROUPED.fullmatch(cell):
        return False
    whole, _, fraction = cell.replace(",", "").partition(".")
    if len(fraction) > field.get("decimals", 0):
        return False
    value = float(whole + "." + (fraction or "0"))
    rules = field.get("constraints", {})
    return rules.get("minimum", value) <= value <= rules.get("maximum", value)


def code_fault(code):
    """`shape`, `check` or None. Source: GB 32100-2015 and GB 11714."""
    if len(code) != 18 or any(c not in ALPHABET for c in code):
        return "shape"
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    values = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    check = (11 - sum(values.index(c) * w for c, w in zip(code[8:16], weights)) % 11) % 11
    if "0123456789X"[check] != code[16]:
        return "check"
    total = sum(ALPHABET.index(c) * pow(3, place, 31) for place, c in enumerate(code[:17]))
    return None if ALPHABET[(31 - total % 31) % 31] == code[17] else "check"


# only wagewatch


def explain_ours(file, position, reject):
    """The class of a row that wagewatch alone sets aside, [] when none fits."""
    record, code, names = file.records[position - 1], reject["code"], []
    if code in ("quote-in-text", "text-after-quote"):
        return ["quotes"] if not strictly_quoted(file.raw(position)) else []
    if code == "missing-key":
        wanted = file.schema["wagewatch:requireOneOf"]
        cells = [(field, folded(record[place]).strip()) for place, field in enumerate(file.fields)
                 if field["name"] in wanted]
        if all(not cell for _, cell in cells):
            return ["names-nobody"]
        return ["filler"] if all(not cell or is_filler(field, cell) for field, cell in cells) else []
    columns = [place for place, field in enumerate(file.fields) if field["name"] == reject["column"]]
    if not columns or len(record) != len(file.header):
        return []
    field, cell = file.fields[columns[0]], folded(record[columns[0]]).strip()
    if code in ("credit-code-check", "credit-code-organisation-check"):
        names = ["check-digit"] if code_fault(cell.upper()) == "check" else []
    elif code == "known-too-early":
        first, known = first_day_of(field, cell), known_on(file, record)
        names = ["known-too-early"] if first and known and known < first else []
    elif code == "too-late":
        names = ["too-late"] if after_other(file, record, field, cell) else []
    elif code == "missing-value":
        names = ["white-space-only"] if record[columns[0]] and not cell else []
        if cell and is_filler(field, cell):
            names = ["filler"]
    elif code in ("number", "decimals", "too-large"):
        names = explain_number(field, cell, code)
    elif code == "town-code":
        names = ["town-code"] if not town_exists(cell) else []
    elif code == "industry-code":
        names = ["industry-code"] if not industry_exists(cell.upper()) else []
    elif code in ("day", "month", "instant"):
        names = ["date-digits"] if not good_cell(field, cell) and other_digits(field, cell) else []
    return names


def is_filler(field, cell):
    """True of 无 and the like where a firm should stand, and of marks alone."""
    return bool(field.get("wagewatch:fillers")) and names_nothing(field, cell)


def names_nothing(field, cell):
    """True of a filler, alone or with a word of the column's title before or behind it."""
    said = "".join(sign for sign in cell if sign.isalnum()).upper()
    nouns = [said.removeprefix(word) for word in ("无", "未知") if said.startswith(word)]
    nouns += [said.removesuffix(word) for word in ("不详", "未知") if said.endswith(word)]
    return (said in ("", "无", "不详", "未知", "NA")
            or any(len(noun) != 1 and noun in field["title"] for noun in nouns))


def explain_number(field, cell, code):
    if code == "decimals":
        fraction = cell.partition(".")[2]
        is_so = PLAIN.fullmatch(cell.replace(",", "")) and len(fraction) > field.get("decimals", 0)
        return ["decimals"] if is_so else []
    if code == "too-large":
        scale = {"yuan": 100, "kWh": 1000, "m3": 1000}.get(field.get("unit"), 1)
        whole = re.fullmatch(r"(-?\d+)(\.\d+)?", cell.replace(",", ""), re.ASCII)
        return ["too-large"] if whole and abs(int(whole[1])) * scale >= LARGEST else []
    is_spelled = PLAIN.fullmatch(cell) or GROUPED.fullmatch(cell)
    return ["number-spelling"] if not is_spelled else []


def after_other(file, record, field, cell):
    """True when the cell begins after the day that wagewatch:notAfter names."""
    for place, other in enumerate(file.fields):
        if other["name"] == field["wagewatch:notAfter"]:
            first, day = first_day_of(field, cell), first_day_of(other, record[place])
            return bool(first and day and first > day)
    return False


def known_on(file, record):
    for place, field in enumerate(file.fields):
        if field["name"] == "known_on" and record[place].strip():
            return day_of(folded(record[place]).strip())
    return datetime.date.fromisoformat(file.known_on)


def strictly_quoted(text):
    cell = r'(?:"(?:[^"]|"")*"|[^",]*)'
    return re.fullmatch(f"{cell}(?:,{cell})*", text) is not None


def other_digits(field, cell):
    """True for a day that lacks leading zeros only, or has spaces in their place; for a month whose
    year and month are whole numbers as Python spells them: any digits, `+8`, `2_025`."""
    if field["type"] != "yearmonth":
        digits = re.sub(r"-\s+", "-", cell)
        return good_cell(field, re.sub(r"(?<!\d)(\d)(?!\d)", r"0\1", digits))
    match = (re.fullmatch(r"\+?(\d+(?:_\d+)*)\s*-\s*\+?(\d+(?:_\d+)*)", cell, re.ASCII)
             or re.fullmatch(r"(\d{4})(\d)", cell, re.ASCII))
    return match is not None and 1 <= int(match[2]) <= 12


def town_exists(cell):
    digits = cell[:9]
    return (re.fullmatch(r"\d{9}(000)?", cell, re.ASCII) is not None and digits >= "110000000"
            and digits[4:6] != "00" and digits[6:] != "000")


def industry_exists(cell):
    last = dict(zip("ABCDEFGHIJKLMNOPQRST",
                    (5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97)))
    match = re.fullmatch(r"([A-T])?(\d{2,4})?", cell, re.ASCII)
    if not match or not cell:
        return False
    if match[2] is None:
        return True
    division = int(match[2][:2])
    section = next((letter for letter, end in last.items() if 1 <= division <= end), None)
    return section is not None and match[1] in (None, section)


# only frictionless


def explain_theirs(file, position, errors, ours):
    """The classes of a row that frictionless alone calls bad, [] when an error fits none."""
    record, names = file.records[position - 1], []
    if any(error.type == "blank-row" for error in errors):
        return ["blank-line"] if not "".join(record).strip() else []
    if record[0].strip() in ("合计", "总计", "小计"):
        return ["control-total"]
    whole_row = [error for error in errors if not getattr(error, "field_name", "")]
    for error in errors:
        if error in whole_row:
            continue
        place = file.header.index(error.field_name)
        name = explain_cell(file.fields[place], record[place])
        if name is None:
            return []
        names.append(name)
    for error in whole_row:
        name = explain_key(file, record, error, ours, names)
        if name is None:
            return []
        names.append(name)
    return sorted(set(names))


def explain_cell(field, cell):
    """Why the contract accepts a cell that frictionless does not."""
    plain = folded(cell).strip()
    if field.get("wagewatch:type") == "credit_code" and plain and names_nothing(field, plain):
        return "filler-code" if good_cell(field, "") else None
    if not good_cell(field, plain):
        return None
    if folded(cell) != cell:
        return "full-width"
    if plain != cell:
        return "white-space-around"
    if field.get("wagewatch:type") in ("credit_code", "industry_code"):
        return "lower-case-code" if cell != cell.upper() else None
    if field["type"] == "integer":
        return "grouped-count" if GROUPED.fullmatch(cell) else None
    return {"yearmonth": "month-spelling", "date": "day-spelling",
            "datetime": "instant-spelling"}.get(field["type"])


def explain_key(file, record, error, ours, others):
    if error.type != "primary-key":
        return None
    if "all" in error.note:
        # No key is left when its only cell is in a spelling that frictionless does not know.
        return others[0] if others else None
    first = int(re.search(r"position (\d+)", error.note)[1])
    if first in ours:
        return "first-was-bad"
    # Known cells only: a key cell in another spelling is empty to frictionless.
    if others and key_of(file, record) != key_of(file, file.records[first - 1]):
        return others[0]
    account = [place for place, field in enumerate(file.fields) if field["name"] == "account_no"]
    other = file.records[first - 1]
    if account and not record[account[0]].strip() and identity(file, record) != identity(file, other):
        return "no-account"
    return None


def key_of(file, record):
    return [folded(record[file.header.index(label)]).strip() for label in file.key()]


def identity(file, record):
    return [folded(record[place]).strip().upper() for place, field in enumerate(file.fields)
            if field["name"] in ("credit_code", "name", "account_no")]
