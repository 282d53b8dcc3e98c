/** The pages and the REST interface of eliminations, rollbacks and look-backs. */
package org.shouwang.elimination.web;
