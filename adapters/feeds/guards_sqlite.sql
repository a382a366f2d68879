-- What left the house stays as it left. One statement per paragraph.

create trigger if not exists feed_no_update before update on feed
begin select raise(abort, 'the feed is append-only'); end;

create trigger if not exists feed_no_delete before delete on feed
begin select raise(abort, 'the feed is append-only'); end;

-- INSERT OR REPLACE deletes without firing a delete trigger; a gap is as wrong
create trigger if not exists feed_no_replace before insert on feed
when new.sequence <> (select coalesce(max(sequence), 0) + 1 from feed)
begin select raise(abort, 'the feed is append-only: not the next sequence'); end;

create trigger if not exists feed_epoch_no_update before update on feed_epoch
begin select raise(abort, 'a feed has its name for ever'); end;

create trigger if not exists feed_epoch_no_delete before delete on feed_epoch
begin select raise(abort, 'a feed has its name for ever'); end;

create trigger if not exists feed_epoch_no_replace before insert on feed_epoch
when exists (select 1 from feed_epoch)
begin select raise(abort, 'a feed has its name for ever'); end;
