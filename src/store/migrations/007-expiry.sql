-- Messages that were done with long ago are looked for by when they were owed.
create index deliveries_created on deliveries using brin (created_at);
