-- What left the house stays as it left; ENABLE ALWAYS: also for sessions that call themselves replicas.

create or replace function refuse_change_of_feed() returns trigger language plpgsql as $$
begin
  raise exception 'the feed is append-only' using errcode = 'integrity_constraint_violation';
end $$;

create or replace trigger feed_no_change before update or delete on feed
  for each row execute function refuse_change_of_feed();

create or replace trigger feed_no_truncate before truncate on feed
  for each statement execute function refuse_change_of_feed();

create or replace trigger feed_epoch_no_change before update or delete on feed_epoch
  for each row execute function refuse_change_of_feed();

create or replace trigger feed_epoch_no_truncate before truncate on feed_epoch
  for each statement execute function refuse_change_of_feed();

alter table feed enable always trigger feed_no_change, enable always trigger feed_no_truncate;
alter table feed_epoch enable always trigger feed_epoch_no_change, enable always trigger feed_epoch_no_truncate;
