-- Feeds, sitemaps and lists that articles come from: they hint at what was touched, and may have new articles tracked.
-- Leases and fences as for articles; a visit of their host looks at both.
create table sources (
  id              bigint generated always as identity primary key,
  url             text not null unique,
  host            text not null references sites (host),
  kind            text,                    -- what its content turned out to be
  title           text,
  parent_id       bigint references sources (id) on delete cascade, -- the sitemap index that names it, whose settings hold
  settings        jsonb not null default '{}',
  applied_from    text,
  added_at        timestamptz not null default now(),
  next_check_at   timestamptz not null default now(),
  lease_until     timestamptz,
  lease_no        bigint not null default 0,
  taken           boolean not null default false,
  check_no        bigint not null default 0,
  etag            text,
  last_modified   text,
  wire_hash       bytea,
  last_checked_at timestamptz,
  read_at         timestamptz,             -- last time its document was read; null: its next one is at first sight
  last_news_at    timestamptz,             -- last time it brought something
  pace            jsonb,                   -- what its cadence remembers (cadence/source.ts)
  last            jsonb,                   -- what the last look came to
  tracked         jsonb,                   -- { day, count }: articles tracked from it
  swept_on        date                     -- when entries that went were last forgotten
);
create index sources_due on sources (host, next_check_at);
create index sources_parent on sources (parent_id) where parent_id is not null;

-- What is remembered of a source's entries: enough to see that one is new or was touched, and no text.
create table source_entries (
  source_id bigint not null references sources (id) on delete cascade,
  key       uuid not null,                 -- md5 of the address
  at        timestamptz,
  mark      text,                          -- of the title
  seen_on   date not null default current_date,
  primary key (source_id, key)
);

-- As before, and what is due of a host counts its sources.
create or replace function end_visits(visits jsonb) returns void language plpgsql as $$
begin
  perform 1 from sites
    where host in (select visit->>'host' from jsonb_array_elements(visits) visit) order by host for update;
  update articles a set lease_until = null, taken = false
    from jsonb_array_elements(visits) visit, jsonb_to_recordset(visit->'untouched') t (id bigint, lease_no bigint)
    where a.id = t.id and a.lease_no = t.lease_no;
  update sources a set lease_until = null, taken = false
    from jsonb_array_elements(visits) visit, jsonb_to_recordset(visit->'untouched_sources') t (id bigint, lease_no bigint)
    where a.id = t.id and a.lease_no = t.lease_no;
  update sites s set busy_until = null, open_at = v.open_at, politeness = v.politeness, habits = v.habits,
      robots = case when v.new_robots then v.robots else s.robots end,
      due_at = least(
        (select min(next_check_at) from articles a where a.host = s.host and a.next_check_at is not null),
        (select min(next_check_at) from sources a where a.host = s.host))
    from jsonb_to_recordset(visits)
      v (host text, open_at timestamptz, politeness jsonb, habits jsonb, robots jsonb, new_robots boolean)
    where s.host = v.host;
end
$$;
