/** Pages and REST interface of dated parameters, the working calendar and decision tables. */
package org.shouwang.policy.web;
