-- What protects the log, as a SQLite file says of itself. Rows: kind, name, definition, whether it is switched on.
with log(name, type) as (
  select name, type from sqlite_master
    where name collate nocase in ({tables}) and type in ('table', 'view'))

select 'table', name, type, 1 from log

union all
select 'column', log.name || '.' || c.name,
       lower(c.type) || ' ' || c."notnull" || ' ' || c.pk || ' ' || c.hidden || ' ' || coalesce(c.dflt_value, ''), 1
  from log, pragma_table_xinfo(log.name) as c

union all
select 'key', log.name || ' (' || coalesce((
         select group_concat(name, ', ') from (select name from pragma_index_info(i.name) order by seqno)), '') || ')',
       i.partial, 1
  from log, pragma_index_list(log.name) as i where i."unique"

union all
select 'trigger', lower(tbl_name) || '.' || name, sql, 1 from sqlite_master
  where type = 'trigger' and tbl_name collate nocase in ({tables})
