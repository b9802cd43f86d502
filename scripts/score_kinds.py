"""The kinds of Arithmetic.md, each over one firm's (or project's) months. Exact: integers and Fraction."""

from fractions import Fraction

import score_inputs as inputs


def lower_median(values):
    return sorted(values)[(len(values) - 1) // 2]


class Months:
    """Which months of a measure may be compared, for one card and day."""

    def __init__(self, known, card):
        self.known, self.card = known, card
        self.pay_days = card.pay_days(known)

    def usable(self, measure, reach):
        """Ascending."""
        last = self.known.month
        return [m for m in range(last - reach, last + 1) if self._is_usable(measure, m)]

    def _is_usable(self, measure, month):
        feed = measure.split(".")[0]
        if measure == "wage_account.paid_persons":
            pay_day = self.pay_days.get(month)
            return (pay_day is not None and pay_day < self.known.as_of
                    and self._is_delivered(feed, month) and self._is_delivered(feed, month + 1))
        if measure == "disbursement.open_days":  # said by its own row, whatever else has come
            return inputs.last_day(month) <= self.known.as_of
        if not self._is_delivered(feed, month):
            return False
        pay_day = self.pay_days.get(month) if feed == "payroll" else None
        return pay_day is None or pay_day < self.known.as_of

    def _is_delivered(self, feed, month):
        return (inputs.last_day(month) <= self.known.as_of
                and month in self.known.delivered.get(feed, ()))

    def next_pay_day(self):
        return min((day for day in self.pay_days.values() if day >= self.known.as_of), default=None)

    def next_pay_month(self):
        day = self.next_pay_day()
        return max((month for month, due in self.pay_days.items() if due == day), default=None)


def periods(months):
    """Pairs of (first month, months), January and February as one, only where both are there."""
    held = set(months)
    found = []
    for month in months:
        if month % 12 == 1:
            continue
        if month % 12 == 0:
            if month + 1 in held:
                found.append((month, 2))
        else:
            found.append((month, 1))
    return found


def period_value(row, period):
    values = [row.get(period[0] + place) for place in range(period[1])]
    return None if None in values else sum(values)


class Usual:
    """A usual month of another measure, or of the same one before the month in question."""

    def __init__(self, rule, card, months, reach):
        self.measure = rule["against"]["measure"]
        self.count = rule["against"]["months"]
        self.minimum = card.quantity(rule["against"]["minimum"])
        self.is_own = self.measure == rule["measure"]
        self.months = set(months.usable(self.measure, reach))

    def value(self, row, month):
        last = month - 1 if self.is_own else month
        values = [row[m] for m in range(last - self.count + 1, last + 1) if m in self.months and m in row]
        if 2 * len(values) < self.count:
            return None
        median = lower_median(values)
        return median if median >= self.minimum else None


class Drop:
    def __init__(self, rule, card, months):
        window, baseline = rule["window_periods"], rule["baseline_periods"]
        reach = window + (window + 10) // 11 + 3 + max(36, baseline + 2 * (baseline // 10 + 1))
        found = periods(months.usable(rule["measure"], reach))
        self.minimum = card.quantity(rule["minimum_monthly_baseline"])
        self.history = rule["minimum_history"]
        self.window = found[-window:] if len(found) > window else []
        before = found[:-window] if len(found) > window else []
        self.ordinary = [p[0] for p in before if p[1] == 1][-baseline:]
        self.earlier = {
            p: [q for q in found if q[0] in (p[0] - 12, p[0] - 24, p[0] - 36)] for p in self.window}

    def value(self, row, is_gone):
        known = [row[m] for m in self.ordinary if m in row]
        if not self.window or is_gone or len(known) < self.history:
            return None
        median = lower_median(known)
        smallest = None
        for period in self.window:
            value = period_value(row, period)
            if value is None:
                return None
            bases = [median * period[1]]
            years = [v for v in (period_value(row, p) for p in self.earlier[period]) if v is not None]
            if years:
                bases.append(lower_median(years))
            elif period[1] == 2:
                return None
            for base in bases:
                if base <= 0 or base < self.minimum * period[1]:
                    return None
                drop = Fraction(base - value, base)
                smallest = drop if smallest is None else min(smallest, drop)
        return smallest


class Trend:
    def __init__(self, rule, card, months):
        windows, self.size = rule["windows"], rule["periods"]
        span = max(windows * self.size, self.size + 11)
        found = periods(months.usable(rule["measure"], span + (span + 10) // 11 + 4))
        self.minimum = card.quantity(rule["minimum_monthly"])
        self.windows, self.before = [], []
        if len(found) >= windows * self.size:
            recent = found[len(found) - windows * self.size:]
            self.windows = [recent[n * self.size:(n + 1) * self.size] for n in range(windows)]
            self.before = [p for p in found if any(p[0] == q[0] - 12 for q in self.windows[-1])]

    def _median(self, window, row, with_festival):
        values = []
        for period in window:
            value = period_value(row, period)
            if value is not None and (with_festival or period[1] == 1):
                values.append(Fraction(value, period[1]))
        if not values or 2 * len(values) < self.size:
            return None
        return lower_median(values)

    def value(self, row, is_gone):
        if not self.windows or is_gone:
            return None
        year = self._median(self.before, row, True)
        medians = [self._median(window, row, year is not None) for window in self.windows]
        if None in medians or any(b >= a for a, b in zip(medians, medians[1:])):
            return None
        first, last = medians[0], medians[-1]
        if first <= 0 or first < self.minimum or year is not None and year <= 0:
            return None
        falls = [(first - last) / first] + ([(year - last) / year] if year is not None else [])
        return min(falls)


class Arrears:
    def __init__(self, rule, card, months):
        self.by, look_back = rule["by"], rule["look_back_months"]
        against = rule.get("against", {}).get("months", 0)
        reach = max(look_back + 6, against + 12)
        found = months.usable(rule["measure"], reach)
        self.newest = found[-1] if found else None
        self.months = [m for m in reversed(found) if self.newest - m < look_back]
        self.minimum = card.quantity(rule["minimum"])
        self.usual = Usual(rule, card, months, reach) if "against" in rule else None

    def value(self, row, other):
        owed = row.get(self.newest)
        if owed is None or owed < self.minimum:
            return None
        if self.by == "amount":
            return Fraction(owed)
        if self.by == "share":
            base = self.usual.value(other, self.newest)
            return None if base is None else Fraction(owed, base)
        run = 0
        for month in self.months:
            if row.get(month, self.minimum - 1) < self.minimum:
                break
            run += 1
        return Fraction(run)


class Missing:
    def __init__(self, rule, months):
        self.rule = rule
        reach = rule["history_months"] + rule["forget_after_months"] + 12
        self.months = months.usable(rule["measure"], reach)[::-1]

    def value(self, row, is_gone):
        silent = next((n for n, m in enumerate(self.months) if m in row), len(self.months))
        if is_gone or not 1 <= silent <= self.rule["forget_after_months"]:
            return None
        history = self.months[silent:silent + self.rule["history_months"]]
        present = sum(1 for m in history if m in row)
        return Fraction(silent) if present >= self.rule["present_months"] else None


class Level:
    def __init__(self, rule, card, months):
        self.worst = rule.get("take") == "worst"
        against = rule.get("against", {}).get("months", 0)
        reach = rule["months"] + against + 12
        self.count = rule["months"]
        self.months = months.usable(rule["measure"], reach)[-self.count:]
        self.running, self.is_due = None, True
        self.newest = None
        if "days_before_pay_day" in rule and rule["measure"] == "wage_account.balance_yuan":
            if months.known.as_of < inputs.last_day(months.known.month):
                self.running = months.known.month
            if "wage_account" in months.known.late:
                self.months = []  # what stood there may have changed since
        if "days_before_pay_day" in rule:
            pay_day = months.next_pay_day()
            if pay_day is None or (pay_day - months.known.as_of).days > rule["days_before_pay_day"]:
                self.is_due = False
        self.usual = Usual(rule, card, months, reach) if "against" in rule else None
        if self.usual and self.running is not None:
            self.newest = max(self.usual.months, default=self.running - 1)
        # After a project is finished its account says nothing.
        self.ends = rule["measure"].startswith("wage_account.")
        # Wages that went out need not lie on the account for the pay day.
        self.paid_of = None
        if ("days_before_pay_day" in rule and rule["measure"] == "wage_account.balance_yuan"
                and rule.get("against", {}).get("measure") == "wage_account.wages_out_yuan"):
            self.paid_of = months.next_pay_month()

    def value(self, row, other, is_upward, project=None):
        values, months = [], self.months
        last = project.finished_in if project and self.ends else None
        paid = project.paid_wages.get(self.paid_of, 0) if project else 0
        if self.running is not None and self.running in row:
            months = (months + [self.running])[-self.count:]
        months = [m for m in months if last is None or m <= last]
        if not self.is_due or len(months) < self.count and not self.worst:
            return None
        for month in months:
            value = row.get(month)
            if value is not None and self.usual:
                base = self.usual.value(other, self.newest if month == self.running else month)
                value = None if base is None else Fraction(value + paid, base)
            if value is not None:
                values.append(Fraction(value))
            elif not self.worst:
                return None
        if not values:
            return None
        return max(values) if is_upward == self.worst else min(values)


class Ratio:
    def __init__(self, rule, card, months):
        reach = rule["months"] + 5
        parts = set(months.usable(rule["part"], reach))
        both = [m for m in months.usable(rule["whole"], reach) if m in parts]
        self.worst = rule.get("take") == "worst"
        self.months = both[-rule["months"]:] if len(both) >= rule["months"] or self.worst else []
        self.minimum = card.quantity(rule["minimum_whole"])
        self.absent = 0 if rule["absent_part"] == "zero" else None
        self.counts_heads = rule["part"] == "wage_account.paid_persons"
        self.ends = rule["whole"].startswith("wage_account.")

    def value(self, part_row, whole_row, is_upward, project=None):
        values = []
        unknown = project.uncounted if project and self.counts_heads else ()
        last = project.finished_in if project and self.ends else None
        for month in self.months:
            if last is not None and month > last:
                continue
            part, whole = part_row.get(month, self.absent), whole_row.get(month)
            if self.counts_heads and project and month not in part_row and (
                    project.first_entry is None or month < project.first_entry):
                part = None  # no account, or not yet: it says of nobody that he was not paid
            if month in unknown:
                part = None
            if whole is None or whole < self.minimum or whole <= 0 or part is None:
                if self.worst:
                    continue
                return None
            values.append(Fraction(part, whole))
        if not values:
            return None
        return max(values) if is_upward == self.worst else min(values)


class Count:
    DATED = {"complaints": ("received_at", "channel"), "inspections": ("occurred_on", "kind"),
             "judicial": ("occurred_on", "kind"), "grid_reports": ("occurred_on", "finding")}

    def __init__(self, rule, known):
        self.rule = rule
        self.sums = {}
        dated, kind = self.DATED[rule["feed"]]
        words = {str(word) for word in rule.get("words", [])}
        events = {}
        for row in known.standing(rule["feed"]):
            firm = known.ids.get(row["credit_code"])
            age = (known.as_of - inputs.day(row[dated])).days
            if firm is None or age < 0:
                continue
            if "results" in rule and row.get("result") not in rule["results"]:
                continue
            # Complaints of one case are one event of a firm.
            group = known.grievances.get(row.get("complaint_id"))
            key = (firm, group) if group is not None else (firm, None, len(events))
            events.setdefault(key, []).append((age, row.get("persons") or 1, row[kind]))
        for (firm, *_), told in events.items():
            if words and words.isdisjoint(word for _, _, word in told):
                continue
            weight = self.weight(min(age for age, _, _ in told), max(persons for _, persons, _ in told))
            if weight:
                self.sums[firm] = self.sums.get(firm, 0) + weight

    def weight(self, age, persons):
        persons = max(1, persons)
        by_age = next((step["weight"] for step in self.rule["ages"] if age < step["within_days"]), 0)
        by_persons = [s["weight"] for s in self.rule["persons"] if s["at_least"] <= persons][-1]
        return by_age * by_persons


class WagesUnpaid:
    def __init__(self, rule, known, months):
        self.rule, self.as_of = rule, known.as_of
        delivered = known.delivered.get("payroll", set())
        self.months = [
            (m, months.pay_days[m]) for m in range(known.month - rule["look_back_months"], known.month + 1)
            if m in delivered and m in months.pay_days and months.pay_days[m] < known.as_of]

    def value(self, persons, amounts, insured, gone_since):
        def paid(month):
            return month in persons or month in amounts
        for month, pay_day in self.months:
            if paid(month):
                continue
            earlier = any(paid(month - n) for n in range(1, self.rule["payroll_months"] + 1))
            is_there = gone_since is None or pay_day < gone_since
            if earlier and is_there or insured.get(month, 0) > 0:
                return Fraction((self.as_of - pay_day).days)
        return None
