/** Classes that every part may use: time, identity numbers, and the errors that a user can see. */
@org.springframework.modulith.ApplicationModule(type = org.springframework.modulith.ApplicationModule.Type.OPEN)
package org.shouwang.shared;
