-- What the next page may be known by, so that it need not be read (KnownPage in article.ts); of the latest version only.
alter table articles add column known_page jsonb;
