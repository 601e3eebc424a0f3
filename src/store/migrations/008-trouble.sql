-- Set while most of a site's articles are read wrongly (outcome/health.ts); what looks wrong is held back meanwhile.
alter table sites add column trouble jsonb;
