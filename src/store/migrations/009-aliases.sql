-- Addresses by which an article was known: those it moved from, and those that turned out to be the same article.
create table aliases (
  url        text primary key,
  article_id bigint not null references articles (id),
  since      timestamptz not null default now()
);
create index aliases_article on aliases (article_id);
-- The article that this one turned out to be; its own history stays under its own number.
alter table articles add column merged_into bigint references articles (id);
