#!/bin/sh
# Runs once, when the database of docker-compose.yml is made: hands the passwords to roles.sql.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  -v server_password="$(cat /run/secrets/database-password)" \
  -v hunts_password="$(cat /run/secrets/hunts-password)" \
  -v charts_password="$(cat /run/secrets/charts-password)" \
  -f /ringwatch/roles.sql
