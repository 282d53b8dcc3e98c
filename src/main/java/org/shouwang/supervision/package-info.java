/** What supervisors look at: figures and lists of limits. It reads the tables of all parts and writes nothing. */
package org.shouwang.supervision;
