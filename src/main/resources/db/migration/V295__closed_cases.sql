-- Cases that only some see, whatever their place; read_by is null for all others. In seen_by stand all who see the number, readers too.
alter table case_file
    add column read_by varchar[],
    add column seen_by varchar[],
    add column barred  varchar[];
create index case_file_seen_by on case_file using gin (seen_by) where seen_by is not null;
create index case_file_barred on case_file using gin (barred) where barred is not null;

-- Petitions that have begun are closed from now on: to the village and the township where it happened, and to the unit complained of.
update case_file c set
    read_by = array_remove(array['county' || c.county_code, 'dept' || c.county_code || 'xinfang', 'city' || left(c.county_code, 4) || '00',
        nullif(coalesce(handling.post, case when c.status = 'IN_PROGRESS' then accepting.post end), accused.post)], null),
    seen_by = array_remove(array['county' || c.county_code, 'dept' || c.county_code || 'xinfang', 'city' || left(c.county_code, 4) || '00', 'camunda-admin', 'leader' || c.county_code,
        nullif(coalesce(handling.post, accepting.post), accused.post)], null),
    barred = array_remove(array[accused.post], null)
from case_file self
    left join lateral (select v.text as post from procedure_value v where v.case_no = self.case_no and v.field = 'handlingUnit') handling on true
    left join lateral (select v.text as post from procedure_value v where v.case_no = self.case_no and v.field = 'acceptingUnit') accepting on true
    left join lateral (select e.content ->> 'accusedUnit' as post from procedure_entry e
        where e.case_no = self.case_no and e.content ? 'accusedUnit' order by e.sequence desc limit 1) accused on true
where self.id = c.id and c.process_key = 'petition-handling';
-- Their limits stand under the county, so that no list of the place shows them.
update deadline d set village_code = d.county_code, township_code = null
from case_file c where c.case_no = d.case_no and c.read_by is not null;

-- A petition without a pseudonym has a name by which lists tell it from others.
update case_file set head_name = '匿名反映' || right(case_no, 6) where process_key = 'petition-handling' and head_name = '匿名';
