/** The API of regions, for pickers and other systems. */
package org.shouwang.region.web;
