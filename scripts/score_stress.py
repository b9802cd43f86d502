"""Agency files and scorecards made worse at random, so that a comparison of scores meets the edges.

Gaps, corrections known later, accounts that change hands, firms struck off, sites begun and finished,
transactions moved to another month; parameters and thresholds of every kind drawn anew.
"""

import csv
import datetime
import io
import pathlib
import random
import re

import yaml

STATUSES = ("存续", "注销", "迁出", "存续", "", "已注销", "-", "无")
INDUSTRIES = ("C1712", "C17", "C", "C2041", "E4710", "5162", "F5212", "", "Z99", "C4710")
TOWNS = ("330503100", "330503101", "330502001", "", "330503102")
OWNERS = ("甲某某", "乙某某", "丙某某", "丁某某", "")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
NUMBER = re.compile(r"\d+(\.\d+)?$")


def read(path):
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    delimiter = max(",\t;", key=text.split("\n", 1)[0].count)
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if row]
    return rows[0], [row for row in rows[1:] if row[0] not in ("合计", "总计", "小计")]


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def known_on(path):
    return datetime.date.fromisoformat(path.stem.split("__known-")[1])


def worse_number(text, chance):
    number = float(text)
    new = chance.choice([0, number / 4, number / 2, number * 3, number])
    if "." in text:
        return f"{new:.2f}"
    return str(int(new))


KEYS = {"month", "年月", "所属年月", "wage_month", "工资所属月", "account_no", "户号", "transaction_no", "流水号",
        "project_code", "项目编码", "complaint_no", "inspection_no", "report_no", "编号", "文号", "case_no",
        "案号", "credit_code", "统一社会信用代码", "general_contractor_code", "总包单位代码", "batch_no", "批次",
        "instruction_no", "支付指令号", "checked_on", "检查日期", "due_on", "应拨日期", "paid_on", "发放日期",
        "实拨日期", "complainant_id_no", "身份证号", "complainant_phone", "联系电话", "town_code", "属地代码",
        "registered_on", "成立日期", "owed_since", "欠薪起始月", "channel", "渠道", "labour_fee_bp",
        "人工费比例(万分比)"}
REGISTER = {"status": STATUSES, "登记状态": STATUSES, "industry": INDUSTRIES, "行业代码": INDUSTRIES,
            "town_code": TOWNS, "属地代码": TOWNS, "legal_representative": OWNERS, "法定代表人": OWNERS}
EMPLOYER = ("credit_code", "统一社会信用代码")
PAPERS = ("approval_no", "项目审批文号", "permit_no", "施工许可证号")


def worse_row(header, row, feed, chance, others=("",)):
    """`others`: credit codes of the file, for what was booked under the wrong firm."""
    row = list(row)
    for place, (title, cell) in enumerate(zip(header, row)):
        if feed == "firms":
            if title in REGISTER:
                row[place] = chance.choice(REGISTER[title])
        elif title in PAPERS:
            row[place] = chance.choice([cell, ""])
        elif feed == "wage_account" and title in EMPLOYER:
            row[place] = chance.choice([cell, "", chance.choice(others)])
        elif title in KEYS:
            continue
        elif DAY.match(cell):
            moved = datetime.date.fromisoformat(cell) - datetime.timedelta(days=chance.randint(0, 60))
            row[place] = moved.isoformat()
        elif cell in ("是", "否", "true", "false") or feed == "six_systems" and cell in "01":
            row[place] = chance.choice({"是": "是否", "否": "是否"}.get(cell, [cell, "0", "1"]))
        elif NUMBER.match(cell):
            row[place] = worse_number(cell, chance)
    return row


def _gaps(files, chance):
    """Months in a row that a feed never delivers, of some feeds."""
    names = [re.match(r"([a-z_]+?)_(\d{4}-\d{2})_", path.name) for path in files]
    months = {}
    for name in filter(None, names):
        months.setdefault(name[1], []).append(name[2])
    gaps = set()
    for feed, all_months in sorted(months.items()):
        if feed not in ("firms", "projects") and chance.random() < 0.3:
            first = chance.randrange(len(all_months))
            gaps |= {(feed, month) for month in all_months[first:first + chance.randint(2, 9)]}
    return gaps


