/** Pages. */
package org.shouwang.taskform.web;
