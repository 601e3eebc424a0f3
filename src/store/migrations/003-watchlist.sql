-- Which watchlist (stet apply) a row came from: only those are taken back when they leave it. Null: added by hand.
alter table articles add column applied_from text;
alter table endpoints add column applied_from text;
alter table routes add column applied_from text;
alter table sites add column applied_from text;
create index articles_applied on articles (applied_from) where applied_from is not null;
