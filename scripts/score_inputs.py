"""What a score reads, from a file of `wagewatch export --obs`: plain rows as Python integers.

Months are counted: 12 x year + month - 1. An absent value is None, never zero.
"""

import datetime
import sqlite3

import pandas

NOT_OF_FIRMS = ("wage_account", "attendance", "disbursement")
DUTIES_OF_PAPERS = {"approval": "approval_no", "permit": "permit_no"}
# Typed where there is nothing to say: no status.
FILLERS = {"-", "--", "－", "—", "——", "/", "／", "无"}
# GB/T 4754-2017: the last division of each section.
SECTIONS = {"A": 5, "B": 12, "C": 43, "D": 46, "E": 50, "F": 52, "G": 60, "H": 62, "I": 65, "J": 69,
            "K": 70, "L": 72, "M": 75, "N": 79, "O": 82, "P": 83, "Q": 85, "R": 90, "S": 96, "T": 97}


def month_number(text):
    return 12 * int(text[:4]) + int(text[5:7]) - 1


def month_text(number):
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def usual(months, month):
    """The middle one of the three months before that have any, of two the lower."""
    before = sorted(months[earlier] for earlier in range(month - 3, month) if months.get(earlier))
    return before[(len(before) - 1) // 2] if before else 0


def counting(months):
    """Without stray months: nothing in the three before, and less than a tenth of the nearest around."""
    left = {month: count for month, count in months.items() if count}
    order = sorted(left)
    for place, month in enumerate(order):
        if not usual(left, month):
            around = order[max(0, place - 3):place] + order[place + 1:place + 4]
            if left[month] * 10 < max((left.get(other, 0) for other in around), default=0):
                del left[month]
    return left


def least_of_file(months, month):
    """What the month's own file must hold: as many as the emptiest of the three months before."""
    return min(months.get(month - back, 0) for back in (1, 2, 3))


def is_delivery(count, usual_count):
    """Half of what is usual, a quarter where fewer than 50 are."""
    return count * (4 if usual_count < 50 else 2) >= usual_count


def first_day(month):
    return datetime.date(month // 12, month % 12 + 1, 1)


def last_day(month):
    return first_day(month + 1) - datetime.timedelta(days=1)


def day(text):
    return datetime.date.fromisoformat(text[:10])


def whole(value):
    """An exact integer, or None."""
    return None if value is None or pandas.isna(value) else int(value)


def paid_fen(row):
    """Of a payment; a day of payment without a sum is the whole of what was due."""
    if row["paid_fen"] is not None:
        return row["paid_fen"]
    return 0 if row["paid_on"] is None else row["due_fen"]


class WorkCalendar:
    """Working days by the holiday notices published by a day."""

    def __init__(self, rows, as_of):
        self.kinds = {}
        published = {}
        for text, kind, on in rows:  # in the order of the file: of two published together the latter
            if day(on) <= as_of and (text not in published or published[text] <= on):
                published[text], self.kinds[day(text)] = on, kind
        self.years = {date.year for date in self.kinds if (date.month, date.day) == (1, 1)}

    def is_worked(self, date):
        if date.year not in self.years:
            raise SystemExit(f"the calendar has no year {date.year}")
        kind = self.kinds.get(date)
        return kind == "work" if kind else date.weekday() < 5

    def on_or_before(self, date):
        while not self.is_worked(date):
            date -= datetime.timedelta(days=1)
        return date


class Inputs:
    """All that was known on the day of the file."""

    def __init__(self, path):
        self.db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        [(text,)] = self.db.execute("SELECT value FROM about WHERE key = 'as_of'")
        [(layout,)] = self.db.execute("SELECT value FROM about WHERE key = 'layout'")
        if layout != "1":
            raise SystemExit(f"{path}: layout {layout}, expected 1")
        self.as_of = day(text)
        self.month = month_number(text)
        self.firms = dict(self.db.execute("SELECT firm_id, credit_code FROM firm ORDER BY firm_id"))
        self.ids = {code: firm for firm, code in self.firms.items()}
        self.grievances = dict(self.db.execute("SELECT complaint_id, group_id FROM complaint_merge"))
        self.units = {f"{feed}.{column}": unit for feed, column, unit in self.db.execute(
            'SELECT feed, "column", unit FROM measure')}
        self.error_days = dict(self.db.execute("SELECT feed, error_days FROM feed"))
        self.calendar = WorkCalendar(
            self.db.execute("SELECT day, kind, published_on FROM calendar ORDER BY rowid").fetchall(),
            self.as_of)
        self._series = self._read_series()
        self.delivered, scant = self._delivered()
        self.came = {feed: self.delivered.get(feed, set()) | scant.get(feed, set())
                     for feed in {*self.delivered, *scant}}
        self.late = {
            feed for feed, months in self.delivered.items()
            if months and (self.as_of - last_day(max(months))).days > self.error_days[feed]}
        self._matrices = {}
        self._read_register()

    def standing(self, table):
        """The versions of a table that hold on the day."""
        return [row for row in self.all_versions(table)
                if row["superseded_on"] is None or row["superseded_on"] > self.as_of.isoformat()]

    def all_versions(self, table):
        cursor = self.db.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row)) for row in cursor if row[names.index("known_on")]
                <= self.as_of.isoformat()]

    def _read_series(self):
        """Standing values of monthly feeds, one a series, measure and month."""
        frame = pandas.read_sql_query(
            """SELECT m.feed || '.' || m."column" AS measure, s.feed, s.firm_id, o.series_id, l.month,
                 CAST(o.value AS TEXT) AS value
               FROM observation o JOIN measure m USING (measure_id) JOIN series s USING (series_id)
               JOIN layer l USING (layer_id) LEFT JOIN layer n ON n.layer_id = o.superseded_by
               WHERE l.known_on <= :d AND (n.known_on IS NULL OR n.known_on > :d)
                 AND o.value IS NOT NULL""", self.db, params={"d": self.as_of.isoformat()})
        frame["value"] = frame["value"].map(int).astype("int64")
        numbers = {text: month_number(text) for text in frame["month"].unique()}
        frame["month"] = frame["month"].map(numbers).astype("int64")
        return frame

    def _delivered(self):
        counts = {}
        # Of wages the firms count, not their payments.
        by = self._series["series_id"].where(self._series["feed"] != "payroll", self._series["firm_id"])
        keyed = self._series.assign(key=by).groupby(["feed", "month"])["key"].nunique()
        for (feed, month), keys in keyed.items():
            counts.setdefault(feed, {})[int(month)] = int(keys)
        self.transactions = self.standing("wage_account")
        self.attendance = self.standing("attendance")
        self.payments = self.standing("disbursement")
        keys = {feed: {} for feed in NOT_OF_FIRMS}
        for row in self.transactions:
            keys["wage_account"].setdefault(month_number(row["occurred_on"]), set()).add(
                row["project_code"])
        for row in self.attendance:
            keys["attendance"].setdefault(month_number(row["month"]), set()).add(row["project_code"])
        self._read_said_again()
        for row in self.all_versions("disbursement"):
            if row["due_on"] > self.as_of.isoformat() or self.is_plan(row):
                continue
            keys["disbursement"].setdefault(month_number(row["due_on"]), set()).add(row["project_code"])
        for feed, months in keys.items():
            if months:
                counts[feed] = {month: len(found) for month, found in months.items()}
        delivered = {}
        for feed, months in counts.items():
            months = counting(months)
            delivered[feed] = {
                month for month, count in months.items()
                if last_day(month) <= self.as_of and is_delivery(count, usual(months, month))}
        scant = {}
        for feed, text, known_on in self.db.execute("SELECT feed, month, known_on FROM month_file"):
            month, months = month_number(text), counts.get(feed, {})
            if day(known_on) <= self.as_of and months.get(month, 0) >= least_of_file(months, month):
                scant.setdefault(feed, set()).add(month)
        return delivered, scant

    def _read_said_again(self):
        """(project, due on, version) -> the days on which the row was said, the first time included."""
        self.said = {}
        for code, due_on, version, known_on in self.db.execute(
                "SELECT project_code, due_on, version, known_on FROM disbursement_again"):
            self.said.setdefault((code, due_on, version), []).append(known_on)
        for row in self.all_versions("disbursement"):
            key = row["project_code"], row["due_on"], row["version"]
            self.said.setdefault(key, []).append(row["known_on"])

    def days_said(self, row):
        return self.said[row["project_code"], row["due_on"], row["version"]]

    def is_plan(self, row):
        """Only said before it fell due, and not paid early."""
        due, paid = row["due_fen"], paid_fen(row)
        return max(self.days_said(row)) < row["due_on"] and not (paid > 0 and 100 * paid >= 85 * due)

    def matrix(self, measure):
        """Firm -> month -> value, summed over the firm's accounts and payments."""
        if measure not in self._matrices:
            rows = self._series[self._series["measure"] == measure]
            sums = rows.groupby(["firm_id", "month"])["value"].sum()
            firms = {}
            for (firm, month), value in sums.items():
                firms.setdefault(int(firm), {})[int(month)] = int(value)
            self._matrices[measure] = firms
        return self._matrices[measure]

    def gone_since(self, statuses):
        """Firm -> the day since which it has been gone without a break; a leading 已 is no other status."""
        gone = {status.removeprefix("已") for status in statuses}
        found = {}
        for firm, told in self.statuses.items():
            since = None
            for known_on, status in told.items():
                since = None if status.removeprefix("已") not in gone else since or known_on
            if since is not None:
                found[firm] = since
        return found

    def _read_register(self):
        """Of each column the last word: an empty cell says nothing, and takes nothing back."""
        self.group, self.representatives = {}, {}
        self.statuses = {}  # firm -> day -> the day's last word, oldest first
        said = {}
        for row in sorted(self.all_versions("firms"), key=lambda row: (row["known_on"], row["version"])):
            firm = self.ids.get(row["credit_code"])
            if firm is None:
                continue
            words = said.setdefault(firm, dict.fromkeys(("industry", "town_code", "representative_group")))
            words.update((column, row[column]) for column in words if row[column] is not None)
            if row["status"] is not None and row["status"] not in FILLERS:
                self.statuses.setdefault(firm, {})[day(row["known_on"])] = row["status"]
        for firm, words in said.items():
            group = peer_group(words["industry"], words["town_code"])
            if group:
                self.group[firm] = group
            if words["representative_group"] is not None:
                self.representatives.setdefault(words["representative_group"], []).append(firm)


def peer_group(industry, town):
    """County, section and division (0: the register gives the section only), or None."""
    if not industry or not town or len(town) < 6 or not town[:6].isdigit():
        return None
    code = industry.upper()
    letter = code[0] if code[0].isalpha() else None
    digits = code[1:] if letter else code
    if letter and letter not in SECTIONS or not letter and not digits:
        return None
    if not digits:
        return (town[:6], letter, 0)
    if not digits.isdigit() or not 2 <= len(digits) <= 4:
        return None
    division = int(digits[:2])
    section = next((s for s, last in SECTIONS.items() if division <= last), None)
    if division == 0 or section is None or letter and letter != section:
        return None
    return (town[:6], section, division)
