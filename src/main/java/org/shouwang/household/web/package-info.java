/** The addresses of this part. */
package org.shouwang.household.web;
