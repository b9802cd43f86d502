"""Building projects as a score sees them: whose they are, whether open, their monthly numbers, what they lack."""

import score_inputs as inputs

DUTIES = ("registered", "bank_signed", "real_name", "wage_account", "agent_payment", "deposit",
          "monthly_transfer", "notice_board", "labour_officer_trained")


class Project:
    def __init__(self, row, contractor, as_of):
        self.code = row["project_code"]
        self.contractor = contractor
        day = as_of.isoformat()
        self.is_open = ((row["started_on"] is None or row["started_on"] <= day)
                        and (row["finished_on"] is None or row["finished_on"] > day))
        begun = row["started_on"] is None or row["started_on"] <= day
        self.finished_in = None  # the month, of one that is finished
        if begun and row["finished_on"] is not None and row["finished_on"] <= day:
            self.finished_in = inputs.month_number(row["finished_on"])
        self.papers = {duty for duty, column in inputs.DUTIES_OF_PAPERS.items() if row[column] is None}
        self.check = None  # its day and the systems lacking
        self.months = {}  # measure -> month -> value
        self.paid_wages = {}  # of a month, whenever they went out, in fen
        self.uncounted = set()  # months of which a payment has no head-count

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
            first_told[key] = min(row["known_on"], first_told.get(key, row["known_on"]))
        for row in self.known.payments:
            project = self.projects.get(row["project_code"])
            if not project:
                continue
            due, paid = row["due_fen"], row["paid_fen"]
            if paid is None:
                paid = 0 if row["paid_on"] is None else due
            month = inputs.month_number(row["due_on"])
            project.add("disbursement.due_yuan", month, due)
            project.add("disbursement.paid_yuan", month, paid)
            days = 0
            if due > 0 and 100 * paid < 85 * due:
                later = [told for (_, due_on), told in first_told.items()
                         if inputs.month_number(due_on) > month]
                told = max(later + [row["known_on"]])
                days = max(0, (inputs.day(told) - inputs.day(row["due_on"])).days)
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
            first = inputs.month_number(rows[0]["occurred_on"])
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
                if balance is not None:
                    carried[month] = balance
            project.months["wage_account.balance_yuan"] = carried

    @staticmethod
    def _transaction(project, row):
        month = inputs.month_number(row["occurred_on"])
        if row["direction"] == "in" and row["purpose"] == "labour_fee":
            project.add("wage_account.labour_fee_in_yuan", month, row["amount_fen"])
        if row["direction"] == "out" and row["purpose"] == "wages":
            project.add("wage_account.wages_out_yuan", month, row["amount_fen"])
            of = inputs.month_number(row["wage_month"]) if row["wage_month"] else month - 1
            project.paid_wages[of] = project.paid_wages.get(of, 0) + row["amount_fen"]
            if row["persons"] is not None:
                project.add("wage_account.paid_persons", of, row["persons"])
            else:
                project.uncounted.add(of)

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
            if (not project or not project.is_open or employer is None or row["purpose"] != "wages"
                    or row["direction"] != "out" or employer == project.contractor
                    or (self.known.as_of - inputs.day(row["occurred_on"])).days > 365):
                continue
            pairs.add((project.contractor, employer))
        return pairs
