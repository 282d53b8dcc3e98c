/** Limits, their extensions and urging for other systems. */
package org.shouwang.deadline.web;
