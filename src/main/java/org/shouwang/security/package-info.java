/** Users, their posts, and what they may see. */
@DatabaseTables(
        own = {"act", "authorisation", "locked_account", "login_attempt", "login_failure_count", "own_password", "program_account",
                "spring_session", "spring_session_attributes", "substitution"},
        reads = {"act_id_group", "act_id_membership", "act_id_user", "region"})
package org.shouwang.security;

import org.shouwang.shared.DatabaseTables;
