-- Whether the responsible official was there, and whether the household knows who that is (AS-2).
alter table household_visit add column official_id bigint references official;
alter table household_visit add column knows_helper boolean;
update household_visit v set official_id = o.id
from responsibility r join official o on o.id = r.official_id
where r.household_id = v.household_id and o.name = v.visited_by
    and v.visited_on >= r.since and (r.ended_on is null or v.visited_on <= r.ended_on);
update policy_parameter set source = '许巩固脱贫组〔2023〕5号三（一）：帮扶责任人已有一年未入户帮扶列为问题；其他人员的走访不计入（本系统设计）'
where name = 'VISIT_WITHIN_MONTHS';
