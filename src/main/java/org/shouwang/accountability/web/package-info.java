/** Pages and addresses of the rankings. */
package org.shouwang.accountability.web;
