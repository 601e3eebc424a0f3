-- An entry that its source names no more says since when: a look at the document tells it, not a sweep once a day.
alter table source_entries add column gone_at timestamptz;
update source_entries e set gone_at = e.seen_on from sources s where s.id = e.source_id and e.seen_on < s.swept_on;
alter table source_entries drop column seen_on;
alter table sources drop column swept_on;
create index source_entries_gone on source_entries (source_id, gone_at) where gone_at is not null;

-- The source that had it tracked: the one that an operator added, where a sitemap of an index named it. No reference,
-- for a source that is removed leaves its articles behind.
alter table articles add column source_id bigint;
