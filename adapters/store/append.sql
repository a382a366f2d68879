-- Whoever appends waits here for whoever appended before to commit. (adapters.store.locks: LOG)
create or replace function lock_log() returns void language sql volatile as
  'select pg_advisory_xact_lock(27980876132739329)';

-- The append on PostgreSQL: a whole batch of commands in one call, in one transaction.
--
-- A command is given by its place in command_ids, which are distinct. Its events and what it expects are spread over the
-- other arrays, in order; *_commands says whose they are. An expected hash of zero bytes means: the stream is empty.
--
-- One row comes back: for each command its outcome ('ok', 'known', 'moved'), first and last position, and, for a known
-- one, the digest it was stored with; then, for the moved ones, which streams had moved on.
--
-- A command may expect what an earlier one of the same call writes; one that comes after a moved one on the same stream
-- has moved too. append_sqlite.py is the same algorithm.
create or replace function append_batch(
  writer_clock bigint,
  command_ids text[], command_digests bytea[],
  expect_commands int[], expect_streams text[], expect_hashes bytea[],
  event_commands int[], event_streams text[], event_versions int[], event_types text[],
  event_datas bytea[], event_metas bytea[], event_hashes bytea[],
  out outcomes text[], out firsts bigint[], out lasts bigint[], out digests bytea[],
  out moved_commands int[], out moved_streams text[]
) language plpgsql volatile set lock_timeout = '5s' set plan_cache_mode = 'force_generic_plan' as $$
declare
  place bigint;
  chain bytea;
  stamp bigint;
  -- full from the start: an array that grows from its second element on begins there, and would be read as shifted
  places bigint[] := array_fill(null::bigint, array[cardinality(event_commands)]);
  chains bytea[] := array_fill(null::bytea, array[cardinality(event_commands)]);
  command int;
  read_stream text;
  writer int;
  moved boolean;
  hashed bytea;
  event int := 0;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'the append must see what others committed: use read committed';
  end if;

  -- writers take turns until they commit, so that the order of positions is the order of commits;
  -- each statement below has a snapshot taken after the lock
  perform lock_log();

  select position, chain_hash, greatest(recorded_at, writer_clock) into place, chain, stamp
    from events order by position desc limit 1;
  if not found then
    place := 0;
    chain := decode(repeat('00', 32), 'hex');
    stamp := writer_clock;
  end if;

  -- "offset 0" keeps one index lookup per row, whatever the planner believes about the size of the tables
  select array_agg(case when k.first_position is null then 'ok' else 'known' end order by c.number),
         array_agg(k.first_position order by c.number),
         array_agg(k.last_position order by c.number),
         array_agg(k.digest order by c.number)
    into outcomes, firsts, lasts, digests
    from unnest(command_ids) with ordinality as c(command_id, number)
    left join lateral (select * from commands where command_id = c.command_id offset 0) k on true;

  -- "before" is the last event that an earlier command of this call writes to the stream
  for command, read_stream, writer, moved in
    select e.number, e.stream, e.before, d.differs
      from (select t.number, t.stream, t.hash, max(t.written) over (
              partition by t.stream collate "C" order by t.number range between unbounded preceding and 1 preceding
            ) as before
              from (select r.number, r.stream, r.hash, null::int as written
                      from unnest(expect_commands, expect_streams, expect_hashes) as r(number, stream, hash)
                    union all
                    select w.number, w.stream, null, w.written::int
                      from unnest(event_commands, event_streams) with ordinality as w(number, stream, written)
                      where outcomes[w.number] = 'ok') as t) as e
      cross join lateral (select e.hash <> coalesce(event_hashes[e.before],
            (select v.event_hash from events v where v.stream = e.stream order by v.version desc limit 1), '')
          ) as d(differs)
      where outcomes[e.number] = 'ok' and e.hash is not null and (d.differs or e.before is not null)
      order by e.number
  loop
    if moved or outcomes[event_commands[writer]] = 'moved' then
      outcomes[command] := 'moved';
      moved_commands := moved_commands || command;
      moved_streams := moved_streams || read_stream;
    end if;
  end loop;

  for command, hashed in select * from unnest(event_commands, event_hashes) loop
    event := event + 1;
    continue when outcomes[command] <> 'ok';
    place := place + 1;
    chain := sha256(chain || int8send(place) || int8send(stamp) || hashed);
    places[event] := place;
    chains[event] := chain;
    firsts[command] := coalesce(firsts[command], place);
    lasts[command] := place;
  end loop;

  insert into events (position, stream, version, type, data, meta, event_hash, chain_hash, recorded_at)
    select e.position, e.stream, e.version, e.type, e.data, e.meta, e.hash, e.chain, stamp
      from unnest(places, event_streams, event_versions, event_types, event_datas, event_metas, event_hashes, chains)
        as e(position, stream, version, type, data, meta, hash, chain)
      where e.position is not null;
  insert into commands (command_id, digest, first_position, last_position)
    select c.command_id, c.digest, c.first_position, c.last_position
      from unnest(command_ids, command_digests, firsts, lasts, outcomes)
        as c(command_id, digest, first_position, last_position, outcome)
      where c.outcome = 'ok';

  if place > 0 and 'ok' = any (outcomes) then
    perform pg_notify('chufei_log', place::text);
  end if;
end $$;
