-- What protects the log, as PostgreSQL says of itself. Rows: kind, name, definition, whether it is switched on.
with log(oid, name) as (
  select oid, relname from pg_class where relname in ({tables}) and pg_table_is_visible(oid))

-- an ordinary table that survives a crash; nothing rewrites what is sent to it, hides rows of it or stands in for it
select 'table', name,
       concat_ws(' ', relkind, relpersistence,
         case when relrowsecurity then 'row security' end,
         case when exists (select from pg_rewrite where ev_class = log.oid) then 'rules' end,
         case when exists (select from pg_inherits where log.oid in (inhrelid, inhparent)) then 'inherits' end),
       true
  from log join pg_class using (oid)

union all
select 'column', name || '.' || attname,
       concat_ws(' ', format_type(atttypid, atttypmod), case when attnotnull then 'not null' end,
         case when atthasdef then 'default' end),
       true
  from log join pg_attribute on attrelid = oid
  where attnum > 0 and not attisdropped

union all
select 'key', name || ' (' || columns || ')', '', true
  from log join pg_index on indrelid = oid,
       lateral (select string_agg(coalesce(attname, '?'), ', ' order by place) as columns
                  from unnest(indkey) with ordinality as k(number, place)
                  left join pg_attribute on attrelid = indrelid and attnum = number and attnum > 0) as c
  where indisunique and indimmediate and indisvalid and indislive and indpred is null

union all
select 'trigger', name || '.' || tgname, pg_get_triggerdef(t.oid, true), tgenabled = 'A'
  from log join pg_trigger as t on tgrelid = log.oid
  where not tgisinternal

union all
select 'function', proname,
       concat_ws(' ', lanname, array_to_string(proconfig, ','), case when prosecdef then 'definer' end, prosrc), true
  from pg_proc as p join pg_language as l on l.oid = prolang
  where proname in ({functions}) and pg_function_is_visible(p.oid)
