/**
 * Tables that people hand in: xlsx, xls or separated text in any usual encoding. One reader for all of them, with its
 * limits; it drops nothing without saying so.
 */
package org.shouwang.table;