def _paid_early(path, header, rows):
    """The same wages, paid on the 25th of their own month and told on its last day."""
    month = re.search(r"\d{4}-\d{2}", path.name)[0]
    last = (datetime.date.fromisoformat(f"{month}-28") + datetime.timedelta(days=4)).replace(
        day=1) - datetime.timedelta(days=1)
    place = next(header.index(name) for name in ("paid_on", "发放日期") if name in header)
    early = [[*row[:place], f"{month}-25", *row[place + 1:]] for row in rows]
    return path.with_name(f"payroll_{month}__known-{last}.csv"), early


WAGE_MONTH, PROJECT = ("wage_month", "工资所属月"), ("project_code", "项目编码")
PAID = ("paid_on", "实拨日期", "paid_yuan", "实拨(元)")


def _worse_accounts(header, rows, seed):
    """Projects without an account, and such as never say which month's wages they pay."""
    project = next(header.index(name) for name in PROJECT if name in header)
    months = [header.index(name) for name in WAGE_MONTH if name in header]
    found = []
    for row in rows:
        fate = random.Random(f"{seed} {row[project]}").random()
        if fate < 0.15:
            continue
        found.append(["" if place in months and fate < 0.5 else cell for place, cell in enumerate(row)])
    return found


def _said_besides(path, header, rows, folder, chance):
    """A plan of the payments, sent before they fall due, and some of the rows once more, as they were."""
    unpaid = [header.index(name) for name in PAID if name in header]
    planned = [["" if place in unpaid else cell for place, cell in enumerate(row)]
               for row in rows if chance.random() < 0.5]
    again = [row for row in rows if chance.random() < 0.3]
    for name, days, some in (("plan", -chance.choice([25, 40, 90]), planned),
                             ("repeated", chance.choice([10, 40, 70]), again)):
        day = known_on(path) + datetime.timedelta(days=days)
        write(folder / f"{path.stem.split('__')[0]}_{name}__known-{day}.csv", header, some)


def _with_open(path, header, rows, folder, seed):
    """Some payments are open, and of some files a row or two, unpaid, come before the whole."""
    chance = random.Random(f"{seed} open {path.name}")
    unpaid = [header.index(name) for name in PAID if name in header]

    def opened(row):
        return ["" if place in unpaid else cell for place, cell in enumerate(row)]

    if chance.random() < 0.4:
        day = known_on(path) - datetime.timedelta(days=2)
        part = [opened(row) for row in rows[:chance.choice([1, 2])]]
        write(folder / f"{path.stem.split('__')[0]}_part__known-{day}.csv", header, part)
    return [opened(row) if chance.random() < 0.15 else row for row in rows]


def _late(path, seed):
    """Every fifth file comes after that of the next month, or of the one after it."""
    chance = random.Random(f"{seed} {path.name}")
    if chance.random() < 0.8:
        return path
    day = known_on(path) + datetime.timedelta(days=chance.choice([33, 65]))
    return path.with_name(f"{path.stem.split('__')[0]}__known-{day}.csv")


def _has_rows(path, seed):
    """Every eighth file of labour fees, and a few of attendance, come with a header alone."""
    part = {"disbursement": 0.125, "attendance": 0.05}.get(re.match(r"([a-z_]+?)_\d", path.name)[1], 0)
    return random.Random(f"{seed} rows {path.name}").random() >= part


def _falls_due(path, seed):
    """Of a third of the seeds labour fees fall due once a quarter; between, their files have no rows."""
    is_quarterly = random.Random(f"{seed} quarterly").random() < 0.33
    month = re.match(r"disbursement_\d{4}-(\d{2})", path.name)
    return not is_quarterly or month is None or int(month[1]) % 3 == 1


