-- The procuratorate a host name leads to, else the default one; asked at every request.
-- Parameters: host. Columns: those of accounts_procuratorate.
-- Relies on the primary key of accounts_procuratoratehost.
SELECT *
FROM accounts_procuratorate
WHERE is_default
   OR id IN (SELECT office_id FROM accounts_procuratoratehost WHERE host = %(host)s)
ORDER BY is_default
LIMIT 1
