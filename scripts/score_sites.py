"""Building projects as a score sees them: whose they are, whether open, their monthly numbers, what they lack."""

import score_inputs as inputs

DUTIES = ("registered", "bank_signed", "real_name", "wage_account", "agent_payment", "deposit",
          "monthly_transfer", "notice_board", "labour_officer_trained")
AWAITED_DAYS = 70  # after its end a month of labour fees that has not come is waited for


def is_wages_row(row):
    """One that names a wage month is of wages, though its purpose is empty."""
    return row["direction"] == "out" and (
        row["purpose"] == "wages" or row["purpose"] is None and row["wage_month"] is not None)


class Project:
    def __init__(self, row, contractor, as_of):
        self.code = row["project_code"]
        self.contractor = contractor
        day = as_of.isoformat()
        self.has_begun = row["started_on"] is None or row["started_on"] <= day  # on paper
        self.finished_on = row["finished_on"] if row["finished_on"] and row["finished_on"] <= day else None
        self.papers = {duty for duty, column in inputs.DUTIES_OF_PAPERS.items() if row[column] is None}
        self.check = None  # its day and the systems lacking
        self.months = {}  # measure -> month -> value
        self.paid_wages = {}  # of a month, whenever they went out, in fen
        self.heads, self.headless = {}, {}  # wages of a month with a head-count and without one, in fen
        self.monthless = {}  # persons paid, by month of payment, nobody told for which month
        self.first_entry = None  # the month of the account's first transaction

    @property
    def is_begun(self):
        """Where people attend, work has begun."""
        return self.has_begun or any(self.months.get("attendance.attended_persons", {}).values())

    @property
    def is_open(self):
        return self.is_begun and self.finished_on is None

    @property
    def finished_in(self):
        """The month, of one that is finished."""
        return inputs.month_number(self.finished_on) if self.finished_on and self.is_begun else None

    @property
    def uncounted(self):
        """Months of which how many were paid is not known."""
        return {month for month, fen in self.headless.items()
                if fen > 0 and 10 * fen >= self.heads.get(month, 0)}

    def place_monthless(self):
        """To those who attended and are not paid: of the month before, of older ones, of its own."""
        paid = self.months.setdefault("wage_account.paid_persons", {})
        unpaid = {month: max(0, attended - paid.get(month, 0))
                  for month, attended in self.months.get("attendance.attended_persons", {}).items()
                  if self.first_entry is not None and month >= self.first_entry}
        for month, persons in sorted(self.monthless.items()):
            older = sorted(m for m, left in unpaid.items() if m < month - 1 and left > 0)
            for place in [month - 1, *older, month]:
                given = min(persons, unpaid.get(place, 0))
                if given > 0:
                    paid[place] = paid.get(place, 0) + given
                    unpaid[place] -= given
                    persons -= given
            if persons > 0:
                paid[month] = paid.get(month, 0) + persons

    def add(self, measure, month, value):
        months = self.months.setdefault(measure, {})
        months[month] = months.get(month, 0) + value