def dirty(files, folder, seed):
    """Writes a worse copy of the files into a new folder; returns the paths."""
    chance = random.Random(seed)
    folder.mkdir(parents=True)
    gaps = _gaps(files, chance)
    for path in files:
        feed = re.match(r"([a-z_]+?)_\d", path.name)[1]
        header, rows = read(path)
        rows = rows if _falls_due(path, seed) else []
        places = [header.index(name) for name in EMPLOYER if name in header]
        others = sorted({row[places[0]] for row in rows}) if places and rows else [""]
        if (feed, path.name.split("__")[0][-7:]) in gaps:
            continue
        if feed not in ("firms", "projects") and chance.random() < 0.04:
            continue
        first = [worse_row(header, row, feed, chance, others) if chance.random() < 0.04 else row
                 for row in rows if feed in ("firms", "projects") or chance.random() > 0.03]
        if feed == "payroll" and chance.random() < 0.3:
            path, first = _paid_early(path, header, first)
        if feed == "wage_account":
            first = _worse_accounts(header, first, seed)
        if feed == "disbursement":
            _said_besides(path, header, first, folder, chance)
            first = _with_open(path, header, first, folder, seed)
            path = _late(path, seed)
        if feed not in ("firms", "projects") and chance.random() < 0.04:
            first = first[:len(first) // chance.choice([3, 11, 20])]
        write(folder / path.name, header, first if _has_rows(path, seed) else [])
        for number in range(chance.choice([0, 0, 0, 1, 2])):
            later = known_on(path) + datetime.timedelta(days=chance.choice([0, 3, 20, 45, 90]))
            again = [worse_row(header, row, feed, chance, others) for row in rows if chance.random() < 0.25]
            name = f"{path.stem.split('__')[0]}_again{number}__known-{later}.csv"
            write(folder / name, header, again)
    return sorted(folder.iterdir())


def _bins(bins, chance):
    """The thresholds moved, in order, so that more firms reach one."""
    key = next(k for k in ("at_least", "above", "at_most", "below") if k in bins[0])
    found = []
    for step in bins:
        text = str(step[key])
        if text.endswith("%"):
            scale = chance.choice([0.25, 0.5, 1])
            if key in ("at_most", "below"):
                scale = chance.choice([1, 1.25])
            # All of what was to be paid may be nobody's trouble: the program refuses such a card.
            number = round(float(text[:-1]) * scale, 1)
            if key in ("at_most", "below") and number > 100:
                number = float(text[:-1])
            step = {**step, key: f"{number:g}%"}
        found.append(step)
    values = [float(str(s[key]).rstrip("%").split()[0]) for s in found]
    rising = key in ("at_least", "above")
    good = all((a < b) == rising and a != b for a, b in zip(values, values[1:]))
    return found if good else bins


def worse_card(path, target, seed):
    """Another card of the same indicators, with other parameters."""
    chance = random.Random(seed)
    card = yaml.safe_load(pathlib.Path(path).read_text("utf-8"))
    ranges = {"window_periods": (1, 3), "baseline_periods": (4, 12), "minimum_history": (1, 4),
              "look_back_months": (1, 30), "history_months": (3, 14), "present_months": (1, 3),
              "forget_after_months": (1, 14), "payroll_months": (1, 6), "windows": (2, 4),
              "periods": (1, 4), "minimum_drop": (1, 40), "valid_days": (30, 400), "pay_day": (1, 28),
              "days_before_pay_day": (0, 14), "most_firms": (2, 50)}
    for rule in card["triggers"] + card["indicators"]:
        for key, (low, high) in ranges.items():
            if key in rule:
                rule[key] = chance.randint(low, high)
        if rule["kind"] in ("level", "ratio"):
            rule["months"] = chance.randint(1, 4)
        if rule["kind"] == "level":
            rule["take"] = chance.choice(["mildest", "worst"])
        if "absent_part" in rule:
            rule["absent_part"] = chance.choice(["zero", "unknown"])
        if "against" in rule:
            rule["against"]["months"] = chance.randint(1, 12)
        if "peers" in rule:
            rule["peers"]["minimum_firms"] = chance.randint(3, 12)
        elif rule["kind"] == "drop" and chance.random() < 0.5:
            rule["peers"] = {"minimum_firms": 3}
            # The template need not say so.
        if rule["kind"] == "linked":
            rule["tier"] = chance.choice(["yellow", "orange", "red"])
        rule["bins"] = _bins(rule["bins"], chance)
    card["tiers"]["yellow"] = 20
    text = yaml.safe_dump(card, allow_unicode=True, sort_keys=False, width=1000)
    pathlib.Path(target).write_text(text, "utf-8")
    return target
