-- The active account a session names; asked at every request of somebody signed in.
-- Parameters: account. Columns: those of accounts_account.
-- Relies on its primary key.
SELECT *
FROM accounts_account
WHERE id = %(account)s
  AND is_active
