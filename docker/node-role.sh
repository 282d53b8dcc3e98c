#!/usr/bin/env bash
# This script creates the database role of the nodes. The role reads and writes rows, and neither owns nor creates nor
# changes tables, so that an attacker who controls a node can drop neither a table nor the trigger that protects the
# record of acts. PostgreSQL's image runs the script when it creates the database. It may be run again, also for a
# database that is older than this role:
#   docker compose -f docker/compose.yaml exec database bash /docker-entrypoint-initdb.d/node-role.sh
set -euo pipefail
psql -v ON_ERROR_STOP=1 -v password="$SHOUWANG_NODE_DATABASE_PASSWORD" -v database="$POSTGRES_DB" -v owner="$POSTGRES_USER" \
    --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
select 'create role shouwang_node login' where not exists (select from pg_roles where rolname = 'shouwang_node') \gexec
alter role shouwang_node with login nosuperuser nocreatedb nocreaterole noreplication password :'password';
create schema if not exists shouwang;
revoke create on schema public from public;
grant connect, temporary on database :"database" to shouwang_node;
grant usage on schema public, shouwang to shouwang_node;
grant select, insert, update, delete on all tables in schema public, shouwang to shouwang_node;
grant usage, select, update on all sequences in schema public, shouwang to shouwang_node;
alter default privileges for role :"owner" in schema public, shouwang grant select, insert, update, delete on tables to shouwang_node;
alter default privileges for role :"owner" in schema public, shouwang grant usage, select, update on sequences to shouwang_node;
SQL
