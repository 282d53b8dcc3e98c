/** The regions: the city, its counties, townships and villages. */
package org.shouwang.region;
