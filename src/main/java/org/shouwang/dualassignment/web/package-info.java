/** Pages and addresses of problems and rounds. */
package org.shouwang.dualassignment.web;