class Sites:
    def __init__(self, known):
        self.known = known
        self.projects = {}
        for row in known.standing("projects"):
            contractor = known.ids.get(row["general_contractor_code"])
            if contractor is not None:
                self.projects[row["project_code"]] = Project(row, contractor, known.as_of)
        self._attendance()
        self._payments()
        self._accounts()
        for project in self.projects.values():
            project.place_monthless()
        self._checks()

    def of_firms(self, with_finished=False):
        """Firm -> its open projects, and those finished where they are asked for."""
        found = {}
        for project in self.projects.values():
            if project.is_open or with_finished and project.finished_in is not None:
                found.setdefault(project.contractor, []).append(project)
        return found

    def _attendance(self):
        for row in self.known.attendance:
            project = self.projects.get(row["project_code"])
            if not project:
                continue
            month = inputs.month_number(row["month"])
            project.add("attendance.attended_persons", month, row["attended_persons"])
            if row["attended_days"] is not None:
                project.add("attendance.attended_days", month, row["attended_days"])

    def _payments(self):
        first_told = {}
        for row in self.known.all_versions("disbursement"):
            key = row["project_code"], row["due_on"]
            for told in self.known.days_said(row):
                if told >= row["due_on"]:  # else a plan
                    first_told[key] = min(told, first_told.get(key, told))
        delivered = self.known.delivered.get("disbursement", ())
        came = self.known.came.get("disbursement", ())
        # Ended, neither come nor given up.
        missing = {month for month in range(self.known.month - 4, self.known.month + 1)
                   if month not in came
                   and 0 <= (self.known.as_of - inputs.last_day(month)).days <= AWAITED_DAYS}
        for row in self.known.payments:
            project = self.projects.get(row["project_code"])
            if not project:
                continue
            due, paid = row["due_fen"], inputs.paid_fen(row)
            month = inputs.month_number(row["due_on"])
            first = month + (max(self.known.days_said(row)) >= inputs.last_day(month).isoformat())
            end = min((gap for gap in missing if gap >= first), default=self.known.month)
            later = [(code == row["project_code"], inputs.month_number(due_on), told)
                     for (code, due_on), told in first_told.items()
                     if month < inputs.month_number(due_on) <= end]
            own = [told for is_own, _, told in later if is_own]
            if self.known.is_plan(row):
                if not own or month not in delivered:
                    continue
                said = own
            else:
                said = self.known.days_said(row) + own + [
                    told for _, of, told in later if of in delivered]
            project.add("disbursement.due_yuan", month, due)
            project.add("disbursement.paid_yuan", month, paid)
            days = 0
            if due > 0 and 100 * paid < 85 * due:
                days = max(0, (inputs.day(max(said)) - inputs.day(row["due_on"])).days)
            months = project.months.setdefault("disbursement.open_days", {})
            months[month] = max(days, months.get(month, 0))

    def _accounts(self):
        if not self.known.transactions:
            return
        last = max(inputs.month_number(row["occurred_on"]) for row in self.known.transactions)
        accounts = {}
        for row in sorted(self.known.transactions, key=lambda row: (
                row["occurred_on"], len(row["transaction_no"]), row["transaction_no"])):
            accounts.setdefault(row["project_code"], []).append(row)
        for code, rows in accounts.items():
            project = self.projects.get(code)
            if not project:
                continue
            first = project.first_entry = inputs.month_number(rows[0]["occurred_on"])
            for month in range(first, last + 1):
                project.add("wage_account.labour_fee_in_yuan", month, 0)
                project.add("wage_account.wages_out_yuan", month, 0)
            balances = {}
            for row in rows:
                self._transaction(project, row)
                if row["balance_fen"] is not None and row["occurred_on"] <= self.known.as_of.isoformat():
                    balances[inputs.month_number(row["occurred_on"])] = row["balance_fen"]
            balance, carried = None, {}
            for month in range(first, last + 1):
                balance = balances.get(month, balance)
                # What is left in a month that has not ended is only known where it was told.
                is_known = month in balances or inputs.last_day(month) <= self.known.as_of
                if balance is not None and is_known:
                    carried[month] = balance
            project.months["wage_account.balance_yuan"] = carried

    @staticmethod
    def _transaction(project, row):
        month = inputs.month_number(row["occurred_on"])
        if row["direction"] == "in" and row["purpose"] == "labour_fee":
            project.add("wage_account.labour_fee_in_yuan", month, row["amount_fen"])
        if row["direction"] != "out" or row["purpose"] not in (None, "wages"):
            return
        told = inputs.month_number(row["wage_month"]) if row["wage_month"] else None
        possible = [told] if told is not None else [month - 1, month]
        is_wages = is_wages_row(row)
        if is_wages:
            project.add("wage_account.wages_out_yuan", month, row["amount_fen"])
            of = possible[0]
            project.paid_wages[of] = project.paid_wages.get(of, 0) + row["amount_fen"]
        has_heads = is_wages and row["persons"] is not None
        if has_heads and told is not None:
            project.add("wage_account.paid_persons", told, row["persons"])
        elif has_heads:
            project.monthless[month] = project.monthless.get(month, 0) + row["persons"]
        amounts = project.heads if has_heads else project.headless
        for of in possible:
            amounts[of] = amounts.get(of, 0) + row["amount_fen"]

    def _checks(self):
        for row in sorted(self.known.standing("six_systems"), key=lambda row: row["checked_on"]):
            project = self.projects.get(row["project_code"])
            if project and row["checked_on"] <= self.known.as_of.isoformat():
                lacking = {duty for duty in DUTIES if row[duty] == 0}
                project.check = (inputs.day(row["checked_on"]), lacking)

    def employers(self):
        """Pairs of a contractor and an employer paid from its open project's account within a year."""
        pairs = set()
        for row in self.known.transactions:
            project = self.projects.get(row["project_code"])
            employer = self.known.ids.get(row["credit_code"])
            if (not project or project.finished_on or employer is None or not is_wages_row(row)
                    or employer == project.contractor
                    or (self.known.as_of - inputs.day(row["occurred_on"])).days > 365):
                continue
            pairs.add((project.contractor, employer))
        return pairs
