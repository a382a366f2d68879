-- What is written stays as it was written. One statement per paragraph.

create trigger if not exists events_no_update before update on events
begin select raise(abort, 'the log is append-only'); end;

create trigger if not exists events_no_delete before delete on events
begin select raise(abort, 'the log is append-only'); end;

-- INSERT OR REPLACE deletes without firing a delete trigger, unless a pragma of the connection says otherwise;
-- a position other than the next one, or a stream version that is there, can only be an attempt to replace or to leave a gap
create trigger if not exists events_no_replace before insert on events
when new.position <> (select coalesce(max(position), 0) + 1 from events)
  or exists (select 1 from events where stream = new.stream and version = new.version)
begin select raise(abort, 'the log is append-only: not the next position, or a version that is taken'); end;

create trigger if not exists commands_no_update before update on commands
begin select raise(abort, 'the log is append-only'); end;

create trigger if not exists commands_no_delete before delete on commands
begin select raise(abort, 'the log is append-only'); end;

create trigger if not exists commands_no_replace before insert on commands
when exists (select 1 from commands where command_id = new.command_id)
begin select raise(abort, 'the log is append-only: the command is stored'); end;
