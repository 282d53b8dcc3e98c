/** The pages and addresses of the register. */
package org.shouwang.household.web;
