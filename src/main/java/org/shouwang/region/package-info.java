/** The city, its counties, townships and villages. */
package org.shouwang.region;
