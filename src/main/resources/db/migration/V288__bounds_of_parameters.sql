-- A typing error such as a ceiling of 0 yuan, or ten times the right amount, is no policy: narrower bounds for what money, areas and shares
-- depend on. Values that are in force already stay, whatever they are.
update policy_parameter_name n set least = b.least, most = b.most from (values
    ('INCOME_DEVIATION', 0, 100000), ('FAR_ABOVE_LINE_TIMES', 1, 20),
    ('LOAN_CEILING', 1000, 1000000), ('LOAN_SUBSIDISED_LIMIT', 1000, 1000000), ('LOAN_TERM_MONTHS', 1, 120),
    ('LOAN_AGE_LEAST', 16, 60), ('LOAN_AGE_MOST', 40, 100), ('LOAN_RATE_TO_1_YEAR', 0.1, 24), ('LOAN_RATE_OVER_1_YEAR', 0.1, 24),
    ('SAMPLE_SHARE_COUNTY', 0.01, 1), ('SAMPLE_SHARE_DEPARTMENT', 0.01, 1), ('SAMPLE_SHARE_WIDENED', 0.01, 1),
    ('HOUSING_REPAIR_CEILING', 1000, 200000), ('HOUSING_REBUILD_CEILING', 5000, 500000),
    ('HOUSING_AREA_1', 5, 300), ('HOUSING_AREA_2', 5, 300), ('HOUSING_AREA_3', 5, 300), ('HOUSING_AREA_PER_HEAD', 5, 100),
    ('CITY_DIBAO_MONTH', 100, 10000), ('RELIEF_SMALL_MONTHS', 0.5, 24), ('RELIEF_COUNTY_FROM_TIME', 1, 20),
    ('PROJECT_YEARS_AHEAD', 0, 10), ('PROJECT_INDUSTRY_SHARE', 1, 100),
    ('CHRONIC_REIMBURSEMENT_SHARE', 1, 100), ('CHRONIC_MONTH_CAP', 10, 20000)
) b (code, least, most) where b.code = n.code;
