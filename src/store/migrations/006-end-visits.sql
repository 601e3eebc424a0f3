-- Ends visits: untouched articles go back as they were, hosts are free again and know when they are due. A function,
-- because each of its statements sees all that was committed until then: a due time is read after its host is locked,
-- or what is tracked at that moment would be missed. One call instead of a transaction of four (store/end-visits.ts).
create function end_visits(visits jsonb) returns void language plpgsql as $$
begin
  perform 1 from sites
    where host in (select visit->>'host' from jsonb_array_elements(visits) visit) order by host for update;
  update articles a set lease_until = null, taken = false
    from jsonb_array_elements(visits) visit, jsonb_to_recordset(visit->'untouched') t (id bigint, lease_no bigint)
    where a.id = t.id and a.lease_no = t.lease_no;
  update sites s set busy_until = null, open_at = v.open_at, politeness = v.politeness, habits = v.habits,
      robots = case when v.new_robots then v.robots else s.robots end,
      due_at = (select min(next_check_at) from articles a where a.host = s.host and a.next_check_at is not null)
    from jsonb_to_recordset(visits)
      v (host text, open_at timestamptz, politeness jsonb, habits jsonb, robots jsonb, new_robots boolean)
    where s.host = v.host;
end
$$;
