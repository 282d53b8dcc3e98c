/**
 * The guard of the engine's REST interfaces, and the pages and the REST interface of claims and of rows that jobs could not
 * handle.
 */
package org.shouwang.engine.web;
