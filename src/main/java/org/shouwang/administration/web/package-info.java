/** The pages of administrators. */
package org.shouwang.administration.web;
