/**
 * 问题双交办：problems that assessments found go to departments and county at once, are verified twice and struck off only
 * then (DA-1 to DA-8).
 */
package org.shouwang.dualassignment;
