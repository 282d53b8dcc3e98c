/** The page on which administrators set up the channels of the daily counts. */
package org.shouwang.digest.web;
