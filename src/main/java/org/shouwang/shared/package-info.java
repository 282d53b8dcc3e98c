/** Classes that every part may use: time, identity numbers, and the errors that a user can see. */
@org.springframework.modulith.ApplicationModule(type = org.springframework.modulith.ApplicationModule.Type.OPEN)
@DatabaseTables(own = {"fingerprint_key", "idempotent_request", "settings_change"}, reads = "policy_parameter")
package org.shouwang.shared;
