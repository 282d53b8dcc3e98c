/** Pages and addresses of problems. */
package org.shouwang.problems.web;
