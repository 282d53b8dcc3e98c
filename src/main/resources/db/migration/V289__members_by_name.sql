-- Whoever begins something for a person finds the household by the name of any member.
create index survey_member_name on survey_member (name text_pattern_ops);
create index household_survey on household (survey_id);
