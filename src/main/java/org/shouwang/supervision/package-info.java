/** The figures and lists of limits for supervisors. This package reads the tables of all packages and writes none. */
package org.shouwang.supervision;
