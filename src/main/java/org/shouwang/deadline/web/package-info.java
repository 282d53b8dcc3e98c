/** The REST interface of limits, their extensions and urging. */
package org.shouwang.deadline.web;
