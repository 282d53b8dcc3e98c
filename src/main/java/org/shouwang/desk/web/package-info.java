/** The addresses and pages of the desk. */
package org.shouwang.desk.web;
