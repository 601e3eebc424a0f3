-- What looks at a site taught of the furniture among its texts, one bounded value a site (review/memory.ts).
-- Checks write `memory`, the operator writes `released`: neither overwrites the other.
create table site_memory (
  host     text primary key references sites (host),
  memory   jsonb,
  released text[] not null default '{}'    -- keys of places and paragraphs that are never furniture again
);
