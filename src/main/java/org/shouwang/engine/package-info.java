/**
 * The layer around the workflow engine's interfaces that checks submissions, projects the values of forms, and keeps personal
 * data out of the engine.
 */
package org.shouwang.engine;
