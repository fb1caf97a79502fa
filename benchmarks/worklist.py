"""The desk's first page at 1,000 and at 100,000 leads, as an ordinary officer sees it.

Run: ``python -m benchmarks.worklist``. Beside it, in the same run: an empty page of the same
server.
"""

import http.cookiejar
import json
import time
import urllib.parse
import urllib.request
from typing import Any

import psycopg

from benchmarks.bench import p95, scratch, web

OFFICERS = 40
PAGES = ("/desk/", "/desk/leads/", "/desk/pool/")
REQUESTS = 60
PASSWORD = "benchmark-password-1"
TOTP_SECRET = "JBSWY3DPEHPK3PXP"  # RFC 6238's customary example


def main() -> None:
    """Measure and print as JSON."""
    result: dict[str, Any] = {}
    with scratch() as place:
        import django

        django.setup()
        office, login = _office()
        have = 0
        for size in (1_000, 100_000):
            _seed(place.urls.owner, str(office.id), have, size)
            have = size
            with web() as address:
                opener = _sign_in(address, login)
                empty = _times(opener, f"{address}/healthz")
                row = {"empty_page_p95_ms": round(p95(empty) * 1000, 1)}
                for page in PAGES:
                    row[page] = round(p95(_times(opener, f"{address}{page}")) * 1000, 1)
                result[str(size)] = row
    for page in PAGES:
        result[f"{page} 100,000 : 1,000"] = round(result["100000"][page] / result["1000"][page], 2)
    print(json.dumps(result, indent=2, ensure_ascii=False))


def _office() -> tuple[Any, str]:
    from xiezhi.accounts.services.offices import open_office
    from xiezhi.accounts.services.people import add_department, add_staff_member
    from xiezhi.accounts.services.second_factor import enrol_totp
    from xiezhi.infra.tenant import tenant_scope
    from xiezhi.kernel.actor import system_actor
    from xiezhi.kernel.clock import now

    office = open_office(
        slug="bench",
        name="基准人民检察院",
        short_name="基准",
        public_number=1,
        identity_public_key=bytes(32),
        is_default=True,
        now=now(),
    )
    acting = system_actor(office.id)
    with tenant_scope(office.id):
        departments = [
            add_department(acting=acting, name=f"第{number}检察部", now=now())
            for number in range(1, 6)
        ]
        for number in range(OFFICERS):
            member = add_staff_member(
                acting=acting,
                label=f"检察官{number:02}",
                department_id=departments[number % 5].id,
                login=f"officer{number:02}",
                password=PASSWORD,
                now=now(),
                roles=["prosecutor"],
            )
            if number == 0:
                enrol_totp(member.account_id, TOTP_SECRET)
    return office, "officer00"


SEED = """
WITH staff AS (
    SELECT id, department_id, row_number() OVER (ORDER BY label) - 1 AS place
    FROM accounts_staffmember WHERE procuratorate_id = %(office)s
)
INSERT INTO leads_lead (
    {columns}
)
SELECT {values}
FROM generate_series(%(first)s::int, %(last)s::int) AS number
JOIN staff ON staff.place = number %% %(officers)s
"""


def _seed(owner_url: str, office: str, first: int, last: int) -> None:
    """Insert leads and reports by SQL until there are ``last`` of each; four in five are open."""
    values: dict[str, dict[str, str]] = {
        "leads_lead": {
            "procuratorate_id": "%(office)s::uuid",
            "id": "gen_random_uuid()",
            "year": "2026",
            "number": "number",
            "title": "'第' || number || '条：消防水鹤损毁，冬季无法取水'",
            "summary": "'阀门漏水，已经半个月没人修'",
            "state": "CASE WHEN number %% 5 = 0 THEN 'closed' ELSE 'registered' END",
            "is_open": "number %% 5 <> 0",
            "state_since": "now()",
            "channel": "'snap'",
            "source": "'report'",
            "area": "'work_safety'",
            "town": "'某镇' || number %% 12",
            "reporter_kind": "'grid_member'",
            "department_id": "staff.department_id",
            "handler_id": "staff.id",
            "registered_at": "now() - number * interval '3 minutes'",
            "next_due_on": "current_date + (number * 7 %% 60)::int - 20",
            "next_due_key": "'lead_assessment'",
            "next_due_kind": "'own'",
        },
        "intake_report": {
            "procuratorate_id": "%(office)s::uuid",
            "id": "gen_random_uuid()",
            "code": "lpad(number::text, 8, '0')",
            "submission_key": "gen_random_uuid()",
            "content_sha256": "decode(md5('x' || number) || md5('y' || number), 'hex')",
            "channel": "'snap'",
            "received_at": "now() - number * interval '3 minutes'",
            "received_on": "current_date",
            "grade": "'secret'",
            "words": "'第' || number || '条：路灯不亮，晚上看不清'",
            "town": "'某镇' || number %% 12",
            "pool_state": "CASE WHEN number %% 10 = 0 THEN 'pending' ELSE 'lead' END",
        },
    }
    with psycopg.connect(owner_url) as connection:
        connection.execute("SELECT set_config('app.tenant', %s, true)", [office])
        for table, given in values.items():
            columns = _required(connection, table) | given
            statement = SEED.replace("leads_lead", table).format(
                columns=", ".join(f'"{name}"' for name in columns),
                values=", ".join(columns.values()),
            )
            connection.execute(
                statement,
                {"office": office, "first": first, "last": last - 1, "officers": OFFICERS},
            )
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE leads_lead")
        connection.execute("VACUUM ANALYZE intake_report")


EMPTY = {
    "boolean": "false",
    "smallint": "0",
    "integer": "0",
    "bigint": "0",
    "ARRAY": "'{}'",
    "jsonb": "'{}'",
}


def _required(connection: psycopg.Connection[Any], table: str) -> dict[str, str]:
    """Return an empty value for every column that must have one."""
    rows = connection.execute(
        "SELECT column_name, data_type FROM information_schema.columns"
        " WHERE table_name = %s AND is_nullable = 'NO' ORDER BY ordinal_position",
        [table],
    ).fetchall()
    return {name: EMPTY.get(kind, "''") for name, kind in rows}


def _sign_in(address: str, login: str) -> urllib.request.OpenerDirector:
    from allauth.mfa.totp.internal.auth import (
        format_hotp_value,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    first = opener.open(f"{address}/desk/sign-in/").read().decode()
    second = _post(opener, f"{address}/desk/sign-in/", first, login=login, password=PASSWORD)
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(TOTP_SECRET, counter))
    done = _post(opener, second.geturl(), second.read().decode(), code=code)
    if not done.geturl().startswith(f"{address}/desk/"):
        raise RuntimeError(f"not signed in: {done.geturl()}")
    return opener


def _post(opener: urllib.request.OpenerDirector, url: str, page: str, **fields: str) -> Any:
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"', maxsplit=1)[0]
    body = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token}).encode()
    return opener.open(urllib.request.Request(url, body))


def _times(opener: urllib.request.OpenerDirector, url: str) -> list[float]:
    times = []
    for _ in range(REQUESTS):
        started = time.perf_counter()
        with opener.open(url) as answer:
            answer.read()
        times.append(time.perf_counter() - started)
    return times[len(times) // 10 :]


if __name__ == "__main__":
    main()
