/** Pages and REST interface of decisions on many cases at once. */
package org.shouwang.batch.web;
