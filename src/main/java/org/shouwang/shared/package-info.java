/** What every part may use: time, identity numbers and the errors a user can be told. */
@org.springframework.modulith.ApplicationModule(type = org.springframework.modulith.ApplicationModule.Type.OPEN)
package org.shouwang.shared;
