-- What is written stays as it was written; ENABLE ALWAYS: also for sessions that call themselves replicas.

create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the log is append-only' using errcode = 'integrity_constraint_violation';
end $$;

create or replace trigger events_no_change before update or delete on events
  for each row execute function refuse_change();

create or replace trigger events_no_truncate before truncate on events
  for each statement execute function refuse_change();

create or replace trigger commands_no_change before update or delete on commands
  for each row execute function refuse_change();

create or replace trigger commands_no_truncate before truncate on commands
  for each statement execute function refuse_change();

alter table events enable always trigger events_no_change, enable always trigger events_no_truncate;
alter table commands enable always trigger commands_no_change, enable always trigger commands_no_truncate;
