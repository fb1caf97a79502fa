-- The active member of staff of an account and the roles held on a day; asked at every request.
-- Parameters: tenant, account, day. Columns: id, label, department_id, roles.
-- Relies on one_profile_an_account and the index of accounts_roleholding by member.
SELECT
    member.id,
    member.label,
    member.department_id,
    ARRAY(
        SELECT held.role
        FROM accounts_roleholding held
        WHERE held.procuratorate_id = member.procuratorate_id
          AND held.staff_id = member.id
          AND held.since <= %(day)s
          AND (held.until IS NULL OR held.until >= %(day)s)
    )
FROM accounts_staffmember member
WHERE member.procuratorate_id = %(tenant)s
  AND member.account_id = %(account)s
  AND member.is_active
