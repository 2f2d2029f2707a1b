-- The roles of Ringwatch in a PostgreSQL of your own, for psql, in Ringwatch's database, by an administrator, once. It asks for
-- three passwords as variables: psql -v server_password=... -v hunts_password=... -v charts_password=... -f roles.sql

-- The server. It owns its database and nothing else.
CREATE ROLE ringwatch LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'server_password';
ALTER DATABASE ringwatch OWNER TO ringwatch;

-- Hunts: docs/hunts.md says why each of these.
CREATE ROLE ringwatch_hunts LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT CONNECTION LIMIT 8 PASSWORD :'hunts_password';
ALTER ROLE ringwatch_hunts SET default_transaction_read_only = on;
ALTER ROLE ringwatch_hunts SET temp_file_limit = '4GB';
REVOKE TEMPORARY ON DATABASE ringwatch FROM PUBLIC;
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN
    SELECT p.oid FROM pg_proc p
    WHERE p.pronamespace = 'pg_catalog'::regnamespace
      AND p.proname ~ '^(pg_(try_)?advisory_.*|pg_cancel_backend|pg_terminate_backend|pg_notify|pg_logical_emit_message|pg_export_snapshot|set_config|lo_.*|loread|lowrite|(query|table|cursor|schema|database)_to_xml.*|ts_stat|ts_rewrite|xpath.*|xmlexists|xml_is_well_formed.*)$'
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO ringwatch', f);
  END LOOP;
END $$;

-- Grafana. What it may read is in ../grafana/grants.sql, once the server has made its tables.
CREATE ROLE ringwatch_charts LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT CONNECTION LIMIT 10 PASSWORD :'charts_password';
ALTER ROLE ringwatch_charts SET default_transaction_read_only = on;
ALTER ROLE ringwatch_charts SET statement_timeout = '10s';
